"""The kinds of qualification that a unit keeps, changed by its admins (docs/rules.md: Qualifications)."""

from typing import Annotated

from pydantic import Field

from volunteering.records import Records
from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import Name
from volunteering.rules.journal import Did
from volunteering.rules.qualifications import KindState, QualificationKind, StudyRule, ranks_after
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.volunteers import Actor


class KindWanted(Model):
    """What a kind is to be."""

    name: Name
    levels: tuple[Name, ...] = ()  # in order, the lowest first
    months: Annotated[int, Field(ge=0)] = 0  # 0 for ever
    needs_evidence: bool = True
    study: StudyRule | None = None


class KindKept(Model):
    """The unit has it, so."""

    kind_id: int


class KindCalledSo(Model):
    """Another one that the unit has is called that."""

    name: str


class LevelsInUse(Model):
    """These levels are to go, and somebody holds one of them."""

    levels: tuple[str, ...]


async def keep_kind(
    records: Records, actor: Actor, unit: Unit, wanted: KindWanted, moment: Moment
) -> KindKept | KindCalledSo | NotAllowed:
    """Let the unit keep one more kind, for itself and everything below."""
    if not actor.rights.administers(unit):
        return NotAllowed()
    if await _is_called_so(records, unit, wanted.name):
        return KindCalledSo(name=wanted.name)
    number = await records.kinds.add(
        unit,
        name=wanted.name,
        levels=wanted.levels,
        months=wanted.months,
        needs_evidence=wanted.needs_evidence,
        study=wanted.study,
    )
    _note(records, Did.KIND_ADDED, actor, unit, number, moment)
    return KindKept(kind_id=number)


async def change_kind(
    records: Records, actor: Actor, kind_id: int, wanted: KindWanted, seen: KindWanted, moment: Moment
) -> KindKept | KindCalledSo | LevelsInUse | NotAllowed | None:
    """Let a kind be otherwise; `seen` is what it was called, in the words that the actor read. None: no such kind.

    What people hold stays: each level keeps its people, by its name, or by its place where only names are others. How
    long one holds counts for what is verified from now on. A kind of the first set is named in every language until an
    admin names it.
    """
    kind = await records.kinds.get(kind_id)
    if kind is None:
        return None
    if not actor.rights.administers(kind.unit):
        return NotAllowed()
    if wanted.name != seen.name and await _is_called_so(records, kind.unit, wanted.name, without=kind.id):
        return KindCalledSo(name=wanted.name)
    ranks = ranks_after(seen.levels, wanted.levels)
    in_use = await records.kinds.ranks_in_use(kind.id) - ranks.keys()
    if lost := tuple(level for rank, level in enumerate(seen.levels) if rank in in_use):
        return LevelsInUse(levels=lost)
    is_called_as_before = (wanted.name, wanted.levels) == (seen.name, seen.levels)
    names = {} if is_called_as_before else {"name": wanted.name, "levels": wanted.levels}
    changed = {**names, "months": wanted.months, "needs_evidence": wanted.needs_evidence, "study": wanted.study}
    records.kinds.change(kind.model_copy(update=changed))
    records.kinds.rerank(kind.id, ranks)
    _note(records, Did.KIND_CHANGED, actor, kind.unit, kind.id, moment)
    return KindKept(kind_id=kind.id)


async def set_kind_aside(
    records: Records, actor: Actor, kind_id: int, moment: Moment, *, put_back: bool = False
) -> QualificationKind | NotAllowed | None:
    """Offer a kind to nobody any more, or again. None: no such kind."""
    kind = await records.kinds.get(kind_id)
    if kind is None:
        return None
    if not actor.rights.administers(kind.unit):
        return NotAllowed()
    state = KindState.KEPT if put_back else KindState.REMOVED
    if kind.state is not state:
        records.kinds.set_state(kind.id, state)
        _note(records, Did.KIND_KEPT if put_back else Did.KIND_REMOVED, actor, kind.unit, kind.id, moment)
    return kind.model_copy(update={"state": state})


async def _is_called_so(records: Records, unit: Unit, name: str, *, without: int = 0) -> bool:
    return any(folded(kind.name) == folded(name) for kind in await records.kinds.all_for(unit) if kind.id != without)


def _note(records: Records, did: Did, actor: Actor, unit: Unit, kind_id: int, moment: Moment) -> None:
    records.journal.note(did, by_id=actor.id, at=moment.now, unit_id=unit.id, kind_of_qualification=kind_id)
