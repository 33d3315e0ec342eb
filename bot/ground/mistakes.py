"""What is wrong with a setting: pydantic's own sentences say what a type is called, ours what to write."""

from typing import Final

from pydantic_core import ErrorDetails

_SENTENCES: Final = {
    "value_error": "{error}",
    "literal_error": "must be one of {expected}",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "too_long": "must be at most {max_length} numbers",
    "string_too_short": "must have something in it that can be seen",
    "string_too_long": "must be at most {max_length} characters long",
}


def what_is_wrong(mistake: ErrorDetails) -> str:
    """How what was given has to be, to stand behind the setting's name."""
    sentence = _SENTENCES.get(mistake["type"])
    return sentence.format_map(mistake.get("ctx", {})) if sentence else mistake["msg"]
