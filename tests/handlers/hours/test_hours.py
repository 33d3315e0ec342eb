"""Logging hours and deciding on them, as volunteers and leaders live it."""

import pytest

from handlers.buttons.hours import (
    ApproveAll,
    ApproveClaim,
    AskApproveAll,
    ChangeClaim,
    LogHours,
    MyHours,
    RejectClaim,
    ShowClaim,
    ShowDecided,
    ShowMyClaim,
    ShowPending,
    WithdrawClaim,
)
from tests.support.acting import told
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from tests.support.hops import hops_of
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Standing

LINE = "/hours 2.5 2026-11-20 Library help"


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    """A leader of Jiaojiang."""
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)


@pytest.fixture
async def wei(chat: Chat, city: City) -> PhoneInChat:
    """A volunteer of Jiaojiang."""
    return await chat.volunteer("Wei", city.jiaojiang)


async def _number(phone: PhoneInChat) -> int:
    person = await phone.known()
    assert person is not None
    return person.id


async def _claims(city: City) -> list[tuple[str, int, str, str]]:
    rows = await city.table("SELECT day, minutes, what, state FROM claims ORDER BY id")
    return [(row["day"], row["minutes"], row["what"], row["state"]) for row in rows]


async def _log(phone: PhoneInChat, line: str = LINE) -> None:
    await phone.sends(line)
    await phone.taps("Confirm")
    phone.sees("Sent to your leaders")


async def _newest(city: City) -> int:
    return await city.figure("SELECT MAX(id) AS n FROM claims")


# What waits


async def test_my_own_that_wait_and_nobody_elses(city: City, li: PhoneInChat, wei: PhoneInChat) -> None:
    await _log(wei)
    claim = await _newest(city)
    for button in (ShowMyClaim(claim=claim), WithdrawClaim(claim=claim), ChangeClaim(claim=claim)):
        await li.taps_button(button)
        li.sees("Not found")
    await wei.taps_button(MyHours())
    await wei.taps("⏳ Fri 20 Nov · Library help")
    wei.sees("Waiting for approval", "🕒 2 h 30, Fri 20 Nov", "Library help", "⏳ Jiaojiang decides")
    assert wei.last.labels == ("Change", "‹ My hours", "Withdraw")
    await wei.taps("Change")
    await wei.taps("Cancel")
    wei.sees("Nothing was saved.")
    assert await _claims(city) == [("2026-11-20", 150, "Library help", "pending")]
    await wei.taps_button(WithdrawClaim(claim=claim))
    wei.sees("Withdrawn", "Log them again")
    await wei.taps("‹ My hours")
    wei.sees("No hours yet")
    await li.taps_button(ShowClaim(claim=claim))
    li.sees("Withdrawn")
    li.sees_not("Approve")
    await li.taps_button(ShowDecided())
    li.sees("Nothing was decided lately.")


async def test_what_waits_and_would_read_alike_is_told_apart(city: City, wei: PhoneInChat) -> None:
    for length in ("2", "3", "3"):
        await _log(wei, f"/hours {length} 2026-11-20 Library help")
    await wei.taps_button(MyHours())
    waiting = wei.last.labels[:3]
    assert len(set(waiting)) == 3
    assert "⏳ 2 h · Library help" in waiting


async def test_what_was_decided_meanwhile_is_not_changed(city: City, li: PhoneInChat, wei: PhoneInChat) -> None:
    await _log(wei)
    claim = await _newest(city)
    await wei.taps_button(ChangeClaim(claim=claim))
    await li.taps_button(ApproveClaim(claim=claim))
    await wei.taps("Confirm")
    wei.sees("⚠️ A leader has just decided on that.", "My hours: 2 h 30")
    for button in (WithdrawClaim(claim=claim), ChangeClaim(claim=claim), ShowMyClaim(claim=claim)):
        await wei.taps_button(button)
        wei.sees("My hours: 2 h 30")
    assert [state for *_, state in await _claims(city)] == ["approved"]


