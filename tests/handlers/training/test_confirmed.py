"""A session's roster is confirmed: what is said of passing, and what comes next."""

import pytest

from handlers.buttons.attendance import ConfirmRoster, TickPerson
from tests.support.chat import Chat
from tests.support.city import City
from tests.support.trained import training
from volunteering.rules.training import NewTraining, PassBy
from volunteering.rules.tree import Role

WAYS = {
    "presence": (NewTraining(), "✅ 1 has passed by now", None),
    "a mark": (NewTraining(pass_by=PassBy.MARK, pass_mark=60), "", "success"),
    "a test": (NewTraining(pass_by=PassBy.TEST), "✅ 1 has been at enough sessions for the test", None),
    "more sessions": (NewTraining(least_sessions=2), "", None),
}


@pytest.mark.parametrize(("what", "said", "style"), WAYS.values(), ids=WAYS)
async def test_it_says_who_has_been_there_often_enough(
    chat: Chat, city: City, what: NewTraining, said: str, style: str | None
) -> None:
    [session] = await training(city, what, -3)
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    mei, *_ = await city.people(1)
    await city.put(session, mei)
    await li.taps_button(TickPerson(shift=session.id, person=mei.id, came=True))
    await li.taps_button(ConfirmRoster(shift=session.id))
    li.sees("Roster confirmed: First aid course", said)
    assert ("by now" in li.last.text or "enough" in li.last.text) is bool(said)
    [enter] = [press for row in li.last.rows for press in row if press.label == "Enter results"]
    assert enter.style == style
