"""What actions ask of trainings: what they grant, the study ledger, and what came of them."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from volunteering.rules.hours import Entry
from volunteering.rules.training import NewTraining, Training, TrainingResult


class Trainings(Protocol):
    """Trainings, by the number of their activity."""

    __slots__ = ()

    async def get(self, activity_id: int) -> Training | None:
        """The training, and nobody else settles its results until the commit. None: the activity is none."""

    def add(self, activity_id: int, training: NewTraining) -> None:
        """Let a new activity be a training. Written with the commit."""

    def change(self, activity_id: int, training: NewTraining) -> None:
        """Let it grant something else, or be passed otherwise. Written with the commit."""

    async def sessions_held(self, activity_id: int, now: datetime) -> tuple[date, ...]:
        """The local dates of its sessions that have begun by now and were not called off, in order."""

    async def append(self, entry: Entry) -> int:
        """Write what a roster says of a session at the end of the study ledger. Gives the line's number."""

    async def studied_on(self, person_id: int, day: date) -> int:
        """Minutes of a local date in the study ledger; whoever else asks for this person waits until the commit."""

    async def is_in(self, activity_id: int, person_id: int) -> bool:
        """Whether somebody has a place in a session of it, walked into one, or has a result of it already."""

    async def people_in(self, activity_id: int) -> tuple[int, ...]:
        """Who has a place in a session of it, waits for one, or walked into one."""

    async def presences(self, activity_id: int, person_id: int) -> int:
        """At how many of its sessions somebody was, as the study ledger has it now."""

    async def enough(self, activity_id: int) -> tuple[int, ...]:
        """Who was at enough sessions of one that is passed by presence, and has not passed; nobody said otherwise."""

    async def passed_by_presence(self, people: Collection[int]) -> tuple[int, ...]:
        """The trainings passed by presence in which any of these people were, or have a result; by their numbers."""

    async def result(self, activity_id: int, person_id: int) -> TrainingResult | None:
        """What came of it for somebody so far."""

    async def passed(self, activity_id: int) -> int:
        """How many have passed it."""

    async def put(self, result: TrainingResult) -> None:
        """Have this be the result, in place of any before."""
