"""Letters to the people of an activity, and to all the people of a unit, which may be stopped on the way."""

from volunteering.actions.leading.led import find_led
from volunteering.actions.telling.telling import shifts_by_person, tell, tell_one
from volunteering.records import Records
from volunteering.rules.activities import Activity
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import LetterText
from volunteering.rules.journal import Did
from volunteering.rules.letters import Course, UnitLetter
from volunteering.rules.notices.letters import Letter, LetterProgress
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.volunteers import Actor


class WrittenToUnit(Model):
    """It is on its way to so many people, and its progress to the actor."""

    letter_id: int
    to: int


async def write_to_unit(
    records: Records, actor: Actor, unit: Unit, text: LetterText, moment: Moment
) -> WrittenToUnit | NotAllowed:
    """Write to everybody whose home is in a unit the actor administers, but for the actor."""
    if not actor.rights.administers(unit):
        return NotAllowed()
    letter_id, total = await records.unit_letters.begin(unit, text, by_id=actor.id, at=moment.now)
    progress = LetterProgress(broadcast_id=letter_id)
    tell_one(records, actor.id, progress, progress.key(), moment)
    records.journal.note(Did.UNIT_LETTER, by_id=actor.id, at=moment.now, unit_id=unit.id, people=total)
    return WrittenToUnit(letter_id=letter_id, to=total)


async def stop_letter(records: Records, actor: Actor, letter_id: int, moment: Moment) -> UnitLetter | NotAllowed | None:
    """Let nobody else get it; those who have it, have it. Gives it as it is then. None: no such letter."""
    letter = await records.unit_letters.get(letter_id)
    if letter is None:
        return None
    if not actor.rights.administers(letter.unit):
        return NotAllowed()
    if letter.course is not Course.GOING:
        return letter
    await records.unit_letters.stop(letter_id)
    records.journal.note(Did.UNIT_LETTER_STOPPED, by_id=actor.id, at=moment.now, unit_id=letter.unit.id)
    return await records.unit_letters.get(letter_id)


class WrittenToPeople(Model):
    """The letter is on its way to so many people."""

    activity: Activity
    to: int


async def write_to_people(
    records: Records, actor: Actor, activity_id: int, text: LetterText, moment: Moment, *, shift_id: int | None = None
) -> WrittenToPeople | NotAllowed | None:
    """Write to the people of one shift of an activity; or of all that are not over, or all that were held if all are.

    None: no such activity, or no such shift of it.
    """
    found = await find_led(records, actor, activity_id)
    if found is None or isinstance(found, NotAllowed):
        return found
    activity, every = found
    held = [shift for shift in every if not shift.called_off]
    ahead = [shift for shift in held if shift.is_ahead(moment.now)]
    chosen = (ahead or held) if shift_id is None else [shift for shift in held if shift.id == shift_id]
    if shift_id is not None and not chosen:
        return None
    people = await shifts_by_person(records, chosen, without=actor.id)
    letter = Letter(from_id=actor.id, activity_id=activity_id, text=text)
    told = tell(records, people, letter, letter.about(), moment, again=True)
    records.journal.note(
        Did.LETTER, by_id=actor.id, at=moment.now, activity_id=activity_id, shift_id=shift_id, people=told
    )
    return WrittenToPeople(activity=activity, to=told)
