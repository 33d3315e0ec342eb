"""A census: everybody is asked for what is missing, answers with a few taps or not, and the report counts them."""

from playground.phones.phone import Phone
from tests.support.files import sheets_in
from tests.support.phone_steps import document_of, times_told
from tests.support.town import Town

ASKED = "Who are we? A few things about you"
AGAIN = "May we ask once more?"


async def shows(phone: Phone, first: str, *others: str) -> None:
    """The newest screen, once the first of these is on it, has the others, too."""
    await phone.sees(first)
    assert all(text in phone.screen.text for text in others), phone.transcript


async def answers(phone: Phone, gender: str, born: str) -> None:
    """Gender, birth date, schooling, what they have learned, languages, district; one of them withheld."""
    await phone.taps("Fill it in")
    for tapped in (gender,):
        await phone.taps(tapped)
    await phone.sends(born)
    await phone.taps("Senior secondary, vocational")
    await phone.taps("Rather not say")
    await phone.taps("Mandarin, Wu")
    await phone.sends("Jiaojiang")
    await phone.sees("Thank you")


async def test_everybody_is_asked_and_counted(town: Town) -> None:
    await town.team("East Gate")
    chen = await town.admin("Chen")
    members = [await town.member(f"Member {number}", team="East Gate") for number in range(10)]

    await chen.sends("/census")
    await shows(chen, "Census of Taizhou", "People 10")
    await chen.taps("Start the census")
    await shows(chen, "Ask everybody of Taizhou?", "11 people here have not said everything")
    await chen.taps("Ask 11 people")
    await shows(chen, "Census of Taizhou: going on", "Asked 11", "Answered 0")

    for number, phone in enumerate(members[:5]):
        await shows(phone, ASKED, "Gender", "Born")
        await answers(phone, "Woman", str(1950 + number))
    await chen.sends("/census")
    await chen.taps("How far it is")
    await shows(chen, "Asked 11", "Answered 5", "Not reached 0")

    await town.passes(days=1)
    await chen.sends("/census")
    await chen.taps("Ages")
    await shows(chen, "70 and over: 5", "Known of 5 of 10 people")

    late = members[6]
    half = members[7]
    await half.taps("Fill it in")
    await half.sends("female")
    await half.sees("When were you born?")
    await town.passes(days=1, hours=23)
    assert not times_told(late, AGAIN)
    await town.passes(hours=2)
    await late.sees(AGAIN)
    await town.passes(days=4)
    assert times_told(late, AGAIN) == 2
    await town.passes(days=3)
    assert (times_told(late, ASKED), times_told(late, AGAIN)) == (1, 2), "asked once, and reminded twice"
    assert not times_told(members[0], AGAIN), "who has answered is left alone"
    await half.taps("Fill it in")
    await half.sees("When were you born?")  # what was said days ago is still there

    await chen.sends("/census")
    await chen.taps("XLSX")
    sheets = sheets_in((await document_of(chen)).content)
    assert ("Women", 5, 0.5) in sheets["Gender"]
    assert ("East Gate", 10, 1) in sheets["By unit"]
    await chen.taps("Picture")


async def test_it_is_stopped(town: Town) -> None:
    await town.team("East Gate")
    chen = await town.admin("Chen")
    mei = await town.member("Mei", team="East Gate")
    await chen.sends("/census")
    await chen.taps("Start the census")
    await chen.taps("Ask 2 people")
    await mei.sees(ASKED)
    await chen.sends("/census")
    await chen.taps("How far it is")
    await chen.taps("Stop the census")
    await chen.sees("Census of Taizhou: stopped")
    await town.passes(days=8)
    assert not times_told(mei, AGAIN), "nobody is reminded of what was stopped"
    await mei.taps("Fill it in")
    await mei.taps("Woman")
