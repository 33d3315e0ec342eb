"""Told about certificates, to whose they are: that the record says something else by now, or that one was withdrawn."""

from collections.abc import Sequence

from handlers.buttons.certificates import ListMyCertificates, OpenCertificate, ShowMyCertificate
from handlers.certificates.screens.lines import in_short
from handlers.noticing.writing import Notices, Reading
from handlers.showing.asking import ask_row
from handlers.showing.parts import and_more
from handlers.tapping.screen import Press, Screen, page
from volunteering.rules.certificates import Certificate, CertificateState, CertifiedDays, EndedBy, in_groups
from volunteering.rules.enquiries import Matter
from volunteering.rules.ground.periods import local_day
from volunteering.rules.notices.certificates import CertificatesReplaced, CertificateWithdrawn
from words.standing import period

notices = Notices()

MOST = 4
"""Of several, so many are named."""


@notices.written(CertificatesReplaced)
async def certificates_replaced(reading: Reading, notice: CertificatesReplaced) -> Screen | None:
    """Those that are theirs still, and were replaced."""
    words = reading.words
    found = [await reading.records.certificates.get(number) for number in notice.certificate_ids]
    theirs = [one for one in found if one and one.state is CertificateState.REPLACED and _is_theirs(reading, one)]
    if not theirs:
        return None
    is_left = await _has_hours(reading, theirs)
    return page(
        words.many(
            "{number} of your certificates was replaced",
            "{number} of your certificates were replaced",
            len(theirs),
        ),
        words.say("Your hours were put right since, and say something else by now:"),
        *(in_short(words, one) for one in theirs[:MOST]),
        and_more(words, len(theirs) - MOST),
        words.say("Whoever checks it is told so. The new one is there at a tap.")
        if is_left
        else words.say("Whoever checks it is told so. Of those days there are no hours left to certify."),
        rows=(
            *(((Press(words.say("Get a new one"), OpenCertificate(), "success"),),) if is_left else ()),
            (Press(words.say("My certificates"), ListMyCertificates()),),
        ),
    )


async def _has_hours(reading: Reading, theirs: Sequence[Certificate]) -> bool:
    """Whether a new one would say anything: of the days of any of them, or of all until now where it was of all."""
    today = local_day(reading.words.now, reading.words.zone)
    spans = dict.fromkeys((one.days.first, one.days.last if one.days.first else today) for one in theirs if one.days)
    for first, last in spans:
        days = CertifiedDays(first=first, last=last)
        if await reading.records.certificates.served(reading.owed.person_id, days):
            return True
    return False


@notices.written(CertificateWithdrawn)
async def certificate_withdrawn(reading: Reading, notice: CertificateWithdrawn) -> Screen | None:
    """Where it is theirs still."""
    words = reading.words
    one = await reading.records.certificates.get(notice.certificate_id)
    if one is None or one.ended_by is not EndedBy.ADMIN or one.days is None or not _is_theirs(reading, one):
        return None
    return page(
        words.say("Your certificate was withdrawn"),
        words.say("Certificate {number}", number=in_groups(one.number)),
        words.say("📅 {days}", days=period(words, one.days)),
        words.say("⚠️ Reason: {reason}", reason=one.reason),
        rows=(
            (Press(words.say("See it"), ShowMyCertificate(certificate=one.id)),),
            *ask_row(words, Matter.TEAM),
        ),
    )


def _is_theirs(reading: Reading, one: Certificate) -> bool:
    """Two records that were one may be two again by now, and it is the other's."""
    return one.person_id == reading.owed.person_id
