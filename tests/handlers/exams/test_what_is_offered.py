"""Announcing an exam: the levels and days that are offered."""

from datetime import timedelta

import pytest

from handlers.buttons.exams import AnnounceExam
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, ZONE, City
from volunteering.rules.ground.periods import local_day
from volunteering.rules.tree import Role


@pytest.fixture
async def boss(chat: Chat, city: City) -> PhoneInChat:
    """Whoever announces one of social work, of the lower two of three levels."""
    boss = await chat.volunteer("Boss", city.top, role=Role.ADMIN)
    await boss.taps_button(AnnounceExam())
    await boss.taps(f"Just {city.top.name}")
    await boss.taps("Social work")
    boss.sees("All levels", "Up to Social worker", "Assistant social worker", "Senior social worker")
    await boss.taps("Up to Social worker")
    await boss.taps("No condition")
    await boss.sends("Social work exam")
    return boss


async def test_an_exam_may_be_of_the_lower_levels_alone(city: City, boss: PhoneInChat) -> None:
    await boss.sends("2026-12-20 9-11")
    await boss.sends("Party school")
    await boss.sends("2026-12-01 to 2026-12-10")
    await boss.sends("450, 120")
    boss.sees("Assistant social worker · 450 places", "Social worker · 120 places")
    boss.sees_not("Senior")
    await boss.taps("Announce it")
    assert [row["level"] for row in await city.table("SELECT level FROM exam_levels ORDER BY level")] == [0, 1]


async def test_registration_of_one_day_is_called_that(boss: PhoneInChat) -> None:
    tomorrow = local_day(NOW, ZONE) + timedelta(days=1)
    await boss.sends(f"{tomorrow} 20:00-22:00")
    await boss.sends("Party school")
    boss.sees("Only today")
    boss.sees_not("Today to")
