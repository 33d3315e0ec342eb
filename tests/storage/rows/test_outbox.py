"""The outbox: owed once, due in order, and settled one way or another."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from storage.engine.database import Transaction
from storage.rows import outbox
from storage.rows.outbox import OwedRow
from storage.rows.volunteers import set_reachable
from tests.support.city import NOW, City, hours_later
from volunteering.rules.ground.periods import Period
from volunteering.rules.notices.leading import Changed
from volunteering.rules.notices.letters import Letter
from volunteering.rules.notices.owed import Notice, Owed
from volunteering.rules.notices.signing_up import Promoted, Reminder
from volunteering.rules.volunteers import Language, Person, Standing


def promoted(person: Person, key: str = "promoted", *, bulk: bool = False, shift: int = 1) -> Owed:
    return Owed(key=key, person_id=person.id, notice=Promoted(shift_id=shift), bulk=bulk)


async def due(city: City, *, now: datetime = NOW, bulk: bool = False, limit: int = 100) -> list[OwedRow]:
    async with city.database.reading() as reader:
        return await outbox.due(reader, now, limit, bulk=bulk)


async def owe(city: City, *owed: Owed, due: datetime | None = None) -> None:
    async with city.writing() as rows:
        for message in owed:
            rows.outbox.owe(message, NOW, due=due)


async def test_what_is_owed_and_who_reads_it(city: City) -> None:
    person = await city.person("Wang")
    await owe(city, promoted(person))
    [row] = await due(city)
    assert row == OwedRow(
        id=row.id,
        key="promoted",
        person_id=person.id,
        telegram_id=person.telegram_id,
        language=Language.SIMPLIFIED,
        reachable=True,
        standing=Standing.ACTIVE,
        notice=Promoted(shift_id=1),
        letter_id=None,
        attempts=0,
        message_id=None,
        created_at=NOW,
    )


@pytest.mark.parametrize(
    "notice",
    [
        Reminder(shift_ids=(3, 4)),
        Letter(from_id=1, activity_id=2, text="Bring <gloves> & 手套"),
        Changed(
            shift_id=1,
            title_before="河道清洁",
            place_before="East Gate",
            period_before=Period(start=NOW, end=hours_later(3)),
        ),
    ],
    ids=lambda notice: notice.kind,
)
async def test_a_notice_comes_out_as_it_went_in(city: City, notice: Notice) -> None:
    await owe(city, Owed(key="key", person_id=city.leader.id, notice=notice))
    [row] = await due(city)
    assert row.notice == notice


async def test_the_same_key_is_owed_once(city: City) -> None:
    await owe(city, promoted(city.leader, shift=1), promoted(city.leader, shift=2))
    await owe(city, promoted(city.leader, shift=3))
    assert [row.notice for row in await due(city)] == [Promoted(shift_id=1)]


SETTLE: dict[str, Callable[[Transaction, int], None]] = {
    "sent": lambda tx, number: outbox.done(tx, number, 99, NOW),
    "dropped": lambda tx, number: outbox.dropped(tx, number, NOW),
    "failed": lambda tx, number: outbox.failed(tx, number, "Forbidden", NOW),
}


@pytest.mark.parametrize("state", SETTLE)
async def test_what_is_settled_is_not_due_and_not_owed_again(city: City, state: str) -> None:
    await owe(city, promoted(city.leader))
    [row] = await due(city)
    async with city.changing() as tx:
        SETTLE[state](tx, row.id)
    await owe(city, promoted(city.leader))
    assert await due(city) == []
    [kept] = await city.table("SELECT state, done_at, attempts, message_id, error FROM outbox")
    assert dict(kept) == {
        "state": state,
        "done_at": int(NOW.timestamp()),
        "attempts": int(state == "failed"),
        "message_id": 99 if state == "sent" else None,
        "error": "Forbidden" if state == "failed" else "",
    }


@pytest.mark.parametrize("state", SETTLE)
async def test_what_may_come_up_again_is_owed_anew(city: City, state: str) -> None:
    await owe(city, promoted(city.leader, shift=1))
    async with city.writing() as rows:
        rows.outbox.owe_again(promoted(city.leader, shift=2), NOW)
    [row] = await due(city)
    assert row.notice == Promoted(shift_id=1)
    async with city.changing() as tx:
        SETTLE[state](tx, row.id)
    async with city.writing() as rows:
        rows.outbox.owe_again(promoted(city.leader, shift=3), hours_later(1), due=hours_later(2))
    assert await due(city, now=hours_later(1)) == []
    [anew] = await due(city, now=hours_later(2))
    assert (anew.notice, anew.attempts, anew.created_at) == (Promoted(shift_id=3), 0, hours_later(1))


async def test_longest_due_first_and_bulk_apart(city: City) -> None:
    await owe(city, promoted(city.leader, "later"), due=hours_later(2))
    await owe(city, promoted(city.leader, "soon"), due=hours_later(1))
    await owe(city, promoted(city.leader, "now"), promoted(city.leader, "letter", bulk=True))
    assert [row.key for row in await due(city)] == ["now"]
    assert [row.key for row in await due(city, now=hours_later(3))] == ["now", "soon", "later"]
    assert [row.key for row in await due(city, now=hours_later(3), limit=2)] == ["now", "soon"]
    assert [row.key for row in await due(city, bulk=True)] == ["letter"]


async def test_trying_again_later(city: City) -> None:
    await owe(city, promoted(city.leader))
    [row] = await due(city)
    async with city.changing() as tx:
        outbox.again(tx, row.id, hours_later(1), "Too Many Requests")
    assert await due(city) == []
    [later] = await due(city, now=hours_later(1))
    assert later.attempts == 1
    async with city.changing() as tx:
        outbox.done(tx, row.id, 99, NOW)
        outbox.again(tx, row.id, hours_later(1), "too late")
    assert await due(city, now=hours_later(2)) == []


async def test_a_message_that_keeps_itself_up_to_date(city: City) -> None:
    await owe(city, promoted(city.leader))
    [row] = await due(city)
    async with city.changing() as tx:
        outbox.kept(tx, row.id, 99, hours_later(1))
    assert await due(city) == []
    [later] = await due(city, now=hours_later(1))
    assert (later.id, later.message_id) == (row.id, 99)


async def test_readers_as_they_are_now(city: City) -> None:
    person = await city.person("Wang")
    await owe(city, promoted(person))
    async with city.writing() as rows:
        await rows.people.change(person.id, language=Language.ENGLISH, standing=Standing.LEFT)
    async with city.changing() as tx:
        set_reachable(tx, person.telegram_id or 0, reachable=False)
    [row] = await due(city)
    assert (row.language, row.standing, row.reachable) == (Language.ENGLISH, Standing.LEFT, False)


async def test_a_notice_of_another_version_blocks_nobody(city: City) -> None:
    await owe(city, promoted(city.leader, "strange"), promoted(city.leader, "plain"))
    async with city.changing() as tx:
        tx.later("""UPDATE outbox SET facts = '{"kind":"horoscope"}' WHERE key = 'strange'""")
    assert [(row.key, row.notice is None) for row in await due(city)] == [("strange", True), ("plain", False)]


async def owing(city: City, *, bulk: bool = False) -> outbox.Owing:
    async with city.database.reading() as reader:
        return await outbox.owing(reader, bulk=bulk)


async def test_how_much_is_owed_and_since_when(city: City) -> None:
    assert await owing(city) == outbox.Owing(messages=0, due_since=None)
    await owe(city, promoted(city.leader, "one"), promoted(city.leader, "two", bulk=True), due=hours_later(2))
    await owe(city, promoted(city.leader, "three", bulk=True), due=hours_later(1))
    assert await owing(city) == outbox.Owing(messages=1, due_since=hours_later(2))
    assert await owing(city, bulk=True) == outbox.Owing(messages=2, due_since=hours_later(1))


async def test_what_is_put_off_is_owed_since_it_was_due_first(city: City) -> None:
    await owe(city, promoted(city.leader))
    [row] = await due(city)
    for hours in (1, 2, 3):
        async with city.changing() as tx:
            outbox.again(tx, row.id, hours_later(hours), "no connection")
    assert await due(city, now=hours_later(2)) == []
    assert (await owing(city)).due_since == NOW


async def test_what_keeps_itself_up_to_date_is_due_anew_each_time(city: City) -> None:
    await owe(city, promoted(city.leader))
    [row] = await due(city)
    async with city.changing() as tx:
        outbox.kept(tx, row.id, 99, hours_later(1))
    assert (await owing(city)).due_since == hours_later(1)


async def test_what_is_owed_anew_is_due_anew(city: City) -> None:
    await owe(city, promoted(city.leader))
    [row] = await due(city)
    async with city.changing() as tx:
        outbox.done(tx, row.id, 99, NOW)
    async with city.writing() as rows:
        rows.outbox.owe_again(promoted(city.leader), hours_later(5))
    assert (await owing(city)).due_since == hours_later(5)


async def test_what_a_version_before_owes_is_due_when_it_is_next(city: City) -> None:
    """Its replicas go on for a moment beside the first of this one."""
    await owe(city, promoted(city.leader), due=hours_later(1))
    async with city.changing() as tx:
        await tx.execute("UPDATE outbox SET due_at = NULL")
    assert (await owing(city)).due_since == hours_later(1)


async def test_forgetting_what_was_settled_long_ago(city: City) -> None:
    await owe(city, *(promoted(city.leader, key) for key in ("sent", "failed", "owed")))
    numbers = {row.key: row.id for row in await due(city)}
    async with city.changing() as tx:
        outbox.done(tx, numbers["sent"], 99, NOW)
        outbox.failed(tx, numbers["failed"], "gone", NOW)
        outbox.prune(tx, NOW)
    assert await city.figure("SELECT COUNT(*) AS n FROM outbox") == 3
    async with city.changing() as tx:
        outbox.prune(tx, NOW + timedelta(seconds=1))
    assert [row["key"] for row in await city.table("SELECT key FROM outbox")] == ["owed"]
