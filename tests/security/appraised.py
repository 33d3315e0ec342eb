"""What the yearly appraisal says of Mei, for the forgers."""

from typing import Final

from tests.support.acting import at
from tests.support.city import NOW, City
from volunteering.actions.appraisal.judging import hand_over, mark, say
from volunteering.actions.appraisal.opening import open_appraisal
from volunteering.actions.appraisal.people import add_person, name_leader
from volunteering.actions.appraisal.saying import say_of_oneself
from volunteering.rules.appraisal.marks import Merit
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet
from volunteering.rules.tree import Rights, Role
from volunteering.rules.volunteers import Actor, Person

SAID_OF_A_YEAR: Final = ("a hard year", "too kind")
"""By herself, and by who appraised her."""


async def appraised(city: City, admin: Actor, mei: Person, li: Person) -> dict[str, tuple[int, ...]]:
    """She has a post, has said how her year was, and so has Li. Gives what a field of a button may name."""
    async with city.writing() as rows:
        await rows.people.set_role(li.id, mei.unit.id, Role.LEADER, by_id=None, at=NOW)
        opened = await open_appraisal(rows, admin, mei.unit, NOW.year, at(NOW))
        assert isinstance(opened, Appraisal)
        sheet = await add_person(rows, admin, opened.id, mei.id, "Treasurer", at(NOW))
        assert isinstance(sheet, AppraisalSheet)
        await say_of_oneself(rows, Actor(person=mei, rights=Rights()), sheet.id, SAID_OF_A_YEAR[0])
        await name_leader(rows, admin, sheet.id, li.id, at(NOW))
        leads = Actor(person=li, rights=await rows.people.rights(li.id))
        for merit in Merit:
            await mark(rows, leads, sheet.id, merit, 4)
        await say(rows, leads, sheet.id, SAID_OF_A_YEAR[1])
        assert isinstance(await hand_over(rows, leads, sheet.id, at(NOW)), AppraisalSheet)
    found = await city.table("SELECT id FROM appraisal_sheets ORDER BY id")
    return {
        "appraisal": (opened.id,),
        "sheet": tuple(row["id"] for row in found),
        "year": (NOW.year,),
        "mark": (1, 5),
    }
