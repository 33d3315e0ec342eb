"""What somebody is qualified for, to those who lead them; and giving them one."""

from markupsafe import Markup

from handlers.buttons.needs import ChooseHindering
from handlers.buttons.profiles import ShowThem
from handlers.buttons.qualifications import (
    ChooseToGive,
    FindToQualify,
    GiveQualification,
    ListToQualify,
    ShowQualification,
    ShowQualifications,
    ShowQualificationsOf,
)
from handlers.qualifications.screens.lines import in_one_line, what
from handlers.showing.parts import LONGEST_LABEL, LONGEST_NAME, called, not_leading, of_so_many, page_row, somebody
from handlers.showing.qualifications import kind_name, level_names, named
from handlers.tapping.screen import Press, Screen, WayBack, page
from storage.engine.pages import Extent
from storage.views.qualifications import QualificationPage
from storage.views.volunteers.directory import PeoplePage
from volunteering.actions.qualifications.deciding import KindNotHere, OwnQualification
from volunteering.rules.qualifications import QualificationKind
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Person
from words.words import Words, cut

PAGE = 6
"""How many people, kinds or qualifications a page shows."""


def people(words: Words, found: PeoplePage, text: str) -> Screen:
    """Those of one's teams whom the text finds."""
    nobody = words.say("Nobody in your teams. A part of the name, or the end of the number, is enough.")
    return page(
        of_so_many(words, words.say("People: {text}", text=text), found.extent),
        None if found.people else words.say("That was all.") if found.extent.number else nobody,
        rows=(
            *((_to_person(words, person),) for person in found.people),
            *page_row(words, found.extent, lambda number: ListToQualify(text=text, page=number)),
            (Press(words.say("Search"), FindToQualify()),),
            (WayBack(words.say("‹ My qualifications"), ShowQualifications()),),
        ),
    )


def _to_person(words: Words, person: Person) -> Press:
    return Press(somebody(words, person.name, person.unit.name), ShowQualificationsOf(person=person.id))


def qualifications_of(
    words: Words, person: Person, found: QualificationPage, *, back: Press, gives: bool, said: Markup | None = None
) -> Screen:
    """What somebody has; `gives`: the reader may give them one."""
    give = (Press(words.say("Give one"), ChooseToGive(person=person.id), "success"),)
    nothing = words.say("That was all.") if found.extent.number else words.say("Nothing yet.")
    return page(
        of_so_many(words, words.say("Qualifications of {name}", name=person.name), found.extent),
        said,
        *(in_one_line(words, asked.qualification) for asked in found.asked),
        None if found.asked else nothing,
        rows=(
            *(
                (
                    Press(
                        cut(what(words, asked.qualification), LONGEST_LABEL),
                        ShowQualification(qualification=asked.qualification.id),
                    ),
                )
                for asked in found.asked
            ),
            *page_row(words, found.extent, lambda number: ShowQualificationsOf(person=person.id, page=number)),
            *((give,) if gives else ()),
            *(((Press(words.say("Why can't they?"), ChooseHindering(person=person.id)),),) if gives else ()),
            (back,),
        ),
    )


def to_found(words: Words, found: ListToQualify | ShowThem) -> Press:
    """Back to where a leader looked for people, or at those of a shift."""
    if isinstance(found, ShowThem):
        return WayBack(words.say("‹ About them"), found)
    return (
        WayBack(words.say("‹ People"), found)
        if found.text
        else WayBack(words.say("‹ My qualifications"), ShowQualifications())
    )


def choose_to_give(words: Words, person: Person, kinds: tuple[QualificationKind, ...], extent: Extent) -> Screen:
    """What there is to give them; one with levels asks for the level."""
    return page(
        of_so_many(words, words.say("What would you like to give {name}?", name=called(words, person.name)), extent),
        words.say("It is good from today, and they are told."),
        rows=(
            *((_to_kind(words, person, kind),) for kind in kinds),
            *page_row(words, extent, lambda number: ChooseToGive(person=person.id, page=number)),
            (_back_to(words, person),),
        ),
    )


def _to_kind(words: Words, person: Person, kind: QualificationKind) -> Press:
    label = cut(kind_name(words, kind), LONGEST_LABEL)
    if kind.levels:
        return Press(label, ChooseToGive(person=person.id, kind=kind.id))
    return Press(label, GiveQualification(person=person.id, kind=kind.id))


def choose_level(words: Words, person: Person, kind: QualificationKind) -> Screen:
    """Which level of it."""
    return page(
        words.say("What would you like to give {name}?", name=called(words, person.name)),
        kind_name(words, kind),
        rows=(
            *(
                (Press(cut(name, LONGEST_LABEL), GiveQualification(person=person.id, kind=kind.id, level=rank)),)
                for rank, name in enumerate(level_names(words, kind))
            ),
            (WayBack(words.say("‹ Back"), ChooseToGive(person=person.id)),),
        ),
    )


def _back_to(words: Words, person: Person) -> Press:
    label = words.say("‹ {name}", name=cut(person.name, LONGEST_NAME))
    return WayBack(label, ShowQualificationsOf(person=person.id))


def given(words: Words, kind: QualificationKind, level: int, *, already: bool) -> Markup:
    """They have it from now on, or had it before."""
    it = named(words, kind, level)
    if already:
        return words.say("They have it already: {qualification}", qualification=it)
    return words.say("✅ Given: {qualification}", qualification=it)


def not_given(words: Words, person: Person, outcome: OwnQualification | KindNotHere | NotAllowed) -> Screen:
    """Why the reader gives nothing."""
    match outcome:
        case OwnQualification():
            said = words.say("Nobody gives one to themselves. Another leader does.")
        case KindNotHere():
            said = words.say("The team of {name} does not have this kind.", name=person.name)
        case NotAllowed():
            said = not_leading(words)
    return page(words.say("Not given"), said, rows=((_back_to(words, person),),))
