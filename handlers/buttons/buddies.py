"""Buttons of buddies: saying no, after all, going without, and a word to the other."""

from handlers.buttons.button import Button


class ShowBuddies(Button, code="bds"):
    """Whose buddy the reader is and who is theirs, and whether they take part."""


class DeclineBuddy(Button, code="bdd"):
    """Not this time; of a newcomer: rather without one."""

    pair: int


class ResumeBuddy(Button, code="bdr"):
    """They are a pair after all."""

    pair: int


class GoWithout(Button, code="bdo"):
    """No buddy, and to be none."""


class TakePart(Button, code="bdt"):
    """With a buddy, or as one, from now on."""


class WriteToBuddy(Button, code="bdw"):
    """The question for a word to the other of a pair."""

    pair: int
