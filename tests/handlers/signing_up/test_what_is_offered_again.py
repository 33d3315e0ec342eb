"""Messages about a place that is lost: what they offer is to be had, and where nothing is they say what keeps one."""

from collections.abc import Awaitable, Callable

import pytest

from tests.support.chat import Chat
from tests.support.scene import Scene
from volunteering.rules.notices.owed import Notice
from volunteering.rules.notices.signing_up import MovedBack, NotedNotComing, PlaceLapsed
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.unit_settings import UnitSetting

REFUSED = "Not this time"


def _lapsed(scene: Scene, _: int) -> Notice:
    return PlaceLapsed(shift_id=scene.shift.id)


def _moved_back(scene: Scene, _: int) -> Notice:
    return MovedBack(shift_id=scene.shift.id)


def _noted(scene: Scene, ticket: int) -> Notice:
    return NotedNotComing(shift_id=scene.shift.id, by_id=scene.zhao.id, ticket=ticket)


LOST = (_lapsed, _moved_back, _noted)
"""What is told of a place that went on."""


async def _nothing(scene: Scene) -> None:
    """It is free."""


async def _full(scene: Scene) -> None:
    await scene.set_state(scene.zhao, SignUpState.CONFIRMED)
    await scene.set_limit(1)


async def _sign_up_closed(scene: Scene) -> None:
    async with scene.office.city.writing() as rows:
        rows.unit_settings.put(scene.office.city.jiaojiang.id, UnitSetting.CLOSES, str(72 * 60))


async def _elsewhere(scene: Scene) -> None:
    other = await scene.office.city.shift(48, activity=await scene.office.city.activity("Library"))
    await scene.office.confirm(scene.wang, other.id)


async def _on_hold(scene: Scene) -> None:
    async with scene.office.city.changing() as tx:
        await tx.execute("UPDATE people SET state = 'suspended' WHERE id = :who", who=scene.wang.id)


KEEPS: dict[Callable[[Scene], Awaitable[None]], str] = {
    _nothing: "",
    _full: "",
    _sign_up_closed: "Sign-up closed on",
    _elsewhere: "You are at Library then",
    _on_hold: "Your sign-ups are on hold",
}


@pytest.mark.parametrize("keeps", KEEPS)
@pytest.mark.parametrize("lost", LOST)
async def test_what_is_offered_is_to_be_had(
    scene: Scene, lost: Callable[[Scene, int], Notice], keeps: Callable[[Scene], Awaitable[None]]
) -> None:
    city = scene.office.city
    await scene.set_state(scene.wang, SignUpState.LEFT)
    await keeps(scene)
    async with city.looking() as rows:
        mine = await rows.sign_ups.mine(scene.shift.id, scene.wang.id)
    assert mine is not None
    said = await scene.tell(lost(scene, mine.ticket))
    assert KEEPS[keeps] in said
    chat = Chat(city.database, organisation=scene.office.organisation, clock=scene.office.clock)
    phone = chat.person(scene.wang.telegram_id or 0, scene.wang.name)
    [[first, *_], *_] = scene.office.messages(scene.wang)[-1].rows
    await phone.taps_data(first.data or "", on=1)
    assert REFUSED not in f"{phone.toast}{phone.messages[-1].text}"
