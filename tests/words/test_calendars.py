"""What is written for calendars is read alike by three programs that know nothing of each other, whatever was typed."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.support.calendars import READERS, WITH_NODE, ReadEvent, by_ical_js, by_icalendar
from volunteering.rules.activities import Shift, State
from volunteering.rules.calendars import Event
from volunteering.rules.ground.periods import Period
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Language
from words.calendars import calendar_of
from words.words import Words

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 12, 1, 4, tzinfo=UTC)
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe")
NASTY = 'A\r\nEND:VEVENT\rBEGIN:VALARM\x00\x07 ; , \\ \\n "x" <b>&amp; \u2028\u0085\ufeff漢字🎉 ' + "长" * 80


def an_event(start: datetime = NOW + timedelta(days=2), minutes: int = 120, **changes: Any) -> Event:
    shift = Shift(
        id=3,
        activity_id=2,
        period=Period(start=start, end=start + timedelta(minutes=minutes)),
        limit=5,
        state=State.OPEN,
        since=NOW,
        roster_at=None,
    )
    usual: dict[str, object] = {
        "sign_up_id": 7, "activity_id": 2, "shift": shift, "title": "River clean-up", "venue": "East Gate",
        "description": "Bring gloves", "has_details": True, "leader": "Teacher Li", "role": "", "is_open": True,
        "state": SignUpState.CONFIRMED, "because": "", "number": 0, "held_until": None, "to_confirm": False,
        "posted_at": NOW, "signed_up_at": NOW, "changed_at": NOW, "edited_at": NOW,
    }  # fmt: skip
    return Event.model_validate({**usual, **changes})


def written(*events: Event, language: Language = Language.ENGLISH, zone: ZoneInfo = SHANGHAI) -> bytes:
    words = Words(language, zone, NOW, lasts=True)
    return calendar_of(words, "Taizhou <Volunteers>", events, lambda to: f"https://t.me/yigong_bot?start={to}")


def alike(text: bytes) -> list[ReadEvent]:
    """What all that are there read of it, which is the same."""
    ours = by_icalendar(text)
    for name, read in READERS.items():
        assert read(text) == ours, name
    return ours


def test_what_is_there_to_know_of_a_place() -> None:
    [read] = alike(written(an_event(role="First aid")))
    assert (read.summary, read.location, read.status) == ("River clean-up", "East Gate", "CONFIRMED")
    assert read.url == "https://t.me/yigong_bot?start=a2"
    for said in ("You come as: First aid", "Led by Teacher Li", "Bring gloves", "more to know", read.url):
        assert said in read.description


@pytest.mark.parametrize(
    ("changes", "status", "title"),
    [
        ({"state": SignUpState.WAITING, "number": 2}, "TENTATIVE", "Waiting list: River clean-up"),
        ({"state": SignUpState.LEFT}, "CANCELLED", "You left: River clean-up"),
        ({"is_open": False, "because": "storm"}, "CANCELLED", "Cancelled: River clean-up"),
    ],
)
def test_how_it_stands_is_said_where_every_calendar_shows_it(changes: dict[str, Any], status: str, title: str) -> None:
    [read] = alike(written(an_event(**changes)))
    assert (read.status, read.summary) == (status, title)
    assert read.uid == an_event().uid


def test_whoever_waited_as_it_began_has_it_crossed_out_and_is_told_so() -> None:
    long_ago: dict[str, Any] = dict.fromkeys(
        ("posted_at", "signed_up_at", "changed_at", "edited_at"), NOW - timedelta(days=3)
    )
    waits = an_event(NOW - timedelta(hours=1), state=SignUpState.WAITING, **long_ago)
    before = waits.sequence(NOW - timedelta(hours=2))
    [read] = alike(written(waits))
    assert (read.status, read.summary) == ("CANCELLED", "No place came free: River clean-up")
    assert read.sequence > before
    assert read.stamp == waits.shift.period.start


def test_nothing_that_only_people_with_a_place_may_know_leaves_the_house() -> None:
    """A calendar is kept by strangers' computers."""
    [waiting] = alike(written(an_event(state=SignUpState.WAITING)))
    assert "more to know" not in waiting.description
    assert not any("details" in field and field != "has_details" for field in Event.model_fields)


@pytest.mark.parametrize("language", list(Language))
def test_in_each_language(language: Language) -> None:
    events = [an_event(), an_event(sign_up_id=8, state=SignUpState.WAITING, number=1, held_until=NOW)]
    place, waiting = alike(written(*events, language=language))
    assert place.summary == "River clean-up"
    assert (
        waiting.summary
        == {
            Language.ENGLISH: "Waiting list: River clean-up",
            Language.SIMPLIFIED: "候补：River clean-up",
            Language.TRADITIONAL: "候補：River clean-up",
        }[language]
    )
    assert "<" not in waiting.description, "a calendar shows text as it is"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=st.text(max_size=90), venue=st.text(max_size=90), description=st.text(max_size=400))
@example(title=NASTY, venue=NASTY, description=NASTY)
def test_whatever_is_typed_is_one_event_and_read_alike(title: str, venue: str, description: str) -> None:
    text = written(an_event(title=title, venue=venue, description=description), an_event(sign_up_id=8))
    assert len(alike(text)) == 2
    assert max(map(len, text.split(b"\r\n"))) <= 75, "RFC 5545, 3.1"


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("month", [3, 4, 10, 11])
def test_three_o_clock_stays_three_o_clock(zone: str, month: int) -> None:
    """Through both changes of clocks: the hour is the one that stood in the bot, on each day of the month."""
    place = ZoneInfo(zone)
    for day in range(1, 31):
        local = datetime(2027, month, day, 15, tzinfo=place)
        [read] = alike(written(an_event(local.astimezone(UTC), changed_at=NOW), zone=place))
        assert read.start.astimezone(place).replace(tzinfo=None) == datetime(2027, month, day, 15)  # noqa: DTZ001
        assert read.end - read.start == timedelta(hours=2)


@WITH_NODE
def test_a_program_from_npm_reads_the_same() -> None:
    """Of every zone, through every change of clocks, and of what nobody should type, in one run of it."""
    starts = [
        datetime(2027, 1, 1, 15, tzinfo=ZoneInfo(zone)) + timedelta(days=day) for zone in ZONES for day in range(365)
    ]
    events = [an_event(start.astimezone(UTC), sign_up_id=number) for number, start in enumerate(starts)]
    odd = [
        an_event(sign_up_id=9_001, title=NASTY, venue=NASTY, description=NASTY, because=NASTY, leader=NASTY),
        an_event(sign_up_id=9_002, state=SignUpState.WAITING, number=3, held_until=NOW),
        an_event(sign_up_id=9_003, is_open=False, because=NASTY),
    ]
    text = written(*events, *odd)
    assert by_ical_js(text) == alike(text)


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from(("signed_up_at", "changed_at", "edited_at")), st.integers(1, 10**6)), max_size=9)
)
def test_the_number_rises_with_each_change_whichever_clock_made_it(changes: list[tuple[str, int]]) -> None:
    """One replica's clock may be behind another's: each of the moments rises by itself."""
    now: dict[str, Any] = {
        "signed_up_at": NOW + timedelta(days=30),
        "changed_at": NOW,
        "edited_at": NOW + timedelta(days=3),
    }
    numbers = [an_event(**now).sequence(NOW)]
    for which, seconds in changes:
        now[which] += timedelta(seconds=seconds)
        numbers.append(an_event(**now).sequence(NOW))
    assert numbers == sorted(set(numbers))
    assert numbers[-1] < 2**31
