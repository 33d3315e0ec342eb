"""Every place that sets Yigong up installs a whole list as it is, and looks at what came of it."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.town import ROOT

SINGLE_FILES = ("Makefile", "Dockerfile", "compose.yaml", "README.md", "CONTRIBUTING.md")
FOLDERS = (".ci", "deploy", "docs", "benchmarks", "tests/support")


def files() -> Iterator[Path]:
    """Where set-up is done or told."""
    yield from (ROOT / name for name in SINGLE_FILES)
    for folder in FOLDERS:
        yield from (path for path in sorted((ROOT / folder).rglob("*")) if path.is_file())


def installing() -> list[tuple[str, str]]:
    """Every command with which something is installed for Python, with the file it stands in."""
    found = []
    for file in files():
        text = file.read_bytes().decode(errors="ignore").replace("\\\n", " ")
        found += [
            (str(file.relative_to(ROOT)), line.strip())
            for line in text.splitlines()
            if re.search(r"\b(pip3?|uv( pip)?) (install|sync|tool|download|wheel) -", line)
        ]
    return found


def test_there_is_something_to_look_at() -> None:
    assert {"Makefile", "Dockerfile", "docs/install.md"} <= {file for file, _ in installing()}


@pytest.mark.parametrize(("file", "line"), installing())
def test_what_was_resolved_is_not_resolved_again(file: str, line: str) -> None:
    command = re.split(r"&&|;", line[line.index("pip install") :])[0]
    assert "--no-deps" in command, f"{file}: pip would look for what the list names already"
    assert "--require-hashes" in command, f"{file}: {command}"
    assert file == "Makefile" or command.split()[-2:] == ["-r", "requirements.txt"], f"{file}: {command}"


@pytest.mark.parametrize("file", sorted({file for file, _ in installing()} - {"Makefile"}))
def test_what_was_installed_is_checked(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert text.count("pip check") >= text.count("pip install"), file


@pytest.mark.parametrize("stamp", ["run", "dev"])
def test_make_sets_up_from_a_whole_list_and_checks_it(stamp: str, tmp_path: Path) -> None:
    told = subprocess.run(  # noqa: S603 - nothing of anybody else's is in it
        ["make", "--dry-run", f"VENV={tmp_path}", f"{tmp_path}/{stamp}.stamp"],  # noqa: S607 - whichever make is used
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    steps = re.findall(r"pip (install|check).*?(requirements[\w-]*\.txt|$)", told, re.MULTILINE)
    both = [("install", "requirements.txt"), ("check", "")]
    assert steps == both + ([("install", "requirements-dev.txt"), ("check", "")] if stamp == "dev" else [])
    assert "--clear" in told, "what an older list had would stay"
