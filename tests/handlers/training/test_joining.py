"""All sessions of a training in one tap: what is said of each, tapped once or twice."""

from handlers.buttons.activities import ShowActivity
from handlers.buttons.training import LeaveTraining, TakeTraining
from tests.support.chat import Chat
from tests.support.city import NOW, City
from tests.support.trained import training
from volunteering.rules.profiles import Born, Particular, Particulars


async def test_tapped_twice_one_is_in_as_before(chat: Chat, city: City) -> None:
    sessions = await training(city, None, 48, 72)
    wei = await chat.volunteer("Wei", city.jiaojiang)
    for _ in range(2):
        await wei.taps_button(TakeTraining(activity=sessions[0].activity_id))
        wei.sees("You are in: First aid course", "Leave all sessions")
        wei.sees_not("Not this time")
        assert wei.last.text.count("🙋") == 2
        assert wei.toast == "You are in."


async def test_a_session_that_is_added_later_is_taken_beside_those_before(chat: Chat, city: City) -> None:
    [first] = await training(city, None, 48)
    wei = await chat.volunteer("Wei", city.jiaojiang)
    await wei.taps_button(TakeTraining(activity=first.activity_id))
    await city.shift(72, activity=first.activity_id, places=1)
    await wei.taps_button(TakeTraining(activity=first.activity_id))
    assert wei.last.text.count("🙋") == 2, "where they are in, and not the new one alone"


async def test_who_waits_waits(chat: Chat, city: City) -> None:
    [session] = await training(city, None, 48, places=1)
    await city.put(session, *await city.people(1))
    wei = await chat.volunteer("Wei", city.jiaojiang)
    await wei.taps_button(TakeTraining(activity=session.activity_id))
    wei.sees("On the waiting list: First aid course", "number 1 on the waiting list")
    await wei.taps_button(TakeTraining(activity=session.activity_id))
    wei.sees("On the waiting list: First aid course", ": on the waiting list")
    assert wei.toast == "You are in."


async def test_what_is_against_all_of_them_is_said_once(chat: Chat, city: City) -> None:
    sessions = await training(city, None, 48, 72, 96)
    wei = await chat.volunteer("Wei", city.jiaojiang)
    person = await wei.known()
    assert person is not None
    async with city.writing() as rows:
        said = Particulars(born=Born.parse("2010-05-01"))
        await rows.profiles.change(person.id, said, [Particular.BORN], NOW)
    await wei.taps_button(TakeTraining(activity=sessions[0].activity_id))
    wei.sees("Not this time: First aid course", "Ask my guardian")
    assert wei.last.text.count("⚠️ ") == len(sessions)
    assert wei.last.text.count("Under 18") == 1
    assert wei.last.labels.count("Ask my guardian") == 1


async def test_of_one_that_is_over_it_is_said(chat: Chat, city: City) -> None:
    [session] = await training(city, None, -48)
    wei = await chat.volunteer("Wei", city.jiaojiang)
    await wei.taps_button(TakeTraining(activity=session.activity_id))
    wei.sees("None of its sessions is ahead.")
    await wei.taps_button(LeaveTraining(activity=session.activity_id))
    wei.sees("You were in none of its sessions ahead.")


async def test_who_is_in_all_sessions_of_a_page_can_take_those_of_the_others(chat: Chat, city: City) -> None:
    sessions = await training(city, None, *range(48, 48 + 24 * 12, 24))
    wei = await chat.volunteer("Wei", city.jiaojiang)
    person = await wei.known()
    assert person is not None
    for session in sessions[:-1]:
        await city.put(session, person)
    await wei.taps_button(ShowActivity(activity=sessions[0].activity_id))
    assert "Sign up" in wei.last.labels
    await wei.taps("Sign up")
    await wei.taps_button(ShowActivity(activity=sessions[0].activity_id))
    wei.sees("Leave all sessions")
    await wei.taps_button(ShowActivity(activity=sessions[0].activity_id, page=9))
    assert "Sign up" not in wei.last.labels
