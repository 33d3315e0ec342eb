"""Pictures of figures: one page whatever is in it, in each language, and nothing typed is read as anything else."""

from datetime import UTC, datetime
from typing import Final

import pytest

from tests.support.pictures import size_of as size
from volunteering.rules.volunteers import Language
from words.charts import Bar, Chart, Charts, png

AT: Final = datetime(2026, 11, 29, 4, 0, 0, 250, tzinfo=UTC)
HOSTILE: Final = '#panic("typed") $x$ *b* \\ `raw` <b> "]}'


def charts(language: Language, *some: Chart) -> Charts:
    return Charts(language, "人员摸底", ["人数 28,000"], some, ["不显示"], "〓 {codes}", AT)


@pytest.mark.parametrize("language", Language)
def test_it_is_a_picture_as_wide_as_paper(language: Language) -> None:
    ages = Chart("年龄", [Bar("18–29", 20, "20"), Bar("未填", None, "不显示"), Bar("70", 0, "0")], "已知")
    width, height = size(png(charts(language, ages)))
    assert (width, height > 200) == (1191, True)


def test_what_people_typed_is_set_as_it_stands() -> None:
    plain = size(png(charts(Language.ENGLISH, Chart("Districts", [Bar("East", 5, "5")]))))
    typed = size(png(charts(Language.ENGLISH, Chart(HOSTILE, [Bar(HOSTILE, 5, HOSTILE)], HOSTILE))))
    assert typed[0] == plain[0]


def test_no_figure_is_no_fault() -> None:
    assert size(png(charts(Language.ENGLISH)))
    assert size(png(charts(Language.ENGLISH, Chart("Nobody", [Bar("a", 0, "0"), Bar("b", None, "–")]))))


def test_a_hidden_bar_says_nothing_of_its_number() -> None:
    """Nothing of it is handed over: there is no length that could be measured."""
    few, many = (
        png(charts(Language.ENGLISH, Chart("Ages", [Bar("18", None, "–"), Bar("30", n, "x")]))) for n in (9, 900)
    )
    assert size(few) == size(many)
