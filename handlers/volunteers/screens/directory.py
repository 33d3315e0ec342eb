"""People as their admins see them: the list, the card, roles, and what came of changing them."""

from markupsafe import Markup

from handlers.buttons.certificates import ListCertificatesOf
from handlers.buttons.doubles import BeginMerge, ListRecordClaims, UndoMerge
from handlers.buttons.home import Home
from handlers.buttons.honours import ShowHonoursOf
from handlers.buttons.qualifications import ShowQualificationsOf
from handlers.buttons.reports import ListNew
from handlers.buttons.thanks import ShowRecordOf
from handlers.buttons.training import ShowStudyFileOf
from handlers.buttons.tree import ShowPosts, ShowUnits
from handlers.buttons.volunteers import (
    AskTakeRole,
    FindPeople,
    GiveRole,
    ListPeople,
    NarrowPeople,
    RestorePerson,
    ShowNoShows,
    ShowPerson,
    ShowRoles,
    SuspendPerson,
    TakeRole,
)
from handlers.showing.particulars import lines_for_leaders
from handlers.showing.parts import (
    LONGEST_LABEL,
    LONGEST_TITLE,
    call_them,
    claimed_line,
    not_here_yet,
    of_so_many,
    page_row,
    somebody,
    still_expected,
    to_person,
)
from handlers.showing.recorded import recorded
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from handlers.tapping.trail import Trail
from storage.views.volunteers.directory import Past, PeoplePage, PersonCard
from volunteering.rules.tree import Post, Rights, Role, Unit
from volunteering.rules.volunteers import Person, Standing
from words.words import Words, cut

PAGE = 5
"""How many people a page shows."""

LAST = 2
"""How many of a person's last shifts the card shows."""

MOST_ROLES = 20
"""How many of a person's roles are shown; hardly anybody has more."""

LONGEST_NAME = 30  # within a line
POSTS_IN_A_LINE = 2


def people(
    words: Words, found: PeoplePage, shown: ListPeople, unit: Unit | None, *, said: Markup | None = None
) -> Screen:
    """A page of people: those a text finds, or all of a unit; and that so many records are claimed by others."""
    title = words.say("People: {text}", text=shown.text) if shown.text else words.say("People")
    rows = (
        *((_to_person(words, person),) for person in found.people),
        *(((Press(words.say("From the start"), _turned(shown, 0)),),) if shown.page and not found.people else ()),
        *page_row(words, found.extent, lambda number: _turned(shown, number)),
        *_wider_and_narrower(words, found, shown),
        *(((Press(words.say("Claimed records"), ListRecordClaims()),),) if found.claims and not shown.text else ()),
        _onward(words, unit),
    )
    return page(
        of_so_many(words, words.listed((title, unit.name)) if unit else title, found.extent),
        said,
        claimed_line(words, found.claims) if found.claims and not shown.text else None,
        still_expected(words, found.expected) if found.expected else None,
        *(_person_line(words, person) for person in found.people),
        call_them(words) if any(map(_is_out_of_reach, found.people)) else None,
        None if found.people else _nobody(words, shown),
        rows=rows,
    )


def _wider_and_narrower(words: Words, found: PeoplePage, shown: ListPeople) -> tuple[Row, ...]:
    """Steps to fewer of them, where there are more than two pages; and back to more, from a search."""
    narrow = NarrowPeople(unit=shown.unit, text=shown.text)
    narrower = (Press(words.say("By unit"), narrow),) if found.extent.total > 2 * PAGE else ()
    everybody = (Press(words.say("Everybody"), ListPeople(unit=shown.unit)),) if shown.text else ()
    everywhere = (
        (Press(words.say("In all teams"), ListPeople(text=shown.text)),)
        if shown.text and shown.unit is not None
        else ()
    )
    return tuple(row for row in ((*narrower, *everybody), everywhere) if row)


def _turned(shown: ListPeople, number: int) -> ListPeople:
    return shown.model_copy(update={"page": number})


def _nobody(words: Words, shown: ListPeople) -> Markup:
    if shown.page:
        return words.say("That was all.")
    if shown.text:
        return words.say("Nobody in your teams. A part of the name, or the end of the number, is enough.")
    return words.say("Nobody yet. An invite link brings people in.")


