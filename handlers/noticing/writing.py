"""What writing a message that is owed needs: what its reader is told in, what is asked again, what comes of it."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, TypeVar

from handlers.tapping.messenger import Entrance
from handlers.tapping.screen import Screen
from storage.engine.database import Reader, Transaction
from storage.rows import Rows
from storage.rows.outbox import OwedRow
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.policy import Policy
from volunteering.rules.signing_up import Facts, SignUpState
from volunteering.rules.tree import Rights
from words.words import Words

NO_ENTRANCE: Final[Entrance] = str
"""Where nobody knows what leads to Yigong: links say what they are about, and no more."""


@dataclass(frozen=True, slots=True)
class WrittenNotice:
    """A notice as its reader gets it, and what goes with it."""

    screen: Screen
    again_in: timedelta | None = None  # it keeps itself up to date: it is written anew after that long
    menu: Sequence[tuple[str, str]] | None = None  # the reader's commands, where they are others now
    once_sent: Callable[[Transaction], None] | None = None  # is written down together with its being sent


class Reading:
    """What the reader of one message is told in, and asked again about."""

    def __init__(
        self, reader: Reader, words: Words, policy: Policy, owed: OwedRow, entrance: Entrance = NO_ENTRANCE
    ) -> None:
        self.reader = reader
        self.records = Rows.reading(reader)
        self.words = words
        self.policy = policy
        self.owed = owed
        self.entrance = entrance

    @property
    def moment(self) -> Moment:
        """The moment of writing, as the organisation sees it."""
        return Moment(now=self.words.now, zone=self.words.zone, policy=self.policy)

    async def facts(self, shift_id: int, person_id: int | None = None) -> Facts | None:
        """The shift, and how the reader (or somebody else) stands in it."""
        return await self.records.sign_ups.facts(shift_id, person_id or self.owed.person_id)

    async def all_facts(self, shift_ids: Iterable[int], person_id: int | None = None) -> list[Facts]:
        """The same for several shifts, by start."""
        found = [await self.facts(shift_id, person_id) for shift_id in shift_ids]
        return sorted((facts for facts in found if facts), key=lambda facts: facts.shift.period.start)

    async def rights(self) -> Rights:
        """What the reader may do now."""
        return await self.records.people.rights(self.owed.person_id)

    async def leads(self, activity: Activity) -> bool:
        """Whether it is still the reader's business what goes on there."""
        return (await self.rights()).leads(activity.unit)

    async def next_of(self, activity: Activity) -> Shift | None:
        """The shift of an activity that is next or goes on now; None where nothing of it is ahead."""
        if not activity.is_on:
            return None
        shifts = await self.records.activities.shifts(activity.id)
        return next((shift for shift in shifts if shift.is_ahead(self.words.now)), None)

    async def name_of(self, person_id: int) -> str:
        """What somebody is called; empty for somebody who was forgotten."""
        person = await self.records.people.get(person_id)
        return person.name if person else ""


def is_in(facts: Facts, *states: SignUpState) -> bool:
    """Whether the person of these facts stands like that in the shift."""
    return facts.mine is not None and facts.mine.state in states


def activity_and_shift(facts: Facts) -> tuple[Activity, Shift]:
    """What these facts are about."""
    return facts.activity, facts.shift


N = TypeVar("N", bound=Model)
Writer = Callable[[Reading, N], Awaitable[WrittenNotice | Screen | None]]
"""Says it: in a screen, where nothing goes with that; None where it is true no more."""


@dataclass(frozen=True, slots=True)
class Notices:
    """How each kind of notice is written. Each subject fills its own, in one file."""

    writers: dict[type[Model], Writer[Any]] = field(default_factory=dict)

    def written(self, kind: type[N]) -> Callable[[Writer[N]], Writer[N]]:
        """The writer of a kind of notice: it asks whether it is still true, and says it."""

        def keep(writer: Writer[N]) -> Writer[N]:
            self.writers[kind] = writer
            return writer

        return keep

    def include(self, other: "Notices") -> None:
        """Take in the notices of a subject. Raises ValueError where two write the same."""
        both = self.writers.keys() & other.writers.keys()
        if both:
            raise ValueError(f"two ways to write {both}")
        self.writers.update(other.writers)
