"""A backup is a file that anybody may have had in hands: what is in it is restored whole and sound, or not at all."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.keeping.backup import BackupFault, back_up, opened
from storage.keeping.restoring import restore
from storage.keeping.snapshots import snapshot
from storage.rows.reminders import OCCASIONS
from tests.storage.keeping.test_backup import busy_city, everything, unseen
from tests.support.city import NOW, City
from tests.support.databases import Databases
from tests.support.some import some

__all__ = ["busy_city"]

Parts = dict[str, bytes]


@pytest.fixture
async def backup(busy_city: City, database_url: str, tmp_path: Path) -> Path:
    """A backup of a small city, of either database."""
    file = tmp_path / "city.zip"
    await back_up(database_url, file, now=NOW, progress=unseen)
    return file


def parts_of(file: Path) -> Parts:
    with zipfile.ZipFile(file) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def written(file: Path, parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(file, "w", method) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return file


def changed(file: Path, table: str, change: Callable[[list[Any], list[str]], Any], line: int = 1) -> None:
    """Change a line of a table's, and have the manifest agree with it: a forger would."""
    parts = parts_of(file)
    manifest = json.loads(parts["manifest.json"])
    [about] = [one for one in manifest["tables"] if one["name"] == table]
    lines = parts[f"tables/{table}.jsonl"].splitlines(keepends=True)
    row = change(json.loads(lines[line - 1]), about["columns"])
    lines[line - 1] = row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n"
    resealed(parts, manifest, table, b"".join(lines))
    written(file, parts)


def resealed(parts: Parts, manifest: dict[str, Any], table: str, content: bytes) -> None:
    [about] = [one for one in manifest["tables"] if one["name"] == table]
    about |= {"rows": content.count(b"\n"), "sha256": hashlib.sha256(content).hexdigest()}
    parts[f"tables/{table}.jsonl"] = content
    parts["manifest.json"] = json.dumps(manifest).encode()


def with_value(column: str, value: Any) -> Callable[[list[Any], list[str]], list[Any]]:
    def change(row: list[Any], columns: list[str]) -> list[Any]:
        row[columns.index(column)] = value
        return row

    return change


async def complaint_of(file: Path, url: str) -> str:
    """What is said of it; the database is as it was before."""
    before = await everything(url)
    with pytest.raises(BackupFault) as complaint, opened(file) as archive:
        archive.check(unseen)
        await restore(url, archive, unseen)
    assert await everything(url) == before
    return str(complaint.value)


@pytest.fixture
def elsewhere(databases: Databases, database_url: str) -> Any:
    """Another database of the same kind, with tables and nobody in it."""
    with databases.fresh("sqlite" if database_url.startswith("sqlite") else "postgresql") as url:
        yield url


