"""A volunteer under age asks, somebody answers for them: the link, what it is about, the consent, withdrawing it."""

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

routes = Routes()


@routes.button(AskGuardian, writes=True)
async def ask(tap: Tap, button: AskGuardian) -> Answer | GoTo:
    """A link to forward; where somebody has consented already, who."""
    known = await tap.records.guardians.of_ward(tap.me.id)
    if known is not None and known.state is ConsentState.CONSENTED:
        return GoTo(ShowMyGuardian(shift=button.shift))
    token = await ask_guardian(tap.records, tap.me, tap.moment)
    address = tap.organisation.entrance(f"g{token}")
    screen = screens.link(tap.words, address, tap.me.name, tap.organisation.name, button.shift)
    return Answer(screen, at=ShowMyGuardian(shift=button.shift))


@routes.button(ShowMyGuardian)
async def show_mine(tap: Tap, button: ShowMyGuardian) -> Answer:
    """Whether somebody has consented for the reader."""
    known = await tap.records.guardians.of_ward(tap.me.id)
    return Answer(screens.my_guardian(tap.words, known, button.shift), at=button)


@routes.button(ReadConsent, anyone=True)
async def read(tap: Tap, button: ReadConsent) -> Answer | GoTo:
    """What a link is about that somebody has opened."""
    telegram_id, person = tap.sender.telegram_id, tap.person
    opened = await open_link(tap.records, telegram_id, person, button.token, tap.moment)
    if isinstance(opened, MayConsent):
        screen = screens.read(tap.words, opened.ward.name, tap.organisation.name, button.token)
        return Answer(screen, at=ShowWards())
    return _not_now(tap, opened)


def _not_now(tap: Tap, opened: Opened) -> Answer | GoTo:
    match opened:
        case ConsentsAlready() | MayConsent():
            return GoTo(ShowWards())
        case ForSomebodyElse(is_oneself=is_oneself):
            return Answer(screens.for_somebody_else(tap.words, is_oneself=is_oneself), at=ShowWards())
        case DeadLink():
            return Answer(screens.dead_link(tap.words, registered=tap.is_here), at=ShowWards())


@routes.button(GiveConsent, writes=True, anyone=True)
async def agree(tap: Tap, button: GiveConsent) -> Answer | GoTo:
    """They agree: who they are is asked for, and where they are called."""
    opened = await open_link(tap.records, tap.sender.telegram_id, tap.person, button.token, tap.moment)
    if not isinstance(opened, MayConsent):
        return _not_now(tap, opened)
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
    if isinstance(outcome, Consented):
        return Answer(screens.thanks(tap.words, outcome.ward_name), at=ShowWards())
    return _not_now(tap, outcome)


@routes.button(ShowWards, anyone=True)
async def show_wards(tap: Tap, _: ShowWards) -> Answer:
    """Whom the reader answers for, and all that is kept of it."""
    known = await tap.records.guardians.of_guardian(tap.sender.telegram_id)
    return Answer(screens.wards(tap.words, known, registered=tap.is_here, said=tap.said), at=ShowWards())


routes.also_typed("guardian", ShowWards())


@routes.button(AskWithdraw, anyone=True)
async def ask_withdraw(tap: Tap, button: AskWithdraw) -> Answer | GoTo:
    """What withdrawing means, before it is done."""
    known = await _mine(tap, button.guardian)
    return Answer(screens.ask_withdraw(tap.words, known), at=button) if known else GoTo(ShowWards())


async def _mine(tap: Tap, number: int) -> Guardianship | None:
    known = await tap.records.guardians.get(number)
    is_mine = known is not None and known.telegram_id == tap.sender.telegram_id
    return known if is_mine and known and known.state is ConsentState.CONSENTED else None


@routes.button(WithdrawConsent, writes=True, anyone=True)
async def withdraw_it(tap: Tap, button: WithdrawConsent) -> Answer | GoTo:
    """Withdrawn; places stay, and their leaders are told."""
    known = await withdraw(tap.records, tap.sender.telegram_id, tap.person, button.guardian, tap.moment)
    return GoTo(ShowWards(), said=screens.withdrawn(tap.words, known.ward_name) if known else None)


@routes.button(AskForgetGuardian, anyone=True)
async def ask_forget(tap: Tap, button: AskForgetGuardian) -> Answer:
    """What forgetting means, before it is done."""
    return Answer(screens.ask_forget(tap.words), at=button)


@routes.button(ForgetGuardian, writes=True, anyone=True)
async def forget(tap: Tap, _: ForgetGuardian) -> Answer | GoTo:
    """All of it is withdrawn, and forgotten."""
    await forget_guardian(tap.records, tap.sender.telegram_id, tap.person, tap.moment)
    return GoTo(ShowWards(), said=screens.forgotten(tap.words))
