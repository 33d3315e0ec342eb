"""What the synthetic city's people ask those who lead: how often isn't known of any city, so that this is a guess."""

from collections.abc import Iterator, Sequence
from itertools import count
from random import Random
from typing import Final

from bot.seeding import invented
from storage.keeping.enquiry_lines import EnquiryReaderLine, EnquiryRow, SaidLine
from storage.keeping.seeding import Line
from volunteering.rules.enquiries import EnquiryState, LineKind, Matter

_ASKS: Final = 0.01  # of those who come
_WAITS: Final = 0.3  # of what was asked in the last month
_BEFORE: Final = (3600, 2 * 24 * 3600)  # the start, in seconds
_ANSWERED_WITHIN: Final = 3600


class InventedEnquiries:
    """Enquiries about shifts, and their answers; drawn apart, so that the city is the same with them and without."""

    def __init__(self) -> None:
        self._enquiries, self._lines = count(1), count(1)

    def about(
        self,
        shift_id: int,
        activity_id: int,
        unit_id: int,
        leader: int,
        start: int,
        crew: Sequence[int],
        *,
        is_last: bool,
    ) -> Iterator[Line]:
        """What some of a shift's people asked its leader; in the last month some of it still waits."""
        random = Random(shift_id)  # noqa: S311
        for person in crew:
            if random.random() >= _ASKS:
                continue
            waits = is_last and random.random() < _WAITS
            at = start - random.randrange(*_BEFORE)
            said = [(person, random.choice(invented.QUESTIONS), at)]
            if not waits:
                said.append((leader, random.choice(invented.ANSWERS), at + random.randrange(60, _ANSWERED_WITHIN)))
            state = EnquiryState.OPEN if waits else EnquiryState.ANSWERED
            number = next(self._enquiries)
            yield EnquiryRow(
                id=number,
                person_id=person,
                unit_id=unit_id,
                matter=Matter.SHIFT,
                activity_id=activity_id,
                shift_id=shift_id,
                state=state,
                at=said[-1][2],
                answered_by=None if waits else leader,
            )
            for by, text, when in said:
                yield SaidLine(next(self._lines), number, by, LineKind.WORDS, text, when)
            yield EnquiryReaderLine(number, leader, state)
