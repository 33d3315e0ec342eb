"""Where the time of one sign-up goes, layer by layer: the steps of `handlers.doors.way`, one person after the other."""

import asyncio
import time
from collections import defaultdict
from statistics import median
from typing import Final

from telegram import Bot

from benchmarks.bare import bare_server
from benchmarks.city import ZONE, MeasuredCity, forget, post_shifts
from benchmarks.measuring import Findings, Plan, told
from bot.calling.transport import AiohttpRequest
from bot.ground.clock import SystemClock
from bot.telegram.reading import read
from bot.telegram.sending import TelegramMessenger
from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import TakeShift
from handlers.signing_up.screens.places import after_taking
from handlers.tapping.arriving import Arrival
from handlers.tapping.replies import Reply
from handlers.tapping.screen import Answer
from playground.ground.people import Person
from playground.phones import acts
from playground.telegram.telegram import Telegram
from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.process import inbox
from storage.rows import Rows
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.policy import Policy
from volunteering.rules.journal import Did
from volunteering.rules.signing_up import SignUpState, judge
from words.words import Words

PARSE: Final = "parse (Telegram's JSON to our Arrival)"
ARRIVE: Final = "arrive (begin, is it a repeat, who is it, which roles)"
GATHER: Final = "facts (lock the shift and the person, read what the rules ask)"
JUDGE: Final = "rules (every reason against it, in order)"
WRITE_AND_COMMIT: Final = "write and commit (sign-up, journal, inbox; the disk has it)"
RENDER: Final = "render (screen and toast)"
CALLS: Final = "Bot API calls (keyboard, JSON, edit and toast side by side)"


class _StopWatch:
    """Takes the time between one step and the next."""

    def __init__(self) -> None:
        self.microseconds = defaultdict[str, list[float]](list)
        self._last = time.perf_counter()

    def start(self) -> None:
        self._last = time.perf_counter()

    def step(self, name: str) -> None:
        now = time.perf_counter()
        self.microseconds[name].append((now - self._last) * 1e6)
        self._last = now


async def measure(findings: Findings, city: MeasuredCity, plan: Plan) -> None:
    """Medians of so many sign-ups."""
    url = city.copy()
    async with connect(url) as database, bare_server() as address:
        shifts = await post_shifts(database, 100)
        token = Telegram().bot.token
        bot = Bot(token, f"{address}/bot", request=AiohttpRequest(), get_updates_request=AiohttpRequest(1))
        await bot.request.initialize()
        watch = _StopWatch()
        for number, person in enumerate(city.people[: plan.questions]):
            await _sign_up(watch, database, TelegramMessenger(bot), _update(person, shifts[number % len(shifts)]))
        await bot.request.shutdown()
    forget(url)
    findings.layers = [(name, median(steps)) for name, steps in watch.microseconds.items()]
    told("one sign-up, all layers", sum(length for _, length in findings.layers), "µs")


def _update(person: Person, shift: int) -> dict[str, object]:
    telegram = Telegram(limits=None)
    telegram.add(person, started=True)
    button = {"text": "Sign up", "callback_data": TakeShift(shift=shift).pack()}
    card = telegram.say(person.id, "A card", [], {"inline_keyboard": [[button]]})
    return acts.taps(telegram, person, card, button["callback_data"]).as_json() | {"update_id": person.id}


async def _sign_up(watch: _StopWatch, database: Database, messenger: TelegramMessenger, raw: dict[str, object]) -> None:
    now = SystemClock().now()
    moment = Moment(now=now, zone=ZONE, policy=Policy())
    watch.start()
    arrival = read(raw, "yigong_bot")
    watch.step(PARSE)
    if not isinstance(arrival, Arrival) or not isinstance(arrival.button, TakeShift):
        raise TypeError("a tap on Sign up was not read as one")
    shift, telegram_id = arrival.button.shift, arrival.sender.telegram_id
    async with database.transaction(person=telegram_id) as transaction:
        known = await inbox.recognise(transaction, telegram_id=telegram_id, update_id=arrival.update_id, now=now)
        watch.step(ARRIVE)
        rows, person = Rows(transaction), known.person
        facts = await rows.sign_ups.facts(shift, person.id) if person else None
        watch.step(GATHER)
        if person is None or facts is None:
            raise LookupError("somebody or something is not there")
        outcome = judge(facts, moment)
        watch.step(JUDGE)
        await rows.sign_ups.put(shift, person.id, SignUpState.CONFIRMED, now)
        rows.journal.note(Did.SIGNED_UP, by_id=person.id, at=now, person_id=person.id, shift_id=shift)
        inbox.record(
            transaction,
            arrival.update_id,
            telegram_id=telegram_id,
            message_id=arrival.message_id,
            shows=ShowShift(shift=shift).pack(),
            now=now,
        )
    watch.step(WRITE_AND_COMMIT)
    screen, toast = after_taking(Words(person.language, ZONE, now), outcome, moment)
    watch.step(RENDER)
    reply = Reply(arrival.update_id, telegram_id, Answer(screen, toast), arrival.button, message_id=arrival.message_id)
    await asyncio.gather(reply.go_on(messenger), messenger.answer_tap(arrival.query_id or "", toast))
    watch.step(CALLS)
