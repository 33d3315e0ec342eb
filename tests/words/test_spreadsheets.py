"""Whatever people type, no file of ours computes anything when it is opened."""

import pytest

from bot.keeping.exporting import cell
from words.spreadsheets import harmless

FORMULAS = [
    f"{before}{sign}1+1"
    for sign in "=+-@＝＋－＠﹦﹢﹣﹫−⁺"
    for before in ("", " ", "\u3000", "\u00a0", "\t", "\n", "\r", "\u200b", "\ufeff", "\u2068", "\u3164")
]


@pytest.mark.parametrize("typed", FORMULAS, ids=ascii)
def test_what_a_spreadsheet_would_compute_is_a_text(typed: str) -> None:
    assert harmless(typed) == f"'{typed}"
    assert cell(typed) == f"'{typed}", "in the export, too"


@pytest.mark.parametrize("kept", ["王芳", "a=b", "1-2", "'=1", "", "(=1)", 5, -5, 2.5, None], ids=ascii)
def test_everything_else_stays_as_it_is(kept: object) -> None:
    assert harmless(kept) == kept
