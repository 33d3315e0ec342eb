"""Getting a certificate, and what can be done with those one has."""

from handlers.buttons.certificates import (
    AskWithdrawCertificate,
    GetCertificate,
    ListMyCertificates,
    OpenCertificate,
    SendCertificate,
    SetNameShown,
    ShowMyCertificate,
    TypeDays,
    WithdrawCertificate,
)
from handlers.certificates.questions import CertifyingDays, days_said
from handlers.certificates.screens import mine as screens
from handlers.certificates.screens.paper import CheckedAt, certificate_files
from handlers.forms.endings import ends
from handlers.forms.engine import opens
from handlers.showing import instead
from handlers.showing.record_laws import record_law
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.certificates import certificates_of
from volunteering.actions.certificates import EnoughForNow, Issued, NotNamed, NotValid, issue, show_name, withdraw_mine
from volunteering.rules.certificates import Certificate, CertifiedDays, in_groups

routes = Routes()


@routes.button(OpenCertificate)
async def choose(tap: Tap, button: OpenCertificate) -> Answer:
    """For which days the reader would like one."""
    law = await record_law(tap.records, tap.me.unit)
    return Answer(screens.choose(tap.words, law, said=tap.said), tap.said or "", at=button)


@routes.command("certificate", writes=True)
async def get_typed(tap: Tap, argument: str) -> Answer | GoTo:
    """One of the days behind the command; without any, or where they aren't understood, it is chosen."""
    if not argument:
        return GoTo(OpenCertificate())
    days = days_said(argument, tap.now, tap.zone)
    return await _issued(tap, days) if days else GoTo(OpenCertificate(), said=screens.no_days(tap.words, argument))


@routes.button(GetCertificate, writes=True, makes_file=True)
async def get(tap: Tap, button: GetCertificate) -> Answer | GoTo:
    """One of these days, at once."""
    return await _issued(tap, button.days.days(tap.moment.today))


async def _issued(tap: Tap, days: CertifiedDays) -> Answer | GoTo:
    outcome = await issue(tap.records, tap.me, days, tap.organisation.name, tap.moment)
    if isinstance(outcome, Issued):
        return GoTo(SendCertificate(certificate=outcome.certificate.id))
    if isinstance(outcome, EnoughForNow):
        return Answer(screens.enough_for_now(tap.words, outcome.until), at=ListMyCertificates())
    if isinstance(outcome, NotNamed):
        return Answer(screens.not_named(tap.words, tap.me.name), at=OpenCertificate())
    return Answer(screens.nothing_served(tap.words, outcome.days), at=OpenCertificate())


routes.button(TypeDays, writes=True)(opens(CertifyingDays))


@ends(CertifyingDays)
async def get_of_days(tap: Tap, form: CertifyingDays, _: Draft) -> Answer | GoTo:
    """One of the days that were typed."""
    return await _issued(tap, form.days)


@routes.button(SendCertificate, makes_file=True)
async def send(tap: Tap, button: SendCertificate) -> Answer | GoTo:
    """The PDF and the picture, as it was signed."""
    one = await _mine(tap, button.certificate)
    if one.signed is None or not one.is_valid:
        return GoTo(ShowMyCertificate(certificate=one.id))
    root, number = tap.organisation.public_url, one.number
    at = CheckedAt(tap.organisation.entrance(f"v{number}"), f"{root}/verify/{in_groups(number)}" if root else "")
    files = certificate_files(tap.words, one, one.signed, at)
    return Answer(screens.sent(tap.words, one), at=button, files=files)


@routes.button(ListMyCertificates)
async def list_mine(tap: Tap, button: ListMyCertificates) -> Answer:
    """Those the reader has."""
    found = await certificates_of(tap.read, tap.me.id, Page(screens.PAGE, button.page))
    return Answer(screens.certificates(tap.words, found), at=button)


@routes.button(ShowMyCertificate)
async def show_mine(tap: Tap, button: ShowMyCertificate) -> Answer:
    """One of the reader's own, and what can be done with it."""
    one = await _mine(tap, button.certificate)
    return Answer(screens.certificate(tap.words, one, said=tap.said), tap.said or "", at=button)


async def _mine(tap: Tap, certificate_id: int) -> Certificate:
    """One of the reader's own. Raises Instead."""
    one = await tap.records.certificates.get(certificate_id)
    if one is None or one.person_id != tap.me.id:
        raise Instead(Answer(instead.gone(tap.words), at=ListMyCertificates()))
    return one


@routes.button(SetNameShown, writes=True)
async def set_name_shown(tap: Tap, button: SetNameShown) -> Answer | GoTo:
    """Whether whoever asks reads the name from now on."""
    one = await show_name(tap.records, tap.me, button.certificate, shows=button.shows)
    if one is None:
        return Answer(instead.gone(tap.words), at=ListMyCertificates())
    return GoTo(ShowMyCertificate(certificate=one.id), said=screens.name_set(tap.words, shows=button.shows))


@routes.button(AskWithdrawCertificate)
async def ask_withdraw(tap: Tap, button: AskWithdrawCertificate) -> Answer | GoTo:
    """What withdrawing a certificate means."""
    one = await _mine(tap, button.certificate)
    if not one.is_valid:
        return GoTo(ShowMyCertificate(certificate=one.id), said=screens.ended_before(tap.words))
    return Answer(screens.ask_withdraw(tap.words, one), at=button)


@routes.button(WithdrawCertificate, writes=True)
async def withdraw(tap: Tap, button: WithdrawCertificate) -> Answer | GoTo:
    """It holds no more."""
    outcome = await withdraw_mine(tap.records, tap.me, button.certificate, tap.moment)
    if outcome is None:
        return Answer(instead.gone(tap.words), at=ListMyCertificates())
    if isinstance(outcome, NotValid):
        said = screens.ended_before(tap.words)
        return GoTo(ShowMyCertificate(certificate=outcome.certificate.id), said=said)
    return GoTo(ShowMyCertificate(certificate=outcome.id), said=screens.withdrawn(tap.words))
