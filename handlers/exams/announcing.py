"""Announcing an exam, changing and cancelling it."""

from typing import Any

from markupsafe import Markup

from handlers.buttons.exams import (
    AddExamLevel,
    AnnounceExam,
    AskCancelExam,
    CancelExam,
    ChangeExam,
    ChangeLevelPlaces,
    ManageExam,
    RemoveExamLevel,
    SetLevelCondition,
    ShowExamLevel,
)
from handlers.exams.finding import gone, managed
from handlers.exams.questions import LEVELS, AnnouncingExam, CancellingExam, ChangingExam, PlacesOfLevel
from handlers.exams.screens import managing as screens
from handlers.forms import engine
from handlers.forms.endings import ends, previews
from handlers.forms.problems import WrongAnswer
from handlers.forms.units import of_several_units
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import not_mine
from storage.process.drafts import Draft
from volunteering.actions.exams import announcing
from volunteering.actions.exams.announcing import (
    ExamAnnounced,
    ExamCalledOff,
    ExamHeld,
    ExamWanted,
    LevelWanted,
    announce,
    cancel_exam,
    change_exam,
)
from volunteering.rules.exams.announced import (
    Exam,
    ExamLevel,
    ExamState,
    FewerThanTaken,
    OnlyLevel,
    WindowTooLate,
    window,
)
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(AnnounceExam, writes=True, role=Role.ADMIN)
async def begin(tap: Tap, _: AnnounceExam) -> Answer | GoTo:
    """The form, for a unit that is chosen where there are several."""
    return await engine.begin_form(tap, AnnouncingExam, about=await of_several_units(tap))


def _wanted(form: AnnouncingExam | ChangingExam) -> ExamWanted:
    first, last = form.window
    return ExamWanted(title=form.called, period=form.when, venue=form.place, opens_on=first, closes_on=last)


def _levels(form: AnnouncingExam, draft: Draft) -> tuple[LevelWanted, ...]:
    ranks = form.levels if draft.about.get(LEVELS) else (0,)
    places = form.places if len(form.places) == len(ranks) else form.places[:1] * len(ranks)
    return tuple(
        LevelWanted(level=rank, places=many, asks_below=form.asks_below and rank > 0)
        for rank, many in zip(ranks, places, strict=True)
    )


@previews(AnnouncingExam)
async def preview(tap: Tap, form: AnnouncingExam, draft: Draft) -> Markup | None:
    """What people will see."""
    kind = await tap.records.kinds.get(form.kind)
    unit = await tap.records.units.get(form.unit or draft.number("for"))
    if kind is None or unit is None:
        return None
    opens_at, closes_at = window(*form.window, tap.zone)
    exam = Exam(
        id=0,
        unit=unit,
        kind=kind,
        title=form.called,
        period=form.when,
        venue=form.place,
        opens_at=opens_at,
        closes_at=closes_at,
        state=ExamState.ON,
        off_because="",
        by_id=tap.me.id,
        digits=0,
        levels=tuple(
            ExamLevel(id=0, level=one.level, places=one.places, asks_below=one.asks_below)
            for one in _levels(form, draft)
        ),
    )
    return screens.preview(tap.words, exam)


@ends(AnnouncingExam)
async def announce_it(tap: Tap, form: AnnouncingExam, draft: Draft) -> Answer | GoTo:
    """It is there, and people find it."""
    unit = await tap.records.units.current(form.unit or draft.number("for"))
    if unit is None:
        return gone(tap)
    levels = _levels(form, draft)
    outcome = await announce(tap.records, tap.actor, unit, form.kind, _wanted(form), levels, tap.moment)
    match outcome:
        case None:
            return gone(tap)
        case NotAllowed():
            return not_mine(tap)
        case WindowTooLate():
            return await _window_again(tap, form, draft)
        case ExamAnnounced(exam=exam):
            return GoTo(ManageExam(exam=exam.id), said=screens.announced(tap.words))


async def _window_again(tap: Tap, form: AnnouncingExam | ChangingExam, draft: Draft) -> Answer | GoTo:
    given = {step: value for step, value in form if value is not None and step != "window"}
    problem = WrongAnswer("exam_window", {"day": form.when.day(tap.zone)})
    return await engine.begin_form(tap, type(form), about=draft.about, problem=problem, **given)


@routes.button(ChangeExam, writes=True, role=Role.ADMIN)
async def change(tap: Tap, button: ChangeExam) -> Answer | GoTo:
    """The form, as it stands."""
    exam = await managed(tap, button.exam)
    if not exam.is_to_come(tap.now):
        return GoTo(ManageExam(exam=exam.id), said=screens.held(tap.words))
    return await engine.begin_form(tap, ChangingExam, about={"exam": exam.id}, **_as_it_is(tap, exam))


def _as_it_is(tap: Tap, exam: Exam) -> dict[str, Any]:
    return {"called": exam.title, "when": exam.period, "place": exam.venue, "window": exam.window_days(tap.zone)}


@ends(ChangingExam)
async def change_it(tap: Tap, form: ChangingExam, draft: Draft) -> Answer | GoTo:
    """It is so from now on, and whoever is registered is told."""
    number = draft.number("exam")
    outcome = await change_exam(tap.records, tap.actor, number, _wanted(form), tap.moment)
    match outcome:
        case None:
            return gone(tap)
        case NotAllowed():
            return not_mine(tap)
        case WindowTooLate():
            return await _window_again(tap, form, draft)
        case ExamHeld():
            return GoTo(ManageExam(exam=number), said=screens.held(tap.words))
        case Unchanged():
            return GoTo(ManageExam(exam=number))
        case ExamAnnounced(told=told):
            return GoTo(ManageExam(exam=number), said=screens.changed(tap.words, told))


