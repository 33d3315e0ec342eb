"""Consenting for somebody under age: by the link only, once, not by oneself; what is forged or late is nothing."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from handlers.buttons.guardians import (
    AskForgetGuardian,
    AskGuardian,
    AskWithdraw,
    ForgetGuardian,
    GiveConsent,
    ReadConsent,
    ShowMyGuardian,
    ShowWards,
    WithdrawConsent,
)
from handlers.buttons.signing_up import TakeShift
from handlers.buttons.volunteers import EraseMe, ShowPrivacy
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from volunteering.rules.guardians import MOST_LINKS
from volunteering.rules.profiles import Born, Particular, Particulars
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language


async def _minor(chat: Chat, city: City, name: str = "Mei", year: int = 2010) -> PhoneInChat:
    phone = await chat.volunteer(name, city.jiaojiang)
    person = await phone.known()
    assert person is not None
    said = Particulars(born=Born(year=year, day=date(year, 5, 1)))
    async with city.writing() as rows:
        await rows.profiles.change(person.id, said, (Particular.BORN,), NOW)
    return phone


async def _link(minor: PhoneInChat) -> str:
    """What stands in the link that somebody gets to forward."""
    await minor.taps_button(AskGuardian())
    _, invitation = minor.button("Send the link")
    assert invitation.url is not None
    [address] = parse_qs(urlsplit(invitation.url).query)["url"]
    [start] = parse_qs(urlsplit(address).query)["start"]
    return start


async def _agrees(phone: PhoneInChat, start: str, phone_number: str = "139 1234 5678") -> None:
    await phone.sends(f"/start {start}")
    await phone.taps("I agree")
    await phone.taps(phone.name)
    await phone.sends(phone_number)


async def _states(city: City) -> list[str]:
    return [row["state"] for row in await city.table("SELECT state FROM guardians ORDER BY id")]


@pytest.fixture
async def mei(chat: Chat, city: City) -> PhoneInChat:
    """She is sixteen."""
    return await _minor(chat, city)


@pytest.fixture
def lan(chat: Chat) -> PhoneInChat:
    """Her mother, who is not registered."""
    return chat.person(71, "Lan")


async def test_the_consent_is_kept_with_its_words_and_who_gave_it(
    chat: Chat, city: City, mei: PhoneInChat, lan: PhoneInChat
) -> None:
    await _agrees(lan, await _link(mei))
    lan.sees("✅ Mei may sign up now")
    [row] = await city.table("SELECT * FROM guardians")
    assert (row["state"], row["name"], row["phone"], row["telegram_id"]) == (
        "consented",
        "Lan",
        "+13912345678",
        71,
    ) or (row["phone"].endswith("13912345678"))
    assert "legal guardian of Mei" in row["text"]
    assert row["consented_at"] == int(chat.clock.now().timestamp())
    await mei.taps_button(ShowMyGuardian())
    mei.sees("✅ Lan has agreed.")
    await mei.taps_button(AskGuardian())
    mei.sees("✅ Lan has agreed.")


async def test_a_number_is_shared_typed_or_another_one(chat: Chat, city: City, mei: PhoneInChat) -> None:
    await mei.taps_button(ShowMyGuardian())
    for number, ways in enumerate((["Share my number"], ["Another number", "+86 139 0000 0001"])):
        guardian = chat.person(80 + number, f"Guardian {number}")
        minor = await _minor(chat, city, f"Minor {number}")
        await guardian.sends(f"/start {await _link(minor)}")
        await guardian.taps("I agree")
        await guardian.taps("Guardian")
        await guardian.taps(ways[0])
        for typed in ways[1:]:
            await guardian.sends(typed)
        guardian.sees("may sign up now")


async def test_a_guardian_reads_the_language_they_choose_to_the_end(chat: Chat, city: City, mei: PhoneInChat) -> None:
    lan = chat.person(71, "Lan", language="de")  # whose telephone speaks none of ours
    await lan.sends(f"/start {await _link(mei)}")
    await lan.taps("繁體中文")
    await lan.taps("English")
    lan.sees("Consent for Mei")
    await lan.taps("繁體中文")
    lan.sees("Mei 想在")
    await lan.taps("我同意")
    await lan.taps("Lan")
    await lan.sends("139 1234 5678")
    lan.sees("謝謝您")
    assert "監護人" in (await city.table("SELECT text FROM guardians"))[0]["text"]
    await lan.taps("查看我的同意")
    await lan.taps("撤回：Mei")
    lan.sees("要撤回對 Mei 的同意嗎")
    await lan.taps("‹ 保留")
    await lan.taps("English")
    lan.sees("Your consent", "✅ Mei: agreed on")
    await lan.taps("Withdraw for Mei")
    await lan.taps("Yes, withdraw")
    lan.sees("✅ Withdrawn for Mei.")


async def test_whoever_is_registered_has_a_language_already(chat: Chat, city: City, mei: PhoneInChat) -> None:
    lan = await chat.volunteer("Lan")
    await lan.sends(f"/start {await _link(mei)}")
    lan.sees("Consent for Mei")
    lan.sees_not("繁體中文")
    await lan.taps_button(ReadConsent(token=(await _link(mei))[1:], language=Language.TRADITIONAL))
    lan.sees("Consent for Mei")


async def test_what_is_in_the_link_is_kept_nowhere(city: City, mei: PhoneInChat, lan: PhoneInChat) -> None:
    start = await _link(mei)
    await lan.sends(f"/start {start}")
    await lan.taps("I agree")
    await lan.sends("/cancel")
    for table in ("guardians", "inbox", "journal", "outbox"):
        for row in await city.table(f"SELECT * FROM {table}"):
            assert start[1:] not in str(dict(row)), f"whoever reads {table} could consent"


async def test_nobody_consents_for_themselves(city: City, mei: PhoneInChat) -> None:
    start = await _link(mei)
    await mei.sends(f"/start {start}")
    mei.sees("Nobody can agree for themselves")
    await mei.taps_button(GiveConsent(token=start[1:]))
    mei.sees("Nobody can agree for themselves")
    assert await _states(city) == ["asked"]


async def test_nobody_under_age_consents_for_another(chat: Chat, city: City, mei: PhoneInChat) -> None:
    friend = await _minor(chat, city, "Friend")
    await friend.sends(f"/start {await _link(mei)}")
    friend.sees("It takes somebody who is of age.")


async def test_a_link_works_once(chat: Chat, city: City, mei: PhoneInChat, lan: PhoneInChat) -> None:
    start, other = await _link(mei), chat.person(72, "Zhao")
    await other.sends(f"/start {start}")  # has it open, while the mother agrees
    await _agrees(lan, start)
    await other.taps("I agree")
    other.sees("This link holds no more")
    await lan.sends(f"/start {start}")
    lan.sees("✅ Mei: agreed on")
    assert await _states(city) == ["consented"]


async def test_who_is_slower_with_the_last_answer_is_told(chat: Chat, mei: PhoneInChat, lan: PhoneInChat) -> None:
    start, other = await _link(mei), chat.person(72, "Zhao")
    await other.sends(f"/start {start}")
    await other.taps("I agree")
    await other.taps("Zhao")
    await _agrees(lan, start)
    await other.sends("+8613900000000")
    other.sees("This link holds no more")


@pytest.mark.parametrize("forged", ["g", "gabc", "g" + "A" * 22, "g" + "A" * 21 + "!", "g" + "A" * 60])
async def test_a_forged_link_leads_nowhere(lan: PhoneInChat, forged: str) -> None:
    await lan.sends(f"/start {forged}")
    assert "legal guardian" not in lan.last.text
    assert lan.last.rows


async def test_forged_buttons_do_nothing(chat: Chat, city: City, mei: PhoneInChat, lan: PhoneInChat) -> None:
    await _agrees(lan, await _link(mei))
    other = chat.person(72, "Zhao")
    [row] = await city.table("SELECT id FROM guardians")
    for button in (
        ReadConsent(),
        GiveConsent(),
        GiveConsent(token="A" * 22),
        AskWithdraw(guardian=row["id"]),
        WithdrawConsent(guardian=row["id"]),
        WithdrawConsent(guardian=404),
        AskForgetGuardian(),
        ForgetGuardian(),
    ):
        await other.taps_button(button)
        assert "Lan" not in other.last.text
    assert await _states(city) == ["consented"]


async def test_of_many_links_the_newest_hold(city: City, mei: PhoneInChat, lan: PhoneInChat) -> None:
    first = await _link(mei)
    for _ in range(MOST_LINKS):
        newest = await _link(mei)
    await lan.sends(f"/start {first}")
    lan.sees("This link holds no more")
    await _agrees(lan, newest)
    assert await _states(city) == ["consented"], "once somebody has agreed, no other link holds"


async def test_it_is_withdrawn_once_and_leaders_of_places_hear(
    chat: Chat, city: City, mei: PhoneInChat, lan: PhoneInChat
) -> None:
    leader = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    person, li = await mei.known(), await leader.known()
    assert person is not None
    assert li is not None
    shift, waits = await city.shift(48, lasts=2), await city.shift(72, lasts=2)
    await _agrees(lan, await _link(mei))
    await mei.taps_button(TakeShift(shift=shift.id))
    mei.sees("You are in")
    await city.put(waits, person, state=SignUpState.WAITING)
    [row] = await city.table("SELECT id FROM guardians")
    for _ in range(2):
        await lan.taps_button(WithdrawConsent(guardian=row["id"]))
    told = await city.table("SELECT kind, person_id FROM outbox ORDER BY id")
    assert [(each["kind"], each["person_id"]) for each in told] == [
        ("consent_given", person.id),
        ("consent_withdrawn", person.id),
        ("place_without_consent", li.id),
    ]
    [kept] = await city.table("SELECT state FROM signups WHERE shift_id = :shift", shift=shift.id)
    assert kept["state"] == "confirmed", "nobody is thrown off"
    await mei.taps_button(TakeShift(shift=(await city.shift(96, lasts=2)).id))
    mei.sees("Under 18 it takes the consent")
    await mei.taps_button(ShowMyGuardian())
    mei.sees("The consent was withdrawn")


async def test_a_guardian_who_is_erased_takes_the_consent_along(chat: Chat, city: City, mei: PhoneInChat) -> None:
    mother = await chat.volunteer("Lan", city.jiaojiang)
    await _agrees(mother, await _link(mei))
    mother.sees("may sign up now")
    await mother.taps_button(EraseMe())
    [row] = await city.table("SELECT * FROM guardians")
    assert (row["state"], row["name"], row["phone"], row["text"], row["telegram_id"]) == ("withdrawn", "", "", "", None)
    await mei.taps_button(ShowMyGuardian())
    mei.sees("The consent was withdrawn")


async def test_with_the_volunteer_all_of_it_goes(city: City, mei: PhoneInChat, lan: PhoneInChat) -> None:
    start = await _link(mei)
    await _agrees(lan, await _link(mei))
    await mei.taps_button(EraseMe())
    assert await _states(city) == []
    for link in (start,):
        await lan.sends(f"/start {link}")
        lan.sees("This link holds no more")
    await lan.taps_button(ShowWards())
    lan.sees("You have given no consent here.")


async def test_somebody_who_is_not_registered_finds_what_is_kept(
    city: City, mei: PhoneInChat, lan: PhoneInChat
) -> None:
    await lan.taps_button(ShowPrivacy())
    lan.sees("Nothing is kept about you")
    await _agrees(lan, await _link(mei))
    await lan.sends("/privacy")
    lan.sees("✅ Mei: agreed on", "As Lan", "legal guardian of Mei")
    await lan.taps("Erase what is kept of it")
    await lan.taps("Yes, erase it")
    lan.sees("Nothing of your consent is kept any more")
    await lan.sends("/privacy")
    lan.sees("Nothing is kept about you")
    assert await _states(city) == ["withdrawn"]


async def test_who_has_come_of_age_needs_none(chat: Chat, city: City) -> None:
    grown = await _minor(chat, city, "Grown", year=2008)
    await grown.taps_button(TakeShift(shift=(await city.shift(48, lasts=2)).id))
    grown.sees("You are in")


async def test_who_waited_gets_the_place_once_somebody_has_agreed(
    chat: Chat, city: City, mei: PhoneInChat, lan: PhoneInChat
) -> None:
    looked: list[int] = []
    chat.way = replace(chat.way, look=lambda: looked.append(1))
    await _agrees(lan, await _link(mei))
    assert looked, "the waiting lists are looked at"
