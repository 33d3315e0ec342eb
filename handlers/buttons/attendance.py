"""Buttons of a shift's roster. Pages count from 0."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from handlers.buttons.button import Button, PageNumber, Start, Typed
from volunteering.rules.answers import ReminderAnswer

MOST_DIGITS = 15
"""Of a phone number."""

BYTES_OF_NAME = 24
"""Of whom a roster is searched for: so few that a tick takes the search along, in any city."""


class ShowRoster(Button, code="ro", is_list=True):
    """Who is signed up; once the shift has begun, who came."""

    shift: int
    page: PageNumber = 0


class ShowSignedUp(Button, code="rs", is_list=True):
    """Who is signed up, with phone numbers, also once the shift has begun."""

    shift: int
    page: PageNumber = 0


class FindOnRoster(Button, code="rf"):
    """The question for whom to look for among the people of a shift."""

    shift: int


class ShowFound(Button, code="rn", is_list=True, instead_of=ShowRoster):
    """Those of a shift whom a text finds; once it has begun, to be ticked."""

    shift: int
    page: PageNumber = 0
    text: Annotated[str, StringConstraints(max_length=BYTES_OF_NAME), Typed()] = ""


class FileKind(StrEnum):
    """What a roster is sent as."""

    PAPER = "p"  # a PDF to sign
    WORKBOOK = "x"  # an XLSX to work with


class RosterFile(Button, code="rp"):
    """The roster as a file."""

    shift: int
    kind: FileKind


class TickPerson(Button, code="rt"):
    """This person came, or the tick was a slip."""

    shift: int
    person: int
    came: bool
    page: PageNumber = 0


class AdjustMinutes(Button, code="rm"):
    """The question for how long this person was there."""

    shift: int
    person: int
    page: PageNumber = 0


class ShowLines(Button, code="rq", is_list=True):
    """Everybody on a roster, each leading to what else can be said of them than that they came."""

    shift: int
    page: PageNumber = 0


class ShowLine(Button, code="ri"):
    """What a roster says of one person, and what else may be said: excused, sent home."""

    shift: int
    person: int


class Excuse(Button, code="re"):
    """This person had a place and could not come."""

    shift: int
    person: int


class SendHome(Button, code="rh"):
    """The question for how long this person was there before they were sent home."""

    shift: int
    person: int


Ticket = Annotated[int, Field(ge=0, le=9_999_999)]
"""Of a sign-up in its shift: whoever signs up anew has another."""


class ListAnswers(Button, code="rnl", is_list=True):
    """Everybody with a place, before the start, each leading to what they have said, also where that is known."""

    shift: int
    page: PageNumber = 0


class ShowAnswer(Button, code="rna"):
    """What one person has said of coming, before the start, and what they say when they are called."""

    shift: int
    person: int


class NoteComing(Button, code="rnc"):
    """This person said that they come, or come late; of the sign-up and the answer that the leader had read."""

    shift: int
    person: int
    ticket: Ticket
    seen: ReminderAnswer
    late: bool = False
    start: Start = None


class NoteNotComing(Button, code="rnx"):
    """This person said that they can't come: the question whether that is so, and once it is `sure`, the answer."""

    shift: int
    person: int
    ticket: Ticket
    seen: ReminderAnswer
    sure: bool = False
    start: Start = None


class AllCame(Button, code="rw"):
    """Tick everybody on a roster."""

    shift: int
    page: PageNumber = 0


class ConfirmRoster(Button, code="rc"):
    """Write the roster into the ledger."""

    shift: int
    sure: bool = False  # said once more that those who are not ticked did not come


class CountServed(Button, code="rv"):
    """The questions how many people were served, and how many things were handed out."""

    shift: int


class FindWalkIn(Button, code="rx"):
    """Somebody came without having signed up: those who waited; or else, and for `search`, the question for a name."""

    shift: int
    search: bool = False


class AddWalkIn(Button, code="ry"):
    """This person came, too; with the end of the phone number where that is how they were found."""

    shift: int
    person: int
    digits: Annotated[str, StringConstraints(max_length=MOST_DIGITS, pattern=r"^[0-9]*$"), Typed()] = ""
