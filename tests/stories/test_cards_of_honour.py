"""The card of honour: who qualifies, handed over once, three years later once more, and no hour in two."""

from datetime import date, timedelta

from playground.phones.phone import Phone
from tests.support.list_files import Line, csv_of
from tests.support.phone_steps import PATIENCE, button_with, times_told
from tests.support.town import Town

HEADS: Line = ["手机", "姓名", "日期", "时长"]


async def brings(chen: Phone, whose: Phone, first: date, days: int) -> None:
    """A list of before, with so many days of 24 hours."""
    name, phone = whose.person.first_name, whose.person.phone
    lines = [HEADS, *([phone, name, str(first + timedelta(days=number)), 24] for number in range(days))]
    await chen.sends_document("时长.csv", csv_of(lines).encode(), "text/csv")
    await chen.sees("This is what would come of your list", within=PATIENCE)
    before = times_told(chen, "Your list is imported")
    await chen.taps("Import")
    await chen.waits(
        lambda: times_told(chen, "Your list is imported") > before or None, "is not told of it", within=PATIENCE
    )


async def lists_cards(chen: Phone) -> None:
    await chen.sends("/units")
    await chen.taps("Honours")
    await chen.taps("Cards of honour")


async def keeps_the_record_book(chen: Phone) -> None:
    await chen.sends("/units")
    await chen.taps("Settings")
    await chen.taps("Service records by law: change")
    await chen.taps("Record book (Taiwan)")
    await chen.sees("✅ Saved.")


async def test_it_is_handed_over_and_no_hour_counts_twice(town: Town) -> None:
    chen, mei = await town.admin(), await town.member("Mei")
    await keeps_the_record_book(chen)
    await brings(chen, mei, date(2022, 3, 1), 13)
    await lists_cards(chen)
    await chen.taps(button_with(chen, "Mei"))
    assert "✅ Qualifies for the card of honour: 312 h" in chen.screen.text
    await chen.taps("Card handed over")
    await chen.sees("✅ Noted. What the card counts, no other does.")
    assert "Towards the card of honour: 0 h of 300 h, since 23 November 2026 (3 years)" in chen.screen.text

    told = await mei.sees("An honour for you: 志願服務榮譽卡")
    assert "Valid until 22 November 2029" in told.text
    await mei.taps("My honours")
    await mei.sees("Valid until 22 November 2029")

    await brings(chen, mei, date(2023, 3, 1), 14)
    await lists_cards(chen)
    await chen.sees("Nobody qualifies just now.")
    await town.passes(days=3 * 365 - 60)
    await mei.sees("Ends soon: 志願服務榮譽卡")
    await mei.sees("You can have a new one from the day after: no card has counted 336 h of yours.")
    await town.passes(days=61)
    await lists_cards(chen)
    await chen.taps(button_with(chen, "336 h"))
    await chen.taps("Card handed over")
    await mei.sees("Valid until 22 November 2032")
    assert times_told(mei, "An honour for you") == 1, "beside the one in whose place she reads her honours"
    assert await town.number("SELECT COUNT(*) FROM honours") == 2
    await lists_cards(chen)
    await chen.sees("Nobody qualifies just now.")
