"""A code that a camera reads as what was meant."""

import pytest

from tests.support.pictures import code_in, size_of
from words.codes import qr_code, qr_code_with

TEXTS = ["https://t.me/yigong_bot?start=u1", "https://t.me/" + "x" * 300, "河道清洁"]


@pytest.mark.parametrize("text", TEXTS)
def test_it_is_read_as_it_was_written(text: str) -> None:
    assert code_in(qr_code(text)) == text


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("digits", ["012 345", "678 900"])
def test_so_it_is_above_its_digits(text: str, digits: str) -> None:
    assert code_in(qr_code_with(text, digits)) == text


def test_digits_are_as_wide_as_the_code_of_a_shift() -> None:
    """Seen on a phone that somebody holds out: they are as large as there is room."""
    link = "https://t.me/yigong_bot?start=c123456-815437"
    width, height = size_of(qr_code(link))
    wide, high = size_of(qr_code_with(link, "815 437"))
    assert wide == width
    assert high - height >= width // 5
