"""What a role asks for, as its leader changes it: a tap each, and each can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers.buttons.leading import ManageShift
from handlers.buttons.needs import (
    ChangeLeastAge,
    ChooseRequired,
    ChooseRequiredLanguages,
    ChooseRequiredLevel,
    DropRequired,
    RequireInduction,
    RequireKind,
    RequireLanguage,
    SetAnyOf,
    ShowNeeds,
)
from handlers.showing import parts
from handlers.showing.needs import in_a_row, phrases
from handlers.showing.particulars import language_spoken
from handlers.showing.qualifications import kind_name, level_names
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press, Row, Screen, page
from storage.engine.pages import Page
from storage.views.leading import LedShift
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.needs import MOST_KINDS, AgainstNeeds, Needs, NoSuchKind, TooManyKinds
from volunteering.rules.profiles import Spoken
from volunteering.rules.qualifications import INDUCTION, QualificationKind
from volunteering.rules.roles import ShiftRole
from words.words import Words, cut

PAGE = 8
"""How many kinds of qualification a page shows."""


@dataclass(frozen=True, slots=True)
class AskedRole:
    """A role of a shift that the reader leads, and the kinds of qualification that it may ask for."""

    led: LedShift
    role: ShiftRole | None  # None: nothing is asked yet of the people of a shift without roles
    kinds: Sequence[QualificationKind]

    @property
    def needs(self) -> Needs:
        """What it asks for."""
        return self.role.needs if self.role else Needs()

    @property
    def of(self) -> dict[str, int | None]:
        """What its buttons say it by."""
        return {"shift": self.led.manned.shift.id, "role": self.role.id if self.role and self.role.name else None}

    @property
    def shown(self) -> ShowNeeds:
        """The button of its screen."""
        return ShowNeeds.model_validate(self.of)


def which_role(words: Words, led: LedShift, roles: Sequence[ShiftRole]) -> Screen:
    """Of a shift with several roles, which one."""
    shift = led.manned.shift
    rows = tuple((Press(role.name, ShowNeeds(shift=shift.id, role=role.id)),) for role in roles)
    return page(
        words.say("What does it take?"),
        _what(words, led),
        *(_role_line(words, role) for role in roles),
        rows=(*rows, (Press(words.say("‹ Back"), ManageShift(shift=shift.id)),)),
    )


def _role_line(words: Words, role: ShiftRole) -> Markup:
    asked = phrases(words, role.needs)
    said = in_a_row(words, asked) if asked else words.say("nothing is asked")
    return words.say("{role}: {needs}", role=role.name, needs=said)


def which_shift(words: Words, activity: Activity, shift: Shift) -> Markup:
    """📅 the shift that a screen is about, in a line."""
    return Markup("📅 %s") % words.listed((cut(activity.title, parts.LONGEST_TITLE), words.moment(shift.period.start)))


def _what(words: Words, led: LedShift) -> Markup:
    return which_shift(words, led.activity, led.manned.shift)


def needs(words: Words, asking: AskedRole, *, said: Markup | None = None) -> Screen:
    """What it asks for, and the ways to ask for more or less."""
    asked = phrases(words, asking.needs)
    shift = asking.led.manned.shift
    return page(
        _title(words, asking),
        said,
        _what(words, asking.led),
        words.say("It takes: {needs}", needs=in_a_row(words, asked)) if asked else words.say("Anybody may come."),
        words.say("Whoever has a place keeps it, whatever is asked for.") if asking.led.manned.people else None,
        rows=(
            *_kind_rows(words, asking),
            *side_by_side((_age(words, asking), _spoken(words, asking)), 2),
            *_induction(words, asking),
            (Press(words.say("‹ Back"), _back(asking) or ManageShift(shift=shift.id)),),
        ),
    )


def _title(words: Words, asking: AskedRole) -> Markup:
    if asking.role is None or not asking.role.name:
        return words.say("What does it take?")
    return words.say("What does it take: {role}", role=asking.role.name)


def _back(asking: AskedRole) -> ShowNeeds | None:
    """To the roles, where there are several."""
    return ShowNeeds(shift=asking.led.manned.shift.id) if asking.role and asking.role.name else None


def _kind_rows(words: Words, asking: AskedRole) -> tuple[Row, ...]:
    asked = asking.needs
    more = Press(words.say("Ask for a qualification"), ChooseRequired.model_validate(asking.of))
    rows = [(more,)] if len(asked.kinds) < MOST_KINDS else []
    if len(asked.kinds) > 1:
        label = words.say("All of them are needed") if asked.any_of else words.say("One of them is enough")
        rows.append((Press(label, SetAnyOf.model_validate({**asking.of, "any_of": not asked.any_of})),))
    for required in asked.kinds:
        label = words.say("Without {qualification}", qualification=kind_name(words, required.kind))
        drop = DropRequired.model_validate({**asking.of, "kind": required.kind.id})
        rows.append((Press(cut(label, parts.LONGEST_LABEL), drop),))
    return tuple(rows)


def _age(words: Words, asking: AskedRole) -> Press:
    return Press(words.say("Least age"), ChangeLeastAge.model_validate(asking.of))


def _spoken(words: Words, asking: AskedRole) -> Press:
    return Press(words.say("Languages"), ChooseRequiredLanguages.model_validate(asking.of))


def _induction(words: Words, asking: AskedRole) -> tuple[Row, ...]:
    is_asked = asking.needs.induction
    if not is_asked and not any(kind.code == INDUCTION for kind in asking.kinds):
        return ()  # nobody could be given it
    label = words.say("Without the induction") if is_asked else words.say("Ask for the induction")
    return ((Press(label, RequireInduction.model_validate({**asking.of, "asked": not is_asked})),),)


def which_kind(words: Words, asking: AskedRole, shown: ChooseRequired) -> Screen:
    """A page of the kinds that may be asked for."""
    kinds, extent = Page(PAGE, shown.page).of([kind for kind in asking.kinds if kind.code != INDUCTION])
    return page(
        parts.of_so_many(words, words.say("Which qualification?"), extent),
        _what(words, asking.led),
        None if kinds else words.say("There is none. The team's admin can add kinds of qualification."),
        rows=(
            *(_kind_row(words, asking, kind) for kind in kinds),
            *parts.page_row(words, extent, lambda number: shown.model_copy(update={"page": number})),
            _to_needs(words, asking),
        ),
    )


def _kind_row(words: Words, asking: AskedRole, kind: QualificationKind) -> Row:
    way = ChooseRequiredLevel if kind.levels else RequireKind
    label = cut(kind_name(words, kind), parts.LONGEST_LABEL)
    return (Press(label, way.model_validate({**asking.of, "kind": kind.id})),)


def which_level(words: Words, asking: AskedRole, kind: QualificationKind) -> Screen:
    """From which level on a kind will do."""
    rows = tuple(
        (
            Press(
                cut(name, parts.LONGEST_LABEL),
                RequireKind.model_validate({**asking.of, "kind": kind.id, "level": rank}),
            ),
        )
        for rank, name in enumerate(level_names(words, kind))
    )
    return page(
        words.say("From which level on?"),
        kind_name(words, kind),
        rows=(*rows, _to_needs(words, asking)),
    )


def which_languages(words: Words, asking: AskedRole) -> Screen:
    """The languages, with those that are asked for ticked."""
    asked = asking.needs.languages
    presses = tuple(
        Press(
            _ticked(language_spoken(words, language.value), ticked=language in asked),
            RequireLanguage.model_validate({**asking.of, "language": language, "asked": language not in asked}),
        )
        for language in Spoken
    )
    return page(
        words.say("Which languages are to be spoken?"),
        _what(words, asking.led),
        words.say("Whoever comes speaks all that are marked."),
        rows=(*side_by_side(presses, 2), _to_needs(words, asking)),
    )


def _ticked(label: Markup, *, ticked: bool) -> Markup:
    return Markup("• %s") % label if ticked else label


def _to_needs(words: Words, asking: AskedRole) -> Row:
    return (Press(words.say("‹ Back"), asking.shown),)


def cannot_ask(words: Words, reasons: Sequence[AgainstNeeds]) -> Markup:
    """Why it can't be asked for."""
    match reasons[0]:
        case TooManyKinds():
            return words.many(
                "⚠️ {number} kind is the most.", "⚠️ {number} kinds are the most: take one away first.", MOST_KINDS
            )
        case NoSuchKind():
            return words.say("⚠️ That kind of qualification is not there any more.")
