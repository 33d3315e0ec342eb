"""Registering as a newcomer lives it: links, language, consent, name, phone, team, and coming back."""

import pytest

from handlers.buttons.forms import Choose
from handlers.buttons.volunteers import Agree, AskConsent, ComeBack, Decline, Register
from tests.support.chat import Chat, PhoneInChat, organisation
from tests.support.city import City
from volunteering.rules.volunteers import Language


async def _agreed(chat: Chat, link: str = "") -> PhoneInChat:
    wei = chat.person(7, "Wei Zhang")
    await wei.sends(f"/start {link}".strip())
    await wei.taps("English")
    await wei.taps("I agree")
    return wei


async def registers(chat: Chat, telegram_id: int = 7) -> PhoneInChat:
    wei = chat.person(telegram_id, "Wei Zhang")
    await wei.sends("/start")
    for label in ("English", "I agree", "Wei Zhang", "Skip", "Jiaojiang"):
        await wei.taps(label)
    return wei


async def test_five_taps_make_a_volunteer(chat: Chat) -> None:
    wei = chat.person(7, "Wei Zhang")
    await wei.sends("/start")
    taps = ("English", "I agree", "Wei Zhang", "Share my number", "Jiaojiang")
    for label in taps:
        await wei.taps(label)
    wei.sees("Welcome, Wei Zhang", "You belong to Jiaojiang", "Activities")
    person = await wei.known()
    assert person is not None
    assert (person.name, person.phone, person.unit.name) == ("Wei Zhang", "+8613800000007", "Jiaojiang")
    assert person.language is Language.ENGLISH
    assert len(taps) == 5


async def test_the_last_screen_leads_on_within_two_taps(chat: Chat) -> None:
    wei = await registers(chat)
    await wei.taps("Activities")
    wei.sees_not("Please register")
    await wei.sends("/start")
    wei.sees("Hello, Wei Zhang", "My shifts")


async def test_the_menu_of_commands_follows(chat: Chat) -> None:
    wei = await registers(chat)
    assert wei.menu is not None
    assert "my" in wei.menu
    assert "stats" not in wei.menu


@pytest.mark.parametrize(
    ("code", "first"), [("en-GB", "English"), ("zh-hant", "繁體中文"), ("zh-CN", "简体中文"), ("fr", "简体中文")]
)
async def test_the_language_of_the_telephone_comes_first(chat: Chat, code: str, first: str) -> None:
    wei = chat.person(7, language=code)
    await wei.sends("/start")
    assert wei.last.labels[0] == first
    assert len(wei.last.labels) == 3


async def test_nothing_is_kept_before_the_consent(chat: Chat, city: City) -> None:
    wei = chat.person(7, "Wei Zhang")
    await wei.sends("/start")
    await wei.taps("English")
    wei.sees("May we keep your data?")
    await wei.taps("No, thank you")
    wei.sees("Nothing was kept")
    assert await city.figure("SELECT COUNT(*) AS n FROM drafts") == 0
    assert await city.figure("SELECT COUNT(*) AS n FROM inbox") == 0
    assert await wei.known() is None
    await wei.taps("Register")
    wei.sees("Volunteers of Taizhou")


async def test_the_questions_come_in_the_chosen_language_not_the_telephones(chat: Chat) -> None:
    wei = chat.person(7, language="zh-hans")
    await wei.sends("/start")
    await wei.taps("English")
    await wei.taps("I agree")
    wei.sees("What may we call you?")
    await wei.sends("Wei")
    wei.sees("May your leaders call you")


async def test_another_name_may_be_typed(chat: Chat) -> None:
    wei = await _agreed(chat)
    await wei.sends("  Xiao\nWei ")
    await wei.taps("Skip")
    await wei.taps("Huangyan")
    wei.sees("Welcome, Xiao Wei")


async def test_a_name_that_is_a_part_of_the_telegram_name_is_taken_as_typed(chat: Chat) -> None:
    wei = await _agreed(chat)
    await wei.sends("Wei")
    await wei.taps("Skip")
    await wei.taps("Huangyan")
    wei.sees("Welcome, Wei")
    wei.sees_not("Zhang")


@pytest.mark.parametrize("typed", ["x" * 5000, "   ", "\u202e\u200b", "\0"])
async def test_a_name_that_is_none_is_asked_for_again(chat: Chat, typed: str) -> None:
    wei = await _agreed(chat)
    await wei.sends(typed)
    wei.sees("⚠️", "What may we call you?")


