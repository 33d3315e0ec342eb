"""What is printed can be read, in both Chinese scripts, and nothing that anybody typed is a command."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.files import fonts_of, pages_of
from volunteering.rules.volunteers import Language
from words.papers import Paper, PaperColumn, PaperTable, pdf

COLUMNS = (PaperColumn("#", 12), PaperColumn("姓名"), PaperColumn("签名", 60))
HOSTILE = '#panic("x") $x$ *b* _i_ \\ @ref <label> `raw` // end [ ] { } " #import "/etc/passwd"'


def _paper(rows: int = 3, **changes: Any) -> Paper:
    given = {
        "language": Language.SIMPLIFIED,
        "title": "河道清洁",
        "lines": ("12月4日 周五 09:00–12:00",),
        "tables": (PaperTable(COLUMNS, [(str(at), f"志愿者{at}", "") for at in range(1, rows + 1)], roomy=True),),
        "author": "台州义工",
        "foot": "台州义工",
        "numbered": "第{page}页，共{pages}页",
        "absent": "〓：{codes}",
        "at": datetime(2026, 12, 1, microsecond=1, tzinfo=UTC),
    }
    return Paper(**{**given, **changes})


def test_a_long_list_has_its_head_and_its_number_on_every_page() -> None:
    pages = pages_of(pdf(_paper(rows=588)))
    assert len(pages) >= 20
    for number, page in enumerate(pages, start=1):
        assert "姓名" in page
        assert f"第{number}页，共{len(pages)}页" in page
    written = "".join(pages)
    assert all(f"志愿者{number}" in written for number in range(1, 589)), "somebody is left out"


@pytest.mark.parametrize(
    ("language", "font"), [(Language.SIMPLIFIED, "NotoSansSC"), (Language.TRADITIONAL, "NotoSansTC")]
)
def test_a_character_of_both_scripts_has_the_shape_of_the_readers(language: Language, font: str) -> None:
    [found] = fonts_of(pdf(_paper(language=language, title="直骨", lines=(), tables=(), foot="", numbered="")))
    assert found.startswith(font)


def test_a_character_that_one_font_lacks_is_of_the_other() -> None:
    [page] = pages_of(pdf(_paper(language=Language.TRADITIONAL, title="志愿服务队 與 臺灣 Li Min")))
    assert "志愿服务队 與 臺灣 Li Min" in page


def test_what_somebody_typed_is_set_as_it_stands() -> None:
    table = PaperTable(COLUMNS, [("1", HOSTILE, "x" * 300)], title=HOSTILE)
    [page] = pages_of(pdf(_paper(title=HOSTILE, lines=(HOSTILE,), tables=(table,), foot=HOSTILE, author=HOSTILE)))
    assert page.replace("\n", "").count('#panic("x")') >= 3
    assert page.count("x") > 300, "a long word is cut off"


def test_it_keeps_no_memory_of_what_it_wrote() -> None:
    """Typst would keep ten documents' worth: hundreds of megabytes."""
    for at in range(2):
        pdf(_paper(rows=500, title=f"warm {at}"))
    before = _resident()
    for at in range(8):
        pdf(_paper(rows=500, title=f"document {at}"))
    assert _resident() - before < 60, "megabytes stay behind with each document"


def _resident() -> int:
    """The memory of this process, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 // 2**20


@pytest.mark.parametrize("emoji", ["🌸", "❤️", "👩🏽‍🌾", "🇨🇳", "🙋‍♀️", "⛑️"])
def test_an_emoji_in_a_name_leaves_no_box_with_a_cross(emoji: str) -> None:
    def named(name: str) -> tuple[str, ...]:
        return tuple(pages_of(pdf(_paper(tables=(PaperTable(COLUMNS, [("1", name, "")]),)))))

    assert named(f"李㐂{emoji}") == named("李㐂")
