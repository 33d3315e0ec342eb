"""Rows of sign-ups: who is in which shift, in order of arrival."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from typing_extensions import override

from storage.engine.database import Row, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import flag, instant, instant_if, seconds
from storage.rows.activities import ACTIVITY, FROM_SHIFT, IS_ON, activity_in
from storage.rows.ages import youth_for
from storage.rows.capacities import CAPACITY, capacity_in
from storage.rows.fairness import IS_FAIR, fairness_for, leaving_closes
from storage.rows.inductions import needs_induction
from storage.rows.no_shows import days_in, days_missed
from storage.rows.profiles import born_in, is_blocked
from storage.rows.risks import agreed
from storage.rows.roles import roles_asked, roles_for, roles_found
from storage.rows.shifts import SHIFT, at_the_same_time, lock_shift, shift_in
from storage.rows.statements import listed
from storage.rows.turnouts import COMING, LATE, answer_of
from storage.rows.volunteers import lock_person
from volunteering.records.signing_up import SignUps
from volunteering.rules.activities import Clash
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.risk import Risk
from volunteering.rules.signing_up import Facts, SignUp, SignUpState

# CROSS JOIN makes SQLite begin with the person's few sign-ups; left to itself it begins with every shift there is.
FROM_MY_SIGN_UPS = "signups g CROSS JOIN shifts s JOIN activities a ON a.id = s.activity_id"
OF_MY_SIGN_UPS = f"s.id = g.shift_id AND {IS_ON}"
"""Of a sign-up `g`: its shift `s` with the activity `a`, neither of them cancelled."""

MY_ROLE: Final = "CASE WHEN s.roles > 0 THEN (SELECT r.name FROM shift_roles r WHERE r.id = g.role_id) END AS role"
"""Of a sign-up `g` for a shift `s`: in which role, where it has several."""

_ANSWERED: Final = {ReminderAnswer.COMING: COMING, ReminderAnswer.LATE: LATE}

SIGN_UP = (
    "g.id AS sign_up_id, g.person_id, g.state AS sign_up_state, g.ticket, g.at, g.coming, g.role_id, "
    "g.held_until, g.passed, g.to_confirm, g.confirm_until"
)
"""The columns of a sign-up `g`, for `sign_up_in`; its `shift_id` is another's too, and so asked for apart."""

_FACTS_OF: Final = f"""
    SELECT {ACTIVITY}, {SHIFT}, {CAPACITY}, {SIGN_UP}, p.id AS whose, p.state AS standing, p.reachable, p.born,
        p.at_once, {agreed("p.id", "a")} AS agreed, {is_blocked("p.id")} AS is_blocked,
        {needs_induction("p.id")} AS needs_induction,
        {days_missed("p.id")} AS no_shows, {IS_FAIR}
    FROM {FROM_SHIFT} JOIN people p ON p.id {{people}}
        LEFT JOIN signups g ON g.shift_id = s.id AND g.person_id = p.id
    WHERE s.id = :shift
"""
_FACTS: Final = _FACTS_OF.format(people="= :person")

_AT_THE_SAME_TIME = f"s.state = 'open' AND {at_the_same_time('s', 'wanted')} AND s.id <> wanted.id"

_CLASHES_OF: Final = f"""
    SELECT {SHIFT}, a.title, g.person_id
    FROM shifts wanted JOIN shifts s ON {_AT_THE_SAME_TIME}
        JOIN signups g ON g.shift_id = s.id AND g.person_id {{people}} AND g.state = 'confirmed'
        JOIN activities a ON a.id = s.activity_id AND a.state = 'open'
    WHERE wanted.id = :shift ORDER BY s.starts_at, s.id
"""
_CLASH: Final = f"{_CLASHES_OF.format(people='= :person')} LIMIT 1"

_PLACE = """
    INSERT INTO signups (shift_id, person_id, state, ticket, at, role_id)
    SELECT CAST(:shift AS BIGINT), CAST(:person AS BIGINT), CAST(:state AS TEXT), COALESCE(MAX(ticket), 0) + 1,
        CAST(:at AS BIGINT), CAST(:role AS BIGINT)
    FROM signups WHERE shift_id = :shift
    ON CONFLICT (shift_id, person_id) DO UPDATE SET state = excluded.state, ticket = excluded.ticket,
        at = excluded.at, role_id = excluded.role_id, coming = NULL, answered_at = NULL,
        came = NULL, came_minutes = NULL, noted = NULL, left_late = NULL,
        to_confirm = NULL, confirm_until = NULL, urged = NULL, held_until = NULL, passed = NULL
"""


