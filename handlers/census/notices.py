"""What people are asked in a census, as it arrives."""

from handlers.census.screens import asking as screens
from handlers.noticing.writing import Notices, Reading
from handlers.tapping.screen import Screen
from volunteering.rules.notices.census import CensusAsk
from volunteering.rules.profiles import CENSUS

notices = Notices()


@notices.written(CensusAsk)
async def census_ask(reading: Reading, notice: CensusAsk) -> Screen | None:
    """Where the census goes on, and they have neither answered nor said all of it by another way."""
    person_id = reading.owed.person_id
    census = await reading.records.censuses.get(notice.census_id)
    if census is None or not await reading.records.censuses.waits_for(notice.census_id, person_id):
        return None
    missing = (await reading.records.profiles.of(person_id)).missing(CENSUS)
    if not missing:
        return None
    return screens.asked(reading.words, census.unit, missing, again=notice.times > 0)
