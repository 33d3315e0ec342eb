"""Those who wait for a shift, with what signing up asks about each: read for many at once, however long the line is."""

from collections.abc import AsyncIterator, Sequence
from typing import Final

from volunteering.records import Records
from volunteering.rules.activities import Shift
from volunteering.rules.signing_up import Facts, SignUp

FIRST: Final = 4
"""So many are read at first: mostly one of them is whom it is about."""

MOST: Final = 128
"""And never more than that in one go."""


async def with_facts(records: Records, shift: Shift, line: Sequence[SignUp]) -> AsyncIterator[tuple[SignUp, Facts]]:
    """Each of a line, in its order, as they were when that part of it was read.

    Nobody is held: whoever is to be given something is looked at once more (`SignUps.facts`).
    """
    read, size = 0, FIRST
    while part := line[read : read + size]:
        found = await records.sign_ups.facts_of(shift.id, [sign_up.person_id for sign_up in part])
        for sign_up in part:
            if sign_up.person_id in found:
                yield sign_up, found[sign_up.person_id]
        read, size = read + size, min(4 * size, MOST)
