"""Who is in this Telegram: the bot, people with their telephones, groups."""

from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]

SECRET_BYTES = 26  # 35 characters, as many as in a token of Telegram's


@dataclass(frozen=True, slots=True)
class Bot:
    """The one bot of a playground."""

    id: int = 4020000001
    username: str = "yigong_bot"
    first_name: str = "Yigong"
    # Made anew at every start: nobody who isn't told can act as the bot.
    secret: str = field(default_factory=lambda: token_urlsafe(SECRET_BYTES), repr=False, compare=False)

    @property
    def token(self) -> str:
        """What the bot shows to be let in."""
        return f"{self.id}:{self.secret}"

    def as_json(self) -> Json:
        """The bot as Telegram describes a user."""
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a telephone; `language` is Telegram's code (en, zh-hans, zh-hant), `zone` an IANA name."""

    id: int
    first_name: str
    language: str = "en"
    zone: str = "Asia/Shanghai"
    phone: str = ""
    last_name: str = ""
    username: str = ""
    about: str = ""  # a word on who that is, beside the name on the page
    clock: ZoneInfo = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "clock", ZoneInfo(self.zone))

    def as_json(self) -> Json:
        """The person as Telegram describes a user."""
        user: Json = {"id": self.id, "is_bot": False, **self.names()}
        if self.language:
            user["language_code"] = self.language
        return user

    def names(self) -> Json:
        """The names the person has filled in."""
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {key: value for key, value in names.items() if value}


@dataclass(frozen=True, slots=True)
class Group:
    """A group the bot is in, or was; its id is negative. With topics it is a forum.

    A silent one doesn't let the bot speak, a hiding one tells of its members to nobody but admins.
    """

    id: int
    title: str
    topics: frozenset[int] = frozenset()
    is_silent: bool = False
    is_hiding: bool = False
    is_super: bool = False
