"""What happened by itself to people's hours, as a message of its own: rosters, and hours logged outside shifts."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.hours import ApproveClaim, RejectClaim, ShowPending
from handlers.buttons.shifts import MyHours
from handlers.screen import Press, Row, Screen, page
from handlers.screens.notices import roster_row
from handlers.screens.parts import called, leader, rostered, when_and_how_long
from handlers.words import Words
from storage.noticing import Line
from volunteering.activities import Activity, Shift
from volunteering.hours import Claim, Decision, Kind, Rostered
from volunteering.units import Unit


def recorded(words: Words, activity: Activity, shift: Shift, line: Line) -> Screen:
    """The roster was confirmed or corrected: what the ledger says now."""
    length = words.length(line.minutes)
    match line.kind:
        case Kind.NO_SHOW:
            title = words.say("Missed: {title}", title=activity.title)
            said = words.say(
                "⚠️ The roster says that you did not come. If that is wrong, please speak to {leader}.",
                leader=leader(words, activity),
            )
        case Kind.VOID:
            title = words.say("Put right: {title}", title=activity.title)
            said = words.say("✅ What was recorded for you was taken back. It counts no more.")
        case _ if line.before:
            title = words.say("Put right: {title}", title=activity.title)
            said = words.say("🕒 {length} instead of {before}", length=length, before=words.length(line.before))
        case _:
            title = words.say("Thank you: {title}", title=activity.title)
            said = words.say("🕒 {length} recorded for you", length=length)
    return page(title, when_and_how_long(words, shift), said, rows=(_my_hours_row(words),))


def roster_due(words: Words, activity: Activity, shift: Shift, *, again: bool) -> Screen:
    """The shift is over: who came?"""
    title = activity.title
    return page(
        words.say("Still to say: who came to {title}?", title=title)
        if again
        else words.say("Who came to {title}?", title=title),
        when_and_how_long(words, shift),
        words.say("Nobody's hours count before the roster is confirmed."),
        rows=(roster_row(words, shift),),
    )


def own_roster_due(words: Words, activity: Activity, shift: Shift, name: str) -> Screen:
    """Whoever confirmed the roster was there, too, and cannot confirm that."""
    name = called(words, name)
    return page(
        words.say("Was {name} at {title}?", name=name, title=activity.title),
        when_and_how_long(words, shift),
        words.say(
            "{name} confirmed the roster. Nobody confirms their own hours, so please look at that line.", name=name
        ),
        rows=(roster_row(words, shift),),
    )


def claim_made(
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
        _logged(words, claim),
        _quoted(claim.what),
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


def claim_decided(words: Words, claim: Claim, *, corrects: bool) -> Screen:
    """A leader decided on the reader's hours, or put an earlier decision right."""
    approved = claim.state is Decision.APPROVED
    return page(
        _decision(words, approved=approved, corrects=corrects),
        _logged(words, claim),
        _quoted(claim.what),
        words.say("⚠️ Reason: {reason}", reason=claim.reason) if claim.reason and not approved else None,
        None if approved else words.say("If you see it differently, please speak to your team's leader."),
        rows=(_my_hours_row(words),),
    )


def _decision(words: Words, *, approved: bool, corrects: bool) -> Markup:
    if corrects:
        return words.say("Put right: your hours count") if approved else words.say("Put right: these hours don't count")
    return words.say("Your hours are approved") if approved else words.say("Your hours were not approved")


def _logged(words: Words, claim: Claim) -> Markup:
    return words.say("🕒 {length}, {day}", length=words.length(claim.minutes), day=words.day(claim.day))


def _quoted(text: str) -> Markup | None:
    return Markup("<i>{}</i>").format(text) if text else None


def _my_hours_row(words: Words) -> Row:
    return (Press(words.say("My hours"), MyHours()),)
