"""Migrations: there and back on both databases, once however many start at once, and cheap to find done."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import create_async_engine

from storage.engine import upgrading
from storage.engine.connecting import connect
from storage.engine.database import Database, Kind
from storage.engine.faults import NotMigrated, Unavailable
from storage.engine.migrating import migrate, up_to_date
from storage.engine.revisions import MIGRATIONS, head
from storage.engine.upgrading import run
from storage.rows import Rows
from tests.support.databases import Databases
from tests.support.some import some
from volunteering.rules.qualifications import FIRST_SET
from volunteering.rules.volunteers import Standing

KINDS: tuple[Kind, ...] = ("sqlite", "postgresql")

WAITING = """
    SELECT COUNT(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE NOT l.granted AND d.datname = $1
"""
"""How many wait for a lock in a database."""


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of a database without even tables."""
    with databases.fresh(request.param, migrated=False) as url:
        yield url


async def inspected(url: str, look: Any) -> Any:
    """What `look(inspector)` finds."""
    if url.startswith("sqlite"):
        engine = sa.create_engine(url, poolclass=sa.NullPool)
        return look(sa.inspect(engine))
    server = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: asyncpg.connect(url), poolclass=sa.NullPool
    )
    async with server.connect() as connection:
        return await connection.run_sync(lambda there: look(sa.inspect(there)))


def tables(inspector: sa.Inspector) -> list[str]:
    return sorted(set(inspector.get_table_names()) - {"alembic_version"})


def schema(inspector: sa.Inspector) -> dict[str, dict[str, Any]]:
    """Tables, columns and keys, in words that are the same for both databases."""
    return {
        table: {
            "columns": [(column["name"], _kind(column), column["nullable"]) for column in inspector.get_columns(table)],
            "key": inspector.get_pk_constraint(table)["constrained_columns"],
            "unique": sorted(_columns(unique) for unique in inspector.get_unique_constraints(table)),
            "indexes": sorted(
                (index["name"], _columns(index), bool(index["unique"]))
                for index in inspector.get_indexes(table)
                if not index.get("duplicates_constraint")
            ),
            "foreign": sorted(
                (foreign["constrained_columns"], foreign["referred_table"], foreign["referred_columns"])
                for foreign in inspector.get_foreign_keys(table)
            ),
        }
        for table in tables(inspector)
    }


def _kind(column: Any) -> str:
    return "number" if isinstance(column["type"], sa.Integer) else str(column["type"]).partition(" ")[0]


def _columns(of: Any) -> list[str]:
    return list(of["column_names"])


async def test_both_databases_have_the_same_tables(databases: Databases) -> None:
    found = []
    for kind in KINDS:
        with databases.fresh(kind) as url:
            found.append(await inspected(url, schema))
    on_sqlite, on_postgres = found
    assert "signups" in on_sqlite
    assert on_sqlite == on_postgres
    assert {kind for table in on_postgres.values() for _, kind, _ in table["columns"]} == {"number", "TEXT"}


async def test_postgres_s_numbers_are_large_and_its_texts_compared_byte_by_byte(databases: Databases) -> None:
    with databases.fresh("postgresql") as url:
        columns = await inspected(url, lambda look: [c for table in tables(look) for c in look.get_columns(table)])
    for column in some(columns):
        if isinstance(column["type"], sa.Integer):
            assert isinstance(column["type"], sa.BigInteger), column
        else:
            assert column["type"].collation == "C", column


async def test_there_and_back_and_there_again(empty_url: str) -> None:
    await migrate(empty_url)
    first = await inspected(empty_url, schema)
    await run(empty_url, lambda config: command.downgrade(config, "base"))
    assert await inspected(empty_url, tables) == []
    await migrate(empty_url)
    assert await inspected(empty_url, schema) == first


async def test_it_tells_its_steps_and_has_nothing_to_do_twice(empty_url: str) -> None:
    steps: list[str] = []
    await migrate(empty_url, steps.append)
    assert [step.split()[0] for step in steps] == sorted(_revisions())
    assert steps[0].startswith("0001 The tables of the main job")
    await migrate(empty_url, steps.append)
    assert len(steps) == len(_revisions())


