"""What needs a leader tomorrow: one message, and its pages."""

from datetime import date, timedelta

from handlers.buttons.leading import ShowDay
from tests.support.chat import Chat
from tests.support.city import NOW, ZONE, City, hours_later
from tests.support.scene import Scene
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.ground.periods import local_day
from volunteering.rules.notices.leading import LeadersDigest
from volunteering.rules.reminders import ReminderLine
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role

TOMORROW = local_day(NOW, ZONE) + timedelta(days=1)
THE_DAY_AFTER = TOMORROW + timedelta(days=1)  # that of the scene's shift


async def leads(scene: Scene) -> None:
    async with scene.office.city.writing() as rows:
        leader = scene.office.city.leader
        await rows.people.set_role(leader.id, scene.office.city.jiaojiang.id, Role.LEADER, by_id=None, at=NOW)


async def test_it_says_who_comes_and_leads_to_the_shift(scene: Scene) -> None:
    await leads(scene)
    shift, leader = scene.shift, scene.office.city.leader
    async with scene.office.city.writing() as rows:
        line = ReminderLine(shift_id=shift.id, person_id=scene.wang.id, about=24 * 60, starts_at=shift.period.start)
        await rows.reminders.note([line], hours_later(-1))
    text = await scene.tell(LeadersDigest(day=THE_DAY_AFTER), to=leader)
    assert "What needs you: Thu 3 Dec" in text
    assert "1 of 10: 0 coming, 0 late, 1 silent" in text
    assert "⚠️ To be called: 1" in text
    assert any(scene.activity.title[:10] in label for label in scene.labels)


async def test_nobody_is_silent_who_was_not_asked(scene: Scene) -> None:
    await leads(scene)
    leader = scene.office.city.leader
    text = await scene.tell(LeadersDigest(day=THE_DAY_AFTER), to=leader)
    assert "1 of 10" in text
    assert "silent" not in text
    assert "⚠️" not in text
    async with scene.office.city.writing() as rows:
        mine = await rows.sign_ups.mine(scene.shift.id, scene.wang.id)
        assert mine is not None
        await rows.sign_ups.say_coming(mine.id, ReminderAnswer.COMING, NOW)
    await scene.set_state(scene.zhao, SignUpState.CONFIRMED)
    text = await scene.tell(LeadersDigest(day=THE_DAY_AFTER), to=leader, key="again")
    assert "2 of 10: 1 coming, 0 late, 0 silent, 1 not asked" in text


async def test_it_says_of_each_role_how_many_it_has(chat: Chat, city: City) -> None:
    """The recorder holds the longest there can be against Telegram's rules."""
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    me = await li.known()
    assert me is not None
    names = [f"{number}" + "\U0001f600" * 14 for number in range(8)]
    for hour in range(5):
        shift = await city.shift(20 + hour, places=0, activity=await city.activity("\U0001f600" * 60))
        async with city.writing() as rows:
            await rows.activities.change(shift.activity_id, leader_id=me.id)
        roles = await city.roles(shift, **({"helpers": 2, "first_aid": 2} if hour == 0 else dict.fromkeys(names, 9999)))
        for number, role in enumerate(roles):
            await city.put(shift, *await city.people(2 - number % 2), role=role)
        wang = await city.person("Wang")
        await city.put(shift, wang, role=roles[0], state=SignUpState.WAITING)
    await li.taps_button(ShowDay(day=TOMORROW.toordinal()))
    li.sees("👥 3 of 4 places taken, 1 waiting", "👥 Helpers 2 of 2 · First aid 1 of 2", "👥 0\U0001f600")


async def test_where_nothing_needs_anybody_nothing_is_said(scene: Scene) -> None:
    await leads(scene)
    leader = scene.office.city.leader
    assert not await scene.tell(LeadersDigest(day=TOMORROW), to=leader)
    assert not await scene.tell(LeadersDigest(day=THE_DAY_AFTER), to=scene.wang, key="wang")
    scene.office.clock.passes(days=3)
    assert not await scene.tell(LeadersDigest(day=THE_DAY_AFTER), to=leader, key="over")


async def test_of_many_shifts_there_are_pages(chat: Chat, city: City) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    me = await li.known()
    assert me is not None
    for hour in range(7):
        shift = await city.shift(20 + hour, activity=await city.activity(f"Walk {hour}"))
        async with city.writing() as rows:
            await rows.activities.change(shift.activity_id, leader_id=me.id)
    over = await city.shift(-5, activity=await city.activity("Soup"))
    await city.put(over, await city.person("Wang"), at=-48)
    async with city.writing() as rows:
        await rows.activities.change(over.activity_id, leader_id=me.id)
    await li.taps_button(ShowDay(day=TOMORROW.toordinal()))
    li.sees("What needs you: tomorrow (1–5 of 7)", "Walk 0", "Walk 4", "⚠️ 1 roster to confirm")
    li.sees_not("Walk 5")
    await li.taps("Page 2 ›")
    li.sees("Walk 5", "Walk 6")
    await li.taps_button(ShowDay(day=date(2001, 2, 3).toordinal()))
    li.sees("1 roster to confirm")
