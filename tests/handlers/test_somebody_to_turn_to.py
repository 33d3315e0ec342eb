"""Whoever is sent to a leader has a way there: a sentence that says so stands on a screen with “Ask the leader”.

What any test gets to see is held to that by `tests/support/recorder.py`; here is every sentence that there is.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import pytest

from handlers.attendance.notices import _what_the_ledger_says
from handlers.checking_in.screens import arriving
from handlers.doubles.notices import _stays_as_it_was
from handlers.home.screens import home, unknown
from handlers.honours.notices import _taken_back
from handlers.hours.notices import _what_was_decided
from handlers.hours.screens.logging import not_logged
from handlers.qualifications.notices import _rejected
from handlers.qualifications.screens.mine import choose_kind, one_of_mine
from handlers.showing import instead
from handlers.signing_up.notices.places import _they_said_that_you_can_not
from handlers.signing_up.screens import confirming, places
from handlers.tapping.screen import Screen
from handlers.training.notices import _not_passed
from handlers.training.screens.joining import ways_to_earn
from handlers.volunteers.notices import _on_hold
from handlers.volunteers.screens.registering import welcome_back
from storage.engine.pages import Page
from storage.views.exams.seen import ExamPage
from storage.views.home import Ahead
from storage.views.hours.notices import ValidLine
from storage.views.training.on import TrainingsOn
from tests.handlers.signing_up.test_screens import ALL_FACTS, MISSED, THEN, UNIT, activity, facts, screens_for, shift
from tests.support.acting import at
from tests.support.city import NOW, ZONE
from tests.support.recorder import SENDS_TO_SOMEBODY, TURNS_TO_SOMEBODY
from tests.test_catalogues import sentences
from volunteering.actions.checking_in.arriving import NotOnTheSpot, WrongCode
from volunteering.actions.hours.logging import NotLogged
from volunteering.actions.signing_up.confirming import HasToChoose
from volunteering.actions.signing_up.places import TooLateToLeave
from volunteering.rules.ages import TooLongADay
from volunteering.rules.checking_in import TooManyGuesses
from volunteering.rules.ground.policy import Policy
from volunteering.rules.honours import Honour
from volunteering.rules.hours import Claim, Decision, Kind
from volunteering.rules.needs import Required
from volunteering.rules.qualifications import Qualification, QualificationKind, QualificationState
from volunteering.rules.signing_up import Suspended, judge
from volunteering.rules.tree import Rights
from volunteering.rules.volunteers import Language, Person, Standing
from words.words import Words

WORDS: Final = Words(Language.ENGLISH, ZONE, NOW)
HELD: Final = Person(
    id=7, telegram_id=7, name="Wei", phone=None, language=Language.ENGLISH, unit=UNIT, standing=Standing.SUSPENDED,
    reachable=True, registered_at=NOW,
)  # fmt: skip
REJECTED: Final = Claim(
    id=4, person_id=7, unit_id=4, day=NOW.date(), minutes=60, what="Errand", state=Decision.REJECTED, at=NOW
)
NOT_ACCEPTED: Final = Qualification(
    id=5, person_id=7, level=0, number="", issued_on=NOW.date(), expires_on=None, evidence=None, at=NOW,
    state=QualificationState.REJECTED, reason="Blurred",
    kind=QualificationKind(id=3, unit=UNIT, code="first_aid", name="", levels=(), months=36, needs_evidence=True),
)  # fmt: skip
HONOUR: Final = Honour(
    id=6, person_id=7, name="Volunteer of the year", day=NOW.date(), unit=UNIT, unit_name="Jiaojiang", note="", by_id=8,
    at=NOW, taken_back_at=NOW,
)  # fmt: skip
SENDING: Final = sorted(
    {
        english
        for sentence in sentences(Language.SIMPLIFIED)
        for english in sentence.english
        if SENDS_TO_SOMEBODY.search(english.replace(TURNS_TO_SOMEBODY, ""))
    }
)


@cache
def screens() -> Sequence[Screen]:
    """Those that have such sentences."""
    return tuple(_screens())


EMPTY: Final = Page(6).of(())[1]


def _screens() -> Iterator[Screen]:
    for known in (*ALL_FACTS.values(), facts(no_shows=MISSED)):
        yield from screens_for(WORDS, known)
        yield _they_said_that_you_can_not(WORDS, known, at(NOW), "Li")
    strict = at(NOW, Policy(no_shows=1))
    yield places.after_taking(WORDS, judge(facts(no_shows=MISSED[:1]), strict), strict)[0]
    yield places.after_leaving(WORDS, TooLateToLeave(activity=activity(), shift=shift()), THEN)[0]
    yield home.home(WORDS, HELD, Rights(), Ahead(), has_draft=False)
    yield unknown.lost(WORDS)
    yield instead.for_leaders(WORDS)
    yield instead.for_admins(WORDS)
    yield instead.on_hold(WORDS)
    yield _on_hold(WORDS, HELD, 2)
    yield _on_hold(WORDS, HELD, 0)
    yield welcome_back(WORDS, "Wei", suspended=True, activity=None, unit=None)[0]
    yield not_logged(WORDS, NotLogged(reasons=(Suspended(),)))
    yield _what_was_decided(WORDS, REJECTED, corrects=False)
    yield choose_kind(WORDS, (), EMPTY)
    yield _rejected(WORDS, NOT_ACCEPTED, None)
    yield _stays_as_it_was(WORDS)
    yield _not_passed(WORDS, activity(), None)
    yield _taken_back(WORDS, HONOUR)
    yield one_of_mine(WORDS, NOT_ACCEPTED)
    yield ways_to_earn(WORDS, Required(kind=NOT_ACCEPTED.kind), TrainingsOn((), EMPTY), ExamPage((), EMPTY), 5)
    yield confirming.choose(WORDS, HasToChoose(facts=facts(), reasons=(TooLongADay(hours=8, already=60),)))
    yield from _at_the_door()
    yield _what_the_ledger_says(WORDS, activity(), shift(-99), ValidLine(Kind.NO_SHOW, 0, None, NOW))


def _at_the_door() -> Iterator[Screen]:
    """What comes of codes that don't check anybody in."""
    yield arriving.wrong_code(WORDS, WrongCode(left=0, until=NOW), 3)
    yield arriving.too_many(WORDS, TooManyGuesses(until=NOW), None)
    yield arriving.too_many(WORDS, TooManyGuesses(until=None), 3)
    for said in (arriving.no_door, arriving.roster_closed, arriving.taken_back):
        yield said(WORDS, activity(), shift())
    yield arriving.not_on_the_spot(WORDS, NotOnTheSpot(facts=facts(), reasons=(Suspended(),)))


def _said_on(screen: Screen, english: str) -> bool:
    parts = re.split(r"\{\w+\}", english)
    return re.search(".+".join(map(re.escape, parts)), screen.text.striptags(), re.DOTALL) is not None


@pytest.mark.parametrize("english", SENDING)
def test_a_sentence_that_sends_people_somewhere_has_the_way_there(english: str) -> None:
    shown = [screen for screen in screens() if _said_on(screen, english)]
    assert shown, "which screen says it? It belongs among those above"
    for screen in shown:
        labels = [press.label for row in screen.rows for press in row]
        assert TURNS_TO_SOMEBODY in labels, f"{screen.text}\n{labels}"


def test_there_are_such_sentences() -> None:
    assert len(SENDING) > 8
