"""Phone numbers as forms keep them: the person's own comes from Telegram's contact button, others are typed."""

from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from volunteering.rules.reading import Unreadable, read_phone
from volunteering.rules.volunteers import plain_phone


def _checked(text: str) -> str:
    plain = plain_phone(text)
    if not 5 <= len(plain) <= 16:  # a + and at most the 15 digits of E.164
        raise PydanticCustomError("phone_not_a_number", "not a phone number")
    return plain


Phone = Annotated[str, AfterValidator(_checked)]
"""One's own, as a contact has it: from abroad, with a +."""


def _typed(text: str) -> str:
    found = read_phone(text)
    if isinstance(found, Unreadable):
        raise PydanticCustomError(f"{found.piece}_{found.problem}", "not a phone number")
    return found


TypedPhone = Annotated[str, AfterValidator(_typed)]
"""Somebody's number as people type it; one of a contact stays as it is."""
