"""Buttons of calendars: the address at which one's own is read, and one shift as a file."""

from handlers.buttons.button import Button


class ShowCalendar(Button, code="cl"):
    """The address of the reader's calendar, if they have one."""


class OpenCalendar(Button, code="clg"):
    """Have such an address from now on."""


class AskRenewCalendar(Button, code="clr"):
    """What another address means; the second question."""


class RenewCalendar(Button, code="cln"):
    """Yes, another one, and the old one ends."""


class AskCloseCalendar(Button, code="clo"):
    """What switching it off means; the second question."""


class CloseCalendar(Button, code="clx"):
    """Yes, switch it off."""


class AddToCalendar(Button, code="cla"):
    """One of the reader's shifts as a file for a calendar; as it is now, whatever became of it."""

    shift: int
