"""A volunteer under age asks, somebody answers for them: the link, what it is about, the consent, withdrawing it."""

from dataclasses import replace

from handlers.buttons.guardians import (
    AskForgetGuardian,
    AskGuardian,
    AskWithdraw,
    ForgetGuardian,
    GiveConsent,
    ReadConsent,
    ShowMyGuardian,
    ShowWards,
    WithdrawConsent,
)
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.guardians import screens
from handlers.guardians.questions import Guarding
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from volunteering.actions.guardians import (
    Consented,
    ConsentsAlready,
    DeadLink,
    ForSomebodyElse,
    MayConsent,
    Opened,
    ask_guardian,
    consent,
    forget_guardian,
    open_link,
    withdraw,
)
from volunteering.rules.guardians import ConsentState, Guardian, Guardianship
from volunteering.rules.volunteers import Language
from words.words import Words

routes = Routes()


@routes.button(AskGuardian, writes=True)
async def ask(tap: Tap, button: AskGuardian) -> Answer | GoTo:
    """A link to forward; where somebody has consented already, who."""
    known = await tap.records.guardians.of_ward(tap.me.id)
    if known is not None and known.state is ConsentState.CONSENTED:
        return GoTo(ShowMyGuardian(shift=button.shift))
    token = await ask_guardian(tap.records, tap.me, tap.moment, wanted_for=button.shift)
    address = tap.organisation.entrance(f"g{token}")
    screen = screens.link(tap.words, address, tap.me.name, tap.organisation.name, button.shift)
    return Answer(screen, at=ShowMyGuardian(shift=button.shift))


@routes.button(ShowMyGuardian)
async def show_mine(tap: Tap, button: ShowMyGuardian) -> Answer:
    """Whether somebody has consented for the reader."""
    known = await tap.records.guardians.of_ward(tap.me.id)
    return Answer(screens.my_guardian(tap.words, known, button.shift), at=button)


def _in(tap: Tap, language: Language | None) -> Tap:
    """The tap in the language that the guardian chose; whoever is registered has one of their own."""
    if language is None or tap.is_here:
        return tap
    return replace(tap, words=Words(language, tap.zone, tap.now))


@routes.button(ReadConsent, anyone=True)
async def read(tap: Tap, button: ReadConsent) -> Answer | GoTo:
    """What a link is about that somebody has opened."""
    tap, telegram_id = _in(tap, button.language), tap.sender.telegram_id
    opened = await open_link(tap.records, telegram_id, tap.person, button.token, tap.moment)
    if isinstance(opened, MayConsent):
        ward, organisation = opened.ward.name, tap.organisation.name
        screen = screens.read(tap.words, ward, organisation, button, registered=tap.is_here)
        return Answer(screen, at=ShowWards(language=button.language))
    return _not_now(tap, opened, button.language)


def _not_now(tap: Tap, opened: Opened, language: Language | None) -> Answer | GoTo:
    wards = ShowWards(language=language)
    match opened:
        case ConsentsAlready() | MayConsent():
            return GoTo(wards)
        case ForSomebodyElse(is_oneself=is_oneself):
            return Answer(screens.for_somebody_else(tap.words, is_oneself=is_oneself), at=wards)
        case DeadLink():
            return Answer(screens.dead_link(tap.words, registered=tap.is_here), at=wards)


@routes.button(GiveConsent, writes=True, anyone=True)
async def agree(tap: Tap, button: GiveConsent) -> Answer | GoTo:
    """They agree: who they are is asked for, and where they are called."""
    tap = _in(tap, button.language)
    opened = await open_link(tap.records, tap.sender.telegram_id, tap.person, button.token, tap.moment)
    if not isinstance(opened, MayConsent):
        return _not_now(tap, opened, button.language)
    about = {
        "token": button.token,
        "ward": opened.ward.id,
        "language": tap.words.language.value,
        "name": tap.sender.name,
    }
    return await engine.begin_form(tap, Guarding, about=about)


@ends(Guarding)
async def consents(tap: Tap, form: Guarding, draft: Draft) -> Answer | GoTo:
    """Kept with the words that they agreed to; the volunteer is told."""
    ward = await tap.records.people.get(draft.number("ward"))
    text = screens.what_is_agreed(tap.words, ward.name if ward else "", tap.organisation.name).unescape()
    outcome = await consent(
        tap.records,
        tap.sender.telegram_id,
        tap.person,
        str(draft.about["token"]),
        Guardian(name=form.called, phone=form.phone or form.number or ""),
        text,
        tap.moment,
    )
    language = tap.words.language
    if isinstance(outcome, Consented):
        wards = ShowWards(language=language)
        return Answer(screens.thanks(tap.words, outcome.ward_name, wards), at=wards)
    return _not_now(tap, outcome, language)


@routes.button(ShowWards, anyone=True)
async def show_wards(tap: Tap, button: ShowWards) -> Answer:
    """Whom the reader answers for, and all that is kept of it."""
    tap = _in(tap, button.language)
    known = await tap.records.guardians.of_guardian(tap.sender.telegram_id)
    screen = screens.wards(tap.words, known, button, registered=tap.is_here, said=tap.said)
    return Answer(screen, at=button)


routes.also_typed("guardian", ShowWards())


@routes.button(AskWithdraw, anyone=True)
async def ask_withdraw(tap: Tap, button: AskWithdraw) -> Answer | GoTo:
    """What withdrawing means, before it is done."""
    tap = _in(tap, button.language)
    known = await _mine(tap, button.guardian)
    if known is None:
        return GoTo(ShowWards(language=button.language))
    return Answer(screens.ask_withdraw(tap.words, known, button.language), at=button)


async def _mine(tap: Tap, number: int) -> Guardianship | None:
    known = await tap.records.guardians.get(number)
    is_mine = known is not None and known.telegram_id == tap.sender.telegram_id
    return known if is_mine and known and known.state is ConsentState.CONSENTED else None


@routes.button(WithdrawConsent, writes=True, anyone=True)
async def withdraw_it(tap: Tap, button: WithdrawConsent) -> Answer | GoTo:
    """Withdrawn; places stay, and their leaders are told."""
    tap = _in(tap, button.language)
    known = await withdraw(tap.records, tap.sender.telegram_id, tap.person, button.guardian, tap.moment)
    said = screens.withdrawn(tap.words, known.ward_name) if known else None
    return GoTo(ShowWards(language=button.language), said=said)


@routes.button(AskForgetGuardian, anyone=True)
async def ask_forget(tap: Tap, button: AskForgetGuardian) -> Answer:
    """What forgetting means, before it is done."""
    return Answer(screens.ask_forget(_in(tap, button.language).words, button.language), at=button)


@routes.button(ForgetGuardian, writes=True, anyone=True)
async def forget(tap: Tap, button: ForgetGuardian) -> Answer | GoTo:
    """All of it is withdrawn, and forgotten."""
    tap = _in(tap, button.language)
    await forget_guardian(tap.records, tap.sender.telegram_id, tap.person, tap.moment)
    return GoTo(ShowWards(language=button.language), said=screens.forgotten(tap.words))