WRONG = [
    ("people", "telegram_id", "a text", "a number belongs here"),
    ("people", "telegram_id", "7", "a number belongs here"),
    ("people", "telegram_id", 7.0, "a number belongs here"),
    ("people", "telegram_id", True, "a number belongs here"),
    ("people", "telegram_id", [7], "a number belongs here"),
    ("people", "telegram_id", 2**63, "beyond 64 bits"),
    ("people", "registered_at", None, "a number belongs here"),
    ("people", "registered_at", -1, "no instant"),
    ("people", "registered_at", 10**15, "no instant"),
    ("people", "name", 7, "a text belongs here"),
    ("people", "name", None, "a text belongs here"),
    ("people", "name", {"a": 1}, "a text belongs here"),
    ("people", "name", "a\0b", "NUL"),
    ("people", "name", "\ud800", "surrogate"),
    ("people", "state", "king", "none of the words"),
    ("people", "language", "xx", "none of the words"),
    ("people", "reachable", 2, "neither 1 nor 0"),
    ("people", "registered_month", "2026-13", "no month"),
    ("people", "registered_month", "2026-12-01", "no month"),
    ("activities", "category", "", "none of the words"),
    ("shifts", "day", "2026-02-30", "no day"),
    ("shifts", "day", "20261203", "no day"),
    ("shifts", "month", "2026-11", "not that of the day"),
    ("shifts", "ends_at", 0, "ends before it starts"),
    ("shifts", "places", -1, "below 0"),
    ("series", "rule", "FREQ=SECONDLY", "no rule of days"),
    ("series", "rule", "", "no rule of days"),
    ("series", "first_local", "2026-12-02", "no day with a time"),
    ("series", "next_on", "soon", "no day"),
    ("series", "wanted", "six", "neither places nor roles"),
    ("series", "wanted", "-1", "below 0"),
    ("series", "holidays", "maybe", "none of the words"),
    ("shifts", "recurrence", "Wednesday", "no day with a time"),
    ("reminders", "minutes_before", min(OCCASIONS.values()) - 1, "no reminder is so late"),
    ("signups", "state", "CONFIRMED", "none of the words"),
    ("signups", "came", "yes", "a number belongs here"),
    ("drafts", "answers", "[]", "no JSON object"),
    ("drafts", "answers", "{", "no JSON object"),
    ("drafts", "answers", "[" * 100_000, "no JSON object"),
]


@pytest.mark.parametrize(("table", "column", "value", "wrong"), WRONG)
async def test_a_value_that_does_not_belong_there_is_named(
    backup: Path, elsewhere: str, table: str, column: str, value: Any, wrong: str
) -> None:
    changed(backup, table, with_value(column, value))
    told = await complaint_of(backup, elsewhere)
    assert f"{table}, line 1, column {column}: " in told
    assert wrong in told


async def test_the_line_is_named(backup: Path, elsewhere: str) -> None:
    changed(backup, "people", with_value("home_unit_id", "Taizhou"), line=3)
    assert "people, line 3, column home_unit_id: a number belongs here" in await complaint_of(backup, elsewhere)


@pytest.mark.parametrize("row", [{}, [], 7, None, "row", [1] * 50])
async def test_what_is_no_row_is_named(backup: Path, elsewhere: str, row: Any) -> None:
    changed(backup, "people", lambda _row, _columns: row)
    assert "people, line 1, it is no list of" in await complaint_of(backup, elsewhere)


@pytest.mark.parametrize(
    "line", [b"\n", b"[1,\n", b"[" * 100_000 + b"\n", b"\xff\xfe\n", b"[NaN\n", b"[" + b"9" * 5000 + b"]\n"]
)
async def test_what_is_no_json_is_named(backup: Path, elsewhere: str, line: bytes) -> None:
    changed(backup, "people", lambda _row, _columns: line)
    assert "people, line 1: it is no JSON" in await complaint_of(backup, elsewhere)


@pytest.mark.parametrize(
    ("table", "column"), [("people", "home_unit_id"), ("signups", "person_id"), ("units", "parent_id")]
)
async def test_a_row_that_points_to_none_is_refused(backup: Path, elsewhere: str, table: str, column: str) -> None:
    changed(backup, table, with_value(column, 987_654), line=2)
    assert f"a row of {table} points to none" in await complaint_of(backup, elsewhere)


async def test_two_of_one_kind_are_refused(backup: Path, elsewhere: str) -> None:
    parts = parts_of(backup)
    content = parts["tables/people.jsonl"]
    first = content[: content.index(b"\n") + 1]
    resealed(parts, json.loads(parts["manifest.json"]), "people", content + first)
    assert "two rows of people are the same" in await complaint_of(written(backup, parts), elsewhere)


NAMES = [
    "people; DROP TABLE people",
    "people (id) VALUES (1); --",
    "sqlite_master",
    "alembic_version",
    "pg_class",
    "PEOPLE",
    '"people"',
    "people ",
    "",
    "../../etc/passwd",
]


