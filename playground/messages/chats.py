"""Chats: what was said between the bot and a person, and what the person's telephone shows around it."""

from dataclasses import dataclass, field

from playground.ground.people import Group, Json, Person
from playground.ground.signals import Signal
from playground.messages.groups import Membership
from playground.messages.messages import Message


@dataclass(frozen=True, slots=True)
class Toast:
    """The answer to a tap: a few words over the chat, or an alert that has to be closed."""

    text: str
    is_alert: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class PassedOn:
    """What a friend has sent to somebody, in their own chat: a few words, and a link that leads to the bot."""

    by: str
    text: str
    link: str


@dataclass(slots=True)
class Chat:
    """One chat of the bot, with a person or a group; keeps its newest messages only."""

    with_whom: Person | Group
    kept: int
    somewhere: Signal  # sent with `changed`, for those who watch every chat
    is_started: bool = False
    is_blocked: bool = False
    members: Membership = field(default_factory=Membership)  # of a group
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: Json | None = None
    toast: Toast | None = None
    toast_version: int = 0
    unread: int = 0
    passed_on: list[PassedOn] = field(default_factory=list)  # not by the bot, which never hears of it
    version: int = 0
    changed: Signal = field(default_factory=Signal)
    as_json: Json = field(init=False)

    def __post_init__(self) -> None:
        self.as_json = _describe(self.with_whom)

    def meet(self, whom: Person | Group, *, started: bool) -> None:
        """Know the other side by new names and settings."""
        self.is_started = self.is_started or started
        if whom != self.with_whom:
            self.with_whom = whom
            self.as_json = _describe(whom)
            self.touch()

    @property
    def id(self) -> int:
        """Telegram's id of the chat: the person's own, or the group's."""
        return self.with_whom.id

    def add(self, message: Message) -> None:
        """Add a new message; the oldest goes when there are too many."""
        self.messages[message.id] = message
        if len(self.messages) > self.kept:
            del self.messages[next(iter(self.messages))]
        if message.from_bot:
            self.unread += 1
        self.touch(message)

    def remove(self, message: Message) -> None:
        """Delete a message for both sides."""
        del self.messages[message.id]
        self.touch()

    def show_toast(self, toast: Toast | None) -> None:
        """Show the answer to a tap, or take away the last one."""
        self.toast = toast
        self.touch()
        self.toast_version = self.version

    def touch(self, message: Message | None = None) -> None:
        """Say that the chat, and perhaps one message of it, has changed."""
        self.version += 1
        if message is not None:
            message.version = self.version
        self.changed.send()
        self.somewhere.send()

    def newest_from_bot(self) -> Message | None:
        """What the bot said last."""
        return next((message for message in reversed(self.messages.values()) if message.from_bot), None)


def _describe(whom: Person | Group) -> Json:
    if isinstance(whom, Person):
        return {"id": whom.id, "type": "private", **whom.names()}
    if whom.topics:
        return {"id": whom.id, "type": "supergroup", "title": whom.title, "is_forum": True}
    return {"id": whom.id, "type": "supergroup" if whom.is_super else "group", "title": whom.title}
