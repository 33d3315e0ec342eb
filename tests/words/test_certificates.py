"""A certificate says on paper what was recorded, is read out by a screen reader, and can be checked by a stranger."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.support.certificates import ADDRESS, NUMBER, SIGNATURE, SIGNED, certificate
from tests.support.files import attached_to, fonts_of, pages_of
from tests.support.pictures import code_in_colours, size_of
from volunteering.rules.volunteers import Language
from words.certificates import MOST_HEIGHT, MOST_IN_PICTURE, pdf, picture

HOSTILE = '#panic("x") $x$ *b* _i_ \\ @ref <label> `raw` // end [ ] { } " #import "/etc/passwd"'
MOST_BYTES = 10 * 1024**2  # of a photo in Telegram
MOST_PIXELS = 10_000  # of its width and height together
MOST_RATIO = 20


def written(content: bytes) -> str:
    """All that stands in it, wherever lines are broken."""
    return "".join("".join(pages_of(content)).split())


@pytest.mark.parametrize("language", Language)
def test_everything_that_is_certified_can_be_read(language: Language) -> None:
    it = certificate(language)
    said = written(pdf(it))
    texts = [it.title, *(text for fact in it.facts for text in fact), *it.issued, *it.check, NUMBER]
    texts += [text for one in it.sections for text in (one.title, *(cell for row in one.rows for cell in row))]
    assert [text for text in texts if "".join(text.split()) not in said] == []


def test_a_long_one_has_its_head_and_its_number_on_every_page() -> None:
    pages = pages_of(pdf(certificate(rows=200)))
    assert len(pages) > 3
    for at, page in enumerate(pages[:-1], start=1):
        assert "负责人" in page
        assert f"第{at}页，共{len(pages)}页" in page
        assert NUMBER in page


@pytest.mark.parametrize(
    "name",
    [
        "李㐂",
        "𠮷田",
        "王堃",
        "Nguyễn Thị Đào",
        "Łukasz Dvořák",
        "Şükrü Ğ",
        "Владимир",
        "김철수",
        "สมชาย",
        "陳龘䶮",
        "𫖯𬱖𬭎",
    ],
)
@pytest.mark.parametrize("language", Language)
def test_a_rare_name_has_all_of_its_characters(language: Language, name: str) -> None:
    said = written(pdf(certificate(language, name=name)))
    assert "".join(name.split()) in said
    assert "〓" not in said


@pytest.mark.parametrize("emoji", ["🌸", "❤️", "👩🏽‍🌾", "🇨🇳", "🙋‍♀️", "⛑️", "❤", "𝄞", "\x00", "\ufeff"])
def test_an_emoji_in_a_name_leaves_nothing(emoji: str) -> None:
    assert pages_of(pdf(certificate(name=f"李㐂{emoji}"))) == pages_of(pdf(certificate(name="李㐂")))


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("葛\U000e0100城\ufe00", "葛城"),
        ("Anna\u200d Le\u200cna", "Anna Lena"),
        ("李\u200d明\u200c", "李明"),
        ("می\u200cروم", "می\u200cروم"),  # Persian, whose letters it keeps apart
        ("ශ්\u200dරී", "ශ්\u200dරී"),  # Sinhala, whose letters it brings together
    ],
)
def test_a_copied_name_is_the_one_that_is_seen(typed: str, seen: str) -> None:
    """Nothing else is in it: whoever pastes it into a form has what they read."""
    assert pages_of(pdf(certificate(name=typed))) == pages_of(pdf(certificate(name=seen)))
    said = written(pdf(certificate(name=typed)))
    assert ("\u200c" in said or "\u200d" in said) is (typed == seen)


def test_what_no_font_has_is_said_to_be_missing() -> None:
    said = written(pdf(certificate(name="李\U00020000明\ue000")))
    assert "李〓明〓" in said
    assert "U+E000,U+20000" in said


@pytest.mark.parametrize(("typed", "said"), [("𝓜𝓮𝓲 李", "Mei李"), ("Ⓜⓔⓘ", "Ⓜⓔⓘ"), ("𝕃𝟚", "L2"), ("🅰", "")])
def test_letters_that_no_font_has_in_that_shape_are_those_that_they_are(typed: str, said: str) -> None:
    """A name in ornamental letters is a name, and not three signs for what is missing."""
    written_ = written(pdf(certificate(name=typed, sections=[])))
    assert said in written_
    assert "〓" not in written_


@pytest.mark.parametrize(
    "name",
    ["阿卜杜·热合曼", "ئۇيغۇر ئەركىن", "דוד כהן", "محمد", "สมชาย ใจดี", "राम कुमार", "1️⃣2️⃣", "한지민", "Ольга", "ဇော်"],
)
@pytest.mark.parametrize("language", Language)
def test_a_name_of_another_script_has_a_shape_for_each_letter(language: Language, name: str) -> None:
    said = written(pdf(certificate(language, name=name, sections=[])))
    assert "〓" not in said
    assert "U+" not in said


@pytest.mark.parametrize("name", ["བཀྲ་ཤིས", "ᠮᠣᠩᠭᠣᠯ", "ꆈꌠ"])
def test_a_script_that_no_font_has_is_said_to_be_missing(name: str) -> None:
    """Tibetan, Mongolian, Yi: letter by letter, so that whoever has them writes them in."""
    said = written(pdf(certificate(name=name, sections=[])))
    assert "〓" in said
    assert f"U+{ord(name[0]):04X}" in said


def test_where_nothing_is_missing_nothing_is_said_of_it() -> None:
    assert "U+" not in written(pdf(certificate()))


def test_its_fonts_are_within_and_no_more_of_them_than_it_needs() -> None:
    content = pdf(certificate())
    assert fonts_of(content) == {
        "NotoSansSC-Regular-Identity-H",
        "NotoSansCJKjp-Regular-Identity-H",
        "NotoSans-Regular",
    }
    assert len(content) < 150_000
    for font in _fonts(content):
        assert "/FontFile2" in font or "/FontFile3" in font


@pytest.mark.parametrize(
    ("language", "tag"), [(Language.ENGLISH, "en-GB"), (Language.SIMPLIFIED, "zh-CN"), (Language.TRADITIONAL, "zh-TW")]
)
def test_a_screen_reader_is_told_what_everything_is(language: Language, tag: str) -> None:
    reader = PdfReader(BytesIO(pdf(certificate(language))))
    root: Any = reader.root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        tag,
        True,
        True,
    )
    assert reader.metadata is not None
    assert reader.metadata.title == certificate(language).title
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    tags = _tags(root["/StructTreeRoot"])
    kinds = [kind for kind, _ in tags]
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= set(kinds)
    assert kinds.count("/TH") == 7
    assert [alt for kind, alt in tags if kind == "/Figure"] == ["QR"]


def test_what_was_signed_goes_with_it() -> None:
    assert attached_to(pdf(certificate())) == {"certificate.json": SIGNED, "certificate.sig": SIGNATURE}


def test_what_somebody_typed_is_set_as_it_stands() -> None:
    it = certificate(name=HOSTILE, title=HOSTILE, number=HOSTILE[:20], foot=HOSTILE, author=HOSTILE)
    assert written(pdf(it)).count('#panic("x")') >= 4


@pytest.mark.parametrize("language", Language)
def test_the_picture_has_a_code_that_leads_to_its_page(language: Language) -> None:
    assert code_in_colours(picture(certificate(language)), lines=420) == ADDRESS


@pytest.mark.parametrize("rows", [0, 1, MOST_IN_PICTURE, 3_000])
def test_the_picture_is_one_that_telegram_takes(rows: int) -> None:
    longest = [("很长的一行字" * 12,) * 7] * rows
    it = certificate()
    content = picture(replace(it, sections=[replace(it.sections[0], rows=longest)]))
    width, height = size_of(content)
    assert width + height <= MOST_PIXELS
    assert height <= MOST_HEIGHT
    assert max(width, height) <= MOST_RATIO * min(width, height)
    assert len(content) < MOST_BYTES


def test_a_picture_has_something_of_every_table_and_says_how_much_it_leaves_out() -> None:
    few, all_, more = (size_of(picture(certificate(rows=rows)))[1] for rows in (22, 23, 240))
    assert few < all_ < more < all_ + 100, "a line more, of which there were 217"


def test_without_a_code_there_is_none() -> None:
    assert pdf(certificate(code="")) != pdf(certificate())


def _fonts(content: bytes) -> list[Any]:
    return [
        font["/DescendantFonts"][0]["/FontDescriptor"]
        for page in PdfReader(BytesIO(content)).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]


def _tags(node: Any) -> list[tuple[str, str]]:
    """What a document's parts are said to be, in the order in which they are read."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [one for child in node for one in _tags(child)]
    if not isinstance(node, dict):
        return []
    own = [(str(node["/S"]), str(node.get("/Alt", "")))] if "/S" in node else []
    return own + (_tags(node["/K"]) if "/K" in node else [])
