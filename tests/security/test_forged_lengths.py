"""Telegram lets a button say 64 bytes; a forged update may carry any number, and is no more than it says."""

import random
from collections.abc import Iterator

import pytest

from handlers.buttons.button import MOST_BYTES, SEPARATOR, Button
from tests.security.books import Whoever, books
from tests.security.forging import KINDS, OUTSIDERS, draft_of, fillings, outsider, packed, secrets_read
from tests.security.jiaojiang import Jiaojiang
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.tree import Role

LENGTHS = (MOST_BYTES, MOST_BYTES + 1, 255, 5_000, 200_000)  # bytes
FILLERS = ("0", "9", "x", "汉", "-", " ", "=")
A_FEW = 12  # of one kind, in the short form
INSIDER = "an admin of this very team"
SEED = 20261123


def _long_data(kind: type[Button], jiaojiang: Jiaojiang, form: tuple[int, str] | None) -> Iterator[str]:
    """A button's data with each of its fields, its code, or one field too many made so long."""
    own = dict(zip(("draft", "step"), form or (), strict=False))  # of the form she is in herself
    named = zip(kind.model_fields, fillings(kind, jiaojiang), strict=True)
    parts = [kind.code, *(packed(own.get(name, values[0])) for name, values in named)]
    for length in LENGTHS:
        for filler in FILLERS:
            for place in range(len(parts)):
                yield SEPARATOR.join(_filled(parts, place, filler, length))
            yield SEPARATOR.join(_filled([*parts, ""], len(parts), filler, length))


def _filled(parts: list[str], place: int, filler: str, length: int) -> list[str]:
    """Made long in front: a number with noughts before it is still that number."""
    room = length - len(SEPARATOR.join(parts).encode())
    more = (filler * room).encode()[: max(room, 0)].decode(errors="ignore")
    return [*parts[:place], more + parts[place], *parts[place + 1 :]]


async def _whoever(who: str, chat: Chat, city: City, jiaojiang: Jiaojiang) -> tuple[PhoneInChat, Whoever | None]:
    if who == INSIDER:
        return await chat.volunteer("Eve", city.jiaojiang, role=Role.ADMIN), None  # who may do most of it
    return await outsider(who, chat, city, jiaojiang)


@pytest.mark.parametrize("who", [*OUTSIDERS, INSIDER])
async def test_however_long_it_is(chat: Chat, city: City, who: str, *, long: bool) -> None:
    jiaojiang = await Jiaojiang.founded(city)
    eve, may = await _whoever(who, chat, city, jiaojiang)
    chance = random.Random(SEED)
    for kind in KINDS:
        await eve.sends("/hours")
        before = await books(city.database)
        forged = list(_long_data(kind, jiaojiang, await draft_of(eve)))
        for data in forged if long else chance.sample(forged, min(A_FEW, len(forged))):
            chat.recorder.calls.clear()
            await eve.taps_data(data)
            assert "answerCallbackQuery" in chat.recorder.calls, f"{who} forged {data[:80]}…, and had no answer"
        trespasses = list(may.trespasses(before, await books(city.database))) if may else []
        assert not trespasses, f"{who} forged {kind.__name__}: {trespasses}"
    assert may is None or not secrets_read(eve)
