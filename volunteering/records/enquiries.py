"""What actions ask of enquiries: what people ask those who lead, and what is answered."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from volunteering.rules.enquiries import Enquiry, LineKind, Topic
from volunteering.rules.notices.letters import Letter


class Enquiries(Protocol):
    """Enquiries, their lines, and of whom they are asked."""

    __slots__ = ()

    async def get(self, enquiry_id: int) -> Enquiry | None:
        """The enquiry with that number, locked until the commit; None where there is none."""

    async def open_about(self, person_id: int, topic: Topic) -> Enquiry | None:
        """This person's enquiry about just that, which waits for an answer."""

    async def count_open(self, person_id: int) -> int:
        """How many of this person's wait for an answer."""

    async def begin(self, person_id: int, topic: Topic, at: datetime) -> int:
        """A new one, in which nothing is said yet. Gives its number."""

    async def say(self, enquiry_id: int, by_id: int, kind: LineKind, text: str, at: datetime) -> int:
        """Write a line at its end. Gives the line's number."""

    async def unanswered(self, enquiry_id: int) -> int:
        """How many lines who asked has written since the last answer."""

    async def last_line(self, enquiry_id: int) -> int:
        """The number of the last line in it."""

    async def readers(self, enquiry_id: int) -> tuple[int, ...]:
        """Of whom it is asked."""

    def ask(self, enquiry_id: int, people: Iterable[int], at: datetime) -> None:
        """It is asked of these people, too, and waits for an answer. Written with the commit."""

    def settle(self, enquiry_id: int, by_id: int, at: datetime) -> None:
        """Somebody answered it. Written with the commit."""

    def put_right(
        self, shift_id: int, person_id: int, by_id: int, at: datetime, *, kind: LineKind = LineKind.PUT_RIGHT
    ) -> None:
        """A no-show was taken back, or forgiven: whoever asked for it is answered. Written with the commit."""

    async def letter_to(self, person_id: int, message_id: int) -> Letter | None:
        """The letter that this message to this person is, with its words; None for any other, or one long gone."""

    async def open_of(self, activity_id: int) -> tuple[Enquiry, ...]:
        """Those about an activity that wait for an answer."""

    async def without_readers(self) -> tuple[int, ...]:
        """The numbers of those that wait, of which nobody who may answer now is asked."""
