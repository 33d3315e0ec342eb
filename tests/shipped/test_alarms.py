"""The alarms that are shipped are sound: promtool takes them, each has its runbook, and what they ask for is shown."""

import json
import re
from collections.abc import Iterator
from math import prod
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args

import aiohttp
import pytest

from bot.examining.database import LATE
from bot.examining.files import OLD, UNTRIED
from bot.ground.outcomes import Loop
from scheduling.timetable import SweepName
from tests.support.ports import free_port
from tests.support.prometheus import ALERTS, WITH_PROMTOOL, promtool
from tests.support.shared_bots import SharedBots
from tests.support.town import ROOT, quick_town
from tests.test_pages import headings

PAGE: Final = "docs/alarms.md"
FOLDER: Final = ALERTS.parent
TRIALS: Final = (FOLDER / "alerts_test.yml", FOLDER / "alerts_of_days_test.yml")
SEVERITIES: Final = {"critical", "warning", "info"}


class Alarm(NamedTuple):
    """One that is shipped, as it is written."""

    name: str
    expr: str
    text: str


def alarms() -> list[Alarm]:
    """All of them."""
    parts = re.split(r"^      - alert: ", ALERTS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [Alarm(part.partition("\n")[0], _expr_of(part), part) for part in parts]


def _expr_of(part: str) -> str:
    found = re.search(r"^        expr: (?:\|\n((?:          .*\n)+)|(.+)\n)", part, re.MULTILINE)
    assert found is not None, part
    return found[1] or found[2]


def panels() -> list[dict[str, Any]]:
    """Of the dashboard."""
    found: list[dict[str, Any]] = json.loads((FOLDER / "dashboard.json").read_text(encoding="utf-8"))["panels"]
    return found


def asked_for() -> Iterator[tuple[str, str]]:
    """Each alarm and panel with each metric it asks for."""
    shown = [(panel["title"], target["expr"]) for panel in panels() for target in panel["targets"]]
    for where, expr in [(alarm.name, alarm.expr) for alarm in alarms()] + shown:
        for name in re.findall(r"\b(up|(?:yigong|process)_\w+)(?=[{\[\s)]|$)", expr):
            yield where, name


@WITH_PROMTOOL
def test_prometheus_takes_the_rules_and_the_scrape_config() -> None:
    promtool("check", "rules", ALERTS)
    promtool("check", "config", FOLDER / "scrape.yml")


@WITH_PROMTOOL
def test_they_ring_at_what_they_are_to_ring_at() -> None:
    promtool("test", "rules", *TRIALS)


def test_each_is_tried_by_promtool() -> None:
    tried = {name for file in TRIALS for name in re.findall(r'alertname="(\w+)"', file.read_text(encoding="utf-8"))}
    assert tried == {alarm.name for alarm in alarms()}


@pytest.mark.parametrize("alarm", alarms(), ids=lambda alarm: alarm.name)
def test_each_says_how_urgent_it_is_what_to_do_and_where_to_read_on(alarm: Alarm) -> None:
    assert re.findall(r"severity: (\w+)", alarm.text)[0] in SEVERITIES
    assert re.search(r"by \(city\b", alarm.expr), "with two cities it would be everybody's alarm"
    for part in ("summary", "description"):
        assert re.search(rf"^          {part}: .{{20,}}", alarm.text, re.MULTILINE), f"it has no {part}"
    assert f'runbook: "{PAGE}: {alarm.name}"' in alarm.text


def test_each_has_its_runbook_and_each_runbook_its_alarm() -> None:
    written = {heading for heading in headings(PAGE) if heading.startswith("Yigong")}
    assert written == {alarm.name for alarm in alarms()}
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    for part in re.split(r"^### ", page, flags=re.MULTILINE)[1:]:
        for question in ("Means", "Look", "Act"):
            assert f"**{question}:**" in part, f"{part.partition(chr(10))[0]} doesn't say: {question}"


@pytest.mark.parametrize(("metric", "words"), [("sweeps_total", SweepName), ("loop_timestamp_seconds", Loop)])
def test_the_page_says_all_that_a_label_may_be(metric: str, words: object) -> None:
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    [line] = [line for line in page.splitlines() if line.startswith(f"| `yigong_{metric}{{")]
    assert {word for word in get_args(words) if f"`{word}`" not in line} == set(), "whoever is woken by it looks it up"


def test_the_dashboard_is_one_screen() -> None:
    places = [panel["gridPos"] for panel in panels()]
    assert max(place["y"] + place["h"] for place in places) <= 25  # of Grafana's rows
    assert max(place["x"] + place["w"] for place in places) <= 24
    squares = [
        (x, y)
        for place in places
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(squares) == len(set(squares)), "a panel lies on another"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_alarms_and_dashboard_ask_for_is_what_a_bot_shows(
    database_url: str, bots: SharedBots, tmp_path: Path
) -> None:
    port = free_port()
    async with quick_town(database_url, bots, tmp_path, settings={"HTTP_PORT": str(port)}) as place:
        await place.phone("Mei").sends("/start")
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as answer:
            page = await answer.text()
    shown = {re.sub(r"\{.*", "", line.partition(" ")[0]) for line in page.splitlines() if not line.startswith("#")}
    shown |= {"up"}  # which Prometheus itself adds
    shown |= {"yigong_backup_timestamp_seconds", "yigong_backup_drill_timestamp_seconds"}  # a town makes none
    shown |= {"yigong_updates_waiting"}  # with a webhook, after a minute
    assert {(where, name) for where, name in asked_for() if name not in shown} == set()


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        ("YigongMessagesLate", LATE),
        ("YigongNoBackup", OLD.total_seconds()),
        ("YigongBackupUntried", UNTRIED.total_seconds()),
    ],
)
def test_doctor_calls_wrong_what_an_alarm_rings_at(name: str, seconds: float) -> None:
    [expr] = [alarm.expr for alarm in alarms() if alarm.name == name]
    bound = expr.rpartition(">")[2].split("*")
    assert prod(map(int, bound)) == seconds


def test_each_has_rung_over_a_real_bot() -> None:
    files = Path(__file__).parent.glob("test_alarms_*.py")
    rung = {name for file in files for name in re.findall(r'alarm\("(\w+)"', file.read_text(encoding="utf-8"))}
    assert rung == {alarm.name for alarm in alarms()}
