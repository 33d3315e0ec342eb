"""Finding people; their cards, roles, suspension and no-shows."""

from datetime import date

import pytest

from handlers.buttons.button import BYTES_OF_SEARCH, sought
from handlers.buttons.forms import Choose
from handlers.buttons.volunteers import (
    GiveRole,
    ListPeople,
    RestorePerson,
    ShowNoShows,
    ShowPerson,
    ShowRoles,
    SuspendPerson,
    TakeRole,
    UndoNoShow,
    UndoNoShows,
)
from handlers.volunteers.screens.directory import PAGE
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.support.hops import hops_of
from tests.support.ledger import Ledger
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person, Standing

NOVEMBER = date(2026, 11, 15)


@pytest.fixture
async def admin(chat: Chat) -> PhoneInChat:
    return await chat.volunteer("Chen", role=Role.ADMIN)


@pytest.fixture
async def wang(city: City) -> Person:
    return await city.person("Wang Wei", phone="+8613800130042")


async def posts(city: City, person: Person) -> dict[str, Role]:
    async with city.looking() as rows:
        return {post.unit.name: post.role for post in (await rows.people.rights(person.id)).posts}


async def standing(city: City, person: Person) -> Standing:
    async with city.looking() as rows:
        found = await rows.people.get(person.id)
    assert found is not None
    return found.standing


# Finding


@pytest.mark.parametrize("typed", ["wang", "WEI", "0042", "+86 138 0013 0042", "Wang Wei"])
async def test_the_only_one_found_is_shown_at_once(admin: PhoneInChat, wang: Person, typed: str) -> None:
    await admin.sends(f"/people {typed}")
    admin.sees("Wang Wei", "Phone: +8613800130042", "Team: Jiaojiang", "0 h in all", "Make leader", "Suspend")


async def test_asked_for_a_name(admin: PhoneInChat, wang: Person, city: City) -> None:
    await city.person("Wang Li")
    await admin.sends("/people")
    admin.sees("Who is it?")
    await admin.sends(":")
    admin.sees("too short", "Who is it?")
    await admin.sends("wang")
    admin.sees("People: wang", "Wang Wei · Jiaojiang · +8613800130042", "Wang Li · Jiaojiang")
    await admin.taps("Wang Li")
    admin.sees("Wang Li", "Phone: not given")
    await admin.taps("‹ People")
    admin.sees("People: wang", "Wang Wei")
    await admin.taps("Everybody")
    admin.sees("Teacher Li")


async def test_nobody_is_found(admin: PhoneInChat) -> None:
    await admin.sends("/people Zhao <b>")
    admin.sees("Nobody in your teams", "Search", "‹ Home")
    await admin.taps("Search")
    admin.sees("Who is it?")
    await admin.sends("Zhao")
    admin.sees("Nobody in your teams is found by “Zhao”.", "Who is it?")
    await admin.sends("Li")
    admin.sees("Teacher Li")


async def test_pages_keep_the_search(admin: PhoneInChat, city: City) -> None:
    await city.people(PAGE + 2)
    await city.person("Somebody else")
    await admin.sends("/people volunteer")
    await admin.taps("Page 2 ›")
    admin.sees("People: volunteer", "Volunteer 7", "‹ Page 1")
    admin.sees_not("Somebody else", "Page 3")
    await admin.taps_button(ListPeople(text="volunteer", page=9_999))
    admin.sees("That was all.", "From the start")
    await admin.taps("From the start")
    admin.sees("Volunteer 1")


