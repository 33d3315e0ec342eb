"""A province in small: three real processes on one PostgreSQL, a balancer before them, and the phones."""

import asyncio
import json
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from playground.ground.signals import Signal
from playground.serving.server import Playground
from storage.engine.connecting import connect
from storage.engine.database import Database, Transaction
from storage.engine.retrying import written
from tests.support.balancer import Balancer
from tests.support.quick_bots import QuickBots
from tests.support.town import MONDAY_MORNING, ROOT
from tests.support.wire import Wire
from tests.torture.fragile import ON_ITS_WAY, FragileTown

NAMES = ("one", "two", "three")
ROLE = "replicas"  # of those who reach PostgreSQL by a wire
SEED = 20261123
SECRET = "only-for-Telegram"
WITHIN = 60.0  # seconds that a test waits for what must happen, on a machine that is busy
SERVED = "health and metrics are served"
POSTED = "Telegram posts updates to the webhook"
LETTER = "The river is high"
ON_DUTY = "this replica is on duty: it delivers and keeps the timetable"
LAID_DOWN = "the duty is laid down: the database doesn't answer"

Line = dict[str, Any]


class Replica:
    """One process, with what it logs."""

    def __init__(self, name: str, environment: dict[str, str], tell: "Callable[[Replica, Line], None]") -> None:
        self.name = name
        self.lines: list[Line] = []
        self._tell = tell
        self._environment = environment
        self._program: tuple[str, ...] = ("bot",)
        self._heard = asyncio.Event()
        self._is_over = False
        self._process: asyncio.subprocess.Process | None = None
        self._wire: Wire | None = None

    def listens_at(self, port: int) -> None:
        """Let it be found at that port, from its next start on."""
        self._environment |= {"HTTP_PORT": str(port)}

    def has_secret(self, secret: str) -> None:
        """Let the settings have that secret of the webhook, from its next start on."""
        self._environment |= {"WEBHOOK_SECRET": secret}

    def goes_through(self, wire: Wire) -> None:
        """Let it reach its database by that wire, from its next start on."""
        self._wire = wire
        self._environment |= {"DATABASE_URL": wire.url}

    def is_upgraded(self, migrations: Path) -> None:
        """Let it be the program of a later day, with these migrations, from its next start on."""
        self._program = ("tests.replicas.later", str(migrations))

    @property
    def wire(self) -> Wire:
        """Its wire, where it has one."""
        assert self._wire is not None, f"{self.name} is connected directly"
        return self._wire

    @property
    def process(self) -> asyncio.subprocess.Process:
        """The process, which must have been started."""
        assert self._process is not None, f"{self.name} was never started"
        return self._process

    @property
    def lives(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.returncode is None

    @property
    def address(self) -> str:
        """Where it listens."""
        return str(next(line["address"] for line in reversed(self.lines) if line["event"] == SERVED))

    async def start(self, group: asyncio.TaskGroup) -> None:
        """Start it, and listen to it."""
        self.lines.clear()
        self._is_over = False
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *self._program, "run",
            env=self._environment, cwd=ROOT, stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        group.create_task(self._listen(self._process))

    async def says(self, event: str) -> Line:
        """Wait until it has logged that since it was started."""
        try:
            async with asyncio.timeout(WITHIN):
                while True:
                    self._heard.clear()
                    for line in self.lines:
                        if line["event"] == event:
                            return line
                    assert not self._is_over, f"{self.name} ended without saying {event!r}:\n{self.log}"
                    await self._heard.wait()
        except TimeoutError:
            raise AssertionError(f"{self.name} did not say {event!r}:\n{self.log}") from None

    async def ends(self, how: signal.Signals) -> int:
        """Send it a signal and wait until it is gone. Gives its exit code."""
        if self.lives:
            self.process.send_signal(how)
        return await self.has_ended()

    async def has_ended(self) -> int:
        """Wait until it is gone, by itself where nobody tells it to. Gives its exit code."""
        async with asyncio.timeout(WITHIN):
            return await self.process.wait()

    @property
    def log(self) -> str:
        """What it logged, to be read by whoever looks for a mistake."""
        return "\n".join(json.dumps(line) for line in self.lines)

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for text in process.stderr:
            try:
                line = json.loads(text)
            except ValueError:
                line = {"event": text.decode().rstrip(), "level": "unstructured"}
            self.lines.append(line)
            self._tell(self, line)
            self._heard.set()
        if process is self._process:
            self._is_over = True
            self._heard.set()


class Province(FragileTown):
    """A town served by several replicas behind a balancer; what becomes of it is watched as in a fragile town."""

    def __init__(
        self,
        playground: Playground,
        database_url: str,
        database: Database,
        balancer: Balancer,
        group: asyncio.TaskGroup,
        wires: Sequence[Wire] = (),
    ) -> None:
        super().__init__(playground, database_url, database, QuickBots(), Path(), SEED)
        self.balancer = balancer
        self.readers: set[int] = set()  # who only read
        self.letters_unwritten: set[int] = set()  # who of them has a letter that the dead could not write down
        settings = {"HTTP_PORT": "0", "WEBHOOK_URL": f"{balancer.url}/telegram", "WEBHOOK_SECRET": SECRET}
        settings |= {"PUBLIC_URL": balancer.url}
        self.replicas = [Replica(name, self.environment(settings), self._hear) for name in NAMES]
        for replica, wire in zip(self.replicas, wires, strict=False):
            replica.goes_through(wire)
        self.duties: list[Replica] = []  # who took the duty, one after the other
        self.duty_changed = Signal()
        self._group = group

    @property
    def on_duty(self) -> Replica:
        """The replica that took the duty last."""
        return self.duties[-1]

    def _hear(self, replica: Replica, line: Line) -> None:
        if line["event"] == ON_DUTY:
            self.duties.append(replica)
            self.duty_changed.send()

    def others(self, than: Replica) -> list[Replica]:
        """The replicas besides this one."""
        return [replica for replica in self.replicas if replica is not than]

    async def begin(self, *replicas: Replica) -> None:
        """Start replicas, all at once; the balancer has each when it is ready."""
        async with asyncio.TaskGroup() as group:
            for replica in replicas:
                group.create_task(self._begin(replica))

    async def _begin(self, replica: Replica) -> None:
        await replica.start(self._group)
        await replica.says(POSTED)
        self.balancer.replicas[replica.name] = replica.address

    async def kill(self, replica: Replica) -> None:
        """Kill a replica with SIGKILL; the balancer finds out by itself."""
        # Held first: so it can be counted what it had sent and not written down, before another replica goes on.
        replica.process.send_signal(signal.SIGSTOP)
        for _ in range(ON_ITS_WAY):
            await asyncio.sleep(0)
        await self._look_what_was_unwritten()
        self.letters_unwritten |= self.letters().keys() & await self._letters_owed()
        await replica.ends(signal.SIGKILL)
        self.kills += 1

    async def taken_over(self, takings: int) -> float:
        """Wait until the duty was taken more often than that. Gives the seconds it took."""
        began = asyncio.get_running_loop().time()
        async with asyncio.timeout(WITHIN):
            while len(self.duties) <= takings:
                await self.duty_changed.wait()
        return asyncio.get_running_loop().time() - began

    def letters(self) -> Counter[int]:
        """How many copies of the letter each reader's phone shows; on others' a tap may have led on from it."""
        chats = self.playground.telegram.chats
        return Counter(
            who for who in self.readers for message in chats[who].messages.values() if LETTER in message.text
        )

    async def reader(self, name: str) -> None:
        """Somebody who only reads."""
        self.readers.add((await self.member(name)).person.id)

    async def _letters_owed(self) -> set[int]:
        async with self.database.reading() as reader:
            rows = await reader.all(
                "SELECT p.telegram_id FROM outbox o JOIN people p ON p.id = o.person_id "
                "WHERE o.kind = 'letter' AND o.state = 'owed'"
            )
        return {row["telegram_id"] for row in rows}


@asynccontextmanager
async def province(database_url: str, *, wired: bool = False, ports: Sequence[int] = ()) -> AsyncIterator[Province]:
    """A province on a Monday morning, its replicas started at the same moment; `wired`, each has a wire of its own.

    A proxy that isn't the province's own balancer finds them at `ports`, where given.
    """
    async with (
        AsyncExitStack() as stack,
        Playground(frozen=True, now=MONDAY_MORNING, kept=1_000_000) as playground,
        Balancer() as balancer,
        connect(database_url) as database,
        asyncio.TaskGroup() as group,
    ):
        if wired:
            await _know(database)
        wires = [await stack.enter_async_context(Wire(database_url, user=ROLE)) for _ in NAMES if wired]
        place = Province(playground, database_url, database, balancer, group, wires)
        for replica, port in zip(place.replicas, ports, strict=False):
            replica.listens_at(port)
        try:
            await place.begin(*place.replicas)
            await place.taken_over(0)
            yield place
        finally:
            codes = [await replica.ends(signal.SIGTERM) for replica in place.replicas if replica.lives]
        assert not any(codes), "a replica ended badly:\n" + "\n".join(replica.log for replica in place.replicas)


async def _know(database: Database) -> None:
    """Let those on the wires be told from the tests themselves."""

    async def know(transaction: Transaction) -> None:
        if not await transaction.one("SELECT 1 FROM pg_roles WHERE rolname = :role", role=ROLE):
            await transaction.execute(f"CREATE ROLE {ROLE} SUPERUSER LOGIN")

    await written(database, know)
