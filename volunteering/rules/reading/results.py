"""Results as a leader types them: a name a line, with a mark, or that somebody passed or did not."""

import re
import unicodedata
from typing import Final

from volunteering.rules.ground.model import Model

_PASSED: Final = frozenset({"passed", "pass", "ok", "通过", "通過", "及格", "合格", "过", "過"})
_NOT_PASSED: Final = frozenset(
    {"not passed", "failed", "fail", "no", "未通过", "未通過", "不通过", "不通過", "没通过", "沒通過", "没过", "沒過"}
    | {"不及格", "不合格", "未及格", "未合格"}
)
_WORDS: Final = "|".join(sorted(map(re.escape, _PASSED | _NOT_PASSED), key=len, reverse=True))
_APART_FROM_NAMES: Final = "(?<![a-z\u00c0-\u024f\u1e00-\u1eff])"  # Bruno has not failed
_WHOLE: Final = r"(?<!\d)(?<!\d[.,/])"  # of 87.5 and 87/100 the last digits are no mark
_LINE: Final = re.compile(
    rf"(?P<name>.{{1,100}}?)[\s:,，、：;=-]*(?:{_WHOLE}(?P<mark>\d{{1,4}})\s*(?:分|points?|marks?)?)?[\s,，、]*"
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
    found = _LINE.fullmatch(unicodedata.normalize("NFKC", line))
    if found is None or not (found["mark"] or found["word"]) or found["name"].strip().isdigit():
        return None
    word = (found["word"] or "").lower()
    passed = True if word in _PASSED else False if word in _NOT_PASSED else None
    return TypedResult(
        line=line, name=found["name"].strip(), mark=int(found["mark"]) if found["mark"] else None, passed=passed
    )
