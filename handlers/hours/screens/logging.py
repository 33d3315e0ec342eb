"""Logging hours: what was understood, and what came of it."""

from datetime import date

from markupsafe import Markup

from handlers.buttons.hours import LogHours, MyHours
from handlers.forms.problems import WrongAnswer
from handlers.forms.sentences import sentence_for
from handlers.hours.screens.claims import how_long, quoted
from handlers.showing import parts
from handlers.showing.asking import ask_row
from handlers.tapping.screen import Press, Screen, page
from volunteering.actions.hours.logging import Logged, NotLogged, NotYourUnit
from volunteering.rules.enquiries import Matter
from volunteering.rules.hours import InTheFuture, MoreThanADay, NoTime
from volunteering.rules.signing_up import Suspended
from volunteering.rules.tree import Unit
from words.words import Words

Reason = Suspended | NotYourUnit | NoTime | InTheFuture | MoreThanADay


def to_be_logged(words: Words, minutes: int, day: date, what: str, unit: Unit) -> Markup:
    """What the leaders will be shown."""
    lines = (how_long(words, minutes, day), quoted(what), words.say("🏷 {unit}", unit=unit.name))
    return Markup("\n").join(lines)


def logged(words: Words, outcome: Logged) -> tuple[Screen, str]:
    """The hours are with the leaders; with the toast."""
    said = (
        how_long(words, outcome.minutes, outcome.day),
        words.say("⏳ {unit} decides, and you get a message.", unit=outcome.unit.name)
        if outcome.asked
        else words.say("⏳ Nobody else leads {unit} yet. The hours wait until somebody does.", unit=outcome.unit.name),
        words.say("That makes {length} for that day.", length=words.length(outcome.day_minutes))
        if outcome.day_minutes > outcome.minutes
        else None,
    )
    rows = (
        (Press(words.say("My hours"), MyHours()), Press(words.say("Log more"), LogHours())),
        *parts.home_row(words),
    )
    return page(words.say("Sent to your leaders"), *said, rows=rows), words.say("Sent.")


def sent(words: Words, outcome: Logged) -> Markup:
    """The same in one line, above what comes next."""
    return words.say(
        "✅ Sent to your leaders: {length}, {day}", length=words.length(outcome.minutes), day=words.day(outcome.day)
    )


def not_logged(words: Words, outcome: NotLogged) -> Screen:
    """Why not, each reason in its own line."""
    return page(
        words.say("Not logged"),
        *(_reason(words, reason) for reason in outcome.reasons),
        rows=(
            (Press(words.say("Log hours"), LogHours()),),
            *(ask_row(words, Matter.ON_HOLD) if Suspended() in outcome.reasons else ()),
            (Press(words.say("My hours"), MyHours()),),
            *parts.home_row(words),
        ),
    )


def _reason(words: Words, reason: Reason) -> Markup:
    match reason:
        case Suspended():
            return words.say("Your sign-ups are on hold. Please speak to your team's leader.")
        case NotYourUnit(unit=unit):
            return words.say("You are not in {unit}. Join it in your profile first.", unit=unit.name)
        case NoTime():
            return sentence_for(words, WrongAnswer("length_no_length", {}))
        case InTheFuture(day=day):
            return sentence_for(words, WrongAnswer("day_in_the_future", {"said": (day,)}))
        case MoreThanADay(already=already):
            return sentence_for(words, WrongAnswer("length_more_than_a_day", {"already": already}))
