"""The kinds of qualification there are, as admins keep them."""

from markupsafe import Markup

from handlers.buttons.qualifications import (
    AddKind,
    ChangeKind,
    ListKinds,
    PutKindBack,
    RemoveKind,
    ShowKind,
    ShowQualifications,
)
from handlers.qualifications.screens.lines import needed, validity
from handlers.showing.parts import LONGEST_LABEL, LONGEST_NAME, of_so_many, page_row
from handlers.showing.qualifications import kind_name, level_names
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.qualifications import KindPage
from volunteering.rules.qualifications import KindState, QualificationKind
from words.words import Words, cut

PAGE = 6
"""How many kinds a page shows."""


def kinds(words: Words, found: KindPage, *, said: Markup | None = None) -> Screen:
    """A page of them, what is taken away last."""
    nothing = words.say("That was all.") if found.extent.number else words.say("None yet. Add the first.")
    return page(
        of_so_many(words, words.say("Kinds of qualification"), found.extent),
        said,
        None if found.kinds else nothing,
        rows=(
            *((_to_kind(words, kind),) for kind in found.kinds),
            *page_row(words, found.extent, lambda number: ListKinds(page=number)),
            (Press(words.say("Add a kind"), AddKind(), "success"),),
            (WayBack(words.say("‹ My qualifications"), ShowQualifications()),),
        ),
    )


def _to_kind(words: Words, kind: QualificationKind) -> Press:
    name = kind_name(words, kind)
    if kind.unit.depth:
        name = words.listed((name, cut(kind.unit.name, LONGEST_NAME)))
    if kind.state is KindState.REMOVED:
        name = words.say("Taken away: {kind}", kind=name)
    return Press(cut(name, LONGEST_LABEL), ShowKind(kind=kind.id))


def kind(words: Words, one: QualificationKind, *, changes: bool, said: Markup | None = None) -> Screen:
    """One of them; `changes`: the reader keeps it."""
    is_kept = one.state is KindState.KEPT
    levels = level_names(words, one)
    return page(
        kind_name(words, one),
        said,
        words.say("Kept by {team}, for everything below it, too.", team=one.unit.name),
        words.say("Levels: {levels}", levels=words.listed(levels)) if levels else None,
        words.say("Good for: {time}", time=validity(words, one.months)) if one.months else words.say("Good for ever"),
        Markup.escape(needed(words, it=one.needs_evidence)),
        _study(words, one),
        None if is_kept else words.say("⚠️ Taken away: nobody can add it. What people have, they keep."),
        rows=(
            *(_changes(words, one, is_kept=is_kept) if changes else ()),
            (WayBack(words.say("‹ Kinds"), ListKinds()),),
            *(((Press(words.say("Take it away"), RemoveKind(kind=one.id), "danger"),),) if changes and is_kept else ()),
        ),
    )


def _study(words: Words, one: QualificationKind) -> Markup | None:
    if one.study is None:
        return None
    length = words.length(one.study.minutes)
    return words.many(
        "Whoever holds it studies {length} in {number} month",
        "Whoever holds it studies {length} in {number} months",
        one.study.months,
        length=length,
    )


def _changes(words: Words, one: QualificationKind, *, is_kept: bool) -> tuple[Row, ...]:
    if is_kept:
        return ((Press(words.say("Change it"), ChangeKind(kind=one.id)),),)
    return ((Press(words.say("Put it back"), PutKindBack(kind=one.id), "success"),),)
