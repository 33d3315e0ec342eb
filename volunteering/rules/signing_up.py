"""Signing up: who may take a place, who waits, who is next (docs/rules.md: Signing up).

The same judgement colours a list ("full", "overlaps yours") and guards the write. It returns; it never raises.
"""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

from volunteering.rules.activities import Activity, Clash, Shift, is_on, why_off
from volunteering.rules.ages import TooLongADay, TooYoungForIt, Youth, reasons_of_age, too_long_a_day
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.capacity import Capacity
from volunteering.rules.fairness import Fairness, Unfair, reasons_of_fairness
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.needs import NOTHING_HELD, Held, Lack, NoInduction, NotInducted, lacks
from volunteering.rules.no_shows import NoShows, reason_of_no_shows
from volunteering.rules.profiles import Born
from volunteering.rules.roles import RoleRoom, ShiftRole, capacity_in_all, room_of
from volunteering.rules.volunteers import Standing


class SignUpState(StrEnum):
    """Where a sign-up stands."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    LEFT = "left"
    WALKED_IN = "walked_in"  # was there without a place: on the roster, and in nobody's way


class SignUp(Model):
    """One person in one shift."""

    id: int
    shift_id: int
    person_id: int
    state: SignUpState
    ticket: int  # the order of arrival within the shift
    at: Instant  # since when it is in this state
    answer: ReminderAnswer = ReminderAnswer.SILENT
    to_confirm: Instant | None = None  # since when it is at another time or place, and nobody said *I still come*
    confirm_until: Instant | None = None  # once they were asked
    role_id: int | None = None  # of the shift's roles; None where it has none, and of who walked in
    held_until: Instant | None = None  # of one who waits: a place is held for them until then
    passed: bool = False  # let the place that is free now pass: it is offered to others

    @property
    def is_offered(self) -> bool:
        """Whether a place is held for the person, who waits."""
        return self.state is SignUpState.WAITING and self.held_until is not None


def places_among(sign_ups: Iterable[SignUp]) -> int:
    """How many of them are places: a number on a waiting list is none."""
    return sum(sign_up.state is SignUpState.CONFIRMED for sign_up in sign_ups)


class Facts(Model):
    """What is known when somebody asks for a place: read in the transaction that will write."""

    standing: Standing
    activity: Activity
    shift: Shift
    mine: SignUp | None
    clash: Clash | None
    capacity: Capacity  # the role's, where one is meant; else the whole shift's
    no_shows: tuple[date, ...]  # the local dates of all that the rosters have, but for what was forgiven
    reachable: bool = True  # whether messages reach the person
    agreed: bool = True  # to the risk as it is now stated, where there is one
    is_blocked: bool = False  # the person has said that they can't come that day: a hint, and no reason
    born: Born | None = None  # the person, as far as they said it
    youth: Youth | None = None  # of whoever may be under age then; None: of nobody else
    roles: tuple[RoleRoom, ...] = ()  # of a shift that has any
    role: ShiftRole | None = None  # the one that is meant
    held: Held = NOTHING_HELD  # what the person has of what roles ask for
    needs_induction: bool = False  # the unit asks for it before their first shift
    at_once: bool = False  # is put in without being asked when a place comes free
    fair: Fairness | None = None  # where the unit decides how its places go round

    def in_role(self, role_id: int | None) -> "Facts":
        """The same about one of the shift's roles: of a shift with one only, about that where none is named.

        About the whole shift where it has none of that number.
        """
        only = self.roles[0] if role_id is None and len(self.roles) == 1 else None
        room = only or room_of(self.roles, role_id)
        if room is None:
            return self
        return self.model_copy(update={"role": room.role, "capacity": room.capacity})

    @property
    def room(self) -> Capacity:
        """How much room there is for this person: what is held for them is free for them."""
        mine = self.mine
        is_theirs = mine is not None and mine.is_offered and mine.role_id == (self.role.id if self.role else None)
        return self.capacity.let_pass() if is_theirs else self.capacity

    @property
    def room_in_all(self) -> Capacity:
        """How much room there is in all roles together."""
        return capacity_in_all(self.roles) if self.roles else self.capacity

    @property
    def mine_in(self) -> ShiftRole | None:
        """The role that the person has a place in, or waits for."""
        is_in = self.mine is not None and self.mine.state is not SignUpState.LEFT
        room = room_of(self.roles, self.mine.role_id) if self.mine and is_in else None
        return room.role if room else None

    @property
    def has_place(self) -> bool:
        """Whether the person has a place in the shift, in whichever role."""
        return self.mine is not None and self.mine.state is SignUpState.CONFIRMED

    @property
    def changes_role(self) -> bool:
        """Whether it is about another role than the one that the person has a place in."""
        return self.has_place and self.is_about_another

    @property
    def keeps_place(self) -> bool:
        """Whether the person has what it is about already, whatever is asked for since then."""
        return self.has_place and not self.changes_role

    @property
    def is_about_another(self) -> bool:
        """Whether it is about another role than the one that the person is in or waits for."""
        return self.role is not None and self.mine_in is not None and self.role.id != self.mine_in.id

    @property
    def is_on(self) -> bool:
        """Whether neither the shift nor its activity is cancelled."""
        return is_on(self.activity, self.shift)


# Why not, each with what helps the person understand it.


class Suspended(Model):
    """The person's sign-ups are on hold."""


