"""Somebody sends a thousand messages at once: told once to slow down, and nobody else notices."""

import asyncio
from pathlib import Path

import pytest

from playground.phones import acts
from tests.support.databases import Databases
from tests.torture.conftest import Report
from tests.torture.fragile import FragileTown, fragile_town
from tests.torture.paces import waits

MESSAGES = 1_000
OTHERS, OTHERS_AT_LENGTH = 20, 400
ROUNDS = 5  # of each of the others: they stay below the limit themselves
LIMIT = 30
SLOWER = 1.5
FATTER = 1.2


async def test_a_thousand_messages_of_one_person_slow_nobody_else(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: Report, *, long: bool
) -> None:
    with databases.fresh("sqlite") as url:
        async with fragile_town(url, tmp_path, monkeypatch) as town:
            await town.stop()
            await town.start({"FLOOD_LIMIT": str(LIMIT)})
            mallory = await town.member("Mallory")
            others = [await town.member(f"Mei {number}") for number in range(OTHERS_AT_LENGTH if long else OTHERS)]
            quiet = await waits(others, ROUNDS)
            memory = _memory(town)
            flood = [acts.writes(town.playground.telegram, mallory.person, f"message {n}") for n in range(MESSAGES)]
            noisy = await waits(others, ROUNDS)
            async with asyncio.timeout(60):
                for update in flood:
                    await town.playground.telegram.updates.confirmed(update, 60)
            answers = [bubble for bubble in mallory.chat if not bubble.is_mine]
            told = [bubble for bubble in answers if "One moment, please" in bubble.text]
            fatter = _memory(town) / memory
            assert len(told) == 1, mallory.transcript
            assert LIMIT <= len(answers) < 2 * LIMIT, "the flood was answered"
            assert len(town.logged("a flood: this person's further updates are dropped until it calms down")) == 1
            assert fatter <= FATTER, f"{MESSAGES} messages made the bot {fatter:.2f} times as large"
            if long:
                assert noisy.p99 <= SLOWER * quiet.p99, f"quiet {quiet}, noisy {noisy}"
                report("A flood", _table(quiet.p99, noisy.p99, fatter, len(answers)))
            assert await town.stop() == 0


def _memory(town: FragileTown) -> float:
    status = Path(f"/proc/{town.pid}/status").read_text(encoding="ascii")
    return float(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def _table(quiet: float, noisy: float, fatter: float, answers: int) -> str:
    return "\n".join(
        (
            "| what | |",
            "|---|---|",
            f"| messages of one person at once | {MESSAGES:,} |",
            f"| of these answered, with one *slow down* | {answers} |",
            f"| the others' p99 in quiet | {quiet:.0f} ms |",
            f"| during the flood | {noisy:.0f} ms, {noisy / quiet:.2f} × |",
            f"| memory of the bot afterwards | {fatter:.2f} × |",
        )
    )
