"""Buttons beside each other: as many as a phone of 320 px shows whole, since Telegram cuts the rest of a label off."""

from typing import Final
from unicodedata import east_asian_width

from handlers.tapping.screen import Row

ROOM: Final = {2: 14, 3: 8, 4: 6}
"""Of so many in a row, how wide the label of each may be, in letters; a Chinese character is as wide as two."""


def side_by_side(presses: Row, most: int) -> tuple[Row, ...]:
    """Rows of at most so many, in their order; what would be cut off has more room, or a row of its own."""
    rows: list[Row] = []
    left = presses
    while left:
        many = next((many for many in range(min(most, len(left)), 1, -1) if _fit(left[:many])), 1)
        rows.append(left[:many])
        left = left[many:]
    return tuple(rows)


def _fit(row: Row) -> bool:
    return len(row) in ROOM and all(_width(press.label) <= ROOM[len(row)] for press in row)


def _width(label: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in label)
