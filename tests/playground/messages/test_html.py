"""Telegram's HTML, as tables: what it understands and in which words it refuses."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.ground.errors import ApiError
from playground.messages.html import read_html, utf16_length
from playground.messages.texts import read_caption, read_text


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


UNDERSTOOD = [
    ("plain", "plain", []),
    ("<b>bold</b>", "bold", [entity("bold", 0, 4)]),
    ("<strong>a</strong><em>b</em>", "ab", [entity("bold", 0, 1), entity("italic", 1, 1)]),
    (
        "<ins>a</ins><del>b</del><strike>c</strike>",
        "abc",
        [entity("underline", 0, 1), entity("strikethrough", 1, 1), entity("strikethrough", 2, 1)],
    ),
    ("<B>bold</B >", "bold", [entity("bold", 0, 4)]),
    ("<b>bold <i>both</i></b>", "bold both", [entity("bold", 0, 9), entity("italic", 5, 4)]),
    ("<b>shut</>", "shut", [entity("bold", 0, 4)]),
    ("<b></b>nothing", "nothing", []),
    ("😀<b>after</b>", "😀after", [entity("bold", 2, 5)]),
    ("&lt;b&gt; &amp; &quot;", '<b> & "', []),
    ("&#65;&#x42;&#x1F600;", "AB😀", []),
    ("&nbsp; &eacute; &", "&nbsp; &eacute; &", []),
    ("&#0; &#xD800;", "&#0; &#xD800;", []),
    (
        '<a href="https://example.org/?a=1&amp;b=2">x</a>',
        "x",
        [entity("text_link", 0, 1, url="https://example.org/?a=1&b=2")],
    ),
    ("<a>example.org</a>", "example.org", [entity("text_link", 0, 11, url="example.org")]),
    ("<tg-spoiler>x</tg-spoiler>", "x", [entity("spoiler", 0, 1)]),
    ('<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)]),
    ("<blockquote>x</blockquote>", "x", [entity("blockquote", 0, 1)]),
    ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
    ("<pre>x</pre>", "x", [entity("pre", 0, 1)]),
    ("<pre><code class='language-python'>x</code></pre>", "x", [entity("pre", 0, 1, language="python")]),
    ("<code class=language-c>x</code>", "x", [entity("code", 0, 1)]),
    ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", [entity("custom_emoji", 0, 2, custom_emoji_id="5")]),
    (
        '<tg-time unix="1796000400" format="wDt">Sat</tg-time>',
        "Sat",
        [entity("date_time", 0, 3, unix_time=1796000400, date_time_format="wDt")],
    ),
    (
        '<tg-time unix="0">then</tg-time>',
        "then",
        [entity("date_time", 0, 4, unix_time=0, date_time_format="")],
    ),
]

REFUSED = [
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("<u1>x</u1>", 'Unsupported start tag "u1" at byte offset 0'),
    ("好<br>", 'Unsupported start tag "br" at byte offset 3'),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    (
        "<b><i>x</b></i>",
        'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    ),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<a ='x'>y</a>", "Empty attribute name in the tag at byte offset 0"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("<tg-time>x</tg-time>", 'Tag "tg-time" must have a valid "unix" at byte offset 0'),
    ('<tg-time unix="now">x</tg-time>', 'Tag "tg-time" must have a valid "unix" at byte offset 0'),
    ('<tg-time unix="1" format="tD">x</tg-time>', "Invalid date-time format specified at byte offset 0"),
]


@pytest.mark.parametrize(("source", "text", "entities"), UNDERSTOOD)
def test_what_telegram_understands(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert read_html(source) == (text, entities)


@pytest.mark.parametrize(("source", "complaint"), REFUSED)
def test_what_telegram_refuses(source: str, complaint: str) -> None:
    with pytest.raises(ApiError) as refused:
        read_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize("form", ["", "r", "w", "d", "D", "t", "T", "wd", "wDT", "dt", "wt"])
def test_the_forms_of_a_time(form: str) -> None:
    _, entities = read_html(f'<tg-time unix="1" format="{form}">x</tg-time>')
    assert entities[0]["date_time_format"] == form


@given(st.text())
def test_any_text_escaped_comes_back_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert read_html(f"<b>{escaped}</b>")[0] == text


@given(st.text(alphabet="<>/&;#=\"' abip\n😀"))
def test_nothing_but_a_refusal_comes_of_nonsense(source: str) -> None:
    with suppress(ApiError):
        text, entities = read_html(source)
        assert all(0 < one["length"] <= utf16_length(text) - one["offset"] for one in entities)


def test_space_around_a_text_goes_and_its_entities_move() -> None:
    assert read_text("  <b> bold </b>\n", "HTML") == ("bold", [entity("bold", 0, 4)])


@pytest.mark.parametrize(
    ("source", "complaint"),
    [("", "is empty"), (" \n", "is empty"), ("<b></b>", "is empty"), ("x" * 4097, None), ("😀" * 2049, None)],
)
def test_a_text_has_a_length(source: str, complaint: str | None) -> None:
    with pytest.raises(ApiError) as refused:
        read_text(source, "HTML")
    expected = "message text is empty" if complaint else "message is too long"
    assert refused.value.description == f"Bad Request: {expected}"


def test_lengths_are_counted_after_parsing() -> None:
    assert len(read_text(f"<b>{'&lt;' * 4096}</b>", "HTML")[0]) == 4096
    assert len(read_caption("x" * 1024, "")[0]) == 1024
    with pytest.raises(ApiError, match="message caption is too long"):
        read_caption("x" * 1025, "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start a12", [("bot_command", 0, 6)]),
        ("see /my, please", [("bot_command", 4, 3)]),
        ("/my@yigong_bot", [("bot_command", 0, 14)]),
        ("😀 /my", [("bot_command", 3, 3)]),
        ("and/or 1/2 http://a/b", [("url", 11, 10)]),
        ("https://example.org/x.", [("url", 0, 21)]),
        ("a@example.org @yigong_bot #help", [("email", 0, 13), ("mention", 14, 11), ("hashtag", 26, 5)]),
    ],
)
def test_what_telegram_finds_by_itself(text: str, found: list[tuple[str, int, int]]) -> None:
    _, entities = read_text(text, "")
    assert [(one["type"], one["offset"], one["length"]) for one in entities] == found


def test_nothing_is_found_in_code_and_links() -> None:
    _, entities = read_text('<code>/my</code> <a href="https://example.org">/my</a>', "HTML")
    assert [one["type"] for one in entities] == ["code", "text_link"]
