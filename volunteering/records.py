"""What the actions need to know and to write, in one transaction, as storage/ implements it.

Everything written through it is there after the commit, all of it or nothing.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from volunteering import hours
from volunteering.activities import Activity, Category, Shift, State
from volunteering.broadcasts import Broadcast
from volunteering.notices import Owed
from volunteering.people import Language, Person, Standing
from volunteering.periods import Month, Period
from volunteering.reminders import Expected, Line, Unanswered
from volunteering.rosters import RosterLine
from volunteering.signups import Facts, Place, SignUp
from volunteering.units import Post, Role, Unit


class People(Protocol):
    """Volunteers, their units and their roles."""

    async def get(self, person_id: int) -> Person | None:
        """A person by our own number."""

    async def by_telegram(self, telegram_id: int) -> Person | None:
        """A person by Telegram's number."""

    async def add(
        self,
        *,
        telegram_id: int,
        name: str,
        phone: str | None,
        language: Language,
        unit: Unit,
        at: datetime,
        month: Month,
    ) -> int:
        """A new volunteer; the consent is that of `at`. Gives the person's number."""

    async def change(
        self,
        person_id: int,
        *,
        name: str | None = None,
        phone: str | None = None,
        language: Language | None = None,
        unit_id: int | None = None,
        standing: Standing | None = None,
        reachable: bool | None = None,
    ) -> None:
        """Change what is given, leave the rest. An empty phone takes the number away."""

    async def erase(self, person_id: int) -> None:
        """Forget name, phone and Telegram's number; what was done stays, as a former volunteer's."""

    async def posts(self, person_id: int) -> tuple[Post, ...]:
        """The roles of a person, with their units."""

    async def set_role(
        self, person_id: int, unit_id: int, role: Role | None, *, by_id: int | None, at: datetime
    ) -> None:
        """Give a role in a unit, in place of any other there; None takes it away."""

    async def join(self, person_id: int, unit_id: int, at: datetime) -> None:
        """Join a unit besides the home unit; joining twice is joining once."""

    async def leave_unit(self, person_id: int, unit_id: int) -> None:
        """Leave a joined unit."""

    async def joined(self, person_id: int) -> tuple[Unit, ...]:
        """The units joined besides the home unit."""

    async def leaders_of(self, unit: Unit, *, without: int | None = None) -> tuple[int, ...]:
        """Whom to turn to for a unit: its own leaders and admins, or those of the nearest unit above that has any.

        Only people who are active and reachable count, and never `without`.
        """


class Units(Protocol):
    """The tree."""

    async def get(self, unit_id: int) -> Unit | None:
        """A unit."""

    async def top(self) -> Unit:
        """The organisation itself."""

    async def below(self, unit_id: int) -> tuple[Unit, ...]:
        """The units one level down, by name."""

    async def add(self, above: Unit, name: str, at: datetime) -> Unit | None:
        """A new unit under another; None where that name is taken there."""

    async def rename(self, unit: Unit, name: str) -> bool:
        """Whether the new name was free beside its neighbours, and so was given."""

    async def move(self, unit: Unit, above: Unit) -> bool:
        """Hang a unit, and everything below it, under another; False where the name is taken there."""


class Activities(Protocol):
    """Activities and their shifts."""

    async def get(self, activity_id: int) -> Activity | None:
        """An activity."""

    async def shift(self, shift_id: int) -> tuple[Activity, Shift] | None:
        """A shift with its activity."""

    async def shifts(self, activity_id: int) -> tuple[Shift, ...]:
        """The shifts of an activity, by start."""

    async def led_ahead(self, person_id: int, now: datetime) -> tuple[Activity, ...]:
        """The open activities this person leads that have a shift which is not over."""

    async def ahead_in(self, unit: Unit, now: datetime) -> tuple[Activity, ...]:
        """The open activities of a unit and those below it that have a shift which is not over."""

    async def lock(self, shift_id: int) -> tuple[Activity, Shift] | None:
        """The same as `shift`, and nobody else changes the shift or its sign-ups until the commit."""

    async def add(
        self,
        *,
        unit: Unit,
        leader_id: int,
        title: str,
        description: str,
        category: Category,
        place: str,
        details: str,
        at: datetime,
    ) -> int:
        """A new open activity. Gives its number."""

    async def add_shift(
        self, activity_id: int, unit_id: int, period: Period, places: int, *, day: date, at: datetime
    ) -> int:
        """A new open shift. Gives its number."""

    async def change(
        self,
        activity_id: int,
        *,
        title: str | None = None,
        description: str | None = None,
        category: Category | None = None,
        place: str | None = None,
        details: str | None = None,
        leader_id: int | None = None,
        state: State | None = None,
    ) -> None:
        """Change what is given, leave the rest."""

    async def change_shift(
        self,
        shift_id: int,
        *,
        period: Period | None = None,
        day: date | None = None,
        places: int | None = None,
        state: State | None = None,
        at: datetime | None = None,
    ) -> None:
        """Change what is given; a new period comes with its local day and the instant it was set at, a cancelled state
        with the instant it was cancelled at.
        """


