"""Rating a shift by those who came, and taking up what leaders see of it (docs/rules.md: Thanks)."""

from datetime import datetime

from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import start_of_day
from volunteering.rules.ground.texts import Remark
from volunteering.rules.journal import Did
from volunteering.rules.thanks import FEWEST, Rated, Rating, may_rate_until, of_yesterday, to_take_up, words_to_read
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class MayRate(Model):
    """Somebody may say what a shift was like; with what they have given it."""

    activity: Activity
    shift: Shift
    rating: Rating | None


class WasNotThere(Model):
    """The roster does not say that they came."""

    activity: Activity


class TooLateToRate(Model):
    """What they gave stays as it is."""

    activity: Activity
    rating: Rating | None


class LeadsIt(Model):
    """Whoever reads the ratings gives none: the others' would be what is left without it."""

    activity: Activity


NoRating = WasNotThere | TooLateToRate | LeadsIt


async def may_rate(records: Records, actor: Actor, shift_id: int, moment: Moment) -> MayRate | NoRating | None:
    """Whether somebody may rate a shift now. None: no such shift."""
    found = await records.activities.shift(shift_id)
    if found is None:
        return None
    activity, shift = found
    came_at = await records.thanks.came_at(shift_id, actor.id)
    if came_at is None:
        return WasNotThere(activity=activity)
    if actor.rights.leads(activity.unit):
        return LeadsIt(activity=activity)
    rating = await records.thanks.rating(shift_id, actor.id)
    if moment.now >= may_rate_until(came_at):
        return TooLateToRate(activity=activity, rating=rating)
    return MayRate(activity=activity, shift=shift, rating=rating)


async def rate(
    records: Records, actor: Actor, shift_id: int, stars: Rated, moment: Moment
) -> MayRate | NoRating | None:
    """Give a shift so many stars, in place of those before. Nothing is noted of who did."""
    found = await may_rate(records, actor, shift_id, moment)
    if not isinstance(found, MayRate):
        return found
    records.thanks.rate(shift_id, actor.id, stars, moment.now)
    given = found.rating or Rating(person_id=actor.id, stars=stars)
    return found.model_copy(update={"rating": given.model_copy(update={"stars": stars})})


async def say_of_it(
    records: Records, actor: Actor, shift_id: int, words: Remark, moment: Moment
) -> MayRate | NoRating | None:
    """A word beside the stars, in place of the one before. MayRate without a rating: stars come first."""
    found = await may_rate(records, actor, shift_id, moment)
    if not isinstance(found, MayRate) or found.rating is None:
        return found
    records.thanks.say(shift_id, actor.id, words)
    return found.model_copy(update={"rating": found.rating.model_copy(update={"words": words})})


async def withdraw(records: Records, actor: Actor, shift_id: int, moment: Moment) -> MayRate | NoRating | None:
    """Have nothing said of a shift; MayRate is how it is then."""
    found = await may_rate(records, actor, shift_id, moment)
    if not isinstance(found, MayRate):
        return found
    records.thanks.withdraw(shift_id, actor.id)
    return found.model_copy(update={"rating": None})


async def to_look_at(records: Records, moment: Moment) -> tuple[int, ...]:
    """The shifts of which something new may be seen."""
    return await records.thanks.with_new(FEWEST, _midnight(moment))


def _midnight(moment: Moment) -> datetime:
    return start_of_day(moment.today, moment.zone)


async def take_up(records: Records, shift_id: int, moment: Moment) -> int:
    """Have leaders see what was new of a shift at midnight, where that are enough people. Of how many that is.

    So no figure moves with a tap, and a slip is put right, or a word added, before anybody reads it. One at a time, and
    while nobody corrects the roster: of two batches with the same people the difference would be somebody's stars.
    """
    await records.activities.lock(shift_id)
    ratings = of_yesterday(await records.thanks.of_shift(shift_id), _midnight(moment))
    taken = to_take_up(ratings)
    if taken:
        batch = 1 + max((rating.batch or 0 for rating in ratings), default=0)
        records.thanks.take_up(shift_id, batch, taken)
        records.thanks.read_words(shift_id, words_to_read(ratings, taken))
    return len(taken)


async def hide_words(
    records: Records, actor: Actor, shift_id: int, words: str, moment: Moment, *, hidden: bool
) -> Activity | NotAllowed | None:
    """Hide what somebody said of a shift, or show it again; an admin's to decide. None: no such shift."""
    found = await records.activities.shift(shift_id)
    if found is None:
        return None
    activity, _ = found
    if not actor.rights.administers(activity.unit):
        return NotAllowed()
    records.thanks.hide(shift_id, words, hidden=hidden)
    records.journal.note(
        Did.WORDS_HIDDEN if hidden else Did.WORDS_SHOWN, by_id=actor.id, at=moment.now, shift_id=shift_id
    )
    return activity
