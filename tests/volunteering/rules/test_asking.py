"""Whom to ask and how many at a time: by what is expected of those asked, and by turn."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.acting import POLICY, at
from tests.support.city import NOW, ZONE
from volunteering.rules.asking import (
    ANSWERED_WITHIN,
    ENOUGH_CASES,
    AskChoice,
    AskPace,
    AskReply,
    AskSum,
    Candidate,
    HelpAsk,
    Need,
    Rate,
    by_themselves,
    next_month,
    rate_of,
    slot_of,
    usually_can,
    whom_to_ask,
)
from volunteering.rules.ground.periods import Period
from volunteering.rules.profiles import Slot
from volunteering.rules.signing_up import SignUp, SignUpState

CROWD = [Candidate(person_id=number) for number in range(1, 201)]


IN_A_WEEK = NOW + timedelta(days=7)


def asked(
    missing: int,
    expected: float,
    *,
    waiting: int = 0,
    hours: float = 0,
    ahead: float = 7 * 24,
    by_themselves: int = 0,
    now: datetime = NOW,
) -> int:
    """How many are asked, where so many were asked so long ago and have not answered."""
    need = Need(
        missing=missing,
        starts_at=now + timedelta(hours=ahead),
        unanswered=tuple([now - timedelta(hours=hours)] * waiting),
        by_themselves=by_themselves,
    )
    return len(whom_to_ask(need, CROWD, Rate(expected=expected), at(now)))


@pytest.mark.parametrize(
    ("missing", "expected", "waiting", "hours", "people"),
    [
        (0, 0.5, 0, 0, 0),  # filled: nobody
        (1, 1.0, 0, 0, 1),
        (1, 0.5, 0, 0, 2),
        (3, 0.2, 0, 0, 15),
        (1, 0.5, 2, 0, 0),  # two were asked just now: that is expected to do
        (2, 0.5, 2, 0, 2),
        (1, 0.5, 2, 3, 0),  # three hours of silence: half as much is expected of them, which may do
        (2, 0.5, 4, 3, 2),
        (1, 0.5, 2, 24, 2),  # nothing is, any more
        (2, 0.5, 50, 1, 0),
    ],
)
def test_so_many_that_it_is_expected_to_be_filled(
    missing: int, expected: float, waiting: int, hours: float, people: int
) -> None:
    assert asked(missing, expected, waiting=waiting, hours=hours) == people


def test_shortly_before_it_begins_more_are_asked_for_fewer_read_it_in_time() -> None:
    assert [asked(2, 0.2, ahead=ahead) for ahead in (168, 72, 7, 4, 2, 1.1)] == [10, 10, 14, 20, 20, 20]
    assert asked(1, 0.5, waiting=2, hours=3, ahead=10) > 0, "there is no time to wait and see"


def test_nobody_is_asked_for_places_that_people_take_by_themselves() -> None:
    assert asked(6, 0.5, by_themselves=3) == 0, "of this week six more"
    assert asked(6, 0.5, by_themselves=3, ahead=60) == 8
    assert asked(6, 0.5, by_themselves=3, ahead=20) == 14, "the day before nobody is waited for"


def test_who_sleeps_is_not_silent() -> None:
    evening = NOW + timedelta(hours=9)  # nine o'clock
    morning = evening + timedelta(hours=11)
    assert at(morning).hours_by_day(evening, morning) == 1
    assert at(morning).hours_by_day(evening + timedelta(minutes=30), evening + timedelta(hours=6)) == 0.5
    assert asked(2, 0.5, waiting=4, hours=11, now=morning) == 0


def test_who_came_without_being_asked_in_the_last_day_came_by_themselves() -> None:
    confirmed = [
        SignUp(
            id=number,
            shift_id=1,
            person_id=number,
            state=SignUpState.CONFIRMED,
            ticket=number,
            at=NOW - timedelta(hours=hours),
        )
        for number, hours in ((1, 1), (2, 23), (3, 25), (4, 2))
    ]
    ask = HelpAsk(id=1, shift_id=1, person_id=4, at=NOW - timedelta(hours=3), reply=AskReply.YES)
    assert by_themselves(confirmed, [ask], at(NOW)) == 2


def test_who_was_asked_longest_ago_is_first_and_who_never_was_before_them() -> None:
    people = [
        Candidate(person_id=1, asked_at=NOW - timedelta(days=8)),
        Candidate(person_id=2, asked_at=NOW - timedelta(days=30)),
        Candidate(person_id=3),
        Candidate(person_id=4, asked_at=NOW - timedelta(days=9)),
    ]
    need, rate = Need(missing=3, starts_at=IN_A_WEEK), Rate(expected=1.0)
    assert whom_to_ask(need, people, rate, at(NOW)) == (3, 2, 4)


def test_what_is_known_of_a_unit_counts_for_more_the_more_there_is() -> None:
    assert rate_of([]).expected == pytest.approx(0.2)
    of_the_whole = rate_of([AskSum(asked=1000, yes=500)])
    assert of_the_whole.expected == pytest.approx(0.5, abs=0.01)
    few = rate_of([AskSum(asked=1000, yes=500), AskSum(asked=2, yes=0)])
    many = rate_of([AskSum(asked=1000, yes=500), AskSum(asked=200, yes=0)])
    assert 0.4 < few.expected < 0.5
    assert many.expected < 0.06
    assert not few.is_known
    assert rate_of([AskSum(asked=ENOUGH_CASES, yes=1)]).is_known
    assert not rate_of([AskSum(asked=1000, yes=500), AskSum(asked=ENOUGH_CASES - 1, yes=1)]).is_known


@pytest.mark.parametrize("true_rate", [0.1, 0.3, 0.6])
def test_over_many_shifts_most_are_filled_with_little_more_asking_than_it_takes(true_rate: float) -> None:
    """People answer within two hours on the average, or not at all; the rate is learnt on the way."""
    draw = random.Random(f"asking {true_rate}")
    total, filled, messages, taken = AskSum(), 0, 0, 0
    for _ in range(120):
        now, missing, waits, left = NOW, 3, list[tuple[datetime, datetime | None]](), list(CROWD)
        for _ in range(24 * 12 * 2):
            heard = [one for one in waits if one[1] is not None and one[1] <= now]
            waits = [one for one in waits if one not in heard]
            missing -= len(heard)
            if missing <= 0:
                break
            unanswered = tuple(asked_at for asked_at, _ in waits)
            need = Need(missing=missing, starts_at=NOW + timedelta(days=2), unanswered=unanswered)
            chosen = whom_to_ask(need, left, rate_of([total]), at(now))
            left = [one for one in left if one.person_id not in chosen]
            for _ in chosen:
                says_yes = draw.random() < true_rate
                waits.append((now, now + timedelta(hours=draw.expovariate(0.5)) if says_yes else None))
            messages += len(chosen)
            now += timedelta(minutes=5)
        filled += missing <= 0
        taken += 3 - max(0, missing)
        answered = len(CROWD) - len(left)
        total = AskSum(asked=total.asked + answered, yes=total.yes + round(answered * true_rate))
    assert filled >= 114
    assert messages / taken < 2.2 / true_rate


def test_how_often_somebody_wants_it_is_kept_to() -> None:
    hours = [NOW - timedelta(hours=number) for number in (1, 30, 200)]
    assert AskChoice().allows(hours[1:], at(NOW))
    assert not AskChoice().allows(hours, at(NOW))
    assert not AskChoice(pace=AskPace.WEEKLY).allows(hours[1:], at(NOW))
    assert AskChoice(pace=AskPace.WEEKLY).allows(hours[2:], at(NOW))
    assert not AskChoice(pace=AskPace.MONTHLY).allows(hours[2:], at(NOW))
    assert not AskChoice(pace=AskPace.NEVER).allows((), at(NOW))
    later = AskChoice(until=NOW + timedelta(hours=1))
    assert not later.allows((), at(NOW))
    assert later.allows((), at(NOW + timedelta(hours=1)))
    nobody = POLICY.model_copy(update={"ask_per_week": 0})
    assert not AskChoice(pace=AskPace.WEEKLY).allows((), at(NOW, nobody))


def test_less_is_one_step_at_a_time() -> None:
    steps = [AskPace.USUAL]
    while steps[-1].less is not steps[-1]:
        steps.append(steps[-1].less)
    assert steps == [AskPace.USUAL, AskPace.WEEKLY, AskPace.MONTHLY, AskPace.NEVER]


def test_the_month_is_over_at_midnight_by_the_clock_on_the_wall() -> None:
    assert next_month(at(NOW)).astimezone(ZONE).isoformat() == "2027-01-01T00:00:00+08:00"


def test_when_people_usually_can_is_the_part_of_the_day_in_which_its_middle_lies() -> None:
    def slot(day: int, start: int, end: int) -> Slot:
        period = Period(
            start=datetime(2026, 12, day, start, tzinfo=ZONE).astimezone(UTC),
            end=datetime(2026, 12, day, end, tzinfo=ZONE).astimezone(UTC),
        )
        assert usually_can(None, period, ZONE)
        assert usually_can(frozenset({slot_of(period, ZONE)}), period, ZONE)
        assert not usually_can(frozenset(), period, ZONE)
        return slot_of(period, ZONE)

    assert slot(1, 9, 12) is Slot.WEEKDAY_MORNING
    assert slot(1, 11, 16) is Slot.WEEKDAY_AFTERNOON
    assert slot(4, 18, 21) is Slot.WEEKDAY_EVENING
    assert slot(5, 8, 12) is Slot.WEEKEND_MORNING
    assert slot(6, 17, 22) is Slot.WEEKEND_EVENING


def test_silence_is_counted_after_a_day() -> None:
    assert timedelta(hours=24) == ANSWERED_WITHIN
