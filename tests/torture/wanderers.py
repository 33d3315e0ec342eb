"""People who press, type, forge and send whatever comes to their minds, over the handlers and a real database.

    wanderers = await Wanderers.gathered(database, random.Random(1))
    await wanderers.wander(400)

What must not happen, happens in a step: a fault of a handler, or what the recorder refuses of a screen.
"""

import random
import re
from collections import Counter
from enum import Enum
from typing import Any, get_args
from urllib.parse import unquote

from handlers.buttons.button import MOST_BYTES
from handlers.doors.notices import write
from scheduling import sweeps
from scheduling.digests import send_digests
from scheduling.helping import ask_for_help
from scheduling.moves import see_to_moves
from scheduling.offering import see_to_offers
from scheduling.stars import look_at_stars
from storage.engine.database import Database
from storage.rows import outbox
from tests.security.forging import KINDS, LAST, packed
from tests.support.acting import at
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, ZONE, City
from tests.torture.learners import Learners
from volunteering.rules.ground.moment import Moment
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language
from words.words import Words

TEXTS = (
    "Li", "Wang", "Boss", "first aid", "a note", "none", "no", "yes", "Red Cross", "tomorrow 9-12", "明晚七点到九点",
    "8", "0", "-1", "100", "16", "½", "١٢", "99999999999999999999", "10,000,000 people", "12 blankets",
    "1990", "2011", "2010-05-05", "1990-02-30", "2026-12-05", "2026-13-45", "09:00", "25:00", "2.5 2026-11-20 x",
    "8 helpers, 2 first aid", "8 helpers, 8 helpers", "0 helpers", "-3 helpers", "999999 helpers, 1 x", "1 a, 1 b",
    "13800000001", "+8613800004321", "@", "/", "|", "a|b|c", "，", "\n\n", "  ", "\u200b", "\u202eabc",
    "<b>x</b>&amp;", "'; DROP TABLE people;--", "%s {name} {0}", "=1+1", "A" * 4000, "🧑‍🤝‍🧑" * 300,
)  # fmt: skip
"""What people type, and what whoever means harm does."""

COMMANDS = (
    "/start", "/help", "/activities", "/my", "/hours", "/profile", "/privacy", "/manage", "/new", "/units", "/people",
    "/stats", "/parked", "/census", "/qualifications", "/guardian", "/cancel", "/people Li", "/hours 2 2026-11-10 x",
    "/training", "/exams", "/appraisal", "/certificate", "/certificate 2026", "/verify 7K3M-9QFD-2XWB", "/verify",
    "/rate", "/certificate 去年",
    "/new Fair | 2026-12-05 09:00-12:00 | East Gate | 8 helpers, 2 first aid",
    "/new Night watch | 2026-12-01 20:00-23:30 | East Gate | 3",
)  # fmt: skip

FILES = (
    "application/pdf", "image/png", "text/csv", "x/y",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)  # fmt: skip

FRESH = 80  # steps: so often there is a new shift, and whoever went or is held is here again

_SWEEPS = (
    *(
        sweeps.remind,
        sweeps.ask_for_rosters,
        send_digests,
        sweeps.tell_of_ends,
        sweeps.see_to_exams,
        sweeps.move_up,
        see_to_offers,
        ask_for_help,
        see_to_moves,
        sweeps.settle_imports,
    ),
    *(sweeps.tell_of_stars, look_at_stars, sweeps.tell_of_appraisals, sweeps.choose_buddies),
    *(sweeps.pass_on_unheard, sweeps.ask_census, sweeps.draw_up_census, sweeps.look_at_records),
)
_START = re.compile(r"start=([\w-]+)")
_SENT = "UPDATE outbox SET state = 'sent', done_at = 1 WHERE state = 'owed' AND due_at <= :now"
_HERE_AGAIN = "UPDATE people SET state = 'active', reachable = 1 WHERE state IN ('suspended', 'left')"
_ADMIN_AGAIN = """
    INSERT INTO roles (person_id, unit_id, role, given_by, given_at)
    SELECT p.id, :unit, 'admin', p.id, 0 FROM people p WHERE p.telegram_id = :who AND p.state = 'active'
    ON CONFLICT DO NOTHING
"""


