"""Told about hours given outside shifts: to leaders that they wait, to volunteers what was decided."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.hours import ApproveClaim, RejectClaim, ShowPending
from handlers.hours.screens.claims import how_long, quoted
from handlers.noticing.parts import my_hours_row
from handlers.noticing.writing import Notices, Reading
from handlers.showing.asking import ask_row
from handlers.showing.parts import called, rostered
from handlers.tapping.screen import Press, Screen, page
from volunteering.rules.enquiries import Matter
from volunteering.rules.hours import Claim, Decision, Rostered, is_long
from volunteering.rules.notices.hours import ClaimDecided, ClaimMade
from volunteering.rules.tree import Unit
from words.words import Words

notices = Notices()


@notices.written(ClaimMade)
async def claim_made(reading: Reading, notice: ClaimMade) -> Screen | None:
    """Where nobody has decided yet, and the reader leads there."""
    claim = await reading.records.hours.claim(notice.claim_id)
    if claim is None or claim.state is not Decision.PENDING:
        return None
    unit = await reading.records.units.get(claim.unit_id)
    if unit is None or not (await reading.rights()).leads(unit):
        return None
    in_all = await reading.records.hours.minutes_on(claim.person_id, claim.day)
    counted = await reading.records.hours.rostered_on(claim.person_id, claim.day)
    name = await reading.name_of(claim.person_id)
    return _hours_to_approve(reading.words, claim, name, unit, in_all, counted, is_long=is_long(in_all, reading.policy))


def _hours_to_approve(
    words: Words,
    claim: Claim,
    name: str,
    unit: Unit,
    day_minutes: int,
    counted: Sequence[Rostered],
    *,
    is_long: bool,
) -> Screen:
    """Hours logged outside shifts wait for the reader; `counted` is what rosters have for that day already."""
    return page(
        words.say("Hours to approve"),
        words.say("🙋 {name} · {unit}", name=called(words, name), unit=unit.name),
        how_long(words, claim.minutes, claim.day),
        quoted(claim.what) if claim.what else None,
        words.say("⚠️ {length} in all on that day", length=words.length(day_minutes)) if is_long else None,
        rostered(words, counted),
        rows=(
            (
                Press(words.say("Approve"), ApproveClaim(claim=claim.id), "success"),
                Press(words.say("Reject"), RejectClaim(claim=claim.id), "danger"),
            ),
            (Press(words.say("Everything to approve"), ShowPending()),),
        ),
    )


@notices.written(ClaimDecided)
async def claim_decided(reading: Reading, notice: ClaimDecided) -> Screen | None:
    """Where that decision stands."""
    claim = await reading.records.hours.claim(notice.claim_id)
    if claim is None or claim.state is not notice.decision:
        return None
    return _what_was_decided(reading.words, claim, corrects=notice.corrects)


def _what_was_decided(words: Words, claim: Claim, *, corrects: bool) -> Screen:
    """A leader decided on the reader's hours, or put an earlier decision right."""
    approved = claim.state is Decision.APPROVED
    return page(
        _decision(words, approved=approved, corrects=corrects),
        how_long(words, claim.minutes, claim.day),
        quoted(claim.what) if claim.what else None,
        words.say("⚠️ Reason: {reason}", reason=claim.reason) if claim.reason and not approved else None,
        None if approved else words.say("If you see it differently, please speak to your team's leader."),
        rows=(*(() if approved else ask_row(words, Matter.CLAIM, claim.id)), my_hours_row(words)),
    )


def _decision(words: Words, *, approved: bool, corrects: bool) -> Markup:
    if corrects:
        return words.say("Put right: your hours count") if approved else words.say("Put right: these hours don't count")
    return words.say("Your hours are approved") if approved else words.say("Your hours were not approved")
