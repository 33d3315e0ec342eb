"""Taking a unit away and merging it, as an admin taps their way through it."""

import pytest

from handlers.buttons.tree import AskRemove, ManageUnit, MergeUnit, RemoveUnit
from tests.support.acting import told
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from volunteering.rules.tree import Role


@pytest.fixture
async def admin(chat: Chat) -> PhoneInChat:
    return await chat.volunteer("Chen", role=Role.ADMIN)


async def units(city: City) -> set[str]:
    return {row["name"] for row in await city.table("SELECT name FROM units")}


async def test_an_empty_one_is_asked_about_and_taken_away(admin: PhoneInChat, city: City) -> None:
    await admin.taps_button(ManageUnit(unit=city.huangyan.id))
    await admin.taps("Remove")
    admin.sees("Remove Huangyan?", "Its invite links end.")
    assert "Huangyan" in await units(city)
    await admin.taps("Remove")
    admin.sees("Taizhou", "✅ Huangyan has been removed.")
    assert "Huangyan" not in await units(city)
    await admin.repeats()
    await admin.taps_button(RemoveUnit(unit=city.huangyan.id))
    admin.sees("Not found")


async def test_somebody_came_in_while_it_was_asked(admin: PhoneInChat, city: City) -> None:
    await admin.taps_button(AskRemove(unit=city.huangyan.id))
    await city.person("Wei", city.huangyan)
    await admin.taps("Remove")
    admin.sees("Huangyan is not empty", "👥 1 person", "Merge it into another team")
    await admin.taps("Merge")
    admin.sees("Which team is it to be a part of?")


async def test_a_full_one_is_merged_after_it_was_said_what_moves(chat: Chat, admin: PhoneInChat, city: City) -> None:
    wei = await chat.volunteer("Wei", city.huangyan, role=Role.LEADER)
    await city.unit("Team 1", city.huangyan)
    await city.shift(activity=await city.activity(unit=city.huangyan))
    await admin.taps_button(ManageUnit(unit=city.huangyan.id))
    await admin.taps("Merge")
    assert not any(label.startswith("Huangyan") for label in admin.last.labels), "it isn't offered to itself"
    await admin.sends("Jiao")
    await admin.taps("Jiaojiang")
    admin.sees(
        "Huangyan becomes a part of Jiaojiang",
        "👥 1 person",
        "1 leader or admin",
        "🏷 1 team right below",
        "📅 1 activity ahead",
        "Whoever leads Huangyan leads Jiaojiang then, and everything below it.",
        "The totals above stay as they are.",
        "Its invite links lead to Jiaojiang. Everybody is told once.",
    )
    await admin.taps("Merge")
    admin.sees("Jiaojiang", "✅ Huangyan is a part of this team now.", "1 person is told.")
    assert "Huangyan" not in await units(city)
    assert len(await told(city, "unit_merged")) == 1

    newcomer = chat.person(7, "Mei")
    await newcomer.sends(f"/start u{city.huangyan.id}")
    for label in ("English", "I agree", "Mei", "Skip"):
        await newcomer.taps(label)
    newcomer.sees("You belong to Jiaojiang.")
    await wei.sends(f"/start u{city.huangyan.id}")
    wei.sees("Jiaojiang")


async def test_what_was_begun_before_it_was_merged_does_nothing_to_another(admin: PhoneInChat, city: City) -> None:
    """Somebody else was quicker: what is asked about now is not what was asked about then."""
    await city.person("Wei", city.huangyan)
    await admin.taps_button(MergeUnit(unit=city.huangyan.id))
    await admin.taps("Jiaojiang")
    async with city.writing() as rows:
        await rows.units.merge(city.huangyan, city.jiaojiang, NOW)
    await admin.taps("Merge")
    admin.sees("Not found")
    for stale in (
        RemoveUnit(unit=city.huangyan.id),
        AskRemove(unit=city.huangyan.id),
        MergeUnit(unit=city.huangyan.id),
    ):
        await admin.taps_button(stale)
        admin.sees("Not found")
    assert {"Taizhou", "Jiaojiang"} <= await units(city)


async def test_why_not_there(admin: PhoneInChat, city: City) -> None:
    team = await city.unit("Team 1", city.huangyan)
    await city.unit("Team 1", city.jiaojiang)
    for typed, chosen, why in (
        ("Team 1", f"{team.name} · Huangyan", "A team cannot become a part of itself"),
        ("Jiaojiang", None, "Both have a team Team 1 below them."),
    ):
        await admin.taps_button(MergeUnit(unit=city.huangyan.id))
        await admin.sends(typed)
        if chosen:
            await admin.taps(chosen)
        await admin.taps("Merge")
        admin.sees("Not into that one", why, "Another team")


async def test_the_top_stays(admin: PhoneInChat, city: City) -> None:
    await admin.taps_button(ManageUnit(unit=city.top.id))
    assert not {"Merge", "Remove"} & set(admin.last.labels)
    for button in (AskRemove(unit=city.top.id), RemoveUnit(unit=city.top.id)):
        await admin.taps_button(button)
        admin.sees("This is the top of the tree: it stays.")


async def test_an_admin_of_the_unit_alone_does_not_take_it_out_of_the_one_above(chat: Chat, city: City) -> None:
    chen = await chat.volunteer("Chen", city.huangyan, role=Role.ADMIN)
    await chen.taps_button(ManageUnit(unit=city.huangyan.id))
    assert not {"Merge", "Remove"} & set(chen.last.labels)
    await chen.taps_button(RemoveUnit(unit=city.huangyan.id))
    chen.sees("You do not manage this")
