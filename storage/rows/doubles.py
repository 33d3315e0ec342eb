"""What is whose, and giving it to another person: of every column that says so, what becomes of it at merging.

A table with somebody in it that is named here nowhere fails a test: its rows would be left behind.
"""

from collections.abc import Mapping
from typing import Any, Final

from storage.engine.database import Transaction
from storage.engine.values import seconds
from storage.rows.giving_over import Giving, Step
from volunteering.rules.buddies import Ending
from volunteering.rules.doubles import is_better, standing_of
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Person, Standing

GOES_OVER: Final[Mapping[str, str]] = {
    # What people did and what was done to them; who did it is one person, too.
    "activities": "leader_id",
    "blocked_days": "person_id",
    "broadcasts": "by_id",
    "buddies": "newcomer_id buddy_id",  # but for _ENDS_WITH_MERGING
    "buddy_lines": "by_id",
    "censuses": "by_id",
    "changes": "by_id",
    "claims": "person_id decided_by",
    "commendations": "by_id",
    "enquiries": "person_id writer_id answered_by",
    "enquiry_lines": "by_id",
    "entries": "person_id by_id",
    "guardians": "person_id",
    "imports": "by_id",
    "journal": "person_id by_id",
    "outbox": "person_id",
    "people": "merged_into",  # of whoever had become a part of the one who goes
    "qualifications": "person_id decided_by",
    "record_claims": "decided_by",
    "risk_consents": "person_id",
    "roles": "given_by",
    "results": "by_id",
    "shifts": "roster_by",
    "study_lines": "person_id by_id",
}
"""The columns in which the one who stays stands for the one who goes, as often as that one did."""

STANDS_ONCE: Final[Mapping[str, str]] = {
    "census_asks": "census_id",
    "commendations": "shift_id by_id",
    "enquiry_readers": "enquiry_id",
    "memberships": "unit_id",
    "profiles": "",
    "ratings": "shift_id",
    "reminders": "shift_id minutes_before starts_at",
    "results": "activity_id",
    "roles": "unit_id",
    "signups": "shift_id",
    "without_buddies": "",
}
"""The tables in which a person, as `person_id`, stands once for what these columns say; for none, with one row.

Where both do, the row of the one who stays holds. Of two roles, two sign-ups and two results it is the better one;
and of a table with one row a person, what that row lacks is filled in.
"""

STAYS_BEHIND: Final[Mapping[str, str]] = {
    "keep_asks": "person_id",  # whoever is merged is not forgotten for having done nothing
    "merges": "kept_id gone_id by_id",
    "record_claims": "record_id person_id",  # what was claimed was this very record
}
"""The columns that go on naming the one who goes."""

OF_THEMSELVES: Final = ("phone", "born")
"""The columns of `people` that are filled in where the one who stays lacks them."""

_KEYS: Final = {table: ("person_id", *columns.split()) for table, columns in STANDS_ONCE.items() if table != "signups"}

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

_PASSED_AS_GONE: Final = """
    SELECT theirs.* FROM results mine JOIN results theirs ON theirs.activity_id = mine.activity_id
    WHERE mine.person_id = :kept AND theirs.person_id = :gone AND theirs.passed > mine.passed
"""

# By both of the same person for the same shift, or of the one by the other: nobody commends themselves.
_TWICE_COMMENDED: Final = """
    (person_id = :kept AND by_id = :gone) OR (person_id = :gone AND by_id = :kept)
    OR (by_id = :gone AND EXISTS (
        SELECT 1 FROM commendations mine
        WHERE mine.by_id = :kept AND mine.shift_id = commendations.shift_id AND mine.person_id = commendations.person_id
    ))
"""

_IN_BOTH: Final = """
    SELECT mine.id AS kept_id, mine.state AS kept_state, mine.came AS kept_came,
        theirs.id AS gone_id, theirs.state AS gone_state, theirs.came AS gone_came
    FROM signups mine JOIN signups theirs ON theirs.shift_id = mine.shift_id
    WHERE mine.person_id = :kept AND theirs.person_id = :gone ORDER BY mine.shift_id
"""


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

    async def last_line(self) -> int:
        """The last line of the ledger so far: what comes of something after that goes back with it."""
        row = await self._tx.one("SELECT COALESCE(MAX(id), 0) AS last FROM entries")
        return int(row["last"]) if row else 0

    async def become(self) -> None:
        """Give everything over, table by table."""
        giving = self._giving
        await self._sign_ups()
        await giving.remove("commendations", _TWICE_COMMENDED)
        await self._stands_once()
        await self._buddies()
        for table, columns in GOES_OVER.items():
            for column in columns.split():
                once = _COUNTED_FOR_ONE.get(table) if column == "person_id" else None
                await giving.move(table, column, once or "1 = 1")
        # Nobody is asked what they ask themselves.
        await giving.remove(
            "enquiry_readers",
            "person_id = :kept AND enquiry_id IN (SELECT e.id FROM enquiries e WHERE e.person_id = :kept)",
        )
        await self._themselves()

    async def _sign_ups(self) -> None:
        for row in await self._tx.all(_IN_BOTH, kept=self._kept.id, gone=self._gone.id):
            states = SignUpState(row["kept_state"]), SignUpState(row["gone_state"])
            self.freed |= states == (SignUpState.CONFIRMED, SignUpState.CONFIRMED)
            came_as_gone = not is_better(*states) and bool(row["gone_came"]) and not row["kept_came"]
            if is_better(*reversed(states)) or came_as_gone:
                await self._swap(row["kept_id"], row["gone_id"])
            else:
                await self._giving.change("signups", {"id": row["gone_id"]}, state=SignUpState.LEFT, left_late=0)
        await self._giving.move(
            "signups",
            "person_id",
            "shift_id NOT IN (SELECT mine.shift_id FROM signups mine WHERE mine.person_id = :kept)",
        )

    async def _swap(self, kept_row: int, gone_row: int) -> None:
        """The better sign-up is the kept one's; the other stays with who goes, as left, since its ticket was given."""
        mine = await self._tx.one("SELECT * FROM signups WHERE id = :row", row=kept_row)
        if mine is None:
            return
        await self._giving.remove("signups", "id = :row", row=kept_row)
        await self._giving.move("signups", "person_id", f"id = {gone_row:d}")
        left = {name: mine[name] for name in mine.keys()}  # noqa: SIM118  a row is no dict
        left |= {"person_id": self._gone.id, "state": SignUpState.LEFT, "left_late": 0}
        await self._giving.add("signups", left, ("id",))

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
        for row in await self._tx.all(_PASSED_AS_GONE, kept=self._kept.id, gone=self._gone.id):
            came_of_it = {name: row[name] for name in ("mark", "passed", "by_hand", "by_id", "at", "qualification_id")}
            mine = {"activity_id": row["activity_id"], "person_id": self._kept.id}
            await self._giving.change("results", mine, **came_of_it)
        for table, columns in STANDS_ONCE.items():
            if table == "signups":
                continue
            if not columns:
                await self._fill(table)
            same = "".join(f" AND mine.{column} = {table}.{column}" for column in columns.split())
            doubled = f"EXISTS (SELECT 1 FROM {table} mine WHERE mine.person_id = :kept{same})"
            await self._giving.remove(table, f"person_id = :gone AND {doubled}")
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
