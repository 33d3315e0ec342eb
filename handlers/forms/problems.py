"""What can be wrong with an answer, as a sentence: one for each pydantic error type that a form can meet (decision 5).

A type without a sentence fails loudly: in a test, which tries every form's every field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from pydantic import ValidationError

from handlers.forms.asking import Ask
from handlers.forms.sentences import SENTENCES_OF_READINGS, Sentence, what
from handlers.words import Words
from volunteering.texts import units


@dataclass(frozen=True, slots=True)
class Problem:
    """An error type with what it was about."""

    type: str
    facts: Mapping[str, Any]


def problem_with(error: ValidationError, raw: object) -> Problem:
    """The first thing that is wrong with what was typed."""
    first = error.errors(include_url=False)[0]
    length = units(raw) if isinstance(raw, str) else 0
    return Problem(first["type"], {"typed": raw, "length": length, **first.get("ctx", {})})


def not_an_answer(asks: Ask) -> Problem:
    """A photo, a voice message, a place on a map, somebody's number: what is wanted is something else."""
    if asks.contact:
        return Problem("no_contact", {})
    return Problem("enum" if asks.choices is not None and not asks.suggests else "not_text", {})


def no_such_choice(typed: str) -> Problem:
    """None of the answers offered is called that."""
    return Problem("no_such_choice", {"typed": typed})


def _too_short(words: Words, _: Mapping[str, Any]) -> Markup:
    return words.say("That is too short. Please write a little more.")


def _too_long(words: Words, facts: Mapping[str, Any]) -> Markup:
    return words.many(
        "That is too long: {length} characters, at most {number} fits.",
        "That is too long: {length} characters, at most {number} fit.",
        facts["max_length"],
        length=words.number(facts["length"]),
    )


SENTENCES: dict[str, Sentence] = {
    "not_text": lambda words, _: words.say("Please type the answer as a message."),
    "no_contact": lambda words, _: words.say("Please share your number with the button below, or skip."),
    "contact_of_another": lambda words, _: words.say(
        "That is somebody else's number. Please share your own with the button below, or skip."
    ),
    "not_contact": lambda words, _: words.say(
        "A number that is typed cannot be checked. Please share your own with the button below, or skip."
    ),
    "no_such_choice": lambda words, facts: words.say(
        "“{typed}” is not among the answers. Please tap one of them.", typed=what(facts)
    ),
    "nobody_found": lambda words, facts: words.say(
        "Nobody in {team} is called “{typed}”. Whoever is new registers first, and is found then.",
        team=facts["team"],
        typed=what(facts),
    ),
    "enum": lambda words, _: words.say("Please tap one of the answers."),
    "int_parsing": lambda words, facts: words.say("“{typed}” is not a whole number.", typed=what(facts)),
    "int_parsing_size": lambda words, _: words.say("That number is too large."),
    "string_unicode": lambda words, _: words.say("Please type the answer as a message."),
    "not_a_phone": lambda words, _: words.say("That is not a phone number."),
    # Of a text that is cleaned before it is measured, pydantic says it without "string".
    "string_too_short": _too_short,
    "too_short": _too_short,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "greater_than_equal": lambda words, facts: words.say("It has to be {least} or more.", least=facts["ge"]),
    "less_than_equal": lambda words, facts: words.say("It can be {most} at the most.", most=facts["le"]),
    **SENTENCES_OF_READINGS,
}


def sentence_for(words: Words, problem: Problem) -> Markup:
    """What to tell the person. Raises KeyError for a type nobody wrote a sentence for."""
    return SENTENCES[problem.type](words, problem.facts)
