"""What the bot called, as counters: cheap enough for millions of calls."""

from collections import Counter
from dataclasses import dataclass, field

from playground.ground.people import Json
from playground.ground.signals import Signal


@dataclass(slots=True)
class Calls:
    """How often the bot called what, and what became of it."""

    by_method: Counter[str] = field(default_factory=Counter)  # methods in lower case
    errors: Counter[int] = field(default_factory=Counter)  # by HTTP status, faults included
    faults: Counter[str] = field(default_factory=Counter)  # ordered ones that hit, by kind
    sent_to: Counter[int] = field(default_factory=Counter)  # messages and documents by chat
    cut_after: Counter[int] = field(default_factory=Counter)  # effects the bot never heard of, by chat (0: none)
    changed: Signal = field(default_factory=Signal)  # of any call
    first_sent: float = 0.0  # monotonic seconds
    last_sent: float = 0.0

    @property
    def sent(self) -> int:
        """Messages and documents sent."""
        return self.sent_to.total()

    @property
    def floods(self) -> int:
        """How often the bot was told to wait (429)."""
        return self.errors[429]

    def note_call(self, method: str) -> None:
        """Count a call (method in lower case)."""
        self.by_method[method] += 1
        self.changed.send()

    def note_sent(self, chat_id: int, now: float) -> None:
        """Count a message that a chat was sent at that time."""
        if not self.last_sent:
            self.first_sent = now
        self.last_sent = now
        self.sent_to[chat_id] += 1

    def clear(self) -> None:
        """Begin counting anew, from nothing."""
        for counter in (self.by_method, self.errors, self.faults, self.sent_to, self.cut_after):
            counter.clear()
        self.first_sent = self.last_sent = 0.0

    def as_json(self) -> Json:
        """The counters, for a reader outside."""
        return {
            "by_method": dict(self.by_method),
            "errors": dict(self.errors),
            "faults": dict(self.faults),
            "sent": self.sent,
            "chats": len(self.sent_to),
            "floods": self.floods,
            "cut_after": self.cut_after.total(),
            "seconds": self.last_sent - self.first_sent,
        }
