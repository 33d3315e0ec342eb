"""The findings as a page: docs/benchmarks.md."""

import os
import platform
import sqlite3
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks.measuring import Findings, Plan, TableLine

_LIBRARIES: Final = ("python-telegram-bot", "aiogram", "aiohttp", "httpx", "uvloop", "aiosqlite", "asyncpg", "pydantic")

_HOW: Final = """
Every line was measured in one call of `make bench`, ours and the peer in turn, each run in a process of its
own, over the same loopback Telegram (`playground`, without limits and faults, in the process that measures).
Only the ratio counts: it is taken run by run, since what happens close together has the same machine.

- **A sign-up** is a tap on *Sign up*: looked up, judged, written with `synchronous=FULL`, committed, and then
  answered by two calls, the edited card and the toast. A rush is {updates:,} of them from as many people, all
  waiting at once, after 100 to warm up; the rate counts from there to the last answer. What was answered is
  then looked for in the database.
- **A peer's echo** reads one message, writes nothing anywhere and answers by one call. Both peers are as
  their documentation shows them (PTB: `Application.builder()…run_polling()`, one update at a time; aiogram:
  `Dispatcher.start_polling()`, all at once), without the examples' log lines, which is in their favour. Ours
  is the whole program as it is installed, on uvloop; theirs run on Python's own loop, as their examples do.
- **Processor time** is what the program's process used, user's and system's together, from when everybody
  waits to the last answer, for each update; ours by a peer's. It moves less from machine to machine than
  updates a second do, which have the stand-in's share of the cores in them.
- **Browsing** is `/activities` with a hundred shifts ahead, answered by one message with five of them and
  their buttons.
- **At a pace** of 20 a second, a tap is answered when the card is edited and the toast is shown, an echo when
  its message is there.
- **Totals** are the admin's `/stats 2025-…`, month after month, from the message to the answer, through the
  whole program.
- **Lists** are tapped by the admin of the whole city, one after the other, each {questions} times: first pages and
  some far down, the longest roster that there is, and what searches find. From the tap to the answer, through the
  whole program.
- **A sweep** is what the program does every half minute, for what time has brought: in the seeded city's busiest
  week, as if it began tomorrow, with everything of it due at once, by a process that has just started; and once
  more, with nothing new. It is done in many transactions, between which taps have their turn. The longest of them is
  what takes so long *at a stretch*, and how long a tap may have to wait for it: on SQLite every tap that writes, on
  PostgreSQL one about the same rows. Taps meanwhile come through the whole program from its start on, while it does
  all of it.
- **Importing** is `python -m bot import` of a list, in a process of its own, on the city that is served, while taps
  come at a pace; against the same taps just before.
- **Certificates** are tapped for by volunteers who served: a PDF and a picture for each, made in a process beside the
  bot; what both have in memory is looked at before, meanwhile, and after half a minute.
- **Replicas** are processes on one PostgreSQL, behind a webhook and a balancer. At work for a fifth of the
  time, they are stopped for the rest of it, two hundred times a second: so the two cores have room for all
  who take part, and what is seen is what a second replica adds.
- **Memory** is the resident set, after the first answers and after browsing, looking, signing up and leaving
  by everybody in the city.
"""


def page(findings: Findings, plan: Plan) -> str:
    """All of it, in Markdown."""
    parts = (
        "# What it manages\n",
        "Written by `make bench`; the machine is below. Medians, with the least and the most in brackets.\n",
        *_table(findings),
        *_missed(findings),
        f"\n## How it was measured\n{_HOW.format(updates=plan.updates, questions=plan.questions)}",
        *_layers(findings),
        *_limits(findings),
        *_machine(plan),
    )
    return "\n".join(parts).rstrip() + "\n"


def summary(findings: Findings) -> str:
    """The table alone, for whoever waits for it."""
    return "\n".join(_table(findings))


def _table(findings: Findings) -> Iterator[str]:
    yield "| work | against | wanted | measured | reached | medians |\n|---|---|---|---|---|---|"
    for line in findings.lines:
        reached = "yes" if line.is_reached else "no"
        yield f"| {line.work} | {line.against} | {line.wanted} | {_measured(line)} | {reached} | {line.medians} |"
    for work, why in findings.left_out:
        yield f"| {work} | – | – | not measured | – | {why} |"


def _measured(line: TableLine) -> str:
    spread = f" [{min(line.measured):.2f}–{max(line.measured):.2f}]" if len(line.measured) > 1 else ""
    return f"{line.middle:.2f} {line.wanted.unit}{spread}"


def _missed(findings: Findings) -> Iterator[str]:
    missed = [line for line in findings.lines if not line.is_reached]
    if missed:
        yield "\nNot reached, and by how much:\n"
        for line in missed:
            missed_by = f"{line.wanted.missed_by(line.middle):.0%} off"
            yield f"- {line.work}, against {line.against}: {missed_by}. {line.why}".rstrip()


def _layers(findings: Findings) -> Iterator[str]:
    if not findings.layers:
        return
    whole = sum(length for _, length in findings.layers)
    yield "\n## Where the time of one sign-up goes\n"
    yield "One person after the other, against a server that agrees to everything; medians.\n"
    yield "| layer | µs | share |\n|---|---|---|"
    for name, length in findings.layers:
        yield f"| {name} | {length:,.0f} | {length / whole:.0%} |"
    yield f"| **all of it** | **{whole:,.0f}** | |"


def _limits(findings: Findings) -> Iterator[str]:
    if not findings.limits:
        return
    yield "\n## What the limit is\n\nThe bare drivers and the bare transport on the same machine.\n"
    yield "| what | how much |\n|---|---|"
    for what, how_much in findings.limits:
        yield f"| {what} | {how_much} |"


def _machine(plan: Plan) -> Iterator[str]:
    yield "\n## The machine\n"
    yield f"- {os.cpu_count()} cores ({_processor()}), {platform.system()} {platform.machine()}"
    yield f"- Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    yield f"- {', '.join(f'{name} {version(name)}' for name in _LIBRARIES)}"
    yield f"- {plan.runs} runs of each"


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown"
