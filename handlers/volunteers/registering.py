"""Registering: /start and its links, language, consent, name, phone, team (docs/rules.md: People and units).

Nothing is kept before the consent: until then the buttons carry what was chosen.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from handlers.buttons.activities import ShowActivity, ShowShift
from handlers.buttons.certificates import CheckCertificate
from handlers.buttons.checking_in import AtDoor
from handlers.buttons.forms import Resume
from handlers.buttons.groups import ChooseTeamFor
from handlers.buttons.guardians import ReadConsent
from handlers.buttons.home import Home
from handlers.buttons.volunteers import Agree, AskConsent, ComeBack, Decline, Register
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.volunteers.links import StartLink, signed_up
from handlers.volunteers.questions import Registering
from handlers.volunteers.screens import registering
from handlers.volunteers.screens.registering import CameFor
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.tree.teams import is_only_one, level_of
from storage.views.volunteers.profile import profile_of
from volunteering.actions.volunteers.appointing import appoint_admins
from volunteering.actions.volunteers.registering import (
    AlreadyHere,
    RecordFound,
    Registration,
    come_back,
    join_unit,
    register,
)
from volunteering.rules.certificates import read_number
from volunteering.rules.checking_in import link_in
from volunteering.rules.stars import ladder_of
from volunteering.rules.tree import Unit
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Language, Person, Standing
from words.words import Words

routes = Routes()


_OF_GUARDIAN: Final = re.compile(r"g[A-Za-z0-9_-]{22}")
"""What a link for somebody to consent has in it."""

_OF_GROUP: Final = re.compile(r"b[0-9]{1,18}")
"""What a link has in it that leads from a group to the choice of its team."""


@routes.command("start", anyone=True)
async def start(tap: Tap, argument: str) -> Answer | GoTo:
    """The first tap of all, or the way home; with a link, what it leads to."""
    if _OF_GUARDIAN.fullmatch(argument):
        return GoTo(ReadConsent(token=argument[1:]))
    if argument.startswith("v") and (number := read_number(argument[1:])):
        return GoTo(CheckCertificate(number=number))
    if tap.is_here and _OF_GROUP.fullmatch(argument):
        return GoTo(ChooseTeamFor(chat=-int(argument[1:])))
    if tap.is_here and (scanned := link_in(argument)):
        return GoTo(AtDoor(shift=scanned[0], shown=scanned[1]))
    return await _followed(tap, argument, await StartLink.read(tap, argument))


async def _followed(tap: Tap, argument: str, link: StartLink) -> Answer | GoTo:
    if tap.person is None:
        if tap.draft is not None and not argument:
            return GoTo(Resume())
        return _begin(tap, link)
    if tap.person.standing is Standing.LEFT:
        return Answer(instead.left_before(tap.words, activity=link.activity, unit=link.unit), at=Home())
    if link.is_dead:
        return Answer(registering.dead_link(tap.words), at=Home())
    if link.shift is not None:
        return GoTo(ShowShift(shift=link.shift.id))
    if link.activity is not None:
        return GoTo(ShowActivity(activity=link.activity.id))
    if link.unit is not None:
        return await _invited(tap, link.unit)
    return GoTo(Home())


async def _invited(tap: Tap, unit: Unit) -> Answer:
    is_home = unit.id == tap.me.unit.id
    is_joined = unit in await tap.records.people.joined(tap.me.id)
    return Answer(registering.invited(tap.words, unit, is_home=is_home, is_joined=is_joined), at=Home())


@routes.button(Register, anyone=True)
async def begin(tap: Tap, button: Register) -> Answer | GoTo:
    """The choice of language; somebody who is registered already goes home."""
    return await _already_here(tap) or _begin(tap, await StartLink.of(tap, button.unit, button.activity, button.shift))


def _begin(tap: Tap, link: StartLink) -> Answer:
    screen = registering.begin(
        tap.words,
        tap.organisation.name,
        unit=link.unit,
        activity=link.activity,
        shift=link.shift,
        dead_link=link.is_dead,
    )
    unit, shift = link.unit and link.unit.id, link.shift and link.shift.id
    return Answer(screen, at=Register(unit=unit, activity=link.activity_alone, shift=shift))


@routes.button(AskConsent, anyone=True)
async def ask_consent(tap: Tap, button: AskConsent) -> Answer | GoTo:
    """May we keep your data?"""
    here = await _already_here(tap)
    return here or Answer(registering.consent(_words_in(tap, button.language), button), at=button)


@routes.button(Decline, anyone=True)
async def decline(tap: Tap, button: Decline) -> Answer | GoTo:
    """Decline: nothing is asked, and nothing is kept."""
    return await _already_here(tap) or Answer(registering.declined(_words_in(tap, button.language)), at=Register())


@routes.button(Agree, writes=True, anyone=True)
async def agree(tap: Tap, button: Agree) -> Answer | GoTo:
    """Agree: the questions begin, in the language chosen."""
    here = await _already_here(tap)
    if here:
        return here
    about = {
        "language": button.language.value,
        "name": tap.sender.name,  # as the telephone says it: an answer that is told later comes from no telephone
        "unit": await _settled_unit(tap, button.unit),
        "activity": button.activity,
        "shift": button.shift,
        "expects": await tap.records.importing.expects_anybody(),  # the number may say the rest
    }
    return await engine.begin_form(replace(tap, words=_words_in(tap, button.language)), Registering, about=about)


async def _already_here(tap: Tap) -> Answer | GoTo | None:
    if tap.person is None:
        return None
    if tap.person.standing is Standing.LEFT:
        return Answer(instead.left_before(tap.words), at=Home())
    return GoTo(Home())


def _words_in(tap: Tap, language: Language) -> Words:
    return Words(language, tap.zone, tap.now)


async def _settled_unit(tap: Tap, preset: int | None) -> int | None:
    """The unit that need not be asked for: the invite link's, or the only one there is."""
    if preset is not None and (unit := await tap.records.units.current(preset)):
        return unit.id
    return (await tap.records.units.top()).id if await is_only_one(tap.read) else None


