"""The report on who the people of a unit are: its first page, and a chapter for each subject."""

from markupsafe import Markup, escape

from handlers.buttons.census import (
    BeginCensus,
    CensusFile,
    CensusHow,
    CensusPicture,
    CensusProgressOf,
    CensusUnits,
    OpenCensus,
    ShowCensus,
    ShowCensusSubject,
)
from handlers.buttons.home import Home
from handlers.census.screens.names import answer_name, subject_name
from handlers.showing.parts import LONGEST_LABEL, home_row, of_so_many, page_row
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press, Row, Screen, page
from storage.engine.pages import Page
from storage.views.census import CensusReport
from volunteering.rules.census.subjects import ACTIVES, ASKED, Chapter
from volunteering.rules.tree import Unit
from words.words import Words, cut

UNITS_A_PAGE = 8


def title(words: Words, unit: Unit) -> Markup:
    """What a report is about."""
    return words.say("Census of {unit}", unit=unit.name)


def not_yet(words: Words, unit: Unit, *, is_first: bool, said: Markup | None = None) -> Screen:
    """It wasn't there when figures were drawn up, or none ever were, which a tap mends; below what was just done."""
    draw_up = Press(words.say("Draw them up now"), OpenCensus(unit=unit.id), "success")
    return page(
        title(words, unit),
        said,
        words.say("There are no figures of it yet. They are drawn up every night."),
        rows=(*(((draw_up,),) if is_first else ()), *home_row(words)),
    )


def report(words: Words, found: CensusReport, *, above: int | None, said: Markup | None = None) -> Screen:
    """The first page, below what was just done; `above` is the unit above where the reader is its admin too."""
    return page(
        title(words, found.unit),
        said,
        *(_figures(words, found) if found.figures.people else (no_figures(words),)),
        words.say("As of {when}.", when=words.moment(found.at)),
        rows=(
            *_asking(words, found),
            *_chapters(words, found),
            _way_up(words, above),
        ),
    )


def _figures(words: Words, found: CensusReport) -> tuple[Markup | None, ...]:
    figures = found.figures
    return (
        words.say("People {people}", people=words.number(figures.people)),
        *(
            words.say("Active in the last {days} days {people}", days=days, people=people)
            for days, people in ((days, shown(words, figures.active_within(days))) for days in ACTIVES.values())
        ),
        *served_lines(words, found),
        *((words.say("⏳ People are being asked for what is missing."),) if found.own_census else ()),
    )


def served_lines(words: Words, found: CensusReport) -> tuple[Markup, ...]:
    """How many people were served; nothing where nobody counted them."""
    each = found.figures.served_each
    if not found.figures.served or each is None:
        return ()
    return (
        words.say(
            "Served {people} people in the last 365 days, {each} for each volunteer",
            people=words.number(found.figures.served),
            each=words.decimal(each),
        ),
    )


def no_figures(words: Words) -> Markup:
    """Why nothing is counted."""
    return words.say("There are figures where five people or more are counted.")


def _chapters(words: Words, found: CensusReport) -> tuple[Row, ...]:
    unit = found.unit.id
    if not found.figures.people:
        return ()
    chapters = [
        Press(subject_name(words, subject), ShowCensusSubject(unit=unit, subject=subject)) for subject in Chapter
    ]
    if found.below:
        chapters.append(Press(words.say("By unit"), CensusUnits(unit=unit)))
    return (
        *side_by_side(tuple(chapters), 3),
        *side_by_side(
            (
                Press(words.say("Picture"), CensusPicture(unit=unit)),
                Press(words.say("XLSX"), CensusFile(unit=unit)),
                Press(words.say("How it is counted"), CensusHow(unit=unit)),
            ),
            3,
        ),
    )


def _asking(words: Words, found: CensusReport) -> tuple[Row, ...]:
    """The way to what goes on; where nothing does, to starting it."""
    if found.own_census:
        return ((Press(words.say("How far it is"), CensusProgressOf(census=found.own_census.id)),),)
    if found.going:
        return tuple(
            (
                Press(
                    cut(words.say("How far it is: {unit}", unit=census.unit.name), LONGEST_LABEL),
                    CensusProgressOf(census=census.id),
                ),
            )
            for census in found.going[:4]
        )
    return ((Press(words.say("Start the census"), BeginCensus(unit=found.unit.id), "success"),),)


def _way_up(words: Words, above: int | None) -> Row:
    home = Press(words.say("‹ Home"), Home())
    return (home,) if above is None else (Press(words.say("‹ One level up"), ShowCensus(unit=above)), home)


