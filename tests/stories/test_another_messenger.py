"""Wei has no Telegram, but a client of plain text with numbers for buttons. Nothing of Yigong was changed for it."""

from bot.calling.pace import Pace
from bot.delivering.delivery import Delivery
from bot.delivering.duty import Duty
from handlers.doors.way import Way
from scheduling.sweeps import remind
from tests.support.acting import at
from tests.support.city import City, city_on_sqlite
from tests.support.databases import Databases
from tests.support.frozen import Frozen
from tests.support.plain import PlainMessenger, PlainPhone, organisation


async def test_from_hello_to_the_reminder(databases: Databases) -> None:
    async with city_on_sqlite(databases) as city:
        await city.shift()
        clock, messenger = Frozen(), PlainMessenger()
        wei = PlainPhone(Way(city.database, organisation(), clock), messenger, 7, "Wei")
        await registers(wei, city)
        await wei.types("/activities")
        assert "River clean-up" in wei.sees
        await wei.types(number_of(wei, "River clean-up"))
        assert "Tell a friend: plain:yigong/a1" in wei.sees
        await wei.types(number_of(wei, "Sign up"))
        assert "You are in: River clean-up" in wei.sees

        clock.passes(hours=30)
        await remind(city.database, at(clock.now()))
        delivery = Delivery(city.database, messenger, organisation(), clock, Pace(), Duty(None))
        await delivery.drain_once()
        assert wei.sees.startswith("See you tomorrow")
        await wei.types(number_of(wei, "I'm coming"))
        assert "River clean-up" in wei.sees


async def registers(wei: PlainPhone, city: City) -> None:
    await wei.types(f"/start u{city.jiaojiang.id}")
    for wanted in ("English", "I agree", "Wei"):
        await wei.types(number_of(wei, wanted))
    await wei.types("Skip")
    assert "Jiaojiang" in wei.sees


def number_of(person: PlainPhone, label: str) -> str:
    """What to type for a button."""
    return next(line for line in person.sees.splitlines() if ") " in line and label in line).partition(")")[0]