@pytest.mark.parametrize("name", NAMES)
async def test_names_of_tables_are_ours(backup: Path, elsewhere: str, name: str) -> None:
    parts = parts_of(backup)
    manifest = json.loads(parts["manifest.json"])
    for table in manifest["tables"]:
        if table["name"] == "people":
            table["name"] = name
    parts[f"tables/{name}.jsonl"] = parts.pop("tables/people.jsonl")
    parts["manifest.json"] = json.dumps(manifest).encode()
    assert "other tables" in await complaint_of(written(backup, parts), elsewhere)


@pytest.mark.parametrize(
    "name", ["name) VALUES (1); DROP TABLE people; --", "rowid", "NAME", "id", "", "ctid", "name, phone"]
)
async def test_names_of_columns_are_ours(backup: Path, elsewhere: str, name: str) -> None:
    parts = parts_of(backup)
    manifest = json.loads(parts["manifest.json"])
    for table in manifest["tables"]:
        if table["name"] == "people":
            table["columns"][table["columns"].index("name")] = name
    parts["manifest.json"] = json.dumps(manifest).encode()
    assert "people has other columns" in await complaint_of(written(backup, parts), elsewhere)


@pytest.mark.parametrize("change", ["one less", "one twice"])
async def test_a_backup_has_each_table_once(backup: Path, elsewhere: str, change: str) -> None:
    parts = parts_of(backup)
    manifest = json.loads(parts["manifest.json"])
    empty = next(table for table in manifest["tables"] if not table["rows"])
    if change == "one less":
        manifest["tables"].remove(empty)
    else:
        manifest["tables"].append(empty)
    parts["manifest.json"] = json.dumps(manifest).encode()
    assert "other tables" in await complaint_of(written(backup, parts), elsewhere)


@pytest.mark.parametrize(
    "revision", ["", "base", "head", "heads", "0000", "-1", "+1", "0001:head", "0001; DROP", "00001"]
)
async def test_a_revision_that_never_was_is_refused(backup: Path, elsewhere: str, revision: str) -> None:
    parts = parts_of(backup)
    parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | {"revision": revision}).encode()
    await complaint_of(written(backup, parts), elsewhere)


@pytest.mark.parametrize("number", [-1, 2**62, 2**63, 1.5, "7", True, 10**400])
@pytest.mark.parametrize("what", ["rows", "last_number"])
async def test_counts_are_counts(backup: Path, elsewhere: str, what: str, number: Any) -> None:
    parts = parts_of(backup)
    manifest = json.loads(parts["manifest.json"])
    for table in manifest["tables"]:
        table[what] = number
    parts["manifest.json"] = json.dumps(manifest).encode()
    assert "no backup" in await complaint_of(written(backup, parts), elsewhere)


# Sizes


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_unpacks_to_very_much_is_not_unpacked(backup: Path, elsewhere: str) -> None:
    parts = parts_of(backup)
    parts["tables/people.jsonl"] = b"[]\n" * 20_000_000
    assert "far too large" in await complaint_of(written(backup, parts), elsewhere)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_line_without_end_is_not_read_to_its_end(backup: Path, elsewhere: str) -> None:
    parts = parts_of(backup)
    parts["tables/people.jsonl"] = b" " * 9_000_000
    assert "a line of more than 8 MB" in await complaint_of(written(backup, parts), elsewhere)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_more_rows_than_it_says_are_not_counted_to_the_end(backup: Path, elsewhere: str) -> None:
    parts = parts_of(backup)
    parts["tables/people.jsonl"] += b"[]\n" * 1_000_000
    assert "people is not as it was written" in await complaint_of(written(backup, parts), elsewhere)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_manifest_without_end_is_not_read(backup: Path, elsewhere: str) -> None:
    parts = parts_of(backup)
    parts["manifest.json"] += b" " * 2_000_000
    assert "its manifest is too large" in await complaint_of(written(backup, parts), elsewhere)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
