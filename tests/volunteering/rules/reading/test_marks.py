"""Marks as people type them."""

from decimal import Decimal

import pytest

from volunteering.rules.reading import read_mark


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("86", "86"),
        ("86.5", "86.5"),
        ("86,5", "86.5"),
        ("８６．５", "86.5"),
        ("86分", "86"),
        ("86 points", "86"),
        ("八十六", "86"),
        ("八十六分半", "86.5"),
        ("八十六点五", "86.5"),
        ("一百", "100"),
        ("零", "0"),
        ("eighty-six", "86"),
        ("٨٦", "86"),
        ("\u202e86", "86"),
        ("成绩：86", "86"),
        ("86。", "86"),
        ("1,000", "1000"),
        ("86.555", "86.555"),
    ],
)
def test_what_is_said_is_read(typed: str, mark: str) -> None:
    assert read_mark(typed) == Decimal(mark)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "-1", "1e3", "1e999999999", "NaN", "1_0", "86/100", "100%", "通过", "A", "86\n87", "8 6"),
        *("9" * 5000, "八六", "86.5分半", "约86", "86²", "/", "½"),
    ],
)
def test_what_is_no_mark(typed: str) -> None:
    assert read_mark(typed) is None