class Wanderers:
    """Two admins, a leader, volunteers of both teams, one of them under age, two strangers, and the learners."""

    def __init__(self, city: City, chat: Chat, chance: random.Random) -> None:
        self.city = city
        self.pressed: Counter[str] = Counter()  # what buttons that were shown are, by their code
        self._chat = chat
        self._chance = chance
        self._phones: list[PhoneInChat] = []
        self._links: list[str] = []
        self._doing = ""

    @classmethod
    async def gathered(cls, database: Database, chance: random.Random) -> "Wanderers":
        """In a small organisation, with shifts ahead and over, and everything of learning and thanks under way."""
        learners, chat = await Learners.gathered(database), Chat(database)
        city = learners.city
        wanderers = cls(city, chat, chance)
        wanderers._phones = [
            await chat.volunteer("Boss", role=Role.ADMIN),
            await chat.volunteer("Boss2", role=Role.ADMIN, language=Language.SIMPLIFIED),
            await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER),
        ]
        for number, name in enumerate(("Wang", "Chen", "O'Neil <x>", "Young", "=HYP()")):
            unit, language = (city.jiaojiang if number % 2 else None), chance.choice(list(Language))
            wanderers._phones.append(await chat.volunteer(name, unit, language=language))
        for one in (learners.an, learners.li, learners.mei, learners.twin, learners.bo, learners.hu):
            assert one.telegram_id is not None
            wanderers._phones.append(chat.person(one.telegram_id, one.name))
        wanderers._phones.extend(chat.person(900 + number, f"Stranger {number}") for number in range(2))
        async with city.changing() as tx:
            await tx.execute("UPDATE people SET born = '2010-05-05' WHERE name = 'Young'")
        for hours in (30, -4):
            await city.roles(await city.shift(hours, places=4), Helpers=1, First_aid=1)
        return wanderers

    async def wander(self, steps: int) -> None:
        """One after the other does something. What fails says at which step, and what was done."""
        acts = (self._forges, self._presses, self._types, self._sends, self._opens_a_link, self._lets_time_pass)
        for number in range(steps):
            try:
                if number % FRESH == 0:
                    await self._begins_anew()
                [act] = self._chance.choices(acts, (45, 27, 18, 5, 2, 3))
                await act(self._somebody())
                if number % 6 == 0:
                    await self._reads_what_is_owed()
            except BaseException as fault:
                fault.add_note(f"at step {number}: {self._doing}")
                raise

    @property
    def moment(self) -> Moment:
        """Now."""
        return at(self._chat.clock.now())

    def _somebody(self) -> PhoneInChat:
        """Mostly one of those who may do much."""
        return self._chance.choice(self._phones[:3] if self._chance.random() < 0.5 else self._phones)

    async def _forges(self, phone: PhoneInChat) -> None:
        """Any button, whether or not it is theirs, with numbers that are mostly somebody's."""
        kind = self._chance.choice(KINDS)
        if kind in LAST and self._chance.random() < 0.9:  # whoever is gone does nothing more
            return
        values = [packed(self._filling(field.annotation)) for field in kind.model_fields.values()]
        button = kind.read(values)
        if button is not None and len(button.pack().encode()) <= MOST_BYTES:
            self._doing = f"{phone.name} forges {button!r}"
            await phone.taps_button(button)

    def _filling(self, annotation: Any) -> Any:
        kinds = {part for part in (annotation, *get_args(annotation)) if isinstance(part, type)}
        for words in (part for part in kinds if issubclass(part, Enum)):
            return self._chance.choice(list(words))
        if bool in kinds:
            return self._chance.random() < 0.5
        if int in kinds:
            return self._chance.choice((self._chance.randint(0, 4), self._chance.randint(1, 18)))
        return self._chance.choice(("", "1", "unit", "text", "roles", "2026-11", "2026", "first"))

    async def _presses(self, phone: PhoneInChat) -> None:
        """What is shown: of three buttons the one whose like was pressed least."""
        shown = [(message.id, one) for message in phone.messages[-4:] for row in message.rows for one in row]
        shown += [(message.id, one) for message in phone.messages[-4:] for row in message.keyboard for one in row]
        self._links += [found for message in phone.messages[-2:] for found in _START.findall(unquote(message.text))]
        self._links += [found for _, one in shown if one.url for found in _START.findall(unquote(one.url))]
        tried = self._chance.sample(shown, min(3, len(shown)))
        for on, one in sorted(tried, key=lambda found: self.pressed[_like(found[1].data)])[:1]:
            self._doing = f"{phone.name} presses {one.label!r}, {one.data!r}"
            self.pressed[_like(one.data)] += 1
            if one.asks_contact:
                await phone.shares_contact(self._chance.choice(("8613800000007", "+8613900000001")))
            elif one.data:
                await phone.taps_data(one.data, on=on)
            elif not one.url:
                await phone.sends(one.label)

    async def _types(self, phone: PhoneInChat) -> None:
        text = self._chance.choice(COMMANDS if self._chance.random() < 0.3 else TEXTS)
        self._doing = f"{phone.name} types {text[:60]!r}"
        await phone.sends(text)

    async def _sends(self, phone: PhoneInChat) -> None:
        """A photo, a file of any kind and size, or a number: theirs, somebody else's, or nobody's."""
        what = self._chance.choice(("photo", "file", "contact"))
        self._doing = f"{phone.name} sends a {what}"
        match what:
            case "photo":
                await phone.sends_photo(self._chance.choice("abc"))
            case "file":
                size = self._chance.choice((0, 1000, 10**9))
                await phone.sends_file(self._chance.choice("xyz"), self._chance.choice(FILES), size=size)
            case _:
                await phone.shares_contact("+8613900000001", of=self._chance.choice((None, 7, phone.id)))

    async def _opens_a_link(self, phone: PhoneInChat) -> None:
        """One that anybody was shown."""
        for link in self._chance.sample(self._links, min(1, len(self._links))):
            self._doing = f"{phone.name} opens {link}"
            await phone.sends(f"/start {link}")

    async def _lets_time_pass(self, _: PhoneInChat) -> None:
        hours = self._chance.choice((0.1, 1, 5, 24))
        self._chat.clock.passes(hours=hours)
        for sweep in _SWEEPS:
            self._doing = f"{hours} h pass, and {sweep.__name__}"
            await sweep(self.city.database, at(self._chat.clock.now()))
        await sweeps.tidy(self.city.database, at(self._chat.clock.now()))

    async def _reads_what_is_owed(self) -> None:
        """Everybody, each message in every language."""
        now = self._chat.clock.now()
        async with self.city.database.reading() as reader:
            for row in [row for bulk in (False, True) for row in await outbox.due(reader, now, 100, bulk=bulk)]:
                for language in Language:
                    self._doing = f"{row.notice!r} is written in {language}"
                    policy = self._chat.organisation.policy
                    written = await write(reader, Words(language, ZONE, now, lasts=True), policy, row)
                    if written and row.telegram_id:
                        await self._chat.messenger.show(row.telegram_id, None, written.screen)
        async with self.city.changing() as tx:
            await tx.execute(_SENT, now=int(now.timestamp()))

    async def _begins_anew(self) -> None:
        self._doing = "there is a new shift"
        ahead = (self._chat.clock.now() - NOW).total_seconds() / 3600 + 48
        shift = await self.city.shift(ahead, places=3)
        if self._chance.random() < 0.7:
            await self.city.roles(shift, Helpers=self._chance.randint(1, 2), First_aid=self._chance.randint(0, 2))
        async with self.city.changing() as tx:
            await tx.execute(_HERE_AGAIN)
            for boss in self._phones[:2]:
                await tx.execute(_ADMIN_AGAIN, unit=self.city.top.id, who=boss.id)


def _like(data: str | None) -> str:
    """What kind of button it is."""
    return re.split(r"[:|]", data or "")[0]