# Logging


async def test_the_form(city: City, li: PhoneInChat, wei: PhoneInChat) -> None:
    await wei.sends("/hours")
    await wei.sends("2小时30分")
    await wei.taps("Yesterday")
    await wei.sends("Library help")
    wei.sees("Is this right?", "🕒 2 h 30, yesterday", "Library help", "Jiaojiang")
    await wei.taps("Confirm")
    wei.sees("Sent to your leaders", "🕒 2 h 30, yesterday", "⏳ Jiaojiang decides")
    assert await _claims(city) == [("2026-11-30", 150, "Library help", "pending")]
    assert await told(city, "claim_made") == [await _number(li)]


async def test_one_line(city: City, wei: PhoneInChat) -> None:
    await wei.sends(LINE)
    wei.sees("Is this right?", "🕒 2 h 30, Fri 20 Nov", "Library help", "Jiaojiang")
    await wei.taps("Confirm")
    wei.sees("Nobody else leads Jiaojiang yet")
    assert await _claims(city) == [("2026-11-20", 150, "Library help", "pending")]


async def test_a_further_line_comes_after_the_one_that_is_confirmed(city: City, wei: PhoneInChat) -> None:
    await wei.sends("/hours 1 2026-11-20 First")
    await wei.sends("/hours 1 2026-11-20 First")  # twice, as people do
    wei.sees("Is this right?", "First")
    wei.sees_not("comes next")
    await wei.sends("/hours 2 2026-11-20 Second & <b>more</b>")
    wei.sees("⏳ First this one. “2 2026-11-20 Second & <b>more</b>” comes next.", "Is this right?", "First")
    await wei.sends("/hours 3 2026-11-20 Third")
    for ask in ("/hours", LogHours()):
        await (wei.sends(ask) if isinstance(ask, str) else wei.taps_button(ask))
        wei.sees("⚠️ This is still open.", "Is this right?", "First")
    assert await _claims(city) == []
    await wei.taps("Confirm")
    wei.sees("✅ Sent to your leaders: 1 h, Fri 20 Nov", "Is this right?", "Second & <b>more</b>")
    await wei.taps("Cancel")
    wei.sees("That one was not saved. The next:", "Is this right?", "Third")
    await wei.taps("Confirm")
    wei.sees("Sent to your leaders", "Log more")
    assert [what for _, _, what, _ in await _claims(city)] == ["First", "Third"]


async def test_a_line_that_is_put_right_takes_the_place_of_the_wrong_one(city: City, wei: PhoneInChat) -> None:
    await wei.sends("/hours long 2026-11-20 Library help")
    wei.sees("is not a length of time")
    await wei.sends("/hours 2 2026-11-20 Library help")
    wei.sees("Is this right?", "🕒 2 h")
    wei.sees_not("comes next")


async def test_so_many_lines_wait_and_no_more(city: City, wei: PhoneInChat) -> None:
    for number in range(7):
        await wei.sends(f"/hours 1 2026-11-20 Number {number}")
    wei.sees("⚠️ These first, please: then type “1 2026-11-20 Number 6” again.", "Number 0")
    for number in range(5):
        await wei.taps("Confirm")
        wei.sees(f"Number {number + 1}")
    await wei.taps("Confirm")
    wei.sees("Log more")
    assert len(await _claims(city)) == 6


async def test_what_cannot_be_logged_loses_no_line(city: City, wei: PhoneInChat) -> None:
    await _log(wei)
    await wei.taps_button(ChangeClaim(claim=await _newest(city)))
    await wei.sends("/hours 2 2026-11-21 Second")
    async with city.writing() as rows:
        rows.hours.withdraw(await _newest(city))
    await wei.taps("Confirm")
    wei.sees("That one was not saved. The next:", "Is this right?", "Second")


