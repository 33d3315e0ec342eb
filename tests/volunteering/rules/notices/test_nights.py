"""Which messages wait for the morning, however late they come to be sent."""

from datetime import datetime, timedelta
from typing import Final, get_args

import pytest
from pydantic import BaseModel

from tests.support.acting import ZONE, at
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.policy import Policy
from volunteering.rules.notices.attendance import NoShowForgiven
from volunteering.rules.notices.leading import Cancelled, Changed, LeadersDigest
from volunteering.rules.notices.nights import shifts_of, told_from
from volunteering.rules.notices.owed import Notice
from volunteering.rules.notices.signing_up import OutOfReach, PlaceOffered, Reminder, Unheard
from volunteering.rules.notices.volunteers import StandingChanged

NIGHT = datetime(2026, 12, 1, 23, tzinfo=ZONE)
MORNING = datetime(2026, 12, 2, 8, tzinfo=ZONE)
OFFERED = PlaceOffered(shift_id=3)


def lasting(start: datetime, hours: int = 2) -> Period:
    return Period(start=start, end=start + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (NIGHT - timedelta(hours=5), NIGHT),
        (NIGHT + timedelta(hours=3), NIGHT),
        (MORNING + timedelta(minutes=59), NIGHT),
        (MORNING + timedelta(hours=1), MORNING),
        (NIGHT - timedelta(days=2), MORNING),
    ],
    ids=["today", "before the morning", "too soon after it", "in time after it", "long ago"],
)
def test_at_night_people_hear_of_today_and_of_what_begins_before_they_are_up(start: datetime, told: datetime) -> None:
    assert told_from(OFFERED, [lasting(start)], at(NIGHT)) == told


def test_by_day_people_hear_of_everything() -> None:
    assert told_from(OFFERED, [lasting(MORNING + timedelta(days=9))], at(MORNING)) == MORNING


def test_a_change_is_near_where_it_was_or_where_it_is() -> None:
    near, far = lasting(NIGHT + timedelta(hours=2)), lasting(NIGHT + timedelta(days=5))
    for before, after in ((near, far), (far, near)):
        notice = Changed(shift_id=3, title_before="Fair", place_before="Gate", period_before=before)
        assert told_from(notice, [after], at(NIGHT)) == NIGHT
    notice = Changed(shift_id=3, title_before="Fair", place_before="Gate", period_before=far)
    assert told_from(notice, [far], at(NIGHT)) == MORNING


def test_the_evening_s_message_waits_unless_the_organisation_wants_it_at_night() -> None:
    digest = LeadersDigest(day=MORNING.date())
    assert told_from(digest, [], at(NIGHT)) == MORNING
    assert told_from(digest, [], at(NIGHT, Policy(digest_hour=23))) == NIGHT


@pytest.mark.parametrize(
    ("notice", "shifts"),
    [
        (OFFERED, (3,)),
        (Reminder(shift_ids=(3, 4)), (3, 4)),
        (Cancelled(shift_id=3, also=(4,)), (3, 4)),
        (OutOfReach(shift_id=3, person_ids=(5,), unheard=Unheard.PASSED_OVER), (3,)),
        (OutOfReach(shift_id=3, person_ids=(5,), unheard=Unheard.CHANGED), None),
        (StandingChanged(change="suspended"), None),
    ],
)
def test_what_a_message_is_about(notice: Notice, shifts: tuple[int, ...] | None) -> None:
    assert shifts_of(notice) == shifts


AT_ANY_HOUR: Final = {
    "arrivals", "check_in_code",
    "hours_recorded", "place_without_consent", "qualification_ended", "study_recorded",
}  # fmt: skip
"""About shifts, and owed at once whatever the hour: asked for, after the shift, or since somebody has to act."""

ABOUT_SHIFTS: Final = [one for one in get_args(get_args(Notice)[0]) if {"shift_id", "shift_ids"} & {*one.model_fields}]


@pytest.mark.parametrize("kind", ABOUT_SHIFTS)
def test_whatever_is_about_a_shift_waits_or_is_known_not_to(kind: type[BaseModel]) -> None:
    notice = kind.model_construct(shift_id=3, shift_ids=(3,), also=(), unheard=Unheard.PASSED_OVER)
    assert (shifts_of(notice) is None) is (kind.model_fields["kind"].default in AT_ANY_HOUR)  # type: ignore[arg-type]


def test_what_is_of_the_past_waits_for_the_morning() -> None:
    """Also of a shift of that day: nothing can be done about it at night."""
    forgiven = NoShowForgiven(shift_id=3, is_forgiven=True)
    assert shifts_of(forgiven) == ()
    assert told_from(forgiven, [], at(NIGHT)) == MORNING
