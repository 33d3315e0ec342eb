"""A copy of the tree in which one fault at a time is placed, and the tests that are asked whether they notice it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.mutation.mutant import ROOT, Mutant

_NOT_COPIED: Final = shutil.ignore_patterns(".git", ".venv*", ".*_cache", "__pycache__", "*.db*")
_PYTEST: Final = (sys.executable, "-m", "pytest", "-x", "-q", "--tb=no", "-p", "no:randomly", "-p", "no:cacheprovider")
_KILLER: Final = re.compile(r"^(?:FAILED|ERROR) (\S+?)(?:\[.*)?(?: - .*)?$", re.MULTILINE)
_WHOLE: Final = ("tests", "--ignore=tests/mutation", "--ignore=tests/torture", "--ignore=tests/replicas")
_TROUBLE: Final = ("tests/torture", "tests/replicas")
_NO_TESTS: Final = 5  # pytest's exit code where there are none


class Copy:
    """The tree as it is, somewhere else; the working tree is never touched."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o711)  # what the service's user does, tests try as somebody who isn't root
        self._root = folder / "tree"
        shutil.copytree(ROOT, self._root, ignore=_NOT_COPIED)

    def killer_of(self, mutant: Mutant) -> str | None:
        """The first test that notices; None where none does. Raises RuntimeError for a test that fails anyway."""
        with self._placed(mutant):
            killer = next((killer for tests in self._asked(mutant) if (killer := self._surely_fails(tests))), None)
        if killer and "::" in killer and self._fails((killer,)):
            raise RuntimeError(f"{mutant.name}: {killer} fails without it, too")
        return killer

    @contextmanager
    def _placed(self, mutant: Mutant) -> Iterator[None]:
        file = self._root / mutant.file
        source, seconds = file.read_text(encoding="utf-8"), file.stat().st_mtime
        file.write_text(mutant.applied(source), encoding="utf-8")
        os.utime(file, (seconds + 10, seconds + 10))  # what was compiled of the one is never taken for the other's
        try:
            yield
        finally:
            file.write_text(source, encoding="utf-8")
            os.utime(file, (seconds, seconds))

    def _asked(self, mutant: Mutant) -> Iterator[tuple[str, ...]]:
        """Which tests, one group after the other: the nearest, the room's, its floor's, the stories, all of them."""
        path = Path(mutant.file)
        mirror = Path("tests", path.parent, f"test_{path.stem}.py")
        yield tuple(test for test in (str(mirror), *mutant.near) if (self._root / test).exists())
        folders = [folder for folder in mirror.parents if (self._root / folder).is_dir()]
        yield (str(folders[0]),)
        yield (f"tests/{Path(mutant.file).parts[0]}",)
        yield ("tests/stories",)
        yield _WHOLE
        yield _TROUBLE

    def _surely_fails(self, tests: Sequence[str]) -> str | None:
        """The first of these that fails, and does so again alone: not one that a busy machine held up."""
        killer = self._fails(tests)
        return killer if killer is None or "::" not in killer or self._fails((killer,)) else None

    def _fails(self, tests: Sequence[str]) -> str | None:
        """The first of these that fails."""
        if not tests:
            return None
        workers = "0" if any(".py" in test for test in tests) else "2"
        told = subprocess.run(  # noqa: S603 - our own words
            [*_PYTEST, "-n", workers, *tests],
            cwd=self._root,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},  # what is compiled once, is for all of them
            capture_output=True,
            text=True,
            check=False,
        )
        if told.returncode in {0, _NO_TESTS}:
            return None
        found = _KILLER.search(told.stdout)
        return found[1] if found else f"{' '.join(tests)}: nothing runs any more"
