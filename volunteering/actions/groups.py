"""Binding a group to a team, and letting it go (docs/rules.md: In groups)."""

from volunteering.records import Records
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.groups import BoundGroup, GroupStanding, NotAdminThere
from volunteering.rules.journal import Did
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.volunteers import Actor


class GroupBound(Model):
    """The group hears of this team's new activities from now on."""

    unit: Unit


class GroupUnbound(Model):
    """It does no more."""

    group: BoundGroup


async def bind_group(
    records: Records, actor: Actor, chat_id: int, title: str, unit_id: int, standing: GroupStanding, moment: Moment
) -> GroupBound | Unchanged | NotAllowed | NotAdminThere | None:
    """Bind a group to a team, for who is an admin of the one and leads the other. None: no such team."""
    unit = await records.units.current(unit_id)
    if unit is None:
        return None
    if standing is not GroupStanding.ADMIN:
        return NotAdminThere(is_untold=standing is GroupStanding.UNTOLD)
    if not actor.rights.leads(unit):
        return NotAllowed()
    before, language = await records.groups.get(chat_id), actor.person.language
    if before is not None and (before.unit, before.title, before.language) == (unit, title, language):
        return Unchanged()
    await records.groups.bind(chat_id, unit, title, language, moment.now)
    records.journal.note(Did.GROUP_BOUND, by_id=actor.id, at=moment.now, unit_id=unit.id)
    return GroupBound(unit=unit)


async def unbind_group(
    records: Records, actor: Actor, chat_id: int, standing: GroupStanding, moment: Moment
) -> GroupUnbound | NotAdminThere | None:
    """Let a group go, for an admin of the one or who leads the other. None: it is bound to nothing."""
    group = await records.groups.get(chat_id)
    if group is None:
        return None
    if standing is not GroupStanding.ADMIN and not actor.rights.leads(group.unit):
        return NotAdminThere(is_untold=standing is GroupStanding.UNTOLD)
    await records.groups.unbind(chat_id)
    records.journal.note(Did.GROUP_UNBOUND, by_id=actor.id, at=moment.now, unit_id=group.unit.id)
    return GroupUnbound(group=group)
