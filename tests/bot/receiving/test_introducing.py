"""What Telegram is told of us at a start: in which languages, in how many characters, and no more often than needed."""

from dataclasses import replace
from typing import Any

import pytest
from telegram.request import RequestData

from bot.receiving.introducing import Introduction
from bot.telegram.sending import describe
from playground.messages.html import utf16_length
from playground.telegram.methods import NAME_LIMITS
from tests.support.frozen import Frozen
from tests.support.plain import organisation
from volunteering.rules.volunteers import Language


class Telegram:
    """A bot's way to a Telegram that keeps what it is told, and counts how often."""

    base_url = "bot"

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.told = 0
        self.request = self

    async def post(self, url: str, data: RequestData) -> Any:
        given = data.json_parameters
        act, name = url.removeprefix("bot/").split("My")
        language = given.get("language_code", "")
        if act == "get":
            return {_field(name): self.kept.get((name, language), "")}
        self.told += 1
        self.kept[name, language] = given[_field(name)]
        return True


def _field(name: str) -> str:
    return {"Description": "description", "ShortDescription": "short_description"}[name]


async def test_it_is_told_once() -> None:
    telegram: Any = Telegram()
    for _ in range(3):
        await describe(telegram, "zh", "Long", "Short")
        await describe(telegram, None, "Long", "Short")
    assert telegram.told == 4
    await describe(telegram, "zh", "Longer", "Short")
    assert telegram.told == 5
    assert telegram.kept["Description", "zh"] == "Longer"


async def test_each_language_is_told_its_own_and_chinese_both_scripts() -> None:
    telegram: Any = Telegram()
    introduction = Introduction(telegram, organisation(), Frozen(), fetches=False)
    for code, languages in introduction._described_in().items():
        await introduction._describe(code, languages)
    assert "志愿者" not in telegram.kept["Description", "en"]
    for text in (telegram.kept["Description", "zh"], telegram.kept["ShortDescription", "zh"]):
        assert "活动" in text
        assert "活動" in text


@pytest.mark.parametrize("default", Language)
async def test_it_fits_also_where_the_name_is_long(default: Language) -> None:
    telegram: Any = Telegram()
    house = replace(organisation(), name="義工" * 200, default_language=default)
    introduction = Introduction(telegram, house, Frozen(), fetches=False)
    for code, languages in introduction._described_in().items():
        await introduction._describe(code, languages)
    assert len(telegram.kept) == 6
    for (method, _), text in telegram.kept.items():
        assert utf16_length(text) <= NAME_LIMITS[_field(method)], text