@pytest.mark.parametrize("name", ["<b>Wei</b> & Co", "👩‍👩‍👧 王小明", "עברית", "a:b" * 30])
async def test_a_telegram_name_of_any_letters_is_offered_and_kept_as_it_is(chat: Chat, name: str) -> None:
    wei = chat.person(7, name)
    await wei.sends("/start")
    for label in ("English", "I agree", name[:20], "Skip", "Jiaojiang"):
        await wei.taps(label)
    person = await wei.known()
    assert person is not None
    assert person.name[:20] == name[:20]
    wei.sees(person.name)


async def test_a_telegram_name_that_cannot_be_seen_is_not_offered(chat: Chat) -> None:
    wei = chat.person(7, "\u2063\u200b")
    await wei.sends("/start")
    await wei.taps("English")
    await wei.taps("I agree")
    assert wei.last.labels == ("Cancel",)


async def test_only_the_own_contact_counts(chat: Chat) -> None:
    wei = await _agreed(chat)
    await wei.taps("Wei Zhang")
    await wei.shares_contact("+8613900000000", of=8)
    wei.sees("somebody else's number", "Share my number")
    await wei.sends("+8613900000000")
    wei.sees("cannot be checked", "Share my number")
    await wei.shares_contact("none")
    wei.sees("is not a phone number")
    await wei.taps("Share my number")
    assert any(message.puts_keyboard_away for message in wei.messages)
    await wei.taps("Jiaojiang")
    person = await wei.known()
    assert person is not None
    assert person.phone == "+8613800000007"


async def test_a_part_of_a_teams_name_finds_it(chat: Chat, city: City) -> None:
    township = await city.unit("Haimen", city.jiaojiang)
    await city.unit("East Gate team", township)
    await city.unit("East Gate team", city.huangyan)
    wei = await _agreed(chat)
    await wei.taps("Wei Zhang")
    await wei.taps("Skip")
    await wei.sends("EAST gate")
    wei.sees("East Gate team · Haimen", "East Gate team · Huangyan")
    await wei.taps("East Gate team · Haimen")
    wei.sees("You belong to East Gate team")


@pytest.mark.parametrize("typed", ["no such team", "5", "%", "_", "💥", "u0", ">1.0", "x" * 4000])
async def test_a_team_that_is_none_is_asked_for_again(chat: Chat, typed: str) -> None:
    wei = await _agreed(chat)
    await wei.taps("Wei Zhang")
    await wei.taps("Skip")
    await wei.sends(typed)
    wei.sees("Where do you belong?", "Jiaojiang")
    assert await wei.known() is None


async def test_an_invite_link_presets_the_team(chat: Chat, city: City) -> None:
    wei = chat.person(7, "Wei Zhang")
    await wei.sends(f"/start u{city.huangyan.id}")
    wei.sees("You are invited to Huangyan")
    for label in ("English", "I agree", "Wei Zhang", "Skip"):
        await wei.taps(label)
    wei.sees("You belong to Huangyan")


async def test_where_there_is_one_unit_it_is_not_asked_for(chat: Chat, city: City) -> None:
    async with city.changing() as tx:
        tx.later("UPDATE people SET home_unit_id = :top", top=city.top.id)
        tx.later("DELETE FROM units WHERE parent_id IS NOT NULL")
    wei = await _agreed(chat)
    await wei.taps("Wei Zhang")
    await wei.taps("Skip")
    wei.sees("You belong to Taizhou")
    wei.sees_not("Choose your team")


async def test_the_activity_of_the_link_is_the_next_tap(chat: Chat, city: City) -> None:
    shift = await city.shift()
    wei = chat.person(7, "Wei Zhang")
    await wei.sends(f"/start a{shift.activity_id}")
    wei.sees("You came for River clean-up")
    for label in ("English", "I agree", "Wei Zhang", "Skip", "Jiaojiang"):
        await wei.taps(label)
    await wei.taps("See River clean-up")
    wei.sees("East Gate", "Sign up")


@pytest.mark.parametrize("link", ["a999", "u999", "x1", "a", "a-1", "a" + "9" * 30, "u١", "😀", "a1 b"])
async def test_a_link_to_nothing_says_so_kindly(chat: Chat, link: str) -> None:
    stranger, volunteer = chat.person(7), await chat.volunteer()
    await stranger.sends(f"/start {link}")
    stranger.sees("not here any more", "English")
    await volunteer.sends(f"/start {link}")
    volunteer.sees("That link is out of date", "Activities")


async def test_a_volunteer_follows_an_activitys_link_to_its_card(chat: Chat, city: City) -> None:
    shift = await city.shift()
    wei = await chat.volunteer()
    await wei.sends(f"/start a{shift.activity_id}")
    wei.sees("River clean-up", "Sign up")


