"""Questions of a test as people type them: the question in the first line, an option in each line after it.

Right ones have a mark (*, ✓, √, 对, right) before or behind them, or a last line names them: “Answer: B”, “答案：AC”.
Options may have letters or numbers in front. Several questions are told apart by an empty line; a line with tabs is a
row of a spreadsheet.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from pydantic import ValidationError

from volunteering.rules.ground.model import Model
from volunteering.rules.quizzes import LEAST_OPTIONS, LETTERS, MOST_OPTIONS, NewQuestion


class QuestionProblem(StrEnum):
    """What is wrong with a question that was typed."""

    NO_OPTIONS = "no_options"
    TOO_MANY = "too_many"
    NONE_RIGHT = "none_right"
    NO_SUCH_OPTION = "no_such_option"
    SAME_TWICE = "same_twice"
    TOO_LONG = "too_long"


class UnclearQuestion(Model):
    """One that can't be asked like that."""

    text: str
    problem: QuestionProblem


class ReadQuestions(Model):
    """What was understood, and what was not."""

    questions: tuple[NewQuestion, ...] = ()
    unclear: tuple[UnclearQuestion, ...] = ()


_SIGNS: Final = r"[*＊✓✔√☑✅]\ufe0f?"
_SAID: Final = r"[(（\[【]\s*(?:对|對|正确|正確|right|correct|x|√|✓|✔|\*)\s*[)）\]】]"
_BEFORE: Final = re.compile(rf"^\s*(?:{_SIGNS}|{_SAID})\s*", re.IGNORECASE)
_BEHIND: Final = re.compile(rf"\s*(?:{_SIGNS}|{_SAID})\s*$|\s+(?:对|對)$", re.IGNORECASE)
_LETTER: Final = re.compile(
    r"^\s*(?:[(（]\s*([A-Fa-fＡ-Ｆ1-6１-６])\s*[)）]|([A-Fa-fＡ-Ｆ1-6１-６])\s*[.．、:：)）]|([①②③④⑤⑥])|[-–•·]\s)\s*"
)
_ON_ONE_LINE: Final = re.compile(r"(?:^|\s)(?=[A-Fa-fＡ-Ｆ]\s*[.．、:：)）])")
_NUMBER: Final = re.compile(r"^\s*(?:(?:第?\s*\d{1,2}\s*[题題.．、)）:：])|Q\d{1,2}[.:：])\s*", re.IGNORECASE)
_ANSWER: Final = re.compile(
    r"^\s*(?:正确答案|正確答案|答案|right answers?|right|correct|answers?)\s*(?:[:：=]|是|为|為|\s)\s*(.+)$",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"[A-Fa-fＡ-Ｆ1-6１-６①-⑥]")


def read_questions(text: str) -> ReadQuestions:
    """All questions of a message."""
    found: list[NewQuestion] = []
    unclear: list[UnclearQuestion] = []
    for block in _blocks(text):
        one = read_question(block)
        if isinstance(one, QuestionProblem):
            unclear.append(UnclearQuestion(text=block[0], problem=one))
        else:
            found.append(one)
    return ReadQuestions(questions=tuple(found), unclear=tuple(unclear))


def _blocks(text: str) -> Iterator[list[str]]:
    """The lines of each question."""
    block: list[str] = []
    for line in text.splitlines():
        if "\t" in line:
            if block:
                yield block
                block = []
            yield of_cells(line.split("\t"))
        elif line.strip():
            block.append(line.strip())
        elif block:
            yield block
            block = []
    if block:
        yield block


def of_cells(cells: list[str]) -> list[str]:
    """The lines of a question that is a row: the question, its options, and in the last cell which are right."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) > LEAST_OPTIONS and re.fullmatch(r"[A-Fa-f1-6①-⑥\s,;，；、和&+]+", filled[-1]):
        return [*filled[:-1], f"答案：{filled[-1]}"]
    return filled


def read_question(lines: list[str]) -> NewQuestion | QuestionProblem:
    """The question of these lines."""
    first, *others = lines
    named: set[int] = set()
    if others and (answer := _ANSWER.match(others[-1])):
        others = others[:-1]
        named = set(_numbers(answer[1]))
    options, right = _options(others)
    if len(options) < LEAST_OPTIONS:
        return QuestionProblem.NO_OPTIONS
    if len(options) > MOST_OPTIONS:
        return QuestionProblem.TOO_MANY
    if max(named, default=0) >= len(options):
        return QuestionProblem.NO_SUCH_OPTION
    if not (right | named):
        return QuestionProblem.NONE_RIGHT
    if len(set(options)) < len(options):
        return QuestionProblem.SAME_TWICE
    try:
        return NewQuestion(text=_NUMBER.sub("", first) or first, options=options, right=frozenset(right | named))
    except ValidationError:
        return QuestionProblem.TOO_LONG


def _options(lines: list[str]) -> tuple[tuple[str, ...], set[int]]:
    apart = [piece for line in lines for piece in _pieces(line) if piece.strip()]
    options: list[str] = []
    right: set[int] = set()
    for line in apart:
        text, is_right = _without_mark(line)
        text = _LETTER.sub("", text, count=1) or text
        text, again = _without_mark(text)
        if is_right or again:
            right.add(len(options))
        options.append(text.strip())
    return tuple(options), right


def _pieces(line: str) -> list[str]:
    """The options of a line that has several: A. … B. …"""
    pieces = [piece for piece in _ON_ONE_LINE.split(line) if piece.strip()]
    return pieces if len(pieces) > 1 and all(map(_LETTER.match, pieces)) else [line]


def _without_mark(line: str) -> tuple[str, bool]:
    for mark in (_BEFORE, _BEHIND):
        left = mark.sub("", line, count=1)
        if left != line and left.strip():
            return left.strip(), True
    return line.strip(), False


def _numbers(text: str) -> Iterator[int]:
    for sign in _NAMED.findall(text):
        if sign in "①②③④⑤⑥":
            yield "①②③④⑤⑥".index(sign)
        elif sign in "１２３４５６123456":
            yield int(sign) - 1
        else:
            yield LETTERS.index(chr(ord(sign) - 0xFEE0) if ord(sign) > 0xFF00 else sign.upper())
