"""Every screen of what roles ask for and of who lacks it, in every language, with the nastiest values there can be."""

from handlers.buttons import needs, signing_up
from handlers.buttons.activities import ShowShift
from tests.handlers.test_fits_leading import _full, _leader, _longest, each_language, each_nasty
from tests.support.chat import Chat
from tests.support.city import City
from volunteering.rules.needs import Needs, Required
from volunteering.rules.profiles import Spoken
from volunteering.rules.volunteers import Language


@each_language
@each_nasty
async def test_what_roles_ask_for(chat: Chat, city: City, language: Language, nasty: str) -> None:
    li = await _leader(chat, city, language, nasty)
    shift = await _full(chat, city, li, nasty)
    async with city.writing() as rows:
        for number in range(10):
            name, levels = _longest(f"{number}{nasty}", 60), (_longest(nasty, 40), _longest(f"2{nasty}", 40))
            await rows.kinds.add(city.jiaojiang, name=name, levels=levels, months=0, needs_evidence=False)
        kinds = await rows.kinds.all_for(city.jiaojiang)
    own = [kind for kind in kinds if kind.name][:5]
    await li.taps_button(needs.ShowNeeds(shift=shift.id))
    for button in (
        *(needs.RequireKind(shift=shift.id, kind=kind.id, level=1) for kind in own),
        needs.ChooseRequired(shift=shift.id),
        needs.ChooseRequired(shift=shift.id, page=1),
        needs.ChooseRequired(shift=shift.id, page=9_999),
        needs.ChooseRequiredLevel(shift=shift.id, kind=own[0].id),
        needs.SetAnyOf(shift=shift.id, any_of=True),
        needs.RequireInduction(shift=shift.id, asked=True),
        *(needs.RequireLanguage(shift=shift.id, language=language, asked=True) for language in Spoken),
        needs.ChooseRequiredLanguages(shift=shift.id),
        needs.ChangeLeastAge(shift=shift.id),
        needs.DropRequired(shift=shift.id, kind=own[0].id),
    ):
        await li.taps_button(button)
        assert li.last.rows
        await li.sends(nasty)
        await li.sends("/cancel")
    for button in (ShowShift(shift=shift.id), signing_up.TakeShift(shift=shift.id)):
        await li.taps_button(button)
        assert li.last.rows


@each_language
@each_nasty
async def test_why_somebody_cannot(chat: Chat, city: City, language: Language, nasty: str) -> None:
    li = await _leader(chat, city, language, nasty)
    shift = await _full(chat, city, li, nasty)
    helpers, _ = await city.roles(shift, Helpers=8, Something_else=2)
    person = await city.person(nasty[:64], phone="+8613800009999")
    async with city.writing() as rows:
        kinds = await rows.kinds.all_for(city.top)
        required = tuple(Required(kind=kind) for kind in kinds[1:7])
        rows.roles.ask(helpers.id, Needs(kinds=required, least_age=18, induction=True, languages=tuple(Spoken)))
    await li.taps_button(needs.ShowNeeds(shift=shift.id))
    await li.taps_button(needs.ShowNeeds(shift=shift.id, role=helpers.id))
    await li.taps_button(needs.FindHindered(shift=shift.id))
    for text in (nasty, nasty[:20], "9999"):
        await li.sends(text)
    for way in (needs.ShowHindrances(shift=shift.id, person=person.id), needs.ChooseHindering(person=person.id)):
        await li.taps_button(way)
        assert li.last.rows
    for button in (ShowShift(shift=shift.id), signing_up.ChooseRole(shift=shift.id)):
        await li.taps_button(button)
        assert li.last.rows
    await li.taps_button(signing_up.TakeInRole(shift=shift.id, role=helpers.id))
    assert li.last.rows
