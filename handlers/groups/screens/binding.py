"""Binding groups: what leaders read of it in private, and what is said in the group."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.groups import AskUnbind, BindGroup, ListGroups, UnbindGroup
from handlers.buttons.home import Home
from handlers.showing.parts import LONGEST_LABEL, LONGEST_NAME
from handlers.tapping.messenger import Entrance
from handlers.tapping.screen import Link, Press, Row, Screen, page
from volunteering.rules.groups import BoundGroup
from volunteering.rules.tree import Unit
from words.words import Words, cut

MOST_GROUPS = 12
MOST_TEAMS = 12


def groups(words: Words, bound: Sequence[BoundGroup], address: str, *, said: Markup | None = None) -> Screen:
    """The groups of the teams that somebody leads, and how to bind one."""
    shown = bound[:MOST_GROUPS]
    return page(
        words.say("Groups of your teams"),
        said,
        *(_group(words, group) for group in shown),
        words.many("and {number} more", "and {number} more", len(bound) - len(shown))
        if len(bound) > len(shown)
        else None,
        words.say("New activities of a team come to its group, and people sign up right there."),
        words.say("Add me to the group and write /bind there. You have to be an admin of the group and lead the team."),
        rows=(
            (Link(words.say("Add me to a group"), address),),
            *(_to_unbind(words, group) for group in shown),
            (Press(words.say("‹ Home"), Home()),),
        ),
    )


def _group(words: Words, group: BoundGroup) -> Markup:
    line = words.say("🏷 {team}: {group}", team=group.unit.name, group=group.title)
    if not group.is_refusing:
        return line
    return Markup("%s\n%s") % (line, words.say("⚠️ That group does not let me write. An admin of it can."))


def _to_unbind(words: Words, group: BoundGroup) -> Row:
    label = words.say("End it for {team}", team=cut(group.unit.name, LONGEST_NAME))
    return (Press(label, AskUnbind(chat=group.chat_id), "danger"),)


def ask_unbind(words: Words, group: BoundGroup) -> Screen:
    """Before a group is let go: it takes an admin of it to bind it again."""
    return page(
        words.say("End it for {team}?", team=group.unit.name),
        words.say("{group} hears no more of its activities. Nobody's place is touched.", group=group.title),
        rows=(
            (Press(words.say("‹ Groups"), ListGroups()),),
            (Press(words.say("Yes, end it"), UnbindGroup(chat=group.chat_id), "danger"),),
        ),
    )


def choose(words: Words, units: Sequence[Unit], chat_id: int) -> Screen:
    """Somebody leads several teams: whose activities are to come to the group?"""
    return page(
        words.say("Which team's activities come to the group?"),
        None if len(units) <= MOST_TEAMS else words.say("For another team, write /bind and its name in the group."),
        rows=(
            *(
                (Press(cut(unit.name, LONGEST_LABEL), BindGroup(chat=chat_id, unit=unit.id)),)
                for unit in units[:MOST_TEAMS]
            ),
            (Press(words.say("‹ Home"), Home()),),
        ),
    )


def bound(words: Words, team: str) -> Markup:
    """The group is the team's from now on."""
    return words.say("✅ New activities of {team} come to the group.", team=team)


def bound_already(words: Words, team: str) -> Markup:
    """The group was the team's before."""
    return words.say("Activities of {team} come to that group already.", team=team)


def unbound(words: Words, team: str) -> Markup:
    """The group hears of the team no more."""
    return words.say("✅ Activities of {team} come there no more.", team=team)


def not_bound(words: Words) -> Markup:
    """There was nothing to let go."""
    return words.say("No team is bound to the group. /bind does that.")


def not_admin(words: Words, *, is_untold: bool) -> Markup:
    """Why a group can't be bound, or let go."""
    if is_untold:
        return words.say("I can't see who is an admin of the group. Make me one, and try again.")
    return words.say("It takes an admin of the group who leads the team.")


def not_leading(words: Words) -> Markup:
    """Who binds a group has to lead a team."""
    return words.say("You lead no such team. Its admin can give you the role.")


def in_group(words: Words, said: Markup) -> Screen:
    """One line in the group."""
    return Screen(text=words.sentences((said,)))


def choose_in_private(words: Words, address: str) -> Screen:
    """Whoever leads several teams chooses in their own chat."""
    return page(
        words.say("Which team's activities come to the group?"),
        words.say("You lead several: choose in private, or write /bind and the name of the team."),
        rows=((Link(words.say("Choose"), address),),),
    )


def write_as_yourself(words: Words) -> Screen:
    """An admin who writes in the group's name is nobody that has rights."""
    return in_group(words, words.say("Write it as yourself, not in the group's name: I have to see who you are."))


def register_first(words: Words, entrance: Entrance) -> Screen:
    """Somebody whom Yigong doesn't know."""
    return page(
        words.say("Please register first"),
        words.say("Whoever leads a team can bind its group."),
        rows=((Link(words.say("Open"), entrance("")),),),
    )


def how_to_bind(words: Words) -> Screen:
    """Said once when Yigong comes to a group."""
    return page(
        words.say("Hello"),
        words.say("Whoever leads a team and is an admin here writes /bind, and its new activities come to this group."),
    )
