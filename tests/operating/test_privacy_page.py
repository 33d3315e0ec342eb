"""docs/privacy.md says of all that is kept how long it is, as the program has it."""

import re
from datetime import timedelta
from typing import Final

import pytest

from bot.ground.settings import Settings
from bot.keeping.forgetting import LIST
from handlers.census.questions import WhatIsMissing
from handlers.forms.asking import Form
from scheduling.sweeps import CHANGES_KEPT, INBOX_KEPT, OUTBOX_KEPT, PARKED_KEPT
from storage.rows.forgotten import GOES, STAYS
from tests.support.town import ROOT
from volunteering.rules.census.asking import LASTS
from volunteering.rules.doubles import UNDONE_WITHIN

PAGE: Final = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
ROWS: Final = [row.split(" | ") for row in re.findall(r"^\| (.+) \|$", PAGE.partition("\n## ")[0], re.MULTILINE)[1:]]
BACKUPS: Final = Settings.model_fields["backups_kept"].default


def kept(table: str) -> str:
    """What the page says of how long a table's rows are kept."""
    [row] = [row for row in ROWS if f"`{table}`" in row[1]]
    return str(row[2])


@pytest.mark.parametrize("table", sorted({*GOES, *STAYS}))
def test_every_table_is_there_once(table: str) -> None:
    assert kept(table)


@pytest.mark.parametrize(
    ("table", "length"),
    [
        ("outbox", OUTBOX_KEPT),
        ("inbox", INBOX_KEPT),
        ("parked", PARKED_KEPT),
        ("drafts", Form.kept),
        ("changes", CHANGES_KEPT),
        ("merges", UNDONE_WITHIN),
    ],
)
def test_how_long_is_as_long_as_it_is(table: str, length: timedelta) -> None:
    assert kept(table) == ("1 day" if length.days == 1 else f"{length.days} days")
    assert length == timedelta(days=length.days)


def test_half_an_answer_to_a_census_is_kept_for_as_long_as_the_census() -> None:
    assert f"(one of a census for its {WhatIsMissing.kept.days} days)" in PAGE
    assert WhatIsMissing.kept == LASTS


def test_what_is_always_kept_has_no_row_that_a_sweep_deletes() -> None:
    swept = {"outbox", "inbox", "parked", "drafts", "changes", "merges", "moves"}
    told = {name for row in ROWS for name in re.findall(r"`(\w+)`", row[1]) if re.fullmatch(r"\d+ days?", row[2])}
    assert told == swept


def test_how_many_nights_is_as_many_as_there_are() -> None:
    assert f"the newest {BACKUPS} (`BACKUPS_KEPT`)" in PAGE
    assert f"after {BACKUPS} nights (`BACKUPS_KEPT`)" in PAGE
    assert f"`{LIST}`" in PAGE
