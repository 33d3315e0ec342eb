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
    await an.taps("It takes the level below")
    await an.sends("Social work exam")
    await an.sends("2026-12-21 09:00-11:00")
    await an.sends("Party school")
    await an.taps(button_with(an, "Mon 14 Dec"))
    await an.sends(places)
    review = await an.sees("Social work exam")
    assert "takes Assistant social worker" in review.text
    assert "registered" not in review.text, "nobody can be, before it is announced"
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

    await mei.taps("Withdraw from the exam")
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


async def test_numbers_reminders_and_results_one_by_one(town: Town) -> None:
    mei, lin = await town.member("Mei", team="Baiyun"), await town.member("Lin", team="Baiyun")
    await announces(town)
    for phone in (mei, lin):
        await phone.sends("/exams")
        await phone.taps(button_with(phone, "Social work exam"))
        await phone.taps("Register for the exam")
        await phone.sees("✅ Registered")
    await town.passes(days=22)
    await mei.sees("Your number: 1001")
    await lin.sees("Your number: 1002")
    bo = await town.member("Bo", team="Baiyun", role=Role.ADMIN)
    await town.passes(days=5, hours=1)
    assert times_told(mei, "Your exam:") == 1
    await town.passes(days=2)
    assert times_told(mei, "Your exam:") == 1, "one is reminded once"
    await bo.sends("/exams")
    await bo.taps("Past exams")
    await bo.taps(button_with(bo, "Social work exam"))
    await bo.taps("Lists and results")
    await bo.taps("Print (PDF)")
    await bo.taps("Enter results")
    await bo.sees("Number 1001")
    await bo.taps("Passed")
    await bo.sees("✅ 1001 · Mei: passed")
    await bo.taps("Enter a mark")
    await bo.sends("54.5")
    await bo.taps("Not passed")
    await bo.sees("✅ 1002 · Lin: not passed")
    await town.passes(minutes=1)
    told = await mei.sees("Your result: Social work exam")
    assert "From now on you have: Social work (Assistant social worker)" in told.text
    assert "Mark: 54.5" in (await lin.sees("Your result: Social work exam")).text

    await bo.taps("Absent")
    await town.passes(minutes=1)
    assert "You were not there." in (await lin.sees("Corrected: Social work exam")).text
    await bo.sends("/exams")
    await bo.taps("Past exams")
    await bo.taps(button_with(bo, "Social work exam"))
    await bo.taps("Lists and results")
    screen = await bo.sees("2 registered · 2 admitted · 1 came · 1 passed")
    assert "Assistant social worker" in screen.text
