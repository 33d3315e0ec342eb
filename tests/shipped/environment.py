"""A Python with what requirements.txt names and nothing else: what an operator's machine and the image have.

With CI=true pip makes it, as the Dockerfile does. Anywhere else it is made of what is installed here, of the same
versions (tests/setup holds that), so that it needs no network and hardly any time.
"""

import os
import subprocess
import sys
import venv
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

from tests.support.town import ROOT

LIST = ROOT / "requirements.txt"


def shipped(folder: Path) -> str:
    """Make it in that folder. Gives its interpreter."""
    venv.create(folder, symlinks=True)
    python = str(folder / "bin" / "python")
    if os.environ.get("CI"):
        _pip(python, "install", "--quiet", "--no-deps", "--require-hashes", "-r", str(LIST))
    else:
        [packages] = folder.glob("lib/python*/site-packages")
        _borrow(packages)
    _pip(python, "check")
    return python


def _pip(python: str, *order: str) -> None:
    """Our own pip, at work there: it takes ten seconds to have another."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python, *order]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"


def _borrow(packages: Path) -> None:
    lines = [line.removesuffix(" \\") for line in LIST.read_text(encoding="utf-8").splitlines() if "==" in line]
    for requirement in map(Requirement, lines):
        if requirement.marker is not None and not requirement.marker.evaluate():
            continue
        for file in distribution(requirement.name).files or ():
            if ".." not in file.parts:  # a command beside the interpreter
                place = packages / file
                place.parent.mkdir(parents=True, exist_ok=True)
                place.symlink_to(Path(str(file.locate())).resolve())