class Closed(Model):
    """The activity or the shift was cancelled; why, where its leader said so."""

    because: str = ""


class Begun(Model):
    """The shift has begun, or is over."""


class AlreadyIn(Model):
    """The person is in it, or on its waiting list; in which role, where it has several."""

    state: SignUpState
    role: str = ""


class Overlaps(Model):
    """The person is somewhere else then."""

    clash: Clash


class Full(Model):
    """Every place is taken or held: there is a waiting list. Of which role, where the shift has several."""

    limit: int
    waiting: int
    held: int = 0
    role: str = ""


Reason = (
    Suspended | NoShows | Closed | Begun | AlreadyIn | TooYoungForIt | Lack | Overlaps | TooLongADay | Unfair | Full
)


def _suspended(facts: Facts, _: Moment) -> Reason | None:
    return Suspended() if facts.standing is not Standing.ACTIVE else None


def _no_shows(facts: Facts, moment: Moment) -> Reason | None:
    return reason_of_no_shows(facts.no_shows, moment)


def _closed(facts: Facts, _: Moment) -> Reason | None:
    return None if facts.is_on else Closed(because=why_off(facts.activity, facts.shift))


def _begun(facts: Facts, moment: Moment) -> Reason | None:
    return Begun() if facts.shift.has_begun(moment.now) else None


def _already_in(facts: Facts, _: Moment) -> Reason | None:
    mine = facts.mine
    if mine is None or mine.state is SignUpState.LEFT or facts.is_about_another:
        return None
    # Somebody who waits may take a place that is free: late gaps are nobody's until somebody asks.
    if mine.state is SignUpState.WAITING and not facts.room.is_full:
        return None
    role = facts.mine_in
    return AlreadyIn(state=mine.state, role=role.name if role else "")


def _age(facts: Facts, moment: Moment) -> tuple[Reason, ...]:
    youth = None if facts.keeps_place else facts.youth
    return reasons_of_age(facts.born, youth, facts.shift.period, moment) if youth else ()


def _lacks(facts: Facts, moment: Moment) -> tuple[Reason, ...]:
    if facts.keeps_place:
        return ()
    of_role = lacks(facts.role.needs, facts.held, facts.born, facts.shift.day(moment.zone)) if facts.role else ()
    is_said = any(isinstance(one, NotInducted) for one in of_role)
    return (NoInduction(), *of_role) if facts.needs_induction and not is_said else of_role


def _overlaps(facts: Facts, _: Moment) -> Reason | None:
    return Overlaps(clash=facts.clash) if facts.clash else None


def _day_is_long(facts: Facts, moment: Moment) -> Reason | None:
    if facts.youth is None or facts.keeps_place:
        return None
    return too_long_a_day(facts.born, facts.youth, facts.shift.period, moment)


def _unfair(facts: Facts, moment: Moment) -> tuple[Reason, ...]:
    fair = None if facts.has_place else facts.fair
    waits = facts.mine is not None and facts.mine.state is SignUpState.WAITING
    return reasons_of_fairness(fair, facts.shift, moment, waits=waits) if fair else ()


def _full(facts: Facts, _: Moment) -> Reason | None:
    # A place that came free went to the waiting list at once: what is free now, nobody there could take.
    room = facts.room
    if room.limit is None or not room.is_full:
        return None
    return Full(limit=room.limit, waiting=room.waiting, held=room.held, role=facts.role.name if facts.role else "")


# The order in which people are told. "Registered" comes before all of them: the way of a tap sees to it.
CHECKS: tuple[Callable[[Facts, Moment], Reason | tuple[Reason, ...] | None], ...] = (
    _suspended, _no_shows, _closed, _begun, _already_in, _age, _lacks, _overlaps, _day_is_long, _unfair, _full,
)  # fmt: skip


def reasons_against(facts: Facts, moment: Moment) -> tuple[Reason, ...]:
    """Every reason why this person cannot have a confirmed place in this shift now, in the order of the rules."""
    reasons: list[Reason] = []
    for check in CHECKS:
        if found := check(facts, moment):
            reasons += found if isinstance(found, tuple) else (found,)
    return tuple(reasons)


def may_wait(reasons: Iterable[Reason]) -> bool:
    """Whether the only thing in the way is that the shift is full."""
    against = tuple(reasons)
    return len(against) == 1 and isinstance(against[0], Full)


# What came of asking.


class Taken(Model):
    """The person has a place, confirmed."""

    facts: Facts


class Waiting(Model):
    """A number on the waiting list; 1 is next."""

    facts: Facts
    number: int


class Refused(Model):
    """Not this time, with every reason."""

    facts: Facts
    reasons: tuple[Reason, ...]


Judgement = Taken | Waiting | Refused


def judge(facts: Facts, moment: Moment) -> Judgement:
    """A place, a number on the waiting list, or all the reasons against both."""
    reasons = reasons_against(facts, moment)
    if not reasons:
        return Taken(facts=facts)
    if may_wait(reasons) and not facts.has_place:  # which nobody gives back to wait
        return Waiting(facts=facts, number=facts.capacity.waiting + 1)
    return Refused(facts=facts, reasons=reasons)
