"""Every block of the pages says what it is, and what can't be run here has the shape of what it is for."""

import re
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from bot.__main__ import main
from tests.bot.test_deploying import ANALYZE, COMPOSE, SETTINGS, WITH_SYSTEMD
from tests.operating.blocks import Block, blocks_of
from tests.operating.journeys import JOURNEYS, is_for
from tests.support.some import some
from tests.support.town import ROOT

PAGES: Final = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
BLOCKS: Final = [block for page in PAGES for block in blocks_of(page)]
KINDS: Final = ("sh root", "sh elsewhere", "sh clone", "sh compose", "env", "ini", "sql", "text", "example")
SERVICES: Final = set(re.findall(r"^  ([a-z]+):\n    (?:<<|image)", COMPOSE, re.MULTILINE))
PROFILES: Final = set(re.findall(r"profiles: \[(\w+)\]", COMPOSE))
# What Docker's own command knows, as far as the pages use it, with the options that take a word.
ORDERS: Final = {"up", "exec", "run", "cp", "stop", "logs", "build", "ps"}
WITH_A_WORD: Final = {"--profile", "--scale"}


def of_kind(*words: str) -> list[Block]:
    return [block for block in BLOCKS if block.is_a(*words)]


def by_place(block: Block) -> str:
    return block.where


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_says_what_it_is(page: Path) -> None:
    marks = re.findall(r"^ *```(.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(marks) % 2 == 0
    for mark in marks[::2]:
        assert mark.startswith(KINDS), (
            f"{page.name}: ```{mark} is none of {', '.join(KINDS)} (tests/operating/blocks.py)"
        )


@pytest.mark.parametrize(
    "block",
    [*of_kind("sh", "root"), *of_kind("sql"), *of_kind("ini"), *(b for b in of_kind("env") if b.words[1][0] == "/")],
    ids=by_place,
)
def test_what_is_typed_on_the_city_s_machine_is_typed_by_a_test(block: Block) -> None:
    name = block.page.name
    assert any(name in journey and is_for(journey, block) for journey in JOURNEYS), f"{block.where}: by none"


@WITH_SYSTEMD
@pytest.mark.parametrize("block", of_kind("ini"), ids=by_place)
def test_systemd_has_nothing_to_say_against_what_is_added_to_a_unit(block: Block, tmp_path: Path) -> None:
    assert ANALYZE is not None, "no systemd on this machine"
    place = Path(block.words[1])
    unit = place.parent.name.removesuffix(".d")
    text = (ROOT / "deploy" / unit).read_text(encoding="utf-8")
    (tmp_path / unit).write_text(text.replace("/opt/yigong/.venv/bin/python", "/bin/true"), encoding="utf-8")
    (tmp_path / place.parent.name).mkdir()
    (tmp_path / place.parent.name / place.name).write_text(block.text, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own words
        [ANALYZE, "verify", "--man=no", str(tmp_path / unit)],
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert place.name not in done.stderr, done.stderr


# Docker isn't here: what is typed for it is held against compose.yaml


@pytest.mark.parametrize("block", of_kind("sh", "compose"), ids=by_place)
def test_what_is_typed_for_compose_names_what_compose_yaml_has(
    block: Block, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in some(block.text.splitlines()):
        _is_compose(shlex.split(line), capsys)


def _is_compose(words: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert words[:2] == ["docker", "compose"], words
    rest, named = list(words[2:]), []
    while rest:
        word = rest.pop(0)
        if word == "--profile":
            assert rest[0] in PROFILES, rest[0]
        elif word == "--scale":
            assert rest[0].partition("=")[0] in SERVICES, rest[0]
        if word in WITH_A_WORD:
            rest.pop(0)
        elif not word.startswith("-"):
            named.append(word)
            if named[0] in {"exec", "run"} and len(named) == 2:
                break
    order, *services = named
    assert order in ORDERS, order
    for service in services if order != "cp" else [services[0].partition(":")[0]]:
        assert service in SERVICES, service
    command = rest[3:] if rest[:3] == ["python", "-m", "bot"] else rest
    if command:
        _is_ours(command, capsys)


def _is_ours(command: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert ended.value.code == 0, capsys.readouterr().err


@pytest.mark.parametrize("block", [*of_kind("env", "compose"), *of_kind("env", "caddy")], ids=by_place)
def test_what_is_set_for_compose_and_caddy_is_asked_for_there(block: Block) -> None:
    asked = COMPOSE if block.is_a("env", "compose") else (ROOT / "deploy/Caddyfile").read_text(encoding="utf-8")
    for name in some(re.findall(r"^(\w+)=", block.text, re.MULTILINE)):
        assert name in SETTINGS or re.search(rf"\$?\{{\$?{name}\b", asked), name


# What is typed in a clone


@pytest.mark.parametrize("block", of_kind("sh", "clone"), ids=by_place)
def test_what_is_typed_in_a_clone_is_there(block: Block, capsys: pytest.CaptureFixture[str]) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in some(block.text.splitlines()):
        words = [word for word in shlex.split(line, comments=True) if not re.match(r"[A-Z_]+=", word)]
        if words[0] == "make":
            assert re.search(rf"^{words[1]}:", makefile, re.MULTILINE), line
        else:
            assert words[:3] == [".venv/bin/python", "-m", "bot"], line
            _is_ours(words[3:], capsys)