def sign_up_in(row: Row) -> SignUp:
    """The sign-up of a row that has the columns `SIGN_UP` and `shift_id`."""
    # Of a place that was taken since then, nobody asks, whichever version wrote it.
    asks = row["to_confirm"] is not None and row["sign_up_state"] == "confirmed" and row["at"] <= row["to_confirm"]
    return SignUp(
        id=row["sign_up_id"],
        shift_id=row["shift_id"],
        person_id=row["person_id"],
        state=row["sign_up_state"],
        ticket=row["ticket"],
        at=instant(row["at"]),
        answer=answer_of(row["coming"]),
        role_id=row["role_id"],
        to_confirm=instant(row["to_confirm"]) if asks else None,
        confirm_until=instant_if(row["confirm_until"]) if asks else None,
        held_until=instant_if(row["held_until"]),
        passed=bool(row["passed"]),
    )


class SignUpRows(SignUps):
    __slots__ = ("_tx", "frees")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.frees = False  # whether somebody may be free now for another shift

    @override
    async def facts(self, shift_id: int, person_id: int, role_id: int | None = None) -> Facts | None:
        # Somebody's overlaps are judged across shifts, so that locking the shift is not enough: they may be asking for
        # another one at this moment, or be promoted there. Always after the shift: fewer ever wait for each other.
        locks = locking(self._tx, lock_shift(shift_id), lock_person(person_id))
        # Whoever names a role knows that the shift has some; else its row says so, and they are asked for after it.
        at_once = roles_asked(person_id, [shift_id]) if role_id is not None else ()
        answers = await self._tx.several(
            *locks,
            query(_FACTS, shift=shift_id, person=person_id),
            query(_CLASH, shift=shift_id, person=person_id),
            *at_once,
        )
        found, clashes, *of_roles = answers[len(locks) :]
        return await self._facts_in(found[0], person_id, clashes, role_id, of_roles) if found else None

    @override
    async def facts_of(self, shift_id: int, people: Collection[int]) -> Mapping[int, Facts]:
        numbers, values = listed("person", people)
        among = f"IN ({numbers})"
        found, clashes = await self._tx.several(
            query(f"{_FACTS_OF.format(people=among)} ORDER BY p.id", shift=shift_id, **values),
            query(_CLASHES_OF.format(people=among), shift=shift_id, **values),
        )
        first = {row["person_id"]: row for row in reversed(clashes)}
        return {
            number: await self._facts_in(row, number, [first[number]] if number in first else [])
            for row in found
            if (number := row["whose"])
        }

    async def _facts_in(
        self,
        row: Row,
        person_id: int,
        clashes: Sequence[Row],
        role_id: int | None = None,
        of_roles: Sequence[Sequence[Row]] = (),
    ) -> Facts:
        """What was found; roles, youth and rules of fair places are asked for only where there are any."""
        if of_roles:
            roles, held = roles_found(of_roles)
        else:
            roles, held = await roles_for(self._tx, person_id, [row["shift_id"]] if row["roles"] else [])
        shift, born = shift_in(row), born_in(row["born"])
        youth = await youth_for(self._tx, person_id, born, [shift])
        fair = await fairness_for(self._tx, person_id, [shift] if row["is_fair"] else [])
        facts = Facts(
            standing=row["standing"],
            activity=activity_in(row),
            shift=shift,
            mine=None if row["sign_up_id"] is None else sign_up_in(row),
            clash=Clash(shift=shift_in(clashes[0]), title=clashes[0]["title"]) if clashes else None,
            capacity=capacity_in(row),
            no_shows=days_in(row["no_shows"]),
            reachable=row["reachable"],
            agreed=row["agreed"],
            is_blocked=row["is_blocked"],
            born=born,
            youth=youth.get(shift.id),
            roles=roles.get(shift.id, ()),
            held=held,
            needs_induction=bool(row["needs_induction"]),
            at_once=bool(row["at_once"]),
            fair=fair.get(shift.id),
        )
        if not facts.roles:
            return facts
        return facts.in_role(role_id or (facts.mine_in.id if facts.mine_in else None))

    @override
    async def put(
        self, shift_id: int, person_id: int, state: SignUpState, at: datetime, *, role_id: int | None = None
    ) -> None:
        self._tx.later(_PLACE, shift=shift_id, person=person_id, state=state, at=seconds(at), role=role_id)

    @override
    async def set_role(self, sign_up_id: int, role_id: int) -> None:
        self._tx.later("UPDATE signups SET role_id = :role WHERE id = :sign_up", sign_up=sign_up_id, role=role_id)

    @override
    async def set_state(self, sign_up_id: int, state: SignUpState, at: datetime, *, late: bool | None = None) -> None:
        self.frees |= state is SignUpState.LEFT
        self._tx.later(
            """
            UPDATE signups SET state = :state, at = :at, left_late = :late, held_until = NULL, passed = NULL
            WHERE id = :sign_up
            """,
            sign_up=sign_up_id,
            state=state,
            at=seconds(at),
            late=flag(late),
        )

    @override
    async def agree(self, activity_id: int, person_id: int, risk: Risk, at: datetime) -> None:
        self.frees = True
        self._tx.later(
            """
            INSERT INTO risk_consents (person_id, activity_id, risk, insurer, insured_from, insured_until, at)
            VALUES (:person, :activity, :risk, :insurer, :first, :last, :at)
            """,
            person=person_id,
            activity=activity_id,
            risk=risk.notice,
            insurer=risk.insurance.insurer,
            first=risk.insurance.first.isoformat(),
            last=risk.insurance.last.isoformat(),
            at=seconds(at),
        )

    @override
    async def mine(self, shift_id: int, person_id: int) -> SignUp | None:
        row = await self._tx.one(
            f"SELECT {SIGN_UP}, g.shift_id FROM signups g WHERE g.shift_id = :shift AND g.person_id = :person",
            shift=shift_id,
            person=person_id,
        )
        return sign_up_in(row) if row else None

    @override
    async def say_coming(self, sign_up_id: int, answer: ReminderAnswer, at: datetime) -> None:
        self._tx.later(
            "UPDATE signups SET coming = :answer, answered_at = :at WHERE id = :sign_up AND state = 'confirmed'",
            sign_up=sign_up_id,
            answer=_ANSWERED[answer],
            at=seconds(at),
        )

    @override
    async def waiting(self, shift_id: int) -> tuple[SignUp, ...]:
        return await self._of_shift(shift_id, SignUpState.WAITING)

    @override
    async def confirmed(self, shift_id: int) -> tuple[SignUp, ...]:
        return await self._of_shift(shift_id, SignUpState.CONFIRMED)

    @override
    async def also_elsewhere(self, shift_id: int, *, since: datetime | None = None) -> tuple[int, ...]:
        rows = await self._tx.all(
            f"""
            SELECT DISTINCT g.person_id FROM signups g JOIN shifts wanted ON wanted.id = g.shift_id
                JOIN signups o ON o.person_id = g.person_id AND o.state = 'confirmed' AND o.at >= :since
                JOIN shifts s ON s.id = o.shift_id AND {_AT_THE_SAME_TIME}
            WHERE g.shift_id = :shift AND g.state = 'confirmed' ORDER BY g.person_id
            """,
            shift=shift_id,
            since=seconds(since) if since else 0,
        )
        return tuple(row["person_id"] for row in rows)

    @override
    async def leaving_closes(self, shift_id: int) -> int | None:
        return await leaving_closes(self._tx, shift_id)

    @override
    async def upcoming_of(self, person_id: int, now: datetime) -> tuple[SignUp, ...]:
        rows = await self._tx.all(
            f"""
            SELECT {SIGN_UP}, g.shift_id
            FROM {FROM_MY_SIGN_UPS}
            WHERE g.person_id = :person AND {OF_MY_SIGN_UPS} AND g.state IN ('confirmed', 'waiting')
                AND s.starts_at > :now
            ORDER BY s.starts_at, s.id
            """,
            person=person_id,
            now=seconds(now),
        )
        return tuple(sign_up_in(row) for row in rows)

    async def _of_shift(self, shift_id: int, state: SignUpState) -> tuple[SignUp, ...]:
        rows = await self._tx.all(
            f"""
            SELECT {SIGN_UP}, g.shift_id FROM signups g
            WHERE g.shift_id = :shift AND g.state = :state ORDER BY g.ticket
            """,
            shift=shift_id,
            state=state,
        )
        return tuple(sign_up_in(row) for row in rows)
