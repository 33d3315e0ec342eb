"""Every screen fits into a message, however long it was meant to be, and its markup is whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.telegram.markup import LONGEST_CAPTION, LONGEST_MESSAGE, written
from playground.messages.html import read_html, utf16_length

PIECES = st.lists(
    st.one_of(
        st.text(max_size=40).map(Markup.escape),
        *(
            st.text(max_size=40).map(frame.format)
            for frame in (Markup("<b>{}</b>"), Markup("<i>{}</i>"), Markup("<blockquote expandable>{}</blockquote>"))
        ),
        st.just(Markup('<time unix="1796432400">&lt;09:00&gt;</time>')),
    )
)


@given(PIECES, st.integers(20, 200))
def test_it_is_as_long_as_it_may_be_and_telegram_can_read_it(pieces: list[Markup], most: int) -> None:
    text = Markup("<b>{}</b>").format(Markup("").join(pieces))
    whole, shown = _read(written(text, 100_000)), _read(written(text, most))
    if utf16_length(whole) <= most:
        assert shown == whole, "what fits stays as it is"
    else:
        assert utf16_length(shown) <= most
        assert shown.endswith("…")


def _read(text: str) -> str:
    """As Telegram reads it; raises for markup that is not whole."""
    return read_html(text)[0]


def test_an_instant_is_written_in_the_reader_s_zone() -> None:
    said = Markup('<time unix="1796432400" format="wDt">%s</time>') % "<time > 9:00</time>"
    _, [entity] = read_html(written(said, 100))
    assert (entity["type"], entity["unix_time"], entity["date_time_format"]) == ("date_time", 1796432400, "wDt")


@pytest.mark.parametrize("letter", ["x", "汉", "😀", "&", "👩‍👩‍👧‍👦"])
@pytest.mark.parametrize("length", [2047, 2048, 2049, 4095, 4096, 4097, 20_000])
@pytest.mark.parametrize("most", [LONGEST_MESSAGE, LONGEST_CAPTION])
def test_a_screen_and_a_caption_fit(letter: str, length: int, most: int) -> None:
    shown = _read(written(Markup("<b>{}</b>").format(letter * length), most))
    assert utf16_length(shown) <= most
    if utf16_length(letter * length) > most:
        assert shown.endswith("…")
