"""What leaders see of ratings: words are hidden by the admins there, and nobody else is told that they were."""

from datetime import timedelta

from handlers.buttons.thanks import HideWords, ShowRatings
from handlers.thanks.screens.rating import checksum_of
from tests.support.acting import appoint, at
from tests.support.chat import Chat
from tests.support.city import NOW, City, at_shift
from volunteering.actions.thanks.rating import take_up
from volunteering.rules.hours import Kind
from volunteering.rules.tree import Role

WORDS = "The tea was cold"


async def test_who_is_an_admin_elsewhere_hides_nothing_and_reads_why(chat: Chat, city: City) -> None:
    shift, three = await city.shift(-30), await city.people(3)
    for one in three:
        await city.record(at_shift(shift, one), Kind.ATTENDED, 60)
    async with city.writing() as rows:
        for one in three:
            rows.thanks.rate(shift.id, one.id, 4, NOW)
        rows.thanks.say(shift.id, three[0].id, WORDS)
    async with city.writing() as rows:
        await take_up(rows, shift.id, at(NOW + timedelta(days=1)))
    hide = HideWords(shift=shift.id, checksum=checksum_of(WORDS), hidden=True)

    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    person = await li.known()
    assert person is not None
    await appoint(city, person, city.huangyan, Role.ADMIN)
    await li.taps_button(hide)
    li.sees("You do not manage this")
    await li.taps_button(ShowRatings(shift=shift.id))
    li.sees("4 of 5 by 3 people", WORDS)
    assert "hidden" not in li.last.text

    admin = await chat.volunteer("Chen", role=Role.ADMIN)
    await admin.taps_button(hide)
    admin.sees(WORDS, "hidden")
    await li.taps_button(ShowRatings(shift=shift.id))
    assert WORDS not in li.last.text
