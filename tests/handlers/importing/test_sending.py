"""An admin sends a list in their chat: it is kept as it came, and nobody else has a word in it."""

import pytest

from handlers.buttons.importing import (
    ImportList,
    SayWhichExam,
    SayWhichTraining,
    SayWhoseList,
    ShowSentList,
    TakeListBack,
)
from handlers.buttons.volunteers import FindPeople
from handlers.importing.screens.known import PAGE
from storage.process.sent_lists import next_to_see_to
from tests.support.acting import acting
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.support.examined import BEGINS, announced
from tests.support.trained import training
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.sending import MOST_WAITING, ListInHand, ListKind, Trial
from volunteering.rules.tree import Role

TRIAL = Trial(rows=1, new=1, changed=0, same=0, wrong=0, new_people=1, new_units=0, writes=1, mark="m")


async def sends_list(phone: PhoneInChat, name: str = "名单.xlsx", **how: int) -> None:
    await phone.sends_file("f", "application/octet-stream", name=name, **how)


async def states(city: City) -> list[str]:
    return [row["state"] for row in await city.table("SELECT state FROM imports ORDER BY id")]


async def tried(city: City, trial: Trial = TRIAL) -> int:
    """The only list was looked through."""
    async with city.writing() as rows:
        found = await next_to_see_to(rows.people._tx, NOW)
        assert found is not None
        assert await rows.sent_lists.keep_trial(ListInHand(id=found.id, state=found.state, at=found.at), trial, NOW)
    return found.id


