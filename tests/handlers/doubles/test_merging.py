"""Making two records of one person one, and two again, as an admin taps their way through it."""

import pytest

from handlers.buttons.doubles import AskMerge, MergePeople, SayNotThem, UndoMerge
from handlers.buttons.volunteers import ShowPerson
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City, at_shift
from volunteering.rules.hours import Kind
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person, Standing


@pytest.fixture
async def admin(chat: Chat) -> PhoneInChat:
    return await chat.volunteer("Chen", role=Role.ADMIN)


async def who(phone: PhoneInChat) -> Person:
    person = await phone.known()
    assert person is not None
    return person


async def test_what_both_have_is_said_before(admin: PhoneInChat, chat: Chat, city: City) -> None:
    first, second = await chat.volunteer("Wei", city.jiaojiang), await chat.volunteer("Wei", city.huangyan)
    kept, gone = await who(first), await who(second)
    shift, past = await city.shift(), await city.shift(-48, activity=await city.activity("Tea"))
    at_once = await city.shift(49, activity=await city.activity("Choir"))
    await city.put(shift, kept, gone)
    await city.put(at_once, gone)
    for person, minutes in ((kept, 60), (gone, 90)):
        await city.record(at_shift(past, person), Kind.ATTENDED, minutes)
    await admin.taps_button(ShowPerson(person=kept.id))
    await admin.taps("Merge")
    admin.sees("Who else is Wei?", "Huangyan")
    await admin.taps("Wei · Huangyan")
    admin.sees(
        "Are they one person?",
        "Stays: Wei · Jiaojiang · 1 h · 1 shift ahead",
        "Goes over: Wei · Huangyan · 1 h 30 · 2 shifts ahead",
        "Each has an account.",
        "⚠️ Both are in it, one place stays: ",
        "River clean-up",
        "⚠️ Counted for both, once from now on: ",
        "Tea · 1 h 30",
        "⚠️ At the same time, and both stay: ",
        "For a day it can be undone.",
    )
    await admin.taps("The other way round")
    admin.sees("Stays: Wei · Huangyan")
    await admin.taps("The other way round")
    await admin.taps("Merge")
    admin.sees("Wei", "✅ Wei is merged in here. For a day it can be undone.", "1 h 30 in all")
    await admin.repeats()
    await second.sends("/hours")
    second.sees("You go on with your other account")
    await first.sends("/my")
    first.sees("River clean-up", "Choir")
    await admin.taps("Undo merge")
    admin.sees("✅ Undone: Wei has a record of their own again.", "1 h in all")
    await second.sends("/my")
    second.sees("River clean-up", "Choir")


async def test_nobody_is_found_and_searched_for(admin: PhoneInChat, chat: Chat) -> None:
    wei, _ = await who(await chat.volunteer("Wei")), await chat.volunteer("Bo")
    await admin.taps_button(ShowPerson(person=wei.id))
    await admin.taps("Merge")
    admin.sees("Nobody else is called so.", "🙋 Wei", "Under what name or number are they here once more?")
    await admin.sends("Nobody")
    admin.sees("Nobody in your teams is found by “Nobody”.", "Under what name or number")
    await admin.sends("Bo")
    admin.sees("Who else is Wei?", "Bo · Taizhou")
    await admin.sends("Nobody")
    admin.sees("Nobody in your teams is found by “Nobody”.")


async def test_another_name_is_typed_below_those_who_are_called_alike(admin: PhoneInChat, chat: Chat) -> None:
    """No tap on Search before; and once they are merged, nothing that is typed is taken for a name."""
    [wei, *_] = [await who(await chat.volunteer(name)) for name in ("Wei", "Wei", "Bo")]
    await admin.taps_button(ShowPerson(person=wei.id))
    await admin.taps("Merge")
    admin.sees("Who else is Wei?", "Wei · Taizhou", "Or type another name, or the end of a number.")
    await admin.sends("Bo")
    admin.sees("Who else is Wei?", "Bo · Taizhou", "Or type another name")
    await admin.taps("Bo · Taizhou")
    await admin.taps("Merge")
    admin.sees("✅ Bo is merged in here.")
    await admin.sends("zzz")
    admin.sees_not("Your form is still open")


async def test_the_other_account_is_somebody_else(admin: PhoneInChat, chat: Chat) -> None:
    first, second = await chat.volunteer("Wei"), await chat.volunteer("Wei")
    await second.sends("/hours")
    await admin.taps_button(MergePeople(kept=(await who(first)).id, gone=(await who(second)).id))
    await second.sends("hello")
    await second.taps("That isn't me")
    second.sees("Thank you, we look into it")
    chat.clock.passes(hours=25)
    await second.sends("hello")
    await second.taps("That isn't me")
    second.sees("Please register first")
    await second.sends("2 hours")  # the form that they had begun before is nobody's
    second.sees("register")
    await second.taps("Register")
    second.sees("Volunteers of Taizhou")
    await first.taps_button(SayNotThem())
    first.sees("Hello, Wei")


@pytest.mark.parametrize("button", [AskMerge, MergePeople])
async def test_forged(admin: PhoneInChat, chat: Chat, city: City, button: type[AskMerge | MergePeople]) -> None:
    me = await who(admin)
    wei, bo = await who(await chat.volunteer("Wei")), await who(await chat.volunteer("Bo", city.jiaojiang))
    below = await chat.volunteer("Below", city.huangyan, role=Role.ADMIN)
    for kept, gone, said in (
        (wei.id, wei.id, "That is the same record."),
        (me.id, wei.id, "it takes another admin"),
        (wei.id, me.id, "it takes another admin"),
        (wei.id, 404, "Not found"),
        (404, wei.id, "Not found"),
    ):
        await admin.taps_button(button(kept=kept, gone=gone))
        admin.sees(said)
    await below.taps_button(button(kept=wei.id, gone=bo.id))
    below.sees("You do not manage this")
    plain = await chat.volunteer("Plain")
    await plain.taps_button(button(kept=wei.id, gone=bo.id))
    plain.sees("You cannot open that")
    await admin.taps_button(UndoMerge(merge=404))
    admin.sees("⚠️ That can't be undone any more.")
    assert await city.figure("SELECT COUNT(*) AS n FROM people WHERE state = 'merged'") == 0


async def test_whoever_has_come_stays_whichever_card_it_began_from(admin: PhoneInChat, chat: Chat, city: City) -> None:
    """As after an import: the list's record is looked at first, and its team may be the official one."""
    came = await who(await chat.volunteer("Wei", city.jiaojiang))
    listed = await city.person("Wei", city.huangyan)
    async with city.writing() as rows:
        await rows.people.change(listed.id, standing=Standing.EXPECTED)
    async with city.changing() as tx:
        tx.later("UPDATE people SET telegram_id = NULL WHERE id = :person", person=listed.id)
    for begun in (listed, came):
        await admin.taps_button(ShowPerson(person=begun.id))
        await admin.taps("Merge")
        await admin.taps("Wei · Jiaojiang" if begun == listed else "Wei · Huangyan")
        admin.sees("Stays: Wei · Jiaojiang", "Name and team from then on: Wei, Jiaojiang")
    await admin.taps("The other way round")
    admin.sees("Stays: Wei · Huangyan", "Name and team from then on: Wei, Huangyan", "The account of Wei goes on.")
    await admin.taps("Merge")
    admin.sees("✅ Wei is merged in here.", "Huangyan")
