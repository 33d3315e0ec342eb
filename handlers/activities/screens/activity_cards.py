"""The card of an activity, with the shifts to come."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.activities.screens.browsing import in_short
from handlers.activities.screens.cards import EVERYTHING, LeftForIt, back_from, manage
from handlers.buttons.activities import ShowActivity, ShowShift
from handlers.showing import parts
from handlers.showing.asking import ask_row
from handlers.showing.series import leave_series_rows, series_line, take_series_rows
from handlers.showing.training import about, leave_rows, take_rows
from handlers.tapping.screen import Invitation, Press, Row, Screen, page
from storage.views.activities.upcoming import Listed, Offer
from volunteering.rules.activities import Activity, why_off
from volunteering.rules.enquiries import Matter
from volunteering.rules.ground.moment import Moment
from volunteering.rules.training import Training
from words.words import Words


def activity_card(
    words: Words,
    activity: Activity,
    listed: Listed,
    shown: ShowActivity,
    moment: Moment,
    friend: Invitation,
    *,
    leads: bool,
    training: Training | None = None,
    left: LeftForIt = EVERYTHING,
) -> Screen:
    """An activity with a page of the shifts to come, each leading to its card."""
    series = {one.series.id: one.series for one in listed.offers if one.series}
    lines = (
        *(series_line(words, one) for one in series.values()),
        parts.where(activity),
        parts.category_and_unit(words, activity),
        *(about(words, training) if training else ()),
        parts.led_by(words, activity),
        None if listed.offers else _nothing_ahead(words, activity, shown.page),
        parts.description(activity),
    )
    pages = parts.page_row(words, listed.extent, lambda number: shown.model_copy(update={"page": number}))
    mine = [offer.facts.mine is not None for offer in listed.offers]
    rows: tuple[Row, ...] = (
        *(take_rows(words, activity.id) if training and mine and not (all(mine) and listed.extent.is_all) else ()),
        *_shifts(words, listed.offers, moment),
        *pages,
        *(take_series_rows(words, *series) if len(series) == 1 and not all(mine) else ()),
        *(((friend,),) if listed.offers else ()),
        *(((manage(words, activity),),) if leads else ask_row(words, Matter.ACTIVITY, activity.id)),
        (back_from(words, left),),
        *(leave_rows(words, activity.id) if training and any(mine) else ()),
        *(leave_series_rows(words, *series) if len(series) == 1 and any(mine) else ()),
    )
    return page(parts.of_so_many(words, activity.title, listed.extent), *lines, rows=rows)


def _nothing_ahead(words: Words, activity: Activity, page_number: int) -> Markup:
    if not activity.is_on:
        return parts.cancelled(words, why_off(activity))
    return words.say("That was all.") if page_number else words.say("No further dates are planned.")


def _shifts(words: Words, offers: Sequence[Offer], moment: Moment) -> tuple[Row, ...]:
    stands = [in_short(words, offer, moment) for offer in offers]
    icons = [f"{icon} " if offer.facts.mine else "" for offer, (icon, _) in zip(offers, stands, strict=True)]
    labels = parts.dated(words, [(one.facts.shift, state) for one, (_, state) in zip(offers, stands, strict=True)])
    return tuple(
        (Press(icon + label, ShowShift(shift=offer.facts.shift.id)),)
        for offer, icon, label in zip(offers, icons, labels, strict=True)
    )
