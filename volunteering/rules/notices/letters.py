"""Letters, and how far one to very many people is."""

from hashlib import sha256
from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About, Key


class Letter(Model):
    """Words of a leader to the people signed up for an activity, or of an admin to a unit's people."""

    kind: Literal["letter"] = "letter"
    from_id: int
    activity_id: int | None = None
    unit_id: int | None = None
    text: str

    def about(self, letter_id: int | None = None) -> About:
        """Of the letter to a unit that it is part of; else of its words: an activity's people get them once."""
        if letter_id is not None:
            return About(f"broadcast:{letter_id}")
        words = sha256(self.text.encode()).hexdigest()[:16]
        return About(f"letter:{self.activity_id}:{self.from_id}:{words}")


class LetterProgress(Model):
    """To the admin who wrote to a unit's people: how far it is; one message that keeps itself up to date."""

    kind: Literal["broadcast_progress"] = "broadcast_progress"
    broadcast_id: int  # as outboxes know the letter

    def key(self) -> Key:
        """Of the letter, which has one writer."""
        return Key(f"broadcast_progress:{self.broadcast_id}")
