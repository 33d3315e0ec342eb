"""Records that a second account claims, as admins decide and claimants are told."""

import pytest

from handlers.buttons.doubles import DecideRecordClaim, ListRecordClaims, ShowRecordClaim
from handlers.buttons.volunteers import ListPeople
from tests.support.acting import at, told
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from volunteering.actions.doubles.claiming import Claimed, claim_record
from volunteering.rules.tree import Role


@pytest.fixture
async def admin(chat: Chat) -> PhoneInChat:
    return await chat.volunteer("Chen", role=Role.ADMIN)


async def claims(city: City, phone: PhoneInChat, record: int) -> Claimed:
    """Whoever has this phone says that the record is theirs."""
    person = await phone.known()
    assert person is not None
    async with city.writing() as rows:
        outcome = await claim_record(rows, person, record, at(NOW))
    assert isinstance(outcome, Claimed)
    return outcome


async def test_it_is_theirs(admin: PhoneInChat, chat: Chat, city: City) -> None:
    old, new = await chat.volunteer("Wei", city.jiaojiang), await chat.volunteer("Wei Wei", city.huangyan)
    record = await old.known()
    assert record is not None
    claim = await claims(city, new, record.id)
    assert claim.told == 1
    assert await told(city, "record_claimed") == [(await admin.known() or record).id]
    assert (await claims(city, new, record.id)).claim == claim.claim, "said twice, it is one"
    await admin.taps_button(ListPeople())
    await admin.taps("Claimed records")
    admin.sees("Claimed records", "Wei Wei says: Wei in Jiaojiang is me")
    await admin.taps("Wei Wei · Jiaojiang")
    admin.sees("Is this record theirs?", "Another account goes by it as yet.")
    await admin.taps("It is theirs")
    admin.sees("✅ The record is Wei Wei's now.")
    await old.sends("/my")
    old.sees("You go on with your other account")
    await admin.taps_button(ShowRecordClaim(claim=claim.claim.id))
    admin.sees("That is decided already.", "None is waiting.")
    await admin.taps_button(DecideRecordClaim(claim=claim.claim.id, granted=False))
    admin.sees("That is decided already.")


async def test_it_is_not(admin: PhoneInChat, chat: Chat, city: City) -> None:
    old, new = await chat.volunteer("Wei", city.jiaojiang), await chat.volunteer("Bo", city.huangyan)
    record, claimant = await old.known(), await new.known()
    assert record is not None
    assert claimant is not None
    claim = (await claims(city, new, record.id)).claim
    await admin.taps_button(DecideRecordClaim(claim=claim.id, granted=False))
    admin.sees("✅ The record stays as it is. Bo is told.")
    assert await told(city, "record_decided") == sorted([record.id, claimant.id])
    again = await claims(city, new, record.id)
    assert again.told == 0, "refused is refused"


async def test_forged(admin: PhoneInChat, chat: Chat, city: City) -> None:
    old, new = await chat.volunteer("Wei", city.jiaojiang), await chat.volunteer("Bo", city.huangyan)
    record = await old.known()
    assert record is not None
    claim = (await claims(city, new, record.id)).claim
    below = await chat.volunteer("Below", city.huangyan, role=Role.ADMIN)
    for button in (ShowRecordClaim(claim=claim.id), DecideRecordClaim(claim=claim.id, granted=True)):
        await below.taps_button(button)
        below.sees("That takes an admin of all of their teams")
        await new.taps_button(button)
        new.sees("You cannot open that")
    await below.taps_button(ListRecordClaims())
    below.sees("None is waiting.")
    await admin.taps_button(ShowRecordClaim(claim=404))
    admin.sees("Not found")
    assert await city.figure("SELECT COUNT(*) AS n FROM people WHERE state = 'merged'") == 0
