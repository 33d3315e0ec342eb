"""The pinned lists: nothing is left to be resolved by the set-up, and what is shipped is what is tested."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.some import some
from tests.support.town import ROOT

SHIPPED, TESTED = "requirements.txt", "requirements-dev.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ASKED = {SHIPPED: PROJECT["dependencies"], TESTED: PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (("linux", "Linux"), ("darwin", "Darwin"))


Machine = dict[str, str]
HERE: Machine = {}


def machine_with(python: str, platform: str, system: str) -> Machine:
    """Another machine than this, as markers see it."""
    return {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": platform,
        "platform_system": system,
        "os_name": "posix",
    }


MACHINES = [
    pytest.param(machine_with(python, *system), id=f"{python}-{system[0]}") for python in PYTHONS for system in SYSTEMS
]


@cache
def entries(name: str) -> dict[str, tuple[str, ...]]:
    """What a list pins: each package with its entries, hashes and all; several where Pythons differ."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for part in re.split(r"\n(?=\S)", text.strip()):
        package = canonicalize_name(Requirement(_without_hashes(part)).name)
        found[package] = (*found.get(package, ()), part)
    return found


def _without_hashes(entry: str) -> str:
    return entry.partition(" \\\n")[0]


def pinned(name: str, machine: Machine) -> dict[str, Requirement]:
    """What a list installs on that machine."""
    read = [
        (package, Requirement(_without_hashes(entry)))
        for package, several in entries(name).items()
        for entry in several
    ]
    theirs = [(package, one) for package, one in read if _is_for(one, machine)]
    assert len(dict(theirs)) == len(theirs), "of a package one version is for a machine"
    return dict(theirs)


def _is_for(requirement: Requirement, machine: Machine, extras: Iterable[str] = ()) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate(machine | {"extra": extra}) for extra in ("", *extras))


@cache
def needed_by(package: str) -> tuple[Requirement, ...]:
    """What a package asks for, as it says itself. Raises PackageNotFoundError."""
    return tuple(map(Requirement, distribution(package).requires or ()))


def closure(asked: Iterable[str], machine: Machine) -> list[Requirement]:
    """Everything that is needed for what is asked, with the extras that are asked for anywhere."""
    waiting, seen, all_of_them = [Requirement(one) for one in asked], set(), []
    while waiting:
        one = waiting.pop()
        all_of_them.append(one)
        for extra in ("", *one.extras):
            package = canonicalize_name(one.name)
            if (package, extra) in seen:
                continue
            seen.add((package, extra))
            waiting += [need for need in needed_by(package) if _is_for(need, machine, [extra])]
    return all_of_them


@pytest.mark.parametrize("name", [SHIPPED, TESTED])
def test_what_is_installed_here_is_what_the_list_says(name: str) -> None:
    for package, one in pinned(name, HERE).items():
        try:
            version = distribution(package).version
        except PackageNotFoundError:
            pytest.fail(f"{package} is in {name} and not installed: run make test, which sets up anew")
        assert one.specifier.contains(version, prereleases=True), f"{name} has {one}, installed is {version}"


@pytest.mark.parametrize("name", [SHIPPED, TESTED])
@pytest.mark.parametrize("machine", MACHINES)
def test_a_list_names_everything_that_is_needed_and_nothing_else(name: str, machine: Machine) -> None:
    has, needs = pinned(name, machine), closure(ASKED[name], machine)
    for need in needs:
        one = has.get(canonicalize_name(need.name))
        assert one is not None, f"{name} lacks {need}: pip would look for it, or it is missed when it is imported"
        [version] = [specifier.version for specifier in one.specifier]
        assert need.specifier.contains(version, prereleases=True), f"{name} has {one}, asked for is {need}"
        assert need.extras <= one.extras, f"{name} has {one} without [{','.join(need.extras - one.extras)}]"
    assert set(has) == {canonicalize_name(need.name) for need in needs}, "nobody needs some of it"


@pytest.mark.parametrize("name", [SHIPPED, TESTED])
def test_every_entry_is_one_version_with_hashes_and_without_an_address(name: str) -> None:
    for package, entry in some((package, entry) for package, several in entries(name).items() for entry in several):
        first, *hashes = entry.split(" \\\n    ")
        assert re.fullmatch(r"[\w.-]+(\[[\w,-]+\])?==[\w.+!]+( ; .+)?", first), first
        assert hashes, f"{package} has no hash"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes), package


def test_what_is_shipped_is_what_is_tested() -> None:
    tested = entries(TESTED)
    for package, several in some(entries(SHIPPED).items()):
        assert tested.get(package) == several, f"{package} is another in {TESTED}: make lock makes both from one"


def test_postgresql_can_be_migrated_from_what_is_shipped() -> None:
    assert "greenlet" in entries(SHIPPED), "SQLAlchemy's asyncio, with which migrations run on PostgreSQL, needs it"


def test_every_library_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "decisions" / "0014-libraries.md").read_text(encoding="utf-8").lower()
    asked = {canonicalize_name(Requirement(one).name) for one in ASKED[TESTED]}
    named = sorted(name.removeprefix("pytest-") for name in asked)  # "pytest with asyncio, …"
    unexplained = [name for name in named if not re.search(rf"\b{re.escape(name)}\b", reasons)]
    assert not unexplained, f"nobody says why these are here: {unexplained}"


def test_the_pythons_that_are_named_are_those_that_are_looked_at() -> None:
    kinds = [one.rpartition(" ")[2] for one in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", one)]
    assert tuple(kinds) == PYTHONS
    assert PROJECT["requires-python"] == f">={PYTHONS[0]}"
