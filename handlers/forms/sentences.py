"""What can be wrong with an answer: a sentence for each error type that there is (decision 5), as a test finds out."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from handlers.forms.misread import OF_READINGS, Sentence, what
from handlers.forms.problems import WrongAnswer
from volunteering.rules.appraisal.marks import Merit
from words.words import Words


def _weights_make(words: Words, facts: Mapping[str, Any]) -> Markup:
    """What is to be changed of them: how many they are, or what they make."""
    if facts["count"] != len(Merit):
        return words.many(
            "“{typed}” is {number} number: five that make 100 are needed.",
            "“{typed}” are {number} numbers: five that make 100 are needed.",
            facts["count"],
            typed=what(facts),
        )
    return words.say(
        "“{typed}” makes {total} in all: it has to be 100.", typed=what(facts), total=words.number(facts["total"])
    )


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
    "kind_called_so": lambda words, facts: words.say("There is one called “{typed}” already.", typed=what(facts)),
    "levels_in_use": lambda words, facts: words.say(
        "People have this level, or a training or an exam gives it, so it has to stay: {levels}",
        levels=words.listed(facts["levels"]),
    ),
    "ended_already": lambda words, facts: words.say(
        "With that day it has ended on {date}. Is there a newer one?", date=words.long_day(facts["day"])
    ),
    "months_parsing": lambda words, facts: words.say("“{typed}” is not a number of months.", typed=what(facts)),
    "no_file": lambda words, _: words.say("Please send a photo of it, or a PDF: with the paper clip beside the text."),
    "file_too_large": lambda words, facts: words.say(
        "That file is too large: {most} MB at the most. A photo of it will do.", most=facts["most"]
    ),
    "other_file": lambda words, _: words.say("That kind of file cannot be taken. Please send a photo, or a PDF."),
    "no_list": lambda words, _: words.say(
        "Please send the list as a file that ends in .xlsx or .csv: with the paper clip beside the text."
    ),
    "list_too_large": lambda words, facts: words.say(
        "That file is too large: {most} MB at the most. Without pictures it is smaller.", most=facts["most"]
    ),
    "no_certificate": lambda words, _: words.say(
        "There is no such certificate. Please compare the number letter by letter."
    ),
    "no_such_choice": lambda words, facts: words.say(
        "“{typed}” is not among the answers. Please tap one of them.", typed=what(facts)
    ),
    "nobody_found": lambda words, facts: words.say(
        "Nobody in {team} is called “{typed}”. Whoever is of another team is found by the last 4 digits of their "
        "number; whoever is new registers first.",
        team=facts["team"],
        typed=what(facts),
    ),
    "nobody_with_number": lambda words, facts: words.say(
        "Nobody's number ends in {typed}. Whoever gave no number is found by name, in {team}; whoever is new registers "
        "first.",
        team=facts["team"],
        typed=what(facts),
    ),
    "nobody_of_mine": lambda words, facts: words.say(
        "Nobody in your teams is found by “{typed}”. A part of the name, or the end of the number, is enough.",
        typed=what(facts),
    ),
    "nobody_else": lambda words, _: words.say("Nobody else is called so."),
    "nobody_in_shift": lambda words, facts: words.say(
        "Nobody in this shift is found by “{typed}”. "
        "A part of the name, or the last 4 digits of the number, is enough.",
        typed=what(facts),
    ),
    "ladder_not_hours": lambda words, facts: words.say(
        "“{typed}” is not a row of hours. For example: 100, 300, 600", typed=what(facts)
    ),
    "weights_not_100": lambda words, facts: words.say(
        "“{typed}”: five numbers that make 100 are needed.", typed=what(facts)
    ),
    "weights_make": _weights_make,
    "as_said": lambda _, facts: Markup.escape(facts["sentence"]),  # several things are wrong, each with its line
    "ladder_not_climbing": lambda words, _: words.say("Each star takes more hours than the one before."),
    **dict.fromkeys(("enum", "bool_parsing"), lambda words, _: words.say("Please tap one of the answers.")),
    "int_parsing": lambda words, facts: words.say("“{typed}” is not a whole number.", typed=what(facts)),
    "int_parsing_size": lambda words, _: words.say("That number is too large."),
    "string_unicode": lambda words, _: words.say("Please type the answer as a message."),
    "phone_not_a_number": lambda words, _: words.say("That is not a phone number."),
    "phone_too_many": lambda words, _: words.say("That is more than one number. Please type the one to call first."),
    "phone_extension": lambda words, _: words.say(
        "That has an extension. Please type a number that reaches them directly."
    ),
    # Of a text that is cleaned before it is measured, pydantic says it without "string".
    "string_too_short": _too_short,
    "too_short": _too_short,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "greater_than_equal": lambda words, facts: words.say("It has to be {least} or more.", least=facts["ge"]),
    "less_than_equal": lambda words, facts: words.say("It can be {most} at the most.", most=facts["le"]),
    **OF_READINGS,
}


def sentence_for(words: Words, problem: WrongAnswer) -> Markup:
    """What to tell the person. Raises KeyError for a type nobody wrote a sentence for."""
    return SENTENCES[problem.type](words, problem.facts)
