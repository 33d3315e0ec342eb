"""Rows of ratings and commendations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from typing_extensions import override

from storage.engine.database import Row, Transaction, query
from storage.engine.values import instant, instant_if, seconds
from storage.rows.volunteers import leads
from volunteering.records.thanks import Thanks
from volunteering.rules.thanks import Commendation, Rating

CAME_TO: Final = """
    COALESCE((
        SELECT SUM(x.participations) FROM entries x
        WHERE x.person_id = {of}.person_id AND x.shift_id = {of}.shift_id AND x.participations <> 0
    ), 0) > 0
"""
"""Of a rating or commendation: whether its person came to its shift, as the ledger has it now."""

RATED_BY_OTHERS: Final = f"""
    {CAME_TO.format(of="r")} AND NOT EXISTS (
        SELECT 1 FROM shifts rated JOIN units of_it ON of_it.id = rated.unit_id
        WHERE rated.id = r.shift_id AND {leads("r.person_id", "of_it")}
    )
"""
"""Of a rating `r`: its person came, and doesn't lead there by now.

Whoever was given a role since reads what three gave, and knows one of it: they would know what the other two gave.
"""

RATING: Final = f"""
    r.person_id, r.stars, r.at AS rated_at, r.words, r.shown, r.said, r.batch, r.batch_size, r.hidden,
    CASE WHEN {RATED_BY_OTHERS} THEN 1 ELSE 0 END AS came
"""
"""The columns of a rating `r`, for `rating_in`."""

COMMENDATION: Final = "c.id, c.shift_id, c.person_id, c.by_id, c.words, c.at"
"""The columns of a commendation `c`, for `commendation_in`."""

CAME_AT: Final = """
    SELECT e.at FROM entries e
    WHERE e.person_id = :person AND e.shift_id = :shift AND e.kind IN ('attended', 'sent_home')
        AND NOT EXISTS (SELECT 1 FROM entries later WHERE later.replaces_id = e.id)
"""

_HIDDEN: Final = "CASE WHEN said = :words THEN hidden ELSE 0 END"
"""An admin has hidden these words: whoever says them once more has them hidden still, and other ones are read."""


def rating_in(row: Row) -> Rating:
    """The rating of a row."""
    return Rating(
        person_id=row["person_id"],
        stars=row["stars"],
        at=instant(row["rated_at"]),
        words=row["words"],
        came=bool(row["came"]),
        shown=row["shown"],
        said=row["said"],
        batch=row["batch"],
        batch_size=row["batch_size"],
        hidden=bool(row["hidden"]),
    )


def commendation_in(row: Row) -> Commendation:
    """The commendation of a row."""
    return Commendation(
        id=row["id"],
        shift_id=row["shift_id"],
        person_id=row["person_id"],
        by_id=row["by_id"],
        words=row["words"],
        at=instant(row["at"]),
    )


class ThanksRows(Thanks):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def came_at(self, shift_id: int, person_id: int) -> datetime | None:
        row = await self._tx.one(CAME_AT, shift=shift_id, person=person_id)
        return instant_if(row["at"]) if row else None

    @override
    async def rating(self, shift_id: int, person_id: int) -> Rating | None:
        row = await self._tx.one(
            f"SELECT {RATING} FROM ratings r WHERE r.shift_id = :shift AND r.person_id = :person",
            shift=shift_id,
            person=person_id,
        )
        return rating_in(row) if row else None

    @override
    async def of_shift(self, shift_id: int) -> tuple[Rating, ...]:
        rows = await self._tx.all(
            f"SELECT {RATING} FROM ratings r WHERE r.shift_id = :shift ORDER BY r.person_id", shift=shift_id
        )
        return tuple(map(rating_in, rows))

    @override
    def rate(self, shift_id: int, person_id: int, stars: int, at: datetime) -> None:
        self._tx.later(
            """
            INSERT INTO ratings (shift_id, person_id, stars, at) VALUES (:shift, :person, :stars, :at)
            ON CONFLICT (shift_id, person_id) DO UPDATE SET stars = excluded.stars, at = excluded.at
            """,
            shift=shift_id,
            person=person_id,
            stars=stars,
            at=seconds(at),
        )

    @override
    def say(self, shift_id: int, person_id: int, words: str) -> None:
        self._tx.later(
            "UPDATE ratings SET words = :words WHERE shift_id = :shift AND person_id = :person",
            shift=shift_id,
            person=person_id,
            words=words,
        )

    @override
    def withdraw(self, shift_id: int, person_id: int) -> None:
        self._tx.later(
            "DELETE FROM ratings WHERE shift_id = :shift AND person_id = :person", shift=shift_id, person=person_id
        )

    @override
    async def with_new(self, fewest: int, midnight: datetime) -> tuple[int, ...]:
        rows = await self._tx.all(
            """
            SELECT r.shift_id FROM ratings r
            WHERE (r.shown IS NULL OR r.shown <> r.stars) AND r.at < :midnight
            GROUP BY r.shift_id HAVING COUNT(*) >= :fewest ORDER BY r.shift_id
            """,
            fewest=fewest,
            midnight=seconds(midnight),
        )
        return tuple(row["shift_id"] for row in rows)

    @override
    def take_up(self, shift_id: int, batch: int, ratings: Sequence[Rating]) -> None:
        # As they were read: whoever has changed theirs in this moment is new again, and seen as they were.
        for rating in ratings:
            self._tx.later(
                f"""
                UPDATE ratings SET shown = :stars, said = :words, batch = :batch, batch_size = :size,
                    hidden = {_HIDDEN}
                WHERE shift_id = :shift AND person_id = :person
                """,
                shift=shift_id,
                person=rating.person_id,
                stars=rating.stars,
                words=rating.words,
                batch=batch,
                size=len(ratings),
            )

    @override
    def read_words(self, shift_id: int, ratings: Sequence[Rating]) -> None:
        for rating in ratings:
            self._tx.later(
                f"""
                UPDATE ratings SET said = :words, hidden = {_HIDDEN} WHERE shift_id = :shift AND person_id = :person
                """,
                shift=shift_id,
                person=rating.person_id,
                words=rating.words,
            )

    @override
    def hide(self, shift_id: int, words: str, *, hidden: bool) -> None:
        self._tx.later(
            "UPDATE ratings SET hidden = :hidden WHERE shift_id = :shift AND said = :words",
            shift=shift_id,
            words=words,
            hidden=int(hidden),
        )

    @override
    async def commend(self, shift_id: int, person_id: int, by_id: int, words: str, at: datetime) -> int | None:
        [rows] = await self._tx.several(
            query(
                """
                INSERT INTO commendations (shift_id, person_id, by_id, words, at)
                VALUES (:shift, :person, :by, :words, :at)
                ON CONFLICT (shift_id, person_id, by_id) DO NOTHING RETURNING id
                """,
                shift=shift_id,
                person=person_id,
                by=by_id,
                words=words,
                at=seconds(at),
            )
        )
        return rows[0]["id"] if rows else None

    @override
    async def commendation(self, commendation_id: int) -> Commendation | None:
        row = await self._tx.one(
            f"SELECT {COMMENDATION} FROM commendations c WHERE c.id = :number", number=commendation_id
        )
        return commendation_in(row) if row else None

    @override
    def take_back(self, commendation_id: int) -> None:
        self._tx.later("DELETE FROM commendations WHERE id = :number", number=commendation_id)
