"""Somebody's certificates, as an admin of theirs sees them."""

from markupsafe import Markup

from handlers.buttons.certificates import ListCertificatesOf, ShowCertificateOf, WithdrawCertificateOf
from handlers.buttons.service_records import SendRecordOf
from handlers.certificates.screens.lines import in_short
from handlers.showing.parts import LONGEST_LABEL, called, of_so_many, page_row, to_person
from handlers.showing.record_laws import record_name
from handlers.tapping.screen import Press, Screen, WayBack, page
from storage.views.certificates import CertificatePage
from volunteering.rules.certificates import Certificate, in_groups
from volunteering.rules.record_laws import RecordLaw
from volunteering.rules.volunteers import Person
from words.standing import day_of, period, standing
from words.words import Words, cut

PAGE = 5
"""How many certificates a page shows."""


def certificates_of(words: Words, person: Person, found: CertificatePage, law: RecordLaw | None) -> Screen:
    """What they have, the newest first; and their record, where a law asks for one."""
    nothing = words.say("That was all.") if found.extent.number else words.say("They have none.")
    rows = (
        *(
            (Press(cut(in_short(words, one), LONGEST_LABEL), ShowCertificateOf(certificate=one.id)),)
            for one in found.certificates
        ),
        *page_row(words, found.extent, lambda number: ListCertificatesOf(person=person.id, page=number)),
        *(((Press(record_name(words, law), SendRecordOf(person=person.id)),),) if law else ()),
        (to_person(words, person),),
    )
    title = words.say("Certificates of {name}", name=called(words, person.name))
    return page(of_so_many(words, title, found.extent), None if found.certificates else nothing, rows=rows)


def certificate_of(
    words: Words, person: Person, one: Certificate, *, may_end: bool, said: Markup | None = None
) -> Screen:
    """One of them, and ending it."""
    withdraw = Press(words.say("Withdraw the certificate"), WithdrawCertificateOf(certificate=one.id), "danger")
    return page(
        words.say("Certificate {number}", number=in_groups(one.number)),
        said,
        words.say("🙋 {name}", name=called(words, person.name)),
        words.say("📅 {days}", days=period(words, one.days)) if one.days else None,
        words.say("🕒 {length} in all", length=words.length(one.minutes)),
        words.say("Issued on {day}", day=day_of(words, one.issued_at)),
        standing(words, one),
        words.say("Reason: {reason}", reason=one.reason) if one.reason else None,
        rows=(
            (WayBack(words.say("‹ Certificates"), ListCertificatesOf(person=person.id)),),
            *(((withdraw,),) if may_end and one.is_valid else ()),
        ),
    )


def withdrawn(words: Words, name: str) -> Markup:
    """It holds no more, and its holder hears why."""
    return words.say("✅ Withdrawn. {name} is told why.", name=called(words, name))


def not_mine(words: Words) -> Markup:
    """Another admin has to do it."""
    return words.say("⚠️ Only an admin of their team may withdraw it, and nobody their own here.")
