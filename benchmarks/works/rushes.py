"""Everybody at once: sign-ups and browsing in the seeded city, against the peers' echo bots."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median
from typing import Final

from benchmarks.city import City, forget, post_shifts
from benchmarks.crowd import Asking, Crowd
from benchmarks.measuring import Findings, Line, Plan, at_least, ratios, told
from benchmarks.programs import AIOGRAM, PTB, Program, ready, yigong
from handlers.buttons.shifts import TakeShift
from playground.people import Person
from playground.server import Playground
from storage.database import connect

WARM_UP: Final = 100  # updates that nobody counts
MESSAGE: Final = ("sendmessage",)
TAP: Final = ("editmessagetext", "answercallbackquery")
Ask = Callable[[Crowd, int, Person], Asking]


@dataclass(frozen=True, slots=True)
class Rush:
    """A program, what everybody asks it, and the calls that answer."""

    name: str
    program: Program
    ask: Ask
    answered_by: Sequence[str]


def _says_hello(crowd: Crowd, _: int, person: Person) -> Asking:
    return crowd.writes(person, "Hello")


def _browses(crowd: Crowd, _: int, person: Person) -> Asking:
    return crowd.writes(person, "/activities")


ECHOES: Final = (
    Rush("PTB's stock echo bot", PTB, _says_hello, MESSAGE),
    Rush("aiogram's echo bot", AIOGRAM, _says_hello, MESSAGE),
)
HOT, HUNDRED, BROWSING = "sign-up, one hot shift", "sign-up, a hundred shifts", "browsing /activities"


@asynccontextmanager
async def _ours(name: str, city: City) -> AsyncIterator[Rush]:
    """Yigong on a copy of the city of its own."""
    url = city.copy()
    try:
        async with connect(url) as database:
            shifts = await post_shifts(database, 1 if name == HOT else 100)
        if name == BROWSING:
            yield Rush(name, yigong(url), _browses, MESSAGE)
        else:
            yield Rush(name, yigong(url), signing_up_for(shifts), TAP)
            await _check_sign_ups(url, shifts)
    finally:
        forget(url)


def signing_up_for(shifts: Sequence[int]) -> Ask:
    """Each taps Sign up, the shifts in turn."""

    def ask(crowd: Crowd, number: int, person: Person) -> Asking:
        return crowd.taps(person, TakeShift(shift=shifts[number % len(shifts)]).pack())

    return ask


async def _check_sign_ups(url: str, shifts: Sequence[int]) -> None:
    """What was answered is in the database: else the time it took would mean nothing."""
    async with connect(url) as database, database.reading() as reader:
        row = await reader.one(
            """
            SELECT COUNT(*) AS sign_ups, COUNT(DISTINCT person_id) AS people FROM signups
            WHERE shift_id >= :first AND state = 'confirmed'
            """,
            first=shifts[0],
        )
    if row is None or row["sign_ups"] == 0 or row["sign_ups"] != row["people"]:
        raise RuntimeError(f"the sign-ups are not there: {dict(row) if row else None}")


async def rate(rush: Rush, people: Sequence[Person], plan: Plan) -> float:
    """Updates a second, from when all of them wait to the last answer."""
    wanted = people[: plan.updates + WARM_UP]
    async with Playground(limits=None, started=wanted, kept=5) as playground:
        crowd = Crowd(playground)
        askings = [rush.ask(crowd, number, person) for number, person in enumerate(wanted)]
        async with ready(rush.program, playground):
            await crowd.rush(askings[:WARM_UP], rush.answered_by)
            took = await crowd.rush(askings[WARM_UP:], rush.answered_by)
    told(rush.name, plan.updates / took, "updates a second")
    return plan.updates / took


async def measure(findings: Findings, city: City, plan: Plan) -> None:
    """All of them in turn, again and again."""
    rates = defaultdict[str, list[float]](list)
    for _ in range(plan.runs):
        for echo in ECHOES:
            rates[echo.name].append(await rate(echo, city.people, plan))
        for name in (HOT, HUNDRED, BROWSING):
            async with _ours(name, city) as rush:
                rates[name].append(await rate(rush, city.people, plan))
    ptb, aiogram = (echo.name for echo in ECHOES)
    for work, against, bound in (
        (HOT, ptb, 1.4), (HUNDRED, ptb, 1.4), (HOT, aiogram, 0.7), (HUNDRED, aiogram, 0.7), (BROWSING, aiogram, 0.8),
    ):  # fmt: skip
        both = f"{median(rates[work]):,.0f} and {median(rates[against]):,.0f} updates a second"
        line = Line(work, against, at_least(bound), ratios(rates[work], rates[against]), both)
        findings.lines.append(line)
