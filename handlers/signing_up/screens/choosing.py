"""The roles of a shift, to choose one: how much room each has, and what is against it for the reader."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import TakeInRole
from handlers.showing import parts, reasons
from handlers.showing.asking import ask_row
from handlers.showing.getting import is_for_a_leader
from handlers.showing.needs import needs_line
from handlers.showing.reasons import what_to_ask
from handlers.showing.roles import your_role
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from volunteering.rules.needs import Unmet
from volunteering.rules.signing_up import AlreadyIn, Facts, Full, Judgement, Refused, Taken, Waiting
from words.words import Words, cut

_NAME = 24
"""Of a role on a button, in characters, beside how much room there is."""


def choose_role(words: Words, facts: Facts, judged: Sequence[Judgement], *, said: Markup | None = None) -> Screen:
    """Each role as it stands for the reader, the one that they are in said first."""
    mine = facts.mine_in
    others = [one for one in judged if one.facts.role != mine]
    against = [reason for one in others if isinstance(one, Refused) for reason in one.reasons]
    ask = ask_row(words, *what_to_ask(against, facts.shift)) if any(map(is_for_a_leader, against)) else ()
    lines = (
        said,
        Markup("<b>%s</b>") % facts.activity.title,
        parts.when_and_how_long(words, facts.shift),
        your_role(words, mine),
        words.say("You keep your place until another one is yours.") if facts.has_place else None,
        *(_line(words, one) for one in others),
    )
    return page(
        words.say("Choose a role"),
        *lines,
        rows=(
            *(row for one in others for row in _row(words, one)),
            *ask,
            (WayBack(words.say("‹ Back"), ShowShift(shift=facts.shift.id)),),
        ),
    )


def _line(words: Words, one: Judgement) -> Markup:
    if not isinstance(one, Refused) or _is_only_full(one):
        return Markup("👥 %s") % words.listed((_name(one), _room(words, one)))
    role = one.facts.role
    if role and all(isinstance(reason, Unmet | Full) for reason in one.reasons):  # a tap says what of it is missing
        is_full = any(isinstance(reason, Full) for reason in one.reasons)
        needs = needs_line(words, role)
        return Markup("⚠️ %s") % (words.listed((needs, _fullness(words, one))) if is_full else needs)
    against = (reasons.reason_line(words, reasons.under_its_role(reason)) for reason in one.reasons)
    said = words.say("{role}: {reason}", role=_name(one), reason=words.sentences(against))
    return Markup("⚠️ %s") % said


def _row(words: Words, one: Judgement) -> tuple[Row, ...]:
    """The way to take it; where that is refused, the tap says what leads on."""
    role = one.facts.role
    if role is None or any(isinstance(reason, AlreadyIn) for reason in getattr(one, "reasons", ())):
        return ()
    room = words.say("waiting list") if isinstance(one, Waiting) else _room(words, one)
    label = cut(words.listed((cut(role.name, _NAME), room)), parts.LONGEST_LABEL)
    button = TakeInRole(shift=one.facts.shift.id, role=role.id)
    return ((Press(label, button, "success" if isinstance(one, Taken) else None),),)


def _name(one: Judgement) -> str:
    return one.facts.role.name if one.facts.role else ""


def _is_only_full(one: Judgement) -> bool:
    return isinstance(one, Refused) and all(isinstance(reason, Full) for reason in one.reasons)


def _fullness(words: Words, one: Judgement) -> Markup:
    waiting = one.facts.capacity.waiting
    if one.facts.room.held:
        return words.say("full, offered to somebody")
    return words.many("full, {number} waiting", "full, {number} waiting", waiting) if waiting else words.say("full")


def _room(words: Words, one: Judgement) -> Markup:
    capacity = one.facts.room
    match one:
        case Refused() if not _is_only_full(one):
            return words.say("not yet")
        case Waiting() | Refused():
            return _fullness(words, one)
    if capacity.left is None:
        return words.say("all are welcome")
    return words.many("{number} place left", "{number} places left", capacity.left)
