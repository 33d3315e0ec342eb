"""Which of some options somebody means who types it instead of tapping: `B`, `b.`, `选B`, `第2个`, `AC`, its words.

Options stand one below the other, with letters where `lettered` says so. What may be several things is none of them.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from volunteering.rules.ground.folding import folded
from volunteering.rules.reading.numerals import in_digits

_LETTERS: Final = "abcdef"
_LONGEST: Final = 80  # characters: what is longer is no letter, nor anything that stands on a button

_BEFORE: Final = re.compile(
    r"^(?:我|应该|觉得|认为|就|要|的)*(?:正确)?(?:选择?|答案?|填|勾|点)?(?:是|为)?[\s:]*"
    r"|^(?:i (?:think|say|choose|pick)|(?:the )?(?:right )?answer|option|choose|pick|it'?s|number|no\.?)(?: is)?[\s:]+"
)
_BEHIND: Final = re.compile(r"[\s.,!)\]。、，！）]*(?:项|选项|号|吧|对|option)?[\s.。!]*$")
_APART: Final = re.compile(r"[\s,;&+.、，]+|和|与|跟|\band\b")
_NTH: Final = re.compile(
    r"第?(?P<number>\d{1,2})(?:个|项|条|号|st|nd|rd|th)?(?:选项|答案|option|one)?"
    r"|(?:the )?(?P<word>first|second|third|fourth|fifth|sixth|last)(?: (?:one|option|answer))?|(?P<end>最后一?个)"
)
_FIRST_TO: Final = ("first", "second", "third", "fourth", "fifth", "sixth")


def choices_in(typed: str, options: Sequence[str], *, lettered: bool = False) -> frozenset[int] | None:
    """The options that are meant, counted from 0; None where nobody can tell.

    A number is an option's own text before it is its place: of 110, 119 and 120 nobody means the second by 2.
    """
    text = folded(unicodedata.normalize("NFKC", typed[: _LONGEST + 1]))
    if not text or len(text) > _LONGEST:
        return None
    said = [folded(option) for option in options]
    if text in said:
        return frozenset({said.index(text)})
    if lettered:
        named = [re.sub(r"\W", "", f"{letter}{option}") for letter, option in zip(_LETTERS, said, strict=False)]
        if (bare := re.sub(r"\W", "", text)) in named:
            return frozenset({named.index(bare)})
    bare = _BEHIND.sub("", _BEFORE.sub("", text.strip("()[]（）【】 "))).strip("()[]（）【】 ")
    if lettered and (by_letter := _by_letters(bare, len(options))):
        return by_letter
    nth = _NTH.fullmatch(bare) or _NTH.fullmatch(in_digits(bare))
    return _at(nth, said) if nth else None


def _by_letters(text: str, most: int) -> frozenset[int] | None:
    pieces = [piece for piece in _APART.split(text) if piece]
    letters = "".join(pieces)
    places = [_LETTERS.find(letter) for letter in letters]
    stand_alone = all(len(piece) == 1 for piece in pieces)
    if not places or not all(0 <= place < most for place in places):
        return None
    return frozenset(places) if stand_alone or places == sorted(set(places)) else None  # no word: bed, dad


def _at(nth: re.Match[str], said: Sequence[str]) -> frozenset[int] | None:
    if nth["end"] or nth["word"] == "last":
        return frozenset({len(said) - 1})
    place = _FIRST_TO.index(nth["word"]) if nth["word"] else int(nth["number"]) - 1
    is_plain = nth[0] == nth["number"]
    if not 0 <= place < len(said) or (is_plain and any(re.search(r"\d", option) for option in said)):
        return None
    return frozenset({place})
