"""What is heard of Telegram: each way in which a call goes wrong is counted, and whoever waits hears of its end."""

from datetime import timedelta
from email.utils import format_datetime
from typing import get_args

import pytest
from telegram import Bot
from telegram.error import TelegramError

from bot.calling.hearing import Hearing
from bot.calling.transport import AiohttpRequest
from bot.ground.other_clocks import OtherClocks
from bot.ground.outcomes import CallTrouble
from tests.bot.calling.test_verdicts import says
from tests.support.city import NOW
from tests.support.frozen import Frozen
from tests.support.impostor import PAGE, SENT, TOKEN, FalseAnswer, impostor, refusal, whole

LATE: CallTrouble = "timeout"
ANSWERS: dict[CallTrouble, FalseAnswer | None] = {
    "400": whole(400, says(refusal(400, "Bad Request: message is too long"))),
    "401": whole(401, says(refusal(401, "Unauthorized"))),
    "403": whole(403, says(refusal(403, "Forbidden: bot was blocked by the user"))),
    "404": whole(404, says(refusal(404, "Not Found"))),
    "409": whole(409, says(refusal(409, "Conflict"))),
    "429": whole(429, says(refusal(429, "Too Many Requests", retry_after=3))),
    "5xx": whole(502, says(refusal(502, "Bad Gateway"))),
    "not from Telegram": whole(502, PAGE),
    "network": FalseAnswer(200, b"{", 100),
    LATE: None,
}
SILENCES: set[CallTrouble] = {"5xx", "not from Telegram", "network", LATE}


class Listening:
    """A bot's calls, and what is heard of them."""

    def __init__(self, bot: Bot, counted: list[CallTrouble], woken: list[str]) -> None:
        self._bot = bot
        self.counted = counted
        self.woken = woken

    async def calls(self, seconds: float | None = None) -> None:
        """Calls Telegram, whatever comes of it; no longer than so many seconds where given."""
        try:
            if seconds is None:
                await self._bot.send_message(7, "hello")
            else:
                await self._bot.send_message(7, "hello", read_timeout=seconds)
        except TelegramError:
            pass


def test_every_trouble_is_tried() -> None:
    assert ANSWERS.keys() == set(get_args(CallTrouble))


@pytest.mark.parametrize("trouble", ANSWERS)
async def test_a_trouble_is_counted_and_its_end_is_told(trouble: CallTrouble) -> None:
    counted: list[CallTrouble] = []
    woken: list[str] = []
    hearing = Hearing(counted.append)
    hearing.tells(lambda: woken.append("again"))
    async with impostor() as telegram, AiohttpRequest(hearing=hearing) as request:
        bot = Bot(TOKEN, base_url=f"{telegram.url}/bot", request=request, get_updates_request=request)
        listening = Listening(bot, counted, woken)
        await listening.calls()
        assert (counted, woken) == ([], []), "all is well"
        telegram.says = ANSWERS[trouble]
        for _ in range(2):
            await listening.calls(1e-9 if trouble == LATE else None)
        assert counted == [trouble] * 2
        assert woken == []
        telegram.says = None
        for _ in range(2):
            await listening.calls()
    assert counted == [trouble] * 2
    assert hearing.refused.is_set() == (trouble == "401"), "nothing else is said of the token"
    assert woken == (["again"] if trouble in SILENCES else []), "told once, where there was silence"


async def test_an_answer_under_a_status_of_success_that_isnt_telegrams_is_counted() -> None:
    counted: list[CallTrouble] = []
    async with impostor() as telegram, AiohttpRequest(hearing=Hearing(counted.append)) as request:
        bot = Bot(TOKEN, base_url=f"{telegram.url}/bot", request=request, get_updates_request=request)
        telegram.says = whole(200, PAGE)
        await Listening(bot, counted, []).calls()
    assert counted == ["not from Telegram"]


async def test_where_nobody_listens_is_no_network() -> None:
    counted: list[CallTrouble] = []
    async with AiohttpRequest(hearing=Hearing(counted.append)) as request:
        bot = Bot(TOKEN, base_url="http://127.0.0.1:1/bot", request=request, get_updates_request=request)
        await Listening(bot, counted, []).calls()
    assert counted == ["network"]


async def test_a_refusal_ends_a_silence() -> None:
    woken: list[str] = []
    hearing = Hearing()
    hearing.tells(lambda: woken.append("again"))
    async with impostor() as telegram, AiohttpRequest(hearing=hearing) as request:
        bot = Bot(TOKEN, base_url=f"{telegram.url}/bot", request=request, get_updates_request=request)
        for trouble in ("network", "403"):
            telegram.says = ANSWERS[trouble]
            await Listening(bot, [], woken).calls()
    assert woken == ["again"]


async def test_what_time_it_is_with_telegram_is_seen_at_its_answers() -> None:
    clocks = OtherClocks(Frozen(NOW + timedelta(minutes=9)))
    async with impostor() as telegram, AiohttpRequest(hearing=Hearing(clocks=clocks)) as request:
        telegram.says = whole(200, says({"ok": True, "result": SENT}), f"Date: {format_datetime(NOW, usegmt=True)}\r\n")
        bot = Bot(TOKEN, base_url=f"{telegram.url}/bot", request=request, get_updates_request=request)
        await bot.send_message(7, "hello")
        assert clocks.may_be_wrong()
        assert not clocks.are_wanted("Telegram"), "it is looked at at each call"


@pytest.mark.parametrize("said", [{}, {"Date": "soon"}, {"Date": "Tue, 01 Dec 2026 04:00:00 -0000"}])
def test_an_answer_that_says_no_time_says_nothing_of_ours(said: dict[str, str]) -> None:
    clocks = OtherClocks(Frozen())
    hearing = Hearing(clocks=clocks)
    hearing.dated(said)
    assert not clocks.may_be_wrong()