def _person_line(words: Words, person: Person) -> Markup:
    parts = (cut(person.name, LONGEST_NAME), cut(person.unit.name, LONGEST_NAME), person.phone or "")
    line = words.listed(part for part in parts if part)
    if person.standing is Standing.EXPECTED:
        return words.say("{person} (not here yet)", person=line)
    return Markup("⚠️ %s") % line if _is_out_of_reach(person) else line


def _is_out_of_reach(person: Person) -> bool:
    return person.standing.is_here and not person.reachable


def _to_person(words: Words, person: Person) -> Press:
    return Press(somebody(words, person.name, person.unit.name), ShowPerson(person=person.id))


def _onward(words: Words, unit: Unit | None) -> Row:
    search = Press(words.say("Search"), FindPeople())
    if unit:
        return search, WayBack(words.say("‹ {team}", team=cut(unit.name, LONGEST_NAME)), ShowUnits(unit=unit.id))
    return search, Press(words.say("‹ Home"), Home())


def card(
    words: Words, found: PersonCard, rights: Rights, trail: Trail, *, is_me: bool, said: Markup | None = None
) -> Screen:
    """Who somebody is, and what the reader may change."""
    person = found.person
    manages = rights.administers(person.unit)
    return page(
        Markup.escape(person.name),
        said,
        _standing(words, person),
        words.say("Phone: {phone}", phone=person.phone) if person.phone else words.say("Phone: not given"),
        words.say("Team: {team}", team=person.unit.name),
        _posts(words, found.posts),
        *lines_for_leaders(words, found.said),
        _figures(words, found),
        *(_past(words, past) for past in found.last),
        rows=_card_rows(words, found, _back(words, trail), manages=manages, is_me=is_me),
    )


def _standing(words: Words, person: Person) -> Markup | None:
    if person.standing is Standing.SUSPENDED:
        if person.held_because:
            return words.say("⚠️ Sign-ups are on hold: {reason}", reason=person.held_because)
        return words.say("⚠️ Sign-ups are on hold.")
    if person.standing is Standing.EXPECTED:
        return not_here_yet(words)
    if person.standing is Standing.LEFT:
        return words.say("Has left, and may come back.")
    return None if person.reachable else words.say("⚠️ Messages do not arrive: the bot is blocked.")


def _posts(words: Words, posts: tuple[Post, ...]) -> Markup | None:
    if not posts:
        return None
    shown = words.listed(post_line(words, post) for post in posts[:POSTS_IN_A_LINE])
    more = len(posts) - POSTS_IN_A_LINE
    if more <= 0:
        return words.say("Roles: {roles}", roles=shown)
    return words.many("Roles: {roles} and {number} more", "Roles: {roles} and {number} more", more, roles=shown)


def post_line(words: Words, post: Post) -> Markup:
    """A role and where it is."""
    team = cut(post.unit.name, LONGEST_NAME)
    if post.role is Role.ADMIN:
        return words.say("admin of {team}", team=team)
    return words.say("leader of {team}", team=team)


def _figures(words: Words, found: PersonCard) -> Markup:
    served = words.say("🕒 {length} in all", length=words.length(found.minutes))
    if not found.no_shows:
        return served
    return words.listed((served, words.many("{number} no-show", "{number} no-shows", found.no_shows)))


def _past(words: Words, past: Past) -> Markup:
    what = recorded(words, past.kind, past.minutes)
    return Markup("📅 %s") % words.listed((words.day(past.day), cut(past.title, LONGEST_TITLE), what))


