"""Which role of a shift somebody may have, and whether there is anything to choose (docs/rules.md: Roles of a shift).

The judgement is that of signing up, once for each role: this only says what several of them come to.
"""

from collections.abc import Sequence

from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.roles import RoleRoom, capacity_in_all
from volunteering.rules.signing_up import Facts, Judgement, Reason, Refused, judge, may_wait, reasons_against


class ToChoose(Model):
    """Nothing is done yet: there are several roles, and what would come of asking for each stands with it."""

    facts: Facts
    roles: tuple[Judgement, ...]


def judged_roles(facts: Facts, moment: Moment) -> tuple[Judgement, ...]:
    """What would come of asking for each role of the shift, in their order."""
    return tuple(judge(facts.in_role(room.role.id), moment) for room in facts.roles)


def judge_or_choose(facts: Facts, moment: Moment) -> Judgement | ToChoose:
    """The judgement about the role that is meant, or about the only one that can be had; else the choice.

    Where nothing can be had for a reason that is the same for every role, that is the answer, too. Whoever is in one of
    them, or waits, has chosen: it is about theirs, and they change to another one by choosing that.
    """
    if facts.role is None and facts.mine_in is not None:
        return judge(facts.in_role(facts.mine_in.id), moment)
    if facts.role is not None or not facts.roles:
        return judge(facts, moment)
    judged = judged_roles(facts, moment)
    possible = [one for one in judged if not isinstance(one, Refused)]
    if len(judged) == 1 or len(possible) == 1:
        return (possible or judged)[0]
    if not possible and (reasons := against_all(judged)):
        return Refused(facts=facts, reasons=reasons)
    return ToChoose(facts=facts, roles=judged)


def against_all(judged: Sequence[Judgement]) -> tuple[Reason, ...]:
    """What is against each of the roles alike; nothing where one of them may be had, or waited for."""
    first, *others = (one.reasons if isinstance(one, Refused) else () for one in judged)
    return tuple(reason for reason in first if all(reason in reasons for reasons in others))


def at_best(facts: Facts, moment: Moment) -> Facts:
    """The facts about a shift as a list says in a few words how it stands: of the roles that the person may have.

    How much room there is, is how much there is in those; where there are none, it is about the first.
    """
    if facts.role is not None or not facts.roles:
        return facts
    fitting = [room for room in facts.roles if _fits(facts, room, moment)]
    if not fitting:
        return facts.in_role(facts.roles[0].role.id)
    return facts.model_copy(update={"capacity": capacity_in_all(fitting)})


def _fits(facts: Facts, room: RoleRoom, moment: Moment) -> bool:
    reasons = reasons_against(facts.in_role(room.role.id), moment)
    return not reasons or may_wait(reasons)
