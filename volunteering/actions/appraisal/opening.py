"""Opening the appraisal of a year, reminding whoever is missing, closing it, and opening it again."""

from volunteering.actions.appraisal.telling import tell_more
from volunteering.records import Records
from volunteering.rules.appraisal.marks import EVEN, Weights, weights_in
from volunteering.rules.appraisal.sheets import REOPENED_WITHIN, Appraisal, AppraisalState, Round, years_to_open
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Actor


class OpenedAlready(Model):
    """The unit has one of that year."""

    appraisal: Appraisal


class NotThatYear(Model):
    """It is too early for that year, or too late."""


class RemindedToday(Model):
    """Whoever is missing was reminded today."""

    appraisal: Appraisal


class TooLateToReopen(Model):
    """It was closed so long ago that an admin of a unit above has to open it again."""

    appraisal: Appraisal


async def open_appraisal(
    records: Records, actor: Actor, unit: Unit, year: int, moment: Moment
) -> Appraisal | OpenedAlready | NotThatYear | NotAllowed:
    """Begin it: everybody with a role in the unit or below is in it, but for those who are in another one of that year.

    The first are told at once, the others as `tell_more` goes.
    """
    if not actor.rights.administers(unit):
        return NotAllowed()
    if year not in years_to_open(moment.today):
        return NotThatYear()
    await records.units.hold(unit)  # of two admins who open it at the same moment one is told of the other's
    there = await records.appraisals.of_unit(unit, year)
    if there is not None:
        return OpenedAlready(appraisal=there)
    weights = await weights_of(records, unit)
    appraisal = await records.appraisals.begin(unit, year, weights, by_id=actor.id, at=moment.now)
    await records.appraisals.take_in(appraisal)
    records.journal.note(Did.APPRAISAL_OPENED, by_id=actor.id, at=moment.now, unit_id=unit.id)
    await tell_more(records, appraisal.id, moment)
    return appraisal


async def weights_of(records: Records, unit: Unit) -> Weights:
    """How much each field counts there: as the unit has it, or the nearest above that says so."""
    typed = await records.unit_settings.value(unit, UnitSetting.APPRAISAL_WEIGHTS)
    return (weights_in(typed) if typed else None) or EVEN


async def _of_mine(records: Records, actor: Actor, appraisal_id: int) -> Appraisal | NotAllowed | None:
    """One of a unit that the actor administers, locked. None: there is no such appraisal."""
    appraisal = await records.appraisals.get(appraisal_id)
    if appraisal is None or actor.rights.administers(appraisal.unit):
        return appraisal
    return NotAllowed()


async def remind(
    records: Records, actor: Actor, appraisal_id: int, moment: Moment
) -> Appraisal | RemindedToday | Unchanged | NotAllowed | None:
    """Tell whoever has not said anything of themselves, and whoever has not appraised somebody; once a day at most."""
    appraisal = await _of_mine(records, actor, appraisal_id)
    if appraisal is None or isinstance(appraisal, NotAllowed):
        return appraisal
    if not appraisal.is_open:
        return Unchanged()
    if appraisal.reminded_on == moment.today:
        return RemindedToday(appraisal=appraisal)
    return await _tell_everybody(records, appraisal, Round.REMINDED, moment)


async def _tell_everybody(records: Records, appraisal: Appraisal, told_of: Round, moment: Moment) -> Appraisal:
    """Begin to tell them, the first at once. Gives the appraisal as it is then."""
    day = moment.today if told_of is Round.REMINDED else None
    await records.appraisals.begin_round(appraisal, told_of, reminded_on=day)
    await tell_more(records, appraisal.id, moment)
    told = {"round": appraisal.round + 1, "told_of": told_of, **({"reminded_on": day} if day else {})}
    return appraisal.model_copy(update=told)


async def close_appraisal(
    records: Records, actor: Actor, appraisal_id: int, moment: Moment
) -> Appraisal | Unchanged | NotAllowed | None:
    """Nothing more may be said in it; everybody in it is told."""
    appraisal = await _of_mine(records, actor, appraisal_id)
    if appraisal is None or isinstance(appraisal, NotAllowed):
        return appraisal
    if not appraisal.is_open:
        return Unchanged()
    await records.appraisals.close(appraisal, by_id=actor.id, at=moment.now)
    records.journal.note(Did.APPRAISAL_CLOSED, by_id=actor.id, at=moment.now, unit_id=appraisal.unit.id)
    closed = appraisal.model_copy(update={"state": AppraisalState.CLOSED, "closed_at": moment.now})
    return await _tell_everybody(records, closed, Round.CLOSED, moment)


def may_reopen(appraisal: Appraisal, actor: Actor, moment: Moment) -> bool:
    """Whether the actor may open it again: for a week its own admins, later only those of a unit above."""
    if appraisal.closed_at is None or not actor.rights.administers(appraisal.unit):
        return False
    is_fresh = moment.now < appraisal.closed_at + REOPENED_WITHIN
    return is_fresh or actor.rights.administers_above(appraisal.unit)


async def reopen_appraisal(
    records: Records, actor: Actor, appraisal_id: int, moment: Moment
) -> Appraisal | TooLateToReopen | Unchanged | NotAllowed | None:
    """It goes on as it was; everybody in it is told."""
    appraisal = await _of_mine(records, actor, appraisal_id)
    if appraisal is None or isinstance(appraisal, NotAllowed):
        return appraisal
    if appraisal.is_open:
        return Unchanged()
    if not may_reopen(appraisal, actor, moment):
        return TooLateToReopen(appraisal=appraisal)
    await records.appraisals.reopen(appraisal)
    records.journal.note(Did.APPRAISAL_REOPENED, by_id=actor.id, at=moment.now, unit_id=appraisal.unit.id)
    reopened = appraisal.model_copy(update={"state": AppraisalState.OPEN, "closed_at": None})
    return await _tell_everybody(records, reopened, Round.REOPENED, moment)
