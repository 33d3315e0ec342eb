"""People: volunteers, by Telegram's numeric id while they are here, and without it once they have left for good."""

from enum import StrEnum

from volunteering.model import Instant, Model
from volunteering.units import Rights, Unit


class Language(StrEnum):
    """The languages every screen is written in."""

    ENGLISH = "en"
    SIMPLIFIED = "zh_Hans"
    TRADITIONAL = "zh_Hant"


class Standing(StrEnum):
    """How a person stands with the organisation."""

    ACTIVE = "active"
    SUSPENDED = "suspended"  # may look and keep what they have; may not sign up or log hours
    LEFT = "left"  # went and may come back: nothing is sent, nothing is lost
    ERASED = "erased"  # a former volunteer: hours without a name


class Person(Model):
    """A volunteer."""

    id: int
    telegram_id: int | None
    name: str
    phone: str | None
    language: Language
    unit: Unit
    standing: Standing
    reachable: bool
    registered_at: Instant


class Actor(Model):
    """Whoever does something that takes rights, with the rights of this very tap."""

    person: Person
    rights: Rights

    @property
    def id(self) -> int:
        """The person's number."""
        return self.person.id


def plain_phone(text: str) -> str:
    """A phone number as + and digits; empty where there are none.

    Telegram sends contacts with and without the +; people write spaces, dashes and brackets.
    """
    digits = "".join(character for character in text if character.isdigit() and character.isascii())
    return f"+{digits}" if digits else ""
