"""The synthetic city: the size of a real one, the same every time, and its totals add up."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.ground.errors import CommandError
from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.pages import Page
from storage.rows import Rows
from storage.views.exams.held import entries_of, held_exam
from storage.views.reports.totals import breakdown, course, totals
from tests.bot.seeded import SEEDS, SUMMED, VILLAGE, contents, figure, seed
from tests.support.chat import Chat
from tests.support.databases import Databases
from tests.support.typed import python
from volunteering.rules.exams.announced import WhichEntries
from volunteering.rules.ground.periods import Month
from volunteering.rules.profiles import Born
from volunteering.rules.reports import Span
from volunteering.rules.tree import Role

NOW = datetime(2026, 11, 23, tzinfo=UTC)
YEAR = Span(year=2009)


@pytest.fixture
def village(monkeypatch: pytest.MonkeyPatch) -> None:
    """The city, a hundred times smaller."""
    for name, size in VILLAGE.items():
        monkeypatch.setattr(name, size)


@pytest.mark.usefixtures("village")
async def test_years_that_add_up(database: Database) -> None:
    await seed(database, years=2)
    async with database.reading() as reader:
        top = await Rows.reading(reader).units.top()
        for span in (YEAR, YEAR.after):
            whole = await totals(reader, span, top, NOW)
            units = await breakdown(reader, span, top.id, NOW)
            months = await course(reader, span, top.id, NOW)
            assert units is not None
            assert months is not None
            assert (whole.activities, whole.participations) == (360, 3000)
            for name in SUMMED:
                value = getattr(whole, name)
                assert sum(getattr(part.totals, name) for part in units.parts) == value, name
                assert sum(getattr(month, name) for _, month in months.months) == value, name
            assert all(month.participations for _, month in months.months)
    assert await figure(database, "SELECT COUNT(*) AS n FROM people") == 900 + 40


@pytest.mark.usefixtures("village")
async def test_some_of_its_people_are_qualified(database: Database) -> None:
    await seed(database)
    from_it = "SELECT COUNT(*) AS n FROM qualifications q JOIN qualification_kinds k ON k.id = q.kind_id WHERE"
    assert await figure(database, f"{from_it} q.id <= 60") == 60, "the others come of the examination"
    assert await figure(database, f"{from_it} q.state = 'verified' AND q.decided_by IS NULL") == 0
    assert await figure(database, f"{from_it} q.decided_by = q.person_id") == 0
    assert await figure(database, f"{from_it} q.state = 'verified' AND (k.months > 0) <> (expires_on IS NOT NULL)") == 0
    assert await figure(database, "SELECT COUNT(DISTINCT person_id) AS n FROM qualifications WHERE id <= 60") == 60


@pytest.mark.usefixtures("village")
async def test_an_examination_was_held_with_its_results(database: Database) -> None:
    await seed(database)
    async with database.reading() as reader:
        found, page = await held_exam(reader, 1), await entries_of(reader, 1, WhichEntries.OPEN, Page(5))
    assert found is not None
    assert [one.registered for one in found.totals] == [409, 103]
    assert [one.admitted for one in found.totals] == [409, 103]
    assert all(0 < one.passed < one.came < one.registered for one in found.totals)
    assert not page.entries, "everybody has a result"
    passed = sum(one.passed for one in found.totals)
    given = "SELECT COUNT(*) AS n FROM exam_entries g JOIN qualifications q ON q.id = g.qualification_id"
    assert await figure(database, f"{given} WHERE q.person_id = g.person_id AND q.state = 'verified'") == passed


@pytest.mark.usefixtures("village")
async def test_some_shifts_are_rated_by_three_or_more_who_came(database: Database) -> None:
    await seed(database)
    assert await figure(database, "SELECT COUNT(*) AS n FROM ratings") > 0
    few = "SELECT shift_id FROM ratings GROUP BY shift_id HAVING COUNT(*) < 3 OR COUNT(*) <> MAX(batch_size)"
    assert await figure(database, f"SELECT COUNT(*) AS n FROM ({few}) few") == 0
    for table in ("ratings", "commendations"):
        came = "SELECT 1 FROM entries e WHERE e.shift_id = t.shift_id AND e.person_id = t.person_id AND e.minutes > 0"
        assert await figure(database, f"SELECT COUNT(*) AS n FROM {table} t WHERE NOT EXISTS ({came})") == 0
    assert await figure(database, "SELECT COUNT(*) AS n FROM commendations WHERE by_id = person_id") == 0
    assert (
        await figure(database, "SELECT COUNT(*) AS n FROM signups WHERE (state = 'left') <> (left_late IS NOT NULL)")
        == 0
    )


@pytest.mark.usefixtures("village")
async def test_every_screen_of_thanks_and_learning_has_something(database: Database) -> None:
    await seed(database)
    for what, sql in {
        "a newcomer's buddy who came that often before": """
            SELECT COUNT(*) AS n FROM buddies b JOIN shifts s ON s.id = b.shift_id WHERE b.ended IS NULL AND 5 <= (
                SELECT SUM(e.participations) FROM entries e
                WHERE e.person_id = b.buddy_id AND e.day < s.day AND e.participations <> 0
            )
        """,
        "units that want buddies": "SELECT COUNT(*) AS n FROM unit_settings WHERE name = 'buddies' AND value = '1'",
        "honours": "SELECT COUNT(*) AS n FROM honours WHERE by_id <> person_id",
        "tests that were passed": "SELECT COUNT(*) AS n FROM quiz_attempts WHERE passed = 1",
        "certificates": "SELECT COUNT(*) AS n FROM certificates WHERE state = 'valid' AND minutes > 0",
        "whoever began": "SELECT COUNT(*) AS n FROM first_shifts",
    }.items():
        assert await figure(database, sql) > 0, what
    for what, sql in {
        "a buddy without a place": """
            SELECT COUNT(*) AS n FROM buddies b WHERE 2 <> (
                SELECT COUNT(*) FROM signups g WHERE g.shift_id = b.shift_id AND g.state = 'confirmed'
                    AND g.person_id IN (b.newcomer_id, b.buddy_id)
            )
        """,
        "a buddy of three": """
            SELECT COUNT(*) AS n FROM (
                SELECT 1 AS one FROM buddies GROUP BY shift_id, buddy_id HAVING COUNT(*) > 2
            ) many
        """,
        "passed without a result": """
            SELECT COUNT(*) AS n FROM quiz_attempts t WHERE t.passed = 1 AND NOT EXISTS (
                SELECT 1 FROM results r
                WHERE r.activity_id = t.activity_id AND r.person_id = t.person_id AND r.passed = 1
            )
        """,
        "sums that the ledger has not": """
            SELECT COUNT(*) AS n FROM shifts s WHERE s.participations <> (
                SELECT COALESCE(SUM(e.participations), 0) FROM entries e WHERE e.shift_id = s.id
            )
        """,
    }.items():
        assert await figure(database, sql) == 0, what


@pytest.mark.usefixtures("village")
async def test_rosters_say_more_than_who_came(database: Database) -> None:
    await seed(database)
    async with database.reading() as reader:
        found = await reader.one(
            """
            SELECT (SELECT COUNT(*) FROM entries WHERE kind = 'excused' AND no_shows = 0 AND minutes = 0) AS excused,
                (SELECT COUNT(*) FROM entries e JOIN signups g ON g.shift_id = e.shift_id AND g.person_id = e.person_id
                    WHERE e.kind = 'sent_home' AND e.participations = 1 AND g.noted = 'sent_home') AS sent_home,
                (SELECT COUNT(*) FROM shifts WHERE served_people > 0 AND handed_out > 0) AS handed_out,
                (SELECT COUNT(*) FROM shifts WHERE served_people IS NULL AND roster_at IS NOT NULL) AS unsaid
            """
        )
    assert found is not None
    assert min(dict(found).values()) > 0, dict(found)


@pytest.mark.usefixtures("village")
async def test_it_goes_on_from_there(database: Database) -> None:
    """Rows written afterwards get numbers of their own."""
    await seed(database)
    async with database.transaction() as tx:
        rows = Rows(tx)
        top = await rows.units.top()
        added = await rows.units.add(top, "Another", NOW)
        assert added is not None
        person = await rows.people.by_telegram(10**15 + 7)
        assert person is not None
        number = await rows.people.add(
            telegram_id=7,
            name="Wei",
            phone=None,
            language=person.language,
            unit=added,
            at=NOW,
            month=Month.parse("2026-11"),
        )
    assert number == 901


@pytest.mark.usefixtures("village")
async def test_nobody_can_be_sent_anything(database: Database) -> None:
    await seed(database)
    assert await figure(database, "SELECT COUNT(*) AS n FROM people WHERE reachable = 1") == 0
    assert await figure(database, "SELECT MIN(telegram_id) AS n FROM people") > 10**15
    assert await figure(database, "SELECT COUNT(*) AS n FROM people WHERE phone NOT LIKE '+86100%'") == 0


@pytest.mark.usefixtures("village")
async def test_what_it_holds_together(database: Database) -> None:
    """What the rules never let happen doesn't happen here."""
    await seed(database)
    for what, sql in {
        "more than places": """
            SELECT COUNT(*) AS n FROM shifts s WHERE s.places > 0 AND s.places <
            (SELECT COUNT(*) FROM signups g WHERE g.shift_id = s.id AND g.state = 'confirmed')
        """,
        "waiting where there is room": """
            SELECT COUNT(*) AS n FROM shifts s
            WHERE EXISTS (SELECT 1 FROM signups w WHERE w.shift_id = s.id AND w.state = 'waiting')
            AND s.places <> (SELECT COUNT(*) FROM signups g WHERE g.shift_id = s.id AND g.state = 'confirmed')
        """,
        "came without a place": """
            SELECT COUNT(*) AS n FROM entries e WHERE e.shift_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM signups g WHERE g.shift_id = e.shift_id AND g.person_id = e.person_id
            AND g.state = 'confirmed')
        """,
        "two shifts at once": """
            SELECT COUNT(*) AS n FROM signups a JOIN shifts s ON s.id = a.shift_id
            JOIN signups b ON b.person_id = a.person_id AND b.shift_id > a.shift_id JOIN shifts t ON t.id = b.shift_id
            WHERE a.state = 'confirmed' AND b.state = 'confirmed'
                AND s.starts_at < t.ends_at AND t.starts_at < s.ends_at
        """,
        "signed up before registering": """
            SELECT COUNT(*) AS n FROM signups g JOIN people p ON p.id = g.person_id WHERE g.at < p.registered_at
        """,
        "approved by themselves": "SELECT COUNT(*) AS n FROM entries e WHERE e.person_id = e.by_id",
        "a chain that doesn't add up": """
            SELECT COUNT(*) AS n FROM entries e JOIN entries r ON r.id = e.replaces_id
            WHERE e.change <> e.minutes - r.minutes OR e.participations + r.participations <> 1
            OR e.no_shows + r.no_shows <> 0
        """,
        "claimed in the ledger and not approved": """
            SELECT COUNT(*) AS n FROM claims c
            WHERE (c.state = 'approved') <> EXISTS (SELECT 1 FROM entries e WHERE e.claim_id = c.id)
        """,
    }.items():
        assert await figure(database, sql) == 0, what
    for what, sql in {
        "corrections": "SELECT COUNT(*) AS n FROM entries WHERE replaces_id IS NOT NULL",
        "no-shows": "SELECT SUM(no_shows) AS n FROM entries",
        "pending hours": "SELECT COUNT(*) AS n FROM claims WHERE state = 'pending'",
        "somebody waiting": "SELECT COUNT(*) AS n FROM signups WHERE state = 'waiting'",
        "somebody who left": "SELECT COUNT(*) AS n FROM signups WHERE state = 'left'",
        "something called off": "SELECT COUNT(*) AS n FROM activities WHERE state = 'cancelled'",
    }.items():
        assert await figure(database, sql) > 0, what


