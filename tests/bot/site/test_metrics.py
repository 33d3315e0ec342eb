"""The figures: what people do is counted, what is owed is seen, and nothing personal is in them."""

import re
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import get_args

import aiohttp
import pytest
from prometheus_client import CollectorRegistry
from structlog.testing import capture_logs

from bot.ground.outcomes import AnswerOutcome, BackupOutcome, CallTrouble, MessageOutcome, UpdateOutcome
from bot.ground.pulse import Pulse
from bot.site.metrics import CONTENT_TYPE, Metrics
from bot.site.tallies import Tally
from bot.telegram.reading import WANTED
from handlers.doors.notices import ALL, KINDS
from handlers.operating.screens import Trouble
from scheduling.timetable import SweepName, SweepOutcome
from storage.engine.database import Database
from storage.process import city
from storage.rows import outbox
from tests.support.city import NOW, City
from tests.support.disks import fill, small_disk
from tests.support.ports import free_port
from tests.support.town import Town, town
from volunteering.rules.notices.letters import Letter
from volunteering.rules.notices.owed import Owed
from web.house import Outcome, Reading

MEILING = 7_202_611_230_519  # so long that no measurement has it by chance


def figure(page: str, name: str, **labels: str) -> float:
    """A figure of the page; its labels in alphabetical order."""
    told = ",".join(f'{label}="{value}"' for label, value in sorted(labels.items()))
    series = f"{name}{{{told}}}" if told else name
    found = re.search(rf"^{re.escape(series)} (\S+)$", page, re.MULTILINE)
    assert found is not None, f"no {series} in\n{page}"
    return float(found[1])


async def page_of(metrics: Metrics, database: Database | None = None, *troubles: Trouble, now: datetime = NOW) -> str:
    """What whoever looks now is shown."""
    return (await metrics.page(database, troubles, now)).decode()


def series_of(page: str) -> dict[str, float]:
    """Every series of a page, with its figure."""
    return {name: float(value) for name, value in re.findall(r"^([a-z_]+(?:\{.*\})?) (\S+)$", page, re.MULTILINE)}


async def test_what_is_owed_and_how_late_is_seen(database: Database) -> None:
    place = await City.founded(database)
    wei = await place.person("Wei")
    async with place.writing() as rows:
        for number in range(3):
            owed = Owed(key=f"letter:{number}", person_id=wei.id, notice=Letter(from_id=wei.id, text="hi"))
            rows.outbox.owe(owed, NOW)
    async with place.changing() as tx:
        outbox.again(tx, 1, NOW + timedelta(hours=1), "no connection")
    page = await page_of(Metrics(), database, now=NOW + timedelta(minutes=5))
    assert figure(page, "yigong_outbox_owed", urgency="direct") == 3
    assert figure(page, "yigong_outbox_late_seconds", urgency="direct") == 300
    assert figure(page, "yigong_outbox_late_seconds", urgency="bulk") == 0, "nothing of that is owed"
    assert figure(page, "yigong_parked_updates") == 0
    assert figure(page, "yigong_database_bytes") > 50_000


async def test_what_is_due_later_is_not_late(database: Database) -> None:
    place = await City.founded(database)
    async with place.writing() as rows:
        owed = Owed(key="letter", person_id=place.leader.id, notice=Letter(from_id=1, text="hi"))
        rows.outbox.owe(owed, NOW, due=NOW + timedelta(hours=1))
    assert figure(await page_of(Metrics(), database), "yigong_outbox_late_seconds", urgency="direct") == 0


async def test_every_value_that_a_label_may_have_is_there_from_the_start() -> None:
    """Whatever happens for the first time is a rise then, and no series that has always been 1."""
    metrics = Metrics()
    before = series_of(await page_of(metrics))
    for kind, outcome in product((*WANTED, "surprise"), get_args(UpdateOutcome)):
        metrics.update(kind, outcome)
    for kind, outcome in product(KINDS, get_args(MessageOutcome)):
        metrics.message(kind, outcome)
    for name, ended in product(get_args(SweepName), get_args(SweepOutcome)):
        metrics.sweep(name, ended)
    for answer in get_args(AnswerOutcome):
        metrics.answer(answer)
    for backup in get_args(BackupOutcome):
        metrics.backup(backup)
    for trouble in get_args(CallTrouble):
        metrics.call_failed(trouble)
    metrics.stranger()
    for checked in get_args(Outcome):
        metrics.verified(checked)
    for read in get_args(Reading):
        metrics.calendar_read(read)
    after = series_of(await page_of(metrics))
    assert before.keys() == after.keys()
    counted = {name for name in after if re.match(r"yigong_\w+_total\b", name)}
    assert len(counted) > 150
    assert {name for name in counted if before[name]} == set()
    assert {name for name in counted if after[name] != 1} == set()


def test_a_value_that_nobody_declared_is_told_and_holds_up_nobody() -> None:
    tally = Tally(CollectorRegistry(), "yigong_trials", "Trials", outcome=("done",))
    with capture_logs() as lines:
        tally.add("done")
        tally.add("undone")
    [line] = lines
    assert (line["log_level"], line["figure"], line["values"]) == ("error", "yigong_trials", ("undone",))


def test_whatever_is_owed_has_a_kind_that_is_declared() -> None:
    assert {*KINDS} == {kind.model_fields["kind"].default for kind in ALL.writers} | {"unknown"}


