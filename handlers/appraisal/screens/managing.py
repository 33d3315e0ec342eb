"""An appraisal for the admins of its unit: opening it, how far it is, who is missing, closing it."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from handlers.appraisal.screens import lines
from handlers.appraisal.screens.judging import person_line, to_sheet
from handlers.buttons.appraisal import (
    AppraisalFile,
    AskClose,
    AskReopen,
    BeginAppraisal,
    FindToAdd,
    ListSheets,
    OpenAppraisal,
    RemindMissing,
    ShowAppraisal,
    ShowAppraisalsOf,
    Which,
)
from handlers.showing.parts import LONGEST_NAME, home_row, of_so_many, page_row
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press, Row, Screen, page
from storage.engine.pages import Page
from storage.views.appraisal.lists import AppraisalProgress, SheetLine, WouldBeIn
from volunteering.rules.appraisal.sheets import Appraisal
from volunteering.rules.tree import Unit
from words.words import Words, cut, sentence

PAGE = 8
"""How many people a page shows."""

WHICH: Final[Mapping[Which, str]] = {
    Which.ALL: sentence("Everybody"),
    Which.UNSAID: sentence("Own word missing"),
    Which.UNJUDGED: sentence("Not appraised"),
    Which.ALONE: sentence("No leader above"),
    Which.UNREAD: sentence("Not read"),
    Which.OUT: sentence("Taken out"),
}


def those(found: AppraisalProgress, which: Which) -> list[SheetLine]:
    """The people of an appraisal of whom that is so."""
    if which is Which.OUT:
        return [line for line in found.lines if not line.is_in]
    some = found.those_in
    match which:
        case Which.UNSAID:
            return [line for line in some if not line.said]
        case Which.UNJUDGED:
            return [line for line in some if not line.is_handed]
        case Which.ALONE:
            return [line for line in some if not line.is_handed and not line.leaders]
        case Which.UNREAD:
            return [line for line in some if line.is_handed and not line.is_read]
    return some


def of_unit(words: Words, unit: Unit, there: Sequence[Appraisal], years: Sequence[int]) -> Screen:
    """The appraisals of a unit, and those that can be opened."""
    return page(
        words.say("Appraisals of {unit}", unit=cut(unit.name, LONGEST_NAME)),
        words.say("Everybody with a role here or below is in it, and whoever you add."),
        None if there else words.say("There is none yet."),
        rows=(
            *(
                (
                    Press(
                        words.say("Open {year}", year=year),
                        BeginAppraisal(unit=unit.id, year=year),
                        "success" if not at else None,
                    ),
                )
                for at, year in enumerate(years)
            ),
            *(
                (Press(words.say("{year}: how far it is", year=one.year), ShowAppraisal(appraisal=one.id)),)
                for one in there
            ),
            (lines.to_appraisals(words),),
        ),
    )


def begin(words: Words, unit: Unit, year: int, found: WouldBeIn, weights: Markup) -> Screen:
    """Whether it is to be opened, and with whom."""
    elsewhere = words.many(
        "{number} person with a role here is in another appraisal of that year already, and stays there.",
        "{number} people with a role here are in another appraisal of that year already, and stay there.",
        found.elsewhere,
    )
    return page(
        words.say("Open the appraisal {year} of {unit}?", year=year, unit=cut(unit.name, LONGEST_NAME)),
        words.many(
            "{number} person with a role here or below is in it.",
            "{number} people with a role here or below are in it.",
            found.people,
        ),
        elsewhere if found.elsewhere else None,
        weights,
        words.say("Each of them is told once, and their leaders above. You can add people by name afterwards."),
        rows=(
            (
                Press(
                    words.many("Open it for {number} person", "Open it for {number} people", found.people),
                    OpenAppraisal(unit=unit.id, year=year),
                    "success",
                ),
            ),
            (Press(words.say("‹ Back"), ShowAppraisalsOf(unit=unit.id)),),
        ),
    )


def progress(words: Words, found: AppraisalProgress, *, reopens: bool, said: Markup | None = None) -> Screen:
    """How far it is; `reopens`: the reader may open it again."""
    one = found.appraisal
    number = {which: len(those(found, which)) for which in Which}
    total = number[Which.ALL]
    judged = total - number[Which.UNJUDGED]
    return page(
        lines.name_of(words, one),
        said,
        words.say("In it {people}", people=words.number(total)),
        words.say("Have said it themselves {people}", people=words.number(total - number[Which.UNSAID])),
        words.say("Appraised {people}", people=words.number(judged)),
        words.say("Have read it {people}", people=words.number(judged - number[Which.UNREAD])),
        words.say("Have answered {people}", people=words.number(sum(line.has_comment for line in found.those_in))),
        words.many(
            "⚠️ {number} without a leader above: take it yourself, or name somebody.",
            "⚠️ {number} without a leader above: take them yourself, or name somebody.",
            number[Which.ALONE],
        )
        if number[Which.ALONE] and one.is_open
        else None,
        lines.weights(words, one.weights),
        words.say("Closed {when}.", when=words.moment(one.closed_at)) if one.closed_at else None,
        rows=(*_rows(words, one, number, reopens=reopens), (lines.to_appraisals(words),)),
    )


def _rows(words: Words, one: Appraisal, number: Mapping[Which, int], *, reopens: bool) -> tuple[Row, ...]:
    filters = tuple(
        Press(words.say(WHICH[which]), ListSheets(appraisal=one.id, which=which))
        for which in Which
        if number[which] or which is Which.ALL
    )
    file = Press(words.say("XLSX"), AppraisalFile(appraisal=one.id))
    if not one.is_open:
        again = ((Press(words.say("Open it again"), AskReopen(appraisal=one.id)),),) if reopens else ()
        return (*side_by_side(filters, 2), (file,), *again)
    is_missing = number[Which.UNSAID] or number[Which.UNJUDGED]
    remind = Press(words.say("Remind who is missing"), RemindMissing(appraisal=one.id), "success")
    may_remind = is_missing and one.reminded_on != words.today
    return (
        *(((remind,),) if may_remind else ()),
        *side_by_side(filters, 2),
        (Press(words.say("Add somebody"), FindToAdd(appraisal=one.id)), file),
        (Press(words.say("Close it"), AskClose(appraisal=one.id), "danger"),),
    )


def people(words: Words, found: AppraisalProgress, which: Which, number: int) -> Screen:
    """The people of an appraisal, or some of them."""
    one = found.appraisal
    some, extent = Page(PAGE, number).of(those(found, which))
    title = words.listed((lines.name_of(words, one), words.say(WHICH[which])))
    return page(
        of_so_many(words, title, extent),
        *(person_line(words, line) for line in some),
        None if some else words.say("Nobody. That is done."),
        rows=(
            *((to_sheet(words, line),) for line in some),
            *page_row(words, extent, lambda turned: ListSheets(appraisal=one.id, which=which, page=turned)),
            (to_progress(words, one.id),),
        ),
    )


def to_progress(words: Words, appraisal_id: int) -> Press:
    """Back to how far it is."""
    return Press(words.say("‹ How far it is"), ShowAppraisal(appraisal=appraisal_id))


def opened(words: Words) -> Markup:
    """Said once it has begun."""
    return words.say("✅ The appraisal is open. Everybody in it is being told.")


def opened_already(words: Words) -> Markup:
    """Somebody else was quicker."""
    return words.say("This year was opened before. Here it is.")


def not_that_year(words: Words) -> Markup:
    """That year is over for long, or has not begun."""
    return words.say("⚠️ This year and the year before can be opened.")


def reminded(words: Words) -> Markup:
    """Whoever is missing is told once more."""
    return words.say("✅ Whoever is missing is being reminded.")


def reminded_today(words: Words) -> Markup:
    """Once a day is enough."""
    return words.say("They were reminded today. Once a day is enough.")


def closed(words: Words) -> Markup:
    """Said once it is over."""
    return words.say("✅ The appraisal is closed. Everybody in it is being told.")


def reopened(words: Words) -> Markup:
    """Said once it goes on."""
    return words.say("✅ The appraisal goes on. Everybody in it is being told.")


def too_late_to_reopen(words: Words) -> Markup:
    """Its own admins may not open it again any more."""
    return words.say("⚠️ It was closed too long ago: an admin of a team above can open it again.")


def nobody_to_add(words: Words, appraisal_id: int) -> Screen:
    """Somebody of another unit, or nobody there."""
    return page(
        words.say("They cannot be added"),
        words.say("Only people of the team and those below it are in its appraisal."),
        rows=((to_progress(words, appraisal_id),), *home_row(words)),
    )