async def test_a_volunteer_follows_a_teams_link_and_joins(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei", city.jiaojiang)
    await wei.sends(f"/start u{city.huangyan.id}")
    wei.sees("Join Huangyan?")
    await wei.taps("Join")
    wei.sees("You belong to Huangyan")
    await wei.sends(f"/start u{city.huangyan.id}")
    wei.sees("It is one of your further teams")
    await wei.sends(f"/start u{city.jiaojiang.id}")
    wei.sees("It is your home team")


async def test_a_teams_link_can_change_the_home_team(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei", city.jiaojiang)
    await wei.sends(f"/start u{city.huangyan.id}")
    await wei.taps("Make it my home team")
    wei.sees("Your team is Huangyan")
    person = await wei.known()
    assert person is not None
    assert person.unit == city.huangyan


async def test_start_in_the_middle_shows_the_question_again(chat: Chat) -> None:
    wei = await _agreed(chat)
    await wei.sends("/start")
    wei.sees("What may we call you?")


async def test_a_stranger_may_change_the_language_in_the_middle(chat: Chat) -> None:
    wei = await _agreed(chat)
    await wei.taps("Wei Zhang")
    await wei.sends("/language")
    await wei.taps("English")
    wei.sees("May your leaders call you")
    await wei.taps("Skip")
    await wei.taps("Jiaojiang")
    wei.sees("Welcome, Wei Zhang")


async def test_cancelling_keeps_nothing_and_puts_the_keyboard_away(chat: Chat, city: City) -> None:
    wei = await _agreed(chat)
    await wei.taps("Wei Zhang")
    await wei.sends("/cancel")
    wei.sees("Nothing was saved", "Start")
    assert wei.messages[-2].puts_keyboard_away
    assert await city.figure("SELECT COUNT(*) AS n FROM drafts") == 0
    await wei.taps("Start")
    wei.sees("Volunteers of Taizhou")


async def test_an_old_button_of_registering_leads_a_volunteer_home(chat: Chat, city: City) -> None:
    wei = await registers(chat)
    for button in (
        Register(unit=city.huangyan.id),
        AskConsent(language=Language.TRADITIONAL),
        Agree(language=Language.ENGLISH, unit=city.huangyan.id),
        Decline(language=Language.ENGLISH),
        ComeBack(),
    ):
        await wei.taps_button(button)
        wei.sees("Hello, Wei Zhang")
    person = await wei.known()
    assert person is not None
    assert (person.unit, person.language) == (city.jiaojiang, Language.ENGLISH)


async def test_a_forged_team_is_not_taken(chat: Chat, city: City) -> None:
    wei = await _agreed(chat)
    await wei.taps("Wei Zhang")
    await wei.taps("Skip")
    draft = await city.figure("SELECT id AS n FROM drafts")
    for forged in ("u0", "nonsense", "7", "u" + "9" * 30):
        await wei.taps_button(Choose(draft=draft, step="unit", choice=forged))
        wei.sees("Where do you belong?")
    await wei.taps_button(Choose(draft=draft, step="unit", choice="u" + "9" * 18))
    wei.sees("You belong to Taizhou")  # nobody's number: the organisation itself


async def test_an_update_that_comes_twice_registers_once(chat: Chat, city: City) -> None:
    wei = await registers(chat)
    await wei.repeats()
    wei.sees("Hello, Wei Zhang")
    assert await city.figure("SELECT COUNT(*) AS n FROM people WHERE telegram_id = 7") == 1


async def test_the_settings_admin_is_an_admin_at_once(city: City) -> None:
    chat = Chat(city.database, organisation(admin_ids=frozenset({7})))
    wei = await registers(chat)
    assert wei.menu is not None
    assert {"stats", "people", "units"} <= set(wei.menu)
    await wei.sends("/start")
    wei.sees("Totals", "People")


@pytest.mark.parametrize("number", [0, -1, 2**63 - 1, -(2**63 - 1)])
async def test_forged_numbers_never_raise(chat: Chat, number: int) -> None:
    stranger, volunteer = chat.person(7), await chat.volunteer()
    english = Language.ENGLISH
    for button in (
        Register(unit=number, activity=number),
        AskConsent(language=english, unit=number, activity=number),
        ComeBack(activity=number, unit=number),
        Agree(language=english, unit=number, activity=number),
    ):
        await stranger.taps_button(button)
        await volunteer.taps_button(button)
        volunteer.sees("Hello, Wei")
    for label in ("Wei", "Skip", "Jiaojiang"):
        await stranger.taps(label)
    stranger.sees("Welcome, Wei", "Activities")
