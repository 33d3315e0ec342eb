"""Announcing an exam, changing and cancelling it (docs/rules.md: Examinations)."""

from datetime import date

from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.changes import SETTLES
from volunteering.rules.exams.announced import Exam, ExamState, FewerThanTaken, OnlyLevel, WindowTooLate, window
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.texts import Remark, Title, Venue
from volunteering.rules.journal import Did
from volunteering.rules.notices.exams import ExamCancelled, ExamChanged
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.volunteers import Actor


class ExamWanted(Model):
    """What an exam is called, when and where it is, and on which local dates people register."""

    title: Title
    period: Period
    venue: Venue
    opens_on: date
    closes_on: date


class LevelWanted(Model):
    """A level that can be sat."""

    level: int
    places: int = 0  # no limit
    asks_below: bool = False


class ExamAnnounced(Model):
    """It is there, so."""

    exam: Exam
    told: int = 0  # who are told of a change


class ExamHeld(Model):
    """It has begun, or is cancelled: what it was stays."""


class ExamCalledOff(Model):
    """It does not take place."""

    exam: Exam
    told: int


async def announce(
    records: Records,
    actor: Actor,
    unit: Unit,
    kind_id: int,
    wanted: ExamWanted,
    levels: tuple[LevelWanted, ...],
    moment: Moment,
) -> ExamAnnounced | WindowTooLate | NotAllowed | None:
    """Announce an exam of a unit. None: the unit has no such kind, or the kind no such level."""
    kind = await records.kinds.get(kind_id)
    if kind is None or not kind.is_for(unit) or not levels:
        return None
    if any(not 0 <= one.level <= kind.highest for one in levels):
        return None
    if not actor.rights.administers(unit):
        return NotAllowed()
    opens_at, closes_at = window(wanted.opens_on, wanted.closes_on, moment.zone)
    if closes_at > wanted.period.start:
        return WindowTooLate(last=wanted.closes_on)
    number = await records.exams.add(
        unit,
        kind,
        title=wanted.title,
        period=wanted.period,
        day=wanted.period.day(moment.zone).isoformat(),
        venue=wanted.venue,
        opens_at=opens_at,
        closes_at=closes_at,
        by_id=actor.id,
        at=moment.now,
    )
    for one in sorted(levels, key=lambda level: level.level):
        asks_below = one.asks_below and one.level > 0
        records.exams.add_level(number, one.level, places=one.places, asks_below=asks_below)
    records.journal.note(Did.EXAM_ANNOUNCED, by_id=actor.id, at=moment.now, unit_id=unit.id, exam=number)
    exam = await records.exams.get(number)
    return ExamAnnounced(exam=exam) if exam else None


async def _to_change(
    records: Records, actor: Actor, exam_id: int, moment: Moment
) -> Exam | ExamHeld | NotAllowed | None:
    exam = await records.exams.get(exam_id)
    if exam is None:
        return None
    if not actor.rights.administers(exam.unit):
        return NotAllowed()
    return exam if exam.is_to_come(moment.now) else ExamHeld()


async def change_exam(
    records: Records, actor: Actor, exam_id: int, wanted: ExamWanted, moment: Moment
) -> ExamAnnounced | WindowTooLate | ExamHeld | NotAllowed | Unchanged | None:
    """Let it be called so, be then and there; whoever is registered is told of title, time and venue, once."""
    exam = await _to_change(records, actor, exam_id, moment)
    if not isinstance(exam, Exam):
        return exam
    opens_at, closes_at = window(wanted.opens_on, wanted.closes_on, moment.zone)
    if closes_at > wanted.period.start:
        return WindowTooLate(last=wanted.closes_on)
    now = {
        "title": wanted.title,
        "period": wanted.period,
        "venue": wanted.venue,
        "opens_at": opens_at,
        "closes_at": closes_at,
    }
    changed = exam.model_copy(update=now)
    if changed == exam:
        return Unchanged()
    records.exams.change(changed, wanted.period.day(moment.zone).isoformat())
    _note(records, actor, exam, moment)
    notice = ExamChanged.of(exam)
    if ExamChanged.of(changed) == notice:
        return ExamAnnounced(exam=changed)
    people = await records.exams.people_in(exam.id)
    told = tell(records, people, notice, notice.about(), moment, again=True, after=SETTLES)
    return ExamAnnounced(exam=changed, told=told)


