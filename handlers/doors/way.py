"""The way of every tap: who is it, what do they want, do it in one transaction, and what is to be said then.

What `act` raises was not done, and is to be tried again. What it gives back was done: the reply is sent after that, by
`bot/answering/answers.py`, and whatever becomes of it is no failure of the act (decision 26).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from handlers.buttons.button import Button
from handlers.buttons.forms import Resume
from handlers.buttons.home import Home
from handlers.doors.going import answer_of
from handlers.doors.groups import answer_in_group, is_about_group, see_to_change, see_to_move
from handlers.doors.late import Interrupts, explained, guarded, put_off
from handlers.doors.routes import ALL, ELSEWHERE, edited, noted_in, typed
from handlers.forms.engine import trail_of
from handlers.groups.screens.binding import write_as_yourself
from handlers.showing import instead as screens
from handlers.tapping import menus
from handlers.tapping.arriving import Arrival, Arrived, Elsewhere, GroupChange, GroupMoved, Late, Reachability
from handlers.tapping.replies import Aside, Reply
from handlers.tapping.screen import Answer, Screen
from handlers.tapping.tap import Organisation, Route, Sender, Tap
from handlers.tapping.trail import Trail
from storage.engine.database import Database, Reader
from storage.engine.faults import DatabaseFault
from storage.engine.retrying import until_settled
from storage.engine.values import seconds
from storage.process import drafts, inbox
from storage.process.answers import OwedAnswer
from storage.process.drafts import Draft
from storage.process.inbox import Known
from storage.rows import Rows
from storage.rows.volunteers import set_reachable
from volunteering.rules.ground.clock import Clock
from volunteering.rules.ground.moment import Moment
from volunteering.rules.volunteers import Language
from words.languages import language_of
from words.words import Words

Act = Callable[[Arrival, Route, Button | str, datetime], Awaitable[Answer | None]]

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

    async def act(self, arrival: Arrived | Late) -> Reply | Aside | None:
        """Do what is asked for; done twice, it does nothing twice. Gives what is to be said.

        Raises DatabaseFault or whatever is wrong with a handler.
        """
        match arrival:
            case Arrival():
                return await self._serve(arrival, *_route(arrival))
            case Elsewhere():
                said = await self._said_elsewhere(arrival)
                return Aside(arrival.chat_id, said, topic=arrival.topic) if said else None
            case GroupChange():
                words = self._words(arrival.language_code)
                return await until_settled(lambda: see_to_change(self.database, self.clock, arrival, words))
            case GroupMoved():
                await until_settled(lambda: see_to_move(self.database, arrival))
            case Reachability():
                await self._set_reachable(arrival.telegram_id, reachable=arrival.reachable)
            case Late():
                return await self._serve_late(arrival)
        return None

    async def retell(self, owed: OwedAnswer) -> Reply | None:
        """Where an update led that was done before, as things are now; None where nobody can be told."""
        arrival = Arrival(
            update_id=owed.update_id, sender=Sender(owed.telegram_id, "", None), message_id=owed.message_id
        )
        if (noted := noted_in(owed.shows)) is not None:  # it was noted, and never done
            reply = await self._serve(arrival, *noted)
            return reply and replace(reply, owed_at=owed.at)
        known, answer = await self._where_it_led(arrival, owed.shows)
        if _was_out_of_reach(known):
            return None
        return Reply(
            owed.update_id,
            owed.telegram_id,
            answer,
            answer.at or Home(),
            message_id=owed.message_id,
            is_recorded=True,
            owed_at=owed.at,
        )

    async def _said_elsewhere(self, heard: Elsewhere) -> Screen | None:
        words = self._words(heard.language_code)
        if not is_about_group(heard):
            return screens.talk_in_private(words, self.organisation.entrance)
        if heard.sender is None:
            return write_as_yourself(words)
        arrival = Arrival(update_id=heard.update_id, sender=heard.sender)
        return await until_settled(lambda: self._done_elsewhere(arrival, heard))

    async def _done_elsewhere(self, arrival: Arrival, heard: Elsewhere) -> Screen | None:
        number, telegram_id, now = arrival.update_id, arrival.sender.telegram_id, self.clock.now()
        async with self.database.transaction(person=telegram_id) as transaction:
            known = await inbox.recognise(transaction, telegram_id=telegram_id, update_id=number, now=now)
            if not known.first:
                inbox.vouch(transaction, number)
                return None
            shows = Home().pack()
            inbox.record(transaction, number, telegram_id=None, message_id=None, shows=shows, now=now)
            return await answer_in_group(self._tap(arrival, known, Rows(transaction), transaction), heard)

    async def _set_reachable(self, telegram_id: int, *, reachable: bool) -> None:
        async with self.database.transaction(person=telegram_id) as transaction:
            set_reachable(transaction, telegram_id, reachable=reachable)
        if reachable:
            self.look()

    async def _serve_late(self, late: Late) -> Reply | None:
        arrival = late.arrival
        route, argument = _route(arrival)
        try:
            reply = await self._serve(arrival, guarded(late, route), argument)
        except Interrupts:
            reply = await self._serve(arrival, put_off(late, route), argument)
        return reply and explained(late, reply, await self._words_for(arrival))

    async def _serve(self, arrival: Arrival, route: Route, argument: Button | str) -> Reply | None:
        act: Act = self._write if route.writes else self._look
        now = self.clock.now()
        answer = await until_settled(lambda: act(arrival, route, argument, now))
        if answer is None:
            return None
        return Reply(
            arrival.update_id,
            arrival.sender.telegram_id,
            answer,
            answer.at or (Home() if route.writes or isinstance(argument, str) else argument),
            message_id=arrival.message_id,
            query_id=arrival.query_id,
            is_recorded=route.writes,
            owed_at=seconds(now) if route.writes else None,
            menu=await self._menu(arrival) if answer.changes_menu else None,
        )

    async def _write(self, arrival: Arrival, route: Route, argument: Button | str, now: datetime) -> Answer | None:
        telegram_id = arrival.sender.telegram_id
        async with self.database.transaction(person=telegram_id) as transaction:
            known = await inbox.recognise(transaction, telegram_id=telegram_id, update_id=arrival.update_id, now=now)
            records = Rows(transaction)
            is_noted = not known.first and noted_in(known.shows) is not None
            if known.first or is_noted:
                tap = self._tap(arrival, known, records, transaction)
                answer = await answer_of(tap, route, argument)
                shows = (answer.at or Home()).pack_without_words()
                if is_noted:
                    await inbox.done(transaction, arrival.update_id, noted=known.shows, shows=shows)
                else:
                    inbox.record(
                        transaction,
                        arrival.update_id,
                        telegram_id=None if answer.forgets_reader else telegram_id,
                        message_id=None if answer.forgets_reader else arrival.message_id,
                        shows=shows,
                        now=now,
                    )
                if _was_out_of_reach(known):
                    set_reachable(transaction, telegram_id, reachable=True)
                if known.draft and _turns(known.draft, route, answer):
                    drafts.leave_for(transaction, known.draft, None if known.draft.left_at else now)
            else:
                inbox.vouch(transaction, arrival.update_id)
        if not (known.first or is_noted):
            # Its answer may have been lost. Of a message that is edited again and again it is said once.
            if arrival.is_edit:
                return None
            _, answer = await self._where_it_led(arrival, known.shows)
        elif records.owes:
            self.wake()
        if records.frees or _was_out_of_reach(known):
            self.look()
        return answer

    async def _where_it_led(self, arrival: Arrival, shows: str) -> tuple[Known, Answer]:
        button = Button.unpack(shows) or Home()
        route = ALL.buttons.get(type(button), ALL.buttons[Home])
        # A screen that only shows is never a route that writes; one that did would show the way home instead.
        return await self._read(arrival, *((route, button) if not route.writes else (ALL.buttons[Home], Home())))

    async def _look(self, arrival: Arrival, route: Route, argument: Button | str, now: datetime) -> Answer:
        known, answer = await self._read(arrival, route, argument)
        if known.draft and _turns(known.draft, route, answer):
            async with self.database.transaction(person=arrival.sender.telegram_id) as transaction:
                drafts.leave_for(transaction, known.draft, None if known.draft.left_at else now)
        if _was_out_of_reach(known):
            await self._set_reachable(arrival.sender.telegram_id, reachable=True)
        return answer

    async def _read(self, arrival: Arrival, route: Route, argument: Button | str) -> tuple[Known, Answer]:
        async with self.database.reading() as reader:
            known = await self._known(arrival, reader)
            return known, await answer_of(self._tap(arrival, known, Rows.reading(reader), reader), route, argument)

    async def _known(self, arrival: Arrival, reader: Reader) -> Known:
        whose = arrival.sender.telegram_id
        return await inbox.recognise(reader, telegram_id=whose, update_id=None, now=self.clock.now())

    async def _menu(self, arrival: Arrival) -> list[tuple[str, str]] | None:
        """The person's new menu. It is done already: a database that goes away now leaves them the old one."""
        try:
            async with self.database.reading() as reader:
                known = await self._known(arrival, reader)
        except DatabaseFault as fault:
            log.warning("a menu of commands could not be written", error=str(fault))
            return None
        tap = self._tap(arrival, known, Rows.reading(reader), reader)
        return menus.for_person(tap.words, tap.rights, registered=tap.is_here)

    async def _words_for(self, arrival: Arrival) -> Words:
        async with self.database.reading() as reader:
            known = await self._known(arrival, reader)
        return self._tap(arrival, known, Rows.reading(reader), reader).words

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
            moment=Moment(now=words.now, zone=words.zone, policy=self.organisation.policy),
            organisation=self.organisation,
            records=records,
            read=reader,
            typed=arrival.text,
            contact=arrival.contact,
            attached=arrival.attached,
            group=arrival.group,
            trail=_trail(arrival, known.draft),
        )

    def _words(self, code: str | None) -> Words:
        return Words(language_of(code, self.organisation.default_language), self.organisation.zone, self.clock.now())


def _trail(arrival: Arrival, draft: Draft | None) -> Trail:
    """What was tapped brings it along; what is typed for a form goes on where the form was begun."""
    if arrival.is_button or arrival.command or draft is None:
        return arrival.trail
    return trail_of(draft)


def _turns(draft: Draft, route: Route, answer: Answer) -> bool:
    """Whether who is in a form goes on to something else with this, or comes back to its question.

    What is replayed is not their doing now, and a button that is none of ours leads nowhere.
    """
    is_shown = isinstance(answer.at, Resume)
    return is_shown if draft.left_at else not is_shown and route in ELSEWHERE


def _was_out_of_reach(known: Known) -> bool:
    """Whoever writes can be written to, whatever the messenger said the last time."""
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
    return replace(await answer_of(tap, ALL.buttons[Home], Home()), toast=screens.old_button_toast(tap.words))
