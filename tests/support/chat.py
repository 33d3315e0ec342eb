"""People who chat with Yigong's handlers over a real database, without a network or a process.

    chat = Chat(database)
    wei = chat.person(7, "Wei")
    await wei.sends("/start")
    await wei.taps("English")
    wei.sees("May we keep")

A label is a whole one or how one begins. What a test asserts is what a person would notice.
"""

import itertools
from dataclasses import dataclass, field, replace
from typing import Any

from bot.telegram.reading import read
from bot.telegram.sending import entrance_of
from handlers.buttons.button import Button
from handlers.doors.routes import ALL
from handlers.doors.way import Way
from handlers.tapping.replies import Aside, Reply
from handlers.tapping.tap import Organisation
from storage.engine.database import Database
from storage.rows import Rows
from tests.support.city import ZONE
from tests.support.frozen import Frozen, Uneven
from tests.support.recorder import Recorder, SeenMessage, Shown
from volunteering.rules.ground.periods import Month, local_day
from volunteering.rules.ground.policy import Policy
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Language, Person

USERNAME = "yigong_bot"


def organisation(**changes: Any) -> Organisation:
    """The city federation of Taizhou, unless told otherwise."""
    usual: dict[str, Any] = {
        "name": "Taizhou",
        "zone": ZONE,
        "policy": Policy(),
        "default_language": Language.SIMPLIFIED,
        "admin_ids": frozenset(),
        "entrance": entrance_of(USERNAME),
    }
    return Organisation(**{**usual, **changes})


@dataclass
class Chat:
    """The handlers, a database, a clock, and everybody's phones."""

    database: Database
    organisation: Organisation = field(default_factory=organisation)
    clock: Frozen = field(default_factory=Uneven)

    def __post_init__(self) -> None:
        self.recorder = Recorder()
        self.messenger = self.recorder.messenger()
        self.way = Way(self.database, self.organisation, self.clock)
        self._numbers = itertools.count(1)
        self.message_numbers = itertools.count(10_001)
        self._telegram_ids = itertools.count(5001)

    def has_pages(self, root: str) -> None:
        """From now on there are pages under this address."""
        self.organisation = replace(self.organisation, public_url=root)
        self.way = Way(self.database, self.organisation, self.clock)

    async def found(self) -> Unit:
        """The top unit, as starting Yigong makes it."""
        async with self.database.transaction() as transaction:
            return await Rows(transaction).units.top_named(self.organisation.name, self.clock.now())

    def person(self, telegram_id: int, name: str = "Wei", *, language: str | None = "en") -> "PhoneInChat":
        """Somebody with Telegram on their phone, who may be unknown to Yigong."""
        return PhoneInChat(self, telegram_id, name, language)

    async def volunteer(
        self,
        name: str = "Wei",
        unit: Unit | None = None,
        *,
        role: Role | None = None,
        language: Language = Language.ENGLISH,
    ) -> "PhoneInChat":
        """Somebody who registered some time ago: of the top unit and reading English, unless told otherwise."""
        phone = self.person(next(self._telegram_ids), name)
        now = self.clock.now()
        async with self.database.transaction() as transaction:
            records = Rows(transaction)
            unit = unit or await records.units.top()
            month = Month.of(local_day(now, ZONE))
            person_id = await records.people.add(
                telegram_id=phone.id,
                name=name,
                phone=None,
                language=language,
                unit=unit,
                at=now,
                month=month,
            )
            if role is not None:
                await records.people.set_role(person_id, unit.id, role, by_id=person_id, at=now)
        return phone

    async def update(self, content: dict[str, Any], *, number: int | None = None) -> int:
        """Something comes from Telegram; its number, to let the same come again."""
        number = next(self._numbers) if number is None else number
        self.recorder.toasts.clear()
        await self.goes_through({"update_id": number, **content})
        return number

    async def goes_through(self, raw: dict[str, Any]) -> None:
        """The update is done, and answered."""
        match await self.way.act(read(raw, USERNAME)):
            case Reply() as reply:
                assert reply.at is None or not ALL.buttons[type(reply.at)].writes, "it can't be shown once more"
                await reply.go_on(self.messenger)
                if reply.query_id is not None:
                    await self.messenger.answer_tap(reply.query_id, reply.answer.toast)
            case Aside() as aside:
                await aside.say(self.messenger)


