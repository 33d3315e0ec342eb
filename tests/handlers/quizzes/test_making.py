"""Making a test: typed, changed, moved, removed and put back; how it is passed; and whose it is."""

import pytest

from handlers.buttons.quizzes import AddQuestions, ChangeQuestion, ShowQuestion, ShowQuiz, TellOfQuiz
from handlers.buttons.training import ChangeTraining
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from tests.support.trained import training
from volunteering.rules.tree import Role

TWO = "What first?\nRun\nCall 120 *\n\nWhat then?\nWait *\nRun"


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)


@pytest.fixture
async def activity(city: City) -> int:
    [session] = await training(city)
    return session.activity_id


async def adds(li: PhoneInChat, activity: int, typed: str) -> None:
    await li.taps_button(AddQuestions(activity=activity))
    await li.sends(typed)


async def texts(city: City, activity: int) -> list[str]:
    async with city.looking() as rows:
        return [one.text for one in (await rows.quizzes.get(activity)).questions]


async def passing(city: City, activity: int) -> str:
    [row] = await city.table("SELECT passing FROM trainings WHERE activity_id = :activity", activity=activity)
    return str(row["passing"])


async def test_questions_are_typed_changed_moved_and_removed(city: City, li: PhoneInChat, activity: int) -> None:
    await adds(li, activity, TWO)
    li.sees("✅ 2 questions added.", "2 of 2 questions have to be right")
    assert await passing(city, activity) == "test"
    await li.taps("2. What then?")
    li.sees("What then?", "✅ A. Wait", "B. Run")
    await li.taps("Up")
    assert await texts(city, activity) == ["What then?", "What first?"]
    await li.taps("1. What then?")
    await li.taps("Change")
    await li.sends("What after that?\nA. Wait\nB. Help ✓")
    li.sees("✅ Saved.", "What after that?", "✅ B. Help")
    await li.taps("Remove")
    li.sees("It is asked no more.")
    assert await texts(city, activity) == ["What first?"]
    await li.taps("Put it back")
    assert await texts(city, activity) == ["What after that?", "What first?"]


async def test_of_a_wrong_one_nothing_is_added(city: City, li: PhoneInChat, activity: int) -> None:
    await adds(li, activity, f"{TWO}\n\nWhat else?\nNothing\nSomething")
    li.sees("“What else?”: no option is marked as right", "Nothing was added.")
    assert await texts(city, activity) == []
    assert await passing(city, activity) == "presence"


async def test_fifty_at_the_most(city: City, li: PhoneInChat, activity: int) -> None:
    for first in (1, 26):
        await adds(li, activity, "\n\n".join(f"Is it {n}?\nYes *\nNo" for n in range(first, first + 25)))
    assert len(await texts(city, activity)) == 50
    await adds(li, activity, TWO)
    li.sees("A test has 50 questions at the most", "Nothing was added.")
    assert len(await texts(city, activity)) == 50


async def test_how_it_is_passed(city: City, li: PhoneInChat, activity: int) -> None:
    await adds(li, activity, TWO)
    await li.taps("How it is passed")
    await li.taps("Change right answers needed")
    await li.sends("1")
    await li.taps("Change how often")
    await li.taps("2 times")
    await li.taps("Change pause")
    await li.taps("1 day")
    await li.taps("Save")
    li.sees("1 of 2 questions have to be right", "May be taken 2 times · pause 1 day")


async def test_as_usual_four_fifths_pass_however_many_questions_there_are_by_then(
    li: PhoneInChat, activity: int
) -> None:
    await adds(li, activity, TWO)
    await li.taps("How it is passed")
    li.sees("2 of 2 questions have to be right")
    await li.taps("Change pause")
    await li.taps("1 day")
    await li.taps("Save")
    await adds(li, activity, "\n\n".join(f"Is it {n}?\nYes *\nNo" for n in range(8)))
    li.sees("8 of 10 questions have to be right", "pause 1 day")
    await li.taps("How it is passed")
    await li.taps("Change right answers needed")
    await li.sends("6")
    li.sees("6 of 10 questions have to be right")
    await li.taps("Change right answers needed")
    await li.taps("Four fifths, as usual")
    await li.taps("Save")
    li.sees("8 of 10 questions have to be right")


async def test_without_questions_presence_decides_again(city: City, li: PhoneInChat, activity: int) -> None:
    await adds(li, activity, "What first?\nRun\nCall 120 *")
    await li.taps("1. What first?")
    await li.taps("Remove")
    assert await passing(city, activity) == "presence"
    await li.taps("Put it back")
    assert await passing(city, activity) == "test"


async def test_what_a_training_gives_may_change_beside_it(city: City, li: PhoneInChat, activity: int) -> None:
    await adds(li, activity, TWO)
    await li.taps_button(ChangeTraining(activity=activity))
    await li.taps("Save")
    assert await passing(city, activity) == "test"


async def test_it_is_told_once_all_is_over(li: PhoneInChat, activity: int) -> None:
    await li.taps_button(TellOfQuiz(activity=activity))
    li.sees("⚠️ 1 session is ahead, or its roster is not confirmed.")


async def test_it_is_of_those_who_lead_there(chat: Chat, city: City, li: PhoneInChat, activity: int) -> None:
    await adds(li, activity, TWO)
    async with city.looking() as rows:
        one = (await rows.quizzes.get(activity)).questions[0].id
    wu = await chat.volunteer("Wu", city.huangyan, role=Role.LEADER)
    for button in (ShowQuiz(activity=activity), ShowQuestion(question=one), ChangeQuestion(question=one)):
        await wu.taps_button(button)
        assert "Call 120" not in wu.last.text
    assert await texts(city, activity) == ["What first?", "What then?"]
