"""Buttons about hours: one's own, logging them, and deciding on what others logged. Pages count from 0."""

from handlers.buttons.button import Button, PageNumber


class LogHours(Button, code="hl"):
    """The form for hours given outside shifts."""


class ApproveClaim(Button, code="ha"):
    """Put these hours into the ledger."""

    claim: int


class RejectClaim(Button, code="hr"):
    """Refuse these hours; a reason is asked for."""

    claim: int


class ShowPending(Button, code="hp", is_list=True):
    """Hours that wait for this leader's decision; pages count from 0."""

    page: PageNumber = 0


class ShowClaim(Button, code="hc"):
    """One request for hours."""

    claim: int


class ShowDecided(Button, code="hd", is_list=True):
    """What was decided lately where this leader leads; pages count from 0."""

    page: PageNumber = 0


class TakeBackClaim(Button, code="ht"):
    """These hours were approved and are to count no more; a reason is asked for."""

    claim: int


class ApproveAfterAll(Button, code="hf"):
    """These hours were rejected and are to count."""

    claim: int


class AskApproveAll(Button, code="hq"):
    """How many that is, and how many hours; the second question."""


class ApproveAll(Button, code="hx"):
    """Yes, approve everything up to the claim that was the newest when it was asked."""

    newest: int


class ShowMyClaim(Button, code="hm"):
    """Hours of one's own that wait for a leader."""

    claim: int


class WithdrawClaim(Button, code="hw"):
    """Ask for these hours no more."""

    claim: int


class ChangeClaim(Button, code="hg"):
    """Ask for other hours instead; of withdrawn ones, for the same once more."""

    claim: int


class MyHours(Button, code="mh", is_list=True):
    """The lines that make my hours; pages count from 0."""

    page: PageNumber = 0