class SignUps(Protocol):
    """Who is in which shift."""

    async def facts(self, shift_id: int, person_id: int) -> Facts | None:
        """Everything that signing up asks about, with the shift locked. None where there is no such shift."""

    async def place(self, shift_id: int, person_id: int, state: Place, at: datetime) -> None:
        """Put the person at the end of the confirmed or of the waiting; the newest ticket is theirs."""

    async def set_state(self, sign_up_id: int, state: Place, at: datetime) -> None:
        """Confirm one who waited, or let go one who leaves."""

    async def mine(self, shift_id: int, person_id: int) -> SignUp | None:
        """This person's sign-up for this shift."""

    async def say_coming(self, sign_up_id: int) -> None:
        """Remember that the person said I'm coming."""

    async def forget_coming(self, shift_id: int) -> None:
        """Nobody has said I'm coming any more."""

    async def waiting(self, shift_id: int) -> tuple[SignUp, ...]:
        """The waiting list, first in line first."""

    async def confirmed(self, shift_id: int) -> tuple[SignUp, ...]:
        """Those with a place, in order of arrival."""

    async def beside_free_places(self, after: datetime) -> tuple[int, ...]:
        """The open shifts that begin after an instant in which somebody waits and a place is free, in one order."""

    async def upcoming_of(self, person_id: int, now: datetime) -> tuple[SignUp, ...]:
        """This person's places and waits in open shifts that have not begun, by start."""


class Hours(Protocol):
    """The ledger, the roster's ticks and logged hours."""

    async def roster(self, shift_id: int) -> tuple[RosterLine, ...]:
        """Everybody confirmed, in order of arrival, then who walked in: name, the roster's tick, and what holds."""

    async def append(self, entry: hours.Entry) -> int:
        """Write a line at the end of the ledger. Gives its number."""

    async def no_shows(self, person_id: int) -> tuple[tuple[int, hours.Standing], ...]:
        """The no-shows that count against a person: shift and standing."""

    async def tick(self, shift_id: int, person_id: int, *, came: bool | None, minutes: int | None = None) -> None:
        """The roster's tick of one person on it; minutes None is the shift's own length."""

    async def tick_all(self, shift_id: int, *, without: int) -> None:
        """Tick that everybody else confirmed came; the lengths already adjusted stay as they are."""

    async def close_roster(self, shift_id: int, by_id: int, at: datetime) -> None:
        """The roster is confirmed."""

    async def minutes_on(self, person_id: int, day: date) -> int:
        """Minutes of a local date that are served, or logged and not rejected."""

    async def rostered_on(self, person_id: int, day: date) -> tuple[hours.Rostered, ...]:
        """What rosters count for somebody on a local date, in the order of the shifts."""

    async def served_on(self, person_id: int, day: date) -> int:
        """Minutes of a local date that are in the ledger; whoever else asks for this person waits until the commit."""

    async def add_claim(self, *, person_id: int, unit_id: int, day: date, minutes: int, what: str, at: datetime) -> int:
        """Logged hours, pending. Gives the claim's number."""

    async def claim(self, claim_id: int) -> hours.Claim | None:
        """A claim; locked until the commit."""

    async def standing_of_claim(self, claim_id: int) -> hours.Standing | None:
        """What holds in the ledger for a claim; None where it never came so far."""

    async def pending_in(self, unit: Unit) -> tuple[hours.Claim, ...]:
        """Claims not decided yet in a unit and below it, oldest first."""

    async def decide(
        self, claim_id: int, decision: hours.Decision, *, by_id: int, at: datetime, reason: str = ""
    ) -> None:
        """Approve or reject, in place of any decision before."""


