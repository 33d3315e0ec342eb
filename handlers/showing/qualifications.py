"""What kinds of qualification and their levels are called: as an admin typed them, or those of the first set in the
reader's language.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from markupsafe import Markup, escape

from handlers.buttons.activities import ListActivities
from handlers.buttons.exams import ShowExam
from handlers.tapping.screen import Press, Row, Style
from volunteering.rules.qualifications import INDUCTION, QualificationKind
from words.words import Words

_KINDS: Final[Mapping[str, Callable[[Words], Markup]]] = {
    "induction": lambda words: words.say("Induction"),
    "social_work": lambda words: words.say("Social work"),
    "first_aid": lambda words: words.say("First aid"),
    "driver": lambda words: words.say("Driver"),
    "minors": lambda words: words.say("Work with minors"),
    "health": lambda words: words.say("Health certificate"),
    "counselling": lambda words: words.say("Counselling"),
    "sign_language": lambda words: words.say("Sign language"),
}
_LEVELS: Final[Mapping[str, Callable[[Words], Markup]]] = {
    "assistant": lambda words: words.say("Assistant social worker"),
    "social_worker": lambda words: words.say("Social worker"),
    "senior": lambda words: words.say("Senior social worker"),
}


def kind_name(words: Words, kind: QualificationKind) -> Markup:
    """What a kind is called."""
    return escape(kind.name) if kind.name else _of_code(words, _KINDS, kind.code)


def level_names(words: Words, kind: QualificationKind) -> tuple[Markup, ...]:
    """What its levels are called, the lowest first."""
    if kind.name:
        return tuple(escape(level) for level in kind.levels)
    return tuple(_of_code(words, _LEVELS, level) for level in kind.levels)


def level_name(words: Words, kind: QualificationKind, rank: int) -> Markup | None:
    """What one of its levels is called; None where it has none."""
    names = level_names(words, kind)
    return names[rank] if 0 <= rank < len(names) else None


def named(words: Words, kind: QualificationKind, rank: int) -> Markup:
    """A kind, with the level if it has any: `Social work (Social worker)`."""
    level = level_name(words, kind, rank)
    name = kind_name(words, kind)
    return name if level is None else words.say("{kind} ({level})", kind=name, level=level)


def good_until(words: Words, ends: date | None) -> Markup:
    """The last day on which it holds."""
    if ends is None:
        return words.say("Good for ever")
    if ends < words.today:
        return words.say("⚠️ Ended on {date}", date=words.long_day(ends))
    return words.say("Good until {date}", date=words.long_day(ends))


def named_so(words: Words, name_or_code: str, levels: Sequence[str], rank: int) -> Markup:
    """The same of what is kept in words only."""
    name = _of_code(words, _KINDS, name_or_code)
    level = _of_code(words, _LEVELS, levels[rank]) if rank < len(levels) else None
    return name if level is None else words.say("{kind} ({level})", kind=name, level=level)


def _of_code(words: Words, names: Mapping[str, Callable[[Words], Markup]], code: str) -> Markup:
    """What a later version of Yigong has begun with, an earlier one calls by its code."""
    return names[code](words) if code in names else escape(code)


def back_to_exam(words: Words, exam_id: int, style: Style | None = None) -> Row:
    """Back to the exam for which something was missing, in a row of its own."""
    return (Press(words.say("Back to the exam"), ShowExam(exam=exam_id), style),)


def opens_activities(words: Words, kind: QualificationKind) -> tuple[Row, ...]:
    """Whoever has had their induction may sign up now: that is what comes next."""
    if kind.code != INDUCTION:
        return ()
    return ((Press(words.say("Activities"), ListActivities(), "success"),),)
