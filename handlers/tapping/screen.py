"""A screen: what a person is shown, whatever they chat in; the messenger's room makes it what is seen there.

Texts are in the few tags that `words.words` and screens write: b, i, s, code, blockquote, and time for instants. An
app that has none of them leaves them out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from handlers.buttons.button import Button
from handlers.tapping.trail import NOWHERE, Trail

Style = Literal["success", "danger"]


@dataclass(frozen=True, slots=True)
class Press:
    """A button under a message: its label, and what a tap on it says."""

    label: str
    button: Button
    style: Style | None = None


@dataclass(frozen=True, slots=True)
class WayBack(Press):
    """A button back to a list, which leads to its page, filter and search as the reader left them."""


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """A button that lets its reader choose whom to send an address to, with a few words if there are any."""

    label: str
    address: str
    saying: str = ""


@dataclass(frozen=True, slots=True)
class AskContact:
    """A keyboard in place of the letters: share my own contact with one tap, or don't."""

    share: str
    skip: str


Row = tuple[Press | Link | Invitation, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """Text and the ways on from it."""

    text: Markup
    rows: tuple[Row, ...] = ()
    contact: AskContact | None = None
    picture: Callable[[], bytes] | None = None
    """Draws what is above the text; it goes with the screen, and is another one where that is shown anew."""
    is_below_picture: bool = False
    """The text of a message with a picture, which stays as it is."""
    trail: Trail = NOWHERE
    """The lists that its reader came through; the way adds it."""


@dataclass(frozen=True, slots=True)
class File:
    """A document to send along. What is in it is written when it is sent, where it keeps nobody's tap waiting."""

    name: str
    write: Callable[[], bytes]
    caption: Markup
    is_picture: bool = False  # and shown as one


@dataclass(frozen=True, slots=True)
class Resent:
    """A photo or file that somebody sent before, for somebody else to see, by what the messenger knows it by."""

    file_id: str
    is_picture: bool
    caption: Markup
    otherwise: Markup
    """What is said where the messenger has it no more."""
    rows: tuple[Row, ...] = ()
    """What can be done about it, below it: whoever looks at it need not look for the buttons."""


@dataclass(frozen=True, slots=True)
class Whisper:
    """What whoever tapped where others read along is told, seen by nobody else; or the address that opens instead."""

    text: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a handler gives back, to be sent after the commit."""

    screen: Screen
    toast: str = ""
    whisper: Whisper | None = None
    """In place of the screen, where the tap can still be answered so."""
    at: Button | None = None
    """Where this leads: the button that only shows this screen, for showing it again when an update comes twice."""
    files: tuple[File | Resent, ...] = ()
    without_files: Screen | None = None
    """What is said once in place of files that can't be made or sent; the way adds it."""
    puts_keyboard_away: Markup | None = None
    """A word of thanks, on its own, that takes the contact keyboard away."""
    changes_menu: bool = False
    """The person's language or role changed, and with it the menu of commands."""
    forgets_reader: bool = False
    """The person was erased: not even that they are owed this answer is kept."""


@dataclass(frozen=True, slots=True)
class GoTo:
    """In place of an answer: what this button shows, below what was just done. The way asks its route for it."""

    to: Button
    said: Markup | None = None
    toast: str = ""  # in place of the screen's own
    puts_keyboard_away: Markup | None = None
    changes_menu: bool = False


class Instead(Exception):  # noqa: N818  no fault: it is how one who looks for something answers for those who asked
    """Show this instead of what was asked for: it isn't there, or isn't theirs. The way catches it, and nobody else."""

    def __init__(self, answer: Answer | GoTo) -> None:
        super().__init__()
        self.answer = answer


def page(title: Markup, *lines: Markup | str | None, rows: tuple[Row, ...] = ()) -> Screen:
    """The usual screen: a bold first line, then lines (None is left out, '' is a gap), then buttons."""
    text = Markup("\n").join((Markup("<b>%s</b>") % title, *(line for line in lines if line is not None)))
    return Screen(text=text, rows=rows)
