"""What comes by itself about activities that change, are cancelled, have no leader or another one."""

from datetime import date

from tests.support.city import NOW, hours_later
from tests.support.scene import NASTY, Scene, Telling
from volunteering.rules.activities import State
from volunteering.rules.ground.periods import Period
from volunteering.rules.notices.leading import Cancelled, HandedOver, LeaderMissing, RiskStated
from volunteering.rules.risk import Insurance, Risk
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Standing


async def _changed(scene: Scene) -> str:
    period = Period(start=hours_later(70), end=hours_later(72))
    return await scene.tell(
        scene.changed(title_before="Old " + NASTY[:90], place_before=NASTY + "!", period_before=period)
    )


async def _cancelled(scene: Scene) -> str:
    others = [await scene.office.city.shift(60 + number, activity=scene.activity.id) for number in range(8)]
    for other in others:
        await scene.office.confirm(scene.wang, other.id)
    async with scene.office.city.writing() as rows:
        await rows.activities.change(scene.activity.id, state=State.CANCELLED, off_because=NASTY[:200])
    return await scene.tell(Cancelled(shift_id=scene.shift.id, also=tuple(other.id for other in others)))


RISK = Risk(notice=NASTY[:500], insurance=Insurance(insurer=NASTY[:100], first=date(2026, 1, 1), last=date(2027, 1, 1)))


async def _state(scene: Scene, risk: Risk | None) -> None:
    async with scene.office.city.writing() as rows:
        await rows.activities.state_risk(scene.activity.id, risk)


async def _risk_stated(scene: Scene) -> str:
    await _state(scene, RISK)
    return await scene.tell(RiskStated.of(scene.activity))


async def _insurance_changed(scene: Scene) -> str:
    async with scene.office.city.writing() as rows:
        await rows.sign_ups.agree(scene.activity.id, scene.wang.id, RISK, NOW)
    await _state(scene, RISK)
    return await scene.tell(
        RiskStated(activity_id=scene.activity.id, mark_before="00000000", notice_before=RISK.notice)
    )


async def test_a_risk_that_is_as_it_was_or_gone_or_agreed_to_is_not_told(scene: Scene) -> None:
    await _state(scene, RISK)
    before = RiskStated.of(scene.activity)
    assert not await scene.tell(before.model_copy(update={"mark_before": RISK.checksum, "notice_before": RISK.notice}))
    assert not await scene.tell(before, to=scene.office.city.leader)
    async with scene.office.city.writing() as rows:
        await rows.sign_ups.agree(scene.activity.id, scene.wang.id, RISK, NOW)
    assert not await scene.tell(before)
    await _state(scene, None)
    assert not await scene.tell(before)


async def test_what_is_to_be_agreed_to_is_the_first_button(scene: Scene) -> None:
    await _risk_stated(scene)
    assert scene.labels[0] == "I agree to this"
    assert "Ask the leader" in scene.labels


async def _leader_missing(scene: Scene) -> str:
    """Zhao led six of them, and has no role any more."""
    activities = [scene.activity.id]
    for number in range(5):
        activities.append(await scene.office.city.activity(NASTY[:99] + str(number)))
        await scene.office.city.shift(60 + number, activity=activities[-1])
    async with scene.office.city.writing() as rows:
        for activity in activities:
            await rows.activities.change(activity, leader_id=scene.zhao.id)
    notice = LeaderMissing(person_id=scene.zhao.id, activity_ids=tuple(activities))
    return await scene.tell(notice, to=scene.office.city.leader)


async def _handed_over(scene: Scene) -> str:
    notice = HandedOver(activity_id=scene.activity.id, by_id=scene.zhao.id)
    return await scene.tell(notice, to=scene.office.city.leader)


SAYS: dict[Telling, str] = {
    _changed: "It was called",
    _cancelled: "and 4 more",
    _risk_stated: "Please agree before it begins, or leave.",
    _insurance_changed: "Insurance changed: ",
    _leader_missing: "6 activities need a leader\nZhao <i> does not lead there any more.",
    _handed_over: "Zhao <i> handed it over to you.",
}


async def test_a_change_that_was_changed_back_is_not_told(scene: Scene) -> None:
    assert not await scene.tell(scene.changed())


async def test_only_what_differs_is_told(scene: Scene) -> None:
    text = await scene.tell(scene.changed(place_before="West Gate"))
    assert "It was West Gate." in text
    assert "It was called" not in text
    assert text.count("It was") == 1


