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

    def about(self, broadcast_id: int | None = None) -> About:
        """Of the broadcast that it belongs to; else of its words, which are sent once to the people of an activity."""
        if broadcast_id is not None:
            return About(f"broadcast:{broadcast_id}")
        words = sha256(self.text.encode()).hexdigest()[:16]
        return About(f"letter:{self.activity_id}:{self.from_id}:{words}")


class BroadcastProgress(Model):
    """To the admin who wrote to a unit's people: how far it is; one message that keeps itself up to date."""

    kind: Literal["broadcast_progress"] = "broadcast_progress"
    broadcast_id: int

    def key(self) -> Key:
        """Of the broadcast, which has one writer."""
        return Key(f"broadcast_progress:{self.broadcast_id}")