async def test_a_label_has_few_values_whatever_comes() -> None:
    metrics = Metrics()
    for number in range(100):
        metrics.update(f"surprise {number}", "parked")
    assert figure(await page_of(metrics), "yigong_updates_total", kind="other", outcome="parked") == 100


async def test_what_changes_is_asked_when_somebody_looks() -> None:
    metrics = Metrics()
    assert figure(await page_of(metrics), "yigong_on_duty") == 0, "on duty before there is a duty"
    on_duty, made = [False, True], [1_790_000_000.0, 1_780_000_000.0]
    metrics.looking.on_duty, metrics.looking.newest_backup = on_duty.pop, made.pop
    metrics.looking.last_drills = lambda: {"restored": 1_770_000_000.0}
    first, second = await page_of(metrics), await page_of(metrics)
    assert [figure(page, "yigong_on_duty") for page in (first, second)] == [1, 0]
    assert [figure(page, "yigong_backup_timestamp_seconds") for page in (first, second)] == [1.78e9, 1.79e9]
    assert figure(first, "yigong_backup_drill_timestamp_seconds", proof="restored") == 1.77e9


async def test_what_is_not_known_is_not_shown_as_nought(tmp_path: Path) -> None:
    metrics = Metrics()
    metrics.looking.folders = {"backups": tmp_path / "none"}
    metrics.looking.loops = {"duty": Pulse()}
    shown = series_of(await page_of(metrics))
    assert {"yigong_on_duty", 'yigong_trouble{trouble="full"}'} <= shown.keys()
    for name in shown:
        assert not name.startswith(("yigong_outbox", "yigong_parked", "yigong_answers_owed", "yigong_backup_"))
        assert not name.startswith(("yigong_database_bytes", "yigong_city", "yigong_disk", "yigong_loop")), name


async def test_when_the_city_began_is_seen(database: Database) -> None:
    metrics = Metrics()
    assert "yigong_city_begun_timestamp_seconds " not in re.sub(
        r"^#.*$", "", await page_of(metrics, database), flags=re.MULTILINE
    )
    async with database.transaction() as tx:
        await city.begin(tx, "Asia/Shanghai", NOW)
    assert figure(await page_of(metrics, database), "yigong_city_begun_timestamp_seconds") == NOW.timestamp()


async def test_room_is_seen_where_there_is_a_disk(tmp_path: Path) -> None:
    metrics = Metrics()
    metrics.looking.folders = {"database": tmp_path}
    with small_disk(tmp_path / "disk", kib=1024) as disk:
        metrics.looking.folders |= {"backups": disk}
        fill(disk)
        page = await page_of(metrics)
    assert figure(page, "yigong_disk_size_bytes", what="backups") == 1024 * 1024
    assert figure(page, "yigong_disk_free_bytes", what="backups") == 0
    assert figure(page, "yigong_disk_free_bytes", what="database") > 1024 * 1024


async def test_what_keeps_taps_from_being_served_is_seen() -> None:
    page = await page_of(Metrics(), None, Trouble.FULL, Trouble.NO_TELEGRAM)
    wrong = {trouble for trouble in Trouble if figure(page, "yigong_trouble", trouble=trouble)}
    assert wrong == {Trouble.FULL, Trouble.NO_TELEGRAM}


async def test_a_loop_that_hangs_is_seen_and_one_that_waits_lives() -> None:
    seconds, waits = [1000.0], [True]
    metrics = Metrics()
    hung, waiting = Pulse(clock=lambda: seconds[0]), Pulse(lambda: waits[0], clock=lambda: seconds[0])
    metrics.looking.loops = {"watch": hung, "answers": waiting}
    hung.beat()
    waiting.beat()
    seconds[0] += 500
    page = await page_of(metrics)
    assert figure(page, "yigong_loop_timestamp_seconds", loop="watch") == NOW.timestamp() - 500
    assert figure(page, "yigong_loop_timestamp_seconds", loop="answers") == NOW.timestamp()
    waits[0] = False
    assert figure(await page_of(metrics), "yigong_loop_timestamp_seconds", loop="answers") == NOW.timestamp() - 500


async def test_which_yigong_it_is_can_be_seen() -> None:
    build = r'yigong_build_info\{python="3\.\d+\.\d+",version="\d+\.\d+\.\d+"\} 1.0'
    assert re.search(build, await page_of(Metrics()))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_few_taps_are_counted(database_url: str) -> None:
    port = free_port()
    async with town(database_url, {"HTTP_PORT": str(port)}) as place:
        await lives(place)
        await place.settles()  # what is due at the start is looked for beside the first taps
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
    loops = set(re.findall(r'^yigong_loop_timestamp_seconds\{loop="(\w+)"\}', page, re.MULTILINE))
    assert loops == {
        "receiver",
        "delivery",
        "timetable",
        "watch",
        "leftovers",
        "answers",
        "books",
        "replaying",
        "lists",
        "cards",
        "desk",
    }
    for personal in ("Meiling", str(MEILING), "rowing"):  # her phone number ends with hers at Telegram
        assert personal not in page


async def lives(place: Town) -> None:
    """Somebody does a few things."""
    mei = place.phone("Meiling", telegram_id=MEILING)
    await mei.sends("/start")
    await mei.taps("English")
    await mei.sends("I like rowing")
