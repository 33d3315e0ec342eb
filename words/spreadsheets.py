"""Cells of a file that is opened with a spreadsheet: nothing that somebody typed becomes a formula there."""

import unicodedata
from typing import Final, TypeVar

from volunteering.rules.ground.texts import is_blank

T = TypeVar("T")

_STARTS_A_FORMULA: Final = "=+-@"


def harmless(cell: T) -> T | str:
    """The cell as it is; a text that a spreadsheet would take for a formula with ' in front, which it takes for a text.

    Chinese and Japanese editions take the full-width signs (＝＋－＠) for what they are; and what is not seen
    before a sign some of them skip.
    """
    if not isinstance(cell, str) or not cell:
        return cell
    seen = next((character for character in unicodedata.normalize("NFKC", cell) if not is_blank(character)), "")
    if cell[0] in "\t\r\n" or seen in tuple(_STARTS_A_FORMULA + "−"):
        return f"'{cell}"
    return cell
