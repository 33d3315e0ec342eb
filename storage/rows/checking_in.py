"""Rows of checking in: doors of shifts, who came and went, wrong codes (decision 78)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from typing_extensions import override

from storage.engine.database import Row, Transaction, query
from storage.engine.values import flag_of, instant, instant_if, seconds
from storage.rows.hours import ON_ROSTER
from storage.rows.shifts import SHIFT, shift_in
from volunteering.records.checking_in import CheckIns
from volunteering.rules.activities import Shift
from volunteering.rules.checking_in import CheckIn, DoorBoard, Guesses, Presence, ShiftDoor
from volunteering.rules.notices.checking_in import Arrivals
from volunteering.rules.notices.keys import key_of
from volunteering.rules.signing_up import SignUpState

SHOWN_AGAIN: Final = timedelta(seconds=3)
"""So long a message about who is here stays as it is, however many come."""

ARRIVED: Final = "c.in_at, c.out_at, c.by_id AS ticked_by, c.at AS said_at"
"""The columns of a check-in `c`, for `check_in_in`."""

OF_SIGN_UP: Final = "check_ins c ON c.shift_id = g.shift_id AND c.person_id = g.person_id AND c.ticket = g.ticket"
"""The check-in `c` by a sign-up `g`: of one that was left it says nothing any more."""

_DOOR: Final = """
    SELECT d.shift_id, d.secret, d.opened_at, d.changes, b.person_id, b.code, b.arrivals
    FROM check_in_doors d LEFT JOIN check_in_boards b ON b.shift_id = d.shift_id
    WHERE d.shift_id = :shift ORDER BY b.person_id
"""

_STANDS: Final = f"""
    SELECT g.state, g.ticket, g.came, {ARRIVED} FROM signups g LEFT JOIN {OF_SIGN_UP}
    WHERE g.shift_id = :shift AND g.person_id = :person
"""

_GUESSES: Final = """
    SELECT COUNT(*) AS lately, MIN(w.at) AS first_at FROM check_in_guesses w
    WHERE w.person_id = :person AND w.at > :since
"""

_IN_SHIFT: Final = """
    SELECT COUNT(*) AS n FROM check_in_guesses w WHERE w.person_id = :person AND (
        w.shift_id = :shift
        OR w.shift_id IS NULL AND w.at >= (SELECT d.opened_at FROM check_in_doors d WHERE d.shift_id = :shift)
    )
"""
"""Whoever types a code says it of every shift whose door is open then."""

_OPEN: Final = f"""
    SELECT d.shift_id AS door, d.secret, d.opened_at, {SHIFT}, EXISTS (
        SELECT 1 FROM signups g WHERE g.shift_id = d.shift_id AND g.person_id = :person AND {ON_ROSTER}
    ) AS is_on_it
    FROM check_in_doors d JOIN shifts s ON s.id = d.shift_id
    WHERE d.opened_at > :opened AND s.ends_at > :since ORDER BY s.starts_at DESC, s.id
