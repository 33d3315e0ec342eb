"""Somebody is registered twice: an admin makes the two one, and takes it back when it was wrong."""

from tests.support.phone_steps import button_with
from tests.support.town import Town


async def test_two_records_become_one_and_two_again_hours_and_all(town: Town) -> None:
    li, chen = await town.leader("Li", team="Baiyun"), await town.admin("Chen")
    old, new = await town.member("Mei", team="Baiyun"), await town.member("Mei Wang", team="Baiyun")
    for phone, hours in ((old, "2"), (new, "3")):
        await phone.sends(f"/hours {hours} 2026-11-20 Library help")
        await phone.taps("Confirm")
        await li.sees("Hours to approve")
        await li.taps("Approve")
        await phone.sees("Your hours are approved")

    await chen.sends("/people Mei Wang")
    await chen.taps("Merge")
    await chen.sees("Nobody else is called so.")
    await chen.sends("Mei")
    await chen.sees("Who else is Mei Wang?")
    await chen.taps(button_with(chen, "Mei · "))
    await chen.sees("Are they one person?")
    stays, goes = chen.screen.text.splitlines()[1:3]
    assert (stays[:26], stays[-3:]) == ("Stays: Mei Wang · Baiyun ·", "3 h")
    assert (goes[:25], goes[-3:]) == ("Goes over: Mei · Baiyun ·", "2 h")
    await chen.taps("Merge")
    await chen.sees("✅ Mei is merged in here.")

    await new.sees("Your two records are one now")
    await old.sees("You go on with your other account")
    await old.sends("/my")
    await old.sees("You go on with your other account")
    await new.sends("/my")
    await new.taps("My hours")
    await new.sees("5 h")
    await old.taps("That isn't me")
    await old.sees("Thank you, we look into it")

    await chen.sees("“That isn't me”")
    await chen.taps("Undo merge")
    await chen.sees("✅ Undone: Mei has a record of their own again.")
    await old.sees("Your record stands by itself again")
    await old.sends("/my")
    await old.taps("My hours")
    await old.sees("2 h")
