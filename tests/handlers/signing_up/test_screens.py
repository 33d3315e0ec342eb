"""Every screen about shifts, with the longest and strangest that people type, in every language: Telegram takes it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from bot.telegram.markup import LONGEST_MESSAGE, written
from bot.telegram.sending import entrance_of
from handlers.activities.screens import activity_cards, browsing, cards
from handlers.buttons.activities import ListActivities, ShowActivity, When
from handlers.hours.screens import my_hours
from handlers.showing import inviting
from handlers.signing_up.screens import confirming, my_shifts, places
from handlers.tapping.screen import Press, Screen
from playground.messages.html import read_html, utf16_length
from storage.engine.pages import Extent
from storage.views.activities.upcoming import Listed, Offer, ShiftCard
from storage.views.hours.lines import Lines, MyLine
from storage.views.signing_up import MyShift, Overview, Sums
from tests.support.acting import at
from tests.support.city import NOW, ZONE
from tests.support.some import some
from volunteering.actions.signing_up.confirming import HasToChoose, MoveConfirmed
from volunteering.actions.signing_up.places import Left, NotIn, TooLateToLeave
from volunteering.rules.activities import Activity, Category, Clash, Shift, State
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.capacity import Capacity
from volunteering.rules.fairness import Fairness, PlaceOf, Ruling
from volunteering.rules.ground.periods import Month, Period
from volunteering.rules.ground.policy import Policy
from volunteering.rules.hours import Decision, Kind
from volunteering.rules.moves import question_about
from volunteering.rules.risk import Insurance, Risk
from volunteering.rules.signing_up import Begun, Facts, SignUp, SignUpState, judge
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language, Standing
from words.words import Words

NASTY = "<b>&amp;\u202e河道清洁🙂"
UNIT = Unit(id=4, name=(NASTY * 5)[:64], path="/1/4/")
POLICY = Policy()
THEN = at(NOW, POLICY)


def activity(**changes: Any) -> Activity:
    usual: dict[str, Any] = {
        "id": 2**62, "unit": UNIT, "leader_id": 8, "leader_name": (NASTY * 5)[:64], "title": (NASTY * 10)[:100],
        "description": (NASTY * 150)[:1500], "category": Category.CHARITY, "venue": (NASTY * 15)[:150],
        "details": (NASTY * 50)[:500], "state": State.OPEN,
    }  # fmt: skip
    return Activity(**{**usual, **changes})


def shift(starts: float = 30, **changes: Any) -> Shift:
    period = Period(start=NOW + timedelta(hours=starts), end=NOW + timedelta(hours=starts + 23.75))
    usual: dict[str, Any] = {
        "id": 2**62, "activity_id": 2**62, "period": period, "limit": 9999, "state": State.OPEN, "since": NOW,
    }  # fmt: skip
    return Shift(**{**usual, **changes})


def facts(*, taken: int = 9, waiting: int = 0, **changes: Any) -> Facts:
    usual: dict[str, Any] = {
        "standing": Standing.ACTIVE, "activity": activity(), "shift": shift(), "mine": None, "clash": None,
        "no_shows": (), **changes,
    }  # fmt: skip
    return Facts(**usual, capacity=Capacity(limit=usual["shift"].limit, taken=taken, waiting=waiting))


def mine(state: SignUpState, **said: Any) -> SignUp:
    return SignUp(id=1, shift_id=2**62, person_id=7, state=state, ticket=3, at=NOW, **said)


RISK = Risk(
    notice=(NASTY * 50)[:500],
    insurance=Insurance(insurer=(NASTY * 10)[:100], first=NOW.date(), last=date(2027, 12, 31)),
)
MISSED = tuple(date(2026, 9, day) for day in range(1, 31))
CLASH = Clash(shift=shift(id=1), title=NASTY * 8)
UNFAIR = Fairness(
    posted_at=NOW,
    places=tuple(
        PlaceOf(shift_id=number, title=NASTY * 8, period=shift(30 - 24 * number).period, path="/1/")
        for number in (1, 2)
    ),
    **{
        name: Ruling(numbers=numbers, path="/")
        for name, numbers in (("most_ahead", (1,)), ("rest", (660,)), ("week", (1,)), ("stages", (60, 120)))
    },
)
ALL_FACTS = {
    "free": facts(),
    "without a limit": facts(shift=shift(limit=None)),
    "one place": facts(shift=shift(limit=1), taken=0),
    "full": facts(taken=9999),
    "full, many wait": facts(taken=9999, waiting=12_345),
    "in": facts(mine=mine(SignUpState.CONFIRMED)),
    "coming": facts(mine=mine(SignUpState.CONFIRMED, answer=ReminderAnswer.COMING)),
    "late": facts(mine=mine(SignUpState.CONFIRMED, answer=ReminderAnswer.LATE)),
    "waits": facts(mine=mine(SignUpState.WAITING), taken=9999, waiting=12_345),
    "a late place": facts(mine=mine(SignUpState.WAITING), shift=shift(1), waiting=3),
    "everything against it": facts(
        standing=Standing.SUSPENDED, clash=CLASH, taken=9999, waiting=12_345, no_shows=MISSED
    ),
    "against what a unit decided": facts(fair=UNFAIR),
    "begun": facts(shift=shift(-1), mine=mine(SignUpState.CONFIRMED)),
    "over": facts(shift=shift(-99), mine=mine(SignUpState.CONFIRMED)),
    "cancelled": facts(shift=shift(state=State.CANCELLED), mine=mine(SignUpState.CONFIRMED)),
    "bare": facts(activity=activity(description="", details="")),
    "moved": facts(mine=mine(SignUpState.CONFIRMED, to_confirm=NOW), clash=CLASH, is_blocked=True),
    "in, without having agreed": facts(mine=mine(SignUpState.CONFIRMED), activity=activity(risk=RISK), agreed=False),
}


EXTENT = Extent(5, 9_998, 10**6)  # a page far back in a long list


def line(state: Kind | Decision, **changes: Any) -> MyLine:
    usual: dict[str, Any] = {
        "title": NASTY * 8, "state": state, "day": date(2025, 12, 31), "minutes": 100_001, "by": NASTY * 5, "at": NOW,
        "note": NASTY * 15, "corrects": True, "corrected": True,
    }  # fmt: skip
    return MyLine(**{**usual, **changes})


def screens_for(words: Words, known: Facts) -> Iterator[Screen]:
    """Every screen that such a shift can be on."""
    friend = inviting.tell_a_friend(words, known.activity, entrance_of("yigong_bot"), known.shift)
    offer = Offer(known, 12_345)
    for leads in (True, False):
        yield cards.shift_card(words, ShiftCard(offer, 1234), THEN, friend, leads=leads)
        yield activity_cards.activity_card(
            words, known.activity, Listed((offer,) * 5, EXTENT), ShowActivity(activity=2**62, page=9_998),
            THEN, friend, leads=leads,
        )  # fmt: skip
    shown = ListActivities(when=When.WEEKEND, category=Category.COMMUNITY, page=9_998)
    yield browsing.activities(words, Listed((offer,) * 5, EXTENT), shown, THEN, posts=True)
    yield places.after_taking(words, judge(known, THEN), THEN)[0]
    yield from _after_answering(words, known)


def _after_answering(words: Words, known: Facts) -> Iterator[Screen]:
    about: dict[str, Any] = {"activity": known.activity, "shift": known.shift}
    other = MyShift(NASTY * 8, NASTY * 8, shift(20), SignUpState.CONFIRMED)
    for outcome in (
        Left(was=SignUpState.CONFIRMED, **about),
        Left(was=SignUpState.WAITING, **about),
        NotIn(**about),
        TooLateToLeave(**about),
    ):
        yield places.after_leaving(words, outcome, THEN, other)[0]
    for said in (mine(SignUpState.CONFIRMED), Begun(), None):
        yield places.after_coming(words, known.activity, known.shift, said, other)[0]
    if question := question_about([known] * 7, THEN):
        yield confirming.ask(words, question, said=confirming.moved_since(words))
        yield confirming.confirmed(words, MoveConfirmed(facts=known, shifts=2))[0]
        yield confirming.choose(words, HasToChoose(facts=known, reasons=question.reasons))


def own_screens(words: Words) -> Iterator[Screen]:
    waits = MyShift(NASTY * 8, NASTY * 8, shift(), SignUpState.WAITING, 12_345)
    moved = MyShift(NASTY * 8, NASTY * 8, shift(), SignUpState.CONFIRMED, to_confirm=True)
    yield my_shifts.my_shifts(words, Overview((moved,), Extent(4, 0, 1), sums=Sums()), POLICY)
    sums = Sums(this_month=99_999, this_year=999_999, in_all=6_000_001, pending=99_999)
    for minutes in (sums, Sums(), Sums(in_all=61)):
        yield my_shifts.my_shifts(words, Overview((waits,) * 4, EXTENT, sums=minutes), POLICY)
        yield my_shifts.my_shifts(words, Overview((), Extent(4, 0, 0), sums=minutes), POLICY)
    months = {Month(year=2025, number=number): 99_999 for number in range(1, 13)}
    for state in (*Kind, Decision.PENDING, Decision.REJECTED):
        lines = (line(state), line(state, by=None, corrected=False), line(state, by="", day=date(2025, 3, 1)))
        yield my_hours.my_hours(words, Lines(lines, EXTENT, months=months))
    for page in (0, 1):
        yield my_hours.my_hours(words, Lines((), Extent(5, page, 0), months={}))
        for when in When:
            yield browsing.activities(
                words, Listed((), Extent(5, page, 0)), ListActivities(when=when, page=page), THEN, posts=True
            )
    yield browsing.categories(words, When.MY_TEAM)


def is_taken_by_telegram(screen: Screen) -> None:
    text, _ = read_html(written(screen.text, LONGEST_MESSAGE))
    assert 0 < utf16_length(text) <= 4096
    assert screen.rows, "a dead end"
    for row in screen.rows:
        for button in row:
            assert button.label.strip()
            assert len(button.label) <= 60
            if isinstance(button, Press):
                button.button.pack()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("known", ALL_FACTS.values(), ids=ALL_FACTS)
def test_screens_about_a_shift(language: Language, known: Facts) -> None:
    words = Words(language, ZONE, NOW)
    for screen in some(screens_for(words, known)):
        is_taken_by_telegram(screen)


@pytest.mark.parametrize("language", Language)
def test_screens_of_ones_own(language: Language) -> None:
    for screen in some(own_screens(Words(language, ZONE, NOW))):
        is_taken_by_telegram(screen)


def test_what_people_typed_is_shown_as_typed() -> None:
    words = Words(Language.ENGLISH, ZONE, NOW)
    known = facts(activity=activity(title="<i>&lt;", venue="<a href=x>", description="<s>", details="</blockquote>"))
    for screen in some(screens_for(words, known)):
        text, _ = read_html(written(screen.text, LONGEST_MESSAGE))
        assert "<i>&lt;" in text
