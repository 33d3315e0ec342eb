"""Finding where one is needed: what lacks people comes first, nothing moves while one reads, or all is by time."""

from playground.phones.phone import Phone
from tests.support.phone_steps import button_with
from tests.support.town import Town

TITLES = ("Market", "Choir", "Soup kitchen", "Library", "River", "Old town")


def titles(phone: Phone) -> list[str]:
    """Of the activities on the newest message's buttons, in their order."""
    return [title for label in phone.screen.labels for title in TITLES if label.startswith(title)]


async def test_people_are_sent_where_they_are_needed(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    full = await town.activity("Market", li, in_days=1, places=2)
    await town.crowd(full, 2)
    for place, title in enumerate(TITLES[1:]):
        await town.activity(title, li, in_days=3 + place, places=8 if title == "Old town" else 2)
    await mei.sends("/home")
    await mei.sees("Hello, Mei")
    await town.passes(hours=1)
    await town.passes(minutes=1)

    await mei.sends("/activities")
    await mei.sees("Where you are needed most comes first.")
    first = titles(mei)
    assert first[0] == "Old town", "it lacks eight people, and the others two"
    assert "Market" not in first
    await mei.taps(button_with(mei, "Old town"))
    await mei.taps("Sign up")
    await mei.sees("You are in")
    await mei.taps("‹ Activities")
    await mei.sees("you are in")
    assert titles(mei) == first, "one's own sign-up moves nothing"
    await mei.taps("Page 2 ›")
    await mei.sees("full")
    assert titles(mei) == ["Market"]

    await mei.taps("By time")
    await mei.sees("What is coming up (1–5 of 6)")
    assert titles(mei) == list(TITLES[:5])
    await town.stop()
    await town.start()
    await mei.sends("/activities")
    await mei.sees("What is coming up (1–5 of 6)")
    assert titles(mei) == list(TITLES[:5]), "it is remembered"
    await town.passes(minutes=1)
    await mei.taps("Most needed")
    await mei.sees("Where you are needed most comes first.")
    assert titles(mei)[0] == "Choir"
    assert "Old town" not in titles(mei), "what one is in comes last"
