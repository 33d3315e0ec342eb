"""From the people of a shift it is a tap to what may be done for each of them, for leaders who are no admins, too."""

from handlers.buttons.attendance import ShowSignedUp
from handlers.buttons.needs import ChooseHindering
from handlers.buttons.profiles import ShowThisOne
from tests.support.chat import Chat
from tests.support.city import City
from volunteering.rules.tree import Role


async def test_a_leader_who_is_no_admin_reaches_each_of_them(chat: Chat, city: City) -> None:
    li = await chat.volunteer("Li", role=Role.LEADER, unit=city.jiaojiang)
    mei, far = await city.person("Mei", city.jiaojiang), await city.person("Far", city.huangyan)
    shift = await city.shift(48)
    helpers, _ = await city.roles(shift, Helpers=8, First_aid=2)
    await city.put(shift, mei, far, role=helpers)
    await li.taps_button(ShowSignedUp(shift=shift.id))
    await li.taps("About them")
    await li.taps("Mei")
    li.sees("Mei", "Qualifications", "Why can't they?")
    await li.taps("Why can't they?")
    li.sees("Why can't Mei sign up?", "They are signed up for it already.", "✅ Nothing is in the way")
    await li.taps("Their qualifications")
    li.sees("Qualifications of Mei", "Give one")
    await li.taps("Why can't they?")
    li.sees("Why can't Mei sign up?", "Which shift is it about?")
    await li.taps("Thu 3 Dec")
    li.sees("They are signed up for it already.")
    await li.taps("Their qualifications")
    await li.taps("‹ About them")
    li.sees("About them: River clean-up")
    await li.taps_button(ShowThisOne(shift=shift.id, person=far.id))
    li.sees("Why can't they?")
    li.sees_not("Qualifications")


async def test_of_whoever_is_in_another_team_no_shift_is_offered(chat: Chat, city: City) -> None:
    li = await chat.volunteer("Li", role=Role.LEADER, unit=city.jiaojiang)
    mei, far = await city.person("Mei", city.jiaojiang), await city.person("Far", city.huangyan)
    await li.taps_button(ChooseHindering(person=mei.id))
    li.sees("You lead no shift ahead for Jiaojiang.")
    await city.shift(48)
    elsewhere = await city.shift(24, activity=await city.activity("Elsewhere", unit=city.huangyan))
    assert elsewhere.id
    await li.taps_button(ChooseHindering(person=mei.id))
    li.sees("River clean-up")
    li.sees_not("Elsewhere")
    await li.taps_button(ChooseHindering(person=far.id))
    li.sees("not here any more")
