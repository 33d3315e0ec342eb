"""What is kept about a person, and what they can do about it."""

from markupsafe import Markup

from handlers.buttons.home import Home
from handlers.buttons.volunteers import (
    AskErase,
    AskLeave,
    ComeBack,
    DownloadData,
    EraseMe,
    LeaveForNow,
    Register,
    ShowPrivacy,
    ShowProfile,
)
from handlers.showing.certified import certificates_end
from handlers.tapping.screen import Press, Row, Screen, page
from words.words import Words


def kept(words: Words, *, is_left: bool) -> Screen:
    """What is kept, and the three things to be done about it."""
    back: Row = (
        (Press(words.say("Come back"), ComeBack()),)
        if is_left
        else (Press(words.say("Profile"), ShowProfile()), Press(words.say("‹ Home"), Home()))
    )
    leave = () if is_left else ((Press(words.say("Leave for now"), AskLeave()),),)
    return page(
        words.say("Your data"),
        words.say("We keep your name, Telegram number, phone if you gave it, language and teams."),
        words.say("Also your sign-ups, your hours with who recorded them, and what was changed when."),
        words.say("Leaders of your teams and activities see what they need; other volunteers do not."),
        words.say("It is kept until you erase it."),
        rows=(
            (Press(words.say("Download my data"), DownloadData(), "success"),),
            back,
            *leave,
            (Press(words.say("Erase me"), AskErase(), "danger"),),
        ),
    )


def nothing_kept(words: Words) -> Screen:
    """What is kept about somebody who isn't registered."""
    return page(
        words.say("Nothing is kept about you"),
        words.say("You are not registered. When you register we ask you first."),
        rows=((Press(words.say("Register"), Register()),),),
    )


def paper_caption(words: Words) -> Markup:
    """What stands under everything that is kept, to be read."""
    return words.say("Everything we keep about you, to read and to print.")


def file_caption(words: Words) -> Markup:
    """What stands under the same as a program takes it."""
    return words.say("The same for a program, with what no table has room for.")


def file_toast(words: Words) -> str:
    """The file comes along."""
    return words.say("Here is your data.")


def ask_leave(words: Words, places: int) -> Screen:
    """The second question before leaving."""
    return page(
        words.say("Leave for now?"),
        _places_go(words, places),
        words.say("You get no more messages."),
        words.say("Your hours stay. You can come back with one tap."),
        rows=(
            (Press(words.say("‹ Stay"), ShowPrivacy()),),
            (Press(words.say("Leave for now"), LeaveForNow(), "danger"),),
        ),
    )


def has_left(words: Words, places: int) -> tuple[Screen, str]:
    """Gone, and welcome back any time; with the toast."""
    screen = page(
        words.say("Goodbye for now"),
        _places_given_back(words, places),
        words.say("Your hours are still here. Come back whenever you like."),
        rows=((Press(words.say("Come back"), ComeBack()),), (Press(words.say("My data"), ShowPrivacy()),)),
    )
    return screen, words.say("You have left.")


def ask_erase(words: Words, places: int, certificates: int) -> Screen:
    """The second question before erasing: it can't be undone."""
    return page(
        words.say("Erase everything about you?"),
        words.say("Your name, phone, Telegram number, teams, roles and notes are gone for good."),
        _places_go(words, places),
        words.say("Your hours stay in the totals as a former volunteer's, without your name."),
        certificates_end(words, certificates),
        words.say("⚠️ This can't be undone. For a proof of your hours, download your data first."),
        rows=(
            (Press(words.say("‹ Keep everything"), ShowPrivacy()),),
            (Press(words.say("Download my data"), DownloadData()),),
            (Press(words.say("Erase me for good"), EraseMe(), "danger"),),
        ),
    )


def erased(words: Words, places: int) -> tuple[Screen, str]:
    """The farewell; with the toast."""
    screen = page(
        words.say("Your data is erased"),
        _places_given_back(words, places),
        words.say("Nothing about you is kept here any more. Thank you for everything you gave."),
        words.say("This chat stays on your phone until you delete it there."),
        rows=((Press(words.say("Register anew"), Register()),),),
    )
    return screen, words.say("Erased.")


def _places_go(words: Words, places: int) -> Markup | None:
    if not places:
        return None
    return words.many(
        "You give back {number} place in what is coming up.",
        "You give back {number} places in what is coming up.",
        places,
    )


def _places_given_back(words: Words, places: int) -> Markup | None:
    if not places:
        return None
    return words.many("You gave back {number} place.", "You gave back {number} places.", places)
