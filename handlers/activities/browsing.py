"""Looking at what is coming up."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.activities.screens import activity_cards, cards
from handlers.activities.screens import browsing as screens
from handlers.buttons.activities import (
    ChooseCategory,
    FindActivities,
    ListActivities,
    OrderActivities,
    ShowActivity,
    ShowShift,
    When,
)
from handlers.buttons.training import ListTrainings
from handlers.showing import instead
from handlers.showing.inviting import tell_a_friend
from handlers.tapping.screen import Answer, Invitation
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.engine.values import instant, seconds
from storage.views.activities.upcoming import Listed, ShiftCard, activity_with_shifts, card, most_needed, upcoming
from volunteering.actions.ordering import list_by_time
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.ground.periods import Period, this_weekend, week_ahead, weekend_after
from volunteering.rules.ordering import HOLDS
from volunteering.rules.training import Training

routes = Routes()


@routes.button(ListActivities)
async def list_activities(tap: Tap, button: ListActivities) -> Answer:
    """What is coming up, as the filters say; where nothing is left of this weekend, the next one."""
    return await _coming_up(tap, button)


async def _coming_up(tap: Tap, button: ListActivities) -> Answer:
    if button.is_everything and not tap.me.by_time:
        return await _where_needed(tap, button)
    listed = await _listed(tap, button, _within(button.when, tap.now, tap.zone))
    is_next = button.when is When.WEEKEND and not listed.offers and not button.page
    if is_next:
        listed = await _listed(tap, button, weekend_after(tap.now, tap.zone))
    screen = screens.activities(
        tap.words,
        listed,
        button,
        tap.moment,
        posts=tap.rights.is_leader,
        next_weekend=is_next and bool(listed.offers),
        by_time=tap.me.by_time,
    )
    return Answer(screen, at=button)


routes.also_typed("activities", ListActivities())


async def _where_needed(tap: Tap, button: ListActivities) -> Answer:
    """Everything, in the order that the reader began with; one that is too old, or none, begins anew."""
    since = instant(button.since) if seconds(tap.now - HOLDS) <= button.since <= seconds(tap.now) else None
    listed = await most_needed(tap.read, tap.me, tap.now, since, page=Page(screens.PAGE, button.page))
    here = button.model_copy(update={"since": seconds(since or tap.now)})
    return Answer(screens.activities(tap.words, listed, here, tap.moment, posts=tap.rights.is_leader), at=here)


@routes.button(OrderActivities, writes=True)
async def order_activities(tap: Tap, button: OrderActivities) -> Answer:
    """One order or the other, from now on."""
    me = await list_by_time(tap.records, tap.me, by_time=button.by_time)
    return await _coming_up(replace(tap, person=me), ListActivities())


async def _listed(tap: Tap, button: ListActivities, within: Period | None) -> Listed:
    return await upcoming(
        tap.read,
        tap.me,
        tap.now,
        within=within,
        category=button.category,
        my_teams=button.when is When.MY_TEAM,
        by_time=button.is_everything,
        page=Page(screens.PAGE, button.page),
    )


def _within(when: When, now: datetime, zone: ZoneInfo) -> Period | None:
    if when is When.THIS_WEEK:
        return week_ahead(now, zone)
    return this_weekend(now, zone) if when is When.WEEKEND else None


@routes.button(ChooseCategory)
async def choose_category(tap: Tap, button: ChooseCategory) -> Answer:
    """One kind of activity, or all."""
    return Answer(screens.categories(tap.words, button.when), at=button)


@routes.button(ShowShift)
async def show_shift(tap: Tap, button: ShowShift) -> Answer:
    """The card of a shift, with what the reader may do about it."""
    found = await card(tap.read, tap.me, button.shift, tap.now)
    return await _card(tap, found) if found else Answer(instead.gone(tap.words))


@routes.button(ShowActivity)
async def show_activity(tap: Tap, button: ShowActivity) -> Answer:
    """An activity's card; straight the card of its shift where only one is to come. Links lead here too."""
    found = await activity_with_shifts(tap.read, tap.me, button.activity, tap.now, page=Page(screens.PAGE, button.page))
    if found is None:
        return Answer(instead.gone(tap.words))
    activity, listed = found
    if len(listed.offers) == 1 and button.page == 0:
        return await _card(tap, ShiftCard(listed.offers[0]))
    leads = tap.rights.leads(activity.unit)
    screen = activity_cards.activity_card(
        tap.words,
        activity,
        listed,
        button,
        tap.moment,
        _friend(tap, activity),
        leads=leads,
        training=await _training(tap, activity),
        left=_left(tap),
    )
    return Answer(screen, at=button)


async def _card(tap: Tap, found: ShiftCard) -> Answer:
    activity, shift = found.offer.facts.activity, found.offer.facts.shift
    leads = tap.rights.leads(activity.unit)
    screen = cards.shift_card(
        tap.words,
        found,
        tap.moment,
        _friend(tap, activity, shift),
        leads=leads,
        said=tap.said,
        training=await _training(tap, activity),
        left=_left(tap),
    )
    return Answer(screen, at=ShowShift(shift=shift.id))


async def _training(tap: Tap, activity: Activity) -> Training | None:
    """What it grants; asked of trainings alone."""
    return await tap.records.training.get(activity.id) if activity.training else None


def _left(tap: Tap) -> cards.LeftForIt:
    """The list that the reader came from: of trainings alone, or of everything that is coming up."""
    left = tap.trail.last(ListActivities, FindActivities, ListTrainings)
    return ListTrainings() if isinstance(left, ListTrainings) else cards.EVERYTHING


def _friend(tap: Tap, activity: Activity, shift: Shift | None = None) -> Invitation:
    return tell_a_friend(tap.words, activity, tap.organisation.entrance, shift)
