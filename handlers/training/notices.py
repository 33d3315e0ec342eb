"""Told about trainings: what came of one, and what a session's roster says."""

from typing import Final

from markupsafe import Markup

from handlers.buttons.activities import ShowActivity
from handlers.buttons.qualifications import ShowQualifications
from handlers.buttons.signing_up import TakeShift
from handlers.buttons.training import TakeTraining
from handlers.noticing.writing import Notices, Reading
from handlers.showing.asking import ask_the_leader
from handlers.showing.parts import and_more, when_and_how_long
from handlers.showing.qualifications import good_until, named, opens_activities
from handlers.tapping.screen import Press, Row, Screen, page
from storage.views.training.ledger import study_line_that_holds
from volunteering.rules.activities import Activity
from volunteering.rules.enquiries import Matter
from volunteering.rules.hours import Kind
from volunteering.rules.notices.training import SessionsAdded, StudyRecorded, TrainingSettled
from volunteering.rules.signing_up import SignUpState
from words.words import Words

notices = Notices()

LISTED: Final = 6
"""Of more sessions so many are named."""


@notices.written(TrainingSettled)
async def training_settled(reading: Reading, notice: TrainingSettled) -> Screen | None:
    """As it stands when it is told, where it is another one than the reader was told before."""
    result = await reading.records.training.result(notice.activity_id, reading.owed.person_id)
    activity = await reading.records.activities.get(notice.activity_id)
    if result is None or activity is None:
        return None
    is_first = notice.before is None and notice.mark_before is None
    if not is_first and (result.said, result.mark) == (notice.before, notice.mark_before):
        return None
    words = reading.words
    given = result.qualification_id
    held = await reading.records.qualifications.get(given) if given is not None else None
    mark = words.say("Mark: {mark}", mark=result.mark) if result.mark is not None else None
    if result.passed:
        return page(
            words.say("Passed: {title}", title=activity.title),
            mark,
            words.say("✅ You hold: {qualification}", qualification=named(words, held.kind, held.level))
            if held
            else None,
            good_until(words, held.expires_on) if held else None,
            rows=(*(opens_activities(words, held.kind) if held else ()), _my_qualifications_row(words)),
        )
    if result.said is None and not notice.before:
        return _marked(words, activity, mark)
    was_told = _put_right(words, gives=await _gives(reading, activity)) if notice.before else None
    return _not_passed(words, activity, mark, was_told)


async def _gives(reading: Reading, activity: Activity) -> bool:
    training = await reading.records.training.get(activity.id)
    return training is not None and training.kind is not None


def _put_right(words: Words, *, gives: bool) -> Markup:
    """Whoever has read that they passed is told that it is over, with what it gave."""
    if gives:
        return words.say("⚠️ This was put right: what passing had given you is taken back.")
    return words.say("⚠️ This was put right.")


def _marked(words: Words, activity: Activity, mark: Markup | None) -> Screen:
    """A mark alone: whether they pass, something else decides."""
    return page(
        words.say("A mark for you: {title}", title=activity.title),
        mark,
        rows=((ask_the_leader(words, Matter.ACTIVITY, activity.id),),),
    )


def _not_passed(words: Words, activity: Activity, mark: Markup | None, was_told: Markup | None = None) -> Screen:
    return page(
        words.say("Not passed: {title}", title=activity.title),
        mark,
        was_told,
        words.say("If you see it differently, or would like to try again, please ask the leader."),
        rows=((ask_the_leader(words, Matter.ACTIVITY, activity.id),), _my_qualifications_row(words)),
    )


def _my_qualifications_row(words: Words) -> Row:
    return (Press(words.say("My qualifications"), ShowQualifications()),)


@notices.written(SessionsAdded)
async def sessions_added(reading: Reading, notice: SessionsAdded) -> Screen | None:
    """The sessions ahead that the reader never said anything to, where they are still in others."""
    words, activity = reading.words, await reading.records.activities.get(notice.activity_id)
    if activity is None or not activity.is_on:
        return None
    new, is_in = [], False
    for session in await reading.records.activities.shifts(activity.id):
        mine = await reading.records.sign_ups.mine(session.id, reading.owed.person_id)
        if mine is None and session.is_ahead(words.now):
            new.append(session)
        is_in = is_in or (mine is not None and mine.state is not SignUpState.LEFT)
    if not new or not is_in:
        return None
    take = TakeShift(shift=new[0].id) if len(new) == 1 else TakeTraining(activity=activity.id)
    return page(
        words.say("More sessions: {title}", title=activity.title),
        *(Markup("📅 %s") % words.period(one.period) for one in new[:LISTED]),
        and_more(words, len(new) - LISTED),
        words.say("You have not signed up for this yet."),
        rows=(
            (Press(words.say("Sign up"), take, "success"),),
            (Press(words.say("All sessions"), ShowActivity(activity=activity.id)),),
            (ask_the_leader(words, Matter.ACTIVITY, activity.id),),
        ),
    )


@notices.written(StudyRecorded)
async def study_recorded(reading: Reading, notice: StudyRecorded) -> Screen | None:
    """Where nothing has replaced that line since."""
    line = await study_line_that_holds(reading.reader, notice.line_id)
    found = await reading.records.activities.shift(notice.shift_id) if line else None
    if line is None or found is None:
        return None
    words, (activity, shift) = reading.words, found
    match line.kind:
        case Kind.NO_SHOW:
            title = words.say("Missed: {title}", title=activity.title)
            said = words.say("⚠️ The roster says that you were not at this session.")
        case Kind.EXCUSED:
            title = words.say("Excused: {title}", title=activity.title)
            said = words.say("✅ The roster says that you were excused from this session.")
        case Kind.VOID:
            title = words.say("Put right: {title}", title=activity.title)
            said = words.say("✅ What was recorded for you was taken back. It counts no more.")
        case _:
            title = words.say("Put right: {title}", title=activity.title)
            said = words.say("✅ You were at this session: {length} of study", length=words.length(line.minutes))
    return page(
        title,
        when_and_how_long(words, shift),
        said,
        rows=((ask_the_leader(words, Matter.SHIFT, shift.id),),),
    )