async def test_what_was_there_before_is_found_in_either_script(empty_url: str) -> None:
    await run(empty_url, lambda config: command.upgrade(config, "0001"))
    async with connect(empty_url) as database:
        async with database.transaction() as transaction:
            await transaction.execute("INSERT INTO units (path, depth, name, created_at) VALUES ('/1/', 0, '臺州', 0)")
            await transaction.execute(
                "INSERT INTO people (name, name_folded, language, home_unit_id, state, consented_at, registered_at, "
                "registered_month) VALUES ('李麗', '李麗', 'zh_Hant', 1, 'active', 0, 0, '2026-11')"
            )
            await transaction.execute(
                "INSERT INTO activities (unit_id, leader_id, title, category, place, state, created_at) "
                "VALUES (1, 1, '圖書館', 'other', '東門', 'open', 0)"
            )
        await migrate(empty_url)
        async with database.reading() as reader:
            for folded, column, table in (
                ("台州", "name_folded", "units"),
                ("李丽", "name_folded", "people"),
                ("图书馆", "title_folded", "activities"),
            ):
                [row] = await reader.all(f"SELECT {column} AS folded FROM {table}")
                assert row["folded"] == folded


async def test_an_organisation_of_before_keeps_the_first_set_as_a_new_one_does(empty_url: str) -> None:
    await run(empty_url, lambda config: command.upgrade(config, "0020"))
    async with connect(empty_url) as database:
        async with database.transaction() as transaction:
            await transaction.execute(
                "INSERT INTO units (path, depth, name, created_at) VALUES ('/1/', 0, 'Taizhou', 0)"
            )
        await migrate(empty_url)
        async with database.reading() as reader:
            rows = Rows.reading(reader)
            kinds = await rows.kinds.all_for(await rows.units.top())
    assert [(kind.code, kind.levels, kind.months, kind.needs_evidence) for kind in kinds] == [
        (kind.code, kind.levels, kind.months, kind.needs_evidence) for kind in FIRST_SET
    ]


async def test_an_exam_of_before_goes_on_after_the_highest_number_that_somebody_has(empty_url: str) -> None:
    unit = "INSERT INTO units (path, depth, name, created_at) VALUES ('/1/', 0, 'Taizhou', 0)"
    person = (
        "INSERT INTO people (name, name_folded, language, home_unit_id, state, consented_at, registered_at, "
        "registered_month) VALUES ('Wei', 'wei', 'en', 1, 'active', 0, 0, '2026-11')"
    )
    exam = (
        "INSERT INTO exams (unit_id, kind_id, title, starts_at, ends_at, day, place, opens_at, closes_at, state, "
        "by_id, at, digits) SELECT 1, MIN(id), 'E', 9, 10, '2026-12-01', 'P', 1, 2, 'on', 1, 0, 3 "
        "FROM qualification_kinds"
    )
    levels = "INSERT INTO exam_levels (exam_id, level, places, asks_below) VALUES (1, 0, 0, 0), (1, 1, 0, 0)"
    entry = (
        "INSERT INTO exam_entries (exam_id, person_id, level_id, state, ticket, at, admission) "
        "VALUES (1, 1, 1, 'withdrawn', 1, 0, 1007)"
    )
    async with connect(empty_url) as database:
        for revision, written in (("0020", [unit, person]), ("0043", [exam, levels, entry])):
            await run(empty_url, lambda config, to=revision: command.upgrade(config, to))  # type: ignore[misc]
            async with database.transaction() as transaction:
                for sql in written:
                    await transaction.execute(sql)
        await migrate(empty_url)
        async with database.reading() as reader:
            rows = await reader.all("SELECT last_number FROM exam_levels ORDER BY id")
    assert [row["last_number"] for row in rows] == [1007, None]


@pytest.mark.parametrize(
    "tables",
    [pytest.param("0008", id="before the upgrade"), pytest.param("head", id="beside a newer one")],
)
async def test_whoever_left_through_an_older_version_comes_back_as_they_stood(empty_url: str, tables: str) -> None:
    await run(empty_url, lambda config: command.upgrade(config, tables))
    noted = {1: [], 2: ["suspended"], 3: ["suspended", "restored"], 4: ["restored", "suspended", "left"]}
    async with connect(empty_url) as database:
        async with database.transaction() as transaction:
            await transaction.execute("INSERT INTO units (path, depth, name, created_at) VALUES ('/1/', 0, 'City', 0)")
            for person, kinds in noted.items():
                await transaction.execute(
                    "INSERT INTO people (name, name_folded, language, home_unit_id, state, consented_at, "
                    "registered_at, registered_month) VALUES ('Wei', 'wei', 'en', 1, 'left', 0, 0, '2026-11')"
                )
                for kind in kinds:  # all in the same second
                    await transaction.execute(
                        "INSERT INTO journal (at, kind, person_id, facts) VALUES (0, :kind, :person, '{}')",
                        kind=kind,
                        person=person,
                    )
        await migrate(empty_url)
        async with database.transaction() as transaction:
            people = Rows(transaction).people
            stand = [await people.come_back(person) for person in noted]
    assert stand == [Standing.ACTIVE, Standing.SUSPENDED, Standing.ACTIVE, Standing.SUSPENDED]


