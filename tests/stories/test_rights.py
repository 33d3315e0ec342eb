"""Who may do what: rights are looked up at every tap, whatever a button on an old message says."""

from datetime import time

from playground.phones.phone import Phone
from tests.support.phone_steps import button_with, data_of, signs_up
from tests.support.town import Town
from volunteering.rules.tree import Role


def commands(phone: Phone) -> set[str]:
    """What Telegram offers this person behind the / key."""
    return {command["command"] for command in phone.menu}


async def test_a_role_is_given_and_taken_and_the_menu_follows(town: Town) -> None:
    chen = await town.admin("Chen")
    li = await town.leader("Li", team="Baiyun")
    bo = await town.member("Bo", team="Baiyun")
    await town.activity("River clean-up", li)
    await bo.sends("/new")
    await bo.sees("Only leaders can do that")

    await chen.sends("/people Bo")
    await chen.taps("Make leader")
    await chen.taps("Baiyun")
    await chen.taps("Confirm")
    await chen.sees("✅ Now leader of Baiyun.")
    await bo.sees("You lead Baiyun now")
    await town.settles()
    assert "new" in commands(bo)
    await bo.sends("/manage")
    await bo.taps("All my teams")
    await bo.taps(button_with(bo, "River clean-up"))
    await bo.sees("Led by Li")
    add = data_of(bo, "Add a shift")

    await chen.taps("Roles")
    await chen.taps("End: leader of Baiyun")
    await chen.taps("Yes, end it")
    await chen.sees("✅ No role in Baiyun any more.")
    await bo.sees("Your role in Baiyun has ended")
    await town.settles()
    assert "new" not in commands(bo)
    await bo.forges(add)
    await bo.sees("Only leaders can do that")


async def test_a_demoted_admins_old_buttons_do_nothing(town: Town) -> None:
    chen = await town.admin("Chen")
    wang = await town.member("Wang", role=Role.ADMIN)
    await town.member("Mei")
    await wang.sends("/people Mei")
    old = [data_of(wang, label) for label in ("Suspend", "Make admin")]
    await wang.sends("/stats")
    old.append(data_of(wang, "XLSX"))

    await chen.sends("/people Wang")
    await chen.taps("Roles")
    await chen.taps("End: admin of Taizhou")
    await chen.taps("Yes, end it")
    await wang.sees("Your role in Taizhou has ended")
    for data in old:
        await wang.forges(data)
        assert "Only admins can do that" in wang.screen.text
    assert not [bubble for bubble in wang.chat if bubble.document], "no totals any more"
    assert await town.number("SELECT COUNT(*) FROM people WHERE state = 'suspended'") == 0


async def test_a_leader_of_another_team_is_kept_out(town: Town) -> None:
    li, bo = await town.leader("Li", team="Baiyun"), await town.leader("Bo", team="Haimen")
    mei = await town.member("Mei", team="Baiyun")
    shift = await town.activity("River clean-up", li)
    await signs_up(mei, "River clean-up")
    await mei.sends("/hours 2 2026-11-20 Library help")
    await mei.taps("Confirm")
    await li.sees("Hours to approve")
    claims = [data_of(li, label) for label in ("Approve", "Reject")]
    await li.sends("/manage")
    await li.taps(button_with(li, "River clean-up"))
    theirs = [data_of(li, label) for label in ("Add a shift", "Edit", "Write to people", "Cancel the activity")]
    await li.taps(button_with(li, "1 of 10"))
    theirs += [data_of(li, label) for label in ("Roster", "Change time", "Change places", "Cancel this shift")]
    await li.taps("Cancel this shift")
    theirs.append(data_of(li, "Yes, cancel the shift"))

    await bo.sends("/manage")
    await bo.taps("All my teams")
    assert "River clean-up" not in bo.screen.text, "other teams' activities are not listed"
    for data in theirs:
        await bo.forges(data)
        assert "You do not manage this" in bo.screen.text
    for data in claims:
        await bo.forges(data)
        assert "This is decided by somebody else" in bo.screen.text
    stranger = town.phone("Nobody")
    await stranger.sends("hello")
    for data in (*theirs, *claims):
        await stranger.forges(data)
        assert "Please register first" in stranger.screen.text
    still = "SELECT COUNT(*) FROM signups s JOIN shifts h ON h.id = s.shift_id WHERE h.id = :shift AND h.state = 'open'"
    assert await town.number(still, shift=shift) == 1


async def test_a_suspended_volunteer_keeps_what_is_there_and_takes_nothing_new(town: Town) -> None:
    chen = await town.admin("Chen")
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li, in_days=2)
    await town.activity("Library help", li, in_days=3)
    for title in ("River clean-up", "Library help"):
        await mei.sends("/activities")
        await mei.taps(title)
        if title == "River clean-up":
            await mei.taps("Sign up")
    sign_up = data_of(mei, "Sign up")

    await chen.sends("/people Mei")
    await chen.taps("Suspend")
    await chen.taps("Several shifts missed")
    await chen.sees("On hold from now on")
    await mei.sees("Your sign-ups are on hold")
    await mei.forges(sign_up)
    assert "Not this time: Library help" in mei.screen.text
    await mei.sends("/hours 2 2026-11-20 Library help")
    await mei.sees("Please speak to your team's leader")
    await mei.sends("/my")
    assert "River clean-up" in mei.screen.text, "the place taken before stays"

    await chen.taps("Restore")
    await chen.sees("Sign-ups are open again")
    await signs_up(mei, "Library help")
    await mei.sees("You are in: Library help")


async def test_an_admin_undoes_no_shows(town: Town) -> None:
    chen = await town.admin("Chen")
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    for title, hour in (("River clean-up", 10), ("Library help", 13)):
        await town.activity(title, li, in_days=0, at=time(hour), hours=2)
        await signs_up(mei, title)
    await town.activity("Soup kitchen", li, in_days=3)
    await town.passes(hours=7)
    for _ in range(2):
        await li.sends("/start")
        for label in ("Confirm the roster", "Confirm", "Nobody came"):
            await li.taps(label)
    await mei.sends("/activities")
    await mei.sees("You did not come to 2 shifts")

    await chen.sends("/people Mei")
    await chen.sees("2 no-shows")
    await chen.taps("No-shows")
    await chen.taps("Undo all")
    await chen.taps("Yes, undo all")
    await chen.sees("✅ 2 no-shows undone.")
    await signs_up(mei, "Soup kitchen")
    await mei.sees("You are in: Soup kitchen")


async def test_an_admin_named_in_the_settings_is_told_and_finds_the_commands(town: Town) -> None:
    chen, mei = await town.admin("Chen"), await town.member("Mei")
    await town.settles()
    assert "stats" not in commands(mei)
    await town.stop()
    await town.start({"ADMIN_IDS": str(mei.person.id)})
    await mei.sees("You are an admin of Taizhou now")
    await chen.sees("Your role in Taizhou has ended")
    await town.settles()
    assert "stats" in commands(mei)
    assert "stats" not in commands(chen)