def back(words: Words, unit: Unit) -> Press:
    """The way back to a unit's report."""
    return Press(words.say("‹ Census"), ShowCensus(unit=unit.id))


def chapter(words: Words, found: CensusReport, subject: Chapter) -> Screen:
    """A chapter: of each answer how many gave it."""
    figures = found.figures
    lines = [
        words.say(
            "{answer}: {people}", answer=answer_name(words, subject, answer), people=_with_share(words, found, number)
        )
        for answer, number in figures.subjects.get(subject, ())
        if number != 0
    ]
    return page(
        words.listed((subject_name(words, subject), found.unit.name)),
        *(lines or (no_figures(words),)),
        *known(words, found, subject),
        words.say("One person may speak several.") if subject is Chapter.LANGUAGES and lines else None,
        _why_hidden(words) if figures.hides(subject) else None,
        rows=(*_beside(words, found, subject), (back(words, found.unit),)),
    )


def _beside(words: Words, found: CensusReport, subject: Chapter) -> tuple[Row, ...]:
    """The chapters before and after."""
    every = list(Chapter)
    at = every.index(subject)
    before = every[at - 1] if at else None
    after = every[at + 1] if at + 1 < len(every) else None
    unit = found.unit.id
    row: Row = (
        *(
            (
                Press(
                    words.say("‹ {chapter}", chapter=subject_name(words, before)),
                    ShowCensusSubject(unit=unit, subject=before),
                ),
            )
            if before
            else ()
        ),
        *(
            (
                Press(
                    words.say("{chapter} ›", chapter=subject_name(words, after)),
                    ShowCensusSubject(unit=unit, subject=after),
                ),
            )
            if after
            else ()
        ),
    )
    return (row,)


def shown(words: Words, number: int | None) -> Markup:
    """A figure, or that it is hidden."""
    return words.say("not shown") if number is None else words.number(number)


def _with_share(words: Words, found: CensusReport, number: int | None) -> Markup:
    people = found.figures.people
    if number is None or not people:
        return shown(words, number)
    return words.say("{number} ({share})", number=words.number(number), share=words.share(number / people))


def known(words: Words, found: CensusReport, subject: Chapter) -> tuple[Markup, ...]:
    """Of how many people something is known, where they say it of themselves and that is no secret."""
    unknown = found.figures.unknown(subject)
    if subject not in ASKED or unknown is None:
        return ()
    known = words.number(found.figures.people - unknown)
    return (words.say("Known of {known} of {people} people.", known=known, people=words.number(found.figures.people)),)


def _why_hidden(words: Words) -> Markup:
    return words.say("Figures of fewer than five people are not shown, nor others that would give them away.")


def by_unit(words: Words, found: CensusReport, number: int) -> Screen:
    """How many people there are in each unit one level down, each opening into its own report."""
    parts = found.figures.parts
    some, extent = Page(UNITS_A_PAGE, number).of(parts)
    lines = [
        words.say(
            "{answer}: {people}",
            answer=part_name(words, found, part.unit_id),
            people=_with_share(words, found, part.people or None),
        )
        for part in some
    ]
    ways = tuple(
        (Press(cut(found.below[part.unit_id].name, LONGEST_LABEL), ShowCensus(unit=part.unit_id)),)
        for part in some
        if part.unit_id in found.below
    )
    unit = found.unit.id
    return page(
        of_so_many(words, words.listed((words.say("By unit"), found.unit.name)), extent),
        *lines,
        None if all(part.people for part in some) else _why_hidden(words),
        rows=(*ways, *page_row(words, extent, lambda n: CensusUnits(unit=unit, page=n)), (back(words, found.unit),)),
    )


def part_name(words: Words, found: CensusReport, unit_id: int) -> Markup:
    """What was one level down when it was drawn up: a unit, or the one itself."""
    if unit_id == found.unit.id:
        return words.say("{team} itself", team=found.unit.name)
    below = found.below.get(unit_id)
    return escape(below.name) if below else words.say("A team that is elsewhere now")


def how(words: Words, unit: Unit) -> Screen:
    """How figures are counted, and why some are not shown."""
    return page(
        words.say("How it is counted"),
        *how_lines(words),
        rows=((back(words, unit),),),
    )


def how_lines(words: Words) -> tuple[Markup, ...]:
    """The same in the files."""
    return (
        words.say("Everybody registered is counted, in their own team and in every team above it."),
        _why_hidden(words),
        words.say("A team of fewer than five counts one level up; fewer than five at the top are not counted."),
        words.say("Shares are of everybody, also where it is not known. People served are taken from rosters."),
        words.say("Figures are drawn up once a day."),
    )
