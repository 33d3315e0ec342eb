"""Records that nobody needs any more: asked about, warned of, and erased (docs/rules.md: Records nobody needs)."""

from datetime import datetime, timedelta
from typing import Final

from volunteering.rules.ground.policy import Policy

ANSWERED_WITHIN: Final = timedelta(days=30)
"""How long somebody has to answer: first after the question, then once more after the warning."""

_YEAR: Final = timedelta(days=365)


def idle_since(now: datetime, policy: Policy) -> datetime | None:
    """Whoever has done nothing since that instant is asked; None where nobody is."""
    return now - policy.forget_years * _YEAR if policy.forget_years else None