def _card_rows(words: Words, found: PersonCard, back: Press, *, manages: bool, is_me: bool) -> tuple[Row, ...]:
    number = found.person.id
    is_here = found.person.standing.is_here
    roles = (Press(words.say("Roles"), ShowRoles(person=number)),) if found.posts else ()
    honours = (Press(words.say("Honours"), ShowHonoursOf(person=number)),) if manages else ()
    undo = (
        (Press(words.say("No-shows"), ShowNoShows(person=number)),)
        if manages and is_here and found.no_shows and not is_me
        else ()
    )
    give = (
        Press(words.say("Make leader"), GiveRole(person=number, role=Role.LEADER)),
        Press(words.say("Make admin"), GiveRole(person=number, role=Role.ADMIN)),
    )
    return (
        *((give,) if is_here else ()),
        *(_known_rows(words, number) if manages else ()),
        *(((*honours, *roles, *undo),) if honours or roles or undo else ()),
        *(_merge_row(words, found) if manages and not is_me else ()),
        (back, Press(words.say("‹ Home"), Home())),
        *((_hold_row(words, found.person),) if manages and is_here and not is_me else ()),
    )


def _known_rows(words: Words, number: int) -> tuple[Row, ...]:
    record = Press(words.say("Record"), ShowRecordOf(person=number))
    qualifications = Press(words.say("Qualifications"), ShowQualificationsOf(person=number))
    learned = Press(words.say("Training file"), ShowStudyFileOf(person=number))
    certificates = Press(words.say("Certificates"), ListCertificatesOf(person=number))
    return (record, qualifications), (learned, certificates)


def _merge_row(words: Words, found: PersonCard) -> tuple[Row, ...]:
    """To the same person's other record, where they are here twice; and back, for a day."""
    is_known = found.person.standing.is_with_us
    merge = (Press(words.say("Merge"), BeginMerge(person=found.person.id)),) if is_known else ()
    undo = (Press(words.say("Undo merge"), UndoMerge(merge=found.merge_id)),) if found.merge_id else ()
    return ((*merge, *undo),) if merge or undo else ()


def _back(words: Words, trail: Trail) -> Press:
    """To the list that the reader found somebody in."""
    match trail.last(ListPeople, ShowPosts, ListNew):
        case ShowPosts() as posts:
            return WayBack(words.say("‹ Leaders"), posts)
        case ListNew() as new:
            return WayBack(words.say("‹ New people"), new)
        case _:
            return WayBack(words.say("‹ People"), ListPeople())


def _hold_row(words: Words, person: Person) -> Row:
    if person.standing is Standing.SUSPENDED:
        return (Press(words.say("Restore"), RestorePerson(person=person.id)),)
    return (Press(words.say("Suspend"), SuspendPerson(person=person.id), "danger"),)


def roles(words: Words, found: PersonCard, rights: Rights) -> Screen:
    """The roles of somebody; those in units the reader administers can be ended."""
    mine = [post for post in found.posts if rights.administers(post.unit)][:MOST_ROLES]
    return page(
        words.say("Roles of {name}", name=found.person.name),
        *(post_line(words, post) for post in found.posts[:MOST_ROLES]),
        words.say("There are more.") if len(found.posts) > MOST_ROLES else None,
        None if found.posts else words.say("None."),
        rows=(
            *((_end(words, found.person, post),) for post in mine),
            (to_person(words, found.person),),
        ),
    )


def _end(words: Words, person: Person, post: Post) -> Press:
    team = cut(post.unit.name, LONGEST_NAME)
    is_admin = post.role is Role.ADMIN
    label = words.say("End: admin of {team}", team=team) if is_admin else words.say("End: leader of {team}", team=team)
    return Press(cut(label, LONGEST_LABEL), AskTakeRole(person=person.id, unit=post.unit.id), "danger")


def ask_take(words: Words, person: Person, post: Post) -> Screen:
    """The second question before a role ends."""
    sure = TakeRole(person=person.id, unit=post.unit.id)
    return page(
        words.say("End this role of {name}?", name=person.name),
        post_line(words, post),
        words.say("They are told at once. What they lead there needs another leader then."),
        rows=((to_person(words, person),), (Press(words.say("Yes, end it"), sure, "danger"),)),
    )


def will_be(words: Words, person: Person, post: Post) -> Markup:
    """What a role will make of somebody, before it is given."""
    if post.role is Role.ADMIN:
        return words.say(
            "{name} will be an admin of {team} and everything below it: people, roles, totals, and what leaders do.",
            name=person.name,
            team=post.unit.name,
        )
    return words.say(
        "{name} will lead {team} and everything below it: activities, rosters and hours.",
        name=person.name,
        team=post.unit.name,
    )
