"""Each alarm rings when what it is about really happens to a real bot, and is silent before it and when it is over.

The clock is turned minute by minute; each time the bot is scraped, and promtool judges the shipped alarms over what it
has shown. Just those named ring, and no other.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from signal import SIGKILL

import pytest

from playground.telegram.faults import Fault, Kind
from storage.engine.migrating import migrate
from storage.rows import Rows
from tests.support.alarmed import Scraped, alarm, looked_after, scraped_town
from tests.support.disks import fill, small_disk
from tests.support.ports import free_port
from tests.support.prometheus import WITH_PROMTOOL
from tests.support.shared_bots import SharedBots
from tests.support.town import Town, town
from volunteering.rules.notices.letters import Letter
from volunteering.rules.notices.owed import Owed

pytestmark = WITH_PROMTOOL

AWAY = alarm("YigongTelegramAway", "critical")
LATE = alarm("YigongMessagesLate", "critical")
DEAD = Fault.of(Kind.CUT_BEFORE, times=None)


@pytest.fixture
async def scraped(sqlite_url: str, bots: SharedBots, tmp_path: Path) -> AsyncIterator[Scraped]:
    async with scraped_town(sqlite_url, bots, tmp_path) as scraped:
        yield scraped


async def owe(place: Town, readers: int = 1, *, bulk: bool = False) -> list[int]:
    """Owe a message to each of so many people; their numbers at Telegram."""
    people = [await place.member(f"Reader {number}") for number in range(readers)]

    async def write(rows: Rows) -> None:
        for phone in people:
            person = await rows.people.by_telegram(phone.person.id)
            assert person is not None
            notice = Letter(from_id=person.id, text="It is cancelled")
            rows.outbox.owe(Owed(key=f"{phone.person.id}", person_id=person.id, notice=notice, bulk=bulk), place.now)

    await place.writes(write)
    return [phone.person.id for phone in people]


async def test_telegram_is_away_and_a_cancellation_is_owed(scraped: Scraped, tmp_path: Path) -> None:
    place = scraped.place
    place.playground.telegram.faults.add(DEAD)
    [reader] = await owe(place)
    await scraped.minutes(3)
    scraped.rings()
    await scraped.minutes(6)
    scraped.rings(AWAY, LATE)
    place.playground.telegram.faults.clear()
    await scraped.minutes(1)
    assert len(place.playground.telegram.chats[reader].messages) == 1, "it goes as soon as Telegram is back"
    await scraped.minutes(6)
    scraped.rings()
    scraped.is_heard(tmp_path)


async def test_a_letter_to_a_unit_does_not_get_on(scraped: Scraped, tmp_path: Path) -> None:
    faults = scraped.place.playground.telegram.faults
    faults.add(Fault.of(Kind.CUT_BEFORE, "sendMessage", times=None))
    await owe(scraped.place, readers=40, bulk=True)  # each is tried in its turn
    await scraped.minutes(20)
    scraped.rings(AWAY)
    await scraped.minutes(48)
    scraped.rings(AWAY, alarm("YigongLettersLate", "warning"))
    faults.clear()
    await scraped.minutes(7)
    scraped.rings()
    scraped.is_heard(tmp_path)


async def test_telegram_refuses_the_bot(scraped: Scraped, tmp_path: Path) -> None:
    faults = scraped.place.playground.telegram.faults
    faults.add(Fault.answers(404, "sendMessage", times=None))
    await owe(scraped.place)
    await scraped.minutes(3)
    scraped.rings(alarm("YigongTelegramRefusesUs", "critical"))
    faults.clear()
    await scraped.minutes(12)
    scraped.rings()
    scraped.is_heard(tmp_path)


async def test_telegram_asks_for_pauses(scraped: Scraped, tmp_path: Path) -> None:
    faults = scraped.place.playground.telegram.faults
    faults.add(Fault.floods(1, "answerCallbackQuery", times=None))
    mei = scraped.place.phone("Mei")
    await mei.sends("/start")
    for _ in range(22):
        for _ in range(8):
            await mei.taps("English")
            await mei.taps("‹ Back")
        await scraped.minutes(1)
    scraped.rings(alarm("YigongTelegramAsksForPauses", "warning"))
    faults.clear()
    await scraped.minutes(8)
    scraped.rings()
    scraped.is_heard(tmp_path)


async def test_many_messages_are_refused(scraped: Scraped, tmp_path: Path) -> None:
    faults = scraped.place.playground.telegram.faults
    faults.add(Fault.answers(400, "sendMessage", description="Bad Request: can't parse entities", times=None))
    await owe(scraped.place, readers=8)
    await scraped.minutes(2)
    scraped.rings(alarm("YigongMessagesFail", "warning"))
    faults.clear()
    await scraped.minutes(62)
    scraped.rings()
    scraped.is_heard(tmp_path)


async def test_something_that_people_do_fails_every_time(scraped: Scraped, tmp_path: Path) -> None:
    mei = await scraped.place.member("Mei")
    await scraped.changes(
        "CREATE TRIGGER broken BEFORE INSERT ON drafts BEGIN SELECT RAISE(ABORT, 'nobody has thought of it'); END",
    )
    await mei.sends("/hours")
    await scraped.minutes(1)
    scraped.rings(alarm("YigongUpdatesParked", "warning"))
    await scraped.changes("DROP TRIGGER broken")
    await scraped.minutes(62)
    scraped.rings()
    scraped.is_heard(tmp_path)


async def test_nobody_is_reminded(scraped: Scraped, tmp_path: Path) -> None:
    await scraped.changes("ALTER TABLE reminders RENAME TO hidden")
    await scraped.minutes(9)
    scraped.rings(alarm("YigongRemindersStandStill", "critical"))
    await scraped.changes("ALTER TABLE hidden RENAME TO reminders")
    await scraped.minutes(2)
    scraped.rings()
    scraped.is_heard(tmp_path)


async def test_the_process_is_gone(scraped: Scraped, tmp_path: Path) -> None:
    await scraped.place.stop(SIGKILL)
    await scraped.minutes(4)
    scraped.rings(alarm("YigongGone", "critical"))
    await scraped.place.start({"HTTP_PORT": scraped.url.rpartition(":")[2]})
    await scraped.place.phone("Mei").sends("/start")
    await scraped.minutes(1)
    scraped.rings()
    scraped.is_heard(tmp_path)


async def test_the_disk_is_full(bots: SharedBots, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kib=8192) as disk:
        await migrate(url := f"sqlite:///{disk}/yigong.db")
        async with scraped_town(url, bots, tmp_path) as scraped:
            filler = fill(disk)
            await scraped.minutes(4)
            scraped.rings(
                alarm("YigongNotReady", "critical", trouble="full"),
                alarm("YigongDiskFull", "critical", what="database"),
            )
            filler.unlink()
            await scraped.minutes(2)
            scraped.rings()
            scraped.is_heard(tmp_path)


async def test_the_backups_leave_hardly_any_room(sqlite_url: str, bots: SharedBots, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kib=1024) as disk:
        async with scraped_town(sqlite_url, bots, tmp_path, {"BACKUP_DIR": str(disk)}) as scraped:
            filler = fill(disk)
            with filler.open("ab") as file:
                file.truncate(960 * 1024)
            await scraped.minutes(18)
            scraped.rings(alarm("YigongDiskFilling", "warning", what="backups"))
            filler.unlink()
            await scraped.minutes(1)
            scraped.rings()
            scraped.is_heard(tmp_path)


async def test_memory_grows(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("ballast = b'x' * 300_000_000\n")
    port = str(free_port())
    async with town(sqlite_url, {"HTTP_PORT": port}) as place, looked_after(place, port) as scraped:
        await place.stop()
        heavy = f"{tmp_path}:{place.environment()['PYTHONPATH']}"
        await place.start({"HTTP_PORT": port, "PYTHONPATH": heavy})
        await place.phone("Mei").sends("/start")
        await scraped.minutes(32)
        scraped.rings(alarm("YigongMemory", "warning"))
        await place.stop()
        await place.start({"HTTP_PORT": port})
        await place.phone("Li").sends("/start")
        await scraped.minutes(1)
        scraped.rings()
        scraped.is_heard(tmp_path)
