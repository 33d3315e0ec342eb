"""What can be wrong with an answer: an error type of pydantic's or ours; `handlers.forms.sentences` says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from handlers.forms.asking import Ask
from volunteering.rules.ground.texts import units


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """An error type with what it was about."""

    type: str
    facts: Mapping[str, Any]


def problem_with(error: ValidationError, raw: object) -> WrongAnswer:
    """The first thing that is wrong with what was typed."""
    first = error.errors(include_url=False)[0]
    length = units(raw) if isinstance(raw, str) else 0
    return WrongAnswer(first["type"], {"typed": raw, "length": length, **first.get("ctx", {})})


def not_an_answer(asks: Ask) -> WrongAnswer:
    """A photo, a voice message, a place on a map, somebody's number: what is wanted is something else."""
    if asks.contact:
        return WrongAnswer("no_contact", {})
    if asks.list_file:
        return WrongAnswer("no_list", {})
    if asks.file:
        return WrongAnswer("no_file", {})
    return WrongAnswer("enum" if asks.choices is not None and not asks.suggests else "not_text", {})


def no_such_choice(typed: str) -> WrongAnswer:
    """None of the answers offered is called that."""
    return WrongAnswer("no_such_choice", {"typed": typed})
