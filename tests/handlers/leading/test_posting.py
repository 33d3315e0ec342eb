"""Posting an activity as a leader lives it: the form, the preview, and the one line."""

from datetime import timedelta

import pytest

from handlers.buttons.activities import ShowActivity
from handlers.buttons.forms import Back, Change, Choose, Resume, Skip
from handlers.buttons.leading import BeginPosting, ChooseOld, CopyActivity, ManageActivity
from storage.process import drafts
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from volunteering.rules.tree import Role

LINE = "/new River clean-up | 2026-12-05 09:00-12:00 | East Gate | 10"


async def posts_of(city: City) -> list[dict[str, object]]:
    rows = await city.table(
        "SELECT a.title, a.category, a.place, a.details, a.unit_id, s.places, s.starts_at, s.ends_at "
        "FROM activities a JOIN shifts s ON s.activity_id = a.id ORDER BY s.id"
    )
    return [dict(row) for row in rows]


async def test_from_the_first_question_to_the_list(chat: Chat, city: City, li: PhoneInChat) -> None:
    await li.sends("/new")
    for answer in ("River clean-up", "Saturday 9-12", "East Gate"):
        await li.sends(answer)
    await li.taps("10")
    li.sees("Is this right?", "River clean-up", "09:00–12:00 (3 h)", "📍 East Gate", "👥 10 places", "Post it")
    await li.taps("Post it")
    li.sees("Posted: River clean-up", "Tell a friend", "Roster", "Add a shift")
    assert li.toast == "Posted."
    [posted] = await posts_of(city)
    assert (posted["title"], posted["places"], posted["details"]) == ("River clean-up", 10, "")
    wei = await chat.volunteer("Wei")
    await wei.sends("/activities")
    wei.sees("River clean-up")


async def test_the_rest_is_added_to_the_preview_where_it_matters(chat: Chat, city: City, li: PhoneInChat) -> None:
    await li.sends(LINE)
    li.sees("Other · Jiaojiang")
    await li.taps("Add a category")
    await li.taps("Charity and relief")
    li.sees("Is this right?", "Charity and relief · Jiaojiang", "Change category")
    await li.taps("Add a description")
    li.sees("New activity\n", "What will people do there?")
    await li.taps("‹ Back")
    li.sees("Is this right?", "Add a description")
    await li.taps("Add a description")
    await li.taps("Skip")
    li.sees("Is this right?", "Add a description")
    await li.taps("Add a description")
    await li.sends("Gloves are there.")
    await li.taps("Add private details")
    await li.sends("Door code 2580")
    li.sees("Gloves are there.", "Only for those who are in: Door code 2580", "Change description")
    li.sees_not("Add a d", "Add a category", "Add private", "Change team")
    await li.taps("Post it")
    [posted] = await posts_of(city)
    assert (posted["category"], posted["details"]) == ("charity", "Door code 2580")
    wei = await chat.volunteer("Wei")
    await wei.taps_button(ShowActivity(activity=await city.figure("SELECT id AS n FROM activities")))
    wei.sees("Gloves are there.")
    wei.sees_not("2580")


async def test_the_first_question_takes_the_whole_line(city: City, li: PhoneInChat) -> None:
    await li.sends("/new")
    await li.sends("河道清洁，周六9点到12点，东门，10人")
    li.sees("Is this right?", "河道清洁", "09:00–12:00 (3 h)", "📍 东门", "👥 10 places")
    await li.taps("Change title")
    await li.sends("Dance on Saturday 9-12")
    li.sees("Is this right?", "Dance on Saturday 9-12")
    await li.taps("Post it")
    assert len(await posts_of(city)) == 1


async def test_what_the_line_leaves_out_is_asked_for(li: PhoneInChat) -> None:
    await li.sends("/new")
    await li.sends("周六9点到12点，10人")
    li.sees("What is it called?")
    await li.sends("河道清洁")
    li.sees("Where do people meet?")
    await li.sends("东门")
    li.sees("Is this right?", "👥 10 places")