"""

_LONGEST: Final = timedelta(days=10)
"""No door is open for so long: a shift lasts a day, and codes are said a week later at the most."""


def check_in_in(row: Row) -> CheckIn | None:
    """The check-in of a row that has the columns `ARRIVED`; None where there is none."""
    if row["in_at"] is None:
        return None
    return CheckIn(
        in_at=instant(row["in_at"]),
        said_at=instant(row["said_at"]),
        out_at=instant_if(row["out_at"]),
        by_id=row["ticked_by"],
    )


def _door_in(rows: Sequence[Row]) -> ShiftDoor | None:
    if not rows:
        return None
    first = rows[0]
    boards = (
        DoorBoard(person_id=row["person_id"], code=row["code"], arrivals=row["arrivals"])
        for row in rows
        if row["person_id"] is not None
    )
    return ShiftDoor(
        shift_id=first["shift_id"],
        secret=first["secret"],
        opened_at=instant(first["opened_at"]),
        changes=first["changes"],
        boards=tuple(boards),
    )


class CheckInRows(CheckIns):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def door(self, shift_id: int) -> ShiftDoor | None:
        return _door_in(await self._tx.all(_DOOR, shift=shift_id))

    @override
    async def open_door(self, shift_id: int, secret: str, at: datetime) -> ShiftDoor:
        self._tx.later(
            """
            INSERT INTO check_in_doors (shift_id, secret, opened_at, changes) VALUES (:shift, :secret, :at, 0)
            ON CONFLICT (shift_id) DO NOTHING
            """,
            shift=shift_id,
            secret=secret,
            at=seconds(at),
        )
        door = await self.door(shift_id)
        assert door is not None  # noqa: S101 - it was opened a moment ago
        return door

    @override
    async def at_door(self, shift_id: int, person_id: int, since: datetime) -> Presence:
        door, stands, lately, in_shift = await self._tx.several(
            query(_DOOR, shift=shift_id),
            query(_STANDS, shift=shift_id, person=person_id),
            query(_GUESSES, person=person_id, since=seconds(since)),
            query(_IN_SHIFT, person=person_id, shift=shift_id),
        )
        row = stands[0] if stands else None
        return Presence(
            door=_door_in(door),
            state=SignUpState(row["state"]) if row else None,
            ticket=row["ticket"] if row else 0,
            came=flag_of(row["came"]) if row else None,
            check_in=check_in_in(row) if row else None,
            guesses=Guesses(
                lately=lately[0]["lately"], first_at=instant_if(lately[0]["first_at"]), in_shift=in_shift[0]["n"]
            ),
        )

    @override
    async def doors_open(self, person_id: int, since: datetime) -> tuple[tuple[ShiftDoor, Shift, bool], ...]:
        rows = await self._tx.all(_OPEN, person=person_id, since=seconds(since), opened=seconds(since - _LONGEST))
        return tuple(
            (
                ShiftDoor(shift_id=row["door"], secret=row["secret"], opened_at=instant(row["opened_at"])),
                shift_in(row),
                bool(row["is_on_it"]),
            )
            for row in rows
        )

    @override
    async def guesses(self, person_id: int, since: datetime) -> Guesses:
        row = await self._tx.one(_GUESSES, person=person_id, since=seconds(since))
        return Guesses(lately=row["lately"], first_at=instant_if(row["first_at"])) if row else Guesses()

    @override
    def guessed(self, person_id: int, shift_id: int | None, at: datetime) -> None:
        self._tx.later(
            "INSERT INTO check_in_guesses (person_id, shift_id, at) VALUES (:person, :shift, :at)",
            person=person_id,
            shift=shift_id,
            at=seconds(at),
        )

    @override
    def came(
        self,
        shift_id: int,
        person_id: int,
        *,
        ticket: int,
        in_at: datetime,
        by_id: int | None = None,
        at: datetime,
    ) -> None:
        self._tx.later(
            """
            INSERT INTO check_ins (shift_id, person_id, ticket, in_at, by_id, at)
            VALUES (:shift, :person, :ticket, :in_at, :by, :at)
            ON CONFLICT (shift_id, person_id) DO UPDATE SET ticket = excluded.ticket, in_at = excluded.in_at,
                out_at = NULL, by_id = excluded.by_id, at = excluded.at
            WHERE check_ins.ticket <> excluded.ticket
            """,
            shift=shift_id,
            person=person_id,
            ticket=ticket,
            in_at=seconds(in_at),
            by=by_id,
            at=seconds(at),
        )

    @override
    def went(self, shift_id: int, person_id: int, out_at: datetime | None) -> None:
        self._tx.later(
            "UPDATE check_ins SET out_at = :out WHERE shift_id = :shift AND person_id = :person",
            shift=shift_id,
            person=person_id,
            out=None if out_at is None else seconds(out_at),
        )

    @override
    def take_back(self, shift_id: int, person_id: int) -> None:
        self._tx.later(
            "DELETE FROM check_ins WHERE shift_id = :shift AND person_id = :person", shift=shift_id, person=person_id
        )

    @override
    def show_board(self, shift_id: int, board: DoorBoard) -> None:
        self._tx.later(
            """
            INSERT INTO check_in_boards (shift_id, person_id, code, arrivals)
            VALUES (:shift, :person, :code, :arrivals)
            ON CONFLICT (shift_id, person_id) DO UPDATE SET code = excluded.code, arrivals = excluded.arrivals
            """,
            shift=shift_id,
            person=board.person_id,
            code=board.code,
            arrivals=board.arrivals,
        )

    @override
    def stir(self, door: ShiftDoor, at: datetime) -> None:
        self._tx.later("UPDATE check_in_doors SET changes = changes + 1 WHERE shift_id = :shift", shift=door.shift_id)
        for board in door.boards:
            notice = Arrivals(shift_id=door.shift_id, nth=board.arrivals)
            hurry(self._tx, key_of(notice.about(), board.person_id), at + SHOWN_AGAIN)


def hurry(tx: Transaction, key: str, at: datetime, *, behind: tuple[int, int] | None = None) -> None:
    """A message that keeps itself up to date is due then, where it would be later.

    `behind`: a shift, and up to which of its changes the message has come; where there are none since, it may wait.
    """
    shift_id, changes = behind or (0, 0)
    tx.later(
        f"""
        UPDATE outbox SET due_at = :at, next_at = :at WHERE key = :key AND state = 'owed' AND next_at > :at
        {"" if behind is None else _BEHIND}
        """,
        key=key,
        at=seconds(at),
        **({} if behind is None else {"shift": shift_id, "changes": changes}),
    )


_BEHIND: Final = """
    AND EXISTS (SELECT 1 FROM check_in_doors d WHERE d.shift_id = :shift AND d.changes > :changes)
"""


def prune(tx: Transaction, before: datetime) -> None:
    """Forget when people came and went, and what they guessed, of shifts that ended before that."""
    for table in ("check_ins", "check_in_boards", "check_in_guesses", "check_in_doors"):
        tx.later(
            f"""
            DELETE FROM {table} WHERE EXISTS (
                SELECT 1 FROM shifts s WHERE s.id = {table}.shift_id AND s.ends_at < :before
            )
            """,
            before=seconds(before),
        )
    tx.later("DELETE FROM check_in_guesses WHERE shift_id IS NULL AND at < :before", before=seconds(before))
