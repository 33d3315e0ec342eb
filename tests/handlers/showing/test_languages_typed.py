"""Languages as people type them."""

import pytest

from handlers.showing.particulars import languages_in


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Chinese", "cmn"), ("國語", "cmn"), ("中文", "cmn"), ("英文", "en"), ("I speak English", "en"),
        ("我会说英语", "en"),
        ("台州话", "wuu"), ("上海話", "wuu"), ("閩南語", "nan"), ("台語", "nan"), ("廣東話", "yue"),
        ("日文", "ja"), ("手語", "csl"),
        ("Mandarin, English", "cmn en"), ("Mandarin and English", "cmn en"), ("Mandarin & English", "cmn en"),
        ("普通话和英语", "cmn en"), ("國語跟英語", "cmn en"), ("普通话以及英语。", "cmn en"),
        ("普通话 英语", "cmn en"),
        ("sign language", "csl"), ("Klingon", "Klingon"), ("Mandarin, Old Norse", "cmn|Old Norse"), ("", ""),
        ("，、", ""),
    ],
)  # fmt: skip
def test_each_is_known_by_its_code(typed: str, codes: str) -> None:
    assert languages_in(typed) == tuple(codes.split("|" if "|" in codes else None))
