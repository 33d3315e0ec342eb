"""The tree of units: grown, rearranged, invited to, and written to."""

from tests.support.phone_steps import button_with, signs_up, times_told
from tests.support.town import Town


async def test_a_team_is_added_renamed_moved_and_people_come_by_its_link(town: Town) -> None:
    for branch in ("Jiaojiang", "Huangyan"):
        await town.team(branch)
    chen = await town.admin("Chen")
    await chen.sends("/units")
    await chen.taps(button_with(chen, "Jiaojiang"))
    await chen.taps("Add a team")
    await chen.sends("Baiyun")
    await chen.sees("✅ Baiyun is there.")
    await chen.taps("Rename")
    await chen.sends("Baiyun <b>East</b>")
    await chen.sees("✅ It was called Baiyun.")
    await chen.taps("Move")
    await chen.taps("Huangyan")
    await chen.taps("Move")
    await chen.sees("✅ Moved here from Jiaojiang.")
    await chen.taps("Invite")
    link = next(line for line in chen.screen.text.splitlines() if "start=" in line)

    mei = town.phone("Mei")
    await mei.opens(link.partition("start=")[2])
    for label in ("English", "I agree", "Mei", "Skip"):
        await mei.taps(label)
    await mei.sees("You belong to Baiyun <b>East</b>.")
    await mei.sends("/units")
    await mei.sees("Only admins can do that")


async def test_an_admin_writes_to_a_team_and_to_nobody_else(town: Town) -> None:
    for team in ("Baiyun", "Haimen"):
        await town.team(team)
    chen = await town.admin("Chen")
    mei, bo = await town.member("Mei", team="Baiyun"), await town.member("Bo", team="Baiyun")
    ana = await town.member("Ana", team="Haimen")
    await bo.sends("/start")
    await bo.blocks()
    await chen.sends("/units")
    await chen.taps(button_with(chen, "Baiyun"))
    await chen.taps("Write to everybody here")
    await chen.sends("The river is high. <Stay> at home.")
    await chen.sees("It goes to 1 person.")
    await chen.taps("Send")
    await mei.sees("The river is high. <Stay> at home.")
    await town.settles()
    assert times_told(mei, "The river is high") == 1
    assert times_told(ana, "The river is high") == 0

    await bo.unblocks()
    await bo.sends("/start")
    await bo.sees("Hello, Bo")
    assert times_told(bo, "The river is high") == 0, "it was not kept for him"


async def test_who_is_suspended_or_left_behind_by_a_move_is_missed_by_the_other_leaders(town: Town) -> None:
    for branch in ("Jiaojiang", "Huangyan"):
        await town.team(branch)
    await town.team("Baiyun", above="Jiaojiang")
    chen = await town.admin("Chen")
    li, wu = await town.leader("Li", team="Jiaojiang"), await town.leader("Wu", team="Baiyun")
    ping = await town.leader("Ping", team="Baiyun")
    await town.activity("River clean-up", ping)
    await chen.sends("/people Ping")
    await chen.taps("Suspend")
    await chen.taps("Several shifts missed")
    await wu.sees("1 activity needs a leader")
    await wu.sees("Ping's sign-ups are on hold.")
    assert times_told(li, "needs a leader") == 0, "the team has a leader of its own"

    await wu.taps("Hand over")
    await wu.taps(button_with(wu, "Li"))
    await li.sees("You lead River clean-up now")
    await chen.sends("/units")
    await chen.taps(button_with(chen, "Jiaojiang"))
    await chen.taps(button_with(chen, "Baiyun"))
    await chen.taps("Move")
    await chen.taps("Huangyan")
    await chen.taps("Move")
    told = await wu.sees("Li does not lead there any more.")
    assert "River clean-up" in told.text


async def test_two_teams_become_one_and_nothing_is_lost(town: Town) -> None:
    for team in ("Baiyun", "Haimen"):
        await town.team(team)
    chen = await town.admin("Chen")
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li)
    link = f"u{await town.unit_number('Baiyun')}"

    await chen.sends("/units")
    await chen.taps(button_with(chen, "Baiyun"))
    await chen.taps("Remove")
    await chen.sees("Baiyun is not empty")
    await chen.taps("Merge")
    await chen.sends("Haimen")
    await chen.sees("Baiyun becomes a part of Haimen")
    await chen.sees("👥 2 people")
    await chen.taps("Merge")
    await chen.sees("✅ Baiyun is a part of this team now.")
    await chen.sees("2 people are told.")
    await mei.sees("Baiyun is a part of Haimen now")
    await mei.sees("You belong to Haimen from now on.")
    await li.sees("You lead Haimen and everything below it from now on.")
    await town.settles()
    assert times_told(mei, "Baiyun is a part of Haimen now") == 1

    await signs_up(mei, "River clean-up")
    await mei.sees("You are in: River clean-up")
    newcomer = town.phone("Bo")
    await newcomer.opens(link)
    for label in ("English", "I agree", "Bo", "Skip"):
        await newcomer.taps(label)
    await newcomer.sees("You belong to Haimen.")
    assert await town.number("SELECT COUNT(*) FROM units WHERE name = 'Baiyun'") == 0


async def test_a_branch_has_a_ladder_of_its_own_and_its_team_goes_by_it(town: Town) -> None:
    await town.team("Jiaojiang")
    await town.team("Baiyun", above="Jiaojiang")
    chen = await town.admin("Chen")
    await chen.sends("/units")
    await chen.taps(button_with(chen, "Jiaojiang"))
    await chen.taps("Manage")
    await chen.taps("Settings")
    await chen.sees("Settings of Jiaojiang")
    await chen.taps("Stars: change")
    await chen.sends("50, 150 and 400")
    await chen.sees("is not a row of hours")
    await chen.sends("50, 150, 400")
    await chen.sees("✅ Saved.")
    await chen.sees("Stars: 50 · 150 · 400 h")
    await chen.taps("‹ Jiaojiang")
    await chen.taps("‹ Teams")
    await chen.taps(button_with(chen, "Baiyun"))
    await chen.taps("Settings")
    await chen.sees("Stars: 50 · 150 · 400 h (from Jiaojiang)")
