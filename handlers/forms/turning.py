"""Turning the pages of what is offered to be tapped, and how many there are on all of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from handlers.buttons.button import sought
from handlers.forms.asking import Choice
from storage.engine.pages import Extent, Page
from words.words import Words, plain

_SEARCHED: Final = re.compile(r"\?(\d{1,4})\.(.+)")
_BYTES: Final = 30
"""Of what is searched for: as much as a choice has room for."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for in names, and which page of what is found; nothing finds everything."""

    text: str
    page: int

    @classmethod
    def read(cls, opened: str) -> "Sought":
        """What was typed, or the page that a choice opens."""
        turned = _SEARCHED.fullmatch(opened)
        return cls(sought(turned[2], _BYTES), int(turned[1])) if turned else cls(sought(opened, _BYTES), 0)

    def of(self, size: int) -> Page:
        """The page, of so many."""
        return Page(size, self.page)

    def turned(self, number: int) -> str:
        """What the choice opens that leads to another page."""
        return f"?{number}.{self.text or ' '}"


def turns(words: Words, extent: Extent, to: Callable[[int], str]) -> list[Choice]:
    """The ways to the next page and to the one before, each with which of how many it has."""
    number, size, total = extent.number, extent.size, extent.total
    ways = []
    if extent.has_more:
        last = min(total, extent.last + size)
        label = words.say("More › {first}–{last} of {total}", first=extent.last + 1, last=last, total=total)
        ways.append(Choice(plain(label), to(number + 1), opens=True, turns=True))
    if number:
        first = extent.first - size
        label = words.say("‹ Earlier {first}–{last} of {total}", first=first, last=extent.first - 1, total=total)
        ways.append(Choice(plain(label), to(number - 1), opens=True, turns=True))
    return ways
