"""The first screen: what is next, what waits, and where to go; and the help page."""

from handlers.buttons.signing_up import TakeShift
from tests.support.chat import Chat
from tests.support.city import NOW, City
from tests.support.some import some
from volunteering.rules.ground.periods import local_day
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Standing


async def test_home_names_the_next_shift(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    await wei.sends("/start")
    wei.sees("Hello, Wei", "You have no shift ahead")
    for hours in (72, 24):
        shift = await city.shift(hours, activity=await city.activity(f"In {hours} hours"))
        await wei.sends(f"/start a{shift.activity_id}")
        await wei.taps("Sign up")
    await wei.sends("/home")
    wei.sees("Next: In 24 hours, tomorrow, 12:00")
    await wei.taps("My next shift")
    wei.sees("In 24 hours")


async def test_home_names_a_number_on_a_waiting_list_where_there_is_no_place(chat: Chat, city: City) -> None:
    wei, mei = await chat.volunteer("Wei"), await chat.volunteer("Mei")
    full = await city.shift(24, places=1, activity=await city.activity("Library help"))
    for person in (mei, wei):
        await person.taps_button(TakeShift(shift=full.id))
    await wei.sends("/home")
    wei.sees("⏳ Number 1 on the waiting list: Library help, tomorrow, 12:00")
    wei.sees_not("no shift ahead", "My next shift")
    await wei.taps("See Library help")
    wei.sees("You are number 1 on the waiting list")
    later = await city.shift(72, activity=await city.activity("Soup kitchen"))
    await wei.taps_button(TakeShift(shift=later.id))
    await wei.sends("/home")
    wei.sees("📅 Next: Soup kitchen", "My next shift")


async def test_a_volunteer_sees_nothing_of_leaders_and_admins(chat: Chat) -> None:
    wei = await chat.volunteer()
    await wei.sends("/start")
    wei.sees("Activities", "My shifts", "Log hours", "Profile", "Help")
    wei.sees_not("New activity", "Totals", "People", "Teams")


async def test_a_leader_sees_what_waits(chat: Chat, city: City) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    wei = await chat.volunteer("Wei", city.jiaojiang)
    leader, volunteer = await li.known(), await wei.known()
    assert leader is not None
    assert volunteer is not None
    shift = await city.shift(24)
    await wei.sends(f"/start a{shift.activity_id}")
    await wei.taps("Sign up")
    async with city.writing() as rows:
        await rows.activities.change(shift.activity_id, leader_id=leader.id)
        day = local_day(NOW, chat.organisation.zone)
        for person, unit in ((volunteer, city.jiaojiang), (volunteer, city.huangyan), (leader, city.jiaojiang)):
            await rows.hours.add_claim(person_id=person.id, unit_id=unit.id, day=day, minutes=60, what="Tea", at=NOW)
    await li.sends("/start")
    li.sees("1 request for hours to decide", "New activity", "Hours to decide")
    li.sees_not("roster")
    chat.clock.passes(hours=30)
    await li.sends("/start")
    li.sees("1 roster to confirm")
    await li.taps("Confirm the roster")
    li.sees("River clean-up")


async def test_an_admin_sees_totals_people_and_teams(chat: Chat) -> None:
    chen = await chat.volunteer("Chen", role=Role.ADMIN)
    await chen.sends("/start")
    chen.sees("Totals", "People", "Teams", "New activity")


async def test_a_suspended_person_is_told_at_home(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    person = await wei.known()
    assert person is not None
    async with city.writing() as rows:
        await rows.people.change(person.id, standing=Standing.SUSPENDED)
    await wei.sends("/start")
    wei.sees("Your sign-ups are on hold", "your team's leader")


async def test_a_stranger_has_no_home_but_help(chat: Chat) -> None:
    stranger = chat.person(7)
    await stranger.sends("/home")
    stranger.sees("Please register first")
    await stranger.sends("/help")
    stranger.sees("To begin, register", "Register")
    await stranger.taps("中文 / English")
    stranger.sees("简体中文")


async def test_help_is_by_role(chat: Chat) -> None:
    wei = await chat.volunteer()
    chen = await chat.volunteer("Chen", role=Role.ADMIN)
    for phone in (wei, chen):
        await phone.sends("/help")
    wei.sees("What is coming up", "My shifts and hours", "My data")
    wei.sees_not("Post an activity", "Totals of the month")
    chen.sees("Post an activity", "My activities and rosters", "Totals of the month", "Branches and teams")
    for phone in (wei, chen):
        await phone.taps("What can be typed")
    wei.sees("/activities", "/my", "‹ Help")
    wei.sees_not("/new", "/stats")
    chen.sees("/new", "/stats", "/manage")


async def test_each_thing_on_the_help_page_opens(chat: Chat) -> None:
    chen = await chat.volunteer("Chen", role=Role.ADMIN)
    await chen.sends("/help")
    for label in some(chen.last.labels):
        await chen.sends("/help")
        await chen.taps(label)
        chen.sees_not("This is what you can do here")
