"""Who is in an appraisal: adding somebody with the name of their post, taking them out, and naming who appraises."""

from collections.abc import Sequence

from volunteering.actions.appraisal.seats import OverAlready, note, seated
from volunteering.actions.appraisal.telling import tell_leaders, tell_of
from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet, Round, SheetState
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import Title
from volunteering.rules.journal import Did
from volunteering.rules.notices.appraisal import AppraisalNamed
from volunteering.rules.tree import NotAllowed, Post, Role
from volunteering.rules.volunteers import Actor, Person, Standing


class ElsewhereAlready(Model):
    """They are in another appraisal of that year."""

    name: str


class OwnSheet(Model):
    """Of themselves nobody settles anything: another admin does."""


class NoLeader(Model):
    """Who is to appraise has a role somewhere, and is here."""

    name: str


async def add_person(
    records: Records, actor: Actor, appraisal_id: int, person_id: int, post: Title, moment: Moment
) -> AppraisalSheet | ElsewhereAlready | OwnSheet | NotAllowed | Unchanged | None:
    """Appraise somebody of the unit or below, too, for a post of that name; who is in it has that name for theirs.

    None: no such appraisal, or nobody there with that number. Unchanged: it is closed.
    """
    appraisal = await records.appraisals.get(appraisal_id)
    person = await records.people.get(person_id)
    if appraisal is None or person is None or not person.standing.is_here:
        return None
    if not actor.rights.administers(appraisal.unit):
        return NotAllowed()
    if person.id == actor.id:
        return OwnSheet()
    if not appraisal.is_open:
        return Unchanged()
    held = await _post_in(records, appraisal, person)
    if held is None and not appraisal.unit.holds(person.unit):
        return NotAllowed()
    there = await records.appraisals.of_year(person.id, appraisal.year)
    if _is_elsewhere(there, appraisal):
        return ElsewhereAlready(name=person.name)
    unit, role = (held.unit, held.role) if held else (person.unit, None)
    mine = next((sheet for sheet in there if sheet.appraisal.id == appraisal.id), None)
    if mine is None:
        number, did = await records.appraisals.add(appraisal, person.id, unit, role, post), Did.APPRAISAL_ADDED
    else:
        number, did = mine.id, Did.APPRAISAL_POST_NAMED if mine.is_in else Did.APPRAISAL_PUT_BACK
        records.appraisals.call(mine, unit, role, post)
        records.appraisals.set_in(mine, is_in=True)
    return await _is_in_it(records, actor, number, did, moment)


def _is_elsewhere(sheets: Sequence[AppraisalSheet], appraisal: Appraisal) -> bool:
    """Whether somebody with these sheets of a year is appraised in another one."""
    return any(sheet.is_in and sheet.appraisal.id != appraisal.id for sheet in sheets)


async def _is_in_it(
    records: Records, actor: Actor, number: int, did: Did, moment: Moment
) -> AppraisalSheet | NotAllowed:
    """The sheet as it is now; who is new in it is told, and who appraises them."""
    found = await seated(records, actor, number)
    if found is None:
        return NotAllowed()
    sheet, _ = found
    note(records, did, sheet, actor, moment)
    if did is not Did.APPRAISAL_POST_NAMED:
        tell_of(records, sheet, sheet.appraisal, Round.OPENED, moment)
        await tell_leaders(records, (sheet,), sheet.appraisal, moment)
    return sheet


async def _post_in(records: Records, appraisal: Appraisal, person: Person) -> Post | None:
    """The greatest role that somebody has within it, the highest first."""
    posts = [post for post in (await records.people.rights(person.id)).posts if appraisal.unit.holds(post.unit)]
    return min(posts, key=lambda post: (post.role is not Role.ADMIN, post.unit.depth, post.unit.id), default=None)


NotSettled = OwnSheet | OverAlready | NotAllowed


async def _settled(records: Records, actor: Actor, sheet_id: int) -> AppraisalSheet | NotSettled | None:
    """A sheet of which the actor may settle who appraises, and whether it is in."""
    found = await seated(records, actor, sheet_id)
    if found is None:
        return None
    sheet, seat = found
    if not seat.administers:
        return NotAllowed()
    if seat.is_own:
        return OwnSheet()
    return sheet if seat.settles(sheet) else OverAlready(sheet=sheet)


async def set_in(
    records: Records, actor: Actor, sheet_id: int, moment: Moment, *, is_in: bool
) -> AppraisalSheet | ElsewhereAlready | NotSettled | None:
    """Take somebody out of it, or put them back; what was said is kept."""
    sheet = await _settled(records, actor, sheet_id)
    if not isinstance(sheet, AppraisalSheet) or sheet.is_in is is_in:
        return sheet
    theirs = await records.appraisals.of_year(sheet.person_id, sheet.appraisal.year)
    if is_in and _is_elsewhere(theirs, sheet.appraisal):
        person = await records.people.get(sheet.person_id)
        return ElsewhereAlready(name=person.name if person else "")
    records.appraisals.set_in(sheet, is_in=is_in)
    note(records, Did.APPRAISAL_PUT_BACK if is_in else Did.APPRAISAL_TAKEN_OUT, sheet, actor, moment)
    return sheet.model_copy(update={"state": SheetState.IN if is_in else SheetState.OUT})


async def name_leader(
    records: Records, actor: Actor, sheet_id: int, person_id: int | None, moment: Moment
) -> AppraisalSheet | NoLeader | NotSettled | None:
    """Let somebody with a role be the leader above, the actor perhaps; None as whom lets the tree say it again.

    What another had begun is none of their business: nobody else reads it, and it goes when they begin.
    """
    sheet = await _settled(records, actor, sheet_id)
    if not isinstance(sheet, AppraisalSheet):
        return sheet
    if sheet.is_handed:
        return OverAlready(sheet=sheet)
    if person_id is not None:
        person = await records.people.get(person_id)
        rights = await records.people.rights(person_id)
        if person is None:
            return None
        if person.standing is not Standing.ACTIVE or not rights.is_leader or person_id == sheet.person_id:
            return NoLeader(name=person.name)
    records.appraisals.name(sheet, person_id)
    note(records, Did.APPRAISAL_LEADER_NAMED, sheet, actor, moment)
    if person_id is not None and person_id != actor.id:
        notice = AppraisalNamed(sheet_id=sheet.id)
        tell(records, [person_id], notice, notice.about(), moment, again=True)
    return sheet.model_copy(update={"named_id": person_id})
