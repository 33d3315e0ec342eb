"""The figures of the year beside what is said: a line each of what was led, of their own, and of the team."""

from collections.abc import Iterator

from markupsafe import Markup

from handlers.showing.parts import LONGEST_NAME
from handlers.showing.ratings import rating_said
from volunteering.rules.appraisal.sheets import AppraisalSheet, Beside
from volunteering.rules.reports import no_show_rate
from words.words import Words, cut


def figures(words: Words, beside: Beside, sheet: AppraisalSheet) -> list[Markup]:
    """Those of which there are none are left out; how it went in the team stands beside whoever leads it."""
    of_team = [*_team(words, beside), *(_how_it_went(words, beside) if sheet.role else ())]
    named = words.say("{team}: {figures}", team=cut(sheet.unit.name, LONGEST_NAME), figures=words.listed(of_team))
    lines = (words.listed(some) for some in (list(_led(words, beside)), list(_own(words, beside))) if some)
    return [*lines, *((named,) if of_team else ())]


def _led(words: Words, beside: Beside) -> Iterator[Markup]:
    if beside.led:
        yield words.many("{number} activity led", "{number} activities led", beside.led)
    if beside.trainings:
        yield words.many("{number} training held", "{number} trainings held", beside.trainings)
    if beside.rosters:
        number, total = words.number(beside.in_time), words.number(beside.rosters)
        yield words.say("rosters within a day: {number} of {total}", number=number, total=total)
    if beside.rating:
        yield words.say("rating {figure}", figure=rating_said(words, beside.rating, beside.rated_by))
    if beside.called_off_late:
        yield words.many("{number} shift called off late", "{number} shifts called off late", beside.called_off_late)


def _own(words: Words, beside: Beside) -> Iterator[Markup]:
    yield words.many("took part {number} time", "took part {number} times", beside.participations)
    yield Markup("🕒 %s") % words.length(beside.minutes)
    if beside.study_minutes:
        yield words.say("study {length}", length=words.length(beside.study_minutes))
    if beside.no_shows:
        yield words.many("{number} no-show", "{number} no-shows", beside.no_shows)
    if beside.left_late:
        yield words.many("{number} place left late", "{number} places left late", beside.left_late)


def _team(words: Words, beside: Beside) -> Iterator[Markup]:
    if beside.unit_participations or beside.unit_minutes:
        number = words.number(beside.unit_participations)
        yield words.say("{number} participations, {length}", number=number, length=words.length(beside.unit_minutes))


def _how_it_went(words: Words, beside: Beside) -> Iterator[Markup]:
    if beside.unit_newcomers:
        again, number = words.number(beside.unit_returned), words.number(beside.unit_newcomers)
        yield words.say("{again} of {number} newcomers came again", again=again, number=number)
    missed = no_show_rate(beside.unit_no_shows, beside.unit_participations)
    if missed:
        yield words.say("no-shows {share}", share=words.share(missed))
    if beside.unit_left_late:
        yield words.many("{number} place left late", "{number} places left late", beside.unit_left_late)
    if beside.unit_rating:
        yield words.say("rating {figure}", figure=rating_said(words, beside.unit_rating, beside.unit_rated_by))
