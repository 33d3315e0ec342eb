"""What is whose, given to another person: one record becomes a part of another, and is taken out of it again."""

from collections.abc import Mapping
from typing import Any, Final

from storage.engine.database import Row, Transaction, Value
from storage.engine.values import seconds
from storage.rows.giving_over import Giving, Step
from storage.rows.going_over import GOES_OVER, OF_THEMSELVES, STANDS_ONCE
from storage.rows.learned_twice import learn_once
from storage.rows.star_checks import note_written
from volunteering.rules.buddies import Ending
from volunteering.rules.doubles import is_better, standing_of
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Person, Standing

_WITH_CARE: Final = frozenset({"appraisal_sheets", "exam_entries", "signups"})
"""Those of `STANDS_ONCE` of which the better row is the kept one's."""

_KEYS: Final = {
    table: ("person_id", *columns.split()) for table, columns in STANDS_ONCE.items() if table not in _WITH_CARE
}

_ENDS_WITH_MERGING: Final = """
    SELECT b.id, b.at FROM buddies b WHERE b.ended IS NULL AND (
        (b.newcomer_id = :kept AND b.buddy_id = :gone) OR (b.newcomer_id = :gone AND b.buddy_id = :kept)
        OR (b.newcomer_id = :gone AND b.shift_id IN (
            SELECT mine.shift_id FROM buddies mine WHERE mine.newcomer_id = :kept AND mine.ended IS NULL
        ))
    ) ORDER BY b.id
"""

_COUNTED_FOR_ONE: Final = {
    ledger: f"""(
        shift_id IS NULL OR shift_id NOT IN (
            SELECT mine.shift_id FROM {ledger} mine WHERE mine.person_id = :kept AND mine.shift_id IS NOT NULL
        )
    )"""
    for ledger in ("entries", "study_lines")
}

# Whoever goes is told that they do; whatever else they are owed is the kept one's to hear.
_STILL_TO_BE_TOLD: Final = {"outbox": "state = 'owed' AND kind <> 'merged_away'"}

# By both of the same person for the same shift, or of the one by the other: nobody commends themselves.
_TWICE_COMMENDED: Final = """
    (person_id = :kept AND by_id = :gone) OR (person_id = :gone AND by_id = :kept)
    OR (by_id = :gone AND EXISTS (
        SELECT 1 FROM commendations mine
        WHERE mine.by_id = :kept AND mine.shift_id = commendations.shift_id AND mine.person_id = commendations.person_id
    ))
"""

_CAME_BY_THE_OTHER: Final = """
    person_id = :kept AND shift_id IN (SELECT g.shift_id FROM signups g JOIN check_ins theirs USING (shift_id, ticket)
        WHERE g.person_id = :kept AND theirs.person_id = :gone)
"""  # the sign-up that stays is the other's

_IN_BOTH: Final = """
    SELECT mine.id AS kept_id, mine.state AS kept_state, mine.came AS kept_came, mine.held_until AS kept_held,
        theirs.id AS gone_id, theirs.state AS gone_state, theirs.came AS gone_came, theirs.held_until AS gone_held
    FROM signups mine JOIN signups theirs ON theirs.shift_id = mine.shift_id
    WHERE mine.person_id = :kept AND theirs.person_id = :gone ORDER BY mine.shift_id
"""

_RANKED: Final = """
    CASE WHEN {alias}.result = 'passed' THEN 5 WHEN {alias}.result = 'not_passed' THEN 4
        WHEN {alias}.result IS NOT NULL THEN 3 WHEN {alias}.state <> 'registered' THEN 0
        WHEN {alias}.admission IS NOT NULL THEN 2 ELSE 1 END
"""

_IN_BOTH_EXAMS: Final = f"""
    SELECT mine.id AS kept_id, theirs.id AS gone_id, {_RANKED.format(alias="mine")} AS kept_rank,
        {_RANKED.format(alias="theirs")} AS gone_rank
    FROM exam_entries mine JOIN exam_entries theirs ON theirs.exam_id = mine.exam_id
    WHERE mine.person_id = :kept AND theirs.person_id = :gone ORDER BY mine.exam_id
"""


# In an appraisal from which one of the two was taken out, and the other was not, they are.
_TAKEN_OUT_THERE: Final = """
    person_id = :kept AND state = 'out' AND EXISTS (
        SELECT 1 FROM appraisal_sheets theirs WHERE theirs.person_id = :gone
            AND theirs.appraisal_id = appraisal_sheets.appraisal_id AND theirs.state = 'in'
    ) AND NOT EXISTS (
        SELECT 1 FROM appraisal_sheets mine
        WHERE mine.person_id = :kept AND mine.year = appraisal_sheets.year AND mine.state = 'in'
    )
"""

