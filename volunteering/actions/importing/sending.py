"""Lists that admins send to the bot (docs/rules.md: People brought along): kept, wanted, taken back."""

from typing import Final

from volunteering.actions.exams.entering import NotHeldYet
from volunteering.actions.telling.telling import tell_one
from volunteering.actions.training.leading import led_training
from volunteering.records import Records
from volunteering.rules.activities import Activity
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.sending import MOST_WAITING, ListKind, SentList
from volunteering.rules.notices.importing import ListProgress
from volunteering.rules.notices.keys import second
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.volunteers import Actor

_LEADERS: Final = frozenset((ListKind.UNKNOWN, ListKind.QUESTIONS))
"""Of these a leader has a word in it, too."""


class TooManyLists(Model):
    """So many of them wait for a word of whoever sent them that there is no room for another."""

    waiting: tuple[SentList, ...]


async def send_list(
    records: Records, actor: Actor, *, file_id: str, name: str, moment: Moment
) -> SentList | TooManyLists | NotAllowed:
    """Keep a file that a leader or an admin has sent, and nobody has asked for: it is looked into what it is."""
    units = actor.rights.administered or actor.rights.led
    if not units:
        return NotAllowed()
    waiting = await records.sent_lists.of(actor.id)
    if len(waiting) >= MOST_WAITING:
        return TooManyLists(waiting=waiting)
    return await records.sent_lists.offer(
        by_id=actor.id,
        unit_id=units[0].id,
        state=Progress.OFFERED,
        file_id=file_id,
        name=name,
        at=moment.now,
        kind=ListKind.UNKNOWN,
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
        kind=ListKind.RESULTS,
        about=exam_id,
    )


async def my_list(records: Records, actor: Actor, list_id: int) -> SentList | NotAllowed | None:
    """A list as it stands, for whoever sent it and is still an admin there. None: it is over."""
    found = await records.sent_lists.get(list_id)
    if found is None:
        return None
    if found.by_id != actor.id or found.activity_id is not None:
        return NotAllowed()
    may = actor.rights.is_leader if found.kind in _LEADERS else actor.rights.is_admin
    is_settled = found.kind is not ListKind.UNKNOWN and found.state is not Progress.SENT
    return found if may and (not is_settled or actor.rights.administers(found.unit)) else NotAllowed()


async def say_whose(
    records: Records, actor: Actor, list_id: int, unit: Unit, moment: Moment
) -> SentList | NotAllowed | None:
    """It is that unit's list: it is looked through. Gives it as it stands then."""
    found = await my_list(records, actor, list_id)
    if not isinstance(found, SentList):
        return found
    if not actor.rights.administers(unit):
        return NotAllowed()
    if found.state is Progress.SENT and found.kind is ListKind.PEOPLE:
        await records.sent_lists.turn(found, Progress.OFFERED, moment.now, unit_id=unit.id)
    return await records.sent_lists.get(list_id)


async def say_which_training(
    records: Records, actor: Actor, list_id: int, activity_id: int, moment: Moment
) -> Activity | SentList | NotAllowed | None:
    """The questions are of that training's test: they are looked through. Gives it; or the list, as it stands."""
    found = await my_list(records, actor, list_id)
    if not isinstance(found, SentList) or found.kind is not ListKind.QUESTIONS:
        return found
    led = await led_training(records, actor, activity_id)
    if not isinstance(led, tuple):
        return led
    of_training = found.model_copy(update={"activity_id": activity_id})
    if await records.sent_lists.turn(of_training, Progress.OFFERED, moment.now, unit_id=led[0].unit.id):
        for before in await records.sent_lists.of_quiz(actor.id, activity_id):
            if before.id != list_id:
                await records.sent_lists.take_back(before.id)
    return led[0]


async def say_which_exam(
    records: Records, actor: Actor, list_id: int, exam_id: int, moment: Moment
) -> SentList | NotHeldYet | NotAllowed | None:
    """The results are of that exam: they are looked through. Gives the list as it stands then."""
    found = await my_list(records, actor, list_id)
    if not isinstance(found, SentList) or found.kind is not ListKind.RESULTS or found.exam_id is not None:
        return found
    exam = await records.exams.get(exam_id)
    if exam is None or not actor.rights.administers(exam.unit):
        return NotAllowed()
    if not exam.takes_results(moment.now):
        return NotHeldYet(exam=exam)
    of_exam = found.model_copy(update={"exam_id": exam_id})
    await records.sent_lists.turn(of_exam, Progress.OFFERED, moment.now, unit_id=exam.unit.id)
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
