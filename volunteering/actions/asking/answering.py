"""What people say who are asked to help out, and how often they want to be (docs/rules.md: Asking for help)."""

from volunteering.actions.signing_up.places import take_shift
from volunteering.actions.signing_up.roles import RoleWouldBeGiven
from volunteering.records import Records
from volunteering.rules.asking import AskChoice, AskReply, HelpAsk, next_month
from volunteering.rules.choosing import ToChoose, judge_or_choose
from volunteering.rules.consenting import ToAgree
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.signing_up import Begun, Closed, Facts, Full, Judgement, Refused, SignUpState, Taken, Waiting
from volunteering.rules.volunteers import Person


class NotFree(Model):
    """It is filled by now, or off, or has begun: nothing is done, and nobody is to blame."""

    facts: Facts


class NotToThisOne(Model):
    """They don't come to this one."""

    ask: HelpAsk


class AskedLess(Model):
    """From now on they are asked as often as that; and as often as that before."""

    ask: HelpAsk
    choice: AskChoice
    before: AskChoice


Taking = Judgement | RoleWouldBeGiven | ToChoose | ToAgree
Answered = Taking | NotFree | NotToThisOne | AskedLess


async def answer_ask(records: Records, person: Person, ask_id: int, reply: AskReply, moment: Moment) -> Answered | None:
    """What somebody who was asked says; a yes is signing up, with all that belongs to it. None: nobody asked them that.

    Whoever said something else may still take it, as long as it is free.
    """
    ask = await records.asks.get(ask_id, person.id)
    if ask is None:
        return None
    if reply is AskReply.YES:
        return await _take(records, person, ask, moment)
    if ask.reply is not AskReply.YES:  # whoever has a place keeps it
        records.asks.answer(ask.id, reply, moment.now)
    if reply is AskReply.NO:
        return NotToThisOne(ask=ask)
    await records.people.hold(person.id)
    before = await records.asks.choice(person.id)
    if reply is AskReply.NOT_THIS_MONTH:
        choice = before.model_copy(update={"until": next_month(moment)})
    else:
        choice = AskChoice(pace=before.pace.less, until=before.until)
    records.asks.choose(person.id, choice, moment.now)
    return AskedLess(ask=ask, choice=choice, before=before)


async def ask_as_before(
    records: Records, person: Person, ask_id: int, choice: AskChoice, moment: Moment
) -> HelpAsk | None:
    """As often as before they said something else; what they were asked then is unanswered again. None: nothing was."""
    records.asks.choose(person.id, choice, moment.now)
    ask = await records.asks.get(ask_id, person.id)
    if ask is not None and ask.reply in {AskReply.LESS, AskReply.NOT_THIS_MONTH}:
        records.asks.answer(ask.id, None, moment.now)
    return ask


def choose_pace(records: Records, person: Person, choice: AskChoice, moment: Moment) -> None:
    """From now on they are asked as often as that: from their profile."""
    records.asks.choose(person.id, choice, moment.now)


async def _take(records: Records, person: Person, ask: HelpAsk, moment: Moment) -> Taking | NotFree | None:
    facts = await records.sign_ups.facts(ask.shift_id, person.id)
    if facts is None:
        return None
    if _is_gone(facts, moment):
        return NotFree(facts=facts)
    outcome = await take_shift(records, person, ask.shift_id, moment)
    if isinstance(outcome, Taken):
        records.asks.answer(ask.id, AskReply.YES, moment.now)
    return outcome


def _is_gone(facts: Facts, moment: Moment) -> bool:
    """Whether nobody can have a place there any more: who was asked to help is not put on a waiting list."""
    if facts.mine is not None and facts.mine.state is not SignUpState.LEFT:
        return False
    match judge_or_choose(facts, moment):
        case Waiting():
            return True
        case ToChoose(roles=judged):
            return not any(isinstance(one, Taken) for one in judged)
        case Refused(reasons=reasons):
            return any(isinstance(reason, Full | Closed | Begun) for reason in reasons)
    return False