async def test_an_old_one_is_copied_but_for_its_time(chat: Chat, city: City, li: PhoneInChat) -> None:
    await li.sends("/new")
    await li.taps("Copy an old one")
    li.sees("You have not led anything yet.")
    await li.sends("/new River clean-up | tomorrow 9-12 | East Gate | 12")
    await li.taps("Add a category")
    await li.taps("Charity and relief")
    await li.taps("Add private details")
    await li.sends("Door code 2580")
    await li.taps("Post it")
    chat.clock.passes(days=30)
    await li.sends("/new")
    await li.taps("Copy an old one")
    li.sees("Which one would you like to copy?", "Everything is taken over but the time.", "Wed 2 Dec · River clean-up")
    await li.taps("Wed 2 Dec")
    li.sees("When is it, from when to when?")
    await li.sends("tomorrow 14:00-16:00")
    li.sees("Is this right?", "River clean-up", "Charity and relief", "Only for those who are in: Door code 2580")
    await li.taps("Post it")
    old, new = await posts_of(city)
    assert {key: old[key] for key in old if key not in {"starts_at", "ends_at"}} == {
        key: new[key] for key in new if key not in {"starts_at", "ends_at"}
    }


async def test_copies_of_one_title_are_told_apart_where_its_end_is_cut(chat: Chat, li: PhoneInChat) -> None:
    title = "Walking along the river with the elders of all the villages"
    for line in ("2026-12-05 09:00-12:00", "2026-12-05 14:00-16:00", "2026-12-12 09:00-12:00"):
        await li.sends(f"/new {title} | {line} | East Gate | 10")
        await li.taps("Post it")
    await li.taps_button(ChooseOld())
    begin = [label[:18] for label in li.last.labels[:3]]
    assert len(set(begin)) == len(begin), f"on a small phone they read alike: {begin}"


async def test_only_what_one_leads_is_copied(chat: Chat, city: City, li: PhoneInChat) -> None:
    wu = await chat.volunteer("Wu", city.huangyan, role=Role.LEADER)
    await wu.sends(LINE)
    await wu.taps("Post it")
    await li.taps_button(ChooseOld())
    li.sees_not("River clean-up")
    await li.taps_button(CopyActivity(activity=await city.figure("SELECT id AS n FROM activities")))
    li.sees("You do not manage this")


async def test_a_form_of_before_is_still_finished(city: City, li: PhoneInChat) -> None:
    """It asked for the category in between, and for the team at its end."""
    await li.sends("/new")
    await li.sends("River clean-up")
    async with city.database.transaction() as transaction:
        transaction.later("UPDATE drafts SET step = 'category', about = '{}'")
    await li.taps_button(Resume())
    await li.taps("Charity and relief")
    li.sees("When is it, from when to when?")
    await li.sends("Saturday 9-12")
    await li.sends("East Gate")
    await li.taps("10")
    li.sees("Which team is it for?")
    await li.taps("Just Jiaojiang")
    await li.taps("Post it")
    [posted] = await posts_of(city)
    assert (posted["title"], posted["category"]) == ("River clean-up", "charity")


async def test_what_has_begun_since_is_not_published(chat: Chat, city: City, li: PhoneInChat) -> None:
    await li.sends(LINE)
    chat.clock.passes(days=1)
    await li.sends("/cancel")
    await li.sends("/new River | 2026-12-02 14:00-15:00 | East Gate")
    chat.clock.passes(hours=3)
    await li.taps("Post it")
    li.sees("That has begun already", "When is it")
    assert not await posts_of(city)
    await li.sends("2026-12-05 09:00-12:00")
    await li.taps("Post it")
    assert len(await posts_of(city)) == 1


async def test_it_is_for_the_team_one_leads_unless_another_is_said(chat: Chat, city: City) -> None:
    chen = await chat.volunteer("Chen", city.top, role=Role.LEADER)
    baiyun = await city.unit("Baiyun", city.jiaojiang)
    await chen.sends(LINE)
    chen.sees("Is this right?", "Other · Taizhou")
    await chen.taps("Change team")
    chen.sees("Which team is it for?", "Just Taizhou", "Huangyan")
    await chen.taps("Jiaojiang ›")
    chen.sees("Just Jiaojiang", "Baiyun", "‹ One level up")
    await chen.taps("Baiyun")
    chen.sees("Is this right?", "Other · Baiyun")
    await chen.taps("Post it")
    [posted] = await posts_of(city)
    assert posted["unit_id"] == baiyun.id


async def test_of_several_teams_it_is_for_ones_own_or_asked(chat: Chat, city: City) -> None:
    chen = await chat.volunteer("Chen", city.jiaojiang, role=Role.LEADER)
    person = await chen.known()
    assert person is not None
    async with city.writing() as rows:
        await rows.people.set_role(person.id, city.huangyan.id, Role.LEADER, by_id=None, at=chat.clock.now())
    await chen.sends(LINE)
    chen.sees("Is this right?", "Other · Jiaojiang", "Change team")
    async with city.writing() as rows:
        await rows.people.set_role(person.id, city.jiaojiang.id, None, by_id=None, at=chat.clock.now())
        baiyun = await rows.units.add(city.top, "Baiyun", chat.clock.now())
        assert baiyun is not None
        await rows.people.set_role(person.id, baiyun.id, Role.LEADER, by_id=None, at=chat.clock.now())
    await chen.sends("/cancel")
    await chen.sends(LINE)
    chen.sees("Which team is it for?", "Huangyan", "Baiyun")


