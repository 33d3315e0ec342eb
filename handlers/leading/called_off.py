"""What whoever was signed up for a cancelled shift could come to instead."""

from handlers.noticing.writing import Reading
from storage.views.activities.instead import near_instead
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.asking import could_take
from volunteering.rules.ground.moment import Moment
from volunteering.rules.signing_up import Facts


async def instead_of(reading: Reading, activity: Activity, shift: Shift) -> Facts | None:
    """Another shift near it that the reader could take at once; of a training none."""
    if activity.training:
        return None
    words = reading.words
    moment = Moment(now=words.now, zone=words.zone, policy=reading.policy)
    for number in await near_instead(reading.reader, activity, shift, reading.owed.person_id, words.now):
        facts = await reading.facts(number)
        if facts is not None and could_take(facts, moment):
            return facts
    return None
