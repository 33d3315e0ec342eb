"""What leaders see of the people of a shift: no more than those were told that leaders see."""

from collections.abc import Iterator

from markupsafe import Markup

from handlers.buttons.attendance import ShowSignedUp
from handlers.buttons.needs import ShowHindrances
from handlers.buttons.profiles import ShowThem, ShowThisOne
from handlers.buttons.qualifications import ShowQualificationsOf
from handlers.buttons.thanks import ShowRecordOf
from handlers.showing.particulars import emergency_contact, lines_for_leaders
from handlers.showing.parts import LONGEST_NAME, LONGEST_TITLE, called, of_so_many, page_row
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press, Screen, WayBack, page
from storage.views.profiles import OneOfThem, Them
from volunteering.rules.guardians import Guardian
from words.words import Words, cut

PAGE = 8


def them(words: Words, found: Them) -> Screen:
    """The people of a shift, each to be looked at; around the shift, whom to call for each."""
    shows = found.shift.opens_contacts(words.now)
    title = words.say("About them: {title}", title=cut(found.activity.title, LONGEST_TITLE))
    return page(
        of_so_many(words, title, found.extent),
        None if found.people else words.say("Nobody has a place yet."),
        None if shows else words.say("Emergency contacts are shown from a day before the start until the end."),
        *(_contact_line(words, one) for one in found.people if shows and (one.said.emergency or one.guardian)),
        rows=(
            *((_to_this_one(words, found, one),) for one in found.people),
            *page_row(words, found.extent, lambda number: ShowThem(shift=found.shift.id, page=number)),
            (Press(words.say("‹ Who is signed up"), ShowSignedUp(shift=found.shift.id)),),
        ),
    )


def _to_this_one(words: Words, found: Them, one: OneOfThem) -> Press:
    return Press(called(words, one.name, LONGEST_NAME), ShowThisOne(shift=found.shift.id, person=one.person_id))


def _contact_line(words: Words, one: OneOfThem) -> Markup:
    contact = one.said.emergency
    whom = emergency_contact(words, contact) if contact else _guardian(words, one.guardian)
    return words.say("🙋 {name}: {contact}", name=called(words, one.name, LONGEST_NAME), contact=whom)


def _guardian(words: Words, guardian: Guardian | None) -> Markup:
    return words.listed((guardian.name, words.say("guardian"), guardian.phone)) if guardian else Markup("")


def this_one(words: Words, found: Them, *, leads_them: bool) -> Screen:
    """One of them: where to call, what they let leaders know, and around the shift whom to call for them.

    `leads_them`: the reader leads their own team, too, and may verify and give what they are qualified for.
    """
    [one] = found.people
    shift = found.shift
    asks = shift.roles > 1 and not shift.has_begun(words.now)
    why = Press(words.say("Why can't they?"), ShowHindrances(shift=shift.id, person=one.person_id))
    given = Press(words.say("Qualifications"), ShowQualificationsOf(person=one.person_id))
    record = Press(words.say("Record"), ShowRecordOf(person=one.person_id))
    ways = (*((record, given) if leads_them else ()), *((why,) if asks else ()))
    return page(
        Markup.escape(called(words, one.name)),
        words.say("Phone: {phone}", phone=one.phone) if one.phone else words.say("Phone: not given"),
        None if one.reachable else words.say("⚠️ Messages do not arrive: the bot is blocked."),
        _not_that_day(words, found) if one.is_blocked else None,
        *lines_for_leaders(words, one.said),
        *_in_emergency(words, found, one),
        rows=(*side_by_side(ways, 2), (WayBack(words.say("‹ About them"), ShowThem(shift=shift.id)),)),
    )


def _not_that_day(words: Words, found: Them) -> Markup:
    return words.say("⚠️ Had said: not on {day}", day=words.day(found.shift.day(words.zone)))


def _in_emergency(words: Words, found: Them, one: OneOfThem) -> Iterator[Markup]:
    if not found.shift.opens_contacts(words.now):
        yield words.say("Emergency contacts are shown from a day before the start until the end.")
        return
    if one.guardian:
        yield words.say("Guardian: {contact}", contact=words.listed((one.guardian.name, one.guardian.phone)))
    if one.said.emergency:
        yield words.say("In an emergency: {contact}", contact=emergency_contact(words, one.said.emergency))
