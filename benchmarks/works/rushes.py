"""Everybody at once: sign-ups and browsing in the seeded city, against the peers' echo bots."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median
from typing import Final

from benchmarks.city import MeasuredCity, divide_among_roles, forget, give_places, hold_for, post_shifts
from benchmarks.crowd import Asking, PlaygroundCrowd
from benchmarks.measuring import Findings, Plan, TableLine, at_least, at_most, ratios, told
from benchmarks.programs import AIOGRAM, PTB, Program, processor_seconds, ready, yigong
from handlers.buttons.signing_up import SayComing, TakeInRole, TakeOffer, TakeShift
from playground.ground.people import Person
from playground.serving.server import Playground
from storage.engine.connecting import connect

WARM_UP: Final = 100  # updates that nobody counts
PROCESSOR: Final = 1.0  # times a peer's time for its echo, at the most
MESSAGE: Final = ("sendmessage",)
TAP: Final = ("editmessagetext", "answercallbackquery")
Ask = Callable[[PlaygroundCrowd, int, Person], Asking]


@dataclass(frozen=True, slots=True)
class Rush:
    """A program, what everybody asks it, and the calls that answer."""

    name: str
    program: Program
    ask: Ask
    answered_by: Sequence[str]


def _says_hello(crowd: PlaygroundCrowd, _: int, person: Person) -> Asking:
    return crowd.writes(person, "Hello")


def _browses(crowd: PlaygroundCrowd, _: int, person: Person) -> Asking:
    return crowd.writes(person, "/activities")


ECHOES: Final = (
    Rush("PTB's stock echo bot", PTB, _says_hello, MESSAGE),
    Rush("aiogram's echo bot", AIOGRAM, _says_hello, MESSAGE),
)
HOT, HUNDRED, BROWSING = "sign-up, one hot shift", "sign-up, a hundred shifts", "browsing /activities"
OFFERS = "offer taken, a hundred shifts"
ROLES = "sign-up, a hundred shifts with four roles and qualifications"
ANSWERS = "answer to a reminder, a hundred shifts"


@asynccontextmanager
async def _ours(name: str, city: MeasuredCity, people: Sequence[Person]) -> AsyncIterator[Rush]:
    """Yigong on a copy of the city of its own."""
    url = city.copy()
    try:
        async with connect(url) as database:
            shifts = await post_shifts(database, 1 if name == HOT else 100)
            chosen = await divide_among_roles(database, shifts) if name == ROLES else []
            if name == OFFERS:
                await hold_for(database, shifts, [person.id for person in people])
            if name == ANSWERS:
                await give_places(database, shifts, people)
        if name == ROLES:
            yield Rush(name, yigong(url), signing_up_in(chosen), TAP)
            await _check_sign_ups(url, shifts)
        elif name == OFFERS:
            yield Rush(name, yigong(url), _taking_offers_of(shifts), TAP)
            await _check_sign_ups(url, shifts)
        elif name == ANSWERS:
            yield Rush(name, yigong(url), _saying_they_come(shifts), TAP)
            await _check_sign_ups(url, shifts, answered=len(people))
        elif name == BROWSING:
            yield Rush(name, yigong(url), _browses, MESSAGE)
        else:
            yield Rush(name, yigong(url), signing_up_for(shifts), TAP)
            await _check_sign_ups(url, shifts)
    finally:
        forget(url)


def signing_up_for(shifts: Sequence[int]) -> Ask:
    """Each taps Sign up, the shifts in turn."""

    def ask(crowd: PlaygroundCrowd, number: int, person: Person) -> Asking:
        return crowd.taps(person, TakeShift(shift=shifts[number % len(shifts)]).pack())

    return ask


def _taking_offers_of(shifts: Sequence[int]) -> Ask:
    """Each taps Take it, of the shift in which a place is held for them."""

    def ask(crowd: PlaygroundCrowd, number: int, person: Person) -> Asking:
        return crowd.taps(person, TakeOffer(shift=shifts[number % len(shifts)]).pack())

    return ask


def signing_up_in(chosen: Sequence[tuple[int, int]]) -> Ask:
    """Each takes a role, the shifts in turn."""

    def ask(crowd: PlaygroundCrowd, number: int, person: Person) -> Asking:
        shift, role = chosen[number % len(chosen)]
        return crowd.taps(person, TakeInRole(shift=shift, role=role).pack())

    return ask


def _saying_they_come(shifts: Sequence[int]) -> Ask:
    """Each says I'm coming, of the shift that they have a place in."""

    def ask(crowd: PlaygroundCrowd, number: int, person: Person) -> Asking:
        return crowd.taps(person, SayComing(shift=shifts[number % len(shifts)]).pack())

    return ask


