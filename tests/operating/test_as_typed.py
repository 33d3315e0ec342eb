"""Whoever installs and keeps Yigong by the pages alone gets there: every block is typed, and shows what they say.

Two machines, with root's rights within their own walls only (tests/operating/machine.py): one with SQLite, and one that
moves to PostgreSQL and then to replicas behind nginx.
"""

import os
import re
from pathlib import Path
from typing import Final

import pytest

from tests.operating.blocks import Block, blocks_of
from tests.operating.journeys import CITY, PROVINCE, Journey, is_for
from tests.operating.machine import NAME, TELEGRAM, OwnMachine, can_be, commit
from tests.support.town import ROOT

SECRET: Final = "d" * 64

pytestmark = [
    pytest.mark.skipif(
        not can_be() and not os.environ.get("CI"),
        reason="no machine within this one: needs root or user namespaces, and Debian's programs",
    ),
    pytest.mark.timeout(600),
]


class Operator:
    """Goes through the pages."""

    def __init__(self, machine: OwnMachine, journey: Journey) -> None:
        self.machine = machine
        self.journey = journey
        self.key = ""
        self.console = ""
        self.seen = ""

    async def goes_through(self, page: str) -> None:
        """Every block of it that is for this machine, in order."""
        for block in blocks_of(ROOT / "docs" / page):
            if is_for(self.journey, block):
                await self.does(block)

    async def does(self, block: Block) -> None:
        """Whatever it is."""
        match block.words:
            case ("sh", "root", *more):
                await self._types(block, block.text)
                if "console" in more:
                    self.console = block.text
            case ("sh", "elsewhere"):
                await self._is_read_by_bash(block)
            case ("env" | "ini", file, *_) if file.startswith("/"):
                await self._writes(block, file)
            case ("sql", *_):
                await self._types(block, self.console, fed=block.text)
            case ("text",):
                self._compares(block)

    async def _types(self, block: Block, commands: str, fed: str = "") -> None:
        said = await self.machine.types(self._filled_in(commands), fed)
        assert said.code == 0, f"{block.where} ended with {said.code}:\n{commands}\n{said.seen}"
        self.seen = said.seen

    def _compares(self, block: Block) -> None:
        for line in block.text.splitlines():
            pattern = ".*".join(map(re.escape, self._filled_in(line.strip()).split("…")))
            assert re.search(rf"^ *{pattern}$", self.seen, re.MULTILINE), (
                f"{block.where}: {line}\nis not in\n{self.seen}"
            )

    async def _is_read_by_bash(self, block: Block) -> None:
        said = await self.machine.types("bash -n", fed=block.text)
        assert said.code == 0, f"{block.where}: {said.seen}"
        if "age-keygen" in block.text:
            said = await self.machine.types(block.text)
            [self.key] = re.findall(r"age1\w+", said.seen)
            self.seen = said.seen

    async def _writes(self, block: Block, file: str) -> None:
        lines = self._filled_in(block.text)
        if block.is_a("ini"):
            await self.machine.has(file, lines)
            return
        if "TELEGRAM_BOT_TOKEN" in lines:
            lines += f"TELEGRAM_API_URL={TELEGRAM}\n"  # the only line that no page has
        names = [re.escape(line.partition("=")[0]) for line in lines.splitlines()]
        there = await self.machine.types(f"grep -vE '^({'|'.join(names)})=' {file} || true")
        await self.machine.has(file, there.seen + lines)

    def _filled_in(self, text: str) -> str:
        for word, ours in (
            ("ADDRESS-OF-THIS-REPOSITORY", "file:///srv/source"),
            ("YOUR.NAME", NAME),
            ("ONE-WORD-FOR-YOUR-CITY", "wenzhou"),
            ("64-LETTERS-AND-DIGITS", SECRET),
            ("age1-THE-PUBLIC-KEY", self.key),
        ):
            text = text.replace(word, ours)
        return text

    async def registers(self) -> None:
        """As the first admin, as step 5 of the installation says."""
        for act in ("/start", "[English]", "[I agree]", "[Mei]"):
            await self.machine.person(act)
        assert "Welcome, Mei" in await self.machine.person("[Share my number]")


async def goes(machine: OwnMachine, journey: Journey) -> None:
    """All the way. Who has installed it registers; before an upgrade somebody has made a new version."""
    operator = Operator(machine, journey)
    for page in journey:
        match page:
            case "upgrade.md":
                commit(machine.source, "A new version")
            case "cities.md":  # there is one bot here, and it is to be the other city's
                assert (await machine.types("systemctl stop yigong")).code == 0
        await operator.goes_through(page)
        if page == "install.md":
            await operator.registers()


async def test_nothing_that_is_typed_gets_out(tmp_path: Path) -> None:
    async with OwnMachine(tmp_path) as machine:
        outside = "/ /usr /usr/bin /srv/tree /srv/packages /srv/source"
        said = await machine.types(
            f"for place in {outside}; do touch $place/here 2>/dev/null && echo $place; done\n"
            "ip -brief address | grep -v ^lo || true\n"
            "getent passwd yigong || true"
        )
        assert said.seen == ""


async def test_a_city(tmp_path: Path) -> None:
    async with OwnMachine(tmp_path) as machine:
        await goes(machine, CITY)


async def test_a_province(tmp_path: Path) -> None:
    async with OwnMachine(tmp_path) as machine:
        await goes(machine, PROVINCE)
        assert "Mei" in await machine.person("/start"), "an update comes by nginx to a replica"
