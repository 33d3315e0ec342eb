"""What passes by presence after the rosters: less is asked for, or a test is there no more; and nobody unasked."""

from tests.support.acting import appoint, at, hours_later, known, sign_up, told
from tests.support.city import City
from tests.support.qualified import held_on, kind_of
from tests.support.trained import presence, result, training
from volunteering.actions.quizzes.making import add_questions, keep_question
from volunteering.actions.training.leading import (
    PresentPassed,
    TrainingChanged,
    change_training,
    enter_result,
    pass_the_present,
)
from volunteering.actions.volunteers.registering import erase
from volunteering.rules.activities import Shift
from volunteering.rules.quizzes import NewQuestion
from volunteering.rules.training import NewTraining, PassBy
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person

LATER = hours_later(200)


async def passes(city: City, actor: Actor, session: Shift) -> PresentPassed | NotAllowed | None:
    async with city.writing() as rows:
        return await pass_the_present(rows, actor, session.activity_id, at(LATER))


async def asks_for(city: City, li: Actor, session: Shift, what: NewTraining) -> None:
    async with city.writing() as rows:
        assert isinstance(await change_training(rows, li, session.activity_id, what, at(LATER)), TrainingChanged)


async def test_where_less_is_asked_for_whoever_was_there_passes_with_a_tap(city: City, li: Actor, mei: Person) -> None:
    kind = await kind_of(city, "first_aid")
    hua, wei, zoe, kai = [await city.person(name) for name in ("Hua", "Wei", "Zoe", "Kai")]
    sessions = await training(city, NewTraining(kind=kind, least_sessions=3), 48, 72)
    for session in sessions:
        await sign_up(city, session, mei, hua, wei, zoe, kai, city.leader)
    wang = await appoint(city, await city.person("Wang"), city.jiaojiang)
    everybody = {mei: True, wei: True, zoe: True, kai: True, city.leader: True}
    await presence(city, wang, sessions[0], {**everybody, hua: False})
    await presence(city, wang, sessions[1], {**everybody, hua: True})
    async with city.writing() as rows:
        await enter_result(rows, wang, sessions[0].activity_id, wei.id, at(LATER), passed=False)
        await enter_result(rows, wang, sessions[0].activity_id, zoe.id, at(LATER), mark=87)
        await erase(rows, await known(rows, kai), at(LATER))
    assert await passes(city, li, sessions[0]) == PresentPassed(number=0), "it takes three"
    await asks_for(city, li, sessions[0], NewTraining(kind=kind, least_sessions=2))
    assert not await held_on(city, mei, at(LATER).today), "saying so alone gives nobody anything"
    assert await passes(city, li, sessions[0]) == PresentPassed(number=2)
    assert len(await held_on(city, mei, at(LATER).today)) == 1
    assert len(await held_on(city, zoe, at(LATER).today)) == 1, "a mark alone says nothing where presence decides"
    for person, why in (
        (hua, "at one of two"),
        (wei, "it was said by hand"),
        (city.leader, "their own"),
    ):
        assert not await held_on(city, person, at(LATER).today), why
    settled = await result(city, sessions[0], zoe)
    assert settled is not None
    assert (settled.mark, settled.passed) == (87, True)
    assert await passes(city, li, sessions[0]) == PresentPassed(number=0), "tapped twice, it is once"
    assert (await told(city, "training_settled")).count(mei.id) == 1
    assert await passes(city, wang, sessions[0]) == PresentPassed(number=1), "somebody else lets the leader pass"
    await presence(city, wang, sessions[0], {mei: False}, later=300)
    assert not await held_on(city, mei, at(LATER).today), "it follows from the roster, and changes with it"


async def test_where_the_test_is_gone_it_is_presence_again_and_nobody_passes_by_that_unasked(
    city: City, li: Actor, mei: Person
) -> None:
    kind = await kind_of(city, "first_aid")
    [session] = await training(city, NewTraining(kind=kind))
    question = NewQuestion(text="What first?", options=("Run", "Call 120"), right=frozenset({1}))
    async with city.writing() as rows:
        await add_questions(rows, li, session.activity_id, [question], at(LATER))
    await sign_up(city, session, mei)
    await presence(city, li, session, {mei: True})
    assert await passes(city, li, session) == PresentPassed(number=0), "the test decides"
    async with city.writing() as rows:
        [one] = (await rows.quizzes.get(session.activity_id)).questions
        await keep_question(rows, li, one.id, at(LATER), it=False)
    assert await result(city, session, mei) is None
    assert await passes(city, li, session) == PresentPassed(number=1)


async def test_only_who_leads_there_and_only_of_presence(city: City, li: Actor, mei: Person) -> None:
    kind = await kind_of(city, "first_aid")
    [session] = await training(city, NewTraining(kind=kind, least_sessions=2))
    await sign_up(city, session, mei)
    await presence(city, li, session, {mei: True})
    wang = await appoint(city, await city.person("Wang"), city.huangyan)
    assert isinstance(await passes(city, wang, session), NotAllowed)
    assert await passes(city, li, await city.shift()) is None
    await asks_for(city, li, session, NewTraining(kind=kind, pass_by=PassBy.MARK, pass_mark=60))
    assert await passes(city, li, session) == PresentPassed(number=0)
