"""The way somebody came: the lists that they went through, which every button takes along behind its own meaning.

So a way back leads to the page, the filter and the search that it was come from, and nobody has to remember them: an
old message knows its way, too. It proves as little as any button does (decision 6).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from handlers.buttons.button import APART, MOST_BYTES, SEPARATOR, Button
from handlers.buttons.home import Home

B = TypeVar("B", bound=Button)

_LONGEST: Final = 4  # lists; more of them than anybody means when they say “back”


@dataclass(frozen=True, slots=True)
class Trail:
    """Lists as packed buttons, the nearest first, each kind once."""

    lists: tuple[str, ...] = ()

    def beyond(self, here: Button | None) -> "Trail":
        """The trail of whoever goes on from there: a list is added to it, and it begins anew at home."""
        if isinstance(here, Home):
            return NOWHERE
        if here is None or not here.is_list:
            return self
        others = (left.pack() for left in self._lists() if not here.takes_the_place_of(left))
        return Trail((here.pack(), *others)[:_LONGEST])

    def back(self, to: Button) -> Button:
        """That list, as it was left; as it is said where this trail hasn't been through it."""
        return next((left for left in self._lists() if to.has_part(left)), to)

    def last(self, *kinds: type[B]) -> B | None:
        """The nearest list of these kinds."""
        return next((left for left in self._lists() if isinstance(left, kinds)), None)

    def without_words(self) -> "Trail":
        """For keeping: a list that was searched isn't in it, so that nobody's name is kept where it isn't forgotten."""
        return Trail(tuple(left.pack() for left in self._lists() if not left.has_words))

    def along(self, button: Button) -> str:
        """What a tap on the button brings back: it, and as much of the trail, from the near end, as it has room for."""
        packed = button.pack()
        lists = self.lists
        if not lists or isinstance(button, Home):
            return packed
        if button.is_list and not button.nests_by:
            # The list that this button turns over: it takes that one's place.
            lists = tuple(left for left in lists if not left.startswith(f"{button.code}{SEPARATOR}"))
        whole = APART.join((packed, *lists))
        while len(whole) > MOST_BYTES or not (whole.isascii() or len(whole.encode()) <= MOST_BYTES):
            lists = lists[:-1]
            whole = APART.join((packed, *lists))
        return whole

    def _lists(self) -> Iterator[Button]:
        """Those that are; whatever else was forged leads nowhere."""
        for packed in self.lists:
            if (left := Button.unpack(packed)) is not None:
                yield left


NOWHERE: Final = Trail()


def tapped(data: str) -> tuple[Button | None, Trail]:
    """The button that was tapped, None where it is none of ours, and the trail that it brought along."""
    packed, *lists = data.split(APART)
    return Button.unpack(packed), Trail(tuple(lists[:_LONGEST]))
