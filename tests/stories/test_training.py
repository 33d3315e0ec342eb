"""What people learn: a training is held, signed up for in one tap, its rosters and results entered, and told."""

from playground.phones.phone import Phone
from tests.support.phone_steps import button_with, document_of, times_told
from tests.support.town import Town


async def holds(li: Phone, *, title: str = "First aid course", mark: bool = False) -> None:
    """From the command to the training that is posted, with two sessions."""
    await li.sends("/training")
    await li.taps("Hold a training")
    await li.sends(title)
    await li.sends("Saturday 9-11")
    await li.sends("Hall 2")
    await li.taps("5")
    await li.sees("What does passing it give?")
    await li.taps("First aid")
    await li.sees("Passing gives: First aid")
    if mark:
        await li.taps("Ask for a mark")
        await li.taps("60")
        await li.sees("Who has a mark of at least 60 passes.")
    await li.taps("Post it")
    await li.sees(f"Posted: {title}")
    await li.taps("Add a session")
    await li.sends("Sunday 9-11, 5")
    await li.taps("Add it")


async def test_a_course_from_posting_to_what_it_gives(town: Town) -> None:
    li, mei, hua = await town.leader("Li"), await town.member("Mei"), await town.member("Hua")
    await holds(li, mark=True)

    for person in (mei, hua):
        await person.sends("/training")
        on = await person.sees("On next:")
        assert "gives First aid" in on.text
        await person.taps("First aid course")
        card = await person.sees("This is a training: it counts as study, not as service.")
        assert "Who has a mark of at least 60 passes." in card.text
        await person.taps("Sign up")
        both = await person.sees("You are in: First aid course")
        assert both.text.count("🙋") == 2, "all sessions, in one tap"

    await town.passes(days=6, hours=3)
    await li.sends("/manage")
    await li.sees("First aid course")
    await li.taps("First aid course")
    await li.taps("Enter results")
    await li.sees("2 of 2 sessions have begun")
    await li.taps("Type several")
    await li.sends("Mei 87\nHua 37\nSomebody 50")
    not_all = await li.sees("1 line was not entered")
    assert "nobody in it is called so" in not_all.text
    await town.passes(minutes=1)
    passed = await mei.sees("Passed: First aid course")
    assert "Mark: 87" in passed.text
    assert "You hold: First aid" in passed.text
    await hua.sees("Not passed: First aid course")

    await li.taps("‹ Results")
    await li.sees("Results: First aid course")
    await li.taps(button_with(li, "Hua"))
    await li.taps("Enter mark")
    await li.sends("73")
    await li.sees("They hold the qualification from now on")
    await town.passes(minutes=1)
    await hua.sees("Passed: First aid course")
    assert times_told(mei, "Passed: First aid course") == 1

    await mei.sends("/training")
    await mei.taps("My training file")
    await mei.sees("Passed · mark 87")
    await mei.taps("Print (PDF)")
    assert (await document_of(mei)).content.startswith(b"%PDF")
    await mei.sends("/my")
    hours = await mei.sees("My shifts")
    assert "2 h" not in hours.text, "study is no service"


async def test_presence_passes_and_all_sessions_are_left_in_one_tap(town: Town) -> None:
    li, mei = await town.leader("Li"), await town.member("Mei")
    await holds(li)
    await mei.sends("/training")
    await mei.taps("First aid course")
    await mei.taps("Sign up")
    await mei.sees("You are in: First aid course")
    await mei.taps("Leave all sessions")
    await mei.sees("Left: First aid course")
    await mei.taps("Sign up again")
    await mei.sees("You are in: First aid course")

    await town.passes(days=5, hours=3)
    await li.sees("Who came to First aid course?")
    await li.taps("Roster")
    await li.taps("All came")
    await li.taps("Confirm")
    await li.sees("Roster confirmed: First aid course")
    passed = await mei.sees("Passed: First aid course")
    assert "You hold: First aid" in passed.text


async def test_a_newcomer_is_led_to_the_induction_and_from_there_to_their_first_shift(town: Town) -> None:
    boss, li, mei = await town.admin(), await town.leader("Li"), await town.member("Mei")
    await boss.sends("/units")
    await boss.taps("Settings")
    await boss.taps("Induction first: turn on")
    await boss.sees("Induction first: on")
    await li.sends("/new River clean-up, Sunday 14-17, East Gate, 5")
    await li.taps("Post it")

    await mei.sends("/activities")
    await mei.taps("River clean-up")
    await mei.sees("Before your first shift here there is an induction.")
    await mei.taps("To the induction")
    await mei.sees("No induction is planned yet")

    await li.sends("/training")
    await li.taps("Hold a training")
    for answer in ("Welcome", "Friday 18-20", "Hall 2"):
        await li.sends(answer)
    await li.taps("20")
    await li.taps("Induction")
    await li.taps("Post it")
    await mei.sends("/activities")
    await mei.taps("River clean-up")
    await mei.taps("To the induction")
    await mei.sees("This is a training: it counts as study, not as service.")
    await mei.taps("Sign up")
    await mei.sees("You are in: Welcome")

    await town.passes(days=4, hours=12)
    await li.sees("Who came to Welcome?")
    await li.taps("Roster")
    await li.taps("All came")
    await li.taps("Confirm")
    await mei.sees("Passed: Welcome")
    await mei.sends("/activities")
    await mei.taps("River clean-up")
    await mei.taps("Sign up")
    await mei.sees("You are in: River clean-up")


async def test_a_kind_asks_for_study_and_admins_see_who_falls_short(town: Town) -> None:
    boss, li, mei = await town.admin(), await town.leader("Li"), await town.member("Mei")
    await boss.sends("/qualifications")
    await boss.taps("Kinds")
    await boss.taps("First aid")
    await boss.taps("Change it")
    await boss.sees("Is this right?")
    await boss.taps("Ask for study")
    await boss.taps("6")
    await boss.taps("12")
    await boss.taps("Save")
    await boss.sees("Whoever holds it studies 6 h in 12 months")

    await mei.sends("/qualifications")
    await mei.taps("Add a qualification")
    await mei.taps("First aid")
    await mei.sends("RC-77")
    await mei.sends("2025-03-14")
    await mei.sends_photo(b"\xff\xd8\xff\xe0 a certificate")
    await mei.taps("Send it")
    await li.sees("A qualification to verify")
    await li.taps("Verify")
    await mei.sees("Verified: First aid")
    await mei.sends("/training")
    await mei.sees("First aid: 0 h of 6 h in 12 months, too little")
    await boss.sends("/training")
    await boss.taps("Who falls short")
    short = await boss.sees("Who falls short")
    assert "Mei" in short.text
    assert "First aid: 0 h of 6 h" in short.text
    await boss.taps("XLSX")
    assert (await document_of(boss)).content