@dataclass
class PhoneInChat:
    """One person's private chat with the bot."""

    chat: Chat
    id: int
    name: str
    language: str | None
    last_update: dict[str, Any] = field(default_factory=dict)
    last_number: int = 0
    said: dict[str, Any] = field(default_factory=dict)  # the last message from here

    async def sends(self, text: str) -> None:
        """Type a text or a command."""
        await self._message({"text": text})

    async def edits(self, text: str) -> None:
        """Change what was sent last."""
        self.said = {**self.said, "text": text, "edit_date": self.said.get("edit_date", 1) + 1}
        await self._update({"edited_message": self.said})

    async def shares_contact(self, phone: str, *, of: int | None = None) -> None:
        """Tap the key that shares a contact: one's own, or a card from the address book (`of` somebody else)."""
        contact = {"phone_number": phone, "first_name": self.name, "user_id": self.id if of is None else of}
        await self._message({"contact": contact})

    async def sends_photo(self, file_id: str = "a", **also: Any) -> None:
        """Send something that is no text; `also`: that it is one of several sent together."""
        sizes = [
            {"file_id": name, "file_unique_id": name, "width": side, "height": side}
            for name, side in ((f"small-{file_id}", 90), (file_id, 1280))
        ]
        await self._message({"photo": sizes, "caption": "look", **also})

    async def sends_file(
        self, file_id: str = "f", mime_type: str = "application/pdf", *, size: int = 1000, name: str = "file"
    ) -> None:
        """Send a file from one's phone."""
        told = {"file_id": file_id, "file_unique_id": file_id, "mime_type": mime_type, "file_size": size}
        told["file_name"] = name
        await self._message({"document": told})

    async def sends_anything(self, kind: str) -> None:
        """Send something of that kind, or let something of it happen to the chat."""
        await self._message({kind: {"file_id": "a", "file_unique_id": "a"}})

    async def sends_voice(self) -> None:
        """Speak instead of typing."""
        await self._message({"voice": {"file_id": "a", "file_unique_id": "a", "duration": 1}})

    async def taps(self, label: str) -> None:
        """Tap the button with that label on the newest message that has it, or the key of a keyboard."""
        message, shown = self.button(label)
        if shown.asks_contact:
            await self.shares_contact("8613800000007")
        elif message.keyboard:
            await self.sends(shown.label)
        else:
            assert shown.data is not None, f"“{label}” opens an address: {shown.url}"
            await self.taps_data(shown.data, on=message.id)

    async def taps_button(self, button: Button) -> None:
        """A button of an old message, or a forged one."""
        await self.taps_data(button.pack())

    async def taps_data(self, data: str, *, on: int | None = None) -> None:
        """The raw data of a button, on a message of the bot's."""
        on = on if on is not None else self.last.id if self.messages else 1
        message = {"message_id": on, "date": 1, "chat": self._chat(), "text": "…"}
        query = {"id": "1", "from": self._user(), "chat_instance": "1", "message": message, "data": data}
        await self._update({"callback_query": query})

    async def repeats(self) -> None:
        """Telegram sends the last update again, as it does when its acknowledgement was lost."""
        await self.chat.update(self.last_update, number=self.last_number)

    async def known(self) -> Person | None:
        """The person as Yigong keeps them; None for a stranger."""
        async with self.chat.database.reading() as reader:
            return await Rows.reading(reader).people.by_telegram(self.id)

    # What is seen

    @property
    def messages(self) -> list[SeenMessage]:
        """Every message of the bot's, as they look now."""
        return self.chat.recorder.shelf(self.id).messages

    @property
    def last(self) -> SeenMessage:
        """The newest of them."""
        return self.messages[-1]

    @property
    def toast(self) -> str:
        """What the last tap was answered with."""
        return self.chat.recorder.toasts[-1] if self.chat.recorder.toasts else ""

    @property
    def menu(self) -> tuple[str, ...] | None:
        """The commands behind the / key, once they were set for this chat."""
        return self.chat.recorder.shelf(self.id).commands

    @property
    def files(self) -> list[tuple[str, bytes]]:
        """The documents that came: name and content."""
        return [message.file for message in self.messages if message.file]

    def sees(self, *texts: str) -> None:
        """Each of the texts stands on the newest message, or on one of its buttons."""
        seen = "\n".join((self.last.text, *self.last.labels))
        for text in texts:
            assert text in seen, f"“{text}” is not on the screen:\n{seen}"

    def sees_not(self, *texts: str) -> None:
        """None of the texts does."""
        seen = "\n".join((self.last.text, *self.last.labels))
        for text in texts:
            assert text not in seen, f"“{text}” is on the screen:\n{seen}"

    def button(self, label: str) -> tuple[SeenMessage, Shown]:
        """The newest button whose label is, or begins with, this one."""
        for message in reversed(self.messages):
            shown = [shown for row in (*message.rows, *message.keyboard) for shown in row]
            found = [one for one in shown if one.label == label] or [
                one for one in shown if one.label.startswith(label)
            ]
            if found:
                return message, found[0]
        raise AssertionError(f"no button “{label}”; the newest message:\n{self.last.text}\n{self.last.labels}")

    # How Telegram says it

    async def _message(self, content: dict[str, Any]) -> None:
        number = next(self.chat.message_numbers)
        self.said = {"message_id": number, "date": 1, "chat": self._chat(), "from": self._user(), **content}
        await self._update({"message": self.said})

    async def _update(self, content: dict[str, Any]) -> None:
        self.last_update = content
        self.last_number = await self.chat.update(content)

    def _chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": self.name}

    def _user(self) -> dict[str, Any]:
        user = {"id": self.id, "is_bot": False, "first_name": self.name}
        return user if self.language is None else {**user, "language_code": self.language}
