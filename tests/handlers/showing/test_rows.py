"""Buttons stand beside each other as long as a small phone shows them whole."""

import pytest

from handlers.buttons.home import Home
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press


@pytest.mark.parametrize(
    ("labels", "most", "rows"),
    [
        ("5 10 20 No-limit", 4, ["5 10 20", "No-limit"]),
        ("Title Category Description Private-details", 2, ["Title Category", "Description", "Private-details"]),
        ("文化体育 慈善救助", 2, ["文化体育 慈善救助"]),
        ("文化体育与健康类 慈善救助", 2, ["文化体育与健康类", "慈善救助"]),
        ("a b", 1, ["a", "b"]),
        ("", 2, []),
    ],
)  # fmt: skip
def test_side_by_side(labels: str, most: int, rows: list[str]) -> None:
    found = side_by_side(tuple(Press(label, Home()) for label in labels.split()), most)
    assert [" ".join(press.label for press in row) for row in found] == rows
