"""The way of every tap: who is it, what do they want, do it in one transaction, then answer (DESIGN).

The answer is sent after the commit, and the update is acknowledged to Telegram after the answer: whoever calls `handle`
may take its return for "done". What it raises was not done, or not answered, and is to be tried again.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError

from handlers import menus
from handlers.arriving import Arrival, Elsewhere, Reachability, read
from handlers.buttons import Button
from handlers.buttons.ways import Home
from handlers.refusals import is_out_of_reach
from handlers.routes import ALL, edited, typed
from handlers.screen import Answer
from handlers.screens import ways as screens
from handlers.sending import send_answer, send_to_group, set_menu
from handlers.tap import Organisation, Route, Tap
from handlers.words import Words, language_of
from storage import inbox
from storage.database import Database, Reader
from storage.inbox import Arrival as Known
from storage.people import set_reachable
from storage.records import Rows
from storage.retrying import until_settled
from volunteering.clock import Clock
from volunteering.people import Language, Standing
from volunteering.units import Role

Act = Callable[[Arrival, Route, Button | str], Awaitable[Answer | None]]

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Way:
    """What a tap passes through; `wake` is called when it has left messages to deliver, and `look` when what it did may
    have ended what kept somebody from a place they wait for.
    """

    database: Database
    organisation: Organisation
    clock: Clock
    wake: Callable[[], None] = lambda: None
    look: Callable[[], None] = lambda: None

    async def handle(self, raw: Mapping[str, Any], bot: Bot) -> None:
        """Do what the update asks for, and answer it. Done twice, it does nothing twice. Raises Unreadable."""
        arrival = read(raw, self.organisation.bot_username)
        try:
            await self._take(arrival, bot)
        except TelegramError as error:
            if not is_out_of_reach(error):
                raise
            log.info("a person is out of reach", error=error.message)
            if isinstance(arrival, Arrival):
                await self._set_reachable(arrival.sender.telegram_id, reachable=False)

    async def _take(self, arrival: Arrival | Elsewhere | Reachability | None, bot: Bot) -> None:
        match arrival:
            case Arrival():
                await self._serve(arrival, bot)
            case Elsewhere():
                words = self._words(arrival.language_code)
                said = screens.talk_in_private(words, self.organisation.bot_username)
                await send_to_group(bot, arrival.chat_id, said, topic=arrival.topic)
            case Reachability():
                await self._set_reachable(arrival.telegram_id, reachable=arrival.reachable)

    async def _set_reachable(self, telegram_id: int, *, reachable: bool) -> None:
        async with self.database.transaction(person=telegram_id) as transaction:
            set_reachable(transaction, telegram_id, reachable=reachable)
        if reachable:
            self.look()

    async def _serve(self, arrival: Arrival, bot: Bot) -> None:
        route, argument = _route(arrival)
        act: Act = self._write if route.writes else self._read
        answer = await until_settled(lambda: act(arrival, route, argument))
        if answer is None:
            return
        await send_answer(bot, arrival, answer)
        if answer.changes_menu:
            await self._renew_menu(arrival, bot)

    async def _write(self, arrival: Arrival, route: Route, argument: Button | str) -> Answer | None:
        now = self.clock.now()
        telegram_id = arrival.sender.telegram_id
        async with self.database.transaction(person=telegram_id) as transaction:
            known = await inbox.arrive(transaction, telegram_id=telegram_id, update_id=arrival.update_id, now=now)
            records = Rows(transaction)
            if known.first:
                tap = self._tap(arrival, known, records, transaction)
                answer = await _act(tap, route, argument)
                inbox.record(transaction, arrival.update_id, shows=(answer.at or Home()).pack_without_words(), now=now)
                if _was_out_of_reach(known):
                    set_reachable(transaction, telegram_id, reachable=True)
            else:
                inbox.vouch(transaction, arrival.update_id)
        if not known.first:
            # Of a message that is edited again and again it is said once.
            return None if arrival.is_edit else await self._again(arrival, known)
        if records.owes:
            self.wake()
        if records.frees or _was_out_of_reach(known):
            self.look()
        return answer

    async def _again(self, arrival: Arrival, known: Known) -> Answer:
        """The update was done before, and its answer may have been lost: show where it led."""
        button = Button.unpack(known.shows) or Home()
        route = ALL.buttons.get(type(button), ALL.buttons[Home])
        # A screen that only shows is never a route that writes; one that did would show the way home instead.
        return await self._read(arrival, *((route, button) if not route.writes else (ALL.buttons[Home], Home())))

    async def _read(self, arrival: Arrival, route: Route, argument: Button | str) -> Answer:
        async with self.database.reading() as reader:
            telegram_id = arrival.sender.telegram_id
            known = await inbox.arrive(reader, telegram_id=telegram_id, update_id=None, now=self.clock.now())
            answer = await _act(self._tap(arrival, known, Rows.reading(reader), reader), route, argument)
        if _was_out_of_reach(known):
            await self._set_reachable(telegram_id, reachable=True)
        return answer

    async def _renew_menu(self, arrival: Arrival, bot: Bot) -> None:
        async with self.database.reading() as reader:
            telegram_id = arrival.sender.telegram_id
            known = await inbox.arrive(reader, telegram_id=telegram_id, update_id=None, now=self.clock.now())
        tap = self._tap(arrival, known, Rows.reading(reader), reader)
        await set_menu(bot, telegram_id, menus.for_person(tap.words, tap.rights, registered=tap.is_here))

    def _tap(self, arrival: Arrival, known: Known, records: Rows, reader: Reader) -> Tap:
        person = known.person
        words = self._words(arrival.sender.language_code)
        if person is not None:
            words = Words(person.language, words.zone, words.now)
        elif known.draft and (chosen := known.draft.about.get("language")):
            # Somebody who registers reads the language they have just chosen, not their telephone's.
            words = Words(Language(str(chosen)), words.zone, words.now)
        return Tap(
            sender=arrival.sender,
            person=person,
            rights=known.rights,
            draft=known.draft,
            words=words,
            now=words.now,
            organisation=self.organisation,
            records=records,
            read=reader,
            typed=arrival.text,
            contact=arrival.contact,
        )

    def _words(self, language_code: str | None) -> Words:
        language = language_of(language_code, self.organisation.default_language)
        return Words(language, self.organisation.zone, self.clock.now())


def _was_out_of_reach(known: Known) -> bool:
    """Whoever writes can be written to, whatever Telegram said the last time."""
    return known.person is not None and not known.person.reachable


def _route(arrival: Arrival) -> tuple[Route, Button | str]:
    """Where an update goes, with the button or what stands behind the command."""
    if arrival.is_button:
        button = arrival.button
        route = ALL.buttons.get(type(button)) if button else None
        return (route, button) if route and button else (Route(_unknown_button, anyone=True), "")
    if arrival.is_edit:
        return edited, ""
    if arrival.command and arrival.command in ALL.commands:
        return ALL.commands[arrival.command], arrival.arguments
    return typed, ""


async def _unknown_button(tap: Tap, _: str) -> Answer:
    shown = await _act(tap, ALL.buttons[Home], Home())
    return replace(shown, toast=screens.old_button_toast(tap.words))


async def _act(tap: Tap, route: Route, argument: Button | str) -> Answer:
    """Call the handler, if the person may come to it."""
    if not route.anyone:
        if tap.person is None or tap.person.standing is Standing.LEFT:
            return Answer(screens.register_first(tap.words, back=tap.person is not None), at=Home())
        if route.role is Role.ADMIN and not tap.rights.is_admin:
            return Answer(screens.for_admins(tap.words), at=Home())
        if route.role is Role.LEADER and not tap.rights.is_leader:
            return Answer(screens.for_leaders(tap.words), at=Home())
    return await route.handler(tap, argument)
