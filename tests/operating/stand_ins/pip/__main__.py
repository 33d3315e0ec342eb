"""Stands in for pip where there is no registry: what a list names has to be there already, in just that version.

`python -m pip install --no-deps --require-hashes -r LIST` and `python -m pip check`, and nothing else. That pip itself
takes the list is tried in tests/setup and, with CI=true, in tests/shipped.
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def main(words: list[str]) -> int:
    """Gives the exit code."""
    if words == ["check"]:
        print("No broken requirements found.")
        return 0
    if words[:-1] != ["install", "--no-deps", "--require-hashes", "-r"]:
        print(f"pip: {' '.join(words)} is not known here", file=sys.stderr)
        return 2
    lines = Path(words[-1]).read_text(encoding="utf-8").splitlines()
    pinned = [found.groups() for line in lines if (found := re.match(r"([\w.\[\]-]+)==([\w.]+)([^\\]*)", line))]
    wrong = [f"{name}=={pin}" for name, pin, only in pinned if not (";" in only or _is_there(name, pin))]
    print(f"{len(pinned)} packages are named; not here: {', '.join(wrong) or 'none'}")
    return 1 if wrong or not pinned else 0


def _is_there(name: str, pin: str) -> bool:
    try:
        return version(name.partition("[")[0]) == pin
    except PackageNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
