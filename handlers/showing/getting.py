"""The ways to what somebody lacks of what a role asks for: each leads back to the shift once it is said or sent."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup

from handlers.buttons.activities import ShowShift
from handlers.buttons.button import Button
from handlers.buttons.guardians import AskGuardian
from handlers.buttons.profiles import AskParticular
from handlers.buttons.qualifications import AddQualification
from handlers.buttons.signing_up import TakeInRole, TakeShift
from handlers.buttons.training import NextInduction, WaysToEarn
from handlers.showing.parts import LONGEST_LABEL
from handlers.showing.qualifications import kind_name
from handlers.tapping.screen import Press, Row
from volunteering.rules.activities import Shift
from volunteering.rules.ages import ComesAlong, NoGuardian
from volunteering.rules.needs import (
    AgeUnknown,
    DoesNotSpeak,
    NoInduction,
    NotInducted,
    Required,
    Short,
    TooYoung,
    Unqualified,
)
from volunteering.rules.no_shows import NoShows
from volunteering.rules.profiles import Particular
from volunteering.rules.qualifications import QualificationKind
from volunteering.rules.signing_up import Begun, Closed, Facts, Reason, Suspended
from words.words import Words, cut


def ways_to_get(words: Words, reasons: Sequence[Reason], shift: Shift, *, taking: int | None = None) -> tuple[Row, ...]:
    """A button for each thing that is missing and can be had by oneself; the first is what to do next.

    None where it would be of no use: the shift is over or off, or they are too young for it. Of somebody who asked for
    a place, `taking` says in which role (0 in none): what they say leads on to having it.
    """
    if any(map(_is_final, reasons)):
        return ()
    presses: list[Press] = []
    lacking = _to_add(reasons)
    for reason in reasons:
        match reason:
            case NoGuardian():
                presses.append(Press(words.say("Ask my guardian"), AskGuardian(shift=shift.id)))
            case AgeUnknown() | ComesAlong(may_be=True):
                presses.append(_ask(words.say("Add my birth date"), Particular.BORN, shift, taking))
            case NoInduction():
                presses.append(Press(words.say("To the induction"), NextInduction(shift=shift.id)))
            case DoesNotSpeak():
                presses.append(_ask(words.say("Add my languages"), Particular.LANGUAGES, shift, taking))
    for required in lacking:
        presses.append(_add(words, required.kind, shift, alone=len(lacking) == 1))
        presses.append(_earn(words, required, shift, alone=len(lacking) == 1))
    # Two reasons may ask for the same.
    return tuple((replace(press, style=None if at else "success"),) for at, press in enumerate(dict.fromkeys(presses)))


def _is_final(reason: Reason) -> bool:
    """Whether nothing that the person could say or send helps."""
    is_too_young = isinstance(reason, TooYoung) or (isinstance(reason, ComesAlong) and not reason.may_be)
    return is_too_young or isinstance(reason, Closed | Begun)


def is_for_a_leader(reason: Reason) -> bool:
    """Whether somebody who leads gives what is missing, is looking at it, or can put it right."""
    match reason:
        case NotInducted() | NoInduction() | Suspended() | NoShows():
            return True
        case Unqualified(lacking=lacking):
            return any(one.short is Short.WAITING for one in lacking)
        case _:
            return False


def _ask(label: Markup, particular: Particular, shift: Shift, taking: int | None) -> Press:
    return Press(label, AskParticular(particular=particular, shift=shift.id, taking=taking))


def asked_for(facts: Facts) -> int:
    """The role that somebody has asked for; 0 where there is no choice of roles."""
    return facts.role.id if facts.role and len(facts.roles) > 1 else 0


def leads_on(shift: int | None, taking: int | None) -> Button | None:
    """Where it leads once it is said: to the place that was asked for, or to the shift; None where it is for none."""
    if shift is None:
        return None
    if taking is None:
        return ShowShift(shift=shift)
    return TakeInRole(shift=shift, role=taking) if taking else TakeShift(shift=shift)


def _to_add(reasons: Iterable[Reason]) -> tuple[Required, ...]:
    """Of which one may be added: what nobody is looking at yet."""
    every = [one for reason in reasons if isinstance(reason, Unqualified) for one in reason.lacking]
    return tuple(one.required for one in every if one.short is not Short.WAITING)


def _add(words: Words, kind: QualificationKind, shift: Shift, *, alone: bool) -> Press:
    label = words.say("Add a qualification") if alone else words.say("Add: {kind}", kind=kind_name(words, kind))
    return Press(cut(label, LONGEST_LABEL), AddQualification(kind=kind.id, shift=shift.id))


def _earn(words: Words, required: Required, shift: Shift, *, alone: bool) -> Press:
    """For whoever has none to add: to what gives it."""
    kind = required.kind
    label = words.say("How to get one") if alone else words.say("How to get: {kind}", kind=kind_name(words, kind))
    return Press(cut(label, LONGEST_LABEL), WaysToEarn(kind=kind.id, level=required.level, shift=shift.id))
