"""Somebody known twice: two records of one person, and what becomes of them (docs/rules.md: Somebody known twice)."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

UNDONE_WITHIN: Final = timedelta(days=1)
"""How long a merge can be undone; after that it is forgotten what came from whom."""


class ClaimState(StrEnum):
    """Where it stands that somebody says a record is theirs."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
