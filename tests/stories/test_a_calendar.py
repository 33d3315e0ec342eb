"""One's shifts in one's own calendar, which reads them by itself: what is moved or left is put right there."""

import re
from collections.abc import AsyncIterator
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from playground.phones.phone import Phone
from tests.stories.conftest import nothing_went_wrong
from tests.stories.test_a_certificate_is_checked import PUBLIC, served_at
from tests.stories.test_changing import manages
from tests.support.calendars import ReadEvent, by_icalendar
from tests.support.phone_steps import button_with, document_of, signs_up, waits
from tests.support.shared_bots import SharedBots
from tests.support.town import Town, quick_town
from volunteering.rules.volunteers import Language

ADDRESS = re.compile(rf"{re.escape(PUBLIC)}(/calendar/[a-z2-7]{{40}}\.ics)")
SHANGHAI = ZoneInfo("Asia/Shanghai")

SAID = {
    Language.ENGLISH: ("Get my address", "Waiting list: Choir", "Led by Li"),
    Language.SIMPLIFIED: ("要一个网址", "候补：Choir", "负责人：Li"),
    Language.TRADITIONAL: ("取得網址", "候補：Choir", "領隊：Li"),
}


@pytest.fixture(name="town")
async def a_town_with_pages(database_url: str, bots: SharedBots, tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose bot serves the pages under PUBLIC_URL."""
    async with quick_town(database_url, bots, tmp_path, settings={"PUBLIC_URL": PUBLIC}) as place:
        yield place
    nothing_went_wrong(place)


class PhoneCalendar:
    """What a phone does with an address: it asks again now and then, and shows what it has."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._tag = ""
        self.shows: dict[str, ReadEvent] = {}
        self.asked: list[int] = []

    async def looks(self) -> list[ReadEvent]:
        """Ask, with what is known already. What it shows, by time."""
        known = {"If-None-Match": self._tag} if self._tag else {}
        async with aiohttp.ClientSession() as session, session.get(self._url, headers=known) as answer:
            self.asked.append(answer.status)
            if answer.status == 200:
                self._tag = answer.headers["ETag"]
                self.shows = {one.uid: one for one in by_icalendar(await answer.read())}
        return sorted(self.shows.values(), key=lambda one: one.start)


async def calendar_of(phone: Phone, log: Path) -> PhoneCalendar:
    """The calendar that reads at the address on the phone's screen."""
    [path] = ADDRESS.findall(phone.screen.text)
    return PhoneCalendar(f"{await served_at(log)}{path}")


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=SHANGHAI)


async def test_it_keeps_itself_up_to_date_and_nothing_stands_there_twice(town: Town, tmp_path: Path) -> None:
    li, mei = await town.leader("Li", team="Baiyun"), await town.member("Mei")
    await town.activity("River clean-up", li, in_days=2, at=time(15), hours=2)
    await mei.sends("/calendar")
    await mei.taps("Get my address")
    calendar = await calendar_of(mei, tmp_path / "log.jsonl")
    assert await calendar.looks() == []

    await signs_up(mei, "River clean-up")
    await mei.taps("Add to calendar")
    by_hand = by_icalendar((await document_of(mei)).content)
    [first] = await calendar.looks()
    assert by_hand == [first], "the file and the address say the same of it"
    assert (first.start, first.end, first.status) == (at(25, 15), at(25, 17), "CONFIRMED")
    assert first.summary == "River clean-up"
    await calendar.looks()
    assert calendar.asked[-1] == 304

    await town.passes(minutes=1)
    await manages(li, "River clean-up")
    await li.taps(button_with(li, "1 of 10"))
    await li.taps("Change time")
    await li.sends("2026-11-26 14:00-16:00")
    await li.taps("Move it")
    await town.passes(minutes=1)
    [moved] = await calendar.looks()
    assert (moved.start, moved.end) == (at(26, 14), at(26, 16))
    assert moved.sequence > first.sequence
    assert "please say in the bot whether you come" in moved.description

    await town.passes(minutes=1)
    await manages(li, "River clean-up")
    await li.taps(button_with(li, "1 of 10"))
    await li.taps("Undo the move")
    await town.passes(minutes=1)
    [back] = await calendar.looks()
    assert (back.start, back.end) == (at(25, 15), at(25, 17))
    assert back.sequence > moved.sequence, "it is as it was, and that is new"

    await mei.sends("/calendar")
    await mei.taps("New address")
    await mei.taps("Yes, a new one")
    await calendar.looks()
    assert calendar.asked[-1] == 404, "the old one leads nowhere at once"
    calendar = await calendar_of(mei, tmp_path / "log.jsonl")
    await mei.sends("/my")
    await mei.taps("Leave")
    [left] = await calendar.looks()
    assert not left.is_on
    assert left.uid == first.uid
    assert left.sequence > back.sequence
    await town.passes(days=3)
    assert await calendar.looks() == [], "what was crossed out is gone in the end"
    assert "/calendar/" not in town.log, "no log has its secret"


@pytest.mark.parametrize("language", SAID)
async def test_in_each_language_a_calendar_says_how_one_stands(town: Town, tmp_path: Path, language: Language) -> None:
    get, waiting, led = SAID[language]
    li, an, mei = await town.leader("Li", team="Baiyun"), await town.member("An"), await town.member("Mei", language)
    await town.activity("Choir", li, in_days=3, at=time(15), hours=2, places=1)
    await signs_up(an, "Choir")
    await waits_in(mei, "Choir", language)
    await mei.sends("/calendar")
    await mei.taps(get)
    [read] = await (await calendar_of(mei, tmp_path / "log.jsonl")).looks()
    assert (read.status, read.summary) == ("TENTATIVE", waiting)
    assert led in read.description
    assert (read.start, read.end) == (at(26, 15), at(26, 17))


async def waits_in(phone: Phone, title: str, language: Language) -> None:
    """On the list of the only shift of that title, in whichever language."""
    if language is Language.ENGLISH:
        await waits(phone, title)
        return
    await phone.sends("/activities")
    await phone.taps(title)
    await phone.taps({Language.SIMPLIFIED: "加入候补", Language.TRADITIONAL: "加入候補"}[language])
