"""Every screen of registering, home, profile and privacy, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

import pytest

from handlers.buttons.home import Help, Home
from handlers.buttons.volunteers import (
    AskConsent,
    AskErase,
    AskLeave,
    ChangeName,
    ChangePhone,
    ChooseLanguage,
    ChooseTeam,
    ComeBack,
    Decline,
    DownloadData,
    EraseMe,
    FindTeam,
    JoinTeam,
    LeaveForNow,
    LeaveTeam,
    Register,
    SetHomeTeam,
    SetLanguage,
    ShowPrivacy,
    ShowProfile,
    ShowTeams,
)
from tests.support.chat import Chat
from tests.support.city import City
from tests.support.hops import hops_of
from volunteering.rules.journal import Did
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language, Standing

NASTY = ["<b>&\"'</b>" * 5 + "&" * 10, "\U0001f469\u200d\U0001f467" + "\U0001f600" * 57, "汉" * 60, "ﷺ" * 60]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("nasty", NASTY, ids=["markup", "emoji", "chinese", "wide"])
async def test_registering(chat: Chat, city: City, language: Language, nasty: str) -> None:
    branch = await city.unit(nasty)
    shift = await city.shift(activity=await city.activity(nasty))
    wei = chat.person(7, nasty, language=None)
    await wei.sends(f"/start u{branch.id}")
    await wei.sends(f"/start a{shift.activity_id}")
    await wei.sends("/start a999")
    await wei.taps_button(Decline(language=language))
    await wei.taps_button(Register())
    await wei.taps_button(AskConsent(language=language, unit=2**63 - 1, activity=shift.activity_id))
    await wei.taps(wei.last.labels[0])  # I agree
    await wei.sends("x" * 500)
    await wei.taps(wei.last.labels[0])  # the name of Telegram
    await wei.sends("+86")
    await wei.taps(wei.last.labels[1])  # skip
    await wei.sends(nasty[:3])
    await wei.sends("nowhere")
    await wei.taps(wei.last.labels[0])  # a branch
    person = await wei.known()
    assert person is not None
    assert person.language is language


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("nasty", NASTY, ids=["markup", "emoji", "chinese", "wide"])
async def test_home_profile_and_privacy(chat: Chat, city: City, language: Language, nasty: str) -> None:
    units = [await city.unit(f"{nasty[:60]}{number}") for number in range(20)]
    wei = await chat.volunteer(nasty[:64], units[0], role=Role.ADMIN)
    shift = await city.shift(activity=await city.activity(nasty))
    await wei.taps_button(SetLanguage(language=language))
    await wei.sends(f"/start a{shift.activity_id}")
    for unit in units[1:8]:
        await wei.sends(f"/start u{unit.id}")
        await wei.taps_button(JoinTeam(unit=unit.id))
    for button in (
        Home(),
        Help(),
        ShowProfile(),
        ChooseLanguage(),
        ShowPrivacy(),
        AskLeave(),
        AskErase(),
        DownloadData(),
        ShowTeams(),
        ShowTeams(page=1),
        ChangeName(),
        ChangePhone(),
        FindTeam(),
        ChooseTeam(),
        LeaveTeam(unit=units[1].id),
        SetHomeTeam(unit=units[2].id),
        JoinTeam(unit=units[2].id),
    ):
        await wei.taps_button(button)
        assert wei.last.text
    await wei.sends("/cancel")
    for typed in (nasty[:20], "/nonsense", "/satrt", "2小时", "3h", "nothing of the sort", "x" * 4096):
        await wei.sends(typed)
    await wei.sends_photo()
    await wei.shares_contact("+861")
    back = ComeBack(activity=shift.activity_id)
    for last in (LeaveForNow(), Home(), ShowPrivacy(), back, EraseMe(), ShowPrivacy()):
        await wei.taps_button(last)
    assert await wei.known() is None


@pytest.mark.parametrize("language", Language)
async def test_a_suspended_person_who_comes_back(chat: Chat, city: City, language: Language) -> None:
    wei = await chat.volunteer()
    person = await wei.known()
    assert person is not None
    await wei.taps_button(SetLanguage(language=language))
    async with city.writing() as rows:
        await rows.people.change(person.id, standing=Standing.SUSPENDED)
        rows.journal.note(Did.SUSPENDED, by_id=city.leader.id, at=chat.clock.now(), person_id=person.id)
    for button in (Home(), LeaveForNow(), ComeBack(), Home()):
        await wei.taps_button(button)
        assert wei.last.rows


@pytest.mark.parametrize("command", ["/start", "/profile", "/home"])
async def test_a_screen_costs_two_ways_to_the_database(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    li = await chat.volunteer("Li", role=Role.LEADER)
    with hops_of(monkeypatch) as hops:
        await li.sends(command)
    assert len(hops) == 2, hops
