"""Buttons of groups: on cards that a group reads, and of binding one."""

from handlers.buttons.button import Button


class SignUpHere(Button, code="gs"):
    """Sign up, or join the waiting list, from a card in a group: nobody else sees what is answered."""

    shift: int


class ListGroups(Button, code="gl"):
    """The groups of the teams that one leads."""


class ChooseTeamFor(Button, code="gc"):
    """Which team is a group to be bound to?"""

    chat: int


class BindGroup(Button, code="gb"):
    """Bind this group to this team."""

    chat: int
    unit: int


class AskUnbind(Button, code="gu"):
    """Let this group go?"""

    chat: int


class UnbindGroup(Button, code="gux"):
    """Yes, let it go."""

    chat: int
