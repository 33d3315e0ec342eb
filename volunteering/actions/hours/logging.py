"""Hours given outside shifts, logged by the volunteer (docs/rules.md: Attendance and hours)."""

from datetime import date

from volunteering.actions.hours.withdrawing import DecidedMeanwhile, find_waiting, take_away
from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import What
from volunteering.rules.hours import Claim, InTheFuture, MoreThanADay, NoTime, reasons_against_logging
from volunteering.rules.journal import Did
from volunteering.rules.notices.hours import ClaimMade
from volunteering.rules.signing_up import Suspended
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Person, Standing


class NotYourUnit(Model):
    """It is neither the person's home unit nor a joined one."""

    unit: Unit


class Logged(Model):
    """The hours wait for a leader."""

    claim_id: int
    unit: Unit
    day: date
    minutes: int
    day_minutes: int  # everything of that day, this included
    asked: tuple[int, ...]  # who may approve; nobody where there is no other leader


class NotLogged(Model):
    """Why not, all of it."""

    reasons: tuple[Suspended | NotYourUnit | NoTime | InTheFuture | MoreThanADay, ...]


async def log_hours(
    records: Records,
    person: Person,
    day: date,
    minutes: int,
    what: What,
    moment: Moment,
    *,
    unit: Unit | None = None,
    instead_of: int | None = None,
) -> Logged | NotLogged | DecidedMeanwhile | None:
    """Say that one gave these minutes on a local date, for a unit (the home unit), and ask its leaders.

    `instead_of` is a claim of the person's own, which is withdrawn with that; None comes back where there is none.
    Leaders are asked anew: what they were asked before, they can't approve any more.
    """
    unit = unit or person.unit
    earlier = None if instead_of is None else await find_waiting(records, person, instead_of)
    if instead_of is not None and not isinstance(earlier, Claim):
        return earlier
    already = await records.hours.minutes_on(person.id, day)
    if isinstance(earlier, Claim) and earlier.day == day:
        already -= earlier.minutes
    reasons: list[Suspended | NotYourUnit | NoTime | InTheFuture | MoreThanADay] = []
    if person.standing is not Standing.ACTIVE:
        reasons.append(Suspended())
    if unit.id != person.unit.id and unit not in await records.people.joined(person.id):
        reasons.append(NotYourUnit(unit=unit))
    reasons.extend(reasons_against_logging(day, minutes, already, moment.today))
    if reasons:
        return NotLogged(reasons=tuple(reasons))
    if isinstance(earlier, Claim):
        take_away(records, earlier, moment)
    claim_id = await records.hours.add_claim(
        person_id=person.id, unit_id=unit.id, day=day, minutes=minutes, what=what, at=moment.now
    )
    records.journal.note(
        Did.HOURS_LOGGED, by_id=person.id, at=moment.now, person_id=person.id, unit_id=unit.id, claim=claim_id
    )
    leaders = await records.people.leaders_of(unit, without=person.id)
    notice = ClaimMade(claim_id=claim_id)
    tell(records, leaders, notice, notice.about(), moment)
    return Logged(
        claim_id=claim_id,
        unit=unit,
        day=day,
        minutes=minutes,
        day_minutes=already + minutes,
        asked=leaders,
    )