class Outbox(Protocol):
    """Messages owed."""

    def owe(self, owed: Owed, at: datetime, *, due: datetime | None = None) -> None:
        """Owe a message, once: the same key again is nothing new. Written with the commit."""

    def owe_again(self, owed: Owed, at: datetime, *, due: datetime | None = None) -> None:
        """Owe what may come up again after it was told: still unsent under that key, it stays exactly as it is.

        A key whose message was sent, dropped or failed is owed anew, with these facts. Written with the commit.
        """

    async def unheard(self, now: datetime, limit: int) -> tuple[Owed, ...]:
        """Messages that did not reach their readers and were not passed on yet, oldest first, at most so many.

        None while anything is due to somebody known to be out of reach: it will be among them in a moment, and what a
        shift's people have not heard is to be one message.
        """

    def passed_on(self, keys: Collection[str]) -> None:
        """Everybody else who has to hear of these messages is told. Written with the commit."""


class Journal(Protocol):
    """Who did what."""

    def note(
        self,
        kind: str,
        *,
        by_id: int | None,
        at: datetime,
        person_id: int | None = None,
        unit_id: int | None = None,
        activity_id: int | None = None,
        shift_id: int | None = None,
        **facts: str | int | None,
    ) -> None:
        """Write a line. Written with the commit."""

    async def newest(self, person_id: int, kinds: Collection[str]) -> str | None:
        """Which of these kinds was noted last about a person; None where none was."""


class Reminders(Protocol):
    """What is due because time passed. A line in `reminders` makes each thing happen once, whoever sweeps."""

    async def unreminded(self, hours_before: int, now: datetime, limit: int) -> tuple[Expected, ...]:
        """Confirmed people to remind that long before the start: by person, then by start, at most `limit` lines.

        Shifts are open, of open activities, and begin after `now`, at most so many hours later. The sign-up and the
        shift's time are older than the instant the reminder was due, and there is no line of this kind for the start
        that the shift now has.
        """

    async def unanswered(
        self, ended_after: datetime, ended_by: datetime, *, asked_by: datetime | None = None, limit: int
    ) -> tuple[Unanswered, ...]:
        """Shifts that ended after one instant and by the other, with people on a roster that nobody confirmed.

        Those that were called off are left out; one that was cancelled after it began was held all the same.
        Nobody was asked for the roster yet (there is no line `FIRST_ASKED` for the shift's start); or, with `asked_by`,
        somebody was first asked by that instant, and not asked again (no line `ASKED_AGAIN`). Oldest end first.
        """

    async def note(self, lines: Sequence[Line], at: datetime) -> frozenset[Line]:
        """Write the lines in one go; gives those that were new."""

    async def next_start(self, after: datetime) -> datetime | None:
        """When the first open shift with confirmed people begins, after that instant."""

    async def next_end(self, after: datetime) -> datetime | None:
        """When the first shift that was not called off and has no confirmed roster ends, after that instant."""

    async def next_asked(self, after: datetime) -> datetime | None:
        """The first instant after that one at which somebody was first asked for a roster still not confirmed.

        Rosters that were asked for again are left out.
        """


class Broadcasts(Protocol):
    """One letter to all the people of a unit."""

    async def begin(self, unit: Unit, text: str, *, by_id: int, at: datetime) -> tuple[int, int]:
        """Owe it to everybody who is at home in the unit or below it, but not to `by_id`; its number and how many."""

    async def get(self, broadcast_id: int) -> Broadcast | None:
        """A broadcast, and how far it is."""

    async def stop(self, broadcast_id: int) -> None:
        """Owe it to nobody else."""


class Records(Protocol):
    """All of it, in one transaction."""

    @property
    def people(self) -> People: ...
    @property
    def units(self) -> Units: ...
    @property
    def activities(self) -> Activities: ...
    @property
    def sign_ups(self) -> SignUps: ...
    @property
    def hours(self) -> Hours: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def reminders(self) -> Reminders: ...
    @property
    def broadcasts(self) -> Broadcasts: ...
