"""Every screen fits into a message, however long it was meant to be, and its markup is whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from handlers.tapping.fitting import LONGEST_CAPTION, LONGEST_MESSAGE, fitted
from handlers.tapping.screen import File, Screen
from playground.messages.html import read_html, utf16_length

PIECES = st.lists(
    st.one_of(
        st.text(max_size=40).map(Markup.escape),
        *(
            st.text(max_size=40).map(frame.format)
            for frame in (Markup("<b>{}</b>"), Markup("<i>{}</i>"), Markup("<blockquote expandable>{}</blockquote>"))
        ),
        st.just(Markup('<tg-time unix="1796432400">&lt;09:00&gt;</tg-time>')),
    )
)


@given(PIECES, st.integers(20, 200))
def test_it_is_as_long_as_it_may_be_and_telegram_can_read_it(pieces: list[Markup], most: int) -> None:
    text = Markup("<b>{}</b>").format(Markup("").join(pieces))
    shown = fitted(text, most)
    if utf16_length(_read(text)) <= most:
        assert shown == text, "what fits stays as it is"
    else:
        assert utf16_length(_read(shown)) <= most
        assert _read(shown).endswith("…")


def _read(text: Markup) -> str:
    """As Telegram reads it; raises for markup that is not whole."""
    return read_html(str(text))[0]


@pytest.mark.parametrize("letter", ["x", "汉", "😀", "&", "👩‍👩‍👧‍👦"])
@pytest.mark.parametrize("length", [2047, 2048, 2049, 4095, 4096, 4097, 20_000])
def test_a_screen_and_a_caption_fit(letter: str, length: int) -> None:
    text = Markup("<b>{}</b>").format(letter * length)
    for shown, most in (
        (Screen(text).text, LONGEST_MESSAGE),
        (File("a.csv", b"", text).caption, LONGEST_CAPTION),
    ):
        assert utf16_length(_read(shown)) <= most
        if utf16_length(letter * length) > most:
            assert _read(shown).endswith("…")
