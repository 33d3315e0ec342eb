"""Delivery: what is owed goes out once, in order, at the pace, and whatever happens nothing of it is lost."""

import asyncio
from typing import Any

import pytest
from telegram.error import TimedOut
from typing_extensions import override

from bot.calling.pace import Pace
from bot.delivering import delivery as under_test
from bot.delivering.duty import Duty
from storage.rows import outbox
from tests.bot.delivering.test_claims import Lock
from tests.support.city import NOW
from tests.support.delivering import Fault, PostOffice, Quick
from volunteering.rules.notices.letters import Letter
from volunteering.rules.notices.volunteers import RoleChanged
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person

WITHIN = 20  # seconds that a test waits for what must happen


class Gate(Pace):
    """Gives turns one by one, when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = 0
        self.open = asyncio.Semaphore(0)
        self.changed = asyncio.Event()

    @override
    async def turn(self, chat_id: int | str) -> float:
        self.waiting += 1
        self.changed.set()
        try:
            await self.open.acquire()
        finally:
            self.waiting -= 1
        return 0.0

    async def has_waiting(self, number: int) -> None:
        """Wait until so many wait for a turn."""
        async with asyncio.timeout(WITHIN):
            while self.waiting < number:
                self.changed.clear()
                await self.changed.wait()


def letter(text: str = "Bring gloves") -> Letter:
    return Letter(from_id=1, text=text)


async def row_of(office: PostOffice, person: Person) -> Any:
    [row] = await office.city.table("SELECT * FROM outbox WHERE person_id = :person", person=person.id)
    return row


async def test_it_arrives_and_is_written_down(office: PostOffice) -> None:
    wang = await office.reader()
    await office.owe(wang, letter())
    await office.delivery.drain_once()
    [message] = office.messages(wang)
    assert "Bring gloves" in message.text
    row = await row_of(office, wang)
    assert (row["state"], row["message_id"], row["done_at"]) == ("sent", message.id, int(NOW.timestamp()))
    assert office.outcomes == [("letter", "sent")]
    await office.delivery.drain_once()
    assert len(office.messages(wang)) == 1


async def test_what_is_due_later_is_sent_later(office: PostOffice) -> None:
    wang = await office.reader()
    await office.owe(wang, letter())
    async with office.city.changing() as tx:
        await tx.execute("UPDATE outbox SET next_at = next_at + 3600")
    await office.delivery.drain_once()
    assert not office.messages(wang)
    await office.passes(hours=1)
    assert len(office.messages(wang)) == 1


async def test_the_urgent_goes_before_bulk(office: PostOffice) -> None:
    crowd = [await office.reader(f"Volunteer {number}") for number in range(30)]
    for person in crowd:
        await office.owe(person, letter(), bulk=True)
    wang = await office.reader()
    gate, sent = Gate(), asyncio.Semaphore(0)

    async def before(_: int) -> None:
        sent.release()

    office.telegram.before = before
    async with asyncio.timeout(WITHIN), asyncio.TaskGroup() as group:
        group.create_task(office.another(pace=gate).drain_once())
        await gate.has_waiting(8)
        await office.owe(wang, letter())
        for _ in range(31):  # one at a time, so that nobody is quicker on the way than whoever went before
            gate.open.release()
            await sent.acquire()
    # A few were ready before it was owed; nobody else comes between.
    assert office.telegram.order.index(wang.telegram_id or 0) <= 16
    assert len(office.telegram.order) == 31


async def test_one_person_gets_one_message_at_a_time_and_in_order(office: PostOffice) -> None:
    wang = await office.reader()
    for number in range(5):
        await office.owe(wang, letter(f"Number {number}"))
    at_once: list[int] = []
    under_way = 0

    async def before(_: int) -> None:
        nonlocal under_way
        under_way += 1
        at_once.append(under_way)
        await asyncio.sleep(0)
        under_way -= 1

    office.telegram.before = before
    await office.delivery.drain_once()
    assert at_once == [1] * 5
    assert [message.text.split()[-1] for message in office.messages(wang)] == ["0", "1", "2", "3", "4"]


async def test_somebody_with_very_many_messages_hides_nobody(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(under_test, "LOOK", 4)
    busy, wang = await office.reader("Busy"), await office.reader()
    for number in range(12):
        await office.owe(busy, letter(f"Number {number}"))
    await office.owe(wang, letter())
    held = asyncio.Event()
    reached = asyncio.Event()

    async def before(chat_id: int) -> None:
        if chat_id == wang.telegram_id:
            reached.set()
        else:
            await held.wait()

    office.telegram.before = before
    async with asyncio.timeout(WITHIN), asyncio.TaskGroup() as group:
        group.create_task(office.delivery.drain_once())
        await reached.wait()
        held.set()
    assert len(office.messages(busy)) == 12


async def test_what_comes_to_its_end_while_the_outbox_is_read_is_not_begun_again(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    wang = await office.reader()
    await office.owe(wang, letter())
    whole = outbox.due
    on_its_way, finish = asyncio.Event(), asyncio.Event()
    read: list[int] = []

    async def before(_: int) -> None:
        on_its_way.set()
        await finish.wait()

    async def due(*values: Any, **named: Any) -> Any:
        rows = await whole(*values, **named)
        if on_its_way.is_set() and rows:
            read.append(len(rows))
            finish.set()
            await asyncio.wait([message.task for message in office.delivery._under_way._messages.values()])
        return rows

    office.telegram.before = before
    monkeypatch.setattr(outbox, "due", due)
    async with asyncio.timeout(WITHIN):
        await office.delivery.drain_once()
    assert read == [1], "it was not among the rows"
    assert office.outcomes == [("letter", "sent")]


@pytest.mark.parametrize("bulk", [False, True])
async def test_no_turn_is_lost_for_want_of_a_message(office: PostOffice, *, bulk: bool) -> None:
    crowd = [await office.reader(f"Volunteer {number}") for number in range(50)]
    for person in crowd:
        await office.owe(person, letter(), bulk=bulk)
    gate = Gate()
    async with asyncio.TaskGroup() as group:
        group.create_task(office.another(pace=gate).drain_once())
        for left in range(50, 0, -1):
            # A quarter of a second's worth is ready, always.
            await gate.has_waiting(min(left, 8))
            gate.open.release()
    assert len(office.telegram.order) == 50


async def test_stopping_leaves_what_waits_and_finishes_what_is_on_its_way(office: PostOffice) -> None:
    wang, zhao = await office.reader(), await office.reader("Zhao")
    await office.owe(wang, letter())
    await office.owe(zhao, letter())
    gate, on_its_way, finish = Gate(), asyncio.Event(), asyncio.Event()

    async def before(_: int) -> None:
        on_its_way.set()
        await finish.wait()

    office.telegram.before = before
    gate.open.release()
    delivery = office.another(pace=gate)
    async with asyncio.timeout(WITHIN), asyncio.TaskGroup() as group:
        running = group.create_task(delivery.run())
        await on_its_way.wait()
        delivery.stop()
        assert not running.done()
        finish.set()
    assert len(office.telegram.order) == 1
    assert sorted(await office.states()) == ["owed", "sent"]


async def test_stopping_gives_up_on_what_takes_too_long(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "LAST_MOMENTS", 0.01)
    wang = await office.reader()
    await office.owe(wang, letter())
    on_its_way, never = asyncio.Event(), asyncio.Event()

    async def before(_: int) -> None:
        on_its_way.set()
        await never.wait()

    office.telegram.before = before
    async with asyncio.timeout(WITHIN), asyncio.TaskGroup() as group:
        group.create_task(office.delivery.run())
        await on_its_way.wait()
        office.delivery.stop()
    assert await office.states() == ["owed"]


class OffDuty(Duty):
    """Somebody else's."""

    @override
    def is_ours(self) -> bool:
        return False


