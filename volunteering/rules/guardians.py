"""Who answers for somebody under age: asked by a link that the volunteer forwards, consents once, may withdraw
(docs/rules.md: Ages).
"""

from enum import StrEnum
from typing import Final

from volunteering.rules.ground.model import Model

OF_AGE: Final = 18
"""Years: whoever is younger needs a guardian's consent."""


class ConsentState(StrEnum):
    """What became of a link that was given."""

    ASKED = "asked"
    CONSENTED = "consented"
    WITHDRAWN = "withdrawn"


class Guardian(Model):
    """Who answers for somebody under age, as they said it themselves."""

    name: str
    phone: str
