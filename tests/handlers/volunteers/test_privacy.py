"""What is kept: reading it, leaving, being erased."""

import json
from typing import Any, get_args

from handlers.buttons.signing_up import TakeShift
from handlers.buttons.volunteers import AskErase, AskLeave, ChangeName, DownloadData, EraseMe, JoinTeam, LeaveForNow
from handlers.volunteers.screens.deeds import DEEDS, NEWS
from handlers.volunteers.screens.kept import TABLES
from storage.views.volunteers.kept import SECTIONS
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.support.files import pages_of
from volunteering.rules.ground.periods import local_day
from volunteering.rules.hours import Decision, Entry, Kind
from volunteering.rules.journal import Did
from volunteering.rules.notices.owed import Owed
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Standing


async def _busy(chat: Chat, city: City) -> PhoneInChat:
    """A volunteer with something in every table that keeps anything about people."""
    wei = await chat.volunteer("Wei Zhang", city.jiaojiang)
    person = await wei.known()
    assert person is not None
    shift = await city.shift()
    await wei.taps_button(TakeShift(shift=shift.id))
    await wei.taps_button(JoinTeam(unit=city.huangyan.id))
    day = local_day(NOW, chat.organisation.zone)
    async with city.writing() as rows:
        await rows.people.change(person.id, phone="+8613800000007")
        await rows.people.set_role(person.id, city.huangyan.id, Role.LEADER, by_id=city.leader.id, at=NOW)
        claim = await rows.hours.add_claim(
            person_id=person.id, unit_id=city.jiaojiang.id, day=day, minutes=90, what="Grandma Zhang's roof", at=NOW
        )
        await rows.hours.decide(claim, Decision.APPROVED, by_id=city.leader.id, at=NOW, reason="Thanks, Wei")
        entry = Entry(
            person_id=person.id,
            unit_id=city.jiaojiang.id,
            claim_id=claim,
            kind=Kind.LOGGED,
            day=day,
            minutes=90,
            change=90,
            participations=0,
            no_shows=0,
            note="Wei was great",
            by_id=city.leader.id,
            at=NOW,
        )
        await rows.hours.append(entry)
    await wei.taps_button(ChangeName())
    return wei


def _downloaded(wei: PhoneInChat) -> dict[str, Any]:
    name, content = wei.files[-1]
    assert name.endswith(".json")
    found: dict[str, Any] = json.loads(content)
    return found


async def test_my_data_is_a_file_with_everything_in_it(chat: Chat, city: City) -> None:
    wei = await _busy(chat, city)
    await wei.sends("/privacy")
    await wei.taps("Download my data")
    data = _downloaded(wei)
    assert data["organisation"] == "Taizhou"
    assert data["person"]["name"] == "Wei Zhang"
    assert data["person"]["phone"] == "+8613800000007"
    assert data["person"]["home_team"] == "Jiaojiang"
    assert data["person"]["reachable"] is True
    assert [team["team"] for team in data["further_teams"]] == ["Huangyan"]
    assert [(role["team"], role["role"], role["given_by"]) for role in data["roles"]] == [
        ("Huangyan", "leader", "Teacher Li")
    ]
    [sign_up] = data["sign_ups"]
    assert (sign_up["activity"], sign_up["sign_up"], sign_up["starts_at"]) == (
        "River clean-up",
        "confirmed",
        "2026-12-03T12:00:00+08:00",
    )
    assert [(line["minutes_added"], line["recorded_by"], line["note"]) for line in data["hours"]] == [
        (90, "Teacher Li", "Wei was great")
    ]
    assert [(claim["what"], claim["decision"]) for claim in data["hours_logged"]] == [
        ("Grandma Zhang's roof", "approved")
    ]
    assert {"signed_up", "unit_joined"} <= {line["what"] for line in data["journal"]}
    assert [draft["form"] for draft in data["unfinished_form"]] == ["name"]


async def test_my_data_can_be_read(chat: Chat, city: City) -> None:
    wei = await _busy(chat, city)
    await wei.taps_button(DownloadData())
    name, content = wei.files[-2]
    assert name.endswith(".pdf")
    written = "".join(pages_of(content)).replace("\n", " ")
    for part in (
        "Everything we keep about you",
        "Wei Zhang",
        "+8613800000007",
        "Further teams Team Joined Huangyan",
        "leader",
        "River clean-up",
        "Thu 3 Dec, 12:00",
        "has a place",
        "Grandma Zhang's roof",
        "1 h 30",
        "Teacher Li",
        "team joined",
    ):
        assert part in written, part


def test_every_section_is_on_the_paper() -> None:
    """Whoever keeps something new of people says it to them, too."""
    assert list(TABLES) == list(SECTIONS)


def test_there_is_a_word_for_whatever_was_done_or_told() -> None:
    notices = get_args(Owed.model_fields["notice"].annotation)
    assert set(DEEDS) == set(Did)
    assert set(NEWS) == {notice.model_fields["kind"].default for notice in notices}


