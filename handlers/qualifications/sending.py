"""Sending what one has, to be verified."""

from typing import Any

from markupsafe import Markup

from handlers.buttons.qualifications import (
    AddQualification,
    ChooseKind,
    SendAgain,
    ShowMyQualification,
    ShowQualifications,
)
from handlers.forms import engine
from handlers.forms.endings import ends, previews
from handlers.forms.problems import WrongAnswer
from handlers.qualifications.mine import of_mine
from handlers.qualifications.questions import LEVELS, NEEDS_EVIDENCE, Sending
from handlers.qualifications.screens import mine as screens
from handlers.showing import instead
from handlers.showing.qualifications import named
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.process.drafts import Draft
from volunteering.actions.qualifications.sending import NotSendable, send_qualification
from volunteering.rules.qualifications import INDUCTION, AlreadyOver, EvidenceMissing, Qualification, QualificationKind

routes = Routes()


@routes.button(ChooseKind)
async def choose_kind(tap: Tap, button: ChooseKind) -> Answer:
    """What there is to add; an induction is given by leaders, who have shown somebody around."""
    kinds = [kind for kind in await tap.records.kinds.all_for(tap.me.unit) if kind.code != INDUCTION]
    shown, extent = Page(screens.PAGE, button.page).of(kinds)
    return Answer(screens.choose_kind(tap.words, tuple(shown), extent), at=button)


@routes.button(AddQualification, writes=True)
async def add(tap: Tap, button: AddQualification) -> Answer | GoTo:
    """The form for one of that kind."""
    kind = await tap.records.kinds.get(button.kind)
    if kind is None or not kind.is_for(tap.me.unit):
        return Answer(instead.gone(tap.words), at=ChooseKind())
    return await engine.begin_form(tap, Sending, about=_about(kind, button.shift, button.exam))


def _about(kind: QualificationKind, shift_id: int | None, exam_id: int | None) -> dict[str, Any]:
    wanted = {name: number for name, number in (("shift_wanted", shift_id), ("exam_wanted", exam_id)) if number}
    return {"kind": kind.id, LEVELS: bool(kind.levels), NEEDS_EVIDENCE: kind.needs_evidence, **wanted}


def _wanted(draft: Draft) -> tuple[int | None, int | None]:
    """For which shift, and for which exam."""
    shift, exam = (draft.number(one) if one in draft.about else None for one in ("shift_wanted", "exam_wanted"))
    return shift, exam


@routes.button(SendAgain, writes=True)
async def send_again(tap: Tap, button: SendAgain) -> Answer | GoTo:
    """The form with what was typed for one of them."""
    one = await of_mine(tap, button.qualification)
    if not one.kind.is_for(tap.me.unit):
        return GoTo(ShowMyQualification(qualification=one.id))
    return await engine.begin_form(
        tap, Sending, about=_about(one.kind, one.wanted_for, one.wanted_exam), **_answers(one)
    )


def _answers(one: Qualification) -> dict[str, Any]:
    level = {"level": one.level} if one.kind.levels else {}
    evidence = {"evidence" if one.kind.needs_evidence else "offered": one.evidence} if one.evidence else {}
    return {**level, "number": one.number, "issued_on": one.issued_on, **evidence}


@previews(Sending)
async def preview(tap: Tap, form: Sending, draft: Draft) -> Markup | None:
    """What the leaders will be shown."""
    kind = await tap.records.kinds.get(draft.number("kind"))
    if kind is None:
        return None
    level = form.level or 0
    return screens.to_be_sent(tap.words, kind, level, form.number, form.issued_on, form.sent_with_it)


@ends(Sending)
async def send(tap: Tap, form: Sending, draft: Draft) -> Answer | GoTo:
    """Ask the leaders to verify it."""
    kind_id, level = draft.number("kind"), form.level or 0
    shift_id, exam_id = _wanted(draft)
    outcome = await send_qualification(
        tap.records,
        tap.me,
        kind_id,
        tap.moment,
        level=level,
        number=form.number,
        issued_on=form.issued_on,
        evidence=form.sent_with_it,
        wanted_for=shift_id,
        wanted_exam=exam_id,
    )
    kind = await tap.records.kinds.get(kind_id)
    match outcome:
        case None:
            return Answer(instead.gone(tap.words), at=ChooseKind())
        case NotSendable():
            return await _ask_again(tap, form, draft, outcome)
    said = named(tap.words, kind, level) if kind else Markup()
    screen = screens.sent(tap.words, outcome, said, tap.me.unit, shift_id=shift_id, exam_id=exam_id)
    return Answer(screen, at=ShowQualifications())


async def _ask_again(tap: Tap, form: Sending, draft: Draft, outcome: NotSendable) -> Answer | GoTo:
    """The question whose answer is against it, with everything else as it was answered."""
    kind = await tap.records.kinds.get(draft.number("kind"))
    about = {**draft.about, **(_about(kind, *_wanted(draft)) if kind else {})}
    given = {step: value for step, value in form if value is not None}
    match outcome.reasons:
        case [AlreadyOver(ended_on=day)]:
            del given["issued_on"]
            problem = WrongAnswer("ended_already", {"day": day})
        case [EvidenceMissing()]:
            problem = WrongAnswer("no_file", {})
        case _:
            return Answer(screens.not_sent(tap.words, outcome), at=ShowQualifications())
    return await engine.begin_form(tap, Sending, about=about, problem=problem, **given)
