"""How long a paper is good, as admins type it."""

import pytest

from volunteering.rules.reading import read_validity


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("18", 18),
        ("18 months", 18),
        ("2 years", 24),
        ("1 year", 12),
        ("3年", 36),
        ("三年", 36),
        ("6个月", 6),
        ("6個月", 6),
        ("１２", 12),
        ("for ever", 0),
        ("永久有效", 0),
        ("長期", 0),
        ("0", 0),
        ("for a while", None),
        ("", None),
        ("-3", None),
        ("2000", None),
    ],
)
def test_months_and_years(typed: str, months: int | None) -> None:
    assert read_validity(typed) == months
