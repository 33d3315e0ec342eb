"""A command as people type it, split in the one way there is: its name, whom it is for, and what stands behind it.

Telegram offers `/hours` and people go on as their keyboard has it: with a full-width slash, at-sign or letters, a space
that is none of ASCII's or isn't to be seen at all, a comma or a bar instead of one, or with nothing in between.
"""

import re
from dataclasses import dataclass
from typing import Final

from volunteering.rules.ground.texts import is_blank

LONGEST_NAME: Final = 32  # Telegram's limit

_HALF_WIDTH: Final = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
"""！ to ～ as ! to ~: a text keeps its length."""

# A digit ends a name, so that `/hours2.5` has one; a letter of another script does, too, behind Latin ones. A word in
# another script is a command as well, though it can be none of ours. A path or a file's name is no command.
_COMMAND: Final = re.compile(
    rf"/([A-Za-z_]{{1,{LONGEST_NAME}}}(?![A-Za-z_])|[^\W\d]{{1,{LONGEST_NAME}}}(?![^\W\d]))"
    r"(?![/\\]|[.'’-][^\W\d])(?:@([A-Za-z0-9_]+))?"
)
_STOPS: Final = frozenset(",;:|¦│∣丨，、；：。｜﹐﹑﹔﹕︱،؛")
"""What may stand between a command and what follows, and says nothing."""


@dataclass(frozen=True, slots=True)
class Command:
    """A text that begins with a command."""

    name: str  # in lower case, without the slash
    addressee: str | None  # the bot's name, where it is for a certain one
    arguments: str  # as typed, without what separates them

    def is_for(self, username: str) -> bool:
        """Whether it is meant for the bot of that name, or for any."""
        return self.addressee is None or self.addressee.lower() == username.lower()


def split(typed: str) -> Command | None:
    """The command that a text begins with; None for a text that begins with none."""
    text = _without_blanks(typed)
    found = _COMMAND.match(text.translate(_HALF_WIDTH)) if text.startswith(("/", "／")) else None
    if found is None:
        return None
    return Command(found[1].lower(), found[2], _without_blanks(text[found.end() :], _STOPS))


def _without_blanks(text: str, also: frozenset[str] = frozenset()) -> str:
    """Without spaces of any kind and invisible marks at both ends, and without those others at the beginning."""
    begin, end = 0, len(text)
    while begin < end and (is_blank(text[begin]) or text[begin] in also):
        begin += 1
    while end > begin and is_blank(text[end - 1]):
        end -= 1
    return text[begin:end]
