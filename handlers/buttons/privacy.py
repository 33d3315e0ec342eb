"""Buttons about the data that is kept: read it, go for now, go for good."""

from handlers.buttons import Button


class DownloadData(Button, code="vd"):
    """Everything about me, as a file."""


class AskLeave(Button, code="vl"):
    """What leaving for now means; the second question."""


class LeaveForNow(Button, code="vg"):
    """Yes, leave."""


class AskErase(Button, code="ve"):
    """What erasing means; the second question."""


class EraseMe(Button, code="vx"):
    """Yes, erase everything about me."""