async def test_only_the_leader_delivers(office: PostOffice) -> None:
    wang = await office.reader()
    await office.owe(wang, letter())
    await office.another(duty=OffDuty(None)).drain_once()
    assert not office.messages(wang)
    await office.delivery.drain_once()
    assert len(office.messages(wang)) == 1


class PassingDuty(Duty):
    """On duty until another replica is."""

    def __init__(self, lock: Lock) -> None:
        super().__init__(lock)
        self.passed = False

    @override
    def is_ours(self) -> bool:
        return not self.passed


@pytest.mark.parametrize("fault", [(429, "Too Many Requests: retry after 7", 7), TimedOut()], ids=["paused", "slow"])
async def test_what_was_tried_and_is_others_to_send_now_is_free_for_them_at_once(
    office: PostOffice, fault: Fault
) -> None:
    wang = await office.reader()
    assert wang.telegram_id is not None
    office.telegram.faults[wang.telegram_id] = [fault]
    await office.owe(wang, letter())
    lock = Lock()
    duty = PassingDuty(lock)
    lock.granted = frozenset({(await row_of(office, wang))["id"]})
    async with office.city.changing() as tx:
        await tx.execute("UPDATE outbox SET claimed_by = :number", number=lock.number)

    class Second(Quick):
        @override
        async def turn(self, chat_id: int | str) -> float:
            duty.passed = bool(lock.hops)
            return 0.0

    await office.another(pace=Second(), duty=duty).drain_once()
    row = await row_of(office, wang)
    assert lock.hops, "nothing was tried"
    assert (row["state"], row["claimed_by"]) == ("owed", None)


async def test_it_runs_until_it_is_stopped_and_is_woken(office: PostOffice) -> None:
    wang = await office.reader()
    arrived = asyncio.Event()

    async def before(_: int) -> None:
        arrived.set()

    office.telegram.before = before
    async with asyncio.timeout(WITHIN), asyncio.TaskGroup() as group:
        group.create_task(office.delivery.run())
        await asyncio.sleep(0)
        await office.owe(wang, letter())
        office.delivery.wake()
        await arrived.wait()
        office.delivery.stop()
    assert await office.states() == ["sent"]


async def test_a_new_role_comes_with_its_commands(office: PostOffice) -> None:
    wang = await office.reader()
    unit = office.city.jiaojiang
    async with office.city.writing() as rows:
        await rows.people.set_role(wang.id, unit.id, Role.LEADER, by_id=None, at=NOW)
    await office.owe(wang, RoleChanged(unit_id=unit.id, role=Role.LEADER))
    await office.delivery.drain_once()
    assert office.texts(wang) == ["You lead Jiaojiang now"]
    assert wang.telegram_id is not None
    commands = office.telegram.shelf(wang.telegram_id).commands
    assert commands is not None
    assert "new" in commands


# Letters to a unit
