"""The page of faults (docs/mutation.md): each with its killer, kept beside those that were not asked for again."""

import re
from collections.abc import Mapping
from typing import Final

from tests.mutation import learning, roster, rules, storage, taps
from tests.mutation.mutant import ROOT, Mutant

PAGE: Final = ROOT / "docs" / "mutation.md"
KINDS: Final[Mapping[str, tuple[Mutant, ...]]] = {
    "Rules, and what people do by them": rules.MUTANTS,
    "A roster that repairs itself": roster.MUTANTS,
    "Learning and thanks": learning.MUTANTS,
    "What is written and asked for": storage.MUTANTS,
    "The way of a tap, and what is owed of it": taps.MUTANTS,
}
ALL: Final = tuple(mutant for mutants in KINDS.values() for mutant in mutants)
SURVIVED: Final = "**nobody**"

_LINE: Final = re.compile(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \| (`[^|`]+`|\*\*nobody\*\*) \|$", re.MULTILINE)
_COLUMNS: Final = "| fault | where | what a person would notice | noticed by |\n|---|---|---|---|"
_HEAD: Final = """\
# Faults that the tests notice

{count} small faults, chosen where one would hurt and not where a test was known, are placed in a copy of the tree, one
at a time; then the nearest tests are asked, the room's, its floor's, the stories and in the end all of them.
**{told}** What is named is the first test that failed; it fails again alone, and without the fault it passes.

The tests in `tests/handlers/doors/test_way.py`, and that of two leaders in `tests/storage/engine/test_contention.py`,
were written because nothing near noticed at first.

`make mutants` writes this page. `tests/mutation/` has the faults; a test holds that each can still be placed, and that
what notices it is there. Whoever changes the place of one moves the fault with it.
"""


def killers() -> dict[str, str | None]:
    """What the page says of each mutant: the test that notices it, or that none does."""
    found = _LINE.findall(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else []
    return {name: None if killer == SURVIVED else killer.strip("`") for name, killer in found}


def written(found: Mapping[str, str | None]) -> str:
    """The page."""
    killed = sum(found.get(mutant.name) is not None for mutant in ALL)
    told = "All of them are noticed." if killed == len(ALL) else f"{killed} are noticed, {len(ALL) - killed} are not."
    parts = [_HEAD.format(count=len(ALL), told=told)]
    for kind, mutants in KINDS.items():
        lines = "\n".join(_line(mutant, found.get(mutant.name)) for mutant in mutants)
        parts.append(f"## {kind}\n{_COLUMNS}\n{lines}\n")
    return "\n".join(parts)


def _line(mutant: Mutant, killer: str | None) -> str:
    return f"| {mutant.name} | `{mutant.file}` | {mutant.notice} | {f'`{killer}`' if killer else SURVIVED} |"
