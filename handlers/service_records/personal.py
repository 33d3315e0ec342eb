"""The record of one person as a paper: for themselves, and for an admin of their team."""

from handlers.buttons.certificates import ListCertificatesOf, OpenCertificate
from handlers.buttons.service_records import SendMyRecord, SendRecordOf
from handlers.service_records.screens import of_a_person as screens
from handlers.showing.record_laws import record_law
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import person_of_mine
from storage.views.service_records.of_a_person import own_record
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person

routes = Routes()


@routes.button(SendMyRecord, makes_file=True)
async def send_mine(tap: Tap, _: SendMyRecord) -> Answer | GoTo:
    """That of whoever asks."""
    return await _sent(tap, tap.me, OpenCertificate())


@routes.button(SendRecordOf, role=Role.ADMIN, makes_file=True)
async def send_of(tap: Tap, button: SendRecordOf) -> Answer | GoTo:
    """Somebody's, whose team the reader administers, in their language."""
    person = await person_of_mine(tap, button.person)
    return await _sent(tap, person, ListCertificatesOf(person=person.id))


async def _sent(tap: Tap, person: Person, back: OpenCertificate | ListCertificatesOf) -> Answer | GoTo:
    """The paper, where their team keeps records by a law; else the screen that led there."""
    law = await record_law(tap.records, person.unit)
    if law is None:
        return GoTo(back)
    found = await own_record(tap.read, person.id, tap.moment.today)
    file = screens.record_paper(tap.words, law, tap.organisation.name, person, found)
    screen = screens.sent(tap.words, law, person, back, is_own=person.id == tap.me.id)
    return Answer(screen, at=back, files=(file,))
