"""Whether somebody still comes to a shift that was moved: the question, wherever it is asked, and its answers."""

from markupsafe import Markup

from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import ConfirmMove, SayNotComing
from handlers.showing.ages import age_line
from handlers.showing.parts import LONGEST_LABEL, see
from handlers.tapping.screen import Press, Row
from volunteering.rules.activities import Clash
from volunteering.rules.moves import ConfirmQuestion, Hindrance
from volunteering.rules.signing_up import Facts, Overlaps
from words.words import Words, cut

ANSWERED_APART = 3
"""Of how many shifts of one question each has a row of its own; of the others one says it on their cards."""


def question_lines(words: Words, question: ConfirmQuestion | None) -> tuple[Markup, ...]:
    """Until when, and what keeps the reader from it; nothing where nothing is asked."""
    if question is None:
        return ()
    return (
        *(hindrance_line(words, reason) for reason in question.reasons),
        *_not_that_day(words, question),
        _by(words, question),
    )


def _by(words: Words, question: ConfirmQuestion) -> Markup:
    if question.loses_place:
        by = words.moment(question.ends)
        return words.say("⚠️ Do you still come? Please confirm by {when}. After that the place is offered on.", when=by)
    return words.say("⚠️ Do you still come? Please confirm before it begins. You keep your place.")


def _not_that_day(words: Words, question: ConfirmQuestion) -> tuple[Markup, ...]:
    blocked = any(one.is_blocked for one in question.shifts)
    return (words.say("You said that you can't that day."),) if blocked else ()


def hindrance_line(words: Words, reason: Hindrance) -> Markup:
    """What keeps somebody from a shift that they have a place in."""
    return also_at(words, reason.clash) if isinstance(reason, Overlaps) else age_line(words, reason)


def also_at(words: Words, clash: Clash) -> Markup:
    """Where else the reader is then."""
    period = words.period(clash.shift.period)
    return words.say("⚠️ You are also signed up for {title} then: {period}.", title=clash.title, period=period)


def answer_rows(words: Words, question: ConfirmQuestion | None, otherwise: tuple[Row, ...] = ()) -> tuple[Row, ...]:
    """Yes or no; of several shifts one yes for all of them, and each by itself. Other rows where nothing is asked."""
    if question is None:
        return otherwise
    first, *others = question.shifts
    if not others:
        return ((_still(words, first, every=False), _not_coming(words, first)), *_elsewhere(words, question))
    apart = tuple(
        row for one in question.shifts[:ANSWERED_APART] for row in ((_see(words, one),), (_not_coming(words, one),))
    )
    return ((_still(words, first, every=True),), *apart, *_elsewhere(words, question))


def _elsewhere(words: Words, question: ConfirmQuestion) -> tuple[Row, ...]:
    clashes = [reason.clash for reason in question.reasons if isinstance(reason, Overlaps)]
    return tuple((see(words, clash.title, ShowShift(shift=clash.shift.id)),) for clash in clashes)


def _still(words: Words, facts: Facts, *, every: bool) -> Press:
    since = facts.mine.to_confirm if facts.mine else None
    button = ConfirmMove(shift=facts.shift.id, since=int(since.timestamp()) if since else 0, every=every)
    return Press(words.say("I still come"), button, "success")


def _not_coming(words: Words, facts: Facts) -> Press:
    return Press(words.say("I can't make it"), SayNotComing(shift=facts.shift.id), "danger")


def _see(words: Words, facts: Facts) -> Press:
    return Press(cut(words.moment(facts.shift.period.start), LONGEST_LABEL), ShowShift(shift=facts.shift.id))
