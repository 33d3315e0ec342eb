"""Starting and stopping a census, and asking, piece by piece, whoever is to be asked or reminded (decision 50)."""

from collections.abc import Collection
from typing import Final

from volunteering.actions.profiles import say_of_oneself
from volunteering.records import Records
from volunteering.rules.census.asking import LASTS, SETTLED_IN, Census
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.letters import Course
from volunteering.rules.notices.census import CensusAsk
from volunteering.rules.notices.keys import key_of
from volunteering.rules.notices.owed import Owed
from volunteering.rules.profiles import CENSUS, Particular, Particulars
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.volunteers import Actor, Person

PIECE: Final = 500
"""How many are asked in one transaction: no tap waits long behind it."""


class AskedAlready(Model):
    """People of the unit are asked already: by one census of a branch at a time."""

    census: Census


async def start_census(
    records: Records, actor: Actor, unit: Unit, moment: Moment
) -> Census | AskedAlready | NotAllowed:
    """Begin to ask everybody of a unit and below: the first of them at once, the others as `ask_more` goes."""
    if not actor.rights.administers(unit):
        return NotAllowed()
    await records.units.hold(unit)  # of two admins who start at the same moment one is told of the other's
    around = await records.censuses.around(unit)
    if around is not None:
        return AskedAlready(census=around)
    census = await records.censuses.begin(unit, by_id=actor.id, at=moment.now)
    records.journal.note(Did.CENSUS_STARTED, by_id=actor.id, at=moment.now, unit_id=unit.id)
    await ask_more(records, census, moment)
    return census


async def stop_census(records: Records, actor: Actor, census_id: int, moment: Moment) -> Census | NotAllowed | None:
    """Ask and remind nobody else; what was answered stays. Gives it as it is then. None: there is no such census."""
    census = await records.censuses.get(census_id)
    if census is None:
        return None
    if not actor.rights.administers(census.unit):
        return NotAllowed()
    if not census.is_going:
        return census
    await records.censuses.stop(census)
    records.journal.note(Did.CENSUS_STOPPED, by_id=actor.id, at=moment.now, unit_id=census.unit.id)
    return census.model_copy(update={"course": Course.STOPPED})


async def ask_more(records: Records, census: Census, moment: Moment) -> bool:
    """Ask the next ones, or end it after its time. Whether there may be more of them."""
    if moment.now >= census.at + LASTS:
        await records.censuses.end(census)
        return False
    settled = moment.now - SETTLED_IN
    asked = await records.censuses.ask(census, moment.now, registered_before=settled, limit=PIECE)
    _owe(records, census, asked, CensusAsk(census_id=census.id), moment)
    return len(asked) == PIECE


async def remind(records: Records, moment: Moment) -> bool:
    """Remind the next ones who have not answered. Whether there may be more of them."""
    due = await records.censuses.due(moment.now, PIECE)
    censuses = {census.id: census for census in await records.censuses.going()} if due else {}
    for census_id, person_id, times in due:
        records.censuses.reminded(census_id, person_id, times + 1)
        notice = CensusAsk(census_id=census_id, times=times + 1)
        _owe(records, censuses[census_id], (person_id,), notice, moment)
    return len(due) == PIECE


def _owe(records: Records, census: Census, people: Collection[int], notice: CensusAsk, moment: Moment) -> None:
    for person_id in people:
        key = key_of(notice.about(), person_id)
        owed = Owed(key=key, person_id=person_id, notice=notice, bulk=True, letter_id=census.letter_id)
        records.outbox.owe(owed, moment.now)


async def answer_census(
    records: Records, person: Person, said: Particulars, fields: Collection[Particular], moment: Moment
) -> None:
    """Keep what somebody says of themselves in these fields, or would rather not; no census asks them any more."""
    await say_of_oneself(records, person, said, fields, moment)
    records.censuses.answered(person.id, moment.now)


async def still_asked(records: Records, person: Person, moment: Moment) -> tuple[Particular, ...]:
    """What a census still asks of somebody; where all is said, whichever way, none asks them any more."""
    missing = (await records.profiles.of(person.id)).missing(CENSUS)
    if not missing:
        records.censuses.answered(person.id, moment.now)
    return missing
