"""The order of what is coming up (docs/rules.md: The order of what is coming up)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from volunteering.records import Records
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ordering import urgency
from volunteering.rules.volunteers import Person


async def list_by_time(records: Records, person: Person, *, by_time: bool) -> Person:
    """Show somebody what is coming up by time alone from now on, or first where they are needed most. Gives them so."""
    await records.people.change(person.id, by_time=by_time)
    return person.model_copy(update={"by_time": by_time})


async def weighed_anew(records: Records, moment: Moment) -> Mapping[int, Sequence[int]]:
    """The shifts whose urgency has changed, by how urgent they are now. It only looks."""
    changed = defaultdict[int, list[int]](list)
    for one in await records.ordering.to_weigh(moment.now):
        if (now := urgency(one.need)) != one.urgency:
            changed[now].append(one.shift_id)
    return changed


def weigh(records: Records, shift_ids: Sequence[int], urgent: int, moment: Moment) -> None:
    """Write down how urgent these are, as `weighed_anew` has found."""
    records.ordering.weigh(shift_ids, urgent, moment.now)
