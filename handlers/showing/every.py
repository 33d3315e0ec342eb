"""What came of signing up for several shifts at once, and of leaving them: all sessions, every one of a series."""

from dataclasses import dataclass

from markupsafe import Markup

from handlers.buttons.activities import ShowActivity, ShowShift
from handlers.buttons.button import Button
from handlers.buttons.signing_up import MyShifts
from handlers.showing.asking import ask_the_leader
from handlers.showing.getting import ways_to_get
from handlers.showing.parts import LONGEST_LABEL, and_more
from handlers.showing.reasons import reason_line, what_to_ask
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from volunteering.actions.signing_up.every import EveryLeft, EveryTaken, EveryWouldBeTaken
from volunteering.rules.activities import Shift
from volunteering.rules.signing_up import Reason
from words.words import Words, cut

LISTED = 6
"""Of shifts of a kind, so many are named."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What differs by what the shifts are: where one goes on to, and what it says where there are none."""

    back: WayBack
    again: Button
    leave: tuple[Row, ...]
    none_ahead: Markup
    was_in_none: Markup
    later: Markup | None = None  # of those that are not there yet


def taken(words: Words, outcome: EveryTaken, ways: Ways) -> tuple[Screen, str]:
    """Each shift with what came of it, also of a tap before this one; with the toast."""
    is_in = _is_in(outcome) or _waits(outcome)
    return _several(words, outcome, ways), words.say("You are in.") if is_in else words.say("Not this time.")


def _is_in(outcome: EveryTaken) -> bool:
    return bool(outcome.taken or outcome.had)


def _waits(outcome: EveryTaken) -> bool:
    return bool(outcome.waiting or outcome.awaited)


def _several(words: Words, outcome: EveryTaken, ways: Ways) -> Screen:
    activity = outcome.activity
    title = (
        words.say("You are in: {title}", title=activity.title)
        if _is_in(outcome)
        else words.say("On the waiting list: {title}", title=activity.title)
        if _waits(outcome)
        else words.say("Not this time: {title}", title=activity.title)
    )
    places = sorted((*outcome.had, *outcome.taken), key=lambda one: (one.period.start, one.id))
    refusals = _refusals(outcome)
    waits = (
        *(
            words.say(
                "⏳ {period}: number {number} on the waiting list", period=words.period(one.period), number=number
            )
            for one, number in outcome.waiting
        ),
        *(words.say("⏳ {period}: on the waiting list", period=words.period(one.period)) for one in outcome.awaited),
    )
    lines = [
        *(Markup("🙋 %s") % words.period(one.period) for one in places[:LISTED]),
        _more(words, len(places)),
        *waits[:LISTED],
        _more(words, len(waits)),
        *(line for refusal in refusals[:LISTED] for line in _refused(words, *refusal)),
        _more(words, len(refusals)),
        *(
            words.say("⚠️ {period}: it asks something first", period=words.period(one.period))
            for one in outcome.to_ask[:LISTED]
        ),
        _more(words, len(outcome.to_ask)),
    ]
    if not any(lines):
        lines.append(ways.none_ahead)
    lines.append(ways.later)
    return page(title, *lines, rows=_rows(words, outcome, ways))


def _more(words: Words, count: int) -> Markup | None:
    return and_more(words, count - LISTED)


def _refusals(outcome: EveryTaken) -> list[tuple[tuple[Reason, ...], list[Shift]]]:
    """What is against which shifts: what is against several is said once."""
    grouped: list[tuple[tuple[Reason, ...], list[Shift]]] = []
    for shift, reasons in outcome.refused:
        same = next((shifts for before, shifts in grouped if before == reasons), None)
        if same is None:
            grouped.append((reasons, [shift]))
        else:
            same.append(shift)
    return grouped


def _refused(words: Words, reasons: tuple[Reason, ...], shifts: list[Shift]) -> tuple[Markup | None, ...]:
    return (
        *(words.say("⚠️ {period}", period=words.period(one.period)) for one in shifts[:LISTED]),
        _more(words, len(shifts)),
        *(reason_line(words, reason) for reason in reasons),
    )


def _rows(words: Words, outcome: EveryTaken, ways: Ways) -> tuple[Row, ...]:
    refusals = _refusals(outcome)
    asked = tuple(
        (Press(cut(words.moment(one.period.start), LONGEST_LABEL), ShowShift(shift=one.id), "success"),)
        for one in outcome.to_ask[:LISTED]
    )
    got = [row for reasons, (first, *_) in refusals[:LISTED] for row in ways_to_get(words, reasons, first)]
    helped = {tuple(press.label for press in row): row for row in reversed(got)}  # the same is got once
    matter, number = what_to_ask(refusals[0][0], refusals[0][1][0]) if refusals else (None, 0)
    ask = ((ask_the_leader(words, matter, number),),) if matter else ()
    return (
        *asked,
        *reversed(helped.values()),
        (Press(words.say("My shifts"), MyShifts()), ways.back),
        *ask,
        *(ways.leave if _is_in(outcome) or _waits(outcome) else ()),
    )


def ask_leave(words: Words, outcome: EveryWouldBeTaken, surely: Button) -> Screen:
    """Nothing is left yet: somebody who waits would have a place at once."""
    activity = outcome.activity
    return page(
        words.say("Leave {title}?", title=activity.title),
        words.many(
            "In {number} of them somebody who waits would have your place at once.",
            "In {number} of them somebody who waits would have your places at once.",
            outcome.several,
        ),
        rows=(
            (WayBack(words.say("Keep my place"), ShowActivity(activity=activity.id)),),
            (Press(words.say("Yes, leave"), surely, "danger"),),
        ),
    )


def left(words: Words, outcome: EveryLeft, ways: Ways) -> tuple[Screen, str]:
    """Out of these; with the toast."""
    activity = outcome.activity
    screen = page(
        words.say("Left: {title}", title=activity.title),
        *(Markup("📅 %s") % words.period(one.period) for one in outcome.left[:LISTED]),
        _more(words, len(outcome.left)),
        None if outcome.left else ways.was_in_none,
        rows=(
            *(((Press(words.say("Sign up again"), ways.again),),) if outcome.left else ()),
            (Press(words.say("My shifts"), MyShifts()), ways.back),
        ),
    )
    return screen, words.say("Done.")
