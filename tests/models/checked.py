"""The models in `models/`, run by spin: to the last state by the checker that it writes in C, or at random.

Tests skip where spin or a C compiler is missing, and fail there under CI.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.support.town import ROOT

SPIN: Final = shutil.which("spin")
COMPILER: Final = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
WITH_SPIN: Final = pytest.mark.skipif(
    (SPIN is None or COMPILER is None) and not os.environ.get("CI"),
    reason="no spin, or no C compiler, on this machine (Debian: spin, gcc)",
)
ROSTER: Final = ROOT / "models/roster.pml"

DEEPEST: Final = 1_000_000
"""Steps: far more than any run of a model has before it comes back to where it was."""


_IN_THE_END: Final = (("-DNFAIR=4",), ("-a", "-f", "-A", "-E"))


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of looking at every state."""

    states: int
    errors: int
    told: str

    @property
    def is_whole(self) -> bool:
        """Whether there was none that it did not come to."""
        return "Search not completed" not in self.told and "max search depth too small" not in self.told


def check(model: Path, folder: Path, *defines: str) -> Checked:
    """Whether its assertions hold in every state, and nobody waits for ever where it may not end."""
    return _run(model, folder, defines, ["-DSAFETY", "-DNOCLAIM"], [])


def find_fault(model: Path, folder: Path, *defines: str) -> Checked:
    """What is found first in a model with a fault in it: within seconds, in which no compiler can save any."""
    return _run(model, folder, defines, ["-DSAFETY", "-DNOCLAIM"], [], improved="-O0")


def find_wrong_end(model: Path, folder: Path, *defines: str) -> Checked:
    """The same of how things end."""
    return _run(model, folder, defines, *_IN_THE_END, improved="-O0")


def check_in_the_end(model: Path, folder: Path, *defines: str) -> Checked:
    """Whether what it says of how things end holds of every run in which whoever can go on does, sooner or later."""
    return _run(model, folder, defines, *_IN_THE_END)


def traces(model: Path, seed: int, *defines: str) -> list[str]:
    """What it prints in a run at random; the same seed gives the same."""
    return _said([SPIN or "spin", "-T", f"-n{seed}", *defines, str(model)], model.parent).splitlines()


def _run(
    model: Path,
    folder: Path,
    defines: tuple[str, ...],
    compiled: Sequence[str],
    asked: Sequence[str],
    improved: str = "-O2",
) -> Checked:
    folder.mkdir(exist_ok=True)
    _said([SPIN or "spin", "-a", *defines, str(model)], folder)
    _said([COMPILER or "cc", "-w", improved, *compiled, "-o", "pan", "pan.c"], folder)
    told = _said(["./pan", f"-m{DEEPEST}", *asked], folder)
    [errors], states = re.findall(r"errors: (\d+)", told), re.findall(r"(\d+) states, stored", told)
    return Checked(states=int(states[0]), errors=int(errors), told=told)


def _said(command: list[str], folder: Path) -> str:
    done = subprocess.run(  # noqa: S603 - our own words
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout
