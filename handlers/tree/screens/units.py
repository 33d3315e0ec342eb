"""Units as their admins see them: the tree, one unit, inviting, and what came of changing them."""

from collections.abc import Callable, Sequence
from functools import partial

from markupsafe import Markup

from handlers.buttons.appraisal import ShowAppraisalsOf
from handlers.buttons.button import Button
from handlers.buttons.home import Home
from handlers.buttons.honours import ListHonours
from handlers.buttons.letters import WriteToUnit
from handlers.buttons.reports import ShowTotals
from handlers.buttons.service_records import SendServiceRecords
from handlers.buttons.tree import (
    AddUnit,
    AskRemove,
    FindUnit,
    InviteCode,
    InviteTo,
    ManageUnit,
    MergeUnit,
    MoveUnit,
    RenameUnit,
    ShowPosts,
    ShowUnits,
)
from handlers.buttons.unit_settings import ShowSettings
from handlers.buttons.volunteers import FindPeople, ListPeople, ShowPerson
from handlers.showing.files import file_name
from handlers.showing.inviting import join_us
from handlers.showing.parts import LONGEST_LABEL, call_them, of_so_many, page_row, still_expected
from handlers.tapping.messenger import Entrance
from handlers.tapping.screen import File, Invitation, Press, Row, Screen, WayBack, page
from storage.engine.pages import Page
from storage.views.tree.branches import Below, Branch
from storage.views.volunteers.directory import Holder, Holders
from volunteering.rules.tree import Rights, Role, Unit
from words.codes import qr_code
from words.words import Words, cut

PAGE = 6
"""How many units a page shows."""

LONGEST_NAME = 24  # of a unit or a person, on a button beside a figure
MOST_UNITS = 8  # to choose from, of those administered


def which(words: Words, units: Sequence[Unit], to: Callable[[int], Button]) -> Screen:
    """Somebody administers several units: which one?"""
    return page(
        words.say("Which team?"),
        rows=(
            *((Press(cut(unit.name, LONGEST_LABEL), to(unit.id)),) for unit in units[:MOST_UNITS]),
            (Press(words.say("Search"), FindUnit()), Press(words.say("‹ Home"), Home())),
        ),
    )


def branch(words: Words, found: Branch, rights: Rights, number: int) -> Screen:
    """A unit with those one level down, a page of them, each with its people."""
    unit = found.unit
    shown, extent = Page(PAGE, number).of(found.below)
    return page(
        of_so_many(words, unit.name, extent),
        _people(words, found),
        words.many("🏷 {number} team right below", "🏷 {number} teams right below", len(found.below)),
        rows=(
            *((_to_below(words, below),) for below in shown),
            *page_row(words, extent, lambda turned: ShowUnits(unit=unit.id, page=turned)),
            (Press(words.say("Manage"), ManageUnit(unit=unit.id)), Press(words.say("Search"), FindUnit())),
            _way_up(words, found, rights),
        ),
    )


def _people(words: Words, found: Branch) -> Markup:
    people = words.many("👥 {number} person", "👥 {number} people", found.people)
    own = words.many("{number} of them right here", "{number} of them right here", found.own)
    return words.listed(
        (
            people,
            *((own,) if found.below else ()),
            *((still_expected(words, found.expected),) if found.expected else ()),
        )
    )


def _to_below(words: Words, below: Below) -> Press:
    people = words.number(below.people)
    if below.expected:
        people = words.say("{people} (+{expected})", people=people, expected=words.number(below.expected))
    label = words.say("{team} · {people}", team=cut(below.unit.name, LONGEST_NAME), people=people)
    return Press(label, ShowUnits(unit=below.unit.id))


def _way_up(words: Words, found: Branch, rights: Rights) -> Row:
    home = Press(words.say("‹ Home"), Home())
    if found.above is None or not rights.administers(found.above):
        return (home,)
    above = words.say("‹ {team}", team=cut(found.above.name, LONGEST_NAME))
    return WayBack(above, ShowUnits(unit=found.above.id)), home


def managed(words: Words, found: Branch, rights: Rights, *, said: Markup | None = None) -> Screen:
    """One unit, and what can be done with it."""
    unit = found.unit
    up = (
        (WayBack(words.say("‹ Teams"), ShowUnits(unit=unit.id)), Press(words.say("‹ Home"), Home()))
        if found.below
        else _way_up(words, found, rights)
    )
    move = (Press(words.say("Move"), MoveUnit(unit=unit.id)),) if found.above else ()
    return page(
        Markup.escape(unit.name),
        said,
        words.say("In {team}", team=found.above.name) if found.above else None,
        _people(words, found),
        rows=(
            (
                Press(words.say("Invite"), InviteTo(unit=unit.id)),
                Press(words.say("Add a team"), AddUnit(above=unit.id)),
            ),
            (
                Press(words.say("People"), ListPeople(unit=unit.id)),
                Press(words.say("Leaders"), ShowPosts(unit=unit.id)),
                Press(words.say("Totals"), ShowTotals(unit=unit.id)),
            ),
            (Press(words.say("Write to everybody here"), WriteToUnit(unit=unit.id)),),
            (Press(words.say("Service records"), SendServiceRecords(unit=unit.id)),),
            (Press(words.say("Yearly appraisal"), ShowAppraisalsOf(unit=unit.id)),),
            (
                Press(words.say("Honours"), ListHonours(unit=unit.id)),
                Press(words.say("Settings"), ShowSettings(unit=unit.id)),
            ),
            (Press(words.say("Rename"), RenameUnit(unit=unit.id)), *move),
            up,
            *_ends(words, found, rights),
        ),
    )


def _ends(words: Words, found: Branch, rights: Rights) -> tuple[Row, ...]:
    """What makes a unit go, for admins of what it is in; the top stays."""
    if not (found.above and rights.administers(found.above)):
        return ()
    number = found.unit.id
    return (
        (
            Press(words.say("Merge"), MergeUnit(unit=number), "danger"),
            Press(words.say("Remove"), AskRemove(unit=number), "danger"),
        ),
    )


def invite(words: Words, unit: Unit, entrance: Entrance) -> Screen:
    """The address that registers people in a unit, and the way to send it."""
    address = entrance(f"u{unit.id}")
    return page(
        words.say("Invite to {team}", team=unit.name),
        words.say("Whoever opens this link registers in this team:"),
        Markup("<code>%s</code>") % address,
        rows=(
            (Invitation(words.say("Share"), address, join_us(words, unit)),),
            (Press(words.say("QR code"), InviteCode(unit=unit.id)),),
            (back_to(words, unit),),
        ),
    )


def invitation_code(words: Words, unit: Unit, entrance: Entrance) -> File:
    """The same as a picture for a poster, with words that can be sent on just as they are."""
    address = entrance(f"u{unit.id}")
    caption = Markup("%s\n%s") % (join_us(words, unit), address)
    return File(file_name(unit.name, ending="png"), partial(qr_code, address), caption, is_picture=True)


def back_to(words: Words, unit: Unit) -> Press:
    """The way back to a unit."""
    return Press(words.say("‹ {team}", team=cut(unit.name, LONGEST_LABEL - 2)), ManageUnit(unit=unit.id))


def posts(words: Words, found: Holders) -> Screen:
    """Who leads and administers a unit, each opening into their card."""
    return page(
        of_so_many(words, words.say("Leaders of {team}", team=found.unit.name), found.extent),
        *(_holder(words, holder) for holder in found.holders),
        None if all(holder.reachable for holder in found.holders) else call_them(words),
        None if found.holders else _no_posts(words, found.extent.number),
        rows=(
            *((Press(cut(one.name, LONGEST_LABEL), ShowPerson(person=one.person_id)),) for one in found.holders),
            *page_row(words, found.extent, lambda turned: ShowPosts(unit=found.unit.id, page=turned)),
            (Press(words.say("Search people"), FindPeople()), back_to(words, found.unit)),
        ),
    )


def _role(words: Words, role: Role) -> Markup:
    return words.say("admin") if role is Role.ADMIN else words.say("leader")


def _holder(words: Words, holder: Holder) -> Markup:
    name, role = cut(holder.name, LONGEST_LABEL), _role(words, holder.post.role)
    line = words.say("{name} · {role}", name=name, role=role)
    return line if holder.reachable else Markup("⚠️ %s") % line


def _no_posts(words: Words, number: int) -> Markup:
    if number:
        return words.say("That was all.")
    return words.say("Nobody right here: the unit above leads. Find somebody to make leader.")


def added(words: Words, unit: Unit) -> Markup:
    """The unit is there."""
    return words.say("✅ {team} is there. Invite its people.", team=unit.name)


def renamed(words: Words, name_before: str) -> Markup:
    """The unit has another name."""
    return words.say("✅ It was called {name}.", name=name_before)


def moved(words: Words, above_before: Unit) -> Markup:
    """The unit hangs elsewhere."""
    return words.say("✅ Moved here from {team}.", team=above_before.name)


def will_move(words: Words, unit: Unit, above: Unit) -> Markup:
    """What moving will do, before it is done."""
    return words.say(
        "{team} goes to {above}, with everything below it. Its people and hours, past ones too, count there then.",
        team=unit.name,
        above=above.name,
    )


def as_before(words: Words) -> Markup:
    """Nothing was to be changed."""
    return words.say("It was like that already.")


def name_taken(words: Words, name: str, again: Button, unit: Unit) -> Screen:
    """Two neighbours cannot have the same name."""
    return page(
        words.say("That name is taken"),
        words.say("There is a {team} there already.", team=name),
        rows=((Press(words.say("Another name"), again, "success"),), (back_to(words, unit),)),
    )


def not_there(words: Words, unit: Unit, why: Markup) -> Screen:
    """The unit cannot go where it was to go."""
    return page(
        words.say("Not there"),
        why,
        rows=((Press(words.say("Another place"), MoveUnit(unit=unit.id), "success"),), (back_to(words, unit),)),
    )


def inside_itself(words: Words) -> Markup:
    """Where it was to go is below the unit itself."""
    return words.say("A team cannot be inside itself.")


def taken_there(words: Words, name: str) -> Markup:
    """A neighbour there has the same name."""
    return words.say("There is a {team} there already.", team=name)


def top_stays(words: Words) -> Markup:
    """The top hangs under nothing."""
    return words.say("⚠️ This is the top of the tree: it stays where it is.")


def not_yours(words: Words) -> Screen:
    """The unit has other admins."""
    return page(
        words.say("You do not manage this"),
        words.say("You are not an admin there. The unit above it is."),
        rows=((Press(words.say("My teams"), ShowUnits()), Press(words.say("‹ Home"), Home())),),
    )
