"""A series as its leader sees it: before it is posted, while it goes on, and before it ends."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from handlers.buttons.leading import AskEndSeries, EndSeries, ManageActivity
from handlers.showing.series import says_series, series_line, special_days
from handlers.tapping.screen import Press, Row, Screen, page
from volunteering.rules.activities import Activity
from volunteering.rules.days_off import DayOff, known_until
from volunteering.rules.ground.moment import Moment
from volunteering.rules.series import HolidayChoice, NewSeries, Series, SeriesPlan
from words.words import Words, cut

DATES: Final = 4
"""How many of the first days are named before it is posted."""

LONGEST_LABEL: Final = 40


def before_posting(words: Words, series: NewSeries, plan: SeriesPlan, moment: Moment) -> tuple[Markup | None, ...]:
    """How often it comes, how many are posted at once with the first days, and which days are left out and why."""
    if not plan.made:
        return series_line(words, series), words.say("⚠️ No day is left of it: all are left out, or over.")
    days = [words.day(one.recurrence.date()) for one in plan.made]
    more = ("…",) if len(days) > DATES else ()
    posted = words.many(
        "{number} shift is posted at once: {days}",
        "{number} shifts are posted at once: {days}",
        len(days),
        days=words.listed([*days[:DATES], *more]),
    )
    return (
        series_line(words, series),
        posted,
        _goes_on(words, plan, moment),
        _left_out(words, plan.left_out) if plan.left_out else None,
        _kept(words, series, moment),
        _unknown(words, series, moment),
    )


def _left_out(words: Words, days: Sequence[DayOff]) -> Markup:
    return words.say("Left out: {days}", days=special_days(words, days))


def _goes_on(words: Words, plan: SeriesPlan, moment: Moment) -> Markup | None:
    return None if plan.next_on is None else _others_follow(words, moment)


def _others_follow(words: Words, moment: Moment) -> Markup:
    weeks = moment.policy.series_weeks
    return words.many(
        "The others are posted by themselves, {number} week ahead.",
        "The others are posted by themselves, {number} weeks ahead.",
        weeks,
    )


def _kept(words: Words, series: NewSeries, moment: Moment) -> Markup | None:
    if series.holidays is HolidayChoice.SKIP:
        return None
    days = series.special(moment)
    return words.say("Kept: {days}", days=special_days(words, days)) if days else None


def _unknown(words: Words, series: NewSeries, moment: Moment) -> Markup | None:
    """Of which days it isn't known yet whether they are holidays: none is guessed."""
    known = known_until(moment.policy.holidays)
    last = series.repeats.until
    if known is None or (last is not None and last <= known):
        return None
    return words.say("Holidays are known until {day}. Please look at later days yourself.", day=words.day(known))


def just_posted(words: Words, series: Sequence[Series], ahead: int, moment: Moment) -> tuple[Markup | None, ...]:
    """How often it comes, how many are in the list now, and that the others follow by themselves."""
    return tuple(line for one in series for line in _just_posted(words, one, ahead, moment))


def _just_posted(words: Words, one: Series, ahead: int, moment: Moment) -> tuple[Markup | None, ...]:
    number = words.many("{number} shift is posted.", "{number} shifts are posted.", ahead)
    goes_on = _others_follow(words, moment) if one.next_on is not None else None
    return series_line(words, one), number, goes_on


def going_on(words: Words, series: Sequence[Series], activity: Activity, moment: Moment) -> tuple[Markup | None, ...]:
    """Of each series of an activity: how often it comes, and which days ahead aren't like others."""
    return tuple(line for one in series for line in _one(words, one, activity, moment))


def _one(words: Words, one: Series, activity: Activity, moment: Moment) -> tuple[Markup | None, ...]:
    if one.next_on is None:
        return (series_line(words, one),)
    days = one.special(moment)
    is_kept = one.holidays is HolidayChoice.KEEP
    return (
        series_line(words, one),
        _left_out(words, days) if days and not is_kept else None,
        words.say("Kept: {days}", days=special_days(words, days)) if days and is_kept else None,
        _unknown(words, one, moment),
        _not_insured(words, one, activity),
    )


def _not_insured(words: Words, one: Series, activity: Activity) -> Markup | None:
    insurance = activity.risk.insurance if activity.risk else None
    if insurance is None or one.next_on is None or one.next_on <= insurance.last:
        return None
    return words.say("⚠️ Nothing is posted after {day}: the insurance ends then.", day=words.day(insurance.last))


def end_rows(words: Words, series: Sequence[Series]) -> tuple[Row, ...]:
    """The way to end each series that goes on."""
    going = [one for one in series if one.next_on is not None]
    labels = (
        words.say("End the series") if len(going) == 1 else words.say("End: {series}", series=says_series(words, one))
        for one in going
    )
    return tuple(
        (Press(cut(label, LONGEST_LABEL), AskEndSeries(series=one.id), "danger"),)
        for label, one in zip(labels, going, strict=True)
    )


def ask_end(words: Words, activity: Activity, series: Series, ahead: int) -> Screen:
    """Asked once more: nothing more is posted, and what is posted stays."""
    stays = words.many(
        "{number} shift that is posted stays. You can still cancel it.",
        "{number} shifts that are posted stay. You can still cancel each of them.",
        ahead,
    )
    return page(
        words.say("End the series of {title}?", title=activity.title),
        series_line(words, series),
        words.say("No more shifts are posted."),
        stays if ahead else None,
        rows=(
            (Press(words.say("End the series"), EndSeries(series=series.id), "danger"),),
            (Press(words.say("No, it goes on"), ManageActivity(activity=activity.id)),),
        ),
    )


def ended(words: Words) -> Markup:
    """What was just done."""
    return words.say("✅ The series has ended. What is posted stays.")
