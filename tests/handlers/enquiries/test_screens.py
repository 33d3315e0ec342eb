"""Every screen of enquiries, with the longest that people write, in every language: Telegram takes it."""

from collections.abc import Iterator
from typing import Any

import pytest

from handlers.buttons.enquiries import ListAsked, ListAskedAbout, ListMyEnquiries
from handlers.enquiries.screens import asking, lists, threads
from handlers.showing.asking import about_what
from handlers.tapping.screen import Screen
from storage.engine.pages import Extent
from storage.views.enquiries import LINES, EnquiryLine, EnquiryPage, ListedEnquiry, Thread
from tests.handlers.signing_up import test_screens as of_shifts
from tests.handlers.signing_up.test_screens import UNIT, activity, facts, is_taken_by_telegram, mine, shift
from tests.support.city import NOW, ZONE
from tests.support.some import some
from volunteering.actions.enquiries import TooManyOpen, WaitsForAnswer
from volunteering.rules.enquiries import Enquiry, EnquiryState, LineKind, Matter, Topic
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Language, Person, Standing
from words.words import Words

NASTY = of_shifts.NASTY


def longest() -> str:
    return (NASTY * 99)[:1000]


def wei() -> Person:
    return Person(
        id=7, telegram_id=7, name=(NASTY * 5)[:64], phone="+86", language=Language.ENGLISH, unit=UNIT,
        standing=Standing.SUSPENDED, reachable=False, registered_at=NOW,
    )  # fmt: skip


def listed(state: EnquiryState, matter: Matter = Matter.SHIFT, **changes: Any) -> ListedEnquiry:
    is_of_shift = matter in {Matter.SHIFT, Matter.WAS_THERE}
    topic = Topic(
        matter=matter, unit=UNIT, activity_id=2**62 if is_of_shift else None, shift_id=2**62 if is_of_shift else None,
        quote=(NASTY * 150)[:1500],
    )  # fmt: skip
    by = None if state is EnquiryState.OPEN else 8
    usual: dict[str, Any] = {
        "enquiry": Enquiry(id=2**62, person_id=7, topic=topic, state=state, at=NOW, answered_by=by),
        "name": wei().name, "title": (NASTY * 10)[:100] if is_of_shift else "", "start": NOW if is_of_shift else None,
        "text": longest(), "answered_by": None if by is None else (NASTY * 5)[:64],
    }  # fmt: skip
    return ListedEnquiry(**{**usual, **changes})


def thread(said: ListedEnquiry) -> Thread:
    kinds = (*LineKind, LineKind.WORDS, LineKind.WORDS, LineKind.WORDS)[-LINES:]
    lines = [EnquiryLine(7, wei().name, kind, longest() if kind is LineKind.WORDS else "", NOW) for kind in kinds]
    return Thread(said, lines, earlier=12_345, reachable=False)


def screens(words: Words) -> Iterator[Screen]:
    extent = Extent(lists.PAGE, 9_998, 10**6)
    missed = [(activity(), shift(-99))] * 9
    for state in EnquiryState:
        for matter in Matter:
            found = thread(listed(state, matter))
            for back in (ListAsked(page=9_998), ListAskedAbout(activity=2**62), ListMyEnquiries()):
                yield threads.to_asker(words, found, back=back)
                for known in (None, facts(), *(facts(mine=mine(how)) for how in SignUpState)):
                    yield threads.to_leader(words, found, wei(), known, missed, back=back)
            yield threads.to_leader(words, found, wei(), None, missed[:1], back=ListAsked())
        page = EnquiryPage([listed(state)] * lists.PAGE, extent)
        for whole in (page, EnquiryPage([], Extent(lists.PAGE, 0, 0)), EnquiryPage([], Extent(lists.PAGE, 3, 0))):
            yield lists.asked_of_me(words, whole, ListAsked(page=9_998))
            yield lists.about_activity(words, whole, ListAskedAbout(activity=2**62, page=9_998), NASTY * 8)
            yield lists.mine(words, whole, ListMyEnquiries(page=9_998))
    yield from _after_asking(words)


def _after_asking(words: Words) -> Iterator[Screen]:
    for matter in Matter:
        topic = listed(EnquiryState.OPEN, matter).enquiry.topic
        about = about_what(words, matter, UNIT, NASTY * 8, NOW)
        for to, anybody in ((wei(), True), (None, True), (None, False)):
            yield asking.asked(words, about, topic, 2**62, to, anybody=anybody)
            yield asking.passed_on(words, about, topic, to, anybody=anybody)
    yield asking.nothing_to_put_right(words, 2**62)
    yield asking.not_now(words, TooManyOpen())
    yield asking.not_now(words, WaitsForAnswer(enquiry_id=2**62))


@pytest.mark.parametrize("language", Language)
def test_screens_of_enquiries(language: Language) -> None:
    for screen in some(screens(Words(language, ZONE, NOW))):
        is_taken_by_telegram(screen)


def test_what_was_said_last_is_shown_whole() -> None:
    found = thread(listed(EnquiryState.OPEN))
    text = threads.to_leader(Words(Language.ENGLISH, ZONE, NOW), found, wei(), None, [], back=ListAsked()).text
    assert text.unescape().count(longest()) == 1