async def test_chinese_stays_readable_in_the_file(chat: Chat) -> None:
    wei = await chat.volunteer("王小明")
    await wei.taps_button(DownloadData())
    assert "王小明" in wei.files[-1][1].decode()
    assert "王小明" in pages_of(wei.files[-2][1])[0]


async def test_nobody_gets_anothers_data(chat: Chat, city: City) -> None:
    await _busy(chat, city)
    other = await chat.volunteer("Other")
    await other.taps_button(DownloadData())
    content = other.files[-1][1].decode()
    assert "Wei" not in content
    assert "+8613800000007" not in content


async def test_a_stranger_has_no_data(chat: Chat) -> None:
    stranger = chat.person(7)
    await stranger.sends("/privacy")
    stranger.sees("Nothing is kept about you", "Register")
    for button in (DownloadData(), AskErase(), EraseMe()):
        await stranger.taps_button(button)
        stranger.sees("Nothing is kept about you")
    for private in (AskLeave(), LeaveForNow()):
        await stranger.taps_button(private)
        stranger.sees("Please register first")
    assert stranger.files == []


async def test_leaving_passes_the_places_on_and_keeps_the_hours(chat: Chat, city: City) -> None:
    wei = await _busy(chat, city)
    await wei.sends("/privacy")
    await wei.taps("Leave for now")
    wei.sees("Leave for now?", "Your hours stay", "‹ Stay")
    await wei.taps("Leave for now")
    wei.sees("Goodbye for now", "You gave back 1 place.", "Come back")
    person = await wei.known()
    assert person is not None
    assert person.standing is Standing.LEFT
    assert await city.figure("SELECT COUNT(*) AS n FROM signups WHERE state = 'confirmed'") == 0
    assert await city.figure("SELECT COUNT(*) AS n FROM drafts") == 0
    await wei.taps("My data")
    await wei.taps("Download my data")
    assert _downloaded(wei)["hours"]


async def test_a_number_on_a_waiting_list_is_no_place_to_give_back(chat: Chat, city: City) -> None:
    wei, mei = await chat.volunteer("Wei"), await chat.volunteer("Mei")
    shift = await city.shift(places=1)
    for person in (mei, wei):
        await person.taps_button(TakeShift(shift=shift.id))
    for person, says in ((wei, ""), (mei, "You give back 1 place in what is coming up.")):
        for ask in (AskErase(), AskLeave()):
            await person.taps_button(ask)
            person.sees(says)
            assert ("place" in person.last.text) is bool(says)
    await wei.taps("Leave for now")
    wei.sees("Goodbye for now")
    wei.sees_not("place")


async def test_erasing_asks_first_and_can_be_thought_over(chat: Chat, city: City) -> None:
    wei = await _busy(chat, city)
    await wei.sends("/privacy")
    await wei.taps("Erase me")
    wei.sees("Erase everything about you?", "Your hours stay in the totals", "This can't be undone")
    assert wei.last.rows[-1][0].style == "danger"
    await wei.taps("‹ Keep everything")
    wei.sees("Your data")
    assert await wei.known() is not None


async def test_erased_is_erased(chat: Chat, city: City) -> None:
    wei = await _busy(chat, city)
    await wei.sends("/privacy")
    await wei.taps("Erase me")
    await wei.taps("Erase me for good")
    wei.sees("Your data is erased", "You gave back 1 place.")
    assert wei.menu is not None
    assert "my" not in wei.menu
    assert await wei.known() is None
    left = await _every_value(city)
    for trace in ("Wei", "+8613800000007", str(wei.id), "roof"):
        assert not [value for value in left if trace in value], f"“{trace}” is still kept"
    # and the hours stay, as a former volunteer's
    assert await city.figure("SELECT SUM(change) AS n FROM entries") == 90


async def _every_value(city: City) -> list[str]:
    tables = await city.table("SELECT name FROM sqlite_master WHERE type = 'table'")
    rows = [row for table in tables for row in await city.table(f"SELECT * FROM {table['name']}")]
    return [f"{name}={row[name]}" for row in rows for name in row.keys()]  # noqa: SIM118


async def test_erasing_that_comes_twice_says_nothing_is_kept(chat: Chat, city: City) -> None:
    wei = await _busy(chat, city)
    await wei.taps_button(EraseMe())
    await wei.repeats()
    wei.sees("Nothing is kept about you")
    await wei.sends("/start")
    wei.sees("Volunteers of Taizhou")


async def test_somebody_erased_may_register_anew_as_somebody_new(chat: Chat, city: City) -> None:
    wei = await _busy(chat, city)
    await wei.taps_button(EraseMe())
    await wei.taps("Register anew")
    for label in ("English", "I agree", "Wei Zhang", "Skip", "Huangyan"):
        await wei.taps(label)
    wei.sees("Welcome, Wei Zhang")
    await wei.sends("/profile")
    wei.sees("0 h in all")
