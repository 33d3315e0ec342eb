"""The questions of a test as rows of a list: what each cell says, and what is wrong with it, by row and column.

Columns are found by their headings, in any of our languages, wherever they stand (docs/rules.md: Tests of trainings).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from pydantic import TypeAdapter, ValidationError

from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.texts import QuestionText, ShortAnswer
from volunteering.rules.importing.cells import Cell, text_of
from volunteering.rules.quizzes import LEAST_OPTIONS, LETTERS, MOST_OPTIONS, NewQuestion

QUESTION: Final = "question"
RIGHT: Final = "right"
CODE: Final = "code"
"""Columns beside those of the options, which are called by their letter."""


def _spelt(head: str) -> str:
    """A heading as it is compared: 选项 A and 选项A are one, and what is in brackets is an aside."""
    return folded(_ASIDE.sub(" ", head)).replace(" ", "")


_ASIDE: Final = re.compile(r"[(（\[【].*?[)）\]】]|[:：*＊]")
_HEADS: Final[Mapping[str, str]] = {
    _spelt(head): column
    for column, heads in (
        (QUESTION, ("question", "questions", "问题", "题目", "题干", "试题")),
        (
            RIGHT,
            ("right", "right answer", "right answers", "answer", "correct", "答案", "正确答案", "正确选项", "正确"),
        ),
        (CODE, ("code", "代码", "编码")),
        *((letter, (letter, f"option {letter}", f"选项{letter}", f"答案{letter}")) for letter in LETTERS),
    )
    for head in heads
}
_LETTERS_IN: Final = re.compile(r"[A-Z1-9]")
_RIGHT: Final = re.compile(r"[A-Za-z1-9\s,;，；、和&+/.．。]+")
_CODE: Final = re.compile(r"\d{1,15}")

_question: Final = TypeAdapter(QuestionText)
_option: Final = TypeAdapter(ShortAnswer)


class WrongCell(StrEnum):
    """What is wrong with a cell of a list of questions."""

    EMPTY = "empty"
    QUESTION_TOO_LONG = "question_too_long"
    OPTION_TOO_LONG = "option_too_long"
    TOO_FEW_OPTIONS = "too_few_options"
    SAME_OPTION = "same_option"  # as the one in another column
    NONE_RIGHT = "none_right"
    UNCLEAR_RIGHT = "unclear_right"
    NO_SUCH_OPTION = "no_such_option"
    SAME_QUESTION = "same_question"  # as in another row
    SAME_CODE = "same_code"  # as in another row
    UNKNOWN_CODE = "unknown_code"


class QuestionFault(Model):
    """What is wrong, and where: the row counted as the spreadsheet counts it."""

    row: int
    column: str  # QUESTION, RIGHT, CODE or an option's letter
    wrong: WrongCell
    said: str = ""  # what stands there, or in which column it stands already
    other: int = 0  # the row in which it stands already
    sheet: str = ""


class ListedQuestion(Model):
    """A row that can be asked; `code` is that of the question it stands for."""

    row: int
    question: NewQuestion
    code: int | None = None
    sheet: str = ""


class TypedRow(Model):
    """A row as it stands there, by columns."""

    row: int
    said: Mapping[str, str]
    sheet: str = ""


def columns_in(cells: Sequence[Cell]) -> Mapping[str, int]:
    """Where each column stands, if this row has the headings; else nothing. Of two alike the first counts."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        column = _HEADS.get(_spelt(text_of(cell)))
        if column is not None:
            found.setdefault(column, at)
    return found if {QUESTION, RIGHT, *LETTERS[:LEAST_OPTIONS]} <= set(found) else {}


def heads_in(cells: Sequence[str]) -> int:
    """How many of its headings a row has."""
    return len(columns_in(cells))


def typed_row(columns: Mapping[str, int], cells: Sequence[Cell], row: int) -> TypedRow | None:
    """What stands in a row; None where nothing does, but for a code."""
    said = {column: text_of(cells[at]) if at < len(cells) else "" for column, at in columns.items()}
    return TypedRow(row=row, said=said) if any(said[column] for column in said if column != CODE) else None


