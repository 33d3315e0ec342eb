"""Told about the reader's unit: it was merged into another."""

from handlers.buttons.home import Home
from handlers.buttons.volunteers import ShowProfile
from handlers.noticing.writing import Notices, Reading
from handlers.tapping.screen import Press, Screen, page
from volunteering.rules.notices.tree import UnitMerged
from volunteering.rules.tree import Role, Unit
from words.words import Words

notices = Notices()


@notices.written(UnitMerged)
async def unit_merged(reading: Reading, notice: UnitMerged) -> Screen | None:
    """Where the other one is still there, or a part of another; what the reader is in it now."""
    unit = await reading.records.units.current(notice.into_id)
    person = await reading.records.people.get(reading.owed.person_id)
    if unit is None or person is None:
        return None
    role = (await reading.rights()).role_in(unit.id)
    return _a_part_of(reading.words, notice.name, unit, role, is_home=person.unit.id == unit.id)


def _a_part_of(words: Words, name: str, unit: Unit, role: Role | None, *, is_home: bool) -> Screen:
    belongs = (
        words.say("You belong to {team} from now on. Your shifts and hours stay as they are.", team=unit.name)
        if is_home
        else None
    )
    leads = {
        Role.LEADER: words.say("You lead {team} and everything below it from now on.", team=unit.name),
        Role.ADMIN: words.say("You are an admin of {team} and everything below it from now on.", team=unit.name),
    }
    further = words.say("It is one of your further teams.") if not is_home and role is None else None
    return page(
        words.say("{team} is a part of {into} now", team=name, into=unit.name),
        belongs,
        leads[role] if role else None,
        further,
        rows=((Press(words.say("Profile"), ShowProfile()), Press(words.say("‹ Home"), Home())),),
    )
