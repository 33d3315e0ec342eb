"""A letter to a unit reaches everybody in it, or stops when it is stopped."""

import asyncio

from tests.bot.delivering.test_delivery import WITHIN, Gate
from tests.support.acting import at
from tests.support.delivering import PostOffice
from volunteering.actions.letters import WrittenToUnit, stop_letter, write_to_unit
from volunteering.rules.tree import Post, Rights, Role
from volunteering.rules.volunteers import Actor, Person


async def writes_to_all(office: PostOffice, admin: Person, text: str = "Thank you all") -> int:
    top = office.city.top
    actor = Actor(person=admin, rights=Rights(posts=(Post(unit=top, role=Role.ADMIN),)))
    async with office.city.writing() as rows:
        sending = await write_to_unit(rows, actor, top, text, at(office.clock.now()))
    assert isinstance(sending, WrittenToUnit)
    return sending.letter_id


async def test_a_letter_reaches_everybody_and_shows_how_far_it_is(office: PostOffice) -> None:
    admin = await office.reader("Chen")
    crowd = [office.city.leader, *[await office.reader(f"Volunteer {number}") for number in range(20)]]
    number = await writes_to_all(office, admin)
    await office.delivery.drain_once()
    assert all(len(office.messages(person)) == 1 for person in crowd)
    assert "Thank you all" in office.messages(crowd[3])[0].text
    await office.passes(seconds=4)
    [progress] = office.messages(admin)
    assert progress.text == "Message to Taizhou: sent\n21 of 21 sent"
    assert "Stop" not in progress.labels
    async with office.city.looking() as rows:
        done = await rows.unit_letters.get(number)
    assert done is not None
    assert (done.course, done.sent, done.owed) == ("done", 21, 0)
    assert set(await office.states()) == {"sent"}


async def test_a_stopped_letter_stops(office: PostOffice) -> None:
    admin = await office.reader("Chen")
    crowd = [await office.reader(f"Volunteer {number}") for number in range(10)]
    number = await writes_to_all(office, admin)
    gate = Gate()
    delivery = office.another(pace=gate)
    actor = Actor(person=admin, rights=Rights(posts=(Post(unit=office.city.top, role=Role.ADMIN),)))
    for _ in range(5):
        gate.open.release()
    reached, begun = asyncio.Event(), []

    async def before(chat_id: int) -> None:
        begun.append(chat_id)
        if len(begun) == 5:
            reached.set()

    office.telegram.before = before
    async with asyncio.timeout(WITHIN), asyncio.TaskGroup() as group:
        group.create_task(delivery.drain_once())
        await reached.wait()
        async with office.city.writing() as rows:
            stopped = await stop_letter(rows, actor, number, at(office.clock.now()))
        for _ in range(30):
            gate.open.release()
    assert stopped is not None
    assert sum(len(office.messages(person)) for person in crowd) <= 5
    await office.passes(seconds=4)
    assert "stopped" in office.messages(admin)[0].text
