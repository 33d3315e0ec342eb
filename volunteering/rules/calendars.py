"""Somebody's shifts in a calendar of their own: what stands there, and the private address at which it is read.

docs/rules.md: Calendars. An event is the same one for a sign-up's whole life, whatever becomes of it.
"""

from base64 import b32encode
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from hmac import digest
from secrets import token_hex
from typing import Final
from uuid import UUID, uuid5

from volunteering.rules.activities import Shift
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.signing_up import SignUpState

KEPT: Final = timedelta(days=30)
"""For so long after its end a place stands in the calendar."""

CANCELLED_FOR: Final = timedelta(days=14)
"""For so long it stands there that something was cancelled, or left: until then every calendar has asked."""

_UIDS: Final = UUID("6f0c7d0e-7f62-4c0b-9d5e-5a1c0d3b8e21")
_HIGHEST: Final = 2**31 - 1  # of RFC 5545's integers
_SECRET_BYTES: Final = 25  # forty letters, which nobody guesses


class Calendar(Model):
    """An address at which somebody's calendar is read. The secret in it is kept nowhere."""

    id: int
    nonce: str
    digest: str
    at: Instant  # since when

    def secret(self, key: bytes) -> str | None:
        """What stands in the address; None where it was made with another key, and nobody can say it any more."""
        secret = secret_of(key, self.nonce)
        return secret if digest_of(secret) == self.digest else None


def new_nonce() -> str:
    """What a new secret is made of."""
    return token_hex(16)


def secret_of(key: bytes, nonce: str) -> str:
    """The secret of an address: small letters and digits, so that it survives being copied by whatever app."""
    return b32encode(digest(key, f"calendar {nonce}".encode(), sha256)[:_SECRET_BYTES]).decode().lower()


def digest_of(secret: str) -> str:
    """What is kept of it: nobody who reads the database reads the calendar by it."""
    return sha256(secret.encode()).hexdigest()


class EventStanding(StrEnum):
    """How an event stands for its person."""

    PLACE = "place"
    IN_LINE = "in line"
    NO_PLACE = "no place"  # they waited, and it began without them
    LEFT = "left"
    CALLED_OFF = "called off"

    @property
    def is_on(self) -> bool:
        """Whether they come, or may still."""
        return self in {EventStanding.PLACE, EventStanding.IN_LINE}


class Event(Model):
    """A sign-up, as its person's calendar knows of it."""

    sign_up_id: int
    activity_id: int
    shift: Shift
    title: str
    venue: str
    description: str
    has_details: bool  # there is more to know for whoever has a place: it stays in the bot
    leader: str  # their name; empty where nobody leads it
    role: str  # in a shift that has several
    state: SignUpState
    is_open: bool  # neither the shift nor its activity is cancelled
    because: str  # why it is cancelled, where its leader said so
    number: int  # on the waiting list; 0: does not wait
    held_until: Instant | None  # a place is held for the person, who waits
    to_confirm: bool  # it was moved, and they have not said that they still come
    posted_at: Instant
    signed_up_at: Instant  # or left
    changed_at: Instant  # when title, time, venue or state of shift and activity last changed
    edited_at: Instant

    @property
    def uid(self) -> str:
        """By what calendars know it: for ever the same, and nothing that says of whom it is (RFC 7986, 5.3)."""
        return str(uuid5(_UIDS, f"{self.sign_up_id} {int(self.posted_at.timestamp())}"))

    def standing(self, now: datetime) -> EventStanding:
        """How it stands for its person."""
        if self.state is SignUpState.LEFT:
            return EventStanding.LEFT
        if not self.is_open:
            return EventStanding.CALLED_OFF
        if self.state is SignUpState.CONFIRMED:
            return EventStanding.PLACE
        return EventStanding.NO_PLACE if self.shift.has_begun(now) else EventStanding.IN_LINE

    def revised_at(self, now: datetime) -> datetime:
        """When it last became another one."""
        begun = (self.shift.period.start,) if self.standing(now) is EventStanding.NO_PLACE else ()
        return max(self.signed_up_at, self.changed_at, self.edited_at, *begun)

    def sequence(self, now: datetime) -> int:
        """RFC 5545's SEQUENCE: higher with whatever changed of its time, venue, title or state.

        A sum of seconds, so that it rises with each of them by itself, and no clock that is wrong by a little, on one
        replica of several, keeps it from rising.
        """
        moments = (self.signed_up_at, self.changed_at, self.edited_at)
        ages = (int((moment - self.posted_at).total_seconds()) for moment in moments)
        ended = self.standing(now) is EventStanding.NO_PLACE
        return min(sum(max(0, age) for age in ages) + ended, _HIGHEST)
