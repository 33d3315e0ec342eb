"""Looking at everybody's stars, once a day: who has other ones than they were told (decision 59)."""

from scheduling.sweeps import tell_of_stars
from storage.engine.database import Database
from storage.rows import Rows
from volunteering.actions.honours import telling_of_stars
from volunteering.rules.ground.moment import Moment


async def look_at_stars(database: Database, moment: Moment) -> None:
    """Find everybody who has other stars than they were told: by another ladder, say, or in another team.

    Nobody is woken for it: what is begun anew in the evening leaves it to the morning.
    """
    after: int | None = 0 if moment.is_by_day else None
    while after is not None:
        after = await _looked_on(database, after, moment)
    await tell_of_stars(database, moment)


async def look_on_at_stars(database: Database, moment: Moment) -> None:
    """A piece of the same, once a day; how far it has come is in the database, so that a start begins nothing anew."""
    if not moment.is_by_day:
        return
    async with database.reading() as reader:
        after = await Rows.reading(reader).star_marks.looked_up_to(moment.today)
    if after is not None:
        await _looked_on(database, after, moment)


async def _looked_on(database: Database, after: int, moment: Moment) -> int | None:
    """The next people, whose notes the sweep of stars takes up; None: that was everybody."""
    async with database.reading() as reader:
        people, last = await telling_of_stars.others_to_look_at(Rows.reading(reader), after, moment)
    async with database.transaction() as transaction:
        Rows(transaction).star_marks.note(people)
        Rows(transaction).star_marks.note_looked(moment.today, last)
    return last
