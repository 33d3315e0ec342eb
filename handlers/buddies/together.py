"""A pair as one of the two sees it, looked up anew each time."""

from handlers.buddies.screens import Together
from volunteering.records import Records
from volunteering.rules.buddies import BuddyPair, is_under_age
from volunteering.rules.ground.moment import Moment


async def together_of(records: Records, pair: BuddyPair, reader_id: int, moment: Moment) -> Together | None:
    """The pair with its shift and the other's name; None where the shift is gone, or the reader is neither."""
    found = await records.activities.shift(pair.shift_id)
    other_id = pair.other(reader_id)
    other = await records.people.get(other_id) if other_id is not None else None
    newcomer = await records.people.get(pair.newcomer_id)
    if found is None or other is None or newcomer is None:
        return None
    activity, shift = found
    return Together(
        pair=pair,
        activity=activity,
        shift=shift,
        other=other.name,
        is_newcomer=pair.newcomer_id == reader_id,
        may_write=not is_under_age(newcomer.born, shift, moment),
    )
