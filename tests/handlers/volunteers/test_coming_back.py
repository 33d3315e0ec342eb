"""Coming back as somebody who had left: with one tap, to where a link leads, and as they stood."""

from handlers.buttons.volunteers import LeaveForNow
from tests.handlers.volunteers.test_registering import registers
from tests.support.chat import Chat
from tests.support.city import City
from volunteering.rules.journal import Did
from volunteering.rules.volunteers import Standing


async def test_somebody_who_left_comes_back_with_one_tap(chat: Chat, city: City) -> None:
    wei = await registers(chat)
    await wei.sends("/privacy")
    await wei.taps("Leave for now")
    await wei.taps("Leave for now")
    assert wei.menu is not None
    assert "my" not in wei.menu
    await wei.sends("/my")
    wei.sees("You have left")
    await wei.sends("/start")
    await wei.taps("Come back")
    wei.sees("Welcome back, Wei Zhang", "Activities")
    assert "my" in wei.menu
    person = await wei.known()
    assert person is not None
    assert person.standing is Standing.ACTIVE


async def test_somebody_who_left_comes_back_to_the_links_activity(chat: Chat, city: City) -> None:
    shift = await city.shift()
    wei = await registers(chat)
    await wei.sends("/privacy")
    await wei.taps("Leave for now")
    await wei.taps("Leave for now")
    await wei.sends(f"/start a{shift.activity_id}")
    await wei.taps("Come back")
    await wei.taps("See River clean-up")
    wei.sees("Sign up")


async def test_somebody_who_left_comes_back_by_a_teams_link_and_may_join_it(chat: Chat, city: City) -> None:
    wei = await chat.volunteer(unit=city.jiaojiang)
    await wei.taps_button(LeaveForNow())
    await wei.sends(f"/start u{city.huangyan.id}")
    await wei.taps("Come back")
    wei.sees("Welcome back, Wei", "You are invited to Huangyan.")
    await wei.taps("Join")
    wei.sees("Huangyan")
    known = await wei.known()
    assert known is not None
    async with city.looking() as rows:
        assert await rows.people.joined(known.id) == (city.huangyan,)


async def test_coming_back_by_the_own_teams_link_asks_nothing(chat: Chat, city: City) -> None:
    wei = await chat.volunteer(unit=city.jiaojiang)
    await wei.taps_button(LeaveForNow())
    await wei.sends(f"/start u{city.jiaojiang.id}")
    await wei.taps("Come back")
    wei.sees("Welcome back, Wei")
    wei.sees_not("You are invited", "Join")


async def test_coming_back_does_not_end_a_suspension(chat: Chat, city: City) -> None:
    wei = await registers(chat)
    person = await wei.known()
    assert person is not None
    async with city.writing() as rows:
        await rows.people.change(person.id, standing=Standing.SUSPENDED)
        rows.journal.note(Did.SUSPENDED, by_id=city.leader.id, at=chat.clock.now(), person_id=person.id)
    await wei.sends("/privacy")
    await wei.taps("Leave for now")
    await wei.taps("Leave for now")
    await wei.taps("Come back")
    wei.sees("Your sign-ups are on hold")
    await wei.taps("‹ Home")
    wei.sees("Your sign-ups are on hold")
