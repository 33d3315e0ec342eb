"""Asking people to help out, as the leader of the shift sees it: who was asked, who said what, and what can be done."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.asking import ShowAsked, Widen
from handlers.buttons.leading import AskCancelShift, ManageShift
from handlers.showing import parts
from handlers.showing.roles import missing
from handlers.tapping.screen import Press, Row, Screen, Style, WayBack, page
from storage.views.asking import AskedPeople, WasAsked
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.asking import AskReply, WhyTold
from volunteering.rules.capacity import Capacity
from volunteering.rules.tree import Unit
from words.words import Words, cut

NAMED = 10
"""How many people of each answer are named; how many more there are is said."""

LONGEST_NAME = 30


def summed_up(words: Words, asked: AskedPeople, shift: Shift) -> Markup:
    """⏳ how many were asked, what they said, and in how long it begins."""
    begins = words.ahead(max(0, int((shift.period.start - words.now).total_seconds() // 60)))
    if not asked.people:
        return words.say("⏳ Nobody was asked. It begins in {time}.", time=begins)
    return words.many(
        "⏳ {number} asked: {yes} yes, {no} no, {silent} silent. It begins in {time}.",
        "⏳ {number} asked: {yes} yes, {no} no, {silent} silent. It begins in {time}.",
        len(asked.people),
        yes=words.number(asked.came),
        no=words.number(asked.declined),
        silent=words.number(asked.silent),
        time=begins,
    )


def help_missing(
    words: Words, activity: Activity, shift: Shift, capacity: Capacity, asked: AskedPeople, why: WhyTold
) -> Screen:
    """To the leader: it is theirs to decide now."""
    return page(
        words.say("People are missing: {title}", title=activity.title),
        parts.when_and_how_long(words, shift),
        missing(words, shift, capacity),
        summed_up(words, asked, shift),
        _nobody_left(words, asked) if why is WhyTold.NOBODY_LEFT else None,
        _whom_next(words, asked, shift),
        rows=(
            *_widen_row(words, asked, shift, "success"),
            (
                Press(words.say("Who was asked"), ShowAsked(shift=shift.id)),
                Press(words.say("Manage"), ManageShift(shift=shift.id)),
            ),
            (Press(words.say("Cancel this shift"), AskCancelShift(shift=shift.id), "danger"),),
        ),
    )


def _nobody_left(words: Words, asked: AskedPeople) -> Markup:
    return words.say("Nobody of {team} is left who could be asked just now.", team=cut(asked.unit.name, LONGEST_NAME))


def _may_widen(words: Words, asked: AskedPeople, shift: Shift) -> Unit | None:
    """The unit whose people may be asked, too."""
    return asked.above if shift.takes and not shift.has_begun(words.now) else None


def _whom_next(words: Words, asked: AskedPeople, shift: Shift) -> Markup | None:
    """Whom the button would ask: after a tap it is the next unit's."""
    above = _may_widen(words, asked, shift)
    if above is None:
        return None
    return words.say("“Widen” asks the people of {above}, too.", above=cut(above.name, LONGEST_NAME))


def _widen_row(words: Words, asked: AskedPeople, shift: Shift, style: Style | None = None) -> tuple[Row, ...]:
    above = _may_widen(words, asked, shift)
    if above is None:
        return ()
    return ((Press(words.say("Widen"), Widen(shift=shift.id, unit=above.id), style),),)


def who_was_asked(
    words: Words,
    activity: Activity,
    shift: Shift,
    capacity: Capacity,
    asked: AskedPeople,
    *,
    is_ahead: bool,
    said: Markup | None = None,
) -> Screen:
    """Everybody, by what they said; of other teams only who comes has a name."""
    groups = (
        (words.say("Yes"), asked.of(AskReply.YES)),
        (words.say("Not this one"), asked.of(AskReply.NO, AskReply.NOT_THIS_MONTH, AskReply.LESS)),
        (words.say("Silent"), asked.of(None, AskReply.FILLED)),
    )
    return page(
        words.say("Asked: {title}", title=activity.title),
        said,
        parts.when_and_how_long(words, shift),
        missing(words, shift, capacity) if is_ahead else None,
        summed_up(words, asked, shift) if is_ahead else None,
        words.say("Asked are the people of {team}.", team=cut(asked.unit.name, LONGEST_NAME)) if is_ahead else None,
        *(_group(words, name, people) for name, people in groups if people),
        _usually(words, asked) if is_ahead else None,
        _whom_next(words, asked, shift) if is_ahead else None,
        rows=(
            *(_widen_row(words, asked, shift) if is_ahead else ()),
            (WayBack(words.say("‹ Back"), ManageShift(shift=shift.id)),),
            *(
                ((Press(words.say("Cancel this shift"), AskCancelShift(shift=shift.id), "danger"),),)
                if is_ahead
                else ()
            ),
        ),
    )


def _group(words: Words, name: Markup, people: Sequence[WasAsked]) -> Markup:
    named = [cut(one.name, LONGEST_NAME) for one in people if one.name][:NAMED]
    rest = len(people) - len(named)
    more = (words.many("{number} more", "{number} more", rest) if named else words.number(rest),) if rest else ()
    return words.say("{label}: {answer}", label=name, answer=words.listed((*named, *more)))


def _usually(words: Words, asked: AskedPeople) -> Markup:
    """How many of those asked usually say yes; said once it is known."""
    if not asked.rate.is_known:
        return words.say("How many usually say yes: don't know yet")
    return words.say("About {number} of 10 asked say yes here.", number=words.number(round(asked.rate.expected * 10)))


def widened(words: Words, team: str) -> Markup:
    """From now on they are asked, too."""
    return words.say("✅ The people of {team} are asked, too.", team=cut(team, LONGEST_NAME))


def widened_before(words: Words) -> Markup:
    """It was done already."""
    return words.say("That is done already.")
