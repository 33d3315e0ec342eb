"""The profile: name, phone, teams, language."""

from dataclasses import replace
from typing import Any

from markupsafe import Markup

from handlers.buttons.volunteers import (
    AskConsent,
    ChangeName,
    ChangePhone,
    ChooseLanguage,
    ChooseTeam,
    FindTeam,
    JoinTeam,
    LeaveTeam,
    Register,
    SetAtOnce,
    SetHomeTeam,
    SetLanguage,
    ShowProfile,
    ShowTeams,
)
from handlers.forms import engine
from handlers.forms.asking import form_named
from handlers.forms.endings import ends
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.volunteers.questions import FurtherTeam, HomeTeam, NewName, NewPhone
from handlers.volunteers.screens import profile as screens
from storage.process.drafts import Draft
from storage.views.volunteers.profile import profile_of
from volunteering.actions.doubles.claiming import Claimed
from volunteering.actions.doubles.finding import find_record
from volunteering.actions.doubles.making_one import Merged
from volunteering.actions.profiles import be_put_in
from volunteering.actions.volunteers.registering import change_profile, join_unit, leave_unit
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language
from words.words import Words

routes = Routes()


@routes.button(ShowProfile)
async def show_profile(tap: Tap, _: ShowProfile) -> Answer:
    """Name, phone, teams, hours, language."""
    return await _profile(tap)


routes.also_typed("profile", ShowProfile())


async def _profile(tap: Tap, said: Markup | None = None) -> Answer:
    found = await profile_of(tap.read, tap.me.id)
    screen = screens.profile(tap.words, tap.me, found, tap.organisation.entrance, said=said)
    return Answer(screen, at=ShowProfile())


async def _changed(tap: Tap, *, name: str | None = None, unit: Unit | None = None) -> Answer:
    await change_profile(tap.records, tap.me, tap.moment, name=name, unit=unit)
    return await _as_it_is(tap, screens.saved(tap.words))


async def _as_it_is(tap: Tap, said: Markup) -> Answer:
    person = await tap.records.people.get(tap.me.id)
    return await _profile(replace(tap, person=person), said)


@ends(NewName)
async def rename(tap: Tap, form: NewName, _: Draft) -> Answer:
    """Called so from now on."""
    return await _changed(tap, name=form.called)


@ends(NewPhone)
async def set_phone(tap: Tap, form: NewPhone, _: Draft) -> Answer:
    """Called there from now on, or nowhere."""
    phone = form.phone or ""
    await change_profile(tap.records, tap.me, tap.moment, phone=phone)
    match await find_record(tap.records, tap.me, phone, tap.moment):
        case Merged():
            said = screens.record_found(tap.words)
        case Claimed():
            said = screens.record_claimed(tap.words)
        case _:
            said = screens.saved(tap.words)
    return await _as_it_is(tap, said)


@ends(HomeTeam)
async def move_home(tap: Tap, form: HomeTeam, _: Draft) -> Answer:
    """At home there from now on."""
    unit = await tap.records.units.current(form.unit)
    return await _changed(tap, unit=unit) if unit else Answer(instead.gone(tap.words), at=ShowProfile())


@ends(FurtherTeam)
async def join_further(_: Tap, form: FurtherTeam, __: Draft) -> Answer | GoTo:
    """A member there, too."""
    return GoTo(JoinTeam(unit=form.unit))


@routes.button(SetAtOnce, writes=True)
async def set_at_once(tap: Tap, button: SetAtOnce) -> Answer:
    """When a place comes free that the reader waits for, they are put in at once, or asked first."""
    await be_put_in(tap.records, tap.me, tap.moment, at_once=button.at_once)
    return await _profile(tap, screens.saved(tap.words))


routes.button(ChangeName, writes=True)(engine.opens(NewName))
routes.button(ChangePhone, writes=True)(engine.opens(NewPhone))
routes.button(ChooseTeam, writes=True)(engine.opens(HomeTeam))
routes.button(FindTeam, writes=True)(engine.opens(FurtherTeam))


@routes.button(SetHomeTeam, writes=True)
async def set_home_team(tap: Tap, button: SetHomeTeam) -> Answer:
    """From an invite link: this is my home team."""
    unit = await tap.records.units.current(button.unit)
    if unit is None:
        return Answer(instead.gone(tap.words))
    await change_profile(tap.records, tap.me, tap.moment, unit=unit)
    screen, toast = screens.home_team_set(tap.words, unit)
    return Answer(screen, toast, at=ShowProfile())


@routes.button(JoinTeam, writes=True)
async def join(tap: Tap, button: JoinTeam) -> Answer:
    """Join a further team, beside the one at home."""
    unit = await tap.records.units.current(button.unit)
    if unit is None:
        return Answer(instead.gone(tap.words))
    outcome = await join_unit(tap.records, tap.me, unit, tap.moment)
    screen, toast = screens.joined(tap.words, unit, already=isinstance(outcome, Unchanged))
    return Answer(screen, toast, at=ShowTeams())


@routes.button(ShowTeams)
async def show_teams(tap: Tap, button: ShowTeams) -> Answer:
    """A page of the further teams, each to be left."""
    return await _teams(tap, button.page)


async def _teams(tap: Tap, page: int, said: Markup | None = None) -> Answer:
    found = await profile_of(tap.read, tap.me.id)
    return Answer(screens.teams(tap.words, found, page, said=said), said or "", at=ShowTeams(page=page))


@routes.button(LeaveTeam, writes=True)
async def leave_team(tap: Tap, button: LeaveTeam) -> Answer:
    """One of them less."""
    unit = await tap.records.units.get(button.unit)
    if unit is None:
        return Answer(instead.gone(tap.words))
    await leave_unit(tap.records, tap.me, unit, tap.moment)
    return await _teams(tap, 0, screens.no_longer_in(tap.words, unit))


# Language


@routes.button(ChooseLanguage, anyone=True)
async def choose_language(tap: Tap, _: ChooseLanguage) -> Answer | GoTo:
    """The languages; for a stranger that is how registering begins."""
    if tap.person is None and tap.draft is None:
        return GoTo(Register())
    return Answer(screens.languages(tap.words, tap.words.language), at=ChooseLanguage())


routes.also_typed("language", ChooseLanguage())


@routes.button(SetLanguage, writes=True, anyone=True)
async def set_language(tap: Tap, button: SetLanguage) -> Answer | GoTo:
    """This language from now on."""
    tap = replace(tap, words=Words(button.language, tap.zone, tap.now))
    if tap.person is None:
        return await _set_for_stranger(tap, button.language)
    await change_profile(tap.records, tap.person, tap.moment, language=button.language)
    screen, toast = screens.language_set(tap.words)
    return Answer(screen, toast, at=ShowProfile(), changes_menu=True)


async def _set_for_stranger(tap: Tap, language: Language) -> Answer | GoTo:
    """Nothing is kept of a stranger but a form they have begun; its answers stay."""
    kind = form_named(tap.draft.form) if tap.draft else None
    if tap.draft is None or kind is None:
        return GoTo(AskConsent(language=language))
    about = {**tap.draft.about, "language": language.value}
    answers: dict[str, Any] = {**tap.draft.answers}
    return await engine.begin_form(tap, kind, about=about, **answers)
