"""The numbers that an organisation may choose: the rules give those, and no others, in round brackets."""

import re
from typing import Final

from tests.support.town import ROOT
from volunteering.rules.ground.policy import Policy

_BY_LAW: Final = "## Service records"  # where numbers in brackets are articles
_IN_BRACKETS: Final = re.compile(r"\((\d+)(?: h)?\)")


def _usual() -> set[int]:
    """The whole hours and counts that hold where nobody has chosen otherwise."""
    said = Policy()
    bands = (number for band in said.age_bands for number in (band.hours, band.first, band.until))
    hours = (
        said.late_hours,
        said.offer_hours,
        said.confirm_hours,
        said.confirm_least_hours,
        *said.reminders_hours,
        said.once_more_hours,
        said.ask_again_hours,
        said.long_day_hours,
    )
    check_in = (said.check_in_before_minutes, said.check_in_after_minutes, said.check_in_said_hours)
    return {*hours, *check_in, said.check_in_guesses, said.no_shows, *bands}


def test_a_number_in_round_brackets_is_what_a_setting_is_without_being_set() -> None:
    page = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    sections = [
        section for section in re.split(r"^(?=## )", page, flags=re.MULTILINE) if not section.startswith(_BY_LAW)
    ]
    said = [int(number) for section in sections for number in _IN_BRACKETS.findall(section)]
    assert len(said) > 10, "the page gives defaults in brackets"
    assert set(said) <= _usual(), "whoever reads it looks for a setting"