def read_row(typed: TypedRow) -> ListedQuestion | list[QuestionFault]:
    """The question of a row, or all that is wrong with it."""
    said, row = typed.said, typed.row
    options = {letter: said[letter] for letter in LETTERS if said.get(letter)}
    right, faults = _right_of(said[RIGHT], options)
    found = [*_faults(said, options), *faults]
    if found:
        return [one.model_copy(update={"row": row}) for one in found]
    places = {letter: place for place, letter in enumerate(options)}
    question = NewQuestion(
        text=said[QUESTION], options=tuple(options.values()), right=frozenset(places[letter] for letter in right)
    )
    code = said.get(CODE)
    return ListedQuestion(row=row, question=question, code=int(code) if code else None)


def _faults(said: Mapping[str, str], options: Mapping[str, str]) -> Iterator[QuestionFault]:
    if not said[QUESTION]:
        yield _fault(QUESTION, WrongCell.EMPTY)
    elif not _fits(_question, said[QUESTION]):
        yield _fault(QUESTION, WrongCell.QUESTION_TOO_LONG, said[QUESTION])
    if len(options) < LEAST_OPTIONS:
        yield _fault(next(letter for letter in LETTERS if letter not in options), WrongCell.TOO_FEW_OPTIONS)
    there: dict[str, str] = {}
    for letter, text in options.items():
        if not _fits(_option, text):
            yield _fault(letter, WrongCell.OPTION_TOO_LONG, text)
        elif there.setdefault(text, letter) != letter:
            yield _fault(letter, WrongCell.SAME_OPTION, there[text])
    if said.get(CODE) and not _CODE.fullmatch(said[CODE]):
        yield _fault(CODE, WrongCell.UNKNOWN_CODE, said[CODE])


def _right_of(typed: str, options: Mapping[str, str]) -> tuple[frozenset[str], list[QuestionFault]]:
    """The letters of the right options: B, AC, “A, C”; numbers stand for letters."""
    text = folded(typed).upper()
    if not text:
        return frozenset(), [_fault(RIGHT, WrongCell.NONE_RIGHT)]
    if not _RIGHT.fullmatch(text) or not (signs := _LETTERS_IN.findall(text)):
        return frozenset(), [_fault(RIGHT, WrongCell.UNCLEAR_RIGHT, typed)]
    named = frozenset(_letter(sign) for sign in signs)
    if not named <= set(options):
        return frozenset(), [_fault(RIGHT, WrongCell.NO_SUCH_OPTION, "".join(sorted(named - set(options))))]
    return named, []


def _letter(sign: str) -> str:
    return LETTERS[int(sign) - 1] if sign.isdigit() and int(sign) <= MOST_OPTIONS else sign


def _fits(adapter: TypeAdapter[str], text: str) -> bool:
    try:
        return adapter.validate_python(text) == text
    except ValidationError:
        return False


_LONGEST_SAID: Final = 40


def _fault(column: str, wrong: WrongCell, said: str = "") -> QuestionFault:
    return QuestionFault(row=0, column=column, wrong=wrong, said=said[:_LONGEST_SAID])


def twice_in(rows: Sequence[ListedQuestion]) -> Iterator[QuestionFault]:
    """Rows that say what a row above says, or stand for the same question."""
    asked: dict[NewQuestion, ListedQuestion] = {}
    codes: dict[int, ListedQuestion] = {}
    for one in rows:
        if (first := asked.setdefault(one.question, one)) is not one:
            yield _twice(one, first, QUESTION, WrongCell.SAME_QUESTION)
        elif one.code is not None and (first := codes.setdefault(one.code, one)) is not one:
            yield _twice(one, first, CODE, WrongCell.SAME_CODE)


def _twice(one: ListedQuestion, first: ListedQuestion, column: str, wrong: WrongCell) -> QuestionFault:
    return QuestionFault(row=one.row, column=column, wrong=wrong, other=first.row, sheet=one.sheet)
