"""Messages to volunteers about their places in shifts, and to leaders about who comes."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About, Key, listed, second
from volunteering.rules.reminders import ReminderLine
from volunteering.rules.signing_up import SignUp


class Reminder(Model):
    """Shifts that begin soon; two of one person due together are one message."""

    kind: Literal["reminder"] = "reminder"
    shift_ids: tuple[int, ...]
    unasked: tuple[int, ...] = ()  # of these, whose last reminder it is: it only reminds

    def key(self, reader: int, lines: Iterable[ReminderLine]) -> Key:
        """Of these shifts, for the time each has, and that long before it."""
        due = (f"{line.shift_id}@{second(line.starts_at)}-{line.about}" for line in lines)
        return Key(f"reminder:{reader}:{','.join(due)}")


class OnceMore(Model):
    """The reader was asked whether they come, and has said nothing: of several shifts in one message."""

    kind: Literal["once_more"] = "once_more"
    shift_ids: tuple[int, ...]

    def key(self, reader: int, lines: Iterable[ReminderLine]) -> Key:
        """Of these shifts, for the time each has."""
        due = (f"{line.shift_id}@{second(line.starts_at)}" for line in lines)
        return Key(f"once_more:{reader}:{','.join(due)}")


class Why(StrEnum):
    """How a place came to be the reader's."""

    LEFT = "left"  # somebody left
    MORE_PLACES = "more_places"
    MOVED = "moved"  # the shift is at another time
    OTHER_ROLE = "other_role"  # somebody changed to another role
    FREE = "free"  # it was free before; what kept the reader from it has ended
    PASSED_ON = "passed_on"  # whoever was asked before has let it pass

    @property
    def is_new(self) -> bool:
        """Whether another place came free: whoever let one pass before is asked again."""
        return self not in {Why.FREE, Why.PASSED_ON}


class Promoted(Model):
    """A place is free and is the reader's."""

    kind: Literal["promoted"] = "promoted"
    shift_id: int
    why: Why = Why.LEFT

    def key(self, reader: int, ticket: int) -> Key:
        """Once each time the reader had signed up, which the ticket tells."""
        return Key(f"promoted:{self.shift_id}:{reader}:{ticket}")


class PlaceOffered(Model):
    """A place is free and held for the reader, until the instant that their sign-up has."""

    kind: Literal["offered"] = "offered"
    shift_id: int
    why: Why = Why.LEFT

    def about(self) -> About:
        """Of the shift: offered again, it is told again."""
        return About(f"offered:{self.shift_id}")


class OfferLapsed(Model):
    """The reader did not say whether they take a place, and it has gone on; they keep their number."""

    kind: Literal["offer_lapsed"] = "offer_lapsed"
    shift_id: int

    def key(self, reader: int, until: datetime) -> Key:
        """Once for each offer, which its end tells."""
        return Key(f"offer_lapsed:{self.shift_id}:{reader}@{second(until)}")


class FirstCome(Model):
    """To everybody who waits: a place is free so late that it is for whoever asks first."""

    kind: Literal["first_come"] = "first_come"
    shift_id: int

    def about(self) -> About:
        """Of the shift: when another place comes free, it is told again."""
        return About(f"first_come:{self.shift_id}")


class LeftOver(Model):
    """A shift began, and the reader was on its waiting list to the end."""

    kind: Literal["left_over"] = "left_over"
    shift_id: int

    def key(self, reader: int, start: datetime) -> Key:
        """Once, for the time that the shift has."""
        return Key(f"left_over:{self.shift_id}@{second(start)}:{reader}")


class PleaseConfirm(Model):
    """A shift of the reader's, or several of an activity, is at another time or place: they are reminded to confirm."""

    kind: Literal["please_confirm"] = "please_confirm"
    shift_id: int

    def key(self, sign_up: SignUp) -> Key:
        """Once of each move."""
        since = second(sign_up.to_confirm or sign_up.at)
        return Key(f"please_confirm:{self.shift_id}@{since}:{sign_up.person_id}")


