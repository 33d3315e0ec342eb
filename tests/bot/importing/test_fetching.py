"""A file is fetched whole, or it is said why not; what others put in its place is none."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot

from bot.calling.transport import AiohttpRequest
from bot.importing.fetching import MOST_BYTES, PATIENCE, NotFetched, fetch
from bot.importing.not_importable import NotImportable
from tests.support.impostor import PAGE, TOKEN, FalseAnswer, Impostor, impostor, refusal, whole
from volunteering.rules.importing.sending import ListEnd

CONTENT = "姓名,手机\n".encode()


def told(**more: Any) -> FalseAnswer:
    """Where the file is."""
    result = {"file_id": "f", "file_path": "documents/名单 1.csv", "file_size": len(CONTENT), **more}
    return whole(200, json.dumps({"ok": True, "result": result}).encode())


def refused(code: int, description: str, **more: Any) -> FalseAnswer:
    return whole(code, json.dumps(refusal(code, description, **more)).encode())


@pytest.fixture
async def telegram() -> AsyncIterator[Impostor]:
    async with impostor() as one:
        yield one


async def fetched(telegram: Impostor, *answers: FalseAnswer) -> bytes:
    telegram.next.extend(answers)
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async with AiohttpRequest() as request:
        bot = Bot(TOKEN, base_url=f"{telegram.url}/bot", base_file_url=f"{telegram.url}/file/bot", request=request)
        content = await fetch(bot, "f", sleep=sleep)
    assert len(pauses) < PATIENCE
    return content


async def test_it_is_fetched(telegram: Impostor) -> None:
    assert await fetched(telegram, told(), whole(200, CONTENT)) == CONTENT
    assert telegram.called[0] == "getFile"


@pytest.mark.parametrize(
    "trouble",
    [
        (whole(502, PAGE),),
        (whole(200, PAGE),),
        (refused(429, "Too Many Requests", retry_after=3),),
        (refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable"),),
        (told(), whole(200, PAGE)),
        (told(), whole(200, CONTENT[:-3])),
        (told(), FalseAnswer(200, CONTENT[:5], len(CONTENT))),
        (told(), refused(404, "Not Found")),
        (told(file_size=None), whole(200, b"\n<!DOCTYPE html><p>Log in</p>")),
        (told(file_path=None),),
    ],
)
async def test_what_is_cut_or_somebody_elses_is_asked_for_again(
    telegram: Impostor, trouble: tuple[FalseAnswer, ...]
) -> None:
    assert await fetched(telegram, *trouble, told(), whole(200, CONTENT)) == CONTENT


async def test_a_page_that_was_sent_is_the_file(telegram: Impostor) -> None:
    # Programs call a page a spreadsheet; that it is none is told at once, and not after asking for it again and again.
    assert await fetched(telegram, told(file_size=len(PAGE)), whole(200, PAGE)) == PAGE


@pytest.mark.parametrize(
    ("answers", "end"),
    [
        ((refused(400, "Bad Request: file is too big"),), ListEnd.TOO_LARGE),
        ((told(file_size=MOST_BYTES + 1),), ListEnd.TOO_LARGE),
        ((refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable"),) * 2, ListEnd.FILE_GONE),
    ],
)
async def test_what_is_not_to_be_had_is_said(
    telegram: Impostor, answers: tuple[FalseAnswer, ...], end: ListEnd
) -> None:
    with pytest.raises(NotImportable) as fault:
        await fetched(telegram, *answers)
    assert fault.value.end is end


async def test_patience_has_an_end(telegram: Impostor) -> None:
    with pytest.raises(NotFetched):
        await fetched(telegram, *[whole(502, PAGE)] * PATIENCE)
    assert telegram.called == ["getFile"] * PATIENCE
