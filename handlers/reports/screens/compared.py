"""Every total beside those it is compared with, and what was learned beside what was."""

from collections.abc import Callable, Iterable

from markupsafe import Markup

from handlers.reports.screens.totals import (
    back,
    beside,
    compared_with,
    list_title,
    nothing,
    served_lines,
    so_far,
    then_it_was,
    with_others,
)
from handlers.tapping.screen import Screen, page
from storage.views.reports.study import NO_STUDY, Study
from storage.views.reports.totals import Report
from volunteering.rules.reports import Span, Totals
from words.words import Words


def compared(words: Words, report: Report) -> Screen:
    """Every figure beside those it is compared with."""
    study = _study_beside(words, report)
    if report.now == report.before == report.year_before == Totals():
        lines: tuple[Markup | None, ...] = study or (nothing(words),)
    else:
        alone = None if compared_with(report) else words.say("There is nothing yet to compare it with.")
        lines = (alone or so_far(words, report), *_all_beside(words, report), *study)
    return page(
        list_title(words, words.say("Compared"), report.span, report.unit),
        *lines,
        rows=((back(words, report.span, report.unit),),),
    )


def _all_beside(words: Words, report: Report) -> tuple[Markup | None, ...]:
    served = _length_beside(words, report.now.minutes, [(span, then.minutes) for span, then in compared_with(report)])
    return (
        words.say("Activities {figure}", figure=beside(words, report, "activities")),
        words.say("Participations {figure}", figure=beside(words, report, "participations")),
        words.say("People {figure}", figure=beside(words, report, "people")),
        words.say("New people {figure}", figure=beside(words, report, "new_people")),
        words.say("🕒 Served {figure}", figure=served),
        *served_lines(words, report),
        words.say("No-shows {figure}", figure=_rates_beside(words, report, "no_show_rate")),
        words.say("Places filled {figure}", figure=_rates_beside(words, report, "fill_rate")),
    )


def _length_beside(words: Words, now: int, others: Iterable[tuple[Span, int]]) -> Markup:
    return with_others(
        words, words.length(now), [then_it_was(words, span, words.length(minutes)) for span, minutes in others]
    )


def _study_beside(words: Words, report: Report) -> tuple[Markup, ...]:
    """What was learned then and now; nothing where nothing ever was."""
    learned = {report.span.before: report.study_before, report.span.year_before: report.study_year_before}
    others = [(span, then) for span, then in learned.items() if then != NO_STUDY]
    now = report.study
    if now == NO_STUDY and not others:
        return ()

    def counted(figure: Callable[[Study], int]) -> Markup:
        then = [then_it_was(words, span, words.number(figure(one))) for span, one in others]
        return with_others(words, words.number(figure(now)), then)

    return (
        words.say("Trainings {figure}", figure=counted(lambda one: one.trainings)),
        words.say("People trained {figure}", figure=counted(lambda one: one.people)),
        words.say(
            "Study {figure}",
            figure=_length_beside(words, now.minutes, [(span, then.minutes) for span, then in others]),
        ),
    )


def _rates_beside(words: Words, report: Report, rate: str) -> Markup:
    return with_others(
        words,
        _share(words, getattr(report.now, rate)),
        [then_it_was(words, span, _share(words, getattr(then, rate))) for span, then in compared_with(report)],
    )


def _share(words: Words, share: float | None) -> Markup:
    return Markup("–") if share is None else words.share(share)
