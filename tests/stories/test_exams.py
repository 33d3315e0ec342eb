"""An examination: announced, registered for by level, changed and cancelled."""

from tests.support.phone_steps import button_with, times_told
from tests.support.town import Town
from volunteering.rules.tree import Role


async def announces(town: Town, *, places: str = "No limit") -> None:
    """The admin of Baiyun announces one of social work, in four weeks; people register until a week before."""
    an = await town.member("An", team="Baiyun", role=Role.ADMIN)
    await an.sends("/exams")
    await an.sees("No exam is announced at the moment.")
    await an.taps("Announce an exam")
    await an.taps("Social work")
    await an.taps("All levels")
    await an.sends("Social work exam")
    await an.sends("2026-12-21 09:00-11:00")
    await an.sends("Party school")
    await an.taps(button_with(an, "Mon 14 Dec"))
    await an.sends(places)
    await an.taps("It takes the level below")
    review = await an.sees("Social work exam")
    assert "takes Assistant social worker" in review.text
    await an.taps("Announce it")
    await an.sees("✅ Announced.")


async def test_one_registers_for_a_level_and_withdraws_and_others_read_why_not(town: Town) -> None:
    mei, tao = await town.member("Mei", team="Baiyun"), await town.member("Tao", team="Jinghu")
    await announces(town, places="1, 5, 5")
    await mei.sends("/exams")
    await mei.taps(button_with(mei, "Social work exam"))
    card = await mei.sees("Registration until")
    assert "0 of 1 places taken" in card.text or "0 of 1 place taken" in card.text
    await mei.taps("Register for the exam")
    await mei.sees("✅ Registered: Assistant social worker.")
    lin = await town.member("Lin", team="Baiyun")
    await lin.sends("/exams")
    await lin.taps(button_with(lin, "Social work exam"))
    full = await lin.sees("Assistant social worker: The 1 place is taken.")
    assert "It takes a qualification: Social work (Assistant social worker)." in full.text
    assert "Add a qualification" in full.labels

    await mei.taps("Withdraw")
    await mei.sees("✅ You have withdrawn.")
    await lin.sends("/exams")
    await lin.taps(button_with(lin, "Social work exam"))
    await lin.taps("Register for the exam")
    await lin.sees("✅ Registered: Assistant social worker.")
    await tao.sends("/exams")
    await tao.sees("No exam is announced at the moment.")


async def test_who_is_registered_is_told_once_of_changes_and_that_it_is_cancelled(town: Town) -> None:
    mei = await town.member("Mei", team="Baiyun")
    await announces(town)
    await mei.sends("/exams")
    await mei.taps(button_with(mei, "Social work exam"))
    await mei.taps("Register for the exam")
    await mei.sees("✅ Registered")
    an = await town.member("Bo", team="Baiyun", role=Role.ADMIN)
    await an.sends("/exams")
    await an.taps(button_with(an, "Social work exam"))
    await an.taps("Lists and results")
    await an.taps("Change it")
    await an.taps("Change place")
    await an.sends("Library, hall 2")
    await an.taps("Save")
    await an.sees("✅ Saved. 1 person is told.")
    await town.passes(minutes=1)
    told = await mei.sees("Changed: Social work exam")
    assert "Library, hall 2" in told.text
    await an.taps("Cancel it")
    await an.taps("Yes, cancel the exam")
    await an.taps("Too few people")
    await an.sees("Cancelled. 1 person is told.")
    off = await mei.sees("Cancelled: Social work exam")
    assert "Too few people" in off.text
    await town.passes(hours=2)
    assert times_told(mei, "Cancelled: Social work exam") == 1
