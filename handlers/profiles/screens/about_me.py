"""What somebody has said of themselves, as they see it."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from handlers.buttons.buddies import ShowBuddies
from handlers.buttons.button import sought
from handlers.buttons.profiles import (
    AddLanguage,
    AskParticular,
    BlockDays,
    SetSlot,
    SetSpoken,
    ShowAboutMe,
    ShowBlocked,
    ShowParticular,
    TakeBack,
    UnblockDays,
)
from handlers.buttons.volunteers import ShowProfile
from handlers.forms.particulars import WHY
from handlers.showing.getting import leads_on
from handlers.showing.particulars import SLOTS, field_name, language_spoken, what_is_said
from handlers.showing.parts import back_to_shift
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press, Row, Screen, page
from volunteering.rules.profiles import Blocked, Particular, Particulars, Slot, Spoken
from words.words import Words, cut

LONGEST: Final = 60  # of what is said, within a line
TICKED: Final = frozenset({Particular.AVAILABLE, Particular.LANGUAGES})
"""Said by ticking, on the screen itself."""


def about_me(
    words: Words,
    said: Particulars,
    blocked: Sequence[Blocked],
    *,
    with_buddies: bool,
    just_done: Markup | None = None,
) -> Screen:
    """Everything that is said, and the way to each; what isn't is only a button."""
    answered = [field for field in Particular if said.is_answered(field)]
    return page(
        words.say("More about me"),
        just_done,
        None if answered or blocked else words.say("Nothing yet, and you may leave it so. Each tells what it is for."),
        *(_line(words, said, field) for field in answered),
        words.say("Not on: {days}", days=words.listed(days_off(words, days) for days in blocked)) if blocked else None,
        rows=(
            *side_by_side(tuple(_way(words, said, field) for field in Particular), 2),
            (Press(words.say("Days I can't come"), ShowBlocked()),),
            *(((Press(words.say("Buddies"), ShowBuddies()),),) if with_buddies else ()),
            (Press(words.say("‹ Profile"), ShowProfile()),),
        ),
    )


def _line(words: Words, said: Particulars, field: Particular) -> Markup:
    what = what_is_said(words, said, field) or Markup("")
    short = what if field in TICKED else Markup.escape(cut(what.unescape(), LONGEST))
    return words.say("{label}: {answer}", label=field_name(words, field), answer=short)


def _way(words: Words, said: Particulars, field: Particular) -> Press:
    is_shown = said.is_answered(field) or field in TICKED
    return Press(field_name(words, field), (ShowParticular if is_shown else AskParticular)(particular=field))


def days_off(words: Words, days: Blocked) -> Markup:
    """From when to when somebody can't come."""
    return words.short_days(days.first, days.last)


def particular(words: Words, said: Particulars, here: ShowParticular, *, just_done: Markup | None = None) -> Screen:
    """One thing: what is said, what it is for, who sees it; and on to the shift for which it is asked."""
    field = here.particular
    what = what_is_said(words, said, field)
    change = Press(words.say("Change"), AskParticular.model_validate(here.model_dump()))
    away = Press(words.say("Take it back"), TakeBack(particular=field), "danger")
    rows = (
        *(_ticks(words, said, here) if field in TICKED else ((change,),)),
        _onward(words, here),
        *(((away,),) if said.is_answered(field) else ()),
    )
    lines = (just_done, what or words.say("Not given."), *(words.say(line) for line in WHY[field]))
    return page(field_name(words, field), *lines, rows=rows)


def _onward(words: Words, here: ShowParticular) -> Row:
    then = leads_on(here.shift, here.taking)
    if here.shift is None or then is None:
        return (Press(words.say("‹ More about me"), ShowAboutMe()),)
    if here.taking is None:
        return back_to_shift(words, here.shift, "success")
    return (Press(words.say("Sign up"), then, "success"),)


def _ticks(words: Words, said: Particulars, here: ShowParticular) -> tuple[Row, ...]:
    if here.particular is Particular.AVAILABLE:
        return side_by_side(tuple(_slot(words, said, slot) for slot in Slot), 2)
    spoken = said.languages or ()
    offered = dict.fromkeys((*(each.value for each in Spoken), *spoken))
    ticks = tuple(_language(words, spoken, code, here) for code in offered)
    another = Press(words.say("Another language"), AddLanguage(shift=here.shift, taking=here.taking))
    return (*side_by_side(ticks, 2), (another,))


def _slot(words: Words, said: Particulars, slot: Slot) -> Press:
    can = slot in (said.available or frozenset())
    return Press(_ticked(words.say(SLOTS[slot]), is_on=can), SetSlot(slot=slot, can=not can))


def _language(words: Words, spoken: Sequence[str], code: str, here: ShowParticular) -> Press:
    speaks = code in spoken
    label = _ticked(language_spoken(words, code), is_on=speaks)
    tick = SetSpoken(language=sought(code), speaks=not speaks, shift=here.shift, taking=here.taking)
    return Press(label, tick)


def _ticked(label: Markup, *, is_on: bool) -> Markup:
    return Markup("✅ %s") % label if is_on else label


def blocked(words: Words, days: Sequence[Blocked], *, just_done: Markup | None = None) -> Screen:
    """The days on which they can't come, each to be taken away."""
    return page(
        words.say("Days I can't come"),
        just_done,
        None if days else words.say("None. Leaders then ask you like everybody else."),
        *(days_off(words, each) for each in days),
        words.say("Leaders of your shifts see these days. You may still sign up on them."),
        rows=(
            (Press(words.say("Add days"), BlockDays(), "success"),),
            *((_unblock(words, each),) for each in days),
            (Press(words.say("‹ More about me"), ShowAboutMe()),),
        ),
    )


def _unblock(words: Words, days: Blocked) -> Press:
    first = words.day(days.first)  # no other begins then, and the whole of it stands above
    shown = first if days.first == days.last else Markup("%s …") % first
    return Press(words.say("I can after all: {days}", days=shown), UnblockDays(days=days.id))


def taken_back(words: Words, field: Particular) -> Markup:
    """It is not kept any more."""
    return words.say("✅ Taken back: {what}", what=field_name(words, field))


def blocked_already(words: Words) -> Markup:
    """All those days are there."""
    return words.say("Those days are there already.")


def too_many_blocked(words: Words, most: int) -> Markup:
    """One has to go first."""
    return words.many(
        "⚠️ There is {number} already, and there is no room for more. Take one away first.",
        "⚠️ There are {number} already, and there is no room for more. Take one away first.",
        most,
    )


def unblocked(words: Words) -> Markup:
    """They can come after all."""
    return words.say("✅ You can come then.")
