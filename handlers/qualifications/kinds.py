"""The kinds of qualification there are, kept by admins."""

from typing import Any

from handlers.buttons.qualifications import AddKind, ChangeKind, ListKinds, PutKindBack, RemoveKind, ShowKind
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.forms.problems import WrongAnswer
from handlers.forms.units import of_several_units
from handlers.qualifications.questions import KeepingKind
from handlers.qualifications.screens import kinds as screens
from handlers.showing import instead
from handlers.showing.parts import saved
from handlers.showing.qualifications import kind_name, level_names
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import not_mine
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.qualifications import kinds_seen
from volunteering.actions.qualifications.keeping import (
    KindCalledSo,
    KindKept,
    KindWanted,
    LevelsInUse,
    change_kind,
    keep_kind,
    set_kind_aside,
)
from volunteering.rules.qualifications import QualificationKind, StudyRule
from volunteering.rules.tree import NotAllowed, Role
from words.words import plain

routes = Routes()


@routes.button(ListKinds, role=Role.ADMIN)
async def list_kinds(tap: Tap, button: ListKinds) -> Answer:
    """Those of the admin's units, and what they have from above."""
    found = await kinds_seen(tap.read, tap.rights, Page(screens.PAGE, button.page))
    return Answer(screens.kinds(tap.words, found, said=tap.said), at=button)


@routes.button(ShowKind, role=Role.ADMIN)
async def show_kind(tap: Tap, button: ShowKind) -> Answer:
    """One kind, and what may be changed of it."""
    kind = await _kind(tap, button.kind)
    changes = tap.rights.administers(kind.unit)
    return Answer(screens.kind(tap.words, kind, changes=changes, said=tap.said), tap.said or "", at=button)


async def _kind(tap: Tap, kind_id: int) -> QualificationKind:
    """A kind that the admin's units have, or that is theirs. Raises Instead."""
    kind = await tap.records.kinds.get(kind_id)
    is_seen = kind is not None and any(
        unit.holds(kind.unit) or kind.unit.holds(unit) for unit in tap.rights.administered
    )
    if kind is None or not is_seen:
        raise Instead(Answer(instead.gone(tap.words), at=ListKinds()))
    return kind


@routes.button(AddKind, writes=True, role=Role.ADMIN)
async def add_kind(tap: Tap, _: AddKind) -> Answer | GoTo:
    """The form for a further one, of a unit that is chosen where there are several."""
    return await engine.begin_form(tap, KeepingKind, about=await of_several_units(tap))


@routes.button(ChangeKind, writes=True, role=Role.ADMIN)
async def change(tap: Tap, button: ChangeKind) -> Answer | GoTo:
    """The same form, as the kind stands."""
    kind = await _kind(tap, button.kind)
    if not tap.rights.administers(kind.unit):
        return not_mine(tap)
    return await engine.begin_form(tap, KeepingKind, about={"of": kind.id}, **_answers(_as_read(tap, kind)))


def _as_read(tap: Tap, kind: QualificationKind) -> KindWanted:
    """The kind in the words of the admin's language."""
    return KindWanted(
        name=plain(kind_name(tap.words, kind)),
        levels=tuple(plain(level) for level in level_names(tap.words, kind)),
        months=kind.months,
        needs_evidence=kind.needs_evidence,
        study=kind.study,
    )


def _answers(wanted: KindWanted) -> dict[str, Any]:
    return {
        "called": wanted.name,
        "levels": wanted.levels,
        "months": wanted.months,
        "needs_evidence": wanted.needs_evidence,
        **_study(wanted.study),
    }


def _study(rule: StudyRule | None) -> dict[str, Any]:
    return {"study_hours": rule.minutes // 60, "study_months": rule.months} if rule else {}


@ends(KeepingKind)
async def keep(tap: Tap, form: KeepingKind, draft: Draft) -> Answer | GoTo:
    """The unit has it so."""
    wanted = KindWanted(
        name=form.called,
        levels=form.levels,
        months=form.months,
        needs_evidence=form.needs_evidence,
        study=form.study,
    )
    match await _keep(tap, form, draft, wanted):
        case KindKept(kind_id=number):
            return GoTo(ShowKind(kind=number), said=saved(tap.words))
        case KindCalledSo(name=name):
            against = "called"
            problem = WrongAnswer("kind_called_so", {"typed": name})
        case LevelsInUse(levels=levels):
            against = "levels"
            problem = WrongAnswer("levels_in_use", {"levels": levels})
        case NotAllowed():
            return not_mine(tap)
        case None:
            return Answer(instead.gone(tap.words), at=ListKinds())
    answers = {**_answers(wanted), **({"unit": form.unit} if form.unit else {})}
    del answers[against]
    return await engine.begin_form(tap, KeepingKind, about=draft.about, problem=problem, **answers)


async def _keep(
    tap: Tap, form: KeepingKind, draft: Draft, wanted: KindWanted
) -> KindKept | KindCalledSo | LevelsInUse | NotAllowed | None:
    if "of" in draft.about:
        kind = await tap.records.kinds.get(draft.number("of"))
        if kind is None:
            return None
        return await change_kind(tap.records, tap.actor, kind.id, wanted, _as_read(tap, kind), tap.moment)
    unit = await tap.records.units.current(form.unit or draft.number("for"))
    return await keep_kind(tap.records, tap.actor, unit, wanted, tap.moment) if unit else None


@routes.button(RemoveKind, writes=True, role=Role.ADMIN)
async def remove(tap: Tap, button: RemoveKind) -> Answer | GoTo:
    """Nobody is offered it any more; it can be put back."""
    return _aside(tap, await set_kind_aside(tap.records, tap.actor, button.kind, tap.moment))


@routes.button(PutKindBack, writes=True, role=Role.ADMIN)
async def put_back(tap: Tap, button: PutKindBack) -> Answer | GoTo:
    """It is offered again."""
    return _aside(tap, await set_kind_aside(tap.records, tap.actor, button.kind, tap.moment, put_back=True))


def _aside(tap: Tap, outcome: QualificationKind | NotAllowed | None) -> Answer | GoTo:
    match outcome:
        case None:
            return Answer(instead.gone(tap.words), at=ListKinds())
        case NotAllowed():
            return not_mine(tap)
        case QualificationKind(id=number):
            return GoTo(ShowKind(kind=number), said=saved(tap.words))
