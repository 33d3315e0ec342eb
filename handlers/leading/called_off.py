"""What whoever was signed up for a cancelled shift could come to instead."""

from handlers.noticing.writing import Reading
from storage.views.activities.instead import near_instead
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.asking import could_take
from volunteering.rules.signing_up import Facts


async def instead_of(reading: Reading, activity: Activity, shift: Shift) -> Facts | None:
    """Another shift near it that the reader could take at once; of a training none."""
    if activity.training:
        return None
    for number in await near_instead(reading.reader, activity, shift, reading.owed.person_id, reading.words.now):
        facts = await reading.facts(number)
        if facts is not None and could_take(facts, reading.moment):
            return facts
    return None
