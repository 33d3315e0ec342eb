"""Who answers for somebody under age: asked by a link that the volunteer forwards, consents once, may withdraw
(docs/rules.md: Ages).
"""

from enum import StrEnum
from hashlib import sha256
from typing import Final

from volunteering.rules.ground.model import Instant, Model

OF_AGE: Final = 18
"""Years: whoever is younger needs a guardian's consent."""

MOST_LINKS: Final = 5
"""Links that may be on their way for one volunteer: an older one holds no more."""


class ConsentState(StrEnum):
    """What became of a link that was given."""

    ASKED = "asked"
    CONSENTED = "consented"
    WITHDRAWN = "withdrawn"


class Guardian(Model):
    """Who answers for somebody under age, as they said it themselves."""

    name: str
    phone: str


class Guardianship(Model):
    """A link that was given, and who consented by it: known by Telegram's number, registered or not."""

    id: int
    ward_id: int
    ward_name: str
    state: ConsentState
    telegram_id: int | None = None
    guardian: Guardian | None = None
    text: str = ""  # what was consented to, as it stood there
    wanted_for: int | None = None  # the shift for which it was asked, by number
    since: Instant | None = None  # when it was consented to, or withdrawn


def digest_of(token: str) -> str:
    """What is kept of what stands in a link: nobody who reads the database can consent."""
    return sha256(token.encode()).hexdigest()
