"""How places go round: each rule by itself, and that what a refusal says of the time is so, to the second."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support.acting import at
from tests.support.some import some
from tests.volunteering.rules.test_signing_up import facts, mine, shift
from volunteering.rules.fairness import (
    Belongs,
    Fairness,
    Opening,
    OpensLater,
    PlaceOf,
    Ruling,
    SignUpOver,
    TooLittleRest,
    TooManyAhead,
    WeekIsFull,
    decided_in,
    leaving_closed_at,
    opens_at,
    reasons_of_fairness,
)
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.policy import Policy
from volunteering.rules.signing_up import Refused, SignUpState, Taken, judge, may_wait, reasons_against

ZONES = [ZoneInfo(name) for name in ("Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Shanghai")]
HOUR = timedelta(hours=1)
NOW = datetime(2026, 12, 1, 4, tzinfo=UTC)
START = NOW + 48 * HOUR
THEN = at(NOW)


def decided(*numbers: int, path: str = "/1/") -> Ruling:
    return Ruling(numbers=numbers, path=path)


def place(starts: float, lasts: float = 3, number: int = 7, path: str = "/1/") -> PlaceOf:
    """Somewhere else, so many hours after the start of the shift it is about."""
    start = START + timedelta(hours=starts)
    return PlaceOf(
        shift_id=number, title="Library help", period=Period(start=start, end=start + lasts * HOUR), path=path
    )


def against(moment: Moment = THEN, *, waits: bool = False, **fair: Any) -> list[Any]:
    known = Fairness(**{"posted_at": NOW - HOUR, **fair})
    return list(reasons_of_fairness(known, shift(), moment, waits=waits))


def test_where_nothing_is_decided_nothing_is_against_it() -> None:
    assert against(places=tuple(place(hours) for hours in range(-40, 40, 4))) == []


def test_so_many_ahead() -> None:
    three = (place(-40, number=5), place(-30, number=6), place(30))
    assert against(most_ahead=decided(4), places=three) == []
    assert against(most_ahead=decided(3), places=three) == [
        TooManyAhead(count=3, most=3, first_ends=three[0].period.end, allowed_at=three[0].period.end)
    ]
    assert against(most_ahead=decided(2), places=three)[0].allowed_at == three[1].period.end
    assert against(most_ahead=decided(3, path="/1/2/"), places=three) == [], "elsewhere they may have more"
    assert against(at(three[0].period.end), most_ahead=decided(3), places=three) == []


@pytest.mark.parametrize(
    ("other", "minutes"), [(place(-4), 60), (place(4), 60), (place(-3), 0), (place(-14), None), (place(-13.5), 630)]
)
def test_rest_before_and_after_wherever_they_were(other: PlaceOf, minutes: int | None) -> None:
    elsewhere = other.model_copy(update={"path": "/9/"})
    found = [reason.minutes for reason in against(rest=decided(660), places=(elsewhere,))]
    assert found == ([] if minutes is None else [minutes])


def test_whoever_is_there_at_that_time_is_no_question_of_rest() -> None:
    assert against(rest=decided(660), places=(place(1),)) == []


def test_a_week_is_the_local_one() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    monday = datetime(2026, 11, 30, 0, tzinfo=zone)  # the shift is on the Thursday after it
    before, first = (
        PlaceOf(shift_id=number, title="", period=Period(start=start, end=start + 4 * HOUR), path="/1/")
        for number, start in ((5, monday - HOUR), (6, monday))
    )
    assert against(week=decided(7 * 60), places=(before, first)) == []
    assert against(week=decided(6 * 60), places=(before, first)) == [
        WeekIsFull(already=240, with_it=420, most=360, next_week=date(2026, 12, 7))
    ]
    assert against(week=decided(2 * 60)) == [
        WeekIsFull(already=0, with_it=180, most=120, next_week=date(2026, 12, 7))
    ], "longer than all of it"


STAGED: list[tuple[Belongs, float, Opening | None]] = [
    (Belongs.THERE, 0, None),
    (Belongs.ABOVE, 0, Opening.OWN_TEAM),
    (Belongs.ABOVE, 24, None),
    (Belongs.ELSEWHERE, 0, Opening.OWN_TEAM),
    (Belongs.ELSEWHERE, 24, Opening.UNIT_ABOVE),
    (Belongs.ELSEWHERE, 36, None),
]


@pytest.mark.parametrize(("belongs", "hours", "before"), STAGED)
def test_in_stages(belongs: Belongs, hours: float, before: Opening | None) -> None:
    found = against(at(NOW + hours * HOUR), posted_at=NOW, belongs=belongs, stages=decided(24 * 60, 36 * 60))
    assert [reason.before for reason in found] == ([before] if before else [])


def test_newcomers_come_first_and_of_several_the_latest_is_said() -> None:
    assert against(posted_at=NOW, newcomers_first=decided(24 * 60), is_newcomer=True) == []
    assert against(posted_at=NOW, newcomers_first=decided(24 * 60)) == [
        OpensLater(before=Opening.NEWCOMERS, allowed_at=NOW + 24 * HOUR)
    ]
    both = against(posted_at=NOW, newcomers_first=decided(24 * 60), stages=decided(24 * 60, 36 * 60))
    assert both == [OpensLater(before=Opening.OWN_TEAM, allowed_at=NOW + 36 * HOUR)]


def test_a_window_opens_and_closes_and_who_waits_asked_in_time() -> None:
    assert against(opens=decided(1)) == [OpensLater(before=Opening.NOBODY, allowed_at=START - 24 * HOUR)]
    assert against(at(START - 24 * HOUR), opens=decided(1)) == []
    late = at(START - 2 * HOUR)
    assert against(late, closes=decided(120)) == [SignUpOver(since=START - 2 * HOUR, minutes=120)]
    assert against(late, waits=True, closes=decided(120)) == []
    assert against(at(START - 2 * HOUR - timedelta(seconds=1)), closes=decided(120)) == []
    assert leaving_closed_at(90, shift()) == START - 1.5 * HOUR


@pytest.mark.parametrize("written", ["", "0", "x", "1 x", "-3", "１", "1.5"])
def test_what_is_off_or_not_understood_is_no_rule(written: str) -> None:
    assert decided_in(written, "/1/") is None


def test_whoever_has_a_place_keeps_it_and_nobody_waits_for_what_they_may_not_have() -> None:
    full = Fairness(posted_at=NOW, most_ahead=decided(1), places=(place(30),))
    assert list(reasons_against(facts(fair=full, mine=mine(SignUpState.LEFT)), at(NOW))) == against(
        most_ahead=decided(1), places=full.places
    )
    kept = judge(facts(fair=full, mine=mine(SignUpState.CONFIRMED)), at(NOW))
    assert isinstance(kept, Refused)
    assert not any(isinstance(reason, TooManyAhead) for reason in kept.reasons)
    refused = judge(facts(fair=full, taken=10), at(NOW))
    assert isinstance(refused, Refused)
    assert not may_wait(refused.reasons)
    assert isinstance(judge(facts(fair=full.model_copy(update={"places": ()})), at(NOW)), Taken)


def lengths(most: int) -> st.SearchStrategy[Ruling]:
    return st.integers(1, most).map(decided)


# From before the clocks change until after they did, in each of the zones.
INSTANTS = st.datetimes(datetime(2026, 3, 1), datetime(2026, 11, 15), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda instant: instant.replace(microsecond=0)
)


@st.composite
def judged(draw: st.DrawFn) -> tuple[Fairness, Period, Moment]:
    zone, now = draw(st.sampled_from(ZONES)), draw(INSTANTS)
    start = now + timedelta(minutes=draw(st.integers(1, 60 * 24 * 40)))
    period = Period(start=start, end=start + timedelta(minutes=draw(st.integers(1, 1440))))
    places = []
    for number in range(draw(st.integers(0, 6))):
        begins = now + timedelta(minutes=draw(st.integers(-60 * 24 * 9, 60 * 24 * 40)))
        ends = begins + timedelta(minutes=draw(st.integers(1, 1440)))
        path = draw(st.sampled_from(("/1/", "/1/2/", "/3/")))
        places.append(PlaceOf(shift_id=10 + number, title="", period=Period(start=begins, end=ends), path=path))
    fair = Fairness(
        posted_at=now - timedelta(minutes=draw(st.integers(0, 60 * 24 * 5))),
        belongs=draw(st.sampled_from(Belongs)),
        is_newcomer=draw(st.booleans()),
        places=tuple(sorted(places, key=lambda one: one.period.start)),
        most_ahead=draw(st.none() | lengths(4)),
        rest=draw(st.none() | lengths(3 * 1440)),
        week=draw(st.none() | lengths(3000)),
        newcomers_first=draw(st.none() | lengths(3 * 1440)),
        stages=draw(
            st.none() | st.tuples(st.integers(1, 2000), st.integers(0, 2000)).map(lambda two: decided(two[0], sum(two)))
        ),
        opens=draw(st.none() | lengths(40)),
        closes=draw(st.none() | lengths(2000)),
    )
    return fair, period, Moment(now=now, zone=zone, policy=Policy())


@given(judged())
def test_what_is_said_of_the_time_is_so_to_the_second(drawn: tuple[Fairness, Period, Moment]) -> None:
    fair, period, moment = drawn
    wanted = shift(period=period)
    reasons = reasons_of_fairness(fair, wanted, moment, waits=False)
    assume(reasons)
    for reason in some(reasons):
        if reason.allowed_at is None:
            assert isinstance(reason, TooLittleRest | WeekIsFull | SignUpOver)
            continue
        assert reason.allowed_at > moment.now
        if reason.allowed_at < period.start:
            then = moment.model_copy(update={"now": reason.allowed_at})
            assert type(reason) not in {type(one) for one in reasons_of_fairness(fair, wanted, then, waits=False)}
        just_before = reason.allowed_at - timedelta(seconds=1)
        if just_before < period.start:
            then = moment.model_copy(update={"now": just_before})
            assert type(reason) in {type(one) for one in reasons_of_fairness(fair, wanted, then, waits=False)}


@given(judged())
def test_the_same_judgement_for_who_asks_and_who_is_next(drawn: tuple[Fairness, Period, Moment]) -> None:
    fair, period, moment = drawn
    known = facts(fair=fair, shift=shift(period=period))
    asks = {type(reason) for reason in reasons_against(known, moment)} - {SignUpOver}
    waiting = known.model_copy(update={"mine": mine(SignUpState.WAITING)})
    assert {type(reason) for reason in reasons_against(waiting, moment)} == asks


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("Europe/Berlin", datetime(2026, 3, 29, 2, 30)),  # noqa: DTZ001
        ("Europe/Berlin", datetime(2026, 10, 26, 9)),  # noqa: DTZ001
        ("America/St_Johns", datetime(2026, 11, 2, 9)),  # noqa: DTZ001
        ("Australia/Lord_Howe", datetime(2026, 10, 5, 9)),  # noqa: DTZ001
    ],
)
def test_days_before_are_by_the_clock_on_the_wall(zone: str, start: datetime) -> None:
    local = (start + timedelta(days=7)).replace(tzinfo=ZoneInfo(zone))
    wanted = shift(period=Period(start=local, end=local + HOUR))
    fair = Fairness(posted_at=NOW - timedelta(days=900), opens=decided(7))
    opens = opens_at(fair, wanted, ZoneInfo(zone)).astimezone(ZoneInfo(zone))
    nominal = start if opens.replace(tzinfo=None) == start else start + HOUR  # it is skipped that night
    assert opens.replace(tzinfo=None) == nominal
