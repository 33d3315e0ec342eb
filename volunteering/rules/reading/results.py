"""Results as a leader types them: a name a line, with a mark, or that somebody passed or did not."""

import re
import unicodedata
from typing import Final

from volunteering.rules.ground.model import Model
from volunteering.rules.reading.marks import read_mark

_HAS_PASSED: Final = ("通过", "通過", "及格", "合格", "过", "過")
_PASSED: Final = frozenset({"passed", "pass", "ok", *_HAS_PASSED, *(f"{word}了" for word in _HAS_PASSED)})
_NOT_PASSED: Final = frozenset(
    {"not passed", "not pass", "did not pass", "didn't pass", "failed", "fail", "no"}
    | {f"{no}{passed}" for no in "未不没沒" for passed in _HAS_PASSED}
)
_WORDS: Final = "|".join(sorted(map(re.escape, _PASSED | _NOT_PASSED), key=len, reverse=True))
_APART_FROM_NAMES: Final = "(?<![a-z\u00c0-\u024f\u1e00-\u1eff])"  # Bruno has not failed
_WHOLE: Final = r"(?<!\d)(?<!\d[.,/e点])(?<![\s:,，、：;=]-)"  # no part of one: 87.5, 87/100, 1e3, -1
_IN_WORDS: Final = (
    r"(?<=[\s:,，、：;=])[一二三四五六七八九]?[十百][零一二三四五六七八九十]{0,4}"  # and no part of a name: 王五
)
_NUMBERED: Final = re.compile(r"\d{1,3}[.、)）]\s*(?=\D)")  # a line of a list
_LINE: Final = re.compile(
    rf"(?P<name>.{{1,100}}?)[\s:,，、：;=-]*"
    rf"(?:{_WHOLE}(?P<mark>\d{{1,4}}|{_IN_WORDS})\s*(?:分|points?|marks?)?)?[\s,，、]*"
    rf"(?P<word>{_APART_FROM_NAMES}(?:{_WORDS}))?",
    re.IGNORECASE,
)
_APART: Final = re.compile(r"[\n;；]+")


class TypedResult(Model):
    """What a line says."""

    line: str
    name: str
    mark: int | None = None
    passed: bool | None = None


def read_results(typed: str) -> tuple[tuple[TypedResult, ...], tuple[str, ...]]:
    """What the lines say (`Li Hua 87`, `王芳 通过`), and those of them that say nothing of the kind."""
    read: list[TypedResult] = []
    others: list[str] = []
    for line in filter(None, (" ".join(piece.split()) for piece in _APART.split(typed))):
        found = _read(line)
        if found is None:
            others.append(line)
        else:
            read.append(found)
    return tuple(read), tuple(others)


def _read(line: str) -> TypedResult | None:
    said = unicodedata.normalize("NFKC", line).replace("’", "'").rstrip("。.!?")
    found = _LINE.fullmatch(_NUMBERED.sub("", said, count=1) if _NUMBERED.match(said) else said)
    if found is None or not (found["mark"] or found["word"]) or found["name"].strip().isdigit():
        return None
    mark = read_mark(found["mark"]) if found["mark"] else None
    if found["mark"] and mark is None:
        return None
    word = (found["word"] or "").lower()
    passed = True if word in _PASSED else False if word in _NOT_PASSED else None
    return TypedResult(line=line, name=found["name"].strip(), mark=None if mark is None else int(mark), passed=passed)
