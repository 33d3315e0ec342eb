"""What somebody did goes wrong on our side: an admin hears of it, has it done after all, and the person is told."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.buttons.signing_up import TakeShift
from playground.phones.phone import Phone
from storage.engine.retrying import written
from tests.support.phone_steps import button_with, times_told
from tests.support.shared_bots import SharedBots
from tests.support.town import Town, quick_town
from tests.support.typed import typed
from volunteering.rules.volunteers import Language

BROKEN = '"data": 5'
"""What Yigong can't read yet, in what is kept of it."""


@pytest.fixture(name="town")
async def a_town(database_url: str, bots: SharedBots, tmp_path: Path) -> AsyncIterator[Town]:
    """A town in which something may go wrong; once on each database."""
    async with quick_town(database_url, bots, tmp_path) as place:
        yield place


async def taps_in_vain(phone: Phone) -> None:
    """A tap that Yigong can't read."""
    chat = {"id": phone.person.id, "type": "private", "first_name": phone.person.first_name}
    message = {"message_id": 1, "chat": chat, "date": 1, "text": "…"}
    tap = {"id": "1", "from": phone.person.as_json(), "message": message, "chat_instance": "1", "data": 5}
    await phone.post({"callback_query": tap})
    await phone.sees("What you did is put aside, and somebody looks at it.")


async def is_repaired(town: Town, shift: int) -> None:
    """Whoever runs Yigong has found what was wrong: from now on the tap can be read."""
    await written(
        town.database,
        lambda transaction: transaction.execute(
            "UPDATE parked SET payload = replace(payload, :broken, :whole)",
            broken=BROKEN,
            whole=f'"data": "{TakeShift(shift=shift).pack()}"',
        ),
    )


async def test_an_admin_hears_of_it_and_has_it_done(town: Town) -> None:
    li = await town.leader("Li")
    chen = await town.admin("Chen")
    mei, bo = await town.member("Mei"), await town.member("Bo")
    shift = await town.activity("River clean-up", li)
    await taps_in_vain(mei)
    await taps_in_vain(bo)
    await town.passes(minutes=1)
    await chen.sees("Something did not work")
    assert "put aside: " in chen.screen.text, "one or two, as quick as the message was"
    await taps_in_vain(mei)
    await town.passes(minutes=30)
    assert times_told(chen, "Something did not work") == 1, "one message an hour"
    await chen.taps("See them")
    assert sum("Mei" in label for label in chen.screen.labels) == 2
    await chen.taps(button_with(chen, "Bo"))
    await chen.taps("Drop it")
    await chen.taps("Yes, drop it")

    await chen.taps("Try all again")
    await town.settles()
    assert times_told(mei, "put aside") == 2, "it fails still, and nobody bothers her with that"
    await is_repaired(town, shift)
    await chen.sends("/parked")
    await chen.taps(button_with(chen, "Mei"))
    await chen.taps("Try again")
    await town.settles()
    await mei.sees("You are in: River clean-up")
    assert "What you did (today, 09:00) did not work then. Now it was taken up again:" in mei.screen.text
    assert await town.number("SELECT COUNT(*) FROM parked") == 1
    assert await town.number("SELECT COUNT(*) FROM signups") == 1


async def test_the_message_is_in_its_reader_s_language(town: Town) -> None:
    chen = await town.admin("陳主任", Language.TRADITIONAL)
    await taps_in_vain(await town.member("Mei"))
    await town.passes(minutes=1)
    await chen.sees("有操作沒有成功")
    await chen.taps("查看")
    await chen.sees("沒辦成的操作")


async def test_an_operator_has_it_done_from_a_shell_beside_the_service(town: Town, tmp_path: Path) -> None:
    li, mei = await town.leader("Li"), await town.member("Mei")
    shift = await town.activity("River clean-up", li)
    await taps_in_vain(mei)
    await is_repaired(town, shift)
    said = await typed("parked", "replay", "all", folder=tmp_path, DATABASE_URL=town.database_url)
    assert said.code == 0, said
    assert said.answer.startswith("1 update is to be replayed in a few seconds")
    await town.settles()
    await mei.sees("You are in: River clean-up")
