"""Cancelling the last session of a training: the others' rosters were the last, and its test may be taken."""

import pytest

from tests.support.acting import NOW, appoint, at, told
from tests.support.city import City
from tests.support.trained import presence, training
from volunteering.actions.leading.cancelling import ShiftCancelled, cancel_shift
from volunteering.actions.quizzes.making import add_questions
from volunteering.rules.quizzes import NewQuestion
from volunteering.rules.training import NewTraining, PassBy

QUESTION = NewQuestion(text="What first?", options=("Run", "Call 120"), right=frozenset({1}))


@pytest.mark.parametrize("is_confirmed", [True, False])
async def test_whoever_was_at_the_others_is_told_of_the_test(city: City, *, is_confirmed: bool) -> None:
    li, mei = await appoint(city, city.leader, city.jiaojiang), await city.person("Mei")
    first, last = await training(city, NewTraining(pass_by=PassBy.TEST), -30, 48)
    await city.put(first, mei, at=-40)
    async with city.writing() as rows:
        await add_questions(rows, li, first.activity_id, [QUESTION], at(NOW))
    if is_confirmed:
        await presence(city, li, first, {mei: True})
    assert await told(city, "quiz_ready") == []
    async with city.writing() as rows:
        assert isinstance(await cancel_shift(rows, li, last.id, at(NOW)), ShiftCancelled)
    assert await told(city, "quiz_ready") == ([mei.id] if is_confirmed else [])
