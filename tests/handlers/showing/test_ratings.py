"""Averages, as they are read aloud in each language."""

from zoneinfo import ZoneInfo

import pytest

from handlers.showing.ratings import rating_said
from tests.support.city import NOW
from volunteering.rules.thanks import Average
from volunteering.rules.volunteers import Language
from words.words import Words, plain


@pytest.mark.parametrize("halves", [3, 7, 9])
@pytest.mark.parametrize("language", [Language.SIMPLIFIED, Language.TRADITIONAL])
def test_what_counts_stands_once_behind_its_figure(language: Language, halves: int) -> None:
    """It was 4.5分以上分."""
    said = plain(rating_said(Words(language, ZoneInfo("UTC"), NOW), Average(halves=halves), 4))
    assert said.partition("（")[0].count("分") == 1, said


def test_the_best_and_the_worst_are_said_as_bounds() -> None:
    words = Words(Language.SIMPLIFIED, ZoneInfo("UTC"), NOW)
    assert plain(rating_said(words, Average(halves=9), 4)).startswith("至少4.5分（")
    assert plain(rating_said(words, Average(halves=3), 4)).startswith("最多1.5分（")
