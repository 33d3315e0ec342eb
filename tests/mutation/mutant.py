"""What a mutant is: one small fault, in one place."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Mutant:
    """In `file`, `old`, which stands there exactly once, has become `new`; and what a person would notice of it."""

    name: str
    file: str
    old: str
    new: str
    notice: str
    near: tuple[str, ...] = ()  # tests to ask first, where the mirror's are not the nearest

    def applied(self, source: str) -> str:
        """The source with the fault in it. Raises ValueError where the place isn't there, or isn't the only one."""
        if (times := source.count(self.old)) != 1:
            raise ValueError(f"{self.name}: {self.file} has this {times} times:\n{self.old}")
        return source.replace(self.old, self.new)
