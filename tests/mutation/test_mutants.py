"""Each fault of docs/mutation.md can be placed, and what is said to notice it is there."""

import ast
from typing import Final

import pytest

from tests.mutation.mutant import Mutant
from tests.mutation.page import ALL, PAGE, killers, written
from tests.support.town import ROOT

FEWEST_KILLED: Final = 88


@pytest.mark.parametrize("mutant", ALL, ids=lambda mutant: mutant.name)
def test_it_can_be_placed(mutant: Mutant) -> None:
    source = (ROOT / mutant.file).read_text(encoding="utf-8")
    assert ast.dump(ast.parse(mutant.applied(source))) != ast.dump(ast.parse(source))


@pytest.mark.parametrize(("name", "killer"), killers().items())
def test_what_notices_it_is_there(name: str, killer: str | None) -> None:
    if killer is not None:
        file, _, test = killer.partition("::")
        assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), f"{name}: run make mutants again"


def test_nearly_all_are_noticed_and_the_page_has_them_all() -> None:
    assert len({mutant.name for mutant in ALL}) == len(ALL) == 91
    assert sum(killer is not None for killer in killers().values()) >= FEWEST_KILLED
    assert PAGE.read_text(encoding="utf-8") == written(killers()), "run make mutants again"
