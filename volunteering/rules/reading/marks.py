"""Reading a mark: a number, perhaps with what it is called before it and what it is counted in behind."""

import re
from decimal import Decimal
from typing import Final

from volunteering.rules.reading.spelling import plain

_MARK: Final = re.compile(
    r"(?:(?:成绩|得分|分数|考分|mark|score|grade) ?:? ?)?"
    r"(?:(?P<grouped>\d{1,3}(?:,\d{3})+)|(?P<whole>\d{1,5})(?:[.,点](?P<tenths>\d{1,3}))?)"
    r" ?(?:(?:分|points?|pts|marks?)(?P<half>半)?)?"
)


def read_mark(typed: str) -> Decimal | None:
    """`86`, `86.5`, `86,5`, `８６分`, `八十六分半`, `成绩：86`; None for what is no mark, such as `86/100` or `-1`."""
    found = _MARK.fullmatch(plain(typed))
    if found is None or (found["half"] and found["tenths"]):
        return None
    if found["grouped"]:
        return Decimal(found["grouped"].replace(",", ""))
    return Decimal(f"{found['whole']}.{found['tenths'] or ('5' if found['half'] else '0')}")