async def change_level(
    records: Records,
    actor: Actor,
    exam_id: int,
    level_id: int,
    moment: Moment,
    *,
    places: int | None = None,
    asks_below: bool | None = None,
) -> ExamAnnounced | FewerThanTaken | ExamHeld | NotAllowed | None:
    """Let a level have so many places, or ask for the level below; who is registered stays so. None: no such level."""
    exam = await _to_change(records, actor, exam_id, moment)
    if not isinstance(exam, Exam):
        return exam
    level = exam.level_of(level_id)
    if level is None:
        return None
    if places and places < level.taken:
        return FewerThanTaken(taken=level.taken)
    records.exams.change_level(
        level.id,
        places=level.places if places is None else places,
        asks_below=level.level > 0 and (level.asks_below if asks_below is None else asks_below),
    )
    return await _as_it_is(records, actor, exam, moment)


async def add_level(
    records: Records, actor: Actor, exam_id: int, level: int, moment: Moment
) -> ExamAnnounced | ExamHeld | NotAllowed | None:
    """Let a further level of the kind be sat, without a limit or a condition. None: the kind has no such level."""
    exam = await _to_change(records, actor, exam_id, moment)
    if not isinstance(exam, Exam):
        return exam
    if not 0 <= level <= exam.kind.highest:
        return None
    if any(one.level == level for one in exam.levels):
        return ExamAnnounced(exam=exam)
    records.exams.add_level(exam.id, level, places=0, asks_below=False)
    return await _as_it_is(records, actor, exam, moment)


async def remove_level(
    records: Records, actor: Actor, exam_id: int, level_id: int, moment: Moment
) -> ExamAnnounced | FewerThanTaken | OnlyLevel | ExamHeld | NotAllowed | None:
    """Leave a level out for which nobody has ever registered. None: no such level."""
    exam = await _to_change(records, actor, exam_id, moment)
    if not isinstance(exam, Exam):
        return exam
    level = exam.level_of(level_id)
    if level is None:
        return None
    if len(exam.levels) == 1:
        return OnlyLevel()
    if not await records.exams.remove_level(level.id):
        return FewerThanTaken(taken=level.taken)
    return await _as_it_is(records, actor, exam, moment)


async def _as_it_is(records: Records, actor: Actor, exam: Exam, moment: Moment) -> ExamAnnounced:
    """Note that it was changed, and read what it is from now on."""
    _note(records, actor, exam, moment)
    return ExamAnnounced(exam=await records.exams.get(exam.id) or exam)


def _note(records: Records, actor: Actor, exam: Exam, moment: Moment) -> None:
    records.journal.note(Did.EXAM_CHANGED, by_id=actor.id, at=moment.now, unit_id=exam.unit.id, exam=exam.id)


async def cancel_exam(
    records: Records, actor: Actor, exam_id: int, because: Remark, moment: Moment
) -> ExamCalledOff | ExamHeld | NotAllowed | None:
    """It does not take place, and whoever is registered is told why."""
    exam = await _to_change(records, actor, exam_id, moment)
    if not isinstance(exam, Exam):
        return exam
    records.exams.cancel(exam.id, because)
    records.journal.note(Did.EXAM_CANCELLED, by_id=actor.id, at=moment.now, unit_id=exam.unit.id, exam=exam.id)
    notice = ExamCancelled(exam_id=exam.id)
    told = tell(records, await records.exams.people_in(exam.id), notice, notice.about(), moment)
    off = exam.model_copy(update={"state": ExamState.CANCELLED, "off_because": because})
    return ExamCalledOff(exam=off, told=told)
