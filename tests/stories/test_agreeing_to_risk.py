"""Bodily risk: posted with an insurance, agreed to before signing up, stated anew, and named on the roster."""

from tests.support.phone_steps import button_with
from tests.support.town import Town


async def test_whoever_signs_up_has_read_what_may_happen(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei"), await town.member("Bo")
    await li.sends("/new Rescue drill | 2026-11-29 09:00-12:00 | East Gate | 1")
    await li.taps("Add a risk")
    for answer in ("Deep, fast water.", "PICC 77", "2026-11-01 to 2026-12-31"):
        await li.sends(answer)
    await li.taps("Post it")
    await li.sees("Posted: Rescue drill")

    for phone in (mei, bo):
        await phone.sends("/activities")
        await phone.taps(button_with(phone, "Rescue drill"))
        await phone.sees("⚠️ With bodily risk")
        await phone.taps("Sign up" if phone is mei else "Join waiting list")
        await phone.sees("Before you sign up: Rescue drill")
        await phone.taps("I agree to this")
    await mei.sees("You are in: Rescue drill")
    await bo.sees("On the waiting list: Rescue drill")
    assert await town.number("SELECT COUNT(*) FROM risk_consents WHERE insurer = 'PICC 77'") == 2

    await li.sends("/manage")
    await li.taps(button_with(li, "Rescue drill"))
    await li.taps("Edit")
    await li.taps("Change the risk")
    await li.taps("Change risk")
    await li.sends("Deep, cold water.")
    await li.taps("Save it")
    await li.sees("2 people will be told in half a minute.")
    await town.stop()
    await town.start()
    await town.passes(minutes=1)
    await mei.sees("Please read this: Rescue drill")
    await bo.sees("Please read this: Rescue drill")
    await bo.taps("I agree to this")
    await bo.sees("✅ You agreed to the risk.")

    await town.passes(days=5)
    await mei.sees("You have not agreed to the risk yet.")
    await mei.taps("I can't make it")
    await mei.taps("Yes, leave")
    await bo.sees("A place for you: Rescue drill")
    assert await town.number("SELECT COUNT(*) FROM risk_consents") == 3
