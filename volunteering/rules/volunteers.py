"""People: volunteers, by Telegram's numeric id while they are here, and without it once they have left for good."""

from enum import StrEnum
from typing import Final
from unicodedata import decimal

from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.profiles import Born
from volunteering.rules.tree import Rights, Unit

_WHOLE_NUMBER: Final = 9
"""Digits: with so many, zeros in front are what is dialled first."""


class Language(StrEnum):
    """The languages every screen is written in."""

    ENGLISH = "en"
    SIMPLIFIED = "zh_Hans"
    TRADITIONAL = "zh_Hant"


class Standing(StrEnum):
    """How a person stands with the organisation."""

    ACTIVE = "active"
    SUSPENDED = "suspended"  # may look and keep what they have; may not sign up or log hours
    EXPECTED = "expected"  # brought along by an import, and has not come to the bot yet
    LEFT = "left"  # went and may come back: nothing is sent, nothing is lost
    ERASED = "erased"  # a former volunteer: hours without a name
    MERGED = "merged"  # their record has become a part of another one, which is theirs, too

    @property
    def is_here(self) -> bool:
        """Whether the person is registered: neither gone for now, nor forgotten, nor still expected."""
        return self in {Standing.ACTIVE, Standing.SUSPENDED}

    @property
    def is_with_us(self) -> bool:
        """Whether the person may stand on a roster: registered, or expected; who comes without the bot came, too."""
        return self.is_here or self is Standing.EXPECTED

    @property
    def is_known(self) -> bool:
        """Whether a record stands under their name: it was neither erased nor made a part of another one."""
        return self not in {Standing.ERASED, Standing.MERGED}


class Person(Model):
    """A volunteer, here or gone."""

    id: int
    telegram_id: int | None
    name: str
    phone: str | None
    language: Language
    unit: Unit
    standing: Standing
    reachable: bool
    registered_at: Instant
    born: Born | None = None
    held_because: str = ""  # why their sign-ups are on hold, as an admin said it to them
    by_time: bool = False  # they see what is coming up by time alone

    @property
    def answers(self) -> bool:
        """Whether the person may be turned to, where they lead: neither gone, suspended nor out of reach."""
        return self.standing is Standing.ACTIVE and self.reachable


class Appointed(Model):
    """Whose role became another one, by number."""

    given: tuple[int, ...] = ()
    taken: tuple[int, ...] = ()


class Actor(Model):
    """Whoever does something that takes rights, with the rights of this very tap."""

    person: Person
    rights: Rights

    @property
    def id(self) -> int:
        """The number of whoever acts."""
        return self.person.id


def plain_phone(text: str) -> str:
    """A phone number as + and digits; empty where there are none.

    Telegram sends contacts with and without the +; people write spaces, dashes and brackets, and full-width digits.
    """
    digits = "".join(str(decimal(character)) for character in text if character.isdecimal())
    return f"+{digits}" if digits else ""


def phone_end(text: str) -> str:
    """The digits at the end of a phone number that somebody looks for; of a whole one without what is dialled before.

    A number is kept as from abroad, and written as at home (0912 345 678 for +886 912 345 678), or with 00 for the +.
    """
    digits = plain_phone(text).removeprefix("+")
    return digits.lstrip("0") if len(digits) >= _WHOLE_NUMBER else digits
