"""What keeps somebody from a place in a shift, as whoever leads it reads it."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.attendance import MOST_DIGITS
from handlers.buttons.leading import ManageShift
from handlers.buttons.needs import ChooseHindering, FindHindered, ShowHindrances
from handlers.buttons.qualifications import ShowQualificationsOf
from handlers.forms.searching import or_another
from handlers.needs.screens.asking import which_shift
from handlers.showing import parts
from handlers.showing.of_others import line_of_another
from handlers.showing.reasons import under_its_role
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.attendance.walk_ins import WalkInFound
from storage.views.leading import LedShift
from storage.views.needs import ShiftAhead, ShiftsAhead
from volunteering.rules.activities import Shift
from volunteering.rules.choosing import against_all, judged_roles
from volunteering.rules.ground.moment import Moment
from volunteering.rules.signing_up import Facts, Judgement, Reason, Refused, Taken, Waiting, judge
from volunteering.rules.volunteers import Person
from words.words import Words, cut

MOST = 8
"""How many people are shown at once; a longer text finds fewer."""

PAGE = 6
"""How many shifts a page shows."""

ASKED = MOST + 1
"""How many are looked for, to know whether there are more."""


def to_hindrances(shift: Shift, person_id: int, digits: str) -> ShowHindrances:
    """The way to what keeps somebody from a place; with what found them."""
    return ShowHindrances(shift=shift.id, person=person_id, digits=digits[-MOST_DIGITS:])


def which_one(words: Words, led: LedShift, people: Sequence[WalkInFound], digits: str) -> Screen:
    """Several whom a search found."""
    shift = led.manned.shift
    return page(
        words.say("Why can't they?"),
        which_shift(words, led.activity, shift),
        words.say("Tap the one you mean."),
        words.say("There are more: a longer part of the name finds fewer.") if len(people) > MOST else None,
        or_another(words),
        rows=(
            *(_candidate(words, shift, person, digits) for person in people[:MOST]),
            (Press(words.say("Search again"), FindHindered(shift=shift.id)),),
            _back(words, shift),
        ),
    )


def _candidate(words: Words, shift: Shift, person: WalkInFound, digits: str) -> Row:
    return (Press(parts.somebody(words, person.name, person.team), to_hindrances(shift, person.person_id, digits)),)


def which_of_mine(words: Words, person: Person, ahead: ShiftsAhead) -> Screen:
    """Of somebody, which of the shifts ahead it is about."""
    nothing = (
        words.say("That was all.")
        if ahead.extent.number
        else words.say("You lead no shift ahead for {team}.", team=person.unit.name)
    )
    title = words.say("Why can't {name} sign up?", name=parts.called(words, person.name))
    return page(
        parts.of_so_many(words, title, ahead.extent),
        words.say("Which shift is it about?") if ahead.shifts else nothing,
        rows=(
            *((_shift_of_mine(words, person, one),) for one in ahead.shifts),
            *parts.page_row(words, ahead.extent, lambda number: ChooseHindering(person=person.id, page=number)),
            (WayBack(words.say("‹ Qualifications"), ShowQualificationsOf(person=person.id)),),
        ),
    )


def _shift_of_mine(words: Words, person: Person, one: ShiftAhead) -> Press:
    label = words.listed((words.moment(one.starts_at), one.title))
    return Press(cut(label, parts.LONGEST_LABEL), ShowHindrances(shift=one.shift_id, person=person.id))


def hindrances(
    words: Words, person: Person, facts: Facts, moment: Moment, *, leads: bool, shifts: ChooseHindering | None = None
) -> Screen:
    """What they would be told if they asked for a place now: of the shift, or of each of its roles.

    `leads`: the reader leads the person's team, too, and may verify or give what is missing. `shifts`: the list of them
    that they came by.
    """
    shift = facts.shift
    name = parts.called(words, person.name)
    return page(
        words.say("Why can't {name} sign up?", name=name),
        which_shift(words, facts.activity, shift),
        *(_said(words, facts, moment) if person.standing.is_here else (parts.not_here_yet(words),)),
        parts.call_them(words) if person.standing.is_here and not person.reachable else None,
        rows=(
            *(((Press(words.say("Their qualifications"), ShowQualificationsOf(person=person.id)),),) if leads else ()),
            (Press(words.say("Somebody else"), FindHindered(shift=shift.id)),),
            (WayBack(words.say("‹ Back"), shifts),) if shifts else _back(words, shift),
        ),
    )


def _said(words: Words, facts: Facts, moment: Moment) -> tuple[Markup, ...]:
    if not facts.roles:
        return _standing(words, judge(facts, moment))
    judged = judged_roles(facts, moment)
    everywhere = against_all(judged)  # it is said once
    lines = [line_of_another(words, reason) for reason in everywhere]
    for room, answer in zip(facts.roles, judged, strict=True):
        here = _standing(words, answer, without=everywhere)
        if here and room.role.name:
            lines.append(Markup("<b>%s</b>") % room.role.name)
        lines.extend(here)
    return tuple(lines)


def _standing(words: Words, answer: Judgement, without: Sequence[Reason] = ()) -> tuple[Markup, ...]:
    match answer:
        case Taken():
            return (words.say("✅ Nothing is in the way: they can sign up."),)
        case Waiting(number=number):
            return (words.say("⏳ They would be number {number} on the waiting list.", number=words.number(number)),)
        case Refused(reasons=reasons):
            return tuple(line_of_another(words, under_its_role(one)) for one in reasons if one not in without)


def _back(words: Words, shift: Shift) -> Row:
    return (WayBack(words.say("‹ Back"), ManageShift(shift=shift.id)),)
