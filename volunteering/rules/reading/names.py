"""Reading what somebody is called, where they say it in a sentence: 我叫王芳, call me Ann."""

import re
from typing import Final

_INTRODUCED: Final = re.compile(
    r"(?:(?:您好|你好|大家好|hi|hello|hey)[\s,，.。!！]*)?"
    r"(?:(?:我(?:的)?(?:名字|姓名|全名)?(?:是|叫)|(?:名字|姓名)(?:[是叫]|\s*[:：])|[请請]?(?:您|你|你们|你們)?(?:就|可以)?(?:叫|喊)我)\s*"
    r"|(?:my (?:full )?name(?: is|'s|’s)|i am|i'm|i’m|(?:please |you can |just )?call me|this is|name:)\s+)"
    r"(?P<name>.+?)"
    r"(?:\s*(?:就好了?|就行了?|就可以了?|即可|好了|吧)|,?\s+please)?[.。!！~～]*",
    re.IGNORECASE,
)


def read_name(typed: str) -> str:
    """The name alone; what introduces nobody is as it was typed."""
    found = _INTRODUCED.fullmatch(typed.strip())
    return found["name"] if found else typed
