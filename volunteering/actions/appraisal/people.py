"""Who is in an appraisal: adding somebody with the name of their post, taking them out, and naming who appraises."""

from volunteering.actions.appraisal.seats import OverAlready, seated
from volunteering.actions.appraisal.telling import tell_leaders, tell_of
from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.appraisal import Appraisal, AppraisalSheet, MeritMarks, Round, appraisers_of
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
) -> AppraisalSheet | ElsewhereAlready | OwnSheet | OverAlready | NotAllowed | Unchanged | None:
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
    unit, role = (held.unit, held.role) if held else (person.unit, None)
    number = await records.appraisals.add(appraisal, person.id, unit, role, post)
    sheet = await records.appraisals.sheet(number) if number is not None else None
    if sheet is None:
        return ElsewhereAlready(name=person.name)
    _note(records, Did.APPRAISAL_ADDED, sheet, actor, moment)
    tell_of(records, sheet, appraisal, Round.OPENED, moment)
    await tell_leaders(records, (sheet,), appraisal, moment)
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
) -> AppraisalSheet | NotSettled | None:
    """Take somebody out of it, or put them back; what was said is kept."""
    sheet = await _settled(records, actor, sheet_id)
    if not isinstance(sheet, AppraisalSheet):
        return sheet
    if sheet.is_in is not is_in:
        records.appraisals.set_in(sheet, is_in=is_in)
        _note(records, Did.APPRAISAL_ADDED if is_in else Did.APPRAISAL_TAKEN_OUT, sheet, actor, moment)
    return sheet


async def name_leader(
    records: Records, actor: Actor, sheet_id: int, person_id: int | None, moment: Moment
) -> AppraisalSheet | NoLeader | NotSettled | None:
    """Let somebody with a role be the leader above, the actor perhaps; None as whom lets the tree say it again.

    Whoever is it then begins anew: what another leader had not handed over is nobody else's business.
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
    admins = await records.appraisals.admins_over((sheet.unit,))
    now = sheet.model_copy(update={"named_id": person_id})
    if not set(appraisers_of(now, admins)) <= set(appraisers_of(sheet, admins)):
        records.appraisals.begin_anew(sheet)
        now = now.model_copy(update={"led": MeritMarks(), "led_words": ""})
    records.appraisals.name(sheet, person_id)
    _note(records, Did.APPRAISAL_LEADER_NAMED, sheet, actor, moment)
    if person_id not in {None, actor.id}:
        notice = AppraisalNamed(sheet_id=sheet.id)
        tell(records, [person_id] if person_id else [], notice, notice.about(), moment, again=True)
    return now


def _note(records: Records, did: Did, sheet: AppraisalSheet, actor: Actor, moment: Moment) -> None:
    records.journal.note(did, by_id=actor.id, at=moment.now, person_id=sheet.person_id, unit_id=sheet.unit.id)