@pytest.mark.usefixtures("village")
async def test_the_same_every_time_and_on_both_databases(databases: Databases) -> None:
    found = []
    for kind in ("sqlite", "sqlite", "postgresql"):
        with databases.fresh(kind) as url:
            async with connect(url) as database:
                await seed(database)
                found.append(await contents(database))
    assert found[0] == found[1] == found[2]
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            await seed(database, year=2010, reachable=True)
            assert await contents(database) != found[0]
            assert await figure(database, "SELECT MIN(reachable) AS n FROM people") == 1


@pytest.mark.usefixtures("village")
async def test_only_an_empty_database_is_filled(database: Database) -> None:
    async with database.transaction() as tx:
        await Rows(tx).units.top_named("Taizhou", NOW)  # as starting Yigong does
    await seed(database)
    before = await contents(database)
    with pytest.raises(CommandError, match="empty"):
        await seed(database)
    assert await contents(database) == before


@pytest.mark.parametrize(("year", "years"), [(2009, 0), (2009, 11), (1900, 1), (20_009, 1)])
async def test_years_that_cannot_be(database: Database, year: int, years: int) -> None:
    with pytest.raises(CommandError, match="1 to 10 years"):
        await seed(database, year=year, years=years)
    assert await figure(database, "SELECT COUNT(*) AS n FROM people") == 0


