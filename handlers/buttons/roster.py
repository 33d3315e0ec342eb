"""Buttons of a shift's roster. Pages count from 0."""

from handlers.buttons import Button, PageNumber


class ShowRoster(Button, code="ro"):
    """Who is signed up; once the shift has begun, who came."""

    shift: int
    page: PageNumber = 0


class ShowSignedUp(Button, code="rs"):
    """Who is signed up, with phone numbers, also once the shift has begun."""

    shift: int
    page: PageNumber = 0


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


class AllCame(Button, code="rw"):
    """Tick everybody."""

    shift: int
    page: PageNumber = 0


class ConfirmRoster(Button, code="rc"):
    """Write the roster into the ledger."""

    shift: int
    nobody_came: bool = False  # said once more where nobody is ticked