@pytest.mark.parametrize(
    ("typed", "button"),
    [
        ("wang", "wang"),
        ("a:b", "a"),
        (":::", ""),
        ("  王  小明 ", "王 小明"),
        ("汉" * 64, "汉" * (BYTES_OF_SEARCH // 3)),
        ("x" * 4096, "x" * BYTES_OF_SEARCH),
        ("\u202egnaw", "gnaw"),
    ],
)
def test_a_search_fits_into_a_button(typed: str, button: str) -> None:
    assert sought(typed) == button
    assert len(ListPeople(unit=2**63 - 1, page=9_999, text=sought(typed)).pack().encode()) <= 64


async def test_a_card_and_a_search_cost_two_ways_to_the_database(
    admin: PhoneInChat, wang: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for button in (ShowPerson(person=wang.id), ShowRoles(person=wang.id), ListPeople(), ListPeople(text="e")):
        with hops_of(monkeypatch) as hops:
            await admin.taps_button(button)
        assert len(hops) == 2, (button, hops)


# Roles


async def test_making_somebody_leader_of_their_own_team(admin: PhoneInChat, wang: Person, city: City) -> None:
    await admin.sends("/people wang")
    await admin.taps("Make leader")
    admin.sees("In which team?", "Jiaojiang", "Just Taizhou")
    await admin.taps("Jiaojiang")
    admin.sees("Is this right?", "Wang Wei will lead Jiaojiang and everything below it")
    await admin.taps("Confirm")
    admin.sees("✅ Now leader of Jiaojiang.", "Roles: leader of Jiaojiang")
    assert await posts(city, wang) == {"Jiaojiang": Role.LEADER}
    await admin.taps("Roles")
    await admin.taps("End: leader of Jiaojiang")
    await admin.taps("Yes, end it")
    admin.sees("✅ No role in Jiaojiang any more.")
    assert await posts(city, wang) == {}


async def test_making_somebody_admin_of_a_team_that_is_typed(admin: PhoneInChat, wang: Person, city: City) -> None:
    team = await city.unit("East Gate team", city.huangyan)
    await admin.taps_button(GiveRole(person=wang.id, role=Role.ADMIN))
    await admin.sends("nowhere")
    admin.sees("“nowhere” is not among the answers")
    await admin.sends("east gate")
    admin.sees("Wang Wei will be an admin of East Gate team")
    await admin.taps("Change team")
    await admin.taps("Huangyan ›")
    await admin.taps("East Gate team")
    await admin.taps("Confirm")
    admin.sees("✅ Now admin of East Gate team.")
    assert await posts(city, wang) == {team.name: Role.ADMIN}


async def test_leaving_it_as_it_is(admin: PhoneInChat, wang: Person, city: City) -> None:
    await admin.taps_button(GiveRole(person=wang.id, role=Role.ADMIN))
    await admin.taps("Cancel")
    await admin.taps("Go on")
    admin.sees("Wang Wei")
    assert await posts(city, wang) == {}


async def test_a_branchs_admin_gives_roles_in_the_branch_only(chat: Chat, city: City, wang: Person) -> None:
    chen = await chat.volunteer("Chen", city.jiaojiang, role=Role.ADMIN)
    await chen.taps_button(GiveRole(person=wang.id, role=Role.ADMIN))
    chen.sees_not("Huangyan", "Just Taizhou")
    await chen.sends("Huangyan")
    chen.sees("is not among the answers")
    draft = (await city.table("SELECT id FROM drafts"))[0]["id"]
    await chen.taps_button(Choose(draft=draft, step="unit", choice=f"u{city.huangyan.id}"))
    await chen.taps("Confirm")
    chen.sees("You do not manage this")
    assert await posts(city, wang) == {}


async def test_the_last_say_over_a_unit_is_not_given_away(admin: PhoneInChat, city: City) -> None:
    chen = await admin.known()
    assert chen is not None
    await admin.taps_button(ShowRoles(person=chen.id))
    await admin.taps("End: admin of Taizhou")
    await admin.taps("Yes, end it")
    admin.sees("You can't decide that about yourself", "Roles: admin of Taizhou")
    assert await posts(city, chen) == {"Taizhou": Role.ADMIN}


async def test_ones_own_new_role_changes_ones_menu(admin: PhoneInChat, city: City) -> None:
    chen = await admin.known()
    assert chen is not None
    await admin.taps_button(GiveRole(person=chen.id, role=Role.LEADER))
    await admin.taps("Huangyan")
    await admin.taps("Confirm")
    assert admin.menu is not None
    assert "stats" in admin.menu


async def test_somebody_who_has_left(admin: PhoneInChat, wang: Person, city: City) -> None:
    async with city.writing() as rows:
        await rows.people.change(wang.id, standing=Standing.LEFT)
    await admin.sends("/people wang")
    admin.sees("Has left, and may come back.")
    admin.sees_not("Make leader", "Suspend")
    for button in (SuspendPerson(person=wang.id), RestorePerson(person=wang.id), UndoNoShows(person=wang.id)):
        await admin.taps_button(button)
        admin.sees("this person has left")


# Standing


async def test_suspending_and_restoring(admin: PhoneInChat, wang: Person, city: City) -> None:
    await admin.sends("/people wang")
    await admin.taps("Suspend")
    admin.sees("🙋 Wang Wei", "Why? The volunteer will be told", "Several shifts missed", "Cancel")
    assert await standing(city, wang) is Standing.ACTIVE
    await admin.sends("Shouted at the <b>children</b>")
    admin.sees("✅ On hold from now on.", "⚠️ Sign-ups are on hold: Shouted at the <b>children</b>", "Restore")
    admin.sees_not("Places already taken")
    assert await standing(city, wang) is Standing.SUSPENDED
    await admin.taps_button(SuspendPerson(person=wang.id))
    admin.sees("It was like that already.")
    await admin.taps("Restore")
    admin.sees("✅ Sign-ups are open again.", "Suspend")
    admin.sees_not("Shouted")
    assert await standing(city, wang) is Standing.ACTIVE


async def test_nobody_suspends_themselves_or_somebody_above(
    chat: Chat, city: City, admin: PhoneInChat, wang: Person
) -> None:
    chen = await admin.known()
    assert chen is not None
    await admin.taps_button(SuspendPerson(person=chen.id))
    admin.sees("You can't decide that about yourself")
    async with city.writing() as rows:
        await rows.people.set_role(wang.id, city.top.id, Role.ADMIN, by_id=None, at=NOW)
    below = await chat.volunteer("Zhao", city.jiaojiang, role=Role.ADMIN)
    await below.taps_button(SuspendPerson(person=wang.id))
    below.sees("That takes an admin of all of their teams")
    assert await standing(city, wang) is Standing.ACTIVE


async def _no_shows(city: City, wang: Person) -> list[int]:
    ledger = Ledger(city)
    shifts = [await ledger.shift(date(2026, 11, day)) for day in (3, 4, 5)]
    for shift in shifts:
        await ledger.missed(shift, wang)
    return [shift.id for shift in shifts]


async def test_undoing_no_shows_one_by_one(admin: PhoneInChat, wang: Person, city: City) -> None:
    [*_, last] = await _no_shows(city, wang)
    await admin.sends("/people wang")
    admin.sees("3 no-shows", "Thu 5 Nov · River clean-up · did not come")
    await admin.taps("No-shows")
    admin.sees("⚠️ Thu 5 Nov · River clean-up", "⚠️ Tue 3 Nov · River clean-up", "Undo all")
    await admin.taps("Thu 5 Nov · River clean-up")
    admin.sees("No-show of Wang Wei", "⚠️ It counts until 4 May 2027.")
    await admin.taps("Not a no-show")
    admin.sees("✅ 1 no-show undone.", "Wed 4 Nov")
    admin.sees_not("Thu 5 Nov")
    await admin.taps_button(UndoNoShow(person=wang.id, shift=last))
    admin.sees("That one does not count any more.")


async def test_undoing_them_all(admin: PhoneInChat, wang: Person, city: City) -> None:
    await _no_shows(city, wang)
    await admin.taps_button(ShowNoShows(person=wang.id))
    await admin.taps("Undo all")
    await admin.taps("Yes, undo all")
    admin.sees("✅ 3 no-shows undone.", "0 h in all")
    admin.sees_not("no-shows\n", "did not come")
    await admin.taps_button(ShowNoShows(person=wang.id, page=9_999))
    admin.sees("None that count")
    [told] = await city.table("SELECT kind FROM outbox WHERE person_id = :person", person=wang.id)
    assert told["kind"] == "standing_changed"


async def test_nobody_undoes_their_own(admin: PhoneInChat, city: City) -> None:
    chen = await admin.known()
    assert chen is not None
    [shift, *_] = await _no_shows(city, chen)
    await admin.taps_button(UndoNoShows(person=chen.id))
    admin.sees("You can't decide that about yourself", "3 no-shows")
    await admin.taps_button(UndoNoShow(person=chen.id, shift=shift))
    admin.sees("You can't decide that about yourself")


# Whose they are not


@pytest.mark.parametrize("role", [None, Role.LEADER, Role.ADMIN])
async def test_people_of_other_units_are_out_of_reach(chat: Chat, city: City, wang: Person, role: Role | None) -> None:
    other = await chat.volunteer("Zhao", city.huangyan, role=role)
    [shift, *_] = await _no_shows(city, wang)
    for button in (
        ShowPerson(person=wang.id),
        ShowRoles(person=wang.id),
        GiveRole(person=wang.id, role=Role.ADMIN),
        TakeRole(person=wang.id, unit=city.jiaojiang.id),
        SuspendPerson(person=wang.id),
        RestorePerson(person=wang.id),
        ShowNoShows(person=wang.id),
        UndoNoShow(person=wang.id, shift=shift),
        UndoNoShows(person=wang.id),
        ListPeople(unit=city.jiaojiang.id),
    ):
        await other.taps_button(button)
        other.sees("You do not manage this" if role is Role.ADMIN else "Only admins can do that")
        other.sees_not("Wang Wei", "+86138")
    await other.sends("/people wang")
    other.sees_not("Wang Wei")
    assert (await standing(city, wang), await posts(city, wang)) == (Standing.ACTIVE, {})


async def test_the_role_of_somebody_from_elsewhere_can_be_ended(chat: Chat, city: City, wang: Person) -> None:
    async with city.writing() as rows:
        await rows.people.set_role(wang.id, city.huangyan.id, Role.LEADER, by_id=None, at=NOW)
    chen = await chat.volunteer("Chen", city.huangyan, role=Role.ADMIN)
    await chen.sends("/people wang")
    chen.sees("Wang Wei", "leader of Huangyan")
    chen.sees_not("Suspend")
    await chen.taps("Roles")
    await chen.taps("End: leader of Huangyan")
    await chen.taps("Yes, end it")
    assert await posts(city, wang) == {}


async def test_forged_numbers_lead_somewhere(admin: PhoneInChat, city: City) -> None:
    far = 2**63 - 1
    for person in (0, 404, far, -far):
        for button in (
            ShowPerson(person=person),
            ShowRoles(person=person),
            GiveRole(person=person, role=Role.LEADER),
            TakeRole(person=person, unit=city.top.id),
            TakeRole(person=person, unit=404),
            SuspendPerson(person=person),
            RestorePerson(person=person),
            ShowNoShows(person=person, page=9_999),
            UndoNoShow(person=person, shift=person),
            UndoNoShows(person=person),
            ListPeople(unit=person, page=9_999, text="x"),
        ):
            await admin.taps_button(button)
            admin.sees("‹ Home")
