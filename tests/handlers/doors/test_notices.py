"""Every kind of message that comes by itself has one way to be written, and none comes that is not true."""

from typing import get_args

import pytest

from handlers.doors.notices import ALL
from handlers.noticing.writing import Notices
from tests.support.scene import Scene
from volunteering.rules.hours import Decision
from volunteering.rules.notices.attendance import HoursRecorded, RosterDue
from volunteering.rules.notices.hours import ClaimDecided, ClaimMade
from volunteering.rules.notices.leading import Cancelled, Changed, HandedOver, LeaderMissing, OtherRole
from volunteering.rules.notices.letters import LetterProgress
from volunteering.rules.notices.owed import Notice
from volunteering.rules.notices.signing_up import Gap, LateLeave, OutOfReach, Promoted, Reminder, Unheard
from volunteering.rules.notices.volunteers import RoleChanged
from volunteering.rules.signing_up import SignUpState


def test_whatever_is_owed_can_be_written() -> None:
    kinds = set(get_args(get_args(Notice)[0]))
    assert set(ALL.writers) == kinds


def test_nothing_is_written_in_two_ways() -> None:
    again = Notices(writers=dict(ALL.writers))
    with pytest.raises(ValueError, match="two ways to write"):
        again.include(ALL)


@pytest.mark.parametrize(
    ("notice", "hours"),
    [(Promoted, 48), (Changed, 51), (Cancelled, 51)],
    ids=["promoted, begun", "changed, over", "cancelled, over"],
)
async def test_nothing_is_told_too_late(scene: Scene, notice: type, hours: int) -> None:
    told: dict[type, Notice] = {
        Promoted: Promoted(shift_id=scene.shift.id),
        Changed: scene.changed(place_before="West Gate"),
        Cancelled: Cancelled(shift_id=scene.shift.id),
    }
    if notice is Cancelled:
        await scene.cancel_shift()
    scene.office.clock.passes(hours=hours)
    assert not await scene.tell(told[notice])


async def test_what_leaders_are_told_stays_with_leaders(scene: Scene) -> None:
    await scene.set_state(scene.wang, SignUpState.LEFT)
    assert not await scene.tell(LateLeave(shift_id=scene.shift.id, person_id=scene.wang.id), to=scene.zhao)
    assert not await scene.tell(RosterDue(shift_id=scene.shift.id), to=scene.zhao)
    assert not await scene.tell(ClaimMade(claim_id=await scene.claim()), to=scene.wang)


@pytest.mark.parametrize(
    "notice",
    [
        Reminder(shift_ids=(999,)),
        Promoted(shift_id=999),
        Cancelled(shift_id=999, also=(998,)),
        OtherRole(shift_id=999),
        LateLeave(shift_id=999, person_id=999),
        Gap(shift_id=999),
        OutOfReach(shift_id=999, person_ids=(999,), unheard=Unheard.REMINDER),
        LeaderMissing(person_id=999, activity_ids=(999, 998)),
        HandedOver(activity_id=999, by_id=998),
        RosterDue(shift_id=999),
        HoursRecorded(shift_id=999, entry_id=999),
        ClaimMade(claim_id=999),
        ClaimDecided(claim_id=999, decision=Decision.APPROVED),
        RoleChanged(unit_id=999, role=None),
        LetterProgress(broadcast_id=999),
    ],
    ids=lambda notice: notice.kind,
)
async def test_what_is_not_there_is_not_spoken_of(scene: Scene, notice: Notice) -> None:
    assert not await scene.tell(notice)
    assert await scene.office.states() == ["dropped"]
