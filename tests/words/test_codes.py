"""A code that a camera reads as what was meant."""

import pytest

from tests.support.pictures import code_in
from words.codes import qr_code


@pytest.mark.parametrize("text", ["https://t.me/yigong_bot?start=u1", "https://t.me/" + "x" * 300, "河道清洁"])
def test_it_is_read_as_it_was_written(text: str) -> None:
    assert code_in(qr_code(text)) == text
