"""Lists that admins send to the bot (docs/rules.md: People brought along): kept, wanted, taken back."""

from volunteering.actions.exams.entering import NotHeldYet
from volunteering.actions.telling.telling import tell_one
from volunteering.records import Records
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.sending import MOST_WAITING, ListKind, SentList
from volunteering.rules.notices.importing import ListProgress
from volunteering.rules.notices.keys import second
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.volunteers import Actor


class TooManyLists(Model):
    """So many of them wait for a word of whoever sent them that there is no room for another."""

    waiting: tuple[SentList, ...]


async def send_list(
    records: Records, actor: Actor, *, file_id: str, name: str, moment: Moment
) -> SentList | TooManyLists | NotAllowed:
    """Keep a list that an admin has sent: it is looked through; of several units they say first whose list it is."""
    units = actor.rights.administered
    if not units:
        return NotAllowed()
    waiting = await records.sent_lists.of(actor.id)
    if len(waiting) >= MOST_WAITING:
        return TooManyLists(waiting=waiting)
    state = Progress.OFFERED if len(units) == 1 else Progress.SENT
    return await records.sent_lists.offer(
        by_id=actor.id, unit_id=units[0].id, state=state, file_id=file_id, name=name, at=moment.now
    )


async def send_results(
    records: Records, actor: Actor, exam_id: int, *, file_id: str, name: str, moment: Moment
) -> SentList | TooManyLists | NotHeldYet | NotAllowed | None:
    """Keep the list of an exam that was sent back with results, in place of one that they sent before.

    It is looked through. None: no such exam.
    """
    exam = await records.exams.get(exam_id)
    if exam is None:
        return None
    if not actor.rights.administers(exam.unit):
        return NotAllowed()
    if not exam.takes_results(moment.now):
        return NotHeldYet(exam=exam)
    for before in await records.sent_lists.of(actor.id):
        if before.exam_id == exam_id:
            await records.sent_lists.take_back(before.id)
    waiting = await records.sent_lists.of(actor.id)
    if len(waiting) >= MOST_WAITING:
        return TooManyLists(waiting=waiting)
    return await records.sent_lists.offer(
        by_id=actor.id,
        unit_id=exam.unit.id,
        state=Progress.OFFERED,
        file_id=file_id,
        name=name,
        at=moment.now,
        exam_id=exam_id,
    )


async def my_list(records: Records, actor: Actor, list_id: int) -> SentList | NotAllowed | None:
    """A list as it stands, for whoever sent it and is still an admin there. None: it is over."""
    found = await records.sent_lists.get(list_id)
    if found is None:
        return None
    if found.by_id != actor.id or not actor.rights.is_admin or found.kind is not ListKind.PEOPLE:
        return NotAllowed()
    if found.state is Progress.SENT or actor.rights.administers(found.unit):
        return found
    return NotAllowed()


async def say_whose(
    records: Records, actor: Actor, list_id: int, unit: Unit, moment: Moment
) -> SentList | NotAllowed | None:
    """It is that unit's list: it is looked through. Gives it as it stands then."""
    found = await my_list(records, actor, list_id)
    if not isinstance(found, SentList):
        return found
    if not actor.rights.administers(unit):
        return NotAllowed()
    if found.state is Progress.SENT:
        await records.sent_lists.turn(found, Progress.OFFERED, moment.now, unit_id=unit.id)
    return await records.sent_lists.get(list_id)


async def want_list(records: Records, actor: Actor, list_id: int, moment: Moment) -> SentList | NotAllowed | None:
    """Have it imported, as it was shown; tapped twice, once. Gives it as it stands then."""
    found = await my_list(records, actor, list_id)
    if not isinstance(found, SentList) or found.state is not Progress.TRIED:
        return found
    if await records.sent_lists.turn(found, Progress.WANTED, moment.now):
        notice = ListProgress(list_id=list_id, at=second(moment.now))
        tell_one(records, actor.id, notice, notice.key(), moment)
    return await records.sent_lists.get(list_id)


async def take_back(records: Records, actor: Actor, list_id: int) -> SentList | NotAllowed | None:
    """Forget it, where nothing of it is there yet. Gives what can't be taken back any more; None: it is over."""
    found = await my_list(records, actor, list_id)
    if not isinstance(found, SentList) or await records.sent_lists.take_back(list_id):
        return None if isinstance(found, SentList) else found
    return await records.sent_lists.get(list_id)
