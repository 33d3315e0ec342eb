"""Messages about who answers for somebody under age."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About


class ConsentGiven(Model):
    """A guardian of the reader's has consented: they may sign up."""

    kind: Literal["consent_given"] = "consent_given"
    guardian_id: int

    def about(self) -> About:
        """Of this consent, once."""
        return About(f"consent_given:{self.guardian_id}")


class ConsentWithdrawn(Model):
    """A guardian of the reader's has withdrawn it: places stay, new ones take another consent."""

    kind: Literal["consent_withdrawn"] = "consent_withdrawn"
    guardian_id: int

    def about(self) -> About:
        """Of this consent, once."""
        return About(f"consent_withdrawn:{self.guardian_id}")


class PlaceWithoutConsent(Model):
    """Somebody under age has a place in a shift of the reader's, and their guardian has withdrawn the consent."""

    kind: Literal["place_without_consent"] = "place_without_consent"
    guardian_id: int
    person_id: int
    shift_id: int

    def about(self) -> About:
        """Of this consent and this shift, once."""
        return About(f"place_without_consent:{self.guardian_id}:{self.shift_id}")
