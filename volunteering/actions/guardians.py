"""Asking for somebody who answers for a volunteer under age; consenting, and withdrawing it (docs/rules.md: Ages)."""

from secrets import token_urlsafe
from typing import Final

from volunteering.actions.telling.telling import in_charge, tell
from volunteering.records import Records
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.guardians import MOST_LINKS, OF_AGE, ConsentState, Guardian, Guardianship, digest_of
from volunteering.rules.journal import Did
from volunteering.rules.notices.guardians import ConsentGiven, ConsentWithdrawn, PlaceWithoutConsent
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Person, Standing

BYTES_OF_TOKEN: Final = 16
"""Nobody guesses it; written, it is 22 letters."""


class MayConsent(Model):
    """A link for somebody to read what it is about."""

    guardianship: Guardianship
    ward: Person


class DeadLink(Model):
    """There is no such link, somebody has consented by it, or nobody has to any more."""


class ForSomebodyElse(Model):
    """The volunteer themselves, or somebody who is under age, too, has opened it."""

    is_oneself: bool


class Consented(Model):
    """They answer for the volunteer from now on."""

    ward_name: str


class ConsentsAlready(Model):
    """They had consented by this link before."""


Opened = MayConsent | DeadLink | ForSomebodyElse | ConsentsAlready


async def ask_guardian(records: Records, person: Person, moment: Moment, *, wanted_for: int | None = None) -> str:
    """Give the volunteer a link to forward, for a shift: what stands in it, which is not kept itself."""
    token = token_urlsafe(BYTES_OF_TOKEN)
    await records.guardians.ask(person.id, digest_of(token), moment.now, MOST_LINKS, wanted_for=wanted_for)
    return token


async def open_link(records: Records, telegram_id: int, person: Person | None, token: str, moment: Moment) -> Opened:
    """What somebody finds who opens a link with this in it; `person` is who they are, if they are registered."""
    link = await records.guardians.by_digest(digest_of(token))
    ward = await records.people.get(link.ward_id) if link else None
    if link is None or ward is None or ward.standing is Standing.ERASED:
        return DeadLink()
    if link.state is not ConsentState.ASKED:
        is_theirs = link.state is ConsentState.CONSENTED and link.telegram_id == telegram_id
        return ConsentsAlready() if is_theirs else DeadLink()
    if ward.telegram_id == telegram_id:
        return ForSomebodyElse(is_oneself=True)
    if person is not None and person.born is not None and person.born.may_be_on(moment.today) < OF_AGE:
        return ForSomebodyElse(is_oneself=False)
    return MayConsent(guardianship=link, ward=ward)


async def consent(
    records: Records, telegram_id: int, person: Person | None, token: str, guardian: Guardian, text: str, moment: Moment
) -> Opened | Consented:
    """Answer for a volunteer under age, in these words; the volunteer is told."""
    opened = await open_link(records, telegram_id, person, token, moment)
    if not isinstance(opened, MayConsent):
        return opened
    number, ward = opened.guardianship.id, opened.ward
    if not await records.guardians.consent(number, telegram_id, guardian, text, moment.now):
        return DeadLink()
    by_id = person.id if person else None
    records.journal.note(Did.GUARDIAN_CONSENTED, by_id=by_id, at=moment.now, person_id=ward.id)
    notice = ConsentGiven(guardian_id=number)
    tell(records, [ward.id], notice, notice.about(), moment)
    return Consented(ward_name=ward.name)


async def withdraw(
    records: Records, telegram_id: int, person: Person | None, number: int, moment: Moment
) -> Guardianship | None:
    """Answer for the volunteer no more. None: it was withdrawn before, or is somebody else's.

    Places already taken stay: whoever leads there is told of each, and talks with them. The volunteer is told, too.
    """
    known = await records.guardians.get(number)
    if known is None or not await records.guardians.withdraw(number, telegram_id, moment.now):
        return None
    by_id = person.id if person else None
    records.journal.note(Did.GUARDIAN_WITHDREW, by_id=by_id, at=moment.now, person_id=known.ward_id)
    notice = ConsentWithdrawn(guardian_id=number)
    tell(records, [known.ward_id], notice, notice.about(), moment)
    await _tell_leaders(records, known, moment)
    return known


async def _tell_leaders(records: Records, known: Guardianship, moment: Moment) -> None:
    for sign_up in await records.sign_ups.upcoming_of(known.ward_id, moment.now):
        found = await records.activities.shift(sign_up.shift_id)
        if found is None or sign_up.state is not SignUpState.CONFIRMED:
            continue
        activity, shift = found
        notice = PlaceWithoutConsent(guardian_id=known.id, person_id=known.ward_id, shift_id=shift.id)
        leaders = await in_charge(records, activity, without=known.ward_id)
        tell(records, leaders, notice, notice.about(), moment)


async def forget_guardian(records: Records, telegram_id: int, person: Person | None, moment: Moment) -> None:
    """Withdraw all that this guardian consented to, and forget who they are."""
    for known in await records.guardians.of_guardian(telegram_id):
        await withdraw(records, telegram_id, person, known.id, moment)
    await records.guardians.forget(telegram_id)