async def _check_sign_ups(url: str, shifts: Sequence[int], *, answered: int = 0) -> None:
    """What was answered is in the database: else the time it took would mean nothing."""
    async with connect(url) as database, database.reading() as reader:
        row = await reader.one(
            """
            SELECT COUNT(*) AS sign_ups, COUNT(DISTINCT person_id) AS people, COUNT(coming) AS answers FROM signups
            WHERE shift_id >= :first AND state = 'confirmed'
            """,
            first=shifts[0],
        )
    if row is None or row["sign_ups"] == 0 or row["sign_ups"] != row["people"] or row["answers"] != answered:
        raise RuntimeError(f"the sign-ups are not there: {dict(row) if row else None}")


@dataclass(frozen=True, slots=True)
class Rushed:
    """What one rush came to."""

    rate: float  # updates a second, from when all of them wait to the last answer
    processor: float  # microseconds, user's and system's, that the program's process used for each of them


async def rushed(rush: Rush, people: Sequence[Person], plan: Plan) -> Rushed:
    """Let everybody ask at once, and wait for the last answer."""
    wanted = people[: plan.updates + WARM_UP]
    async with Playground(limits=None, started=wanted, kept=5) as playground:
        crowd = PlaygroundCrowd(playground)
        askings = [rush.ask(crowd, number, person) for number, person in enumerate(wanted)]
        async with ready(rush.program, playground) as running:
            await crowd.rush(askings[:WARM_UP], rush.answered_by)
            before = processor_seconds(running.pid)
            took = await crowd.rush(askings[WARM_UP:], rush.answered_by)
            used = processor_seconds(running.pid) - before
    found = Rushed(plan.updates / took, used / plan.updates * 1e6)
    told(rush.name, found.rate, "updates a second")
    told(f"{rush.name}, processor time", found.processor, "µs an update")
    return found


async def measure(findings: Findings, city: MeasuredCity, plan: Plan) -> None:
    """All of them in turn, again and again."""
    found = defaultdict[str, list[Rushed]](list)
    for _ in range(plan.runs):
        for echo in ECHOES:
            found[echo.name].append(await rushed(echo, city.people, plan))
        for name in (HOT, HUNDRED, ROLES, OFFERS, ANSWERS, BROWSING):
            async with _ours(name, city, city.people[: plan.updates + WARM_UP]) as rush:
                found[name].append(await rushed(rush, city.people, plan))
    findings.lines += [*_rates(found), *_processor_times(found)]


def _rates(found: Mapping[str, Sequence[Rushed]]) -> Iterator[TableLine]:
    rates = {name: [run.rate for run in runs] for name, runs in found.items()}
    ptb, aiogram = (echo.name for echo in ECHOES)
    for work, against, bound in (
        (HOT, ptb, 1.4), (HUNDRED, ptb, 1.4), (HOT, aiogram, 0.7), (HUNDRED, aiogram, 0.7), (BROWSING, aiogram, 0.8),
        (ROLES, HUNDRED, 0.9), (OFFERS, HUNDRED, 0.9), (ANSWERS, HUNDRED, 0.9),
    ):  # fmt: skip
        both = f"{median(rates[work]):,.0f} and {median(rates[against]):,.0f} updates a second"
        yield TableLine(work, against, at_least(bound), ratios(rates[work], rates[against]), both)


def _processor_times(found: Mapping[str, Sequence[Rushed]]) -> Iterator[TableLine]:
    """The same work by what it costs a processor, which moves less from machine to machine than what it takes."""
    times = {name: [run.processor for run in runs] for name, runs in found.items()}
    for work in (HOT, HUNDRED, BROWSING):
        for against in (echo.name for echo in ECHOES):
            both = f"{median(times[work]):,.0f} and {median(times[against]):,.0f} µs an update"
            compared = ratios(times[work], times[against])
            yield TableLine(f"processor time of {work}", against, at_most(PROCESSOR), compared, both)
