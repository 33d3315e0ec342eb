"""Looking after updates that were parked, what people did and Yigong could not do: the top unit's admins do."""

from datetime import timedelta
from typing import Final

from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.ground.moment import Moment
from volunteering.rules.notices.keys import key_of
from volunteering.rules.notices.parked import UpdatesParked
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor

QUIET: Final = timedelta(hours=1)
"""How long after one message about it there is no other, however many are parked."""


async def replay_parked(records: Records, actor: Actor, update_id: int | None, moment: Moment) -> int | NotAllowed:
    """Have one done after all, or all that lie there (None). How many were not to be done already."""
    if not actor.rights.is_admin_of_all:
        return NotAllowed()
    return await records.parked.ask_for(update_id, moment.now)


async def drop_parked(records: Records, actor: Actor, update_id: int) -> int | NotAllowed:
    """Forget one, so that it is never done. How many were there."""
    if not actor.rights.is_admin_of_all:
        return NotAllowed()
    return await records.parked.drop(update_id)


async def tell_of_parked(records: Records, moment: Moment) -> int:
    """Owe the top unit's admins a message, where some were parked since the last one. How many are told."""
    if not await records.parked.is_news():
        return 0
    notice = UpdatesParked()
    about = notice.about()
    admins = await _admins(records)
    for admin in admins:
        if await records.parked.was_told(key_of(about, admin), moment.now - QUIET):
            return 0
    if admins:
        records.parked.told()
    return tell(records, admins, notice, about, moment, again=True)


async def _admins(records: Records) -> tuple[int, ...]:
    top = await records.units.top()
    in_charge = await records.people.leaders_of(top)
    return tuple([one for one in in_charge if (await records.people.rights(one)).is_admin_of_all])
