"""What torture is written down as: a line at the end of the run, and in the long form docs/torture.md."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from tests.support.databases import Databases
from tests.torture.fragile import FragileTown, fragile_town

Report = Callable[[str, str], None]

_DOCS = Path(__file__).parents[2] / "docs" / "torture.md"
_HEADING = """# Torture

What `make torture` said when it was run last: the long form of `tests/torture/`. Every line is written by a test that
would have failed otherwise.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is torture."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.torture)


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Here a commit waits for the disk, on PostgreSQL too."""
    with Databases(tmp_path_factory.mktemp("databases"), durable=True) as databases:
        yield databases


@pytest.fixture
async def town(databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FragileTown]:
    """A town on SQLite: which database it is makes no difference to Telegram."""
    with databases.fresh("sqlite") as url:
        async with fragile_town(url, tmp_path, monkeypatch) as place:
            yield place
            assert await place.stop() == 0, place.log[-3000:]


@pytest.fixture
def report(record_property: Callable[[str, object], None]) -> Report:
    """`report("Killed on SQLite", table)`: what was counted, under a heading."""

    def write(heading: str, text: str) -> None:
        record_property("torture", (heading, text))

    return write


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Show what was reported; at length, keep it beside what other tests said before."""
    reports = dict(_reported(terminalreporter))
    for heading, text in reports.items():
        terminalreporter.section(heading)
        terminalreporter.write_line(text)
    if reports and config.getoption("--long"):
        sections = dict(_kept()) | reports
        parts = [_HEADING, *(f"## {heading}\n\n{text}\n" for heading, text in sorted(sections.items()))]
        _DOCS.write_text("\n".join(parts), encoding="utf-8")


def _reported(terminalreporter: pytest.TerminalReporter) -> Iterator[tuple[str, str]]:
    for test in terminalreporter.stats.get("passed", ()):
        for name, value in test.user_properties:
            if name == "torture":
                yield value


def _kept() -> Iterator[tuple[str, str]]:
    sections = _DOCS.read_text(encoding="utf-8").split("\n## ")[1:] if _DOCS.exists() else []
    for section in sections:
        heading, _, text = section.partition("\n")
        yield heading, text.strip()
