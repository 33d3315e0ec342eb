"""Named parameters for PostgreSQL, which knows only numbered ones."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

# Whatever may hold a colon that is no parameter comes before the parameter.
_TOKEN: Final = re.compile(
    r"""
      '(?:[^']|'')*'            # a text
    | "(?:[^"]|"")*"            # a name
    | --[^\n]*                  # a comment
    | /\*.*?\*/
    | ::                        # a cast
    | :(?P<name>[a-z_][a-z0-9_]*)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


class Numbered(NamedTuple):
    """A statement with `$1`, and the names that stand behind the numbers, in order."""

    sql: str
    names: tuple[str, ...]


@lru_cache(maxsize=2048)
def numbered(sql: str) -> Numbered:
    """`:name` becomes `$n`, the same number wherever the name stands again."""
    numbers: dict[str, int] = {}

    def number(token: re.Match[str]) -> str:
        name = token["name"]
        return token[0] if name is None else f"${numbers.setdefault(name, len(numbers) + 1)}"

    return Numbered(_TOKEN.sub(number, sql), tuple(numbers))
