"""Where lists that were sent are seen to, with a Telegram that hands out their files."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from telegram import Bot
from telegram.error import TelegramError

from bot.ground.settings import Settings
from bot.importing.desk import ListDesk
from bot.importing.holding import NotInHand
from bot.importing.on_duty import ListKeeper
from bot.importing.orders import held_in
from bot.importing.sent import see_to
from handlers.tapping.messenger import Messenger
from scheduling.sweeps import settle_imports
from storage.engine.database import Database
from tests.bot.importing.test_importing import Dying
from tests.support.acting import at
from tests.support.city import City
from tests.support.frozen import Frozen
from tests.support.list_files import Line, workbook_of
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.sending import ListEnd
from volunteering.rules.volunteers import Person

PEOPLE: list[Line] = [
    ["姓名", "手机", "团队", "时长"],
    ["王伟", "13900000001", "Jiaojiang", 120],
    ["李丽", "13900000002", "Linhai", 2.5],
    ["张敏", "13900000003", "Linhai", ""],
]


EXPECTED = "SELECT COUNT(*) AS n FROM people WHERE state = 'expected'"


async def _at_once(_: float) -> None:
    """Nobody waits in tests."""


@dataclass
class Files:
    """What the messenger was given."""

    names: list[str] = field(default_factory=list)
    contents: list[bytes] = field(default_factory=list)
    refusals: list[TelegramError] = field(default_factory=list)

    async def send_file(self, _: int, name: str, content: bytes, __: Any) -> None:
        if self.refusals:
            raise self.refusals.pop()
        self.names.append(name)
        self.contents.append(content)


@dataclass
class Office:
    """A city with an admin, a list of theirs, and whoever is on duty."""

    city: City
    admin: Person
    clock: Frozen
    files: Files
    content: bytes | Callable[[], bytes] = b""
    told: list[str] = field(default_factory=list)

    def keeper(self, database: Database | None = None) -> ListKeeper:
        return ListKeeper(self.city.database, SETTINGS, self.clock, self._does(database or self.city.database))

    def desk(self, database: Database) -> ListDesk:
        return ListDesk(SETTINGS, database, self.clock, cast("Bot", None), cast("Messenger", self.files), _at_once)

    def _does(self, database: Database) -> Any:
        async def apart(*command: str) -> str:
            try:
                return await see_to(self.desk(database), held_in(command[-1]))
            except NotInHand:
                return "overtaken"

        return apart

    async def sends(self, *lines: Line, unit_id: int | None = None) -> int:
        self.content = workbook_of(lines)
        async with self.city.writing() as rows:
            found = await rows.sent_lists.offer(
                by_id=self.admin.id,
                unit_id=unit_id or self.city.top.id,
                state=Progress.OFFERED,
                file_id="f",
                name="list.xlsx",
                at=self.clock.now(),
            )
        return found.id

    async def wants(self, number: int) -> None:
        async with self.city.writing() as rows:
            found = await rows.sent_lists.get(number)
            assert found is not None
            assert found.state is Progress.TRIED
            assert await rows.sent_lists.turn(found, Progress.WANTED, self.clock.now())

    async def state(self) -> list[str]:
        return [row["state"] for row in await self.city.table("SELECT state FROM imports ORDER BY id")]

    async def owed(self) -> list[str]:
        rows = await self.city.table("SELECT kind, facts FROM outbox WHERE kind LIKE 'list_%' ORDER BY id")
        return [next((end for end in ListEnd if f'"end":"{end}"' in row["facts"]), row["kind"]) for row in rows]


SETTINGS = Settings(_env_file=None, telegram_bot_token=None, database_url="sqlite:///nobody.db")


class Half(Dying):
    """It reads as it is."""

    def reading(self) -> Any:
        return self._database.reading()


async def seen_to(office: Office, after: int) -> None:
    """Whoever is on duty next sees to all there is."""
    for _ in range(6):
        if not await office.keeper().see_to_next():
            await settle_imports(office.city.database, at(office.clock.now()))
        if (await office.state()) in ([], ["tried"]):
            return
        office.clock.passes(minutes=1)


async def forget_people(city: City) -> None:
    async with city.writing() as rows:
        tx = rows.people._tx
        for table in ("entries", "journal", "outbox", "star_checks", "star_marks"):
            await tx.execute(f"DELETE FROM {table}")
        await tx.execute("DELETE FROM people WHERE state = 'expected'")
