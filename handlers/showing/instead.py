"""What is shown instead: the screens for those who knock at the wrong door."""

from datetime import datetime
from typing import Final

from markupsafe import Markup

from handlers.buttons.button import Button
from handlers.buttons.doubles import SayNotThem
from handlers.buttons.volunteers import ChooseLanguage, ComeBack, Register, ShowPrivacy
from handlers.showing.asking import ask_row
from handlers.showing.parts import home_row, in_quotes
from handlers.tapping.messenger import Entrance
from handlers.tapping.screen import Link, Press, Row, Screen, page
from volunteering.rules.activities import Activity
from volunteering.rules.enquiries import Matter
from volunteering.rules.tree import Unit
from words.words import Words, cut

LONGEST_QUOTE: Final = 200  # characters of what somebody wrote


def left_before(words: Words, *, activity: Activity | None = None, unit: Unit | None = None) -> Screen:
    """Somebody who left is at the door."""
    back = ComeBack(activity=activity and activity.id, unit=unit and unit.id)
    return page(
        words.say("You have left"),
        words.say("Your hours are still here. Come back whenever you like."),
        rows=(
            (Press(words.say("Come back"), back, "success"),),
            (Press(words.say("My data"), ShowPrivacy()),),
        ),
    )


def goes_on_elsewhere(words: Words) -> Screen:
    """Somebody writes from an account that goes on no more: their record is another one of theirs."""
    return page(
        words.say("You go on with your other account"),
        words.say("You were registered twice. Your shifts and hours are all with your other account in Telegram."),
        words.say("If you have no other one, tell us: somebody looks into it."),
        rows=((Press(words.say("That isn't me"), SayNotThem()),),),
    )


def language_row(words: Words) -> Row:
    """The way to the languages, written so that whoever cannot read this one finds it."""
    return (Press(words.say("中文 / English"), ChooseLanguage()),)


def register_first(words: Words, *, back: bool) -> Screen:
    """Somebody who is not registered, or who left, tapped something for volunteers."""
    if back:
        return left_before(words)
    return page(
        words.say("Please register first"),
        words.say("It takes a minute: your name, your team, and you can sign up."),
        rows=((Press(words.say("Register"), Register(), "success"),), language_row(words)),
    )


def for_leaders(words: Words) -> Screen:
    """Something for leaders only."""
    return _not_for_you(words, words.say("Only leaders can do that. If you lead a team, ask its admin for the role."))


def for_admins(words: Words) -> Screen:
    """Something for admins only."""
    return _not_for_you(words, words.say("Only admins can do that. If you should be one, ask an admin of your team."))


def _not_for_you(words: Words, why: Markup) -> Screen:
    return page(words.say("You cannot open that"), why, rows=(*ask_row(words, Matter.TEAM), *home_row(words)))


def on_hold(words: Words) -> Screen:
    """A suspended person would like to sign up or log hours."""
    return page(
        words.say("Your sign-ups are on hold"),
        words.say("Please speak to your team's leader."),
        rows=(*ask_row(words, Matter.ON_HOLD), *home_row(words)),
    )


def gone(words: Words) -> Screen:
    """What the button was about is not there."""
    return page(words.say("Not found"), words.say("That is not here any more."), rows=home_row(words))


def talk_in_private(words: Words, entrance: Entrance) -> Screen:
    """Said in a group."""
    rows: tuple[Row, ...] = ((Link(words.say("Open"), entrance("")),),)
    return page(
        words.say("Let's speak in private"), words.say("Your shifts and hours are nobody else's business."), rows=rows
    )


def old_button_toast(words: Words) -> str:
    """A button that is not ours, or no longer."""
    return words.say("That button is from an older message.")


def comes_soon_toast(words: Words) -> str:
    """They tap again, and what they asked for is being made."""
    return words.say("Your file is being made. It comes by itself.")


def slow_down(words: Words) -> Screen:
    """Said once to somebody who sends more than can be read."""
    return page(words.say("One moment, please"), words.say("That was a lot at once. What you send now is not read."))


def went_wrong(words: Words) -> Screen:
    """Said once when an update could not be done, whatever was tried."""
    return page(
        words.say("That did not work"),
        words.say("Something is wrong on our side. What you did is put aside, and somebody looks at it."),
        words.say("If it is done after all, you hear of it here. If it is urgent, please try another way."),
        rows=home_row(words),
    )


def file_missing(words: Words, again: Button) -> Screen:
    """Said once in place of files that could be neither made nor sent, whatever was tried."""
    return page(
        words.say("A file could not be sent"),
        words.say("Something is wrong on our side. Please try again in a few minutes."),
        rows=((Press(words.say("Try again"), again, "success"),), *home_row(words)),
    )


def taken_up_again(words: Words, at: datetime) -> Markup:
    """What an answer is to that comes so late."""
    return words.say("What you did ({when}) did not work then. Now it was taken up again:", when=words.moment(at))


def too_late(words: Words, typed: str | None) -> Screen:
    """What was put aside can't be done any more without its person."""
    return page(
        words.say("Too late for that"),
        in_quotes(words, cut(typed, LONGEST_QUOTE)) if typed else None,
        words.say("It was not done, since you may have gone on meanwhile. If you still want it, please begin anew."),
        rows=home_row(words),
    )
