"""Deciding on hours that others logged."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons import hours as buttons
from handlers.hours.screens.claims import how_long, quoted
from handlers.showing import parts
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.hours.claims import Asked, Decided, Pending
from volunteering.actions.hours.deciding import (
    AllApproved,
    AlreadyDecided,
    Approved,
    DayFilled,
    NotAsked,
    OwnHours,
    Rejected,
    TakenBack,
    Undecidable,
)
from volunteering.rules.ground.policy import Policy
from volunteering.rules.hours import Decision, Rostered, is_long
from volunteering.rules.tree import NotAllowed
from words.words import Words, cut

PAGE = 5
"""How many claims a page shows."""

LONGEST_NAME = 20
LONGEST_LABEL = 48


def pending(
    words: Words,
    found: Pending,
    policy: Policy,
    *,
    said: Markup | None = None,
    decided: int | None = None,
) -> Screen:
    """A page of what waits, each with its two answers; and the way to the claim that was just `decided`."""
    if not found.asked:
        return _nothing(words, found, said, decided)
    claims = words.many("{number} request", "{number} requests", found.count)
    lines = (said, words.say("⏳ {claims}, {length} in all", claims=claims, length=words.length(found.minutes)))
    every: Row = (Press(words.say("Approve all"), buttons.AskApproveAll()),)
    rows = (
        *(row for asked in found.asked for row in (_entry(words, asked, policy), _answers(words, asked))),
        *parts.page_row(words, found.extent, lambda number: buttons.ShowPending(page=number)),
        *((every,) if found.count > 1 else ()),
        _to_decided(words, decided),
        *parts.home_row(words),
    )
    return page(parts.of_so_many(words, words.say("Hours to decide"), found.extent), *lines, rows=rows)


def _to_decided(words: Words, decided: int | None) -> Row:
    """The ways to what can be put right."""
    this = () if decided is None else (Press(words.say("Correct it"), buttons.ShowClaim(claim=decided)),)
    return (*this, Press(words.say("Decided lately"), buttons.ShowDecided()))


def _nothing(words: Words, found: Pending, said: Markup | None, decided: int | None) -> Screen:
    again: tuple[Row, ...] = ()
    if found.count:  # on pages before this one
        again = ((Press(words.say("From the start"), buttons.ShowPending(), "success"),),)
    line = words.say("That was all.") if found.count else words.say("✅ Nothing waits for you.")
    rows = (*again, _to_decided(words, decided), *parts.home_row(words))
    return page(words.say("Hours to decide"), said, line, rows=rows)


def _entry(words: Words, asked: Asked, policy: Policy) -> Row:
    claim = asked.claim
    said = words.listed(
        (parts.called(words, asked.name, LONGEST_NAME), words.length(claim.minutes), words.day(claim.day), claim.what)
    )
    needs_a_look = asked.rostered_minutes or is_long(asked.day_minutes, policy)
    label = Markup("⚠️ {}").format(said) if needs_a_look else said
    return (Press(cut(label, LONGEST_LABEL), buttons.ShowClaim(claim=claim.id)),)


def _answers(words: Words, asked: Asked) -> Row:
    number = asked.claim.id
    return (
        Press(words.say("Approve"), buttons.ApproveClaim(claim=number), "success"),
        Press(words.say("Reject"), buttons.RejectClaim(claim=number), "danger"),
    )


def claim(
    words: Words,
    asked: Asked,
    rostered: Sequence[Rostered],
    policy: Policy,
    *,
    back: buttons.ShowPending | buttons.ShowDecided,
    decidable: bool,
) -> Screen:
    """One request in full, with what rosters count for its day; with its two answers, or what puts the one given right.

    `decidable`: the reader may give them.
    """
    is_from_decided = isinstance(back, buttons.ShowDecided)
    is_pending, is_off = (asked.claim.state is state for state in (Decision.PENDING, Decision.WITHDRAWN))
    rows = (
        *((_answers(words, asked) if is_pending else _correction(words, asked),) if decidable and not is_off else ()),
        (WayBack(words.say("‹ Decided lately") if is_from_decided else words.say("‹ Hours to decide"), back),),
    )
    decided = words.say("Withdrawn") if is_off else words.say("Decided already")
    title = words.say("Hours to approve") if is_pending else decided
    counts = asked.claim.state is Decision.APPROVED
    return page(
        title,
        *_claim_lines(words, asked, policy),
        None if counts else parts.rostered(words, rostered),
        None if is_pending or is_off else _decided(words, asked),
        rows=rows,
    )


def _correction(words: Words, asked: Asked) -> Row:
    """The other answer than the one that was given."""
    number = asked.claim.id
    if asked.claim.state is Decision.APPROVED:
        return (Press(words.say("Take back"), buttons.TakeBackClaim(claim=number), "danger"),)
    return (Press(words.say("Approve after all"), buttons.ApproveAfterAll(claim=number), "success"),)


def _claim_lines(words: Words, asked: Asked, policy: Policy) -> tuple[Markup | None, ...]:
    found = asked.claim
    return (
        words.say("🙋 {name} · {unit}", name=parts.called(words, asked.name), unit=asked.unit.name),
        how_long(words, found.minutes, found.day),
        quoted(found.what) if found.what else None,
        words.say("⚠️ {length} in all on that day", length=words.length(asked.day_minutes))
        if is_long(asked.day_minutes, policy)
        else None,
    )


def _decided(words: Words, asked: Asked) -> Markup:
    if asked.claim.state is Decision.APPROVED:
        return words.say("✅ Approved.")
    if asked.claim.reason:
        return words.say("Rejected: {reason}", reason=asked.claim.reason)
    return words.say("Rejected.")


def decided_lately(words: Words, found: Decided) -> Screen:
    """A page of what was decided, each leading to what puts it right."""
    nothing = words.say("That was all.") if found.extent.number else words.say("Nothing was decided lately.")
    rows = (
        *((_decided_entry(words, asked),) for asked in found.asked),
        *parts.page_row(words, found.extent, lambda number: buttons.ShowDecided(page=number)),
        (WayBack(words.say("‹ Hours to decide"), buttons.ShowPending()),),
    )
    title = parts.of_so_many(words, words.say("Hours decided lately"), found.extent)
    return page(title, None if found.asked else nothing, rows=rows)


def _decided_entry(words: Words, asked: Asked) -> Press:
    claim = asked.claim
    name = parts.called(words, asked.name, LONGEST_NAME)
    said = words.listed((name, words.length(claim.minutes), words.day(claim.day), claim.what))
    if claim.state is Decision.APPROVED:
        said = Markup("✅ {}").format(said)
    return Press(cut(said, LONGEST_LABEL), buttons.ShowClaim(claim=claim.id))


def decided(words: Words, outcome: Approved | Rejected | TakenBack, name: str) -> tuple[Markup, str]:
    """What was decided, as a line above what still waits; with the toast."""
    length, name = words.length(outcome.claim.minutes), parts.called(words, name)
    if isinstance(outcome, Approved):
        return words.say("✅ Approved: {name}, {length}", name=name, length=length), words.say("Approved.")
    if isinstance(outcome, TakenBack):
        return words.say("Taken back: {name}, {length}", name=name, length=length), words.say("Taken back.")
    return words.say("Rejected: {name}, {length}", name=name, length=length), words.say("Rejected.")


def day_filled(words: Words, outcome: DayFilled) -> Screen:
    """Why these hours cannot be approved, and what can be done."""
    found = outcome.claim
    is_pending = found.state is Decision.PENDING
    return page(
        words.say("Over 24 hours"),
        how_long(words, found.minutes, found.day),
        words.say(
            "⚠️ With the {already} recorded for that day already, it would have more than 24 hours.",
            already=words.length(outcome.already),
        ),
        words.say("Reject them and say why; or correct that day's roster first.")
        if is_pending
        else words.say("Correct that day's roster first."),
        rows=(
            *(((Press(words.say("Reject"), buttons.RejectClaim(claim=found.id), "danger"),),) if is_pending else ()),
            (WayBack(words.say("‹ Hours to decide"), buttons.ShowPending()),),
        ),
    )


def undecidable(words: Words, outcome: Undecidable) -> Screen:
    """Why the reader cannot decide on it; what was decided can be looked at, and put right there."""
    see: tuple[Row, ...] = ()
    match outcome:
        case AlreadyDecided(claim=found, by_name=by_name):
            see = ((Press(words.say("See it"), buttons.ShowClaim(claim=found.id)),),)
            approved, by_name = found.state is Decision.APPROVED, parts.called(words, by_name)
            title = words.say("Decided already")
            said = (
                words.say("{name} has approved it.", name=by_name)
                if approved
                else words.say("{name} has rejected it.", name=by_name)
            )
        case NotAsked(name=name):
            title = words.say("Withdrawn")
            said = words.say(
                "{name} has withdrawn this, or changed it. What is asked for now waits in the list.",
                name=parts.called(words, name),
            )
        case OwnHours():
            title = words.say("Your own hours")
            said = words.say("Nobody approves their own hours. Another leader has been asked.")
        case NotAllowed():
            title = words.say("This is decided by somebody else")
            said = parts.not_leading(words)
    return page(title, said, rows=(*see, (WayBack(words.say("‹ Hours to decide"), buttons.ShowPending()),)))


def ask_approve_all(words: Words, found: Pending, policy: Policy) -> Screen:
    """The second look before everything is approved."""
    long_days = words.many(
        "⚠️ {number} of them is on a day with more than {length}.",
        "⚠️ {number} of them are on days with more than {length}.",
        found.long_days,
        length=words.length(policy.long_day_hours * 60),
    )
    rostered_days = words.many(
        "⚠️ {number} of them is for a day with a shift on record.",
        "⚠️ {number} of them are for days with a shift on record.",
        found.rostered_days,
    )
    return page(
        words.many("Approve {number} request?", "Approve all {number} requests?", found.count),
        words.say("🕒 {length} in all", length=words.length(found.minutes)),
        long_days if found.long_days else None,
        rostered_days if found.rostered_days else None,
        rows=(
            (Press(words.say("Approve all"), buttons.ApproveAll(newest=found.newest), "success"),),
            (WayBack(words.say("‹ Look again"), buttons.ShowPending()),),
        ),
    )


def all_approved(words: Words, outcomes: tuple[AllApproved, ...]) -> tuple[Markup, str]:
    """How many were approved, as a line above what still waits; with the toast."""
    claims = [found for outcome in outcomes for found in outcome.claims]
    length = words.length(sum(found.minutes for found in claims))
    said = words.many(
        "✅ Approved: {number} request, {length}",
        "✅ Approved: {number} requests, {length}",
        len(claims),
        length=length,
    )
    return Markup("\n").join((said, *_left(words, outcomes))), words.say("Approved.")


def _left(words: Words, outcomes: tuple[AllApproved, ...]) -> tuple[Markup, ...]:
    """What was not approved with the others."""
    number = sum(outcome.over_a_day for outcome in outcomes)
    left = words.many(
        "⚠️ {number} request is left: its day would have more than 24 hours.",
        "⚠️ {number} requests are left: their days would have more than 24 hours.",
        number,
    )
    return (left,) if number else ()
