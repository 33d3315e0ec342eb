"""What comes from people: a tap, a command, a text, a contact, a photo, or something else; and what a chat is about.

Whatever app it comes from, its room reads it into these (`bot/telegram/reading.py`).
"""

from dataclasses import dataclass
from datetime import datetime

from handlers.buttons.button import Button
from handlers.tapping.tap import Attached, Contact, GroupSeen, Sender
from handlers.tapping.trail import NOWHERE, Trail
from volunteering.rules.groups import GroupStanding


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update from one person in their own chat with the bot."""

    update_id: int
    sender: Sender
    button: Button | None = None
    trail: Trail = NOWHERE
    is_button: bool = False
    query_id: str | None = None
    message_id: int | None = None  # of the message that carried the button
    command: str | None = None
    arguments: str = ""
    text: str | None = None
    contact: Contact | None = None
    attached: Attached | None = None
    group: GroupSeen | None = None  # that the button is about
    is_edit: bool = False  # of a message that was read already; its update_id is one of ours, the same for every edit


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A command in a group or a channel: but for the group's own, volunteers' affairs are spoken of in private."""

    chat_id: int
    language_code: str | None
    topic: int | None = None  # of a forum; what is answered there stays there
    update_id: int = 0
    sender: Sender | None = None  # None: an admin in the group's name, or a channel
    command: str = ""
    arguments: str = ""
    title: str = ""
    standing: GroupStanding = GroupStanding.UNTOLD  # of the sender, asked at this very moment


@dataclass(frozen=True, slots=True)
class GroupChange:
    """Yigong was added to a group, taken out of it, or given other rights there."""

    chat_id: int
    is_here: bool
    is_new: bool  # it was not there before
    language_code: str | None


@dataclass(frozen=True, slots=True)
class GroupMoved:
    """A group has another number from now on, and none of its messages."""

    chat_id: int
    to: int


@dataclass(frozen=True, slots=True)
class Reachability:
    """The person blocked the bot, or let it back in."""

    telegram_id: int
    reachable: bool


@dataclass(frozen=True, slots=True)
class Late:
    """One that could not be done when it came, and is to be done after all."""

    arrival: Arrival
    came_at: datetime
    question: str | None  # that its person was asked then, as `Draft.question`


Arrived = Arrival | Elsewhere | GroupChange | GroupMoved | Reachability | None
"""What an update means; None for what is nobody's question."""
