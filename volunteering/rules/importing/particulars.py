"""What a list says of somebody besides name, team and hours: birth date and gender (docs/rules.md: Profiles)."""

import re
from datetime import date, datetime
from typing import Final

from volunteering.rules.ground.folding import folded
from volunteering.rules.importing.cells import Cell, day_in, text_of
from volunteering.rules.importing.problems import RowProblem, Wrong
from volunteering.rules.profiles import Born, Gender, is_likely
from volunteering.rules.reading import Unreadable
from volunteering.rules.reading.births import read_born

_GENDERS: Final = {
    said: gender
    for gender, words in {
        Gender.WOMAN: "女 女性 女士 f female w woman",
        Gender.MAN: "男 男性 先生 m male man",
        Gender.OTHER: "其他 其它 other x",
    }.items()
    for said in words.split()
}
_COUNTED: Final = re.compile(r"\d{5}")
"""A day as a spreadsheet counts them, where its column has lost its looks."""

_NOT_SAID: Final = frozenset(["-", "—", "–", "/", "无", "未知", "不详", "保密", "未填", "unknown", "n/a"])
"""As it stands in a list where nobody knows; folded, so that 繁體 is among them."""


def born_in(cell: Cell, today: date) -> Born | RowProblem | None:
    """A birth date, or the year alone, which is what counts of 1958-03 and 195803, too; None where nothing is said."""
    text = text_of(cell)
    if _is_not_said(text):
        return None
    found = _born(cell, text, today)
    if found is None or not is_likely(found, today):
        return RowProblem(wrong=Wrong.NOT_A_DATE, said=text)
    return found


def _born(cell: Cell, text: str, today: date) -> Born | None:
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return Born(year=day.year, day=day)
    if _COUNTED.fullmatch(text):
        counted = day_in(int(text), today)
        return Born(year=counted.year, day=counted) if isinstance(counted, date) else None
    read = read_born(text, today)
    return None if isinstance(read, Unreadable) else read


def gender_in(cell: Cell) -> Gender | RowProblem | None:
    """A gender in any of our languages; None where nothing is said."""
    text = text_of(cell)
    if _is_not_said(text):
        return None
    return _GENDERS.get(folded(text)) or RowProblem(wrong=Wrong.NOT_A_VALUE, said=text)


def _is_not_said(text: str) -> bool:
    return not text or folded(text) in _NOT_SAID