async def test_a_real_city(databases: Databases) -> None:
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            await seed(database)
            assert await figure(database, "SELECT COUNT(*) AS n FROM people") == 28_000
            for depth, units in enumerate((1, 9, 131, 724)):
                assert await figure(database, f"SELECT COUNT(*) AS n FROM units WHERE depth = {depth}") == units
            assert await figure(database, "SELECT COUNT(*) AS n FROM roles WHERE role = 'admin'") == 62
            chen = await Chat(database).volunteer("Chen", role=Role.ADMIN)
            await chen.sends("/stats 2009")
            chen.sees("Activities 4,188", "Participations 143,695", "new 2,600")


async def test_the_command_fills_a_file_that_is_empty(tmp_path: Path) -> None:
    (tmp_path / "yigong.db").touch()
    said = await python("-c", SEEDS.format(sizes=VILLAGE), folder=tmp_path, DATABASE_URL="sqlite:///yigong.db")
    assert said.code == 0, said
    assert said.answer == "The city is there. Send /stats 2009 to see its year.\n"
    async with connect(f"sqlite:///{tmp_path}/yigong.db") as database:
        assert await figure(database, "SELECT COUNT(*) AS n FROM people") == VILLAGE["bot.seeding.city.PEOPLE"]


@pytest.mark.usefixtures("village")
async def test_most_say_most_of_themselves_and_nobody_is_under_age(database: Database) -> None:
    await seed(database)
    people = await figure(database, "SELECT COUNT(*) AS n FROM people")
    assert await figure(database, "SELECT COUNT(*) AS n FROM profiles") == people
    for field, least in (("gender", 0.8), ("education", 0.7), ("languages", 0.65), ("district", 0.75)):
        said = await figure(
            database, f"SELECT COUNT(*) AS n FROM profiles WHERE {field} IS NOT NULL AND {field} <> '-'"
        )
        assert least < said / people < 1, field
    async with database.reading() as reader:
        rows = await reader.all("SELECT born, registered_at FROM people WHERE born <> '-'")
        profiles = [await Rows.reading(reader).profiles.of(person) for person in range(1, 40)]
    assert any(profile.emergency for profile in profiles)
    assert any(profile.withheld for profile in profiles)
    for row in rows:
        day = datetime.fromtimestamp(row["registered_at"], UTC).date()
        assert Born.parse(row["born"]).age_on(day) >= 18, row["born"]
