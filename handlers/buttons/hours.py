"""Buttons about hours: logging them, and deciding on what others logged."""

from handlers.buttons import Button


class LogHours(Button, code="hl"):
    """The form for hours given outside shifts."""


class ApproveClaim(Button, code="ha"):
    """Put these hours into the ledger."""

    claim: int


class RejectClaim(Button, code="hr"):
    """Refuse these hours; a reason is asked for."""

    claim: int


class ShowPending(Button, code="hp"):
    """Hours that wait for this leader's decision; pages count from 0."""

    page: int = 0
