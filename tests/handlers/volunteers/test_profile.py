"""The profile: name, phone, teams, language, and inviting others."""

from urllib.parse import parse_qs, urlsplit

import pytest

from handlers.buttons.forms import Choose
from handlers.buttons.volunteers import ChooseTeam, JoinTeam, LeaveTeam, SetHomeTeam, SetLanguage, ShowTeams
from tests.support.chat import Chat
from tests.support.city import NOW, City
from volunteering.rules.ground.periods import local_day
from volunteering.rules.hours import Entry, Kind
from volunteering.rules.volunteers import Language


async def test_the_profile_says_who_one_is_and_what_one_gave(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei <3", city.jiaojiang)
    person = await wei.known()
    assert person is not None
    async with city.writing() as rows:
        await rows.people.join(person.id, city.huangyan.id, NOW)
        for minutes in (90, 120):
            await rows.hours.append(
                Entry(
                    person_id=person.id,
                    unit_id=city.jiaojiang.id,
                    kind=Kind.LOGGED,
                    day=local_day(NOW, chat.organisation.zone),
                    minutes=minutes,
                    change=minutes,
                    participations=0,
                    no_shows=0,
                    by_id=city.leader.id,
                    at=NOW,
                )
            )
    await wei.sends("/profile")
    wei.sees("Wei <3", "Phone: not given", "Team: Jiaojiang", "Also in: Huangyan", "3 h 30 in all", "English")


async def test_inviting_a_friend_opens_a_link_into_ones_own_team(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei", city.jiaojiang)
    await wei.sends("/profile")
    _, invite = wei.button("Invite a friend")
    assert invite.url is not None
    shared = parse_qs(urlsplit(invite.url).query)
    assert shared["url"] == [f"https://t.me/yigong_bot?start=u{city.jiaojiang.id}"]
    assert shared["text"][0].startswith("Volunteer with us at Jiaojiang:")


async def test_changing_the_name(chat: Chat) -> None:
    wei = await chat.volunteer()
    await wei.sends("/profile")
    await wei.taps("Change name")
    await wei.sends("x" * 65)
    wei.sees("That is too long")
    await wei.sends("王小明")
    wei.sees("王小明", "✅ Saved.")
    await wei.taps("Change name")
    await wei.taps("Cancel")
    await wei.taps("Go on")
    wei.sees("王小明")


async def test_giving_a_phone_number_and_taking_it_back(chat: Chat) -> None:
    wei = await chat.volunteer()
    await wei.sends("/profile")
    await wei.taps("Change phone")
    await wei.taps("Share my number")
    wei.sees("Phone: +8613800000007")
    await wei.taps("Change phone")
    await wei.sends("/cancel")
    await wei.taps("Go on")
    wei.sees("Phone: +8613800000007")
    await wei.taps("Change phone")
    await wei.taps("Keep no number")
    wei.sees("Phone: not given")


async def test_choosing_a_team_down_the_tree(chat: Chat, city: City) -> None:
    township = await city.unit("Haimen", city.jiaojiang)
    await city.unit("East Gate team", township)
    wei = await chat.volunteer()
    await wei.sends("/profile")
    await wei.taps("Change team")
    wei.sees("Just Taizhou", "Jiaojiang ›", "Huangyan")
    await wei.taps("Jiaojiang ›")
    wei.sees("Just Jiaojiang", "Haimen ›", "‹ One level up")
    await wei.taps("‹ One level up")
    await wei.taps("Jiaojiang ›")
    await wei.taps("Haimen ›")
    await wei.taps("East Gate team")
    wei.sees("Team: East Gate team", "✅ Saved.")


async def test_a_long_level_of_the_tree_is_paged(chat: Chat, city: City) -> None:
    for number in range(40):
        await city.unit(f"Village {number:02}", city.huangyan)
    wei = await chat.volunteer()
    await wei.taps_button(ChooseTeam())
    await wei.taps("Huangyan ›")
    wei.sees("Village 15", "More ›")
    wei.sees_not("Village 16")
    await wei.taps("More ›")
    await wei.taps("More ›")
    wei.sees("Village 39", "‹ Earlier")
    wei.sees_not("More ›")
    await wei.taps("Village 39")
    wei.sees("Team: Village 39")


async def test_the_home_team_is_not_also_a_further_one(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei", city.jiaojiang)
    await wei.taps_button(JoinTeam(unit=city.huangyan.id))
    wei.sees("You belong to Huangyan")
    await wei.taps_button(SetHomeTeam(unit=city.huangyan.id))
    await wei.sends("/profile")
    wei.sees("Team: Huangyan")
    wei.sees_not("Also in")


async def test_joining_and_leaving_further_teams(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei", city.jiaojiang)
    await wei.taps_button(ShowTeams())
    wei.sees("None yet")
    await wei.taps("Join a team")
    await wei.sends("huang")
    wei.sees("You belong to Huangyan")
    await wei.taps_button(JoinTeam(unit=city.huangyan.id))
    wei.sees("You did already")
    await wei.taps_button(JoinTeam(unit=city.jiaojiang.id))
    wei.sees("You did already")
    await wei.taps("Further teams")
    await wei.taps("Leave Huangyan")
    wei.sees("You are not in Huangyan any more", "None yet")


async def test_many_further_teams_are_paged(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    for number in range(12):
        unit = await city.unit(f"Village {number:02}")
        await wei.taps_button(JoinTeam(unit=unit.id))
    await wei.taps_button(ShowTeams())
    wei.sees("Village 04", "Page 2 ›")
    wei.sees_not("Village 05")
    await wei.taps_button(ShowTeams(page=9_999))
    wei.sees("Further teams", "Village 11")
    await wei.sends("/profile")
    wei.sees("and 9 more")


@pytest.mark.parametrize("unit", [0, -1, 999, 2**63 - 1])
async def test_a_team_that_is_not_there_is_said_to_be_gone(chat: Chat, unit: int) -> None:
    wei = await chat.volunteer()
    for button in (JoinTeam(unit=unit), LeaveTeam(unit=unit), SetHomeTeam(unit=unit)):
        await wei.taps_button(button)
        wei.sees("not here any more", "‹ Home")


async def test_a_forged_choice_of_team_changes_nothing(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei", city.jiaojiang)
    await wei.taps_button(ChooseTeam())
    draft = await city.figure("SELECT id AS n FROM drafts")
    for opened in (">999.0", ">1.99999", ">x.y", "%", ">" + "9" * 18 + ".0"):
        await wei.taps_button(Choose(draft=draft, step="unit", choice=opened, opens=True))
        wei.sees("Where do you belong?")
    await wei.taps_button(Choose(draft=draft, step="unit", choice="u999"))
    wei.sees("not here any more")
    person = await wei.known()
    assert person is not None
    assert person.unit == city.jiaojiang


async def test_the_language_changes_at_once_with_the_menu(chat: Chat) -> None:
    wei = await chat.volunteer()
    await wei.sends("/language")
    wei.sees("Now: English", "简体中文", "繁體中文")
    await wei.taps("繁體中文")
    person = await wei.known()
    assert person is not None
    assert person.language is Language.TRADITIONAL
    assert wei.menu is not None
    assert "my" in wei.menu


async def test_a_strangers_choice_of_language_is_kept_nowhere(chat: Chat, city: City) -> None:
    stranger = chat.person(7)
    await stranger.sends("/language")
    stranger.sees("Volunteers of Taizhou")
    await stranger.taps_button(SetLanguage(language=Language.ENGLISH))
    stranger.sees("May we keep your data?")
    assert await stranger.known() is None
    assert await city.figure("SELECT COUNT(*) AS n FROM drafts") == 0