async def test_what_is_packed_in_another_way_is_refused(backup: Path, elsewhere: str, method: int) -> None:
    assert "packed in another way" in await complaint_of(written(backup, parts_of(backup), method), elsewhere)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_file_with_very_many_parts_is_refused(backup: Path, elsewhere: str) -> None:
    parts = parts_of(backup) | {f"more/{number}": b"" for number in range(2_000)}
    assert "other parts" in await complaint_of(written(backup, parts), elsewhere)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.filterwarnings("ignore:Duplicate name")
async def test_two_parts_of_one_name_are_refused(backup: Path, elsewhere: str) -> None:
    with zipfile.ZipFile(backup, "a") as zipped:
        zipped.writestr("tables/people.jsonl", b"")
    assert "other parts" in await complaint_of(backup, elsewhere)


# Whatever comes

TIMES = 60
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3)
)
LIKELY = st.integers(0, 5) | st.text("ab1", max_size=3)
"""Of the kind that a column has, at least: of nothing else anything would be restored."""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_whatever_stands_in_a_row_is_restored_sound_or_not_at_all(backup: Path, databases: Databases) -> None:
    parts = parts_of(backup)
    manifest = json.loads(parts["manifest.json"])
    full = {table["name"]: table for table in manifest["tables"] if table["rows"]}
    forged = backup.with_name("forged.zip")

    async def is_restored(table: str, column: int, value: Any) -> bool:
        forgery, telling = dict(parts), json.loads(parts["manifest.json"])
        first, _, rest = parts[f"tables/{table}.jsonl"].partition(b"\n")
        row = json.loads(first)
        row[column % len(row)] = value
        resealed(forgery, telling, table, json.dumps(row).encode() + b"\n" + rest)
        written(forged, forgery)
        with databases.fresh("sqlite", migrated=False) as url:
            try:
                with opened(forged) as archive:
                    archive.check(unseen)
                    await restore(url, archive, unseen)
            except BackupFault:
                return False
            await is_sound(url)
        return True

    restored = 0
    for table, column, value in drawn(
        st.tuples(st.sampled_from(sorted(full)), st.integers(0, 30), LIKELY | ANYTHING), TIMES
    ):
        restored += await is_restored(table, column, value)
    assert 0 < restored < TIMES, "of this some is as it could be, and some isn't"


def drawn(strategy: st.SearchStrategy[Any], number: int) -> list[Any]:
    """So many examples: hypothesis cannot call what waits."""
    found: list[Any] = []

    @settings(max_examples=number, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def draw(example: Any) -> None:
        found.append(example)

    draw()
    return found


async def is_sound(url: str) -> None:
    """Every value is of its column's kind."""
    async with snapshot(url) as moment:
        found = await moment.all("SELECT t.name, c.name, c.type FROM sqlite_master t, pragma_table_info(t.name) c")
        kinds = {(table, column): kind for table, column, kind in found}
        for table in await moment.tables():
            for column in table.columns:
                wanted = "integer" if "INT" in kinds[table.name, column] else "text"
                found = await moment.all(f"SELECT DISTINCT typeof({column}) FROM {table.name}")
                assert {kind for (kind,) in found} <= {wanted, "null"}, (table.name, column)


def content_of(file: Path) -> bytes:
    return file.read_bytes()


def filled(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_bits_that_flip_are_never_a_surprise(backup: Path) -> None:
    whole = content_of(backup)
    places = st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), min_size=1, max_size=4)
    for changes in some(drawn(places, 300)):
        content = bytearray(whole)
        for place, byte in changes:
            content[place] = byte
        try:
            with opened(filled(backup.with_name("spoiled.zip"), bytes(content))) as archive:
                archive.check(unseen)
        except BackupFault:
            continue
        with zipfile.ZipFile(io.BytesIO(whole)) as before:
            assert archive.manifest.model_dump_json(indent=1).encode() == before.read("manifest.json")
