"""The admins whom the settings name: nobody gives them their role, and it ends when they are named no more."""

from collections.abc import Collection

from volunteering.actions.volunteers.roles import tell_of_roles
from volunteering.records import Records
from volunteering.rules.ground.moment import Moment
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Appointed


async def appoint_admins(
    records: Records, telegram_ids: Collection[int], moment: Moment, *, registering: int | None = None
) -> Appointed:
    """Make those of them who are registered admins of the top unit, and nobody else by the settings.

    Whoever has another role by that is told, but not somebody who is `registering` right now: they are welcomed.
    """
    appointed = await records.people.appoint(telegram_ids, moment.now)
    if appointed != Appointed():
        top = await records.units.top()
        await tell_of_roles(records, appointed.given, top, Role.ADMIN, moment, by_id=registering)
        await tell_of_roles(records, appointed.taken, top, None, moment)
    return appointed
