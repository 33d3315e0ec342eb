"""Free text: any script, on one line where it is one, without what only hides or turns other text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from volunteering.rules.ground.texts import Name, cut_to, has_letters, one_line, several_lines, units
from volunteering.rules.volunteers import plain_phone

SELECTORS = "\ufe00\ufe0f\U000e0100\U000e01ef"
BLANKS = (
    "\u3164\u115f\u1160\uffa0\u2800\u034f\u17b4\u17b5\u180b\u180e\u180f\u00ad\u061c\u200b\u2060\u2063\u2064\ufeff\ufffc"
    "\ue000\uf8ff\U000f0000\U0010fffd\ufffe\ufdd0\u0378\U000e0001\U000e0041\U0001d173" + SELECTORS
)
"""What is drawn as nothing: fillers, marks that turn or join, selectors, what is for private use or not assigned."""

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
    *((blank * 3, "") for blank in BLANKS),
    *((f"王{blank}芳", "王芳") for blank in BLANKS if blank not in SELECTORS),
    ("葛\U000e0101城 ❤\ufe0f", "葛\U000e0101城 ❤\ufe0f"),
    ("\U000323b0", "\U000323b0"),  # an ideograph of a Unicode to come
    ("Z\u0301\u0302\u0303\u0304\u0305\u0306 a", "Z\u0301\u0302\u0303\u0304 a"),
    ("\u0301\u0302", ""),
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


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("王", True),
        ("x" * 64, True),
        ("x" * 65, False),
        ("😀" * 32, True),
        ("😀" * 33, False),
        (" \u200b ", False),
        ("\u3164", False),
    ],
)
def test_names_are_one_to_64_characters(typed: str, *, fits: bool) -> None:
    try:
        TypeAdapter(Name).validate_python(typed)
    except ValidationError:
        assert not fits
    else:
        assert fits


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("+86 138-0000-0000", "+8613800000000"),
        ("8613800000000", "+8613800000000"),
        ("(576) 1", "+5761"),
        ("none", ""),
        ("１３８ ００１²", "+138001"),
    ],
)
def test_phone_numbers_are_plus_and_digits(typed: str, plain: str) -> None:
    assert plain_phone(typed) == plain


@pytest.mark.parametrize(("text", "long"), [("ab", 2), ("汉字", 2), ("😀", 2), ("𠮷", 2), ("👩‍🌾", 5), ("\ud800", 1)])
def test_a_text_is_as_long_as_telegram_counts(text: str, long: int) -> None:
    assert units(text) == long


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("Library", 7, "Library"),
        ("Library", 6, "Libra…"),
        ("😀😀😀", 6, "😀😀😀"),
        ("😀😀😀", 5, "😀😀…"),
        ("a👩‍🌾b", 6, "a…"),  # not through a person
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"),  # nor through a letter with its mark
        ("one two three", 8, "one two…"),
    ],
)
def test_a_long_text_is_cut_between_what_people_see_as_letters(text: str, most: int, kept: str) -> None:
    assert cut_to(text, most) == kept


@given(st.text(), st.integers(1, 60))
def test_what_is_cut_fits(text: str, most: int) -> None:
    assert units(cut_to(text, most)) <= most


@pytest.mark.parametrize(
    "name",
    [
        "李㐂",
        "𠮷",
        "堃",
        "\U00031350",
        "阿卜杜·热合曼",
        "ཨ",
        "ئۇيغۇر",
        "ᠮᠣᠩᠭᠣᠯ",
        "สมชาย",
        "𝓜𝓮𝓲",
        "Ⓜⓔⓘ",
        "1️⃣",
        "🌹阳光🌹",
        "Ⅳ",
        "〇",
    ],
)
def test_a_name_that_can_be_read_out_has_letters(name: str) -> None:
    assert has_letters(one_line(name))


@pytest.mark.parametrize(
    "name",
    [
        "🌹",
        "👩🏽‍🌾",
        "🏳️‍🌈",
        "🇨🇳🇹🇼",
        "❤️",
        "☺",
        "#️⃣",
        "✨🌸✨",
        "\u202e\u200f",
        "\u0301\u0302",
        "\u3164\u115f",
        "…—",
        "★★★",
        "\ue000",
        "",
    ],
)
def test_a_name_of_nothing_but_signs_has_none(name: str) -> None:
    assert not has_letters(name)
