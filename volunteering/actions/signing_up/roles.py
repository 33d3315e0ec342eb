"""Changing from one role of a shift to another, and back (docs/rules.md: Roles of a shift)."""

from volunteering.actions.signing_up.freed import give_to, leave_to_whoever_asks, line_for, would_be_taken
from volunteering.actions.signing_up.late import beside_free_places
from volunteering.actions.telling.telling import in_charge, tell
from volunteering.records import Records
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.signing_up import LateRole, Why
from volunteering.rules.offering import goes_in_turn
from volunteering.rules.signing_up import Facts, Judgement, Refused, SignUp, Taken, Waiting, judge
from volunteering.rules.volunteers import Person


class RoleTaken(Taken):
    """A place in another role. The facts are those of before."""

    given_on: bool  # the place that was left is offered to somebody who waited, or theirs by now


class RoleWouldBeGiven(Model):
    """Nothing is done yet: the place that is left would go to somebody who waits at once."""

    facts: Facts
    waiting: int


class RoleChangedSince(Model):
    """The person is not any more in the role that they had changed to, or the one of before is gone."""

    facts: Facts


async def change_role(
    records: Records, facts: Facts, moment: Moment, *, asks_first: bool = False
) -> RoleTaken | RoleWouldBeGiven:
    """A place in one role for the place in another, which goes to whoever waits for it.

    So late that nobody is asked in turn, they all are told that a place is free, and whoever is in charge. Raises
    ValueError where the facts are about no change of role.
    """
    mine, role, before = facts.mine, facts.role, facts.mine_in
    if mine is None or role is None or before is None:
        raise ValueError("nobody changes to a role without having a place in another one")
    line = await line_for(records, facts.activity, facts.shift, mine)
    if asks_first and await would_be_taken(records, facts.shift, line, moment):
        return RoleWouldBeGiven(facts=facts, waiting=len(line))
    known_to = await beside_free_places(records, facts.shift, moment)
    await records.sign_ups.set_role(mine.id, role.id)
    records.journal.note(
        Did.CHANGED_ROLE, by_id=mine.person_id, at=moment.now, person_id=mine.person_id, shift_id=facts.shift.id
    )
    if not goes_in_turn(facts.shift, moment):
        await _tell_late(records, facts, mine, before.name, moment)
        roles = [mine.role_id]
        await leave_to_whoever_asks(records, facts.activity, facts.shift, line, moment, roles=roles, known_to=known_to)
        return RoleTaken(facts=facts, given_on=False)
    given = await give_to(records, facts.activity, facts.shift, line, moment, why=Why.OTHER_ROLE)
    return RoleTaken(facts=facts, given_on=given > 0)


async def _tell_late(records: Records, facts: Facts, mine: SignUp, before: str, moment: Moment) -> None:
    leaders = await in_charge(records, facts.activity, without=mine.person_id)
    notice = LateRole(shift_id=facts.shift.id, person_id=mine.person_id, before=before)
    tell(records, leaders, notice, notice.about(mine.ticket), moment, again=True)


async def change_back(
    records: Records, person: Person, shift_id: int, moment: Moment, *, role_id: int, instead_of: int
) -> RoleTaken | Waiting | Refused | RoleChangedSince | None:
    """To the role of before, where a place in it is still free. None: no such shift."""
    facts = await records.sign_ups.facts(shift_id, person.id, role_id)
    if facts is None:
        return None
    mine = facts.mine
    if mine is None or mine.role_id != instead_of or not facts.changes_role:
        return RoleChangedSince(facts=facts)
    answer: Judgement = judge(facts, moment)
    if not isinstance(answer, Taken):
        return answer
    changed = await change_role(records, facts, moment)
    if isinstance(changed, RoleWouldBeGiven):
        raise TypeError("it was not to ask first")
    return changed
