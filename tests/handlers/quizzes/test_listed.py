"""Questions as a list: sent out, sent back, shown, and taken over by one tap; once, whole, and by whoever leads it."""

import asyncio

import pytest

from handlers.buttons.importing import ImportList, ShowSentList
from handlers.buttons.quizzes import (
    AddQuestions,
    PutListedQuestions,
    RemoveQuestion,
    SendQuestionList,
    ShowListedQuestions,
    ShowQuiz,
    TakeListedBack,
)
from tests.support.acting import acting, at
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.support.question_lists import look_through, row
from tests.support.trained import training
from volunteering.actions.quizzes.listed import QuestionsPut, ShownQuestions, put_listed, shown_questions
from volunteering.rules.tree import Role

TWO = [row("What first?", "Run", "Call 120", right="B"), row("What then?", "Wait", "Run", "Sing", right="AC")]
LISTS = "SELECT COUNT(*) AS n FROM imports"


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)


@pytest.fixture
async def activity(city: City) -> int:
    [session] = await training(city)
    return session.activity_id


async def sends_back(li: PhoneInChat, activity: int, name: str = "题目.xlsx") -> None:
    await li.taps_button(SendQuestionList(activity=activity))
    await li.sends_file("f", "application/octet-stream", name=name)


async def number_of(city: City) -> int:
    return await city.figure("SELECT MAX(id) AS n FROM imports")


async def asked(city: City, activity: int) -> list[tuple[str, frozenset[int]]]:
    async with city.looking() as rows:
        return [(one.text, one.right) for one in (await rows.quizzes.get(activity)).questions]


async def checksum_of(city: City, li: PhoneInChat, number: int) -> int:
    person = await li.known()
    assert person is not None
    actor = await acting(city, person)
    async with city.looking() as rows:
        found = await shown_questions(rows, actor, number)
    assert isinstance(found, ShownQuestions)
    return found.plan.checksum


async def test_sent_out_sent_back_shown_and_taken_over(city: City, li: PhoneInChat, activity: int) -> None:
    await li.taps_button(ShowQuiz(activity=activity))
    await li.taps("Questions as a list (XLSX)")
    assert "Send the list back to me here" in li.messages[-2].text
    assert [name for name, _ in li.files] == ["Questions-of-the-test-First-aid-course.xlsx"]
    await li.sends("here")
    li.sees("Please send the list as a file that ends in .xlsx or .csv")
    await li.sends_photo()
    li.sees("Please send the list as a file that ends in .xlsx or .csv")
    await li.sends_file("f", "text/csv", name="x.csv", size=21 * 1024**2)
    li.sees("20 MB at the most")
    await li.sends_file("f", "text/csv", name="x.csv")
    li.sees("Your list is being looked through")
    assert await look_through(city, TWO, NOW) == "tried"
    await li.taps_button(ShowQuiz(activity=activity))
    await li.taps("⚠️ See the list you sent")
    li.sees("Questions for First aid course", "2 questions", "new: 2", "• What first?", "Take 2 questions over")
    assert await asked(city, activity) == [], "nothing before they say so"
    await li.taps("Take 2 questions over")
    li.sees("✅ 2 questions are taken over", "2 of 2 questions have to be right")
    assert await asked(city, activity) == [("What first?", frozenset({1})), ("What then?", frozenset({0, 2}))]
    assert await city.figure(LISTS) == 0
    [passing] = await city.table("SELECT passing FROM trainings")
    assert passing["passing"] == "test"


async def test_the_same_list_adds_nothing_twice(city: City, li: PhoneInChat, activity: int) -> None:
    await sends_back(li, activity)
    await look_through(city, TWO, NOW)
    number = await number_of(city)
    checksum = await checksum_of(city, li, number)
    for _ in range(2):
        await li.taps_button(PutListedQuestions(number=number, checksum=checksum))
    li.sees("This list is done with")
    await li.repeats()
    await sends_back(li, activity)
    assert await look_through(city, TWO, NOW) == "nothing_new"
    assert len(await asked(city, activity)) == 2


async def test_two_taps_at_once_add_it_once(city: City, li: PhoneInChat, activity: int) -> None:
    await sends_back(li, activity)
    await look_through(city, TWO, NOW)
    number = await number_of(city)
    checksum = await checksum_of(city, li, number)
    person = await li.known()
    assert person is not None
    actor = await acting(city, person)

    async def tap() -> object:
        async with city.writing() as rows:
            return await put_listed(rows, actor, number, checksum, at(NOW))

    outcomes = await asyncio.gather(*(tap() for _ in range(4)))
    assert sum(isinstance(one, QuestionsPut) for one in outcomes) == 1
    assert len(await asked(city, activity)) == 2


