"""`python -m tests.mutation [name …]`, or `make mutants`: places faults, and writes docs/mutation.md."""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.mutation.page import ALL, PAGE, killers, written
from tests.mutation.placing import Copy


def main(names: Sequence[str]) -> int:
    """Place those whose name has one of these in it; all of them, where none is given."""
    asked = [mutant for mutant in ALL if not names or any(name in mutant.name for name in names)]
    found = killers() if names else {}
    with tempfile.TemporaryDirectory(prefix="yigong-mutants-") as folder:
        copy = Copy(Path(folder))
        for number, mutant in enumerate(asked, 1):
            began = time.monotonic()
            found[mutant.name] = copy.killer_of(mutant)
            took = time.monotonic() - began
            print(f"{number}/{len(asked)} {mutant.name}: {found[mutant.name] or 'SURVIVED'} ({took:.0f} s)", flush=True)
            if names or len(found) == len(ALL):
                PAGE.write_text(written(found), encoding="utf-8")
    survivors = [mutant.name for mutant in ALL if found.get(mutant.name) is None]
    print(
        f"{len(ALL) - len(survivors)} of {len(ALL)} are noticed"
        + (f"; not {', '.join(survivors)}" if survivors else "")
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
