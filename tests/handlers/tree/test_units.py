"""The tree of units: looking around, adding, renaming, moving, inviting, writing to everybody."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from handlers.buttons.button import Button
from handlers.buttons.forms import Choose
from handlers.buttons.letters import WriteToUnit
from handlers.buttons.tree import (
    AddUnit,
    AskRemove,
    FindUnit,
    InviteTo,
    ManageUnit,
    MergeUnit,
    MoveUnit,
    RemoveUnit,
    RenameUnit,
    ShowPosts,
    ShowUnits,
)
from handlers.buttons.volunteers import ListPeople
from handlers.tree.screens.units import PAGE
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.support.hops import hops_of
from tests.support.pictures import code_in
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Standing


@pytest.fixture
async def admin(chat: Chat) -> PhoneInChat:
    return await chat.volunteer("Chen", role=Role.ADMIN)


async def paths(city: City) -> dict[str, str]:
    return {row["name"]: row["path"] for row in await city.table("SELECT name, path FROM units")}


async def test_looking_around(admin: PhoneInChat, city: City) -> None:
    await city.person("Wang", await city.unit("Team 1", city.jiaojiang))
    await admin.sends("/units")
    admin.sees("Taizhou", "👥 3 people · 1 of them right here", "2 teams right below", "Jiaojiang · 2", "Huangyan · 0")
    await admin.taps("Jiaojiang · 2")
    admin.sees("Jiaojiang", "Team 1 · 1", "‹ Taizhou")
    await admin.taps("Team 1")
    admin.sees("Team 1", "In Jiaojiang", "👥 1 person", "Invite", "Write to everybody here")
    await admin.taps("‹ Jiaojiang")
    await admin.taps("Manage")
    admin.sees("In Taizhou", "Rename", "Move")
    await admin.taps("‹ Teams")
    await admin.taps("‹ Taizhou")
    admin.sees("2 teams right below")


async def test_whoever_was_brought_along_is_counted_apart(admin: PhoneInChat, city: City) -> None:
    team = await city.unit("Team 1", city.jiaojiang)
    for person in [await city.person("Wang", team), await city.person("Zhao", team)]:
        async with city.writing() as rows:
            await rows.people.change(person.id, standing=Standing.EXPECTED)
    await admin.sends("/units")
    admin.sees("👥 2 people · 1 of them right here · 2 not here yet", "Jiaojiang · 1 (+2)")
    await admin.taps("Jiaojiang · 1 (+2)")
    await admin.taps("Team 1")
    admin.sees("👥 0 people · 2 not here yet")
    await admin.taps("People")
    admin.sees("2 not here yet", "Wang", "(not here yet)")
    await admin.taps_button(ListPeople())
    admin.sees("2 not here yet")


async def test_pages(admin: PhoneInChat, city: City) -> None:
    for number in range(PAGE):
        await city.unit(f"Team {number}")
    await admin.sends("/units")
    await admin.taps("Page 2 ›")
    admin.sees("Team 4", "Team 5", "‹ Page 1")
    await admin.taps_button(ShowUnits(unit=city.top.id, page=9_999))
    admin.sees("Team 5")


async def test_searching(admin: PhoneInChat, city: City) -> None:
    await city.unit("East Gate", city.huangyan)
    await admin.sends("/units")
    await admin.taps("Search")
    admin.sees("Which team?", "Jiaojiang")
    await admin.sends("gate")
    admin.sees("East Gate", "In Huangyan")
    await admin.taps_button(FindUnit())
    await admin.sends("nothing of the sort")
    admin.sees("is not among the answers")


async def test_people_leaders_and_totals_of_a_unit(admin: PhoneInChat, city: City) -> None:
    async with city.writing() as rows:
        await rows.people.set_role(city.leader.id, city.jiaojiang.id, Role.LEADER, by_id=None, at=NOW)
    await admin.taps_button(ManageUnit(unit=city.jiaojiang.id))
    await admin.taps("People")
    admin.sees("People · Jiaojiang", "Teacher Li · Jiaojiang")
    await admin.taps("‹ Jiaojiang")
    await admin.taps("Leaders")
    admin.sees("Leaders of Jiaojiang", "Teacher Li · leader")
    await admin.taps("Teacher Li")
    admin.sees("Team: Jiaojiang")
    await admin.taps_button(ManageUnit(unit=city.jiaojiang.id))
    await admin.taps("Totals")
    admin.sees("December 2026 · Jiaojiang")
    await admin.taps_button(ShowPosts(unit=city.huangyan.id))
    admin.sees("Nobody right here")


async def test_adding_below(admin: PhoneInChat, city: City) -> None:
    await admin.taps_button(ManageUnit(unit=city.jiaojiang.id))
    await admin.taps("Add a team")
    await admin.sends("x" * 65)
    admin.sees("That is too long")
    await admin.sends("East <b>Gate</b>")
    admin.sees("East <b>Gate</b>", "✅ East <b>Gate</b> is there. Invite its people.", "In Jiaojiang")
    assert (await paths(city))["East <b>Gate</b>"].startswith(city.jiaojiang.path)
    await admin.repeats()
    admin.sees("East <b>Gate</b>", "In Jiaojiang")
    assert len(await paths(city)) == 4


async def test_a_name_that_is_taken(admin: PhoneInChat, city: City) -> None:
    await admin.taps_button(AddUnit(above=city.top.id))
    await admin.sends("Jiaojiang")
    admin.sees("That name is taken", "There is a Jiaojiang there already.")
    await admin.taps("Another name")
    await admin.sends("Linhai")
    admin.sees("✅ Linhai is there.")
    await admin.taps_button(RenameUnit(unit=city.huangyan.id))
    await admin.sends("Linhai")
    admin.sees("That name is taken")
    assert "Huangyan" in await paths(city)


async def test_renaming(admin: PhoneInChat, city: City) -> None:
    await admin.taps_button(ManageUnit(unit=city.huangyan.id))
    await admin.taps("Rename")
    await admin.sends("黄岩分会")
    admin.sees("黄岩分会", "✅ It was called Huangyan.")
    await admin.taps("Rename")
    await admin.sends("黄岩分会")
    admin.sees("It was like that already.")
    await admin.taps("Rename")
    await admin.sends("/cancel")
    await admin.taps("Go on")
    admin.sees("黄岩分会", "In Taizhou")


async def test_moving(admin: PhoneInChat, city: City) -> None:
    team = await city.unit("Team 1", city.jiaojiang)
    await admin.taps_button(ManageUnit(unit=team.id))
    await admin.taps("Move")
    await admin.taps("Huangyan")
    admin.sees("Is this right?", "Team 1 goes to Huangyan, with everything below it.")
    await admin.taps("Move")
    admin.sees("Team 1", "✅ Moved here from Jiaojiang.", "In Huangyan")
    assert (await paths(city))["Team 1"] == f"{city.huangyan.path}{team.id}/"


async def test_where_a_unit_cannot_go(admin: PhoneInChat, city: City) -> None:
    team = await city.unit("Team 1", city.jiaojiang)
    await city.unit("Team 1", city.huangyan)
    await admin.taps_button(MoveUnit(unit=city.jiaojiang.id))
    assert "Jiaojiang ›" not in admin.last.labels, "it isn't offered to itself"
    await admin.sends("team 1")
    await admin.taps("Team 1 · Jiaojiang")
    await admin.taps("Move")
    admin.sees("Not there", "A team cannot be inside itself.", "Another place")
    await admin.taps_button(MoveUnit(unit=team.id))
    await admin.taps("Huangyan ›")
    await admin.taps("Just Huangyan")
    await admin.taps("Move")
    admin.sees("Not there", "There is a Team 1 there already.")
    await admin.taps("Another place")
    await admin.taps("Jiaojiang ›")
    await admin.taps("Just Jiaojiang")
    await admin.taps("Move")
    admin.sees("It was like that already.")
    await admin.taps_button(MoveUnit(unit=city.top.id))
    await admin.taps("Huangyan ›")
    await admin.taps("Just Huangyan")
    await admin.taps("Move")
    admin.sees("This is the top of the tree")


async def test_inviting(admin: PhoneInChat, city: City) -> None:
    await admin.taps_button(ManageUnit(unit=city.jiaojiang.id))
    await admin.taps("Invite")
    admin.sees(f"https://t.me/yigong_bot?start=u{city.jiaojiang.id}")
    _, share = admin.button("Share")
    assert share.url is not None
    shared = parse_qs(urlsplit(share.url).query)
    assert shared["url"] == [f"https://t.me/yigong_bot?start=u{city.jiaojiang.id}"]
    assert shared["text"][0].startswith("Volunteer with us at Jiaojiang:")


async def test_an_invitation_for_a_poster(admin: PhoneInChat, city: City) -> None:
    await admin.taps_button(InviteTo(unit=city.jiaojiang.id))
    await admin.taps("QR code")
    [(name, content)] = admin.files
    assert name == "Jiaojiang.png"
    assert code_in(content) == f"https://t.me/yigong_bot?start=u{city.jiaojiang.id}"
    admin.sees("Volunteer with us at Jiaojiang", f"https://t.me/yigong_bot?start=u{city.jiaojiang.id}")


async def test_writing_to_everybody(admin: PhoneInChat, city: City) -> None:
    await city.people(3)
    await city.person("Elsewhere", city.huangyan)
    await admin.taps_button(ManageUnit(unit=city.jiaojiang.id))
    await admin.taps("Write to everybody here")
    await admin.sends("x" * 2001)
    admin.sees("That is too long")
    await admin.sends("Thank you <3\n\nSee you soon")
    admin.sees("Is this right?", "Thank you <3\n\nSee you soon", "It goes to 4 people.", "Jiaojiang")
    assert await city.figure("SELECT COUNT(*) AS n FROM outbox") == 0
    await admin.taps("Send")
    admin.sees("✅ On its way to 4 people.")
    assert await city.figure("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'letter'") == 4
    assert await city.figure("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'broadcast_progress'") == 1
    await admin.repeats()
    admin.sees("Jiaojiang", "In Taizhou")
    assert await city.figure("SELECT COUNT(*) AS n FROM broadcasts") == 1


async def test_nobody_to_write_to(admin: PhoneInChat, city: City) -> None:
    await admin.taps_button(WriteToUnit(unit=city.huangyan.id))
    admin.sees("There is nobody here to write to.", "Huangyan")


async def test_a_branchs_admin_stays_in_the_branch(chat: Chat, city: City) -> None:
    chen = await chat.volunteer("Chen", city.huangyan, role=Role.ADMIN)
    await chen.sends("/units")
    chen.sees("Huangyan")
    chen.sees_not("‹ Taizhou")
    for unit in (city.top.id, city.jiaojiang.id):
        for button in (
            ShowUnits(unit=unit),
            ManageUnit(unit=unit),
            AddUnit(above=unit),
            RenameUnit(unit=unit),
            MoveUnit(unit=unit),
            MergeUnit(unit=unit),
            AskRemove(unit=unit),
            RemoveUnit(unit=unit),
            InviteTo(unit=unit),
            ShowPosts(unit=unit),
            WriteToUnit(unit=unit),
        ):
            await chen.taps_button(button)
            chen.sees("You do not manage this")
    assert await city.figure("SELECT COUNT(*) AS n FROM drafts") == 0


@pytest.mark.parametrize(
    ("opens", "answer", "last"),
    [
        (lambda unit: AddUnit(above=unit), "New team", None),
        (lambda unit: RenameUnit(unit=unit), "Other name", None),
        (lambda unit: MoveUnit(unit=unit), None, "Move"),
        (lambda unit: WriteToUnit(unit=unit), "Hello everybody", "Send"),
    ],
    ids=["a new one", "a name", "a place in the tree", "a letter"],
)
async def test_a_form_of_somebody_who_lost_the_role(
    chat: Chat, city: City, opens: Callable[[int], Button], answer: str | None, last: str | None
) -> None:
    team = await city.unit("Team 1", city.jiaojiang)
    chen = await chat.volunteer("Chen", city.jiaojiang, role=Role.ADMIN)
    person = await chen.known()
    assert person is not None
    await city.person("Wang", team)
    await chen.taps_button(opens(team.id))
    if answer is None:
        draft = (await city.table("SELECT id FROM drafts"))[0]["id"]
        await chen.taps_button(Choose(draft=draft, step="above", choice=f"u{city.jiaojiang.id}"))
    async with city.writing() as rows:
        await rows.people.set_role(person.id, city.jiaojiang.id, None, by_id=None, at=NOW)
    if answer is not None:
        await chen.sends(answer)
    if last is not None:
        await chen.taps(last)
    chen.sees("You do not manage this")
    assert await city.figure("SELECT COUNT(*) AS n FROM outbox") == 0
    assert set(await paths(city)) == {"Taizhou", "Jiaojiang", "Huangyan", "Team 1"}


async def test_forged_numbers_lead_somewhere(admin: PhoneInChat) -> None:
    far = 2**63 - 1
    for unit in (0, 404, far, -far):
        for button in (
            ShowUnits(unit=unit, page=9_999),
            ManageUnit(unit=unit),
            AddUnit(above=unit),
            RenameUnit(unit=unit),
            MoveUnit(unit=unit),
            MergeUnit(unit=unit),
            AskRemove(unit=unit),
            RemoveUnit(unit=unit),
            InviteTo(unit=unit),
            ShowPosts(unit=unit, page=9_999),
            WriteToUnit(unit=unit),
        ):
            await admin.taps_button(button)
            admin.sees("Not found", "‹ Home")


async def test_a_unit_costs_two_ways_to_the_database(
    admin: PhoneInChat, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    for button in (ShowUnits(), ManageUnit(unit=city.top.id), InviteTo(unit=city.top.id), ShowPosts(unit=city.top.id)):
        with hops_of(monkeypatch) as hops:
            await admin.taps_button(button)
        assert len(hops) == 2, (button, hops)
