"""Letters: before they are sent and as they arrive, what came of them, and how far one is that goes to many."""

from markupsafe import Markup, escape

from handlers.buttons.activities import ShowActivity
from handlers.buttons.enquiries import AnswerLetter
from handlers.buttons.home import Home
from handlers.buttons.letters import StopLetter
from handlers.leading.screens.led import way_back
from handlers.showing.parts import when_and_how_long
from handlers.tapping.screen import Press, Row, Screen, page
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.letters import Course, UnitLetter
from volunteering.rules.tree import Unit
from words.words import Words


def written(words: Words, to: int) -> Markup:
    """The letter is on its way."""
    return words.many("✅ Sent to {number} person.", "✅ Sent to {number} people.", to)


def nobody_to_write_to(words: Words, found: Activity) -> Screen:
    """Nobody would get the letter."""
    return page(
        words.say("Nobody to write to"),
        words.say("Nobody else is signed up for {title}.", title=found.title),
        rows=((way_back(words, found),),),
    )


def letter(
    words: Words, name: str, text: str, activity: Activity | None, unit: Unit | None, *, message: int | None = None
) -> Screen:
    """Words of a leader to the people of an activity, or of an admin to those of a unit.

    `message` is what it arrives as, which can be answered.
    """
    about = activity.title if activity else unit.name if unit else ""
    onward = Press(words.say("See the activity"), ShowActivity(activity=activity.id)) if activity else _home(words)
    return page(
        words.say("A message from {name}", name=name) if name else words.say("A message from your team"),
        words.say("🏷 {subject}", subject=about) if about else None,
        "",
        escape(text),
        rows=(*_answer_row(words, message, activity), (onward,)),
    )


def _answer_row(words: Words, message: int | None, activity: Activity | None) -> tuple[Row, ...]:
    if message is None:
        return ()
    return ((Press(words.say("Answer"), AnswerLetter(message=message, activity=activity and activity.id)),),)


def preview(
    words: Words,
    name: str,
    text: str,
    *,
    to: int,
    activity: Activity | None = None,
    shift: Shift | None = None,
    unit: Unit | None = None,
) -> Markup:
    """The letter as it will arrive, how many people get it, and of which shift, where it isn't for all."""
    count = words.many("It goes to {number} person.", "It goes to {number} people.", to)
    whose = (when_and_how_long(words, shift),) if shift else ()
    return Markup("\n").join((letter(words, name, text, activity, unit).text, "", *whose, count))


def progress(words: Words, letter: UnitLetter) -> Screen:
    """How far a message to a unit's people is; it keeps itself up to date."""
    sent, total = words.number(letter.sent), words.number(letter.total)
    lines = (
        words.say("{sent} of {total} sent", sent=sent, total=total),
        words.say("{number} could not be reached", number=words.number(letter.missed)) if letter.missed else None,
    )
    unit = letter.unit.name
    if letter.is_over:
        title = (
            words.say("Message to {unit}: stopped", unit=unit)
            if letter.course is Course.STOPPED
            else words.say("Message to {unit}: sent", unit=unit)
        )
        return page(title, *lines, rows=((_home(words),),))
    return page(
        words.say("Message to {unit}: on its way", unit=unit),
        *lines,
        rows=((_home(words),), (Press(words.say("Stop"), StopLetter(letter=letter.id), "danger"),)),
    )


def _home(words: Words) -> Press:
    return Press(words.say("‹ Home"), Home())


def on_its_way(words: Words, to: int) -> Markup:
    """The letter is sent, as fast as Telegram lets it."""
    return words.many(
        "✅ On its way to {number} person. You see how far it is in a message of its own.",
        "✅ On its way to {number} people. You see how far it is in a message of its own.",
        to,
    )


def nobody_there(words: Words) -> Markup:
    """Nobody would get it."""
    return words.say("⚠️ There is nobody here to write to.")
