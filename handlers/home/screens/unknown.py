"""Answers to what is neither a command nor an answer to a question: never silence, always a likely way on."""

from handlers.buttons.activities import ListActivities
from handlers.buttons.certificates import AskNumber
from handlers.buttons.forms import Resume
from handlers.buttons.home import Help, Home
from handlers.buttons.hours import LogHours
from handlers.buttons.signing_up import MyShifts
from handlers.buttons.volunteers import ChangePhone, Register
from handlers.showing.asking import ask_row
from handlers.showing.instead import language_row
from handlers.tapping.menus import Offered
from handlers.tapping.screen import Press, Row, Screen, page
from volunteering.rules.enquiries import Matter
from words.words import Words, cut

LONGEST_QUOTE = 40


def no_such_command(words: Words, typed: str, nearest: Offered | None, *, has_draft: bool) -> Screen:
    """A command that is none; the nearest one as a button, by what it is for."""
    meant = ((Press(words.say(nearest.what), nearest.leads_to),),) if nearest and nearest.leads_to else ()
    return page(
        words.say("There is no /{command}", command=cut(typed, LONGEST_QUOTE)),
        words.say("Did you mean /{command}?", command=nearest.name) if nearest else None,
        words.say("Your form is still open; nothing you typed is lost.") if has_draft else None,
        rows=(
            *(((Press(words.say("Go on with the form"), Resume(), "success"),),) if has_draft else ()),
            *meant,
            _home(words),
        ),
    )


def first_version_counted(words: Words, *, has_draft: bool) -> Screen:
    """A message was edited after it had been read."""
    return page(
        words.say("Your first version counted"),
        words.say("What is changed afterwards is not read. To correct an answer, go back in the form.")
        if has_draft
        else words.say("What is changed afterwards is not read. To correct it, please send it as a new message."),
        rows=(
            *(((Press(words.say("Go on with the form"), Resume(), "success"),),) if has_draft else ()),
            _home(words),
        ),
    )


def only_text(words: Words) -> Screen:
    """A photo, a sticker, a voice message."""
    return page(
        words.say("I can read text only"),
        words.say("Please type it, or tap one of these."),
        rows=_likely(words),
    )


def only_text_of_strangers(words: Words) -> Screen:
    """The same of somebody who was never here: mostly a picture of a certificate, which its number checks."""
    return page(
        words.say("I can read text only"),
        words.say("A certificate is checked by its number: please type it as it stands below the code."),
        rows=(
            (Press(words.say("Check a certificate"), AskNumber(), "success"),),
            (Press(words.say("Register"), Register()),),
            language_row(words),
        ),
    )


def number_belongs_in_profile(words: Words) -> Screen:
    """A contact came that nobody asked for."""
    return page(
        words.say("A phone number"),
        words.say("It was not kept. Yours can be changed in your profile."),
        rows=((Press(words.say("Change phone"), ChangePhone()),), _home(words)),
    )


def looks_like_hours(words: Words) -> Screen:
    """Hours were typed, without saying so."""
    return page(
        words.say("Would you like to log hours?"),
        words.say("In one line it goes like this: <code>/hours 2.5 2026-11-20 Library help</code>"),
        rows=((Press(words.say("Log hours"), LogHours(), "success"),), _home(words)),
    )


def lost(words: Words) -> Screen:
    """Nothing here can make anything of it."""
    return page(
        words.say("I did not understand that"),
        words.say("Type a part of an activity's title to find it, or tap one of these."),
        words.say("To reach a person, ask your team's leader."),
        rows=(*_likely(words)[:-1], *ask_row(words, Matter.TEAM), _home(words)),
    )


def _likely(words: Words) -> tuple[Row, ...]:
    return (
        (Press(words.say("Activities"), ListActivities(), "success"),),
        (Press(words.say("My shifts"), MyShifts()), Press(words.say("Help"), Help())),
        _home(words),
    )


def _home(words: Words) -> Row:
    return (Press(words.say("‹ Home"), Home()),)
