"""The yearly appraisal: everybody looks back, the leader above says theirs, it is read, answered and closed."""

from playground.phones.phone import Phone
from tests.support.files import sheets_in
from tests.support.phone_steps import button_with, data_of, document_of, times_told
from tests.support.town import Town
from volunteering.rules.tree import Role

ASKED = "How was your year?"
MISSING = "Your word is missing"


async def opens(admin: Phone, people: str) -> None:
    """The appraisal of this year, of the whole town."""
    await admin.sends("/appraisal")
    await admin.taps("Open an appraisal")
    await admin.taps("Open 2026")
    await admin.taps(f"Open it for {people}")
    await admin.sees("The appraisal is open")


async def says(phone: Phone, *marks: str) -> None:
    """How it was in each field, from the message that asks."""
    await phone.taps("Say how it was")
    for mark in marks:
        await phone.taps(mark)


async def appraises(phone: Phone, name: str, *marks: str) -> None:
    """Somebody, from the list of those who wait, and lets them read it."""
    await phone.sends("/appraisal")
    await phone.taps(button_with(phone, "To appraise"))
    await phone.taps(button_with(phone, name))
    await phone.taps("Appraise")
    for mark in marks:
        await phone.taps(mark)
    await phone.taps("Hand it to them")
    await phone.sees("can read it now")


async def test_a_year_is_appraised(town: Town) -> None:
    await town.team("East Gate")
    chen = await town.admin("Chen")
    li = await town.leader("Li", team="East Gate")
    mei = await town.member("Mei", team="East Gate")
    await town.activity("Tea", li, in_days=-10)
    await opens(chen, "2 people")
    await town.settles()
    await li.sees(ASKED)
    assert times_told(mei, ASKED) == 0, "whoever has no role is not in it"
    await _one_more_is_in_it(chen, mei)
    await _they_look_back(li, mei)
    await _progress_is_seen(chen)
    await _the_leader_above_says_theirs(chen, li)
    await _it_is_read_and_answered(li)
    await _who_is_missing_is_reminded(town, chen, li, mei)
    await _it_is_a_sheet(chen)
    await _it_is_closed(town, chen, li, mei)
    await _it_is_open_again(town, chen, mei)


async def _one_more_is_in_it(chen: Phone, mei: Phone) -> None:
    """An admin adds a volunteer who holds a post, with its name."""
    await chen.taps("Add somebody")
    await chen.sends("mei")
    await chen.taps(button_with(chen, "Mei"))
    await chen.sends("Treasurer")
    await chen.sees("Treasurer")
    await mei.sees(ASKED)


async def _they_look_back(li: Phone, mei: Phone) -> None:
    """Five taps, saved one by one, and words that may be left out."""
    await says(li, "Good", "Excellent", "Good", "Good", "As the post needs")
    await li.sees("Ability: Excellent")
    await li.taps("Add a few words")
    await li.sends("More young people came")
    await li.sees("More young people came")
    await mei.taps("Say how it was")
    await mei.taps("Good")
    await mei.taps("Nearly enough")


async def _progress_is_seen(chen: Phone) -> None:
    await chen.sends("/appraisal")
    await chen.taps("2026 · Taizhou")
    await chen.sees("In it 3")
    await chen.sees("Have said it themselves 1")
    await chen.taps("Own word missing")
    await chen.sees("Mei")
    assert "Li" not in [label.split(" · ")[0] for label in chen.screen.labels]


async def _the_leader_above_says_theirs(chen: Phone, li: Phone) -> None:
    """They see what was said, and the figures beside it."""
    await chen.sends("/appraisal")
    await chen.taps(button_with(chen, "To appraise"))
    await chen.taps(button_with(chen, "Li"))
    await chen.sees("More young people came")
    await chen.sees("1 activity led")
    await chen.taps("Appraise")
    await chen.sees("Their own word: Good")
    for mark in ("Excellent", "Excellent", "Good", "Good", "Good"):
        await chen.taps(mark)
    assert times_told(li, "For you to read") == 0, "nothing is told before it is handed over"
    await chen.taps("Add a few words")
    await chen.sends("Thank you for the summer")
    await chen.taps("Hand it to them")
    await chen.sees("Li can read it now")


