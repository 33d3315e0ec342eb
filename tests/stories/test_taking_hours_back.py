"""A decision on logged hours was a mistake: it is put right, told, and the totals follow."""

from handlers.buttons.hours import ApproveAfterAll, ApproveClaim, TakeBackClaim
from playground.phones.phone import Phone
from tests.support.phone_steps import button_with, data_of, times_told
from tests.support.town import Town


async def logs(mei: Phone) -> None:
    await mei.sends("/hours 2.5 2026-11-20 Library help")
    await mei.taps("Confirm")
    await mei.sees("Sent to your leaders")


async def test_what_was_approved_is_taken_back_and_approved_again(town: Town) -> None:
    li, chen = await town.leader("Li", team="Baiyun"), await town.admin("Chen")
    mei = await town.member("Mei", team="Baiyun")
    await logs(mei)
    await li.sees("Hours to approve")
    await li.taps("Approve")
    await mei.sees("Your hours are approved")

    await li.taps("Correct it")
    await li.taps("Take back")
    await li.sends("That was another Mei")
    await li.sees("Taken back: Mei, 2 h 30")
    await li.repeats()
    told = await mei.sees("Put right: these hours don't count")
    assert "That was another Mei" in told.text
    await mei.sends("/my")
    await mei.sees("🕒 No hours yet")
    await mei.taps("My hours")
    lines = [line for line in mei.screen.text.splitlines() if "Library help" in line]
    assert len(lines) == 2, "what was approved, and that it was taken back"
    await chen.sends("/stats")
    await chen.sees("Nothing yet this month")

    await town.passes(days=2)
    await li.sends("/manage")
    await li.taps("Past")
    await li.taps("Hours decided lately")
    await li.taps(button_with(li, "Mei"))
    await li.taps("Approve after all")
    await mei.sees("Put right: your hours count")
    await mei.sends("/my")
    await mei.sees("🕒 2 h 30 this month")
    assert times_told(mei, "Put right") == 2
    await chen.sends("/stats")
    await chen.sees("Served 2 h 30")


async def test_an_old_button_decides_nothing_anew_but_shows_what_can_be_put_right(town: Town) -> None:
    li, wu = [await town.leader(name, team="Baiyun") for name in ("Li", "Wu")]
    mei = await town.member("Mei", team="Baiyun")
    await logs(mei)
    for someone in (li, wu):
        await someone.sees("Hours to approve")
    approve = data_of(wu, "Approve")
    await li.taps("Reject")
    await li.taps("No reason")
    await mei.sees("Your hours were not approved")

    await wu.forges(approve)
    await wu.sees("Li has rejected it.")
    assert times_told(mei, "approved") == 1
    await wu.taps("See it")
    await wu.taps("Approve after all")
    await mei.sees("Put right: your hours count")


async def test_nobody_puts_right_what_was_decided_on_their_own_hours(town: Town) -> None:
    li, wu = [await town.leader(name, team="Baiyun") for name in ("Li", "Wu")]
    await logs(li)
    await wu.sees("Hours to approve")
    await wu.taps("Reject")
    await wu.taps("No reason")
    await li.sees("Your hours were not approved")
    claim = await town.number("SELECT id FROM claims")
    for kind in (ApproveAfterAll, TakeBackClaim, ApproveClaim):
        await li.forges(kind(claim=claim).pack())
    assert await town.number("SELECT COUNT(*) FROM entries") == 0