async def test_a_volunteers_file_is_no_list(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei")
    await sends_list(wei)
    assert "I can read text only" in wei.last.text
    leader = await chat.volunteer("Li", role=Role.LEADER)
    await sends_list(leader, "list.pdf")
    assert "I can read text only" in leader.last.text
    assert await states(city) == []


async def test_a_leader_may_send_what_looks_like_a_list(chat: Chat, city: City) -> None:
    leader = await chat.volunteer("Li", role=Role.LEADER)
    await sends_list(leader, size=20 * 1024**2 + 1)
    assert "at most 20 MB" in leader.last.text
    leader.sees_not("How to send a list")
    for _ in range(MOST_WAITING + 1):
        await sends_list(leader)
    assert "5 lists of yours wait already" in leader.last.text
    number = await city.figure("SELECT MIN(id) AS n FROM imports")
    await leader.taps_button(TakeListBack(number=number))
    leader.sees("Cancelled", "‹ Home")
    leader.sees_not("‹ Bring people along")
    await leader.taps_button(ShowSentList(number=number))
    leader.sees("This list is done with")
    await leader.taps_button(ImportList(number=number + 1))
    assert len(await states(city)) == MOST_WAITING - 1


async def known_as(city: City, kind: ListKind) -> int:
    """The only list was looked into, and its sender is asked of what it is."""
    async with city.writing() as rows:
        found = await next_to_see_to(rows.people._tx, NOW)
        assert found is not None
        held = ListInHand(id=found.id, state=found.state, at=found.at)
        asked = found.model_copy(update={"kind": kind, "state": Progress.SENT})
        assert await rows.sent_lists.know(held, asked, NOW)
    return found.id


async def test_whoever_sent_questions_says_of_which_training_they_are(chat: Chat, city: City) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    await sends_list(li)
    number = await known_as(city, ListKind.QUESTIONS)
    await li.taps_button(ShowSentList(number=number))
    li.sees("These are questions. Of which training?", "You lead no training yet", "Hold a training")
    sessions = [await training(city, None, 48 + at, title=f"Course {at}") for at in range(PAGE + 1)]
    await li.taps_button(ShowSentList(number=number))
    li.sees("You see first what would come of it", f"Course {PAGE}", "Page 2 ›")
    await li.taps("Page 2 ›")
    await li.taps("Thu 3 Dec · Course 0")
    li.sees("Your list is being looked through")
    assert await states(city) == ["offered"]
    async with city.looking() as rows:
        [sent] = await rows.sent_lists.of_quiz((await li.known()).id, sessions[0][0].activity_id)  # type: ignore[union-attr]
    assert sent.id == number
    await li.taps_button(SayWhichTraining(number=number, activity=sessions[1][0].activity_id))
    li.sees("This list is not yours to import")


async def test_whoever_sent_results_says_of_which_exam_they_are(chat: Chat, city: City) -> None:
    chen = await chat.volunteer("Chen", city.jiaojiang, role=Role.ADMIN)
    await sends_list(chen)
    number = await known_as(city, ListKind.RESULTS)
    await chen.taps_button(ShowSentList(number=number))
    chen.sees("These are results. Of which exam?", "No exam of yours has been held yet")
    me = await chen.known()
    assert me is not None
    exam = await announced(city, await acting(city, me), 0)
    await chen.taps_button(SayWhichExam(number=number, exam=exam.id))
    chen.sees("No exam of yours has been held yet")
    chat.clock.passes(hours=BEGINS + 3)
    await chen.taps_button(ShowSentList(number=number))
    await chen.taps("today · Social work exam")
    chen.sees("Your results are being looked through")
    assert await states(city) == ["offered"]


@pytest.mark.parametrize("name", ["list.pdf", "list.docx", "list", "名单.zip"])
async def test_what_can_be_no_list_is_said_at_once(chat: Chat, city: City, name: str) -> None:
    admin = await chat.volunteer("Chen", role=Role.ADMIN)
    await sends_list(admin, name)
    assert "I can't read this as a list" in admin.last.text
    await admin.sends_photo()
    assert "I can't read this as a list" in admin.last.text
    assert await states(city) == []


async def test_a_file_that_no_bot_is_given_is_not_waited_for(chat: Chat, city: City) -> None:
    admin = await chat.volunteer("Chen", role=Role.ADMIN)
    await sends_list(admin, size=20 * 1024**2 + 1)
    assert "at most 20 MB" in admin.last.text
    assert await states(city) == []
    await sends_list(admin, size=20 * 1024**2)
    assert await states(city) == ["offered"]


async def test_a_list_is_taken_beside_a_form_that_asks_for_something_else(chat: Chat, city: City) -> None:
    admin = await chat.volunteer("Chen", role=Role.ADMIN)
    await admin.taps_button(FindPeople())
    await sends_list(admin)
    assert "Your file is being looked through" in admin.last.text
    assert await states(city) == ["offered"]
    assert await city.figure("SELECT COUNT(*) AS n FROM drafts") == 1, "the form stays open"


@pytest.mark.parametrize("is_reported", [True, False])
async def test_a_report_is_spoken_of_where_it_came(chat: Chat, city: City, *, is_reported: bool) -> None:
    admin = await chat.volunteer("Chen", role=Role.ADMIN)
    await sends_list(admin)
    number = await tried(city, TRIAL.model_copy(update={"is_reported": is_reported}))
    await admin.taps_button(ShowSentList(number=number))
    assert ("The report above" in admin.last.text) is is_reported
    assert ("The report did not get through" in admin.last.text) is not is_reported


async def test_the_same_update_twice_is_one_list(chat: Chat, city: City) -> None:
    admin = await chat.volunteer("Chen", role=Role.ADMIN)
    await sends_list(admin)
    await admin.repeats()
    assert await states(city) == ["offered"]


async def test_an_admin_of_several_teams_says_whose_list_it_is(chat: Chat, city: City) -> None:
    north, south, west = [await city.unit(name) for name in ("North", "South", "West")]
    admin = await chat.volunteer("Chen", north, role=Role.ADMIN)
    me = await admin.known()
    assert me is not None
    async with city.writing() as rows:
        await rows.people.set_role(me.id, south.id, Role.ADMIN, by_id=me.id, at=NOW)
    await sends_list(admin)
    assert "Whose list is it?" not in admin.last.text, "it may be no list of people at all"
    number = await known_as(city, ListKind.PEOPLE)
    await admin.taps_button(ShowSentList(number=number))
    assert "Whose list is it?" in admin.last.text
    await admin.taps_button(SayWhoseList(number=number, unit=west.id))
    assert await states(city) == ["sent"], "nor for somebody else's team"
    await admin.taps_button(SayWhoseList(number=number, unit=south.id))
    assert await states(city) == ["offered"]
    assert await city.figure("SELECT unit_id AS n FROM imports") == south.id


async def test_of_many_that_wait_one_has_to_go_first(chat: Chat, city: City) -> None:
    admin = await chat.volunteer("Chen", role=Role.ADMIN)
    for _ in range(MOST_WAITING + 1):
        await sends_list(admin)
    assert "5 lists of yours wait already" in admin.last.text
    assert len(await states(city)) == MOST_WAITING


async def test_it_is_wanted_once_and_by_whoever_sent_it(chat: Chat, city: City) -> None:
    admin, other = [await chat.volunteer(name, role=Role.ADMIN) for name in ("Chen", "Wu")]
    await sends_list(admin)
    number = await city.figure("SELECT id AS n FROM imports")
    await admin.taps_button(ImportList(number=number))
    assert await states(city) == ["offered"], "nobody has seen yet what would come of it"
    await tried(city)
    for button in (ImportList(number=number), TakeListBack(number=number), ShowSentList(number=number)):
        await other.taps_button(button)
        assert "not yours to import" in other.last.text
    assert await states(city) == ["tried"]
    for _ in range(2):
        await admin.taps_button(ImportList(number=number))
        assert "Your list is being imported" in admin.last.text
    assert await states(city) == ["wanted"]
    assert await city.figure("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'list_progress'") == 1


async def test_whoever_is_no_admin_any_more_has_no_word_in_it(chat: Chat, city: City) -> None:
    unit = await city.unit("North")
    admin = await chat.volunteer("Chen", unit, role=Role.ADMIN)
    await sends_list(admin)
    number = await tried(city)
    me = await admin.known()
    assert me is not None
    async with city.writing() as rows:
        await rows.people.set_role(me.id, unit.id, None, by_id=None, at=NOW)
    await admin.taps_button(ImportList(number=number))
    assert await states(city) == ["tried"]


async def test_it_is_taken_back_and_nothing_is_known_of_it(chat: Chat, city: City) -> None:
    admin = await chat.volunteer("Chen", role=Role.ADMIN)
    await sends_list(admin)
    number = await tried(city)
    await admin.taps_button(ShowSentList(number=number))
    assert "This is what would come of your list" in admin.last.text
    await admin.taps("Cancel")
    assert await states(city) == []
    await admin.taps_button(ImportList(number=number))
    assert "This list is done with" in admin.last.text
