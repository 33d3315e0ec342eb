"""Somebody's certificates, for an admin of their team."""

from handlers.buttons.certificates import ListCertificatesOf, ShowCertificateOf, WithdrawCertificateOf
from handlers.buttons.volunteers import ListPeople
from handlers.certificates.questions import WithdrawingCertificate
from handlers.certificates.screens import managing as screens
from handlers.certificates.screens import mine as own_screens
from handlers.forms.endings import ends
from handlers.forms.engine import begin_form
from handlers.showing import instead
from handlers.showing.record_laws import record_law
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import person_of_mine
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.certificates import certificates_of
from volunteering.actions.certificates import NotValid, withdraw_of
from volunteering.rules.certificates import Certificate
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Person

routes = Routes()


@routes.button(ListCertificatesOf, role=Role.ADMIN)
async def list_of(tap: Tap, button: ListCertificatesOf) -> Answer:
    """The certificates that somebody has."""
    person = await person_of_mine(tap, button.person)
    found = await certificates_of(tap.read, person.id, Page(screens.PAGE, button.page))
    law = await record_law(tap.records, person.unit)
    return Answer(screens.certificates_of(tap.words, person, found, law), at=button)


async def _found(tap: Tap, certificate_id: int) -> tuple[Person, Certificate]:
    """One of somebody's whose team the reader administers. Raises Instead."""
    one = await tap.records.certificates.get(certificate_id)
    if one is None or one.person_id is None:
        raise Instead(Answer(instead.gone(tap.words), at=ListPeople()))
    return await person_of_mine(tap, one.person_id), one


@routes.button(ShowCertificateOf, role=Role.ADMIN)
async def show_of(tap: Tap, button: ShowCertificateOf) -> Answer:
    """One of somebody's, with the way to end it."""
    person, one = await _found(tap, button.certificate)
    may_end = person.id != tap.me.id
    screen = screens.certificate_of(tap.words, person, one, may_end=may_end, said=tap.said)
    return Answer(screen, tap.said or "", at=button)


@routes.button(WithdrawCertificateOf, writes=True, role=Role.ADMIN)
async def ask_why(tap: Tap, button: WithdrawCertificateOf) -> Answer | GoTo:
    """The question for the reason."""
    person, one = await _found(tap, button.certificate)
    if not one.is_valid or person.id == tap.me.id:
        return GoTo(ShowCertificateOf(certificate=one.id))
    return await begin_form(tap, WithdrawingCertificate, about={"certificate": one.id, "person": person.id})


@ends(WithdrawingCertificate)
async def withdraw(tap: Tap, form: WithdrawingCertificate, draft: Draft) -> Answer | GoTo:
    """It holds no more, and its holder is told why."""
    number = draft.number("certificate")
    match await withdraw_of(tap.records, tap.actor, number, form.because, tap.moment):
        case None:
            return Answer(instead.gone(tap.words), at=ListPeople())
        case NotAllowed():
            said = screens.not_mine(tap.words)
        case NotValid():
            said = own_screens.ended_before(tap.words)
        case Certificate(name=name):
            said = screens.withdrawn(tap.words, name)
    return GoTo(ShowCertificateOf(certificate=number), said=said)
