"""One tap, typed text or command: who it is from, what is known, and the way it goes (decision 18)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers.buttons.button import Button
from handlers.tapping.messenger import Entrance
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.trail import NOWHERE, Trail
from storage.engine.database import Reader, Transaction
from storage.process.drafts import Draft
from storage.rows import Rows
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.policy import Policy
from volunteering.rules.groups import GroupStanding
from volunteering.rules.service_records import OUR_HEADS, RecordHeads
from volunteering.rules.tree import Rights, Role
from volunteering.rules.volunteers import Actor, Language, Person
from words.words import Words


@dataclass(frozen=True, slots=True)
class Organisation:
    """What every handler knows of the house it works for."""

    name: str
    zone: ZoneInfo
    policy: Policy
    default_language: Language
    admin_ids: frozenset[int]  # Telegram's numbers of the admins of the top unit
    entrance: Entrance
    record_heads: RecordHeads = OUR_HEADS
    """What the columns of service records are called, where the settings say so."""
    public_url: str = ""
    """The root of the pages that anybody may read; empty where there are none."""
    calendar_key: bytes = b""
    """What the secrets in calendars' addresses are made with; it is in no database and no backup."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A phone number that was shared, and whose it is."""

    phone: str
    telegram_id: int | None


@dataclass(frozen=True, slots=True)
class Attached:
    """A photo or a file that was sent: what the messenger knows it by, and what it tells of it."""

    file_id: str
    is_photo: bool
    size: int = 0  # bytes, where it says so
    mime_type: str = ""  # of a file
    album: str = ""  # the mark that all have which were sent together
    name: str = ""  # of a file, on one line


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom the messenger says it is from."""

    telegram_id: int
    name: str
    language_code: str | None


@dataclass(frozen=True, slots=True)
class GroupSeen:
    """A group that a tap is about: what it is called, and who whoever taps is there, as the messenger says just now."""

    chat_id: int
    title: str
    standing: GroupStanding


@dataclass(frozen=True, slots=True)
class Tap:
    """What a handler gets. It keeps nothing of it."""

    sender: Sender
    person: Person | None
    rights: Rights
    draft: Draft | None
    words: Words
    moment: Moment  # as actions ask for it
    organisation: Organisation
    records: Rows
    read: Reader
    typed: str | None = None  # the text of a message; None for anything else
    contact: Contact | None = None
    attached: Attached | None = None
    group: GroupSeen | None = None
    trail: Trail = NOWHERE
    """The lists that the person came through."""
    said: Markup | None = None  # what was just done, which the screen that it leads to says first

    @property
    def me(self) -> Person:
        """The person; routes that are not for anyone are only reached by registered people."""
        if self.person is None:
            raise LookupError("this route is for registered people only")
        return self.person

    @property
    def is_here(self) -> bool:
        """Whether the person is registered, and has not left."""
        return self.person is not None and self.person.standing.is_here

    @property
    def transaction(self) -> Transaction:
        """What a writing route writes through."""
        if not isinstance(self.read, Transaction):
            raise TypeError("this route only reads: register it with writes=True")
        return self.read

    @property
    def actor(self) -> Actor:
        """The person with their rights, as actions ask for them."""
        return Actor(person=self.me, rights=self.rights)

    @property
    def now(self) -> datetime:
        """The instant of the tap."""
        return self.moment.now

    @property
    def zone(self) -> ZoneInfo:
        """The zone that the organisation's days and months are in."""
        return self.organisation.zone

    @property
    def policy(self) -> Policy:
        """The numbers that the organisation's rules go by."""
        return self.organisation.policy


Handler = Callable[[Tap, Any], Awaitable[Answer | GoTo]]
B = TypeVar("B", bound=Button)
H = TypeVar("H", bound=Handler)


@dataclass(frozen=True, slots=True)
class Route:
    """A handler, and who gets to it. Which unit a role is for, the action asks."""

    handler: Handler
    writes: bool = False
    anyone: bool = False  # also people who are not registered
    role: Role | None = None  # leaders (admins lead too) or admins of any unit
    makes_file: bool = False  # which is dear, and can wait a moment where many ask (decision 65)


@dataclass(frozen=True, slots=True)
class Routes:
    """Which handler a button or a command goes to. Each module of handlers fills its own."""

    buttons: dict[type[Button], Route] = field(default_factory=dict)
    commands: dict[str, Route] = field(default_factory=dict)

    def button(
        self,
        kind: type[B],
        *,
        writes: bool = False,
        anyone: bool = False,
        role: Role | None = None,
        makes_file: bool = False,
    ) -> Callable[[H], H]:
        """The handler of a kind of button; `writes` where it changes anything, so that it runs in a transaction.

        What makes a file may stand in a line before it is done, and others of its person's taps be done meanwhile.
        """

        def keep(handler: H) -> H:
            self.buttons[kind] = Route(handler, writes, anyone, role, makes_file)
            return handler

        return keep

    def command(
        self, name: str, *, writes: bool = False, anyone: bool = False, role: Role | None = None
    ) -> Callable[[H], H]:
        """The handler of a command; it gets what stands behind the command, without the spaces around it."""

        def keep(handler: H) -> H:
            self.commands[name] = Route(handler, writes, anyone, role)
            return handler

        return keep

    def also_typed(self, name: str, button: Button) -> None:
        """The command that leads where this button of the same module leads, for the same people."""
        route = self.buttons[type(button)]

        async def follow(tap: Tap, _: str) -> Answer | GoTo:
            return await route.handler(tap, button)

        self.commands[name] = replace(route, handler=follow)

    def include(self, other: "Routes") -> None:
        """Take in the routes of a module. Raises ValueError where two claim the same."""
        both = (self.buttons.keys() & other.buttons.keys()) | (self.commands.keys() & other.commands.keys())
        if both:
            raise ValueError(f"two handlers for {both}")
        self.buttons.update(other.buttons)
        self.commands.update(other.commands)
