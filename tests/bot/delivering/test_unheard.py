"""What delivery notes of messages whose readers are out of reach, so that somebody else hears of them."""

from storage.rows import Rows
from tests.support.city import NOW
from tests.support.delivering import PostOffice
from volunteering.rules.notices.letters import Letter
from volunteering.rules.notices.owed import Owed
from volunteering.rules.notices.signing_up import Promoted
from volunteering.rules.volunteers import Person, Standing


async def noted(office: PostOffice) -> list[str]:
    """The messages that somebody else has to hear of."""
    rows = await office.city.table("SELECT key FROM outbox WHERE unheard = 1 ORDER BY id")
    return [row["key"] for row in rows]


def promoted(person: Person, key: str) -> Owed:
    return Owed(key=key, person_id=person.id, notice=Promoted(shift_id=1))


async def set_person(office: PostOffice, person: Person, **changes: object) -> None:
    async with office.city.writing() as rows:
        await rows.people.change(person.id, **changes)  # type: ignore[arg-type]


async def test_a_message_to_somebody_known_to_be_out_of_reach(office: PostOffice) -> None:
    wang = await office.reader()
    await set_person(office, wang, reachable=False)
    await office.owe(wang, Letter(from_id=1, text="one"), "one")
    await office.delivery.drain_once()
    assert await office.states() == ["dropped"]
    assert await noted(office) == ["one"]


async def test_a_message_that_telegram_refuses_since_they_blocked_the_bot(office: PostOffice) -> None:
    wang = await office.reader()
    assert wang.telegram_id is not None
    office.telegram.faults[wang.telegram_id] = [(403, "Forbidden: bot was blocked by the user")]
    await office.owe(wang, Letter(from_id=1, text="one"), "one")
    await office.delivery.drain_once()
    assert await office.states() == ["failed"]
    assert await noted(office) == ["one"]


async def test_what_was_no_longer_true_or_is_for_somebody_gone_is_nothing_to_hear_of(office: PostOffice) -> None:
    wang, zhao = await office.reader(), await office.reader("Zhao")
    await set_person(office, zhao, standing=Standing.LEFT)
    await office.owe(wang, Promoted(shift_id=404), "untrue")
    await office.owe(zhao, Letter(from_id=1, text="one"), "gone")
    await office.delivery.drain_once()
    assert await office.states() == ["dropped", "dropped"]
    assert await noted(office) == []


async def test_a_letter_to_a_unit_that_does_not_arrive_is_counted_and_no_more(office: PostOffice) -> None:
    wang = await office.reader()
    async with office.city.writing() as rows:
        await rows.unit_letters.begin(office.city.top, "Hello", by_id=office.city.leader.id, at=NOW)
    await set_person(office, wang, reachable=False)
    await office.delivery.drain_once()
    assert await noted(office) == []


async def test_owed_anew_it_is_not_unheard_any_more(office: PostOffice) -> None:
    wang = await office.reader()
    await set_person(office, wang, reachable=False)
    await office.owe(wang, Letter(from_id=1, text="one"), "one")
    await office.delivery.drain_once()
    async with office.city.writing() as rows:
        rows.outbox.owe_again(promoted(wang, "one"), NOW)
    assert await noted(office) == []


async def test_what_this_version_does_not_understand_is_passed_on_by_nobody(office: PostOffice) -> None:
    wang = await office.reader()
    async with office.city.changing() as tx:
        Rows(tx).outbox.owe(promoted(wang, "newer"), NOW)
    async with office.city.changing() as tx:
        await tx.execute("UPDATE outbox SET facts = '{}', state = 'failed', unheard = 1")
    async with office.city.writing() as rows:
        assert await rows.outbox.unheard(NOW, 10) == ()
    assert await noted(office) == []
