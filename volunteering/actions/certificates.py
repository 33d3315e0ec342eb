"""Getting a certificate of service, and ending one (docs/rules.md: Certificates)."""

from datetime import timedelta

from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.certificates import (
    MOST_A_DAY,
    Certificate,
    CertificateState,
    CertifiedDays,
    EndedBy,
    Says,
)
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import Remark, has_letters
from volunteering.rules.journal import Did
from volunteering.rules.notices.certificates import CertificateWithdrawn
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person


class Issued(Model):
    """It is there, now or since before."""

    certificate: Certificate


class NothingServed(Model):
    """The ledger has no hours of these days: there is nothing to certify."""

    days: CertifiedDays


class NotNamed(Model):
    """Their name has no letter: a certificate says whose it is, and paper has no emoji."""


class EnoughForNow(Model):
    """So many new ones were issued to them since yesterday that the next has to wait; those they have are theirs."""

    until: Instant  # when there may be another


class NotValid(Model):
    """It had ended before."""

    certificate: Certificate


async def issue(
    records: Records,
    person: Person,
    days: CertifiedDays,
    organisation: str,
    moment: Moment,
) -> Issued | NothingServed | NotNamed | EnoughForNow:
    """Certify somebody's hours of these days; what says the same as a valid one, is that one, and never refused.

    It is theirs to have: whoever is on hold gets it, too (Order 67, art. 14).
    """
    lines = await records.certificates.served(person.id, days)
    if not lines:
        return NothingServed(days=days)
    if not has_letters(person.name):
        return NotNamed()
    says = Says(
        organisation=organisation,
        unit=person.unit.name,
        name=person.name,
        volunteer=str(person.id),
        days=days,
        issued=moment.today,
        lines=lines,
    )
    valid = await records.certificates.valid_like(person.id, says)
    if valid is not None:
        return Issued(certificate=valid)
    since = moment.now - timedelta(days=1)
    # Of those that a wrong clock dated later nobody waits for the end of.
    recent = [at for at in await records.certificates.issued_since(person.id, since) if at <= moment.now]
    if len(recent) >= MOST_A_DAY:
        return EnoughForNow(until=recent[-MOST_A_DAY] + timedelta(days=1))
    issued = await records.certificates.issue(person.id, says, moment.now)
    records.journal.note(
        Did.CERTIFICATE_ISSUED, by_id=person.id, at=moment.now, person_id=person.id, certificate=issued.id
    )
    return Issued(certificate=issued)


async def withdraw_mine(
    records: Records, person: Person, certificate_id: int, moment: Moment
) -> Certificate | NotValid | None:
    """Its holder wants it to hold no more. None: none of theirs."""
    found = await records.certificates.get(certificate_id)
    if found is None or found.person_id != person.id:
        return None
    if not found.is_valid:
        return NotValid(certificate=found)
    return _withdraw(records, found, EndedBy.HOLDER, person.id, "", moment)


async def withdraw_of(
    records: Records, actor: Actor, certificate_id: int, reason: Remark, moment: Moment
) -> Certificate | NotValid | NotAllowed | None:
    """An admin of its holder's team withdraws it, and says why; the holder is told. None: there is none."""
    found = await records.certificates.get(certificate_id)
    holder = await records.people.get(found.person_id) if found and found.person_id else None
    if found is None or holder is None:
        return None
    if not actor.rights.administers(holder.unit) or holder.id == actor.id:
        return NotAllowed()
    if not found.is_valid:
        return NotValid(certificate=found)
    notice = CertificateWithdrawn(certificate_id=found.id)
    tell(records, [holder.id], notice, notice.about(), moment)
    return _withdraw(records, found, EndedBy.ADMIN, actor.id, reason, moment)


def _withdraw(
    records: Records, found: Certificate, by: EndedBy, by_id: int, reason: str, moment: Moment
) -> Certificate:
    records.certificates.end(found.id, CertificateState.WITHDRAWN, moment.now, by, reason)
    records.journal.note(
        Did.CERTIFICATE_WITHDRAWN, by_id=by_id, at=moment.now, person_id=found.person_id, certificate=found.id
    )
    return found.model_copy(
        update={"state": CertificateState.WITHDRAWN, "ended_at": moment.now, "ended_by": by, "reason": reason}
    )


async def show_name(records: Records, person: Person, certificate_id: int, *, shows: bool) -> Certificate | None:
    """Whether whoever asks about it reads the holder's name. None: none of theirs."""
    found = await records.certificates.get(certificate_id)
    if found is None or found.person_id != person.id:
        return None
    records.certificates.show_name(found.id, shows=shows)
    return found.model_copy(update={"shows_name": shows})
