"""Who was asked for a shift, as its leader finds it: counted, and by name where they are of its unit."""

from dataclasses import dataclass

from storage.engine.database import Reader, query
from storage.rows.asked import ARRIVES, HAS_COME
from storage.rows.asking import sums_in, sums_of
from storage.rows.statements import below
from storage.rows.tree import UNIT, unit_in
from volunteering.rules.asking import AskReply, Rate, rate_of
from volunteering.rules.tree import Unit

_IS_OURS = f"""CASE WHEN EXISTS (
        SELECT 1 FROM units h WHERE h.id = p.home_unit_id AND {below("h", "u")}
    ) OR EXISTS (
        SELECT 1 FROM memberships m JOIN units h ON h.id = m.unit_id WHERE m.person_id = p.id AND {below("h", "u")}
    ) THEN 1 ELSE 0 END"""

_ASKED = f"""
    SELECT p.name, CASE WHEN {HAS_COME} THEN 'yes' ELSE k.answer END AS answer, {_IS_OURS} AS is_ours
    FROM asks k JOIN people p ON p.id = k.person_id JOIN shifts s ON s.id = k.shift_id
        JOIN activities a ON a.id = s.activity_id JOIN units u ON u.id = a.unit_id
    WHERE k.shift_id = :shift AND {ARRIVES} ORDER BY k.answered_at, p.name_folded, k.id
"""

_SUMS = sums_of(
    f"""shifts s JOIN activities a ON a.id = s.activity_id JOIN units own ON own.id = a.unit_id
        JOIN units above ON {below("own", "above")}""",
    "a.category",
    "s.id = :shift",
)

_ROUND = f"""
    SELECT {UNIT} FROM shifts s JOIN activities a ON a.id = s.activity_id
        LEFT JOIN ask_rounds n ON n.shift_id = s.id JOIN units u ON u.id = COALESCE(n.unit_id, a.unit_id)
    WHERE s.id = :shift
"""

_ABOVE = f"""
    SELECT {UNIT} FROM shifts s JOIN activities a ON a.id = s.activity_id
        LEFT JOIN ask_rounds n ON n.shift_id = s.id JOIN units own ON own.id = COALESCE(n.unit_id, a.unit_id)
        JOIN units u ON u.id = own.parent_id
    WHERE s.id = :shift
"""


@dataclass(frozen=True, slots=True)
class WasAsked:
    """Somebody who was asked: the name only where they are of the shift's unit, or come."""

    name: str
    reply: AskReply | None


@dataclass(frozen=True, slots=True)
class AskedPeople:
    """Everybody who was asked for a shift, whose people are asked now, and who would be next."""

    people: tuple[WasAsked, ...]
    unit: Unit
    above: Unit | None
    rate: Rate

    def of(self, *replies: AskReply | None) -> tuple[WasAsked, ...]:
        """Those who said one of these; None is silence."""
        return tuple(one for one in self.people if one.reply in replies)

    @property
    def came(self) -> int:
        """How many said yes."""
        return len(self.of(AskReply.YES))

    @property
    def declined(self) -> int:
        """How many said no, in whichever way."""
        return len(self.of(AskReply.NO, AskReply.NOT_THIS_MONTH, AskReply.LESS))

    @property
    def silent(self) -> int:
        """How many have said nothing."""
        return len(self.of(None, AskReply.FILLED))


async def asked_for(reader: Reader, shift_id: int) -> AskedPeople | None:
    """In one hop; None where there is no such shift."""
    people, sums, now, above = await reader.several(
        *(query(sql, shift=shift_id) for sql in (_ASKED, _SUMS, _ROUND, _ABOVE))
    )
    if not now:
        return None
    return AskedPeople(
        people=tuple(
            WasAsked(
                name=row["name"] if row["is_ours"] or row["answer"] == AskReply.YES else "",
                reply=None if row["answer"] is None else AskReply(row["answer"]),
            )
            for row in people
        ),
        unit=unit_in(now[0]),
        above=unit_in(above[0]) if above else None,
        rate=rate_of(sums_in(sums)),
    )
