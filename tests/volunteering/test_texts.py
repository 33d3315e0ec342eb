"""Free text: any script, on one line where it is one, without what only hides or turns other text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from volunteering.people import Name, folded, plain_phone
from volunteering.texts import one_line, several_lines

LINES = [
    ("  River \n clean-up\t", "River clean-up"),
    ("河道\u3000清洁", "河道 清洁"),
    ("<b>bold</b> & co", "<b>bold</b> & co"),
    ("abc\u202edef\u2066", "abcdef"),
    ("nul\x00 and bell\x07", "nul and bell"),
    ("lone \ud800 half", "lone half"),
    ("👩‍🌾 farm", "👩‍🌾 farm"),
    ("مرحبا بكم", "مرحبا بكم"),
    ("\u200b\u200d \u2060", ""),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "kept"), LINES, ids=[ascii(typed) for typed, _ in LINES])
def test_one_line(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


def test_several_lines_keep_their_breaks() -> None:
    assert several_lines("\n One \n\n\n two\u202e \r\nthree\n\n") == "One\n\ntwo\nthree"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    assert one_line(one_line(typed)) == one_line(typed)
    assert several_lines(several_lines(typed)) == several_lines(typed)
    one_line(typed).encode()


@pytest.mark.parametrize(("typed", "fits"), [("王", True), ("x" * 64, True), ("x" * 65, False), (" \u200b ", False)])
def test_names_are_one_to_64_characters(typed: str, *, fits: bool) -> None:
    try:
        TypeAdapter(Name).validate_python(typed)
    except ValidationError:
        assert not fits
    else:
        assert fits


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("+86 138-0000-0000", "+8613800000000"), ("8613800000000", "+8613800000000"), ("(576) 1", "+5761"), ("none", "")],
)
def test_phone_numbers_are_plus_and_digits(typed: str, plain: str) -> None:
    assert plain_phone(typed) == plain


def test_searching_minds_neither_case_nor_spaces() -> None:
    assert folded("  WANG   Fang ") == folded("wang fang")
