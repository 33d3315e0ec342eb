"""A phone number as a form keeps it: it comes from Telegram's contact button, so that it is really the person's."""

from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from volunteering.rules.volunteers import plain_phone


def _checked(text: str) -> str:
    plain = plain_phone(text)
    if not 5 <= len(plain) <= 16:  # a + and at most the 15 digits of E.164
        raise PydanticCustomError("not_a_phone", "not a phone number")
    return plain


Phone = Annotated[str, AfterValidator(_checked)]
