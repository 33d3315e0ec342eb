"""Holding a training: a copy of one, and what is said of how it is passed before it is saved."""

import pytest

from handlers.buttons.leading import AddShift, CopyActivity
from handlers.buttons.quizzes import AddQuestions
from handlers.buttons.training import ChangeTraining, CopyTraining, HoldTraining
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from tests.support.qualified import kind_of
from tests.support.trained import training
from volunteering.rules.qualifications import KindState
from volunteering.rules.record_laws import RecordLaw
from volunteering.rules.training import NewTraining, PassBy, Training, TrainingStage
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import UnitSetting

TWO = "What first?\nRun\nCall 120 *\n\nWhat then?\nWait *\nRun"


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)


async def _newest(city: City) -> Training:
    async with city.looking() as rows:
        found = await rows.training.get(await city.figure("SELECT MAX(id) AS n FROM activities"))
    assert found is not None, "a copy that is no training: what it records would be hours of service"
    return found


async def test_whoever_asks_for_more_sessions_than_there_are_is_led_to_the_next(li: PhoneInChat) -> None:
    await li.taps_button(HoldTraining())
    await li.sends("First aid, tomorrow 14:00-16:00, Hall 2, 20")
    await li.taps("Nothing")
    await li.taps("Ask for several sessions")
    await li.taps("2")
    await li.taps("Post it")
    li.sees("Posted: First aid", "It takes 2 sessions to pass, and there is 1.", "Add a test")
    assert li.last.labels[0] == "Add a session"
    await li.taps("Add a session")
    await li.sends("the day after tomorrow 14:00-16:00")
    await li.taps("Add it")
    li.sees("Who was at 2 sessions passes.")


async def test_where_a_mark_decides_nobody_is_asked_for_sessions(li: PhoneInChat) -> None:
    await li.taps_button(HoldTraining())
    await li.sends("First aid, tomorrow 14:00-16:00, Hall 2, 20")
    await li.taps("Nothing")
    await li.taps("Ask for a mark")
    await li.taps("60")
    li.sees("Who has a mark of at least 60 passes.", "Change mark to pass")
    li.sees_not("sessions")


@pytest.mark.parametrize("by_mark", [True, False])
async def test_a_copy_of_a_training_is_one(city: City, li: PhoneInChat, *, by_mark: bool) -> None:
    kind = await kind_of(city, "first_aid")
    by = {"pass_by": PassBy.MARK, "pass_mark": 60} if by_mark else {"least_sessions": 3}
    what = NewTraining(kind=kind, **by)
    [old] = await training(city, what, -300)
    await li.sends("/new")
    await li.taps_button(CopyActivity(activity=old.activity_id))
    await li.sends("tomorrow 14:00-16:00")
    li.sees("Is this right?", "First aid course", "it counts as study", "Passing gives: First aid")
    li.sees("Who has a mark of at least 60 passes." if by_mark else "Who was at 3 sessions passes.")
    await li.taps("Post it")
    assert (await _newest(city)).model_copy(update={"activity_id": old.activity_id}) == Training(
        activity_id=old.activity_id, **what.model_dump()
    )


async def test_a_copy_has_the_test_of_the_old_one(city: City, li: PhoneInChat) -> None:
    [old] = await training(city, NewTraining(), -300)
    await li.taps_button(AddQuestions(activity=old.activity_id))
    await li.sends(TWO)
    await li.taps_button(CopyActivity(activity=old.activity_id))
    await li.sends("tomorrow 14:00-16:00")
    li.sees("Is this right?", "Who passes the test passes.")
    await li.taps("Post it")
    copy = await _newest(city)
    assert copy.pass_by is PassBy.TEST
    async with city.looking() as rows:
        before, after = await rows.quizzes.get(old.activity_id), await rows.quizzes.get(copy.activity_id)
    assert [(one.text, one.options, one.right) for one in after.questions] == [
        (one.text, one.options, one.right) for one in before.questions
    ]
    assert after.needs == before.needs


async def test_a_kind_that_is_there_no_more_is_asked_for_anew(city: City, li: PhoneInChat) -> None:
    kind = await kind_of(city, "first_aid")
    [old] = await training(city, NewTraining(kind=kind), -300)
    async with city.writing() as rows:
        rows.kinds.set_state(kind.id, KindState.REMOVED)
    await li.taps_button(CopyTraining(activity=old.activity_id))
    await li.sends("tomorrow 14:00-16:00")
    li.sees("What does passing it give?")


async def test_of_others_nothing_is_copied(chat: Chat, city: City) -> None:
    [old] = await training(city, NewTraining(), -300)
    wang = await chat.volunteer("Wang", city.huangyan, role=Role.LEADER)
    for number in (old.activity_id, 9_999, (await city.shift()).activity_id):
        await wang.taps_button(CopyTraining(activity=number))
        wang.sees_not("When is it")


async def test_what_is_said_before_saving_is_what_will_be(city: City, li: PhoneInChat) -> None:
    [session] = await training(city, NewTraining(), 48)
    await li.taps_button(AddQuestions(activity=session.activity_id))
    await li.sends(TWO)
    await li.taps_button(ChangeTraining(activity=session.activity_id))
    li.sees("Who passes the test passes.")
    await li.taps("Change mark to pass")
    await li.taps("60")
    li.sees("Who passes the test passes.")
    li.sees_not("Who has a mark")


@pytest.mark.parametrize("law", [None, RecordLaw.CN_ORDER_67, RecordLaw.TW_RECORD_BOOK])
async def test_basic_and_special_are_told_apart_where_there_is_a_record_book(
    city: City, li: PhoneInChat, law: RecordLaw | None
) -> None:
    async with city.writing() as rows:
        rows.unit_settings.put(city.jiaojiang.id, UnitSetting.RECORD_LAW, law)
    await li.taps_button(HoldTraining())
    for line in ("First steps", "tomorrow 14:00-16:00", "Hall 2", "20"):
        await li.sends(line)
    await li.taps("Nothing")
    if law is not RecordLaw.TW_RECORD_BOOK:
        li.sees("Is this right?")
        return
    li.sees("Is it basic or special training?")
    await li.taps("Special training")
    li.sees("Is this right?", "Special training")
    await li.taps("Post it")
    found = await _newest(city)
    assert found.stage is TrainingStage.SPECIAL
    await li.taps_button(ChangeTraining(activity=found.activity_id))
    await li.taps("Change kind of training")
    await li.taps("Basic training")
    await li.taps("Save")
    assert (await _newest(city)).stage is TrainingStage.BASIC
    await li.taps_button(CopyTraining(activity=found.activity_id))
    await li.sends("tomorrow 14:00-16:00")
    li.sees("Is this right?", "Basic training")


async def test_with_a_further_session_it_is_said_how_one_passes(city: City, li: PhoneInChat) -> None:
    [session] = await training(city, NewTraining(kind=await kind_of(city, "first_aid")), 48)
    await li.taps_button(AddShift(activity=session.activity_id))
    await li.sends("Sunday 9-11, 5")
    await li.taps("Add it")
    li.sees("Saved", "Who was at 1 session passes.")
    service = await city.shift(48)
    await li.taps_button(AddShift(activity=service.activity_id))
    await li.sends("Sunday 14-16, 5")
    await li.taps("Add it")
    li.sees("Saved")
    li.sees_not("passes")
