"""The blocks of the pages: what stands between two lines of ```, and what its first line says of it.

| ``` | what it is | what becomes of it |
|---|---|---|
| sh root | typed as root on the city's machine; `sqlite` or `postgresql`: only there | run, in order |
| env FILE, ini FILE | lines of that file: settings, a drop-in of the unit | written; systemd judges the unit |
| sql | asked of the city's database, which nothing is changed in | asked, on both |
| text | what is seen after the block before; `…` is different each time | compared |
| sh elsewhere | typed on another machine | only read by bash |
| sh clone | typed in a clone, for trying | only read; make has its targets |
| sh compose, env compose, env caddy | for Docker, for Caddy | held against compose.yaml and Caddyfile |
| example | of something that no command shows | nothing |
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FENCE = re.compile(r"^( *)```(.*)\n((?:.*\n)*?)\1```$", re.MULTILINE)


class Block(NamedTuple):
    """One of them: `words` are what its first line says."""

    page: Path
    line: int
    words: tuple[str, ...]
    text: str

    @property
    def where(self) -> str:
        """For a failing test."""
        return f"{self.page.name}, line {self.line}"

    def is_a(self, *words: str) -> bool:
        """Whether it begins so."""
        return self.words[: len(words)] == words


def blocks_of(page: Path) -> Iterator[Block]:
    """In the order in which they stand there."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        indent, words, inside = found.groups()
        plain = "".join(line.removeprefix(indent) for line in inside.splitlines(keepends=True))
        yield Block(page, text.count("\n", 0, found.start()) + 1, tuple(words.split()), plain)
