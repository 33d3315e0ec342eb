"""A number that stands on somebody's paper is nobody else's with a backup from before, and theirs if it knows them."""

from pathlib import Path

from storage.engine.database import Database
from storage.keeping.backup import back_up
from tests.storage.keeping.test_backup import unseen
from tests.storage.keeping.test_certified_again import restored
from tests.support.acting import at
from tests.support.city import NOW, City, hours_later
from tests.support.examined import DAY, admin_of, announced, registers
from volunteering.actions.exams.numbering import number_closed, number_now
from volunteering.actions.exams.registering import Admitted
from volunteering.rules.exams.announced import Exam

WINDOW = 2 * DAY
CLOSED = 12 * DAY


async def numbers(city: City, exam: Exam) -> dict[str, int | None]:
    rows = await city.table(
        """
        SELECT p.name, g.admission FROM exam_entries g JOIN people p ON p.id = g.person_id
        WHERE g.exam_id = :exam ORDER BY g.ticket
        """,
        exam=exam.id,
    )
    return {row["name"]: row["admission"] for row in rows}


async def test_they_stay_whose_they_are(database: Database, database_url: str, tmp_path: Path) -> None:
    city = await City.founded(database)
    admin = await admin_of(city, city.jiaojiang)
    exam = await announced(city, admin, 0, 0, asks_below=False)
    people = {name: await city.person(name) for name in ("Mei", "Bo", "Lin", "Wu", "Hu")}
    for name in ("Mei", "Bo"):
        assert isinstance(await registers(city, people[name], exam, 0, hours=WINDOW), Admitted)
    file = tmp_path / "city.zip"
    await back_up(database_url, file, now=NOW, progress=unseen)

    async with city.writing() as rows:
        assert await number_now(rows, admin, exam.id, at(hours_later(WINDOW))) == 2
    for name, level in (("Lin", 0), ("Wu", 1)):
        assert isinstance(await registers(city, people[name], exam, level, hours=WINDOW), Admitted)
    async with city.writing() as rows:
        await number_closed(rows, exam.id, at(hours_later(CLOSED)))
    given = await numbers(city, exam)
    assert given == {"Mei": 1001, "Bo": 1002, "Lin": 1003, "Wu": 2001}

    await restored(city, database_url, file)
    assert await numbers(city, exam) == {"Mei": 1001, "Bo": 1002}
    for name, level in (("Hu", 0), ("Wu", 1), ("Lin", 0)):  # who registered since does so once more
        assert isinstance(await registers(city, people[name], exam, level, hours=WINDOW), Admitted)
    async with city.writing() as rows:
        await number_closed(rows, exam.id, at(hours_later(CLOSED)))
    assert await numbers(city, exam) == {"Mei": 1001, "Bo": 1002, "Hu": 1004, "Wu": 2002, "Lin": 1005}