@pytest.mark.parametrize(
    ("line", "says", "answer"),
    [
        ("long 2026-11-20 Library help", "is not a length of time", "2.5"),
        ("25 2026-11-20 Library help", "a day has 24 hours", "2.5"),
        ("2.5 2026-02-30 Library help", "there is no such date", "2026-11-20"),
        ("2.5 2027-11-20 Library help", "That day has not come yet", "2026-11-20"),
        ("2.5 2026-11-20", "What did you do?", "Library help"),
        ("2.5", "Which day was it?", "2026-11-20"),
        (f"2.5 2026-11-20 {'x' * 500}", "That is too long: 500 characters", "Library help"),
    ],
)
async def test_what_is_wrong_or_missing_is_asked_for(wei: PhoneInChat, line: str, says: str, answer: str) -> None:
    await wei.sends(f"/hours {line}")
    wei.sees(says)
    await wei.sends(answer)
    wei.sees("Is this right?" if line != "2.5" else "What did you do?")


async def test_a_date_that_may_be_two_is_a_tap(wei: PhoneInChat) -> None:
    await wei.sends("/hours 2 7/8 Library help")
    wei.sees("can be two dates")
    await wei.taps("Wed 8 Jul")
    wei.sees("Is this right?", "🕒 2 h, Wed 8 Jul")


async def test_a_day_has_24_hours_in_all(city: City, wei: PhoneInChat) -> None:
    await _log(wei, "/hours 20 2026-11-20 Night watch")
    await wei.sends("/hours 5 2026-11-20 Library help")
    await wei.taps("Confirm")
    wei.sees("With the 20 h of that day", "How long was it?")
    await wei.sends("4")
    wei.sees("Is this right?", "🕒 4 h, Fri 20 Nov", "Library help")
    await wei.taps("Confirm")
    wei.sees("That makes 24 h for that day.")
    assert [claim[1] for claim in await _claims(city)] == [1200, 240]


async def test_a_team_is_asked_for_where_there_are_several(city: City, wei: PhoneInChat) -> None:
    async with city.writing() as rows:
        await rows.people.join(await _number(wei), city.huangyan.id, wei.chat.clock.now())
    await wei.sends(LINE)
    wei.sees("Which team was it for?", "Jiaojiang")
    await wei.taps("Huangyan")
    wei.sees("Is this right?", "🏷 Huangyan")
    await wei.taps("Confirm")
    assert await city.figure("SELECT unit_id AS n FROM claims") == city.huangyan.id


async def test_a_suspended_person_is_told_so_at_once(city: City, wei: PhoneInChat) -> None:
    async with city.writing() as rows:
        await rows.people.change(await _number(wei), standing=Standing.SUSPENDED)
    await wei.taps_button(LogHours())
    wei.sees("Your sign-ups are on hold")
    await wei.sends(LINE)
    wei.sees("Your sign-ups are on hold")


# Deciding


async def test_approving_one(city: City, li: PhoneInChat, wei: PhoneInChat) -> None:
    await _log(wei)
    await li.taps_button(ShowPending())
    li.sees("⏳ 1 request, 2 h 30 in all", "Wei · 2 h 30 · Fri 20 Nov")
    li.sees_not("Approve all")
    await li.taps("Wei")
    li.sees("🙋 Wei · Jiaojiang", "🕒 2 h 30, Fri 20 Nov", "Library help")
    await li.taps("Approve")
    li.sees("✅ Approved: Wei, 2 h 30", "✅ Nothing waits for you.")
    assert await city.figure("SELECT SUM(change) AS n FROM entries") == 150
    assert await told(city, "claim_decided") == [await _number(wei)]
    await li.taps_button(ApproveClaim(claim=await _newest(city)))
    li.sees("Decided already", "Li has approved it.")


