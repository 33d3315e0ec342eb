"""Quality beside quantity: who came again, who didn't come, who left or was called off late, ratings, commendations."""

from collections.abc import Callable, Iterator

from markupsafe import Markup

from handlers.buttons.reports import QualityByUnit, ShowQuality
from handlers.reports.screens.totals import back, list_title, nothing, short_name, then_it_was, with_others
from handlers.showing.parts import LONGEST_LABEL, LONGEST_NAME, of_so_many, page_row
from handlers.showing.ratings import rating_said
from handlers.tapping.screen import Press, Row, Screen, page
from storage.views.reports.quality import QualityBreakdown, QualityReport, QualityShare
from volunteering.rules.quality import Quality, left_late_known
from volunteering.rules.reports import RETURN_WITHIN, Returning, Span
from words.words import Words, cut

UNITS = 4
"""How many units a page shows."""

Says = Callable[[Quality], Markup | None]


def quality(words: Words, report: QualityReport) -> Screen:
    """The figures, beside those of earlier spans."""
    every = (report.now, *(then for _, then in _compared(report)))
    return page(
        list_title(words, words.say("Quality"), report.span, report.unit),
        *(_lines(words, report) if any(one != Quality() for one in every) else (nothing(words),)),
        rows=_rows(words, report),
    )


def _compared(report: QualityReport) -> tuple[tuple[Span, Quality], ...]:
    """What the figures stand beside, where it has any: of a year, the year before is both."""
    others = {report.span.before: report.before, report.span.year_before: report.year_before}
    return tuple((span, then) for span, then in others.items() if then != Quality())


def _lines(words: Words, report: QualityReport) -> Iterator[Markup | None]:
    now = report.now

    def beside(says: Says) -> Markup:
        others = [(span, says(then)) for span, then in _compared(report)]
        shown = [then_it_was(words, span, said) for span, said in others if said is not None]
        return with_others(words, says(now) or Markup("–"), shown)

    if report.goes_on and (spans := [short_name(words, span) for span, _ in _compared(report)]):
        yield words.say("So far, beside the same days of {spans}", spans=words.listed(spans))
    yield words.say("Newcomers {figure}", figure=beside(lambda one: words.number(one.returning.newcomers)))
    again = beside(lambda one: _again(words, one.returning))
    yield words.say("Came again within {days} days {figure}", days=words.number(RETURN_WITHIN.days), figure=again)
    yield words.say("No-shows {figure}", figure=beside(lambda one: _share(words, one.no_show_rate)))
    yield words.say(
        "Left by volunteers shortly before the start {figure}", figure=beside(lambda one: _left(words, one))
    )
    if now.left_unknown:
        yield words.many(
            "Of {number} place left earlier it is not known how late",
            "Of {number} places left earlier it is not known how late",
            now.left_unknown,
        )
    yield words.say(
        "Called off by leaders shortly before the start {figure}",
        figure=beside(lambda one: words.number(one.called_off_late)),
    )
    yield words.say("Rating {figure}", figure=beside(lambda one: _rating(words, one)))
    yield words.say("Commendations {figure}", figure=beside(lambda one: words.number(one.commendations)))


def _share(words: Words, share: float | None) -> Markup | None:
    return None if share is None else words.share(share)


def _again(words: Words, found: Returning) -> Markup | None:
    """The share, and of how many it can be said."""
    if found.rate is None:
        return None
    return words.say("{share} of {number}", share=words.share(found.rate), number=words.number(found.settled))


def _left(words: Words, one: Quality) -> Markup | None:
    """How many; nothing where all of them left before it was noted."""
    known = left_late_known(one.left_late, one.left_unknown)
    return None if known is None else words.number(known)


def _rating(words: Words, one: Quality) -> Markup | None:
    """Of 5, by how many people, over how many shifts."""
    if one.rating is None:
        return None
    return rating_said(words, one.rating, one.rated_by)


def _rows(words: Words, report: QualityReport) -> tuple[Row, ...]:
    span, unit = report.span, report.unit.id
    before = Press(
        words.say("‹ {span}", span=short_name(words, span.before)), ShowQuality(span=str(span.before), unit=unit)
    )
    parts = ((Press(words.say("By unit"), QualityByUnit(span=str(span), unit=unit)),),) if report.has_below else ()
    return (
        *parts,
        (before,),
        (back(words, span, report.unit),),
    )


def by_unit(words: Words, span: Span, found: QualityBreakdown) -> Screen:
    """The units one level down, by name; what is the upper unit's own stands at the end."""
    unit = found.unit
    return page(
        of_so_many(words, list_title(words, words.say("Quality by unit"), span, unit), found.extent),
        None if found.parts else nothing(words),
        *(_part_line(words, part) for part in found.parts),
        rows=(
            *((_part_press(span, part),) for part in found.parts if not part.is_own),
            *page_row(words, found.extent, lambda number: QualityByUnit(span=str(span), unit=unit.id, page=number)),
            (back(words, span, unit),),
        ),
    )


def _part_line(words: Words, part: QualityShare) -> Markup:
    one, name = part.quality, cut(part.unit.name, LONGEST_NAME)
    again, rating, missed = _again(words, one.returning), _rating(words, one), _share(words, one.no_show_rate)
    figures = (
        words.say("came again {share}", share=again) if again else None,
        words.say("no-shows {share}", share=missed) if missed else None,
        words.say("left late {number}", number=words.number(one.left_late)) if one.left_late else None,
        words.say("called off late {number}", number=words.number(one.called_off_late))
        if one.called_off_late
        else None,
        words.say("rating {figure}", figure=rating) if rating else None,
        words.many("{number} commendation", "{number} commendations", one.commendations) if one.commendations else None,
    )
    return words.say(
        "{team}: {figures}",
        team=words.say("{team} itself", team=name) if part.is_own else name,
        figures=words.listed(figure for figure in figures if figure) or Markup("–"),
    )


def _part_press(span: Span, part: QualityShare) -> Press:
    return Press(cut(part.unit.name, LONGEST_LABEL), ShowQuality(span=str(span), unit=part.unit.id))