async def test_what_is_changed_by_its_code_is_changed_and_what_was_removed_comes_back(
    city: City, li: PhoneInChat, activity: int
) -> None:
    await li.taps_button(AddQuestions(activity=activity))
    await li.sends("What first?\nRun\nCall 120 *\n\nWhat then?\nWait *\nRun")
    async with city.looking() as rows:
        first, second = [one.id for one in (await rows.quizzes.get(activity)).questions]
    await li.taps_button(RemoveQuestion(question=second))
    await sends_back(li, activity)
    changed = [
        row("What before all?", "Run", "Call 120", right="B", code=first),
        row("What then?", "Wait", "Run", right="A", code=second),
        row("What else?", "Sing", "Dance"),
    ]
    await look_through(city, changed, NOW)
    number = await number_of(city)
    await li.taps_button(ShowListedQuestions(number=number))
    li.sees("3 questions", "new: 1", "changed: 2")
    await li.taps("Take 3 questions over")
    assert [text for text, _ in await asked(city, activity)] == ["What before all?", "What then?", "What else?"]
    async with city.looking() as rows:
        assert [one.id for one in (await rows.quizzes.get(activity)).questions][:2] == [first, second]


async def test_while_anything_is_wrong_nothing_is_kept(city: City, li: PhoneInChat, activity: int) -> None:
    [other] = await training(city, title="Other")
    await li.taps_button(AddQuestions(activity=other.activity_id))
    await li.sends("Whose?\nOurs *\nTheirs")
    async with city.looking() as rows:
        [theirs] = (await rows.quizzes.get(other.activity_id)).questions
    for lines in ([*TWO, row("What?", "Only one")], [*TWO, TWO[0]], [*TWO, row("Ours?", "a", "b", code=theirs.id)]):
        await sends_back(li, activity)
        assert await look_through(city, lines, NOW) == "all_wrong"
        assert await city.figure(LISTS) == 0
    assert await asked(city, activity) == []
    assert await asked(city, other.activity_id) == [("Whose?", frozenset({0}))]


async def test_fifty_at_the_most(city: City, li: PhoneInChat, activity: int) -> None:
    lines = [row(f"Is it {number}?", "Yes", "No") for number in range(51)]
    await sends_back(li, activity)
    assert await look_through(city, lines, NOW) == "too_long"
    await sends_back(li, activity)
    await look_through(city, lines[:50], NOW)
    number = await number_of(city)
    await li.taps_button(AddQuestions(activity=activity))
    await li.sends("One more?\nYes *\nNo")
    await li.taps_button(ShowListedQuestions(number=number))
    await li.taps("Take 50 questions over")
    li.sees("A test has 50 questions at the most")
    assert len(await asked(city, activity)) == 1


async def test_where_it_has_changed_since_it_is_shown_once_more(city: City, li: PhoneInChat, activity: int) -> None:
    await sends_back(li, activity)
    await look_through(city, TWO, NOW)
    number = await number_of(city)
    checksum = await checksum_of(city, li, number)
    await li.taps_button(AddQuestions(activity=activity))
    await li.sends("What first?\nRun\nCall 120 *")
    await li.taps_button(PutListedQuestions(number=number, checksum=checksum))
    li.sees("Something has changed: look once more", "new: 1", "there already: 1")
    await li.taps("Take 1 question over")
    assert [text for text, _ in await asked(city, activity)] == ["What first?", "What then?"]


async def test_a_newer_list_stands_for_the_older_one_and_it_can_be_taken_back(
    city: City, li: PhoneInChat, activity: int
) -> None:
    await sends_back(li, activity)
    await sends_back(li, activity)
    assert await city.figure(LISTS) == 1
    await look_through(city, TWO, NOW)
    number = await number_of(city)
    await li.taps_button(ShowListedQuestions(number=number))
    await li.taps("Cancel")
    li.sees("nothing of the list was taken over")
    assert await city.figure(LISTS) == 0


async def test_only_whoever_leads_it_and_sent_it_has_a_word_in_it(
    chat: Chat, city: City, li: PhoneInChat, activity: int
) -> None:
    bo = await chat.volunteer("Bo", city.jiaojiang, role=Role.LEADER)
    eve = await chat.volunteer("Eve", city.huangyan, role=Role.ADMIN)
    await sends_back(li, activity)
    await look_through(city, TWO, NOW)
    number = await number_of(city)
    checksum = await checksum_of(city, li, number)
    await eve.taps_button(SendQuestionList(activity=activity))
    eve.sees_not("Send the list back to me here")
    for phone in (bo, eve):
        for button in (
            ShowListedQuestions(number=number), PutListedQuestions(number=number, checksum=checksum),
            TakeListedBack(number=number), ShowSentList(number=number), ImportList(number=number),
        ):  # fmt: skip
            await phone.taps_button(button)
            phone.sees_not("What first?")
    person = await li.known()
    assert person is not None
    async with city.writing() as rows:
        await rows.people.set_role(person.id, city.jiaojiang.id, None, by_id=None, at=NOW)
    await li.taps_button(PutListedQuestions(number=number, checksum=checksum))
    assert await asked(city, activity) == []
    assert await city.figure(LISTS) == 1


async def test_an_admins_lists_of_people_are_others(chat: Chat, city: City, activity: int) -> None:
    admin = await chat.volunteer("Chen", city.top, role=Role.ADMIN)
    await sends_back(admin, activity)
    await look_through(city, TWO, NOW)
    number = await number_of(city)
    await admin.taps_button(ImportList(number=number))
    admin.sees("This list is not yours to import")
    [state] = await city.table("SELECT state FROM imports")
    assert state["state"] == "tried"