class PlaceLapsed(Model):
    """The reader was asked to confirm a place, and did not: it is offered on."""

    kind: Literal["place_lapsed"] = "place_lapsed"
    shift_id: int

    def key(self, sign_up: SignUp) -> Key:
        """Once each time the reader had signed up, which the ticket tells."""
        return Key(f"place_lapsed:{self.shift_id}:{sign_up.person_id}:{sign_up.ticket}")


class MovedBack(Model):
    """A shift that the reader gave back, or lost, as it was moved is back as it was: they may sign up again."""

    kind: Literal["moved_back"] = "moved_back"
    shift_id: int

    def about(self, since: datetime) -> About:
        """Of the shift, and since when it had been moved."""
        return About(f"moved_back:{self.shift_id}@{second(since)}")


class NotConfirmed(Model):
    """To the leader: these people did not confirm a shift that was moved, and it is so late that it matters."""

    kind: Literal["not_confirmed"] = "not_confirmed"
    shift_id: int
    person_ids: tuple[int, ...]

    def about(self, at: datetime) -> About:
        """Of the shift, and when their time was over."""
        return About(f"not_confirmed:{self.shift_id}@{second(at)}")


class NotedNotComing(Model):
    """A leader called the reader, or was called, and noted that they can't come: their place goes on."""

    kind: Literal["noted_not_coming"] = "noted_not_coming"
    shift_id: int
    by_id: int
    ticket: int  # of the sign-up that ended

    def key(self, reader: int) -> Key:
        """Once each time the reader had signed up, which the ticket tells."""
        return Key(f"noted_not_coming:{self.shift_id}:{reader}:{self.ticket}")


class LateLeave(Model):
    """To the leader: somebody left within the late hours before the start: their place is for whoever asks first."""

    kind: Literal["late_leave"] = "late_leave"
    shift_id: int
    person_id: int

    def about(self, ticket: int) -> About:
        """Once each time the person had signed up, which the ticket tells."""
        return About(f"late_leave:{self.shift_id}:{ticket}")


class LateRole(Model):
    """To the leader: somebody changed to another role within the late hours: their place is for whoever asks first."""

    kind: Literal["late_role"] = "late_role"
    shift_id: int
    person_id: int
    before: str  # the role that they left

    def about(self, ticket: int) -> About:
        """Of the sign-up, which the ticket tells: of several changes in a row, from the first that was not told."""
        return About(f"late_role:{self.shift_id}:{ticket}")


class Gap(Model):
    """To the leader: a shift with a waiting list has free places so late that they are for whoever asks first."""

    kind: Literal["gap"] = "gap"
    shift_id: int

    def about(self) -> About:
        """Of the shift that has a gap."""
        return About(f"gap:{self.shift_id}")


class Unheard(StrEnum):
    """What somebody was not told, since messages do not reach them."""

    PASSED_OVER = "passed_over"  # that a place was free for them: it was not given to them
    PROMOTED = "promoted"
    REMINDER = "reminder"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    LETTER = "letter"
    ANSWER = "answer"  # to what they asked
    HANDED_OVER = "handed_over"  # that they lead it now
    BUDDY = "buddy"  # who is their buddy, or whose they are, or that somebody isn't any more
    BUDDY_WROTE = "buddy_wrote"


class OutOfReach(Model):
    """To the leader: these people of a shift have not heard of something, and have to be called."""

    kind: Literal["out_of_reach"] = "out_of_reach"
    shift_id: int
    person_ids: tuple[int, ...]
    unheard: Unheard

    def about(self, start: datetime) -> About:
        """Of these people and what they have not heard, for the time that the shift has."""
        return About(f"out_of_reach:{self.shift_id}@{second(start)}:{self.unheard}:{listed(self.person_ids)}")