async def test_only_led_teams_are_offered_or_taken(chat: Chat, city: City) -> None:
    await city.unit("Baiyun", city.jiaojiang)
    chen = await chat.volunteer("Chen", city.jiaojiang, role=Role.LEADER)
    await chen.sends(LINE)
    await chen.taps("Change team")
    await chen.sends("Huangyan")
    chen.sees("“Huangyan” is not among the answers")
    draft = (await city.table("SELECT id FROM drafts"))[0]["id"]
    await chen.taps_button(Choose(draft=draft, step="unit", choice=f">{city.huangyan.id}.0", opens=True))
    chen.sees("Just Jiaojiang")
    chen.sees_not("Huangyan")
    await chen.taps_button(Choose(draft=draft, step="unit", choice=f"u{city.huangyan.id}"))
    await chen.taps("Post it")
    chen.sees("Not posted", "You do not lead that team")
    assert not await posts_of(city)


async def test_a_volunteer_is_refused(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei")
    await wei.sends(LINE)
    wei.sees("Only leaders can do that")
    await wei.taps_button(BeginPosting())
    wei.sees("Only leaders can do that")


async def test_a_role_lost_before_publishing_is_lost(city: City, li: PhoneInChat) -> None:
    await li.sends(LINE)
    person = await li.known()
    assert person is not None
    async with city.writing() as rows:
        await rows.people.set_role(person.id, city.jiaojiang.id, None, by_id=None, at=li.chat.clock.now())
    await li.taps("Post it")
    li.sees("Not posted", "You do not lead that team")


async def test_published_once_however_often_the_update_comes(city: City, li: PhoneInChat) -> None:
    await li.sends(LINE)
    await li.taps("Post it")
    await li.repeats()
    assert len(await posts_of(city)) == 1
    li.sees("River clean-up", "Edit")


async def test_the_screen_after_publishing_leads_on(city: City, li: PhoneInChat) -> None:
    await li.sends(LINE)
    await li.taps("Post it")
    await li.taps("Roster")
    li.sees("Nobody is signed up yet.")
    activity = await city.figure("SELECT id AS n FROM activities")
    await li.taps_button(ManageActivity(activity=activity))
    li.sees("River clean-up", "0 of 10", "Hand over")


async def test_a_further_line_comes_after_the_one_that_is_confirmed(city: City, li: PhoneInChat) -> None:
    await li.sends("/new River | tomorrow 9-12 | East Gate | 10")
    await li.sends("/new Lake | tomorrow 13-15 | West Gate | 10")
    li.sees("⏳ First this one.", "River", "East Gate")
    await li.taps_button(BeginPosting())
    li.sees("⚠️ This is still open.", "River")
    await li.taps("Post it")
    li.sees("✅ Posted: River", "Is this right?", "Lake", "West Gate")
    await li.taps("Post it")
    li.sees("Posted: Lake", "Tell a friend")
    assert await city.figure("SELECT COUNT(*) AS n FROM activities") == 2


@pytest.mark.parametrize("step", ["category", "description", "details"])
@pytest.mark.parametrize("leads", [True, False])
async def test_a_form_begun_with_the_version_before_goes_on(
    chat: Chat, city: City, li: PhoneInChat, step: str, *, leads: bool
) -> None:
    """It asked seven questions in another order: whatever is tapped, what is open yet is asked, and nothing is lost."""
    async with city.changing() as tx:
        draft = await drafts.begin_draft(
            tx,
            telegram_id=li.id,
            form="post",
            about={"unit": city.jiaojiang.id} if leads else {},
            answers={"called": "River clean-up"},
            step=step,
            message_id=None,
            expires_at=NOW + timedelta(days=1),
        )
    for button in (Back(draft=draft.id), Change(draft=draft.id, step=step), Skip(draft=draft.id, step=step), Resume()):
        await li.taps_button(button)
        li.sees("New activity")
        li.sees_not("Is this right?")
    await li.taps_button(Change(draft=draft.id, step=step))
    await li.taps_button(Back(draft=draft.id))
    for answer in ("Saturday 9-12", "East Gate", "10"):
        await li.sends(answer)
    if not leads:
        await li.taps("Just Jiaojiang")
    li.sees("Is this right?", "River clean-up", "Jiaojiang")
