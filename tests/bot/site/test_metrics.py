"""The figures: what people do is counted, what is owed is seen, and nothing personal is in them."""

import re
from datetime import timedelta

import aiohttp
import pytest

from bot.site.metrics import CONTENT_TYPE, Metrics
from storage.engine.database import Database
from tests.bot.site.test_site import free_port
from tests.support.city import NOW, City
from tests.support.town import Town, town
from volunteering.rules.notices.letters import Letter
from volunteering.rules.notices.owed import Owed

MEILING = 7_202_611_230_519  # so long that no measurement has it by chance


def figure(page: str, name: str, **labels: str) -> float:
    """A figure of the page; its labels in alphabetical order."""
    told = ",".join(f'{label}="{value}"' for label, value in sorted(labels.items()))
    series = f"{name}{{{told}}}" if told else name
    found = re.search(rf"^{re.escape(series)} (\S+)$", page, re.MULTILINE)
    assert found is not None, f"no {series} in\n{page}"
    return float(found[1])


async def test_what_is_owed_and_how_late_is_seen(database: Database) -> None:
    city = await City.founded(database)
    wei = await city.person("Wei")
    async with city.writing() as rows:
        for number in range(3):
            owed = Owed(key=f"letter:{number}", person_id=wei.id, notice=Letter(from_id=wei.id, text="hi"))
            rows.outbox.owe(owed, NOW)
    metrics = Metrics()
    await metrics.look(database, NOW + timedelta(minutes=5))
    page = metrics.page().decode()
    assert figure(page, "yigong_outbox_owed", urgency="direct") == 3
    assert figure(page, "yigong_outbox_late_seconds") == 300
    assert figure(page, "yigong_parked_updates") == 0


async def test_nothing_owed_is_not_late(database: Database) -> None:
    metrics = Metrics()
    await metrics.look(database, NOW)
    assert figure(metrics.page().decode(), "yigong_outbox_late_seconds") == 0


def test_a_label_has_few_values_whatever_comes() -> None:
    metrics = Metrics()
    for number in range(100):
        metrics.update(f"surprise {number}", "parked")
    assert figure(metrics.page().decode(), "yigong_updates_total", kind="other", outcome="parked") == 100


def test_what_changes_is_asked_when_somebody_looks() -> None:
    metrics = Metrics()
    assert figure(metrics.page().decode(), "yigong_on_duty") == 0, "on duty before there is a duty"
    on_duty, made = [False, True], [1_790_000_000.0, None]
    metrics.duty(on_duty.pop)
    metrics.newest_backup(made.pop)
    first, second = metrics.page().decode(), metrics.page().decode()
    assert [figure(page, "yigong_on_duty") for page in (first, second)] == [1, 0]
    assert [figure(page, "yigong_backup_timestamp_seconds") for page in (first, second)] == [0, 1_790_000_000]


def test_which_yigong_it_is_can_be_seen() -> None:
    assert re.search(
        r'yigong_build_info\{python="3\.\d+\.\d+",version="\d+\.\d+\.\d+"\} 1.0', Metrics().page().decode()
    )


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_few_taps_are_counted(database_url: str) -> None:
    port = free_port()
    async with town(database_url, {"HTTP_PORT": str(port)}) as place:
        await lives(place)
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as answer:
            assert answer.headers["Content-Type"] == CONTENT_TYPE
            page = await answer.text()
    assert figure(page, "yigong_updates_total", kind="message", outcome="done") == 2
    assert figure(page, "yigong_updates_total", kind="callback_query", outcome="done") == 1
    assert figure(page, "yigong_tap_seconds_count") == 3
    assert figure(page, "yigong_database_seconds_count", what="transaction") >= 2
    assert figure(page, "yigong_sweeps_total", outcome="done", sweep="remind") >= 1
    assert figure(page, "yigong_on_duty") == 1
    assert figure(page, "process_resident_memory_bytes") > 0
    for personal in ("Meiling", str(MEILING), "rowing"):  # her phone number ends with hers at Telegram
        assert personal not in page


async def lives(place: Town) -> None:
    """Somebody does a few things."""
    mei = place.phone("Meiling", telegram_id=MEILING)
    await mei.sends("/start")
    await mei.taps("English")
    await mei.sends("I like rowing")
