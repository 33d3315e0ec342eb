"""Stars for hours served, on a ladder that the organisation chooses (docs/rules.md: Service records)."""

from collections.abc import Sequence

from volunteering.rules.ground.model import Model


class Stars(Model):
    """How many are earned, of how many, and the minutes still missing for the next; None at the top."""

    earned: int
    of: int
    missing: int | None


def stars_for(minutes: int, ladder: Sequence[int]) -> Stars:
    """The stars for these minutes, where each rung of the ladder is the hours that earn one more."""
    ahead = [hours * 60 for hours in ladder if hours * 60 > minutes]
    return Stars(earned=len(ladder) - len(ahead), of=len(ladder), missing=ahead[0] - minutes if ahead else None)
