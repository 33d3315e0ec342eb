"""A certificate leaves Yigong: a stranger reads it, follows its code to the page, and checks its signature."""

import asyncio
import json
import re
import shutil
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from playground.messages.messages import Document
from playground.phones.phone import Phone
from tests.stories.conftest import nothing_went_wrong
from tests.stories.test_certificates import gave_time, gets_one
from tests.support.files import attached_to, pages_of
from tests.support.phone_steps import button_with, document_of
from tests.support.pictures import code_in_colours
from tests.support.shared_bots import SharedBots
from tests.support.town import Town, quick_town

WITHIN = 20.0  # seconds
PUBLIC = "https://volunteers.example.org"


@pytest.fixture(name="town")
async def a_town_with_pages(database_url: str, bots: SharedBots, tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose bot serves the pages that anybody may read."""
    async with quick_town(database_url, bots, tmp_path, settings={"PUBLIC_URL": PUBLIC}) as place:
        yield place
    nothing_went_wrong(place)


def lines_in(log: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


async def served_at(log: Path) -> str:
    """Where the bot serves its pages on this machine."""
    async with asyncio.timeout(WITHIN):
        while True:
            for line in lines_in(log):
                if line["event"] == "health and metrics are served":
                    return str(line["address"])
            await asyncio.sleep(0.05)


async def page_at(log: Path, address: str, *, status: int = 200) -> str:
    """What stands at a public address, as whoever stands behind the proxy reads it."""
    there = address.replace(PUBLIC, await served_at(log))
    async with aiohttp.ClientSession() as stranger, stranger.get(f"{there}?lang=en") as answer:
        assert answer.status == status
        return await answer.text()


def picture_of(phone: Phone) -> bytes:
    messages = reversed(phone.telegram.chats[phone.person.id].messages.values())
    [photo] = next(message.holds["photo"] for message in messages if "photo" in message.holds)
    file: Document | None = phone.telegram.files.find(photo["file_id"])
    assert file is not None
    return file.content


async def paper_of(phone: Phone) -> bytes:
    await gets_one(phone)
    return (await document_of(phone)).content


async def test_by_its_code_and_by_its_signature_until_the_record_is_put_right(town: Town, tmp_path: Path) -> None:
    li, mei = await town.leader("Li", team="Baiyun"), await town.member("Mei 𠮷", team="Baiyun")
    log = tmp_path / "log.jsonl"  # of its bot
    await gave_time(town, mei, li)
    paper = await paper_of(mei)
    text = " ".join(pages_of(paper))
    for said in ("Mei 𠮷", "Library help", "2026-11-20", "2 h 30", "Baiyun", "Li", "Taizhou", "no official standing"):
        assert "".join(said.split()) in "".join(text.split()), said

    address = code_in_colours(picture_of(mei), lines=420)
    assert re.fullmatch(rf"{PUBLIC}/verify/(\w{{4}}-){{3}}\w{{4}}", address)
    page = await page_at(log, address)
    assert "✅ It is valid." in page
    assert "Mei" not in page

    attached = attached_to(paper)
    assert set(attached) == {"certificate.json", "certificate.sig", "key.pem"}
    for name, content in attached.items():
        (tmp_path / name).write_bytes(content)
    said = json.loads(attached["certificate.json"])
    assert said["minutes"] == 150
    how = await page_at(log, f"{PUBLIC}/verify/how")
    assert await page_at(log, f"{PUBLIC}/verify/key-{said['key']}.pem") == attached["key.pem"].decode()
    if openssl := shutil.which("openssl"):
        [line] = re.findall(r"<pre[^>]*>openssl (.+?)</pre>", how)
        checks = await asyncio.create_subprocess_exec(openssl, *line.split(), cwd=tmp_path, stdout=PIPE, stderr=STDOUT)
        told, _ = await checks.communicate()
        assert b"Signature Verified Successfully" in told

    await li.sends("/manage")
    await li.taps("Past")
    await li.taps("Hours decided lately")
    await li.taps(button_with(li, "2 h 30"))
    await li.taps("Take back")
    await li.sends("That was another Mei")
    await mei.sees("1 of your certificates was replaced")
    assert "⚠️ Replaced on" in await page_at(log, address)
    assert "There is no such certificate" in await page_at(log, f"{PUBLIC}/verify/7K3M-9QRT-V2XW-4HNB", status=404)
