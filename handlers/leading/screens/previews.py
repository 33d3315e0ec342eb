"""What a move would do, read before anybody is told: who would be asked, and who is elsewhere then."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from handlers.showing import parts
from storage.rows.affected import Affected, ElsewhereThen
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.ground.periods import Period
from words.words import Words, cut

NAMED: Final = 5
LONGEST_NAME: Final = 30
LONGEST_TITLE: Final = 40


def of_time(words: Words, activity: Activity, shift: Shift, period: Period, affected: Affected) -> Markup:
    """A shift at another time."""
    return _lines(
        Markup.escape(activity.title),
        words.say("📅 {before} → {after}", before=words.period(shift.period), after=words.period(period)),
        _asked(words, affected.people),
        *_elsewhere(words, affected.elsewhere),
    )


def of_venue(words: Words, activity: Activity, venue: str, affected: Affected) -> Markup:
    """An activity at another place."""
    return _lines(
        Markup.escape(activity.title),
        words.say("📍 {before} → {after}", before=activity.venue, after=venue),
        words.many("📅 It moves {number} shift.", "📅 It moves {number} shifts.", affected.shifts),
        _asked(words, affected.people),
    )


def _lines(*lines: Markup) -> Markup:
    return Markup("\n").join(lines)


def _asked(words: Words, people: int) -> Markup:
    return words.many(
        "🙋 {number} person with a place will be asked whether they still come.",
        "🙋 {number} people with a place will be asked whether they still come.",
        people,
    )


def _elsewhere(words: Words, people: Sequence[ElsewhereThen]) -> tuple[Markup, ...]:
    """By name, with what they have then; of one person there may be several lines."""
    if not people:
        return (words.say("None of them is elsewhere then."),)
    lines = (
        words.say(
            "⚠️ {name} is elsewhere then: {title}, {period}",
            name=parts.called(words, one.name, LONGEST_NAME),
            title=cut(one.title, LONGEST_TITLE),
            period=words.period(one.period),
        )
        for one in people[:NAMED]
    )
    return tuple(filter(None, (*lines, parts.and_more(words, len(people) - NAMED))))
