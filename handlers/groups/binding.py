"""Binding a group: in the group itself, or by whoever leads several teams in private."""

from collections.abc import Sequence

from handlers.buttons.groups import AskUnbind, BindGroup, ChooseTeamFor, ListGroups, UnbindGroup
from handlers.groups.screens import binding as screens
from handlers.showing import instead
from handlers.tapping.arriving import Elsewhere
from handlers.tapping.screen import Answer, GoTo, Screen
from handlers.tapping.tap import Routes, Tap
from volunteering.actions.groups import GroupBound, GroupUnbound, bind_group, unbind_group
from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.groups import GroupStanding, NotAdminThere
from volunteering.rules.tree import NotAllowed, Role, Unit

routes = Routes()

STARTED_BY = "bind"
"""What the link has in it by which Yigong is added to a group."""


@routes.button(ListGroups, role=Role.LEADER)
async def list_groups(tap: Tap, _: ListGroups) -> Answer:
    """The groups of one's teams, and how to bind one."""
    bound = await tap.records.groups.of_units(tap.rights.led)
    address = f"{tap.organisation.entrance('')}?startgroup={STARTED_BY}"
    return Answer(screens.groups(tap.words, bound, address, said=tap.said), tap.said or "", at=ListGroups())


routes.also_typed("bind", ListGroups())


@routes.button(ChooseTeamFor, role=Role.LEADER)
async def choose_team(tap: Tap, button: ChooseTeamFor) -> Answer:
    """The teams of whoever leads several, to choose from."""
    return Answer(screens.choose(tap.words, await _teams(tap), button.chat), at=button)


@routes.button(BindGroup, writes=True, role=Role.LEADER)
async def bind(tap: Tap, button: BindGroup) -> Answer | GoTo:
    """Bind it, by what the messenger says of this person at this very tap."""
    seen = tap.group if tap.group is not None and tap.group.chat_id == button.chat else None
    standing, title = (seen.standing, seen.title) if seen else (GroupStanding.UNTOLD, "")
    outcome = await bind_group(tap.records, tap.actor, button.chat, title, button.unit, standing, tap.moment)
    match outcome:
        case None:
            return Answer(instead.gone(tap.words))
        case GroupBound(unit=unit):
            return GoTo(ListGroups(), said=screens.bound(tap.words, unit.name))
        case Unchanged():
            return GoTo(ListGroups())
        case NotAllowed():
            return GoTo(ListGroups(), said=screens.not_leading(tap.words))
        case NotAdminThere(is_untold=is_untold):
            return GoTo(ListGroups(), said=screens.not_admin(tap.words, is_untold=is_untold))


@routes.button(AskUnbind, role=Role.LEADER)
async def ask_unbind(tap: Tap, button: AskUnbind) -> Answer | GoTo:
    """The question before a group is let go."""
    group = await tap.records.groups.get(button.chat)
    if group is None or not tap.rights.leads(group.unit):
        return GoTo(ListGroups())
    return Answer(screens.ask_unbind(tap.words, group), at=button)


@routes.button(UnbindGroup, writes=True, role=Role.LEADER)
async def unbind(tap: Tap, button: UnbindGroup) -> GoTo:
    """The group hears of the team no more."""
    outcome = await unbind_group(tap.records, tap.actor, button.chat, GroupStanding.MEMBER, tap.moment)
    if isinstance(outcome, GroupUnbound):
        return GoTo(ListGroups(), said=screens.unbound(tap.words, outcome.group.unit.name))
    return GoTo(ListGroups())


# In the group itself


async def bind_here(tap: Tap, heard: Elsewhere) -> Screen | None:
    """`/bind` in a group: the only team of whoever writes it, the one that is named, or a way to choose. None: done,
    and the group is told by itself.
    """
    words = tap.words
    if not tap.is_here:
        return screens.register_first(words, tap.organisation.entrance)
    if not tap.rights.is_leader:
        return screens.in_group(words, screens.not_leading(words))
    named = heard.arguments if heard.command == "bind" else ""
    teams = await tap.records.groups.teams_called(tap.rights.led, named) if named else await _teams(tap)
    match [unit for unit in teams if folded(unit.name) == folded(named)] or list(teams):
        case []:
            return screens.in_group(words, screens.not_leading(words))
        case [team]:
            return await _bound(tap, heard, team)
    return screens.choose_in_private(words, tap.organisation.entrance(f"b{-heard.chat_id}"))


async def _bound(tap: Tap, heard: Elsewhere, team: Unit) -> Screen | None:
    outcome = await bind_group(tap.records, tap.actor, heard.chat_id, heard.title, team.id, heard.standing, tap.moment)
    match outcome:
        case NotAdminThere(is_untold=is_untold):
            return screens.in_group(tap.words, screens.not_admin(tap.words, is_untold=is_untold))
        case Unchanged():
            return screens.in_group(tap.words, screens.bound_already(tap.words, team.name))
        case NotAllowed() | None:
            return screens.in_group(tap.words, screens.not_leading(tap.words))
        case GroupBound():
            return None


async def unbind_here(tap: Tap, heard: Elsewhere) -> Screen:
    """`/unbind` in a group."""
    words = tap.words
    if not tap.is_here:
        return screens.register_first(words, tap.organisation.entrance)
    outcome = await unbind_group(tap.records, tap.actor, heard.chat_id, heard.standing, tap.moment)
    match outcome:
        case None:
            return screens.in_group(words, screens.not_bound(words))
        case NotAdminThere(is_untold=is_untold):
            return screens.in_group(words, screens.not_admin(words, is_untold=is_untold))
        case GroupUnbound(group=group):
            return screens.in_group(words, screens.unbound(words, group.unit.name))


async def _teams(tap: Tap) -> Sequence[Unit]:
    """Those with a role of one's own, and what is right below them."""
    own = [post.unit for post in tap.rights.posts]
    below = [unit for one in tap.rights.led for unit in await tap.records.units.below(one.id)]
    return tuple(dict.fromkeys((*own, *below)))
