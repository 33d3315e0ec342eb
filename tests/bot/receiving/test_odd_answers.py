"""Whatever Telegram answers to being asked for updates: it is no reason to end, and none to wait for long."""

import asyncio
from typing import Any

import pytest
from typing_extensions import override

from bot.calling.transport import AiohttpRequest
from bot.calling.verdicts import refusal
from bot.receiving.receiver import Receiver, asking
from tests.bot.receiving.test_receiver import Raw
from tests.support.timeless import run


class Scripted(AiohttpRequest):
    """Answers getUpdates with what it was given, one after the other, then with nothing new."""

    def __init__(self, *answers: tuple[int, bytes]) -> None:
        super().__init__()
        self.answers = list(answers)
        self.asked_at: list[float] = []

    @override
    async def do_request(self, *_: Any, **__: Any) -> tuple[int, bytes]:
        self.asked_at.append(asyncio.get_running_loop().time())
        if not self.answers:
            await asyncio.sleep(1.0)
        status, body = self.answers.pop(0) if self.answers else (200, b'{"ok": true, "result": []}')
        if status != 200:
            raise refusal(status, body)
        return status, body


def holding(result: str) -> tuple[int, bytes]:
    return 200, f'{{"ok": true, "result": {result}}}'.encode()


def asks_to_wait(seconds: str) -> tuple[int, bytes]:
    body = f'{{"ok": false, "error_code": 429, "description": "", "parameters": {{"retry_after": {seconds}}}}}'
    return 429, body.encode()


ODD_RESULTS = [
    "{}", "[1, 2]", "null", "7", '"7"', "true", "[null]", "[[]]", "[{}]",
    '[{"update_id": null}]', '[{"update_id": true}]',
    '[{"update_id": "7"}]', '[{"update_id": 7.5}]', '[{"update_id": [7]}]', '[{"update_id": {}}]', '{"update_id": 7}',
    '[{"update_id": 1e400}]',
]  # fmt: skip


ODD_PAUSES = ["null", '"soon"', "[]", "{}", "true", "-5", "0", "1e300", "1000000000", "1e400", "0.0001"]


ODD_BODIES = [
    b"",
    b"null",
    b"[]",
    b"{",
    b"<html>",
    b"\xff\xfe",
    b'{"ok": true}',
    b'{"ok": 1, "result": []}',
    b"[" * 99_999,
]


@pytest.mark.parametrize(
    "odd",
    [
        *map(holding, ODD_RESULTS),
        *map(asks_to_wait, ODD_PAUSES),
        *((status, body) for status in (200, 429, 500) for body in ODD_BODIES),
    ],
    ids=str,
)
def test_no_answer_of_any_shape_ends_it_or_keeps_it_for_long(odd: tuple[int, bytes]) -> None:
    async def live() -> None:
        request = Scripted(odd, odd, holding(f'[{odd[0]}, null, {{"update_id": 7}}]'))
        taken: list[Raw] = []

        async def take(raw: Raw) -> None:
            taken.append(raw)
            receiver.stop()

        receiver = Receiver(asking(request, "http://telegram/bot1:a", ["message"]), take)
        async with asyncio.timeout(200):
            await receiver.run()
        assert taken == [{"update_id": 7}]
        assert request.asked_at[1] >= 0.5, "it is asked again at once, and again, and again"

    run(live())