async def test_a_change_is_told_to_those_who_wait_but_to_nobody_who_left(scene: Scene) -> None:
    await scene.set_state(scene.zhao, SignUpState.WAITING)
    await scene.set_state(scene.wang, SignUpState.LEFT)
    notice = scene.changed(place_before="West Gate")
    assert await scene.tell(notice, to=scene.zhao)
    assert not await scene.tell(notice)


async def test_what_is_not_cancelled_is_not_called_so(scene: Scene) -> None:
    assert not await scene.tell(Cancelled(shift_id=scene.shift.id))


async def test_an_activity_without_a_leader_is_one_tap_from_being_handed_over(scene: Scene) -> None:
    office = scene.office
    above = await office.reader("Director")
    notice = LeaderMissing(person_id=office.city.leader.id, activity_ids=(scene.activity.id,))
    async with office.city.writing() as rows:
        await rows.people.set_role(above.id, office.city.top.id, Role.ADMIN, by_id=None, at=NOW)
    assert not await scene.tell(notice, to=above)  # the leader leads there after all
    async with office.city.writing() as rows:
        await rows.people.erase(office.city.leader.id)
    text = await scene.tell(notice, to=above, key="again")
    assert text.startswith("1 activity needs a leader\n📅")
    assert "any more" not in text  # nobody remembers whose it was
    labels = office.messages(above)[-1].labels
    assert (labels[0], labels[-1]) == ("Hand over", "My activities")
    assert not await scene.tell(notice)  # Wang leads nothing


async def test_an_activity_of_somebody_suspended_needs_a_leader_until_that_ends(scene: Scene) -> None:
    office, leader = scene.office, scene.office.city.leader
    above = await office.reader("Director")
    notice = LeaderMissing(person_id=leader.id, activity_ids=(scene.activity.id,))
    async with office.city.writing() as rows:
        await rows.people.set_role(above.id, office.city.top.id, Role.ADMIN, by_id=None, at=NOW)
        await rows.people.change(leader.id, standing=Standing.SUSPENDED)
    text = await scene.tell(notice, to=above)
    assert text.startswith("1 activity needs a leader\nTeacher Li's sign-ups are on hold.\n📅")
    async with office.city.writing() as rows:
        await rows.people.change(leader.id, standing=Standing.ACTIVE)
    await scene.tell(notice, to=above, key="again")
    assert len(office.messages(above)) == 1


async def test_what_has_a_leader_again_is_not_called_without(scene: Scene) -> None:
    notice = LeaderMissing(person_id=scene.zhao.id, activity_ids=(scene.activity.id,))
    assert not await scene.tell(notice, to=scene.office.city.leader)


async def test_what_was_handed_on_is_not_the_readers(scene: Scene) -> None:
    async with scene.office.city.writing() as rows:
        await rows.activities.change(scene.activity.id, leader_id=scene.zhao.id)
    notice = HandedOver(activity_id=scene.activity.id, by_id=scene.zhao.id)
    assert not await scene.tell(notice, to=scene.office.city.leader)


async def test_a_shift_moved_onto_another_of_the_readers_says_so(scene: Scene) -> None:
    city = scene.office.city
    other = await city.shift(50, activity=await city.activity("Library help"))
    await scene.office.confirm(scene.wang, other.id)
    before = Period(start=hours_later(90), end=hours_later(93))
    text = await scene.tell(scene.changed(period_before=before))
    assert "⚠️ You are also signed up for Library help then: " in text
    assert scene.labels[1:] == ("See Library help", "Ask the leader", "Leave")


async def _calls_it(scene: Scene, title: str) -> None:
    async with scene.office.city.writing() as rows:
        await rows.activities.change(scene.activity.id, title=title)


async def test_what_is_changed_while_the_message_is_on_its_way_is_told_after_it(scene: Scene) -> None:
    office = scene.office
    await _calls_it(scene, "Second")

    async def at_the_last_moment(_: int) -> None:
        office.telegram.before = None
        await _calls_it(scene, "Third")

    office.telegram.before = at_the_last_moment
    assert (await scene.tell(scene.changed())).startswith("Changed: Second")
    for _ in range(2):  # and then everybody knows how it is
        office.clock.passes(minutes=1)
        await office.delivery.drain_once()
        assert len(office.messages(scene.wang)) == 2
    told = office.messages(scene.wang)[-1].text
    assert told.startswith("Changed: Third")
    assert "It was called Second." in told
