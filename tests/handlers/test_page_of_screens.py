"""What docs/screens.md shows is what is on people's phones, and what it quotes is said."""

import re
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Final

import pytest

from handlers.buttons.signing_up import TakeShift
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from tests.support.delivering import PostOffice
from tests.support.ledger import Ledger
from tests.support.recorder import SeenMessage
from tests.support.town import ROOT
from tests.test_catalogues import in_the_code, where_words_may_stand
from volunteering.rules.notices.signing_up import Reminder
from volunteering.rules.tree import Role
from words.languages import LOCALES

PAGE: Final = (ROOT / "docs/screens.md").read_text(encoding="utf-8")
SHOWN: Final = re.findall(r"^```example\n(.+?)\n```$", PAGE, re.MULTILINE | re.DOTALL)
PROSE: Final = re.sub(r"```.+?```", "", PAGE, flags=re.DOTALL)
QUOTED: Final = [re.sub(r"\s+", " ", quoted) for quoted in re.findall(r"“([^”]+)”", PROSE)]
ICON: Final = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u231a-\u23ff]")

Scene = Callable[[Chat, City], Awaitable[SeenMessage]]


async def _opens_the_river(wei: PhoneInChat, city: City) -> SeenMessage:
    await city.shift()
    await wei.sends("/activities")
    await wei.taps("River")
    return wei.last


async def card(chat: Chat, city: City) -> SeenMessage:
    return await _opens_the_river(await chat.volunteer(), city)


async def card_in_chinese(chat: Chat, city: City) -> SeenMessage:
    wei = await chat.volunteer()
    await wei.sends("/language")
    await wei.taps("简体中文")
    return await _opens_the_river(wei, city)


async def refusal(chat: Chat, city: City) -> SeenMessage:
    wei = await chat.volunteer()
    river = await city.shift(places=1)
    library = await city.shift(49, activity=await city.activity("Library help"))
    person = await wei.known()
    assert person is not None
    await city.put(library, person)
    await wei.sends("/activities")
    await wei.taps("River")
    await city.put(river, await city.person("Mei"))
    await wei.taps_button(TakeShift(shift=river.id))
    return wei.last


async def question(chat: Chat, _: City) -> SeenMessage:
    wei = await chat.volunteer()
    await wei.sends("/hours")
    await wei.sends("the whole morning")
    return wei.last


async def totals(chat: Chat, city: City) -> SeenMessage:
    ledger = Ledger(city)
    mei = await ledger.newcomer("Mei", city.jiaojiang, date(2026, 11, 15))
    for day in (date(2026, 10, 15), date(2026, 11, 15), date(2026, 11, 22)):
        await ledger.came(await ledger.shift(day, places=2), mei)
    admin = await chat.volunteer("Chen", role=Role.ADMIN)
    await admin.sends("/stats 2026-11")
    return admin.last


async def reminder(_: Chat, city: City) -> SeenMessage:
    office = PostOffice(city)
    wei, shift = await office.reader("Wei"), await city.shift(24)
    await office.confirm(wei, shift.id)
    office.clock.passes(minutes=1)
    await office.owe(wei, Reminder(shift_ids=(shift.id,)))
    await office.delivery.drain_once()
    return office.messages(wei)[-1]


SCENES: Final = (card, card_in_chinese, refusal, question, totals, reminder)


@pytest.mark.parametrize("scene", SCENES)
async def test_a_screen_is_as_the_page_shows_it(chat: Chat, city: City, scene: Scene) -> None:
    seen = await scene(chat, city)
    rows = (" ".join(f"[ {shown.label} ]" for shown in row) for row in seen.rows)
    assert "\n".join((seen.text, *rows)) in SHOWN


def test_every_screen_of_the_page_is_looked_at() -> None:
    assert len(SHOWN) == len(SCENES)


def test_what_the_page_quotes_is_said() -> None:
    said = [re.sub(r"\\{\w+\\}", ".+", re.escape(text)) for forms in in_the_code() for text in forms]
    assert len(QUOTED) > 30
    assert [quoted for quoted in QUOTED if not any(re.fullmatch(pattern, quoted) for pattern in said)] == []


def test_the_icons_are_those_of_the_page() -> None:
    texts = (path.read_text(encoding="utf-8") for path in (*where_words_may_stand(), *LOCALES.glob("*.po")))
    assert {icon for text in texts for icon in ICON.findall(text)} == set(ICON.findall(PROSE))
