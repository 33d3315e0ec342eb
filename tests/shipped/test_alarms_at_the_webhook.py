"""The alarms of cities whose updates are posted, and of those with replicas; `test_alarms_ring.py` has the others."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from signal import SIGKILL

import asyncpg

from bot.receiving.webhook import SECRET_HEADER
from tests.support.alarmed import Scraped, alarm, scraped_town, update
from tests.support.databases import Databases
from tests.support.ports import free_port
from tests.support.prometheus import WITH_PROMTOOL
from tests.support.shared_bots import SharedBots
from tests.support.town import Town

pytestmark = WITH_PROMTOOL

SECRET = "only-for-Telegram"


@asynccontextmanager
async def posted_town(url: str, bots: SharedBots, folder: Path, **settings: str) -> AsyncIterator[Scraped]:
    """One whose updates are posted."""
    port = str(free_port())
    webhook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram", "WEBHOOK_SECRET": SECRET}
    async with scraped_town(url, bots, folder, {"HTTP_PORT": port, **webhook, **settings}) as scraped:
        yield scraped


async def post(scraped: Scraped, number: int, *, secret: str = SECRET, sender: int = 4711) -> int:
    """Post an update. Gives the status of the answer."""
    told = update(9_000_000 + number, sender)
    async with scraped.session.post(f"{scraped.url}/telegram", json=told, headers={SECRET_HEADER: secret}) as answer:
        return answer.status


async def test_updates_come_back(sqlite_url: str, bots: SharedBots, tmp_path: Path) -> None:
    async with posted_town(sqlite_url, bots, tmp_path) as scraped:
        await scraped.changes("ALTER TABLE inbox RENAME TO hidden")
        for number in range(11):
            assert await post(scraped, number) == 503
            await scraped.minutes(1)
        scraped.rings(alarm("YigongUpdatesComeBack", "warning"))
        await scraped.changes("ALTER TABLE hidden RENAME TO inbox")
        await scraped.minutes(7)
        scraped.rings()
        scraped.is_heard(tmp_path)


async def test_somebody_sends_without_end(sqlite_url: str, bots: SharedBots, tmp_path: Path) -> None:
    async with posted_town(sqlite_url, bots, tmp_path, FLOOD_LIMIT="5") as scraped:
        for minute in range(12):
            for number in range(90):
                assert await post(scraped, 100 * minute + number) == 200
            await scraped.minutes(1)
        scraped.rings(alarm("YigongFlood", "info"))
        await scraped.minutes(7)
        scraped.rings()
        scraped.is_heard(tmp_path)


async def test_strangers_post(sqlite_url: str, bots: SharedBots, tmp_path: Path) -> None:
    async with posted_town(sqlite_url, bots, tmp_path) as scraped:
        for number in range(30):
            assert await post(scraped, number, secret="a-guess") == 403
        await scraped.minutes(1)
        scraped.rings(alarm("YigongStrangersPost", "warning"))
        await scraped.minutes(11)
        scraped.rings()
        scraped.is_heard(tmp_path)


# Replicas


@asynccontextmanager
async def duty_elsewhere(url: str) -> AsyncIterator[asyncpg.Connection]:
    """Somebody else has the duty's lock, until they close the connection."""
    connection = await asyncpg.connect(url)
    assert await connection.fetchval("SELECT pg_try_advisory_lock(2007, 'outbox'::regclass::oid::int)")
    try:
        yield connection
    finally:
        await connection.close()


async def test_nobody_is_on_duty_and_answers_stay_owed(databases: Databases, bots: SharedBots, tmp_path: Path) -> None:
    with databases.fresh("postgresql") as url:
        async with duty_elsewhere(url) as elsewhere, scraped_town(url, bots, tmp_path) as scraped:
            nobody = alarm("YigongNobodyOnDuty", "critical")
            scraped.rings(nobody)
            place = scraped.place
            await scraped.changes(
                "INSERT INTO inbox (update_id, telegram_id, shows, told, at) "
                f"SELECT n, n, '', 0, {int(place.now.timestamp())} FROM generate_series(1, 120) n",
            )
            await scraped.minutes(6)
            scraped.rings(nobody, alarm("YigongAnswersLate", "warning"), alarm("YigongRemindersStandStill", "critical"))
            await elsewhere.close()
            while not (await scraped.shows() or {}).get("yigong_on_duty"):
                pass
            await scraped.minutes(6)
            scraped.rings()
            scraped.is_heard(tmp_path)


async def test_one_of_two_replicas_is_gone(databases: Databases, bots: SharedBots, tmp_path: Path) -> None:
    with databases.fresh("postgresql") as url:
        async with posted_town(url, bots, tmp_path) as scraped:
            place, port = scraped.place, str(free_port())
            second = Town(place.playground, url, place.database)
            webhook = {"WEBHOOK_URL": f"{scraped.url}/telegram", "WEBHOOK_SECRET": SECRET}
            other = Scraped(second, f"http://127.0.0.1:{port}", scraped.session, instance="two")
            for _ in range(3):  # it was not there before
                other.recording.keeps({}, place.now.timestamp())
            await second.start({"HTTP_PORT": port, **webhook})
            while (await other.shows() or {}).get('yigong_loop_timestamp_seconds{loop="duty"}') is None:
                pass
            for minute in range(18):
                if minute == 2:
                    scraped.rings()
                    await second.stop(SIGKILL)
                if minute == 9:
                    scraped.rings(alarm("YigongReplicaGone", "warning"))
                    await second.start({"HTTP_PORT": port, **webhook})
                    while not await other.shows():
                        pass
                await scraped.minutes(1)
                await other.is_scraped()
            scraped.rings()
            scraped.is_heard(tmp_path, other)
            assert await second.stop() == 0