@pytest.mark.parametrize(("answer", "reason"), [("It was <a shift>", "It was <a shift>"), ("", "")])
async def test_rejecting_with_a_reason_or_without(
    city: City, li: PhoneInChat, wei: PhoneInChat, answer: str, reason: str
) -> None:
    await _log(wei)
    await li.taps_button(ShowPending())
    await li.taps("Reject")
    li.sees("Why? The volunteer is told.")
    await (li.sends(answer) if answer else li.taps("No reason"))
    li.sees("Rejected: Wei, 2 h 30")
    [row] = await city.table("SELECT state, reason FROM claims")
    assert (row["state"], row["reason"]) == ("rejected", reason)
    await li.taps_button(ShowClaim(claim=await _newest(city)))
    li.sees("Decided already", f"Rejected: {reason}" if reason else "Rejected.")
    await li.taps_button(RejectClaim(claim=await _newest(city)))
    li.sees("Li has rejected it.")


async def test_approving_all_after_a_second_look(chat: Chat, city: City, li: PhoneInChat, wei: PhoneInChat) -> None:
    for number in range(6):
        await _log(wei, f"/hours 1 2026-11-{10 + number} Library help")
    await _log(wei, "/hours 9 2026-11-20 Night watch")
    await _log(li, "/hours 1 2026-11-20 My own")
    await li.taps_button(ShowPending())
    li.sees("⏳ 7 requests, 15 h in all", "Page 2")
    await li.taps("Page 2")
    li.sees("⚠️ Wei · 9 h · Fri 20 Nov")
    await li.taps("Approve all")
    li.sees("Approve all 7 requests?", "🕒 15 h in all", "⚠️ 1 of them is on a day with more than 8 h.")
    await _log(wei, "/hours 1 2026-11-25 After the second look")
    await li.taps("Approve all")
    li.sees("✅ Approved: 7 requests, 15 h", "⏳ 1 request, 1 h in all")
    assert await city.figure("SELECT COUNT(*) AS n FROM claims WHERE state = 'pending'") == 2


async def test_the_pending_list_costs_two_ways_to_the_database(
    li: PhoneInChat, wei: PhoneInChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _log(wei)
    with hops_of(monkeypatch) as hops:
        await li.taps_button(ShowPending())
    assert len(hops) == 2, hops


async def test_never_ones_own(city: City, li: PhoneInChat) -> None:
    await _log(li)
    own = await _newest(city)
    await li.taps_button(ShowPending())
    li.sees("✅ Nothing waits for you.")
    for button in (ApproveClaim(claim=own), RejectClaim(claim=own)):
        await li.taps_button(button)
        li.sees("Your own hours", "Nobody approves their own hours.")
    await li.taps_button(ShowClaim(claim=own))
    li.sees_not("Approve ", "Reject")
    await li.taps_button(ApproveAll(newest=own))
    assert [claim[3] for claim in await _claims(city)] == ["pending"]


async def test_forged_buttons_change_nothing(chat: Chat, city: City, li: PhoneInChat, wei: PhoneInChat) -> None:
    huang = await chat.volunteer("Huang", city.huangyan, role=Role.LEADER)
    await _log(wei)
    claim = await _newest(city)
    for button in (ShowClaim(claim=claim), ApproveClaim(claim=claim), RejectClaim(claim=claim)):
        await wei.taps_button(button)
        wei.sees("Only leaders can do that")
        await huang.taps_button(button)
        huang.sees("This is decided by somebody else")
        await li.taps_button(button.model_copy(update={"claim": 2**63 - 1}))
        li.sees("Not found")
    for everything in (AskApproveAll(), ApproveAll(newest=2**62)):
        await wei.taps_button(everything)
        wei.sees("Only leaders can do that")
        await huang.taps_button(everything)
        huang.sees("Nothing waits for you.")
    await li.taps_button(ShowPending(page=9_999))
    li.sees("That was all.", "From the start")
    assert [claim[3] for claim in await _claims(city)] == ["pending"]
