"""What code and pages say of other pages is there: whoever reads on from a comment finds what it names."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.town import ROOT

ROOMS = (
    "bot",
    "handlers",
    "scheduling",
    "storage",
    "words",
    "volunteering",
    "web",
    "playground",
    "benchmarks",
    "tests",
    "docs",
    "deploy",
    "models",
)
WRITTEN = (".py", ".md", ".c", ".pml", ".js", ".css", ".html", ".toml", ".yaml", ".cfg", ".service", "")
"""How files end in which somebody may point to something; Makefile, Dockerfile and Caddyfile end in nothing."""
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))
NUMBERS = {int(page.name[:4]) for page in DECISIONS}

_DECISION = re.compile(r"\bdecisions? (\d+)", re.IGNORECASE)
_FILE = re.compile(rf"(?<![\w/.-])(?:{'|'.join(ROOMS)})/[\w./-]*\w\.(?:py|md|c|pml|po|tsv|service)\b")
_PLACE = re.compile(rf"`((?:{'|'.join(ROOMS)})/[\w./-]*)`")
_LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")
_SECTION = re.compile(r"\b(docs/[\w/-]+\.md): (?=(.{1,100}))")
_ANCHOR = re.compile(r"\]\(([^)#:]*)#([^)]+)\)")
# Papers that only those had who began Yigong, and sections without their page.
_OF_OLD = re.compile(r"\b(?:RULES|DESIGN|FACTS|SCREENS|MODELS)\b|(?<!PTB )\b[Ii]ssue \d+")


def files(*endings: str) -> Iterator[Path]:
    """Of the repository, what ends so. What is hidden beside it are tools' own files: the last run's coverage, say."""
    at_the_top = (file for file in ROOT.iterdir() if not file.name.startswith("."))
    every = (*at_the_top, *(file for room in ROOMS for file in sorted((ROOT / room).rglob("*"))))
    yield from (file for file in every if file.is_file() and file.suffix in endings and file != Path(__file__))


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def headings(page: str) -> set[str]:
    """The sections of a page, without what stands behind them in brackets."""
    if not (ROOT / page).exists():
        return set()
    return set(re.findall(r"^##+ (.+?)(?: \(.*)?$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE))


def lost_in(text: str) -> set[str]:
    """What it points to and isn't there: decisions, files, sections (`docs/rules.md: Totals`), papers of old."""
    plain = re.sub(r"\s+(?:# )?", " ", text)
    decisions = {f"decision {number}" for number in _DECISION.findall(plain) if int(number) not in NUMBERS}
    named = {path for path in (*_FILE.findall(plain), *_PLACE.findall(plain)) if not _is_there(path)}
    sections = {
        f"{page}: {rest}"
        for page, rest in _SECTION.findall(plain)
        if not any(re.match(rf"{re.escape(heading)}(?!\w)", rest) for heading in headings(page))
    }
    return decisions | named | sections | set(_OF_OLD.findall(plain))


def _is_there(path: str) -> bool:
    """Modules go without their ending, too."""
    return (ROOT / path).exists() or (ROOT / f"{path}.py").exists()


def slug(heading: str) -> str:
    """As a heading stands in an address."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_what_files_point_to_is_there() -> None:
    files_lost = {str(file.relative_to(ROOT)): lost for file in files(*WRITTEN) if (lost := lost_in(read(file)))}
    assert files_lost == {}


@pytest.mark.parametrize(
    "text",
    [
        "as decision 999 says",
        "see bot/nobody.py",
        "`bot/nobody`, in `handlers/nowhere/`",
        "(docs/rules.md: Signing off)",
        "(docs/rules.md:\n    # Signing off)",
        "(docs/nowhere.md: Signing up)",
        "(RULES: Signing up)",
        "FACTS.md has it",
        "So says issue 3",
    ],
)
def test_what_points_nowhere_is_seen(text: str) -> None:
    assert lost_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "(docs/rules.md: Signing up)",
        "docs/rules.md: Service records, art. 7",
        "PTB issue 5338",
        "`bot/site/`, `deploy/Caddyfile`, `handlers/forms/engine`",
    ],
)
def test_what_points_somewhere_is_let_be(text: str) -> None:
    assert not lost_in(text)


def test_links_lead_somewhere() -> None:
    lost = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in files(".md")
        for link in _LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]
    lost += [
        f"{page.relative_to(ROOT)}: {link}#{anchor}"
        for page in files(".md")
        for link, anchor in _ANCHOR.findall(read(page))
        if anchor not in map(slug, re.findall(r"^#+ (.+)$", read(page.parent / link if link else page), re.MULTILINE))
    ]
    assert lost == []


def test_each_decision_has_a_number_of_its_own() -> None:
    assert [number for number, pages in Counter(page.name[:4] for page in DECISIONS).items() if pages > 1] == []
    for page in DECISIONS:
        assert page.read_text(encoding="utf-8").startswith(f"# {int(page.name[:4])}. "), page.name