@routes.button(ShowExamLevel, role=Role.ADMIN)
async def show_level(tap: Tap, button: ShowExamLevel) -> Answer | GoTo:
    """One level of it."""
    exam = await managed(tap, button.exam)
    level = exam.level_of(button.level)
    if level is None:
        return GoTo(ManageExam(exam=exam.id))
    return Answer(screens.level(tap.words, exam, level, said=tap.said), tap.said or "", at=button)


@routes.button(ChangeLevelPlaces, writes=True, role=Role.ADMIN)
async def ask_places(tap: Tap, button: ChangeLevelPlaces) -> Answer | GoTo:
    """The question how many."""
    exam = await managed(tap, button.exam)
    if exam.level_of(button.level) is None or not exam.is_to_come(tap.now):
        return GoTo(ManageExam(exam=exam.id))
    return await engine.begin_form(tap, PlacesOfLevel, about={"exam": exam.id, "exam_level": button.level})


@ends(PlacesOfLevel)
async def change_places(tap: Tap, form: PlacesOfLevel, draft: Draft) -> Answer | GoTo:
    """So many from now on; never fewer than are registered."""
    exam_id, level_id = draft.number("exam"), draft.number("exam_level")
    outcome = await announcing.change_level(tap.records, tap.actor, exam_id, level_id, tap.moment, places=form.places)
    if isinstance(outcome, FewerThanTaken):
        problem = WrongAnswer("places_too_few", {"people": outcome.taken})
        return await engine.begin_form(tap, PlacesOfLevel, about=draft.about, problem=problem)
    return _level_changed(tap, exam_id, level_id, outcome)


@routes.button(SetLevelCondition, writes=True, role=Role.ADMIN)
async def set_condition(tap: Tap, button: SetLevelCondition) -> Answer | GoTo:
    """It takes the level below, or nothing."""
    outcome = await announcing.change_level(
        tap.records, tap.actor, button.exam, button.level, tap.moment, asks_below=button.asks
    )
    return _level_changed(tap, button.exam, button.level, outcome)


@routes.button(AddExamLevel, writes=True, role=Role.ADMIN)
async def add_level(tap: Tap, button: AddExamLevel) -> Answer | GoTo:
    """It can be sat, too."""
    outcome = await announcing.add_level(tap.records, tap.actor, button.exam, button.level, tap.moment)
    return _level_changed(tap, button.exam, None, outcome)


@routes.button(RemoveExamLevel, writes=True, role=Role.ADMIN)
async def remove_level(tap: Tap, button: RemoveExamLevel) -> Answer | GoTo:
    """It can't be sat after all."""
    outcome = await announcing.remove_level(tap.records, tap.actor, button.exam, button.level, tap.moment)
    return _level_changed(tap, button.exam, None, outcome)


def _level_changed(
    tap: Tap,
    exam_id: int,
    level_id: int | None,
    outcome: ExamAnnounced | FewerThanTaken | OnlyLevel | ExamHeld | NotAllowed | None,
) -> Answer | GoTo:
    there = ManageExam(exam=exam_id) if level_id is None else ShowExamLevel(exam=exam_id, level=level_id)
    match outcome:
        case None:
            return gone(tap)
        case NotAllowed():
            return not_mine(tap)
        case ExamHeld():
            return GoTo(ManageExam(exam=exam_id), said=screens.held(tap.words))
        case FewerThanTaken():
            return GoTo(there, said=screens.still_registered(tap.words))
        case OnlyLevel():
            return GoTo(there, said=screens.only_level(tap.words))
        case ExamAnnounced():
            return GoTo(there, said=screens.changed(tap.words, 0))


@routes.button(AskCancelExam, role=Role.ADMIN)
async def ask_cancel(tap: Tap, button: AskCancelExam) -> Answer | GoTo:
    """What cancelling it means; nothing is done yet."""
    exam = await managed(tap, button.exam)
    if not exam.is_on:
        return GoTo(ManageExam(exam=exam.id))
    return Answer(screens.ask_cancel(tap.words, exam), at=button)


@routes.button(CancelExam, writes=True, role=Role.ADMIN)
async def ask_why(tap: Tap, button: CancelExam) -> Answer | GoTo:
    """The question why, where there is anything to cancel."""
    exam = await managed(tap, button.exam)
    if not exam.is_to_come(tap.now):
        return GoTo(ManageExam(exam=exam.id), said=screens.held(tap.words))
    return await engine.begin_form(tap, CancellingExam, about={"exam": exam.id})


@ends(CancellingExam)
async def cancel(tap: Tap, form: CancellingExam, draft: Draft) -> Answer | GoTo:
    """It does not take place, and whoever is registered is told why."""
    number = draft.number("exam")
    outcome = await cancel_exam(tap.records, tap.actor, number, form.because, tap.moment)
    match outcome:
        case None:
            return gone(tap)
        case NotAllowed():
            return not_mine(tap)
        case ExamHeld():
            return GoTo(ManageExam(exam=number), said=screens.held(tap.words))
        case ExamCalledOff(told=told):
            return GoTo(ManageExam(exam=number), said=screens.cancelled(tap.words, told))
