"""What is written for operators is true: files, settings, commands, metrics and log lines that it names are there."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.ground.settings import Settings, variable
from bot.site.metrics import Metrics
from tests.support.city import NOW
from tests.support.town import ROOT

# Of the pages that the first of them sends an operator to, and that one itself.
INDEX = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
NAMED = dict.fromkeys(re.findall(r"\]\((\w+\.md)", INDEX))
OPERATIONS = INDEX + "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in NAMED)
ALARMS = (ROOT / "docs/alarms.md").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
UNIT = (ROOT / "deploy/yigong.service").read_text(encoding="utf-8")
TEMPLATE = (ROOT / "deploy/yigong@.service").read_text(encoding="utf-8")
SETTINGS = {variable(name) for name in Settings.model_fields}
# Of the tools around Yigong.
OTHERS = {"POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB", "DOMAIN", "REPLICAS", "HTTPS_PROXY", "PATH"} | {
    "PYTHONUNBUFFERED",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONFAULTHANDLER",
}

ANALYZE = shutil.which("systemd-analyze")
WITH_SYSTEMD = pytest.mark.skipif(ANALYZE is None and not os.environ.get("CI"), reason="no systemd on this machine")


def copied() -> list[str]:
    """What the image is made of."""
    lines = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    return [name for line in lines for name in line.split()]


def test_the_image_has_what_is_there_and_lets_nothing_else_in() -> None:
    let_in = set(re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(copied()) == let_in
    for name in copied():
        assert (ROOT / name).exists(), name


def test_the_image_has_every_package() -> None:
    packages = {file.parent.name for file in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert packages <= set(copied())


def test_the_image_runs_without_rights() -> None:
    assert "USER yigong" in DOCKERFILE
    assert "HEALTHCHECK" in DOCKERFILE
    assert "--require-hashes" in DOCKERFILE


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        (DOCKERFILE, r"^(?:ENV|   ) ([A-Z_]+)="),
        (COMPOSE, r"^      ([A-Z_]+): "),
        (COMPOSE, r"\$\{([A-Z_]+):"),
        (UNIT, r"^Environment=([A-Z_]+)="),
        (TEMPLATE, r"^Environment=([A-Z_]+)="),
    ],
)
def test_what_is_set_is_a_setting(text: str, pattern: str) -> None:
    named = set(re.findall(pattern, text, re.MULTILINE))
    assert named
    assert named <= SETTINGS | OTHERS


def of_one_city(unit: str) -> list[str]:
    """What the template says of an instance, said of the only city."""
    said = unit.replace("yigong/%i yigong/common", "yigong").replace("yigong/%i", "yigong").replace(": %i", "")
    return [line for line in said.splitlines() if not line.startswith(("#", "EnvironmentFile="))]


def test_the_template_is_the_unit_but_for_where_an_instance_has_its_own() -> None:
    assert TEMPLATE.count("%i") == 5
    assert of_one_city(TEMPLATE) == of_one_city(UNIT)


@WITH_SYSTEMD
@pytest.mark.parametrize("name", ["yigong.service", "yigong@.service"])
def test_systemd_has_nothing_to_say_against_a_unit(tmp_path: Path, name: str) -> None:
    assert ANALYZE is not None, "no systemd on this machine"
    unit = tmp_path / name.replace("@", "@taizhou")
    shipped = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    unit.write_text(shipped.replace("/opt/yigong/.venv/bin/python", sys.executable), encoding="utf-8")
    for judged in (("verify", "--man=no"), ("security", "--offline=yes", "--threshold=15", "--no-pager")):
        done = subprocess.run([ANALYZE, *judged, str(unit)], capture_output=True, text=True, check=False)  # noqa: S603
        assert done.returncode == 0, f"{done.stdout}{done.stderr}"
        assert unit.name not in done.stderr, done.stderr


def test_files_that_are_named_are_there() -> None:
    assert (ROOT / "deploy/Caddyfile").is_file()
    assert "./deploy/Caddyfile:" in COMPOSE
    for name in re.findall(r"`(deploy/[\w./@-]+)`", OPERATIONS):
        assert (ROOT / name).is_file(), name


@pytest.mark.parametrize("command", sorted(set(re.findall(r"(?:python -m bot|yigong-ctl) ([a-z][a-z-]*)", OPERATIONS))))
def test_commands_that_are_named_are_there(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert command in capsys.readouterr().out


def families() -> set[str]:
    """The names of our metrics, as Prometheus has them."""
    page = asyncio.run(Metrics().page(None, (), NOW)).decode()
    return set(re.findall(r"^# TYPE (yigong_\w+) ", page, re.MULTILINE))


def test_every_metric_is_explained_and_every_explained_one_is_there() -> None:
    told = {re.sub(r"_bucket$", "", name) for name in re.findall(r"\b(yigong_\w+)", ALARMS)}
    assert told == families()


def test_log_lines_that_are_named_are_written() -> None:
    sources = "".join(
        file.read_text(encoding="utf-8")
        for folder in ("bot", "handlers", "scheduling")
        for file in (ROOT / folder).rglob("*.py")
    )
    named = re.findall(r"\*([a-zA-Z][^*\n]{9,})\*", _without_bold(OPERATIONS))
    assert named
    for line in named:
        assert line in sources, f"nobody logs “{line}”"


def _without_bold(text: str) -> str:
    return re.sub(r"\*\*[^*]+\*\*", "", text)


def test_settings_that_are_named_are_there() -> None:
    named = set(re.findall(r"`([A-Z]{2,}_[A-Z_]+)\b", OPERATIONS))
    assert named <= SETTINGS | OTHERS


def test_no_path_of_a_machine_is_in_any_file() -> None:
    for file in (Path("Dockerfile"), Path("compose.yaml"), Path("deploy/yigong.service"), Path("docs/operations.md")):
        assert "/work/" not in (ROOT / file).read_text(encoding="utf-8")
