"""What code and pages say of other pages is there: whoever reads on from a comment finds what it names."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.support.town import ROOT

ROOMS = (
    "bot",
    "handlers",
    "scheduling",
    "storage",
    "words",
    "volunteering",
    "playground",
    "benchmarks",
    "tests",
    "docs",
    "deploy",
)
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))
NUMBERS = {int(page.name[:4]) for page in DECISIONS}

_DECISION = re.compile(r"\bdecisions? (\d+)", re.IGNORECASE)
_FILE = re.compile(rf"(?<![\w/.-])(?:{'|'.join(ROOMS)})/[\w./-]*\w\.(?:py|md|c|po|tsv|service)\b")
_LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")
_RULE = re.compile(r"\(RULES: ([\w ]+)")
# Papers that only those had who began Yigong.
_NOT_HERE = re.compile(r"\bDESIGN\b| \((?:SCREENS|FACTS|MODELS)\b|\b(?:SCREENS|RULES|FACTS|MODELS)\.md")


def files(*endings: str) -> Iterator[Path]:
    """Of the repository, what ends so."""
    every = (*ROOT.iterdir(), *(file for room in ROOMS for file in sorted((ROOT / room).rglob("*"))))
    yield from (file for file in every if file.suffix in endings and file != Path(__file__))


def headings(page: str) -> set[str]:
    """The sections of a page, without what stands behind them in brackets."""
    return set(re.findall(r"^## (.+?)(?: \(.*)?$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE))


def test_what_files_point_to_is_there() -> None:
    rules = headings("docs/rules.md")
    lost: list[str] = []
    for file in files(".py", ".md", ".c", ".js"):
        text = file.read_text(encoding="utf-8")
        decisions = {number for number in _DECISION.findall(text) if int(number) not in NUMBERS}
        named = {path for path in _FILE.findall(text) if not (ROOT / path).exists()}
        away = (*decisions, *named, *(set(_RULE.findall(text)) - rules), *_NOT_HERE.findall(text))
        lost.extend(f"{file.relative_to(ROOT)}: {what}" for what in away)
    assert lost == []


def test_links_lead_somewhere() -> None:
    lost = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in files(".md")
        for link in _LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert lost == []


def test_each_decision_has_a_number_of_its_own() -> None:
    assert [number for number, pages in Counter(page.name[:4] for page in DECISIONS).items() if pages > 1] == []
    for page in DECISIONS:
        assert page.read_text(encoding="utf-8").startswith(f"# {int(page.name[:4])}. "), page.name


def test_the_glossarys_names_are_the_codes() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in files(".py"))
    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+?) \| `(.+?)` \|", glossary, re.MULTILINE)
    terms, names = [term for term, _, _ in rows], [name.rpartition(".")[2] for _, _, name in rows]
    assert len(rows) > 40
    assert [term for term, count in Counter(terms).items() if count > 1] == []
    assert [name for name in names if "/" not in name and not re.search(rf"\b{name}\b", code)] == []
