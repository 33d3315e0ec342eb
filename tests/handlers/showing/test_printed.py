"""What stands on paper for what is made of emoji alone."""

import pytest

from handlers.showing.printed import legible, printed
from tests.support.city import NOW, ZONE
from volunteering.rules.volunteers import Language
from words.words import Words

WORDS = Words(Language.SIMPLIFIED, ZONE, NOW)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Mei 🌸", "Mei 🌸"), ("🌸", "志愿者7号"), ("👨‍👩‍👧", "志愿者7号"), ("⒈", "⒈"), ("", "前志愿者")],
)
def test_a_person(name: str, shown: str) -> None:
    assert printed(WORDS, name, 7) == shown


@pytest.mark.parametrize("text", ["", "-", "…", "+", "3 h", "河道清洁 🌊"])
def test_what_can_be_read_stays(text: str) -> None:
    assert legible(WORDS, text) == text


def test_what_is_drawn_alone_is_said_to_be() -> None:
    assert legible(WORDS, "🌊🌊") == "（只有表情符号）"
