"""What comes by itself once somebody has done nothing for years."""

from handlers.buttons.retention import KeepRecord
from tests.support.chat import Chat
from tests.support.city import City, hours_later
from tests.support.scene import Scene, Telling
from volunteering.rules.notices.retention import KeepAsked


async def _asked(scene: Scene) -> str:
    return await scene.tell(KeepAsked(by=hours_later(24 * 60)))


async def _warned(scene: Scene) -> str:
    return await scene.tell(KeepAsked(by=hours_later(24 * 30), warns=True))


SAYS: dict[Telling, str] = {
    _asked: "Shall we keep your record?",
    _warned: "Your record is erased on",
}


async def test_when_it_is_over_nobody_is_asked_any_more(scene: Scene) -> None:
    assert await scene.tell(KeepAsked(by=hours_later(-1))) == ""


async def test_it_is_kept_with_a_tap(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei")
    await wei.taps_button(KeepRecord())
    wei.sees("We keep your record")
    assert await city.figure("SELECT COUNT(*) AS n FROM journal WHERE kind = 'kept'") == 1
