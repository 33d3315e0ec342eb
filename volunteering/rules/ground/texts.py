"""What people may type where text is free: cleaned of what cannot be seen, and bounded as Telegram counts."""

import unicodedata
from functools import lru_cache
from typing import Annotated, Final

from pydantic import AfterValidator
from pydantic_core import PydanticKnownError

JOINERS = "\u200c\u200d"
"""Invisible, but part of words in some scripts and of many emoji."""

_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc")
"""Letters and marks that are drawn as nothing: Hangul's fillers, Khmer's inherent vowels, Braille without a dot."""

_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""They choose how the character before them is drawn (an emoji in colour, a form of 葛 in a name), and are nothing
alone."""

_UNWRITTEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MOST_MARKS = 4  # on one letter, as many as any language needs; more grow into the lines above and below

# Where later Unicode, which phones may have before this Python, adds ideographs (rare names have them) and emoji.
_STILL_TO_COME = (range(0x20000, 0x3FFFE), range(0x1F000, 0x1FB00))


@lru_cache(maxsize=4096)
def _is_kept(character: str) -> bool:
    if character in JOINERS or character in _SELECTORS:
        return True
    if unicodedata.category(character) == "Cn":
        return any(ord(character) in block for block in _STILL_TO_COME)
    # Mongolian's selectors are marks of their own kind, and turn words only.
    is_blank = character in _BLANKS or "\u180b" <= character <= "\u180f"
    return not is_blank and unicodedata.category(character) not in _UNWRITTEN


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    return character in JOINERS or unicodedata.category(character)[0] == "M"


def is_blank(character: str) -> bool:
    """Whether nothing is drawn where the character stands alone: a space of any kind, a mark or a letter unseen."""
    return character.isspace() or character in JOINERS or not _is_kept(character)


def has_letters(text: str) -> bool:
    """Whether it has a letter or a digit of any script, also within a circle: what can be read out, and printed."""
    plain = filter(_is_kept, unicodedata.normalize("NFKC", text))
    return any(unicodedata.category(one)[0] in "LN" or ord(one) in _STILL_TO_COME[0] for one in plain)


def _kept(line: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in filter(_is_kept, line):
        marks = marks + 1 if _is_mark(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def one_line(text: str) -> str:
    """The text on one line, without marks that only turn or hide other text; empty where nothing can be seen."""
    line = " ".join(_kept(" ".join(text.split())).split())
    return line if any(not _is_mark(character) and character != " " for character in line) else ""


def several_lines(text: str) -> str:
    """The same, with its line breaks kept; of empty lines in a row one is left."""
    lines: list[str] = []
    for line in map(one_line, text.splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip()


def lines_of_cells(text: str) -> str:
    """The same, with the tabs kept that tell the cells of a spreadsheet's row apart."""
    lines = ["\t".join(map(one_line, line.split("\t"))) for line in text.splitlines()]
    return "\n".join(line if line.strip() else "" for line in lines).strip()


def units(text: str) -> int:
    """How long Telegram takes a text to be: in UTF-16, where most emoji and rare ideographs count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut_to(text: str, most: int) -> str:
    """The text, if it is no longer than so many units of Telegram's; else its beginning with … at the end.

    No emoji and no letter with its marks is cut through.
    """
    if len(text) * 2 <= most or units(text) <= most:
        return text
    left, end = most - 1, 0
    for at, character in enumerate(text):
        left -= units(character)
        if left < 0:
            break
        end = at + 1
    while end and (_is_mark(text[end]) or text[end - 1] in JOINERS):
        end -= 1
    return text[:end].rstrip() + "…"


def _between(least: int, most: int) -> AfterValidator:
    """A length in Telegram's units, so that whatever holds the text fits into its messages."""

    def check(text: str) -> str:
        length = units(text)
        if length < least:
            raise PydanticKnownError("string_too_short", {"min_length": least})
        if length > most:
            raise PydanticKnownError("string_too_long", {"max_length": most})
        return text

    return AfterValidator(check)


Name = Annotated[str, AfterValidator(one_line), _between(1, 64)]
"""What a person or a team is called: any letters of any script, on one line."""

Title = Annotated[str, AfterValidator(one_line), _between(1, 100)]
Venue = Annotated[str, AfterValidator(one_line), _between(1, 150)]
Description = Annotated[str, AfterValidator(several_lines), _between(0, 1500)]
Details = Annotated[str, AfterValidator(several_lines), _between(0, 500)]
RiskNotice = Annotated[str, AfterValidator(several_lines), _between(1, 500)]
Insurer = Annotated[str, AfterValidator(one_line), _between(1, 100)]
Trade = Annotated[str, AfterValidator(one_line), _between(1, 60)]
"""A few words of what somebody is or does."""

What = Annotated[str, AfterValidator(one_line), _between(1, 200)]
Remark = Annotated[str, AfterValidator(one_line), _between(0, 200)]
Reference = Annotated[str, AfterValidator(one_line), _between(0, 60)]
"""What a paper has to be told apart by: the number of a certificate, of a policy."""
Because = Annotated[str, AfterValidator(one_line), _between(1, 200)]
LetterText = Annotated[str, AfterValidator(several_lines), _between(1, 1500)]
BuddyWords = Annotated[str, AfterValidator(several_lines), _between(1, 500)]
Account = Annotated[str, AfterValidator(several_lines), _between(0, 700)]
"""What somebody says of a year's work, their own or another's: three of them stand on one screen."""

LONGEST_QUESTION: Final = 300
LONGEST_OPTION: Final = 100
QuestionText = Annotated[str, AfterValidator(one_line), _between(1, LONGEST_QUESTION)]
ShortAnswer = Annotated[str, AfterValidator(one_line), _between(1, LONGEST_OPTION)]
QuestionsText = Annotated[str, AfterValidator(lines_of_cells), _between(1, 4000)]
EnquiryText = Annotated[str, AfterValidator(several_lines), _between(1, 1000)]