@ends(Registering)
async def register_them(tap: Tap, form: Registering, draft: Draft) -> Answer | GoTo:
    """Somebody new is here."""
    here = await _already_here(tap)
    if here:
        return here
    unit_id = form.unit or draft.about.get("unit")
    unit = await tap.records.units.current(unit_id) if isinstance(unit_id, int) else None
    unit = unit or await tap.records.units.top()
    registration = Registration(
        telegram_id=tap.sender.telegram_id,
        name=form.called,
        phone=form.phone,
        language=tap.words.language,
        unit=unit,
    )
    registered = await register(tap.records, registration, tap.moment)
    if tap.sender.telegram_id in tap.organisation.admin_ids and not isinstance(registered, AlreadyHere):
        admins = tap.organisation.admin_ids
        await appoint_admins(tap.records, admins, tap.moment, registering=registered.person_id)
    if isinstance(registered, RecordFound):
        return await _found(tap, registered.person, draft.about)
    return await _welcome(tap, form.called, unit, draft.about)


async def _found(tap: Tap, person: Person, about: Mapping[str, object]) -> Answer:
    """The record that was brought along, with all that is in it; whoever came by a team's link belongs there, too."""
    invited_to = about.get("unit")
    unit = await tap.records.units.current(invited_to) if isinstance(invited_to, int) else None
    if unit is not None:
        await join_unit(tap.records, person, unit, tap.moment)
    link = await _link_of(tap, about)
    done = await signed_up(tap, about.get("shift"))
    found = await profile_of(tap.read, person.id)
    ladder = ladder_of(await tap.records.unit_settings.value(person.unit, UnitSetting.STARS), tap.policy.stars)
    screen, toast = registering.record_found(
        tap.words, person, found.minutes, ladder, CameFor(link.activity, link.shift, done)
    )
    return Answer(screen, toast, at=Home(), changes_menu=True)


async def _link_of(tap: Tap, about: Mapping[str, object]) -> StartLink:
    activity, shift = (number if isinstance(number, int) else None for number in map(about.get, ("activity", "shift")))
    return await StartLink.of(tap, None, activity, shift)


async def _welcome(tap: Tap, name: str, unit: Unit, about: Mapping[str, object]) -> Answer:
    link, done = await _link_of(tap, about), await signed_up(tap, about.get("shift"))
    level = await level_of(tap.read, unit.id, page=Page(1))
    has_teams = level is not None and bool(level.below)
    screen, toast = registering.welcome(
        tap.words, name, unit, CameFor(link.activity, link.shift, done), has_teams=has_teams
    )
    return Answer(screen, toast, at=Home(), changes_menu=True)


@routes.button(ComeBack, writes=True, anyone=True)
async def back_again(tap: Tap, button: ComeBack) -> Answer | GoTo:
    """Somebody who had left is here again, with one tap."""
    link = await StartLink.of(tap, button.unit, button.activity)
    if tap.person is None:
        return _begin(tap, link)
    if tap.person.standing is not Standing.LEFT:
        return GoTo(Home())
    standing = await come_back(tap.records, tap.person, tap.moment)
    mine = (tap.person.unit, *await tap.records.people.joined(tap.person.id))
    screen, toast = registering.welcome_back(
        tap.words,
        tap.person.name,
        suspended=standing is Standing.SUSPENDED,
        activity=link.activity,
        unit=link.unit if link.unit not in mine else None,
    )
    return Answer(screen, toast, at=Home(), changes_menu=True)