_APPRAISED_AS_KEPT: Final = """
    person_id = :gone AND EXISTS (
        SELECT 1 FROM appraisal_sheets mine WHERE mine.person_id = :kept AND (
            mine.appraisal_id = appraisal_sheets.appraisal_id
            OR (mine.year = appraisal_sheets.year AND mine.state = 'in' AND appraisal_sheets.state = 'in')
        )
    )
"""


def _doubled(table: str) -> str:
    """Of a row: the one who stays has one for the same."""
    same = "".join(f" AND mine.{column} = {table}.{column}" for column in STANDS_ONCE[table].split())
    return f"EXISTS (SELECT 1 FROM {table} mine WHERE mine.person_id = :kept{same})"


def _goes_by_gone(row: Row, mine: SignUpState, theirs: SignUpState) -> bool:
    """Whether of two sign-ups for one shift that of the one who goes stays: the better one, or with more to it."""
    if is_better(mine, theirs):
        return False
    came = bool(row["gone_came"]) and not row["kept_came"]
    is_offered = row["gone_held"] is not None and row["kept_held"] is None
    return is_better(theirs, mine) or came or is_offered


class Becoming:
    """The record of `gone` becomes a part of `kept`'s; `steps` is how that is taken back."""

    def __init__(self, tx: Transaction, kept: Person, gone: Person) -> None:
        self.freed = False  # whether a place of somebody who had two came free
        self._tx = tx
        self._kept, self._gone = kept, gone
        self._giving = Giving(tx, kept.id, gone.id, _KEYS)

    @property
    def steps(self) -> list[Step]:
        """What was done so far."""
        return self._giving.steps

    async def last_of(self, table: str) -> int:
        """The last row so far: what comes of something after that goes back with it."""
        row = await self._tx.one(f"SELECT COALESCE(MAX(id), 0) AS last FROM {table}")
        return int(row["last"]) if row else 0

    async def become(self) -> None:
        """Give everything over, table by table."""
        giving = self._giving
        await self._sign_ups()
        await giving.remove("commendations", _TWICE_COMMENDED)
        await learn_once(self._tx, giving, self._kept.id, self._gone.id)
        await self._exams()
        await self._appraised_once()
        await self._stands_once()
        await self._buddies()
        await self._goes_over()
        # Nobody is asked what they ask themselves.
        await giving.remove(
            "enquiry_readers",
            "person_id = :kept AND enquiry_id IN (SELECT e.id FROM enquiries e WHERE e.person_id = :kept)",
        )
        await self._themselves()
        note_written(self._tx, self._kept.id, self._gone.id)

    async def follow(self) -> None:
        """Give over what came to the one who went at the very moment of the merge, by whoever still read of two."""
        await self._appraised_once()
        for table in STANDS_ONCE:
            if table not in _WITH_CARE:
                await self._giving.remove(table, f"person_id = :gone AND {_doubled(table)}")
            await self._giving.move(table, "person_id", f"NOT {_doubled(table)}")
        await self._goes_over(_STILL_TO_BE_TOLD)
        if self.steps:
            note_written(self._tx, self._kept.id)

    async def _goes_over(self, only: Mapping[str, str] = {}) -> None:
        for table, columns in GOES_OVER.items():
            for column in columns.split():
                once = _COUNTED_FOR_ONE.get(table) if column == "person_id" else None
                await self._giving.move(table, column, once or only.get(table, "1 = 1"))

    async def _sign_ups(self) -> None:
        for row in await self._tx.all(_IN_BOTH, kept=self._kept.id, gone=self._gone.id):
            states = SignUpState(row["kept_state"]), SignUpState(row["gone_state"])
            self.freed |= states == (SignUpState.CONFIRMED, SignUpState.CONFIRMED)
            as_gone = _goes_by_gone(row, *states)
            # What is held for them beside what they have then is held for nobody: the next in line is asked.
            self.freed |= row["kept_held" if as_gone else "gone_held"] is not None
            ended: dict[str, Value] = {"state": SignUpState.LEFT, "left_late": 0, "held_until": None}
            if as_gone:
                await self._swap("signups", row["kept_id"], row["gone_id"], **ended)
            else:
                await self._giving.change("signups", {"id": row["gone_id"]}, **ended)
        await self._giving.move(
            "signups",
            "person_id",
            "shift_id NOT IN (SELECT mine.shift_id FROM signups mine WHERE mine.person_id = :kept)",
        )

    async def _exams(self) -> None:
        """In the same exam the better entry; the other keeps place and number, and stands in no list any more."""
        for row in await self._tx.all(_IN_BOTH_EXAMS, kept=self._kept.id, gone=self._gone.id):
            if row["gone_rank"] > row["kept_rank"]:
                await self._swap("exam_entries", row["kept_id"], row["gone_id"])
        await self._giving.move(
            "exam_entries",
            "person_id",
            "exam_id NOT IN (SELECT mine.exam_id FROM exam_entries mine WHERE mine.person_id = :kept)",
        )

    async def _appraised_once(self) -> None:
        """One sheet in an appraisal, and one of a year that they are in: else the kept one's holds."""
        await self._giving.remove("appraisal_sheets", _TAKEN_OUT_THERE)
        await self._giving.remove("appraisal_sheets", _APPRAISED_AS_KEPT)
        await self._giving.move("appraisal_sheets", "person_id")

    async def _swap(self, table: str, kept_row: int, gone_row: int, **new: Value) -> None:
        """The better one is the kept one's; the other stays with who goes, since its ticket was given."""
        mine = await self._tx.one(f"SELECT * FROM {table} WHERE id = :row", row=kept_row)
        if mine is None:
            return
        await self._giving.remove(table, "id = :row", row=kept_row)
        await self._giving.move(table, "person_id", f"id = {gone_row:d}")
        left = {name: mine[name] for name in mine.keys()}  # noqa: SIM118  a row is no dict
        await self._giving.add(table, left | {"person_id": self._gone.id, **new}, ("id",))

    async def _stands_once(self) -> None:
        for row in await self._tx.all(
            """
            SELECT mine.unit_id FROM roles mine JOIN roles theirs ON theirs.unit_id = mine.unit_id
            WHERE mine.person_id = :kept AND theirs.person_id = :gone AND theirs.role = 'admin'
            """,
            kept=self._kept.id,
            gone=self._gone.id,
        ):
            await self._giving.change("roles", {"person_id": self._kept.id, "unit_id": row["unit_id"]}, role="admin")
        await self._giving.remove("check_ins", _CAME_BY_THE_OTHER)
        for table, columns in STANDS_ONCE.items():
            if table in _WITH_CARE:
                continue
            if not columns:
                await self._fill(table)
            await self._giving.remove(table, f"person_id = :gone AND {_doubled(table)}")
            await self._giving.move(table, "person_id")
        if self._gone.unit.id != self._kept.unit.id:
            await self._joins()

    async def _fill(self, table: str) -> None:
        """Of a table with one row a person, what the kept one lacks."""
        both = f"SELECT * FROM {table} WHERE person_id = :person"
        mine = await self._tx.one(both, person=self._kept.id)
        theirs = await self._tx.one(both, person=self._gone.id)
        if mine is not None and theirs is not None:
            lacking = {name: theirs[name] for name in mine.keys() if not mine[name] and theirs[name]}  # noqa: SIM118
            await self._giving.change(table, {"person_id": self._kept.id}, **lacking)

    async def _buddies(self) -> None:
        """Nobody is a buddy of their own, and nobody has two in one shift."""
        for row in await self._tx.all(_ENDS_WITH_MERGING, kept=self._kept.id, gone=self._gone.id):
            ended = {"ended": Ending.MERGED.value, "ended_at": row["at"], "end_told": 1}
            await self._giving.change("buddies", {"id": row["id"]}, **ended)

    async def _joins(self) -> None:
        """The other one's team is a further team; one's own is none."""
        await self._giving.remove("memberships", "person_id = :kept AND unit_id = :unit", unit=self._kept.unit.id)
        joined = await self._tx.one(
            "SELECT 1 AS there FROM memberships WHERE person_id = :kept AND unit_id = :unit",
            kept=self._kept.id,
            unit=self._gone.unit.id,
        )
        if joined is None:
            row = {
                "person_id": self._kept.id,
                "unit_id": self._gone.unit.id,
                "joined_at": seconds(self._gone.registered_at),
            }
            await self._giving.add("memberships", row, ("person_id", "unit_id"))

    async def _themselves(self) -> None:
        people = "SELECT * FROM people WHERE id = :person"
        mine, theirs = (
            await self._tx.one(people, person=self._kept.id),
            await self._tx.one(people, person=self._gone.id),
        )
        if mine is None or theirs is None:
            return
        takes_account = mine["telegram_id"] is None
        lacking = [name for name in OF_THEMSELVES if not mine[name]]
        further = None if "phone" in lacking or mine["phone"] == theirs["phone"] else theirs["phone"]
        nothing: dict[str, Any] = {**dict.fromkeys(OF_THEMSELVES), "phone": further}  # by which a list finds them still
        await self._giving.change(
            "people",
            {"id": self._gone.id},
            state=Standing.MERGED,
            merged_into=self._kept.id,
            name="",
            name_folded="",
            held_because="",
            stood_before=None,
            telegram_id=None if takes_account else theirs["telegram_id"],
            **nothing,
        )
        account = ("telegram_id", "language", "reachable", "consented_at") if takes_account else ()
        stood = [Standing(row["stood_before"] or row["state"]) for row in (mine, theirs)]
        await self._giving.change(
            "people",
            {"id": self._kept.id},
            state=standing_of(stood[0], stood[1]),
            held_because=mine["held_because"] or theirs["held_because"],
            **{name: theirs[name] for name in (*account, *lacking)},
        )
