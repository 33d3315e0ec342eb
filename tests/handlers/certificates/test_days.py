"""Of which days a certificate is to be, as people type it."""

from datetime import date

import pytest

from tests.support.chat import Chat
from tests.support.city import City
from tests.support.ledger import Ledger


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("2026年", "1 January 2026 to 1 December 2026"),
        ("去年11月到今年11月", "1 November 2025 to 30 November 2026"),
        ("2026-11-30 ~ 2026-11-01", "1 November 2026 to 30 November 2026"),
        ("last month", "1 November 2026 to 30 November 2026"),
        ("this quarter", "1 October 2026 to 1 December 2026"),
    ],
)
async def test_a_stretch_is_said_at_once(chat: Chat, city: City, typed: str, days: str) -> None:
    mei = await chat.volunteer("Mei")
    person = await mei.known()
    assert person is not None
    await Ledger(city).logged(person, date(2026, 11, 20), 60)
    await mei.sends("/certificate")
    await mei.taps("Other days")
    await mei.sends(typed)
    assert any(f"📅 {days}" in message.text for message in mei.messages)
    before = await city.figure("SELECT COUNT(*) AS n FROM certificates")
    await mei.sends(f"/certificate {typed}")
    assert await city.figure("SELECT COUNT(*) AS n FROM certificates") == before == 1, "it is the same one"


@pytest.mark.parametrize("typed", ["2026-11-20", "11月20日", "20 November"])
async def test_a_day_alone_is_a_stretch_too(chat: Chat, city: City, typed: str) -> None:
    mei = await chat.volunteer("Mei")
    person = await mei.known()
    assert person is not None
    await Ledger(city).logged(person, date(2026, 11, 20), 60)
    await mei.sends(f"/certificate {typed}")
    assert any("📅 20 November 2026\n" in message.text for message in mei.messages)
    await mei.sends("/certificate")
    await mei.taps("Other days")
    await mei.sends(typed)
    await mei.taps("Only that day")
    assert await city.figure("SELECT COUNT(*) AS n FROM certificates") == 1, "it is the same one"


async def test_a_day_that_has_not_come_is_no_hours_to_log(chat: Chat) -> None:
    """Whoever asks for a certificate read that they should log hours later."""
    mei = await chat.volunteer("Mei")
    await mei.sends("/certificate")
    await mei.taps("Other days")
    await mei.sends("2026-12-24")
    mei.sees("That day has not come yet: 24 December 2026.", "From which day on?")
    assert "log hours" not in mei.last.text


async def test_nothing_was_served_then_and_what_is_no_stretch_is_asked_for(chat: Chat) -> None:
    mei = await chat.volunteer("Mei")
    await mei.sends("/certificate 民國114年")
    mei.sees("No hours there yet", "1 January 2025 to 31 December 2025")
    await mei.sends("/certificate of mine, please")
    mei.sees("“of mine, please” is no past day or period that I understand", "Get the certificate", "Other days")
    await mei.taps("Other days")
    await mei.sends("2026-11-01")
    mei.sees("Until which day?")


async def test_of_the_organisations_own_people_it_is_said_once(chat: Chat, city: City) -> None:
    mei, stranger = await chat.volunteer("Mei"), chat.person(4711, "Somebody")
    person = await mei.known()
    assert person is not None
    assert person.unit.name == chat.organisation.name
    await Ledger(city).logged(person, date(2026, 11, 20), 60)
    await mei.sends("/certificate 2026")
    [row] = await city.table("SELECT number FROM certificates")
    await stranger.sends(f"/verify {row['number']}")
    assert stranger.last.text.count(person.unit.name) == 1
