"""Whoever erases themselves, or is about to be erased, reads what becomes of their certificates."""

from datetime import timedelta

from handlers.buttons.volunteers import AskErase
from tests.handlers.certificates.test_notices import issued
from tests.support.chat import Chat
from tests.support.city import NOW, City
from tests.support.scene import Scene
from volunteering.rules.notices.retention import KeepAsked


async def test_before_erasing_oneself(chat: Chat, city: City) -> None:
    mei = await chat.volunteer("Mei")
    await mei.taps_button(AskErase())
    mei.sees_not("holds no more", "hold no more")
    person = await mei.known()
    assert person is not None
    await issued(city, person)
    await mei.taps_button(AskErase())
    mei.sees("⚠️ 1 certificate of yours holds no more then")


async def test_when_asked_whether_the_record_is_to_be_kept(scene: Scene) -> None:
    by = NOW + timedelta(days=30)
    assert "no more then" not in await scene.tell(KeepAsked(by=by))
    await issued(scene.office.city, scene.wang)
    assert "1 certificate of yours holds no more then" in await scene.tell(KeepAsked(by=by, warns=True))
