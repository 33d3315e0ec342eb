"""Each rule of fair places has a sentence of its own, to whoever asks, to whoever leads, and in a list."""

import re
from datetime import date, timedelta
from typing import Final, get_args

import pytest

from handlers.showing.fairness import unfair_in_short, unfair_line, unfair_of_another
from handlers.showing.of_others import line_of_another
from handlers.showing.reasons import reason_line
from tests.support.city import NOW, ZONE
from volunteering.rules.fairness import (
    Opening,
    OpensLater,
    SignUpOver,
    TooLittleRest,
    TooManyAhead,
    Unfair,
    WeekIsFull,
)
from volunteering.rules.ground.periods import Period
from volunteering.rules.no_shows import NoShows
from volunteering.rules.volunteers import Language
from words.words import Words, plain

THEN = NOW + timedelta(days=3)
OTHER = Period(start=THEN, end=THEN + timedelta(hours=3))
REASONS: Final[tuple[Unfair, ...]] = (
    TooManyAhead(count=3, most=3, first_ends=THEN, allowed_at=THEN),
    TooManyAhead(count=4, most=3, first_ends=THEN, allowed_at=THEN + timedelta(days=1)),
    TooLittleRest(title="<b>Night market</b>", period=OTHER, minutes=240, least=660),
    WeekIsFull(already=360, with_it=540, most=480, next_week=date(2026, 12, 7)),
    *(OpensLater(before=before, allowed_at=THEN) for before in Opening),
    SignUpOver(since=NOW - timedelta(hours=1), minutes=120),
)


def test_every_reason_is_among_them() -> None:
    assert {type(reason) for reason in REASONS} == set(get_args(Unfair))


@pytest.mark.parametrize("language", Language)
def test_each_says_something_of_its_own(language: Language) -> None:
    words = Words(language, ZONE, NOW)
    for write in (unfair_line, unfair_of_another):
        lines = [str(write(words, reason)) for reason in REASONS]
        assert len(set(lines)) == len(lines), lines
        assert not any("{" in line or "<b>" in line for line in lines), lines
        assert all(re.search("[\u4e00-\u9fff]", line) for line in lines) or language is Language.ENGLISH
    for reason in REASONS:
        assert not re.search(r"\byou(rs?)?\b|您", str(unfair_of_another(words, reason)), re.IGNORECASE)
        assert unfair_in_short(words, reason)


def test_the_rule_by_how_much_and_when() -> None:
    words = Words(Language.ENGLISH, ZONE, NOW)
    said = [plain(unfair_line(words, reason)) for reason in REASONS]
    assert said[0] == "You have 3 shifts ahead; this team allows 3. The first ends on Fri 4 Dec, 12:00."
    assert said[1].endswith("There is room for another from Sat 5 Dec, 12:00 on.")
    assert "there is only 4 h; this team asks for 11 h of rest" in said[2]
    assert "With this you would have 9 h in that week; this team allows 8 h." in said[3]


@pytest.mark.parametrize("language", Language)
def test_whoever_leads_reads_as_much_as_whoever_asks(language: Language) -> None:
    words = Words(language, ZONE, NOW)
    missed = NoShows(days=(NOW.date(), THEN.date()), next_fades=date(2027, 5, 30), allowed_on=date(2027, 6, 2))
    for reason in (*REASONS, missed):
        to_them, to_leaders = (numbers(write(words, reason)) for write in (reason_line, line_of_another))
        assert to_them == to_leaders, f"one of them does not read the rule, by how much, or from when on: {reason}"


def numbers(said: str) -> list[str]:
    return re.findall(r"\d+(?::\d+)?", plain(said))


def test_nobody_else_reads_of_newcomers() -> None:
    words = Words(Language.ENGLISH, ZONE, NOW)
    reason = OpensLater(before=Opening.NEWCOMERS, allowed_at=THEN)
    assert plain(unfair_line(words, reason)) == "It opens for you on Fri 4 Dec, 12:00."
    assert plain(unfair_of_another(words, reason)).startswith("Newcomers come first.")