async def _it_is_read_and_answered(li: Phone) -> None:
    await li.sees("For you to read")
    await li.taps("Read it")
    await li.sees("Thank you for the summer")
    await li.sees("All in all 4.4 of 5 · Good")
    assert li.screen.labels[0] == "Answer to it", "what is next stands first"
    await li.taps("Answer to it")
    await li.sends("It was a pleasure")
    await li.sees("It was a pleasure")
    assert li.screen.labels[0] == "Change your answer"


async def _who_is_missing_is_reminded(town: Town, chen: Phone, li: Phone, mei: Phone) -> None:
    """Once a day."""
    await chen.sends("/appraisal")
    await chen.taps("2026 · Taizhou")
    await chen.sees("Have read it 1")
    await chen.sees("Have answered 1")
    await chen.taps("Remind who is missing")
    await town.settles()
    await mei.sees(MISSING)
    assert times_told(li, MISSING) == 0, "who has said it is left alone"
    assert "Remind who is missing" not in chen.screen.labels


async def _it_is_a_sheet(chen: Phone) -> None:
    await chen.taps("XLSX")
    [sheet] = sheets_in((await document_of(chen)).content).values()
    [row] = [row for row in sheet if row[0] == "Li"]
    assert row[3:8] == (4, 5, 4, 4, 3)
    assert "It was a pleasure" in row


async def _it_is_closed(town: Town, chen: Phone, li: Phone, mei: Phone) -> None:
    """It says who is missing; everybody reads theirs afterwards, and nobody says more."""
    await chen.sends("/appraisal")
    await chen.taps("2026 · Taizhou")
    await chen.taps("Close it")
    await chen.sees("Own word missing 2: Chen · Mei")
    await chen.taps("Close it")
    await chen.sees("The appraisal is closed")
    await town.settles()
    await mei.sees("Closed: Appraisal 2026")
    late = data_of(li, "Change your answer")
    await li.forges(late)
    await li.sees("It was a pleasure")
    await li.sends("/appraisal")
    await li.taps("Mine of 2026")
    await li.sees("4.4 of 5")


async def _it_is_open_again(town: Town, chen: Phone, mei: Phone) -> None:
    await chen.taps("Open it again")
    await chen.taps("Open it again")
    await chen.sees("goes on")
    await town.settles()
    await mei.sees("Open again: Appraisal 2026")


async def test_somebody_with_nobody_above(town: Town) -> None:
    chen = await town.admin("Chen")
    wang = await town.member("Wang", role=Role.ADMIN)
    await opens(chen, "2 people")
    await town.settles()
    await chen.sends("/appraisal")
    await chen.taps("2026 · Taizhou")
    await chen.sees("2 without a leader above")
    await chen.taps("No leader above")
    await chen.taps(button_with(chen, "Chen"))
    assert "Take it myself" not in chen.screen.labels, "of oneself nobody settles anything"
    await chen.sends("/appraisal")
    await chen.taps("2026 · Taizhou")
    await chen.taps("No leader above")
    await chen.taps(button_with(chen, "Wang"))
    await chen.taps("Take it myself")
    await chen.taps("Appraise")
    for _ in range(5):
        await chen.taps("Good")
    await chen.taps("Hand it to them")
    await wang.sees("For you to read")
    await wang.sends("/appraisal")
    await wang.taps("2026 · Taizhou")
    await wang.taps("No leader above")
    await wang.taps(button_with(wang, "Chen"))
    await wang.taps("Name a leader")
    await wang.sends("wang")
    await wang.taps(button_with(wang, "Wang"))
    await wang.taps("Appraise")
    await wang.sees("Results (1 of 5)")
