"""Admins of the whole see what lies there, in their words, and have it done after all or drop it."""

import pytest

from handlers.buttons.parked import AskDropParked, DropParked, ListParked, ReplayAllParked, ReplayParked, ShowParked
from storage.rows import parked
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.tree import Role


@pytest.fixture
async def chen(chat: Chat) -> PhoneInChat:
    """The admin of the whole."""
    return await chat.volunteer("Chen", role=Role.ADMIN)


async def lies(chat: Chat, number: int, *, whose: int = 1, kind: str = "text") -> None:
    async with chat.database.transaction() as tx:
        parked.park(
            tx, update_id=number, telegram_id=whose, kind=kind, error="E", payload="secret words", now=chat.clock.now()
        )


async def asked_for(city: City) -> list[int]:
    rows = await city.table("SELECT update_id FROM parked WHERE replay_at IS NOT NULL ORDER BY update_id")
    return [row["update_id"] for row in rows]


async def test_whose_when_and_what_kind_of_tap(chat: Chat, chen: PhoneInChat) -> None:
    mei = await chat.volunteer("Mei")
    kinds = ("button signing_up", "command hours", "contact", "button", "")
    for number, kind in enumerate(kinds):
        await lies(chat, number, whose=mei.id, kind=kind)
        chat.clock.passes(minutes=1)
    await lies(chat, 9)
    await chen.sends("/parked")
    chen.sees(
        "Put aside", "This went wrong on our side.",
        "today, 12:00 · a button: signing up · Mei", "today, 12:01 · /hours · Mei",
        "today, 12:02 · a phone number · Mei",
        "today, 12:03 · a button · Mei", "today, 12:04 · something else · Mei",
        "today, 12:05 · a text · Somebody not regist…",
    )  # fmt: skip
    chen.sees_not("secret")


async def test_a_button_s_label_has_no_marks_of_a_text(chat: Chat, chen: PhoneInChat) -> None:
    await lies(chat, 1)
    await chen.taps_button(ListParked())
    assert all("<" not in label for label in chen.last.labels)


async def test_one_is_done_after_all_or_all_of_them(chat: Chat, city: City, chen: PhoneInChat) -> None:
    for number in (1, 2, 3):
        await lies(chat, number)
    await chen.taps_button(ShowParked(update=2))
    chen.sees("🙋 Somebody not registered", "📅 today, 12:00", "a text")
    await chen.taps("Try again")
    chen.sees("✅ 1 is tried again in a few seconds", "⏳ today")
    assert await asked_for(city) == [2]
    await chen.taps("⏳ today")
    chen.sees("⏳ It is being tried again.")
    chen.sees_not("Try again", "Drop it")
    await chen.taps_button(ReplayParked(update=2))
    chen.sees("Somebody has seen to that already.")
    await chen.taps("Try all again")
    chen.sees("✅ 2 are tried again in a few seconds")
    chen.sees_not("Try all again")
    assert await asked_for(city) == [1, 2, 3]


async def test_dropping_asks_first(chat: Chat, city: City, chen: PhoneInChat) -> None:
    mei = await chat.volunteer("Mei")
    await lies(chat, 1, whose=mei.id)
    await chen.taps_button(ShowParked(update=1))
    await chen.taps("Drop it")
    chen.sees("Drop what Mei did?", "Please let them know.")
    await chen.taps("Keep it")
    await chen.taps("Drop it")
    await chen.taps("Yes, drop it")
    chen.sees("✅ Dropped.", "✅ Nothing lies here.")
    assert await city.table("SELECT * FROM parked") == []
    for late in (DropParked(update=1), ReplayParked(update=1), ShowParked(update=1), AskDropParked(update=1)):
        await chen.taps_button(late)
        chen.sees("Somebody has seen to that already.")


async def test_many_are_pages(chat: Chat, chen: PhoneInChat) -> None:
    for number in range(8):
        await lies(chat, number)
    await chen.sends("/parked")
    await chen.taps("Page 2")
    assert sum("Somebody" in label for label in chen.last.labels) == 2
    await chen.taps_button(ListParked(page=5))
    chen.sees("That was all.")


@pytest.mark.parametrize(
    "button",
    [ListParked(), ShowParked(update=1), ReplayParked(update=1), ReplayAllParked(), AskDropParked(update=1),
     DropParked(update=1)],
    ids=lambda button: type(button).__name__,
)  # fmt: skip
async def test_it_is_nobody_else_s(chat: Chat, city: City, button: ListParked) -> None:
    await lies(chat, 1)
    for phone in (
        await chat.volunteer("Wang", city.jiaojiang, role=Role.ADMIN),
        await chat.volunteer("Li", role=Role.LEADER),
        await chat.volunteer("Mei"),
    ):
        await phone.taps_button(button)
        phone.sees("Only admins can do that.")
    assert len(await city.table("SELECT * FROM parked WHERE replay_at IS NULL")) == 1
