"""What people are asked in a census, first and once more."""

from tests.support.city import NOW
from tests.support.scene import Scene, Telling
from volunteering.rules.notices.census import CensusAsk


async def _asked(scene: Scene, *, times: int) -> str:
    city = scene.office.city
    async with city.writing() as rows:
        census = await rows.censuses.begin(city.top, by_id=scene.wang.id, at=NOW)
        await rows.censuses.ask(census, NOW, registered_before=NOW, limit=99)
    return await scene.tell(CensusAsk(census_id=census.id, times=times))


async def _ask(scene: Scene) -> str:
    return await _asked(scene, times=0)


async def _ask_again(scene: Scene) -> str:
    return await _asked(scene, times=1)


SAYS: dict[Telling, str] = {
    _ask: "Who are we? A few things about you",
    _ask_again: "May we ask once more?",
}