async def test_of_many_at_once_one_migrates(empty_url: str) -> None:
    # Each in a process of its own, as replicas are.
    one = f"import asyncio; from storage.engine.migrating import migrate; asyncio.run(migrate({empty_url!r}, print))"
    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        tasks = [group.create_task(asyncio.to_thread(_python, one)) for _ in range(3)]
    assert sorted(len(task.result().splitlines()) for task in tasks) == [0, 0, len(_revisions())]
    async with connect(empty_url) as database:
        assert await up_to_date(database)


async def test_beside_replicas_that_serve_it_is_made_all_the_same(databases: Databases) -> None:
    with databases.fresh("postgresql", migrated=False) as url:
        await run(url, lambda config: command.upgrade(config, "0008"))
        serving, watching = await asyncpg.connect(url), await asyncpg.connect(url)
        name = await watching.fetchval("SELECT current_database()")
        # Whoever migrates looks for a deadlock a second after it began to wait, and so it is who has to give way.
        await watching.execute(f"ALTER DATABASE {name} SET deadlock_timeout = '1s'")
        await serving.execute("SET deadlock_timeout = '1min'")
        async with asyncio.timeout(60), asyncio.TaskGroup() as group:
            async with serving.transaction():
                await serving.execute("UPDATE outbox SET attempts = 0")
                migrating = group.create_task(migrate(url))
                while not await watching.fetchval(WAITING, name):
                    pass
                await serving.execute("UPDATE people SET reachable = 1")
            await migrating
        await serving.close()
        await watching.close()
        async with connect(url) as database:
            assert await up_to_date(database)


async def test_it_knows_whether_it_is_up_to_date(empty_url: str) -> None:
    async with connect(empty_url) as database:
        assert not await up_to_date(database)
        await migrate(empty_url)
        assert await up_to_date(database)
        async with database.transaction() as transaction:
            await transaction.execute("UPDATE alembic_version SET version_num = '9999'")
        assert not await up_to_date(database)
        async with database.transaction() as transaction:
            await transaction.execute("DELETE FROM alembic_version")
        assert not await up_to_date(database)


async def test_a_newer_database_is_not_touched(database: Database, database_url: str) -> None:
    async with database.transaction() as transaction:
        await transaction.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NotMigrated, match=r"newer Yigong.*9999"):
        await migrate(database_url)
    assert await inspected(database_url, tables)


async def test_one_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    def fail(config: Config) -> None:
        command.upgrade(config, "head")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await run(empty_url, fail)
    assert await inspected(empty_url, tables) == []


async def test_a_server_that_is_not_there_is_told(databases: Databases) -> None:
    with pytest.raises(Unavailable, match="does not exist"):
        await migrate(databases.postgres.url("nowhere"))
    with pytest.raises(Unavailable, match="No such file"):
        await migrate("postgresql:///nowhere?host=/nowhere")
    with pytest.raises(Unavailable, match="Is a directory"):
        await migrate("sqlite:////")


async def test_the_file_is_the_owner_s_alone(tmp_path: Path) -> None:
    await migrate(f"sqlite:///{tmp_path}/yigong.db")
    assert (tmp_path / "yigong.db").stat().st_mode & 0o777 == 0o600


async def test_a_locked_file_is_told(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrading, "_PATIENCE", 0.05)
    with databases.fresh("sqlite") as url:
        async with connect(url) as database, database.transaction() as transaction:
            await transaction.execute("DELETE FROM inbox")
            with pytest.raises(Unavailable, match="locked"):
                await migrate(url)


def test_the_head_is_alembic_s() -> None:
    assert head() == _scripts().get_current_head()


def test_revisions_are_what_their_files_are_called() -> None:
    assert [Path(script.path).name.partition("_")[0] for script in _scripts().walk_revisions()] == _revisions()


def test_a_start_on_a_migrated_database_loads_no_migrations(databases: Databases) -> None:
    with databases.fresh("sqlite") as url:
        loaded = _python(
            f"""
import asyncio, sys
import bot.__main__
from storage.engine.connecting import connect
from storage.engine.migrating import up_to_date
async def start():
    async with connect({url!r}) as database:
        assert await up_to_date(database)
asyncio.run(start())
print(*sorted({{"alembic", "sqlalchemy"}} & set(sys.modules)))
"""
        )
    assert loaded.strip() == ""


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


def _revisions() -> list[str]:
    return [script.revision for script in _scripts().walk_revisions()]


def _python(program: str) -> str:
    return subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[3]
    ).stdout
