"""Phone numbers as lists have them, read as they are dialled from abroad: as messengers say a person's own."""

from collections.abc import Callable
from functools import lru_cache

from phonenumbers import (
    SUPPORTED_REGIONS,
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_valid_number,
    parse,
)


def is_country(code: str) -> bool:
    """Whether it is a country's two letters (ISO 3166), whose numbers can be read."""
    return code in SUPPORTED_REGIONS


def reads_phones(country: str) -> Callable[[str], str | None]:
    """How a number is read where one without + is dialled within that country; None: it can be none."""

    @lru_cache(maxsize=1024)
    def reads(text: str) -> str | None:
        try:
            number = parse(_one(text), country)
        except NumberParseException:
            return None
        return format_number(number, PhoneNumberFormat.E164) if is_valid_number(number) else None

    return reads


def _one(text: str) -> str:
    """The first of several numbers in a cell; 00 is a + wherever it is dialled."""
    first = text.replace("／", "/").replace("、", "/").replace(";", "/").split("/")[0].strip()
    return f"+{first[2:]}" if first.startswith("00") else first
