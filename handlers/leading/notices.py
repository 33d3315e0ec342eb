"""Told about activities that are changed, cancelled, or led by somebody else."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.activities import ListActivities, ShowShift
from handlers.buttons.leading import HandOver, Manage, ManageActivity
from handlers.buttons.signing_up import AgreeToRisk, ChooseRole, TakeShift
from handlers.leading.called_off import instead_of
from handlers.noticing.parts import LISTED, entry, more, my_shifts_row, see_shift
from handlers.noticing.writing import Notices, Reading, WrittenNotice, activity_and_shift, is_in
from handlers.showing.asking import ask_row
from handlers.showing.confirming import also_at, answer_rows, question_lines
from handlers.showing.parts import called, details_for_leaders, leave_row, see, when_and_how_long, where
from handlers.showing.risks import stated
from handlers.showing.roles import your_role
from handlers.tapping.screen import Press, Row, Screen, page
from storage.engine.database import Transaction
from storage.rows.changes import owe_if_changed_since
from storage.rows.moves import note_asked
from volunteering.actions.signing_up.confirming import question_of
from volunteering.actions.telling.telling import is_led
from volunteering.rules.activities import Activity, Shift, why_off
from volunteering.rules.changes import SETTLES
from volunteering.rules.enquiries import Matter
from volunteering.rules.moves import ConfirmQuestion
from volunteering.rules.notices.leading import Cancelled, Changed, HandedOver, LeaderMissing, OtherRole, RiskStated
from volunteering.rules.risk import Risk
from volunteering.rules.roles import ShiftRole
from volunteering.rules.signing_up import Facts, SignUpState
from volunteering.rules.volunteers import Standing
from words.words import Words

notices = Notices()


@notices.written(Changed)
async def changed(reading: Reading, notice: Changed) -> WrittenNotice | None:
    """Where anything is still different, and the reader has to do with the shift, which is not over.

    Whoever has a place is asked whether they still come. What is changed or taken back while this is on its way is told
    after it.
    """
    facts = await reading.facts(notice.shift_id)
    if facts is None or not facts.is_on or facts.shift.is_over(reading.words.now):
        return None
    activity, shift = activity_and_shift(facts)
    before = (notice.title_before, notice.place_before, notice.period_before)
    if before == (activity.title, activity.venue, shift.period) or not is_in(
        facts, SignUpState.CONFIRMED, SignUpState.WAITING
    ):
        return None
    number, now, told = reading.owed.id, reading.words.now, Changed.of(activity, shift)
    question = await question_of(reading.records, facts, reading.moment)
    is_back = await _is_back(reading, activity, notice)

    def once_sent(tx: Transaction) -> None:
        owe_if_changed_since(tx, number, told, now, now + SETTLES)
        note_asked(tx, question)

    return WrittenNotice(
        _what_is_different(reading.words, facts, notice, question, is_back=is_back), once_sent=once_sent
    )


async def _is_back(reading: Reading, activity: Activity, before: Changed) -> bool:
    """Whether what the reader was told of last was undone."""
    undone = [move.after for move in await reading.records.moves.undone(activity.id)]
    return any(
        one.period == before.period_before or one.venue == before.place_before != activity.venue for one in undone
    )


def _what_is_different(
    words: Words, facts: Facts, before: Changed, question: ConfirmQuestion | None, *, is_back: bool
) -> Screen:
    """Title, time or venue are different; what they are now, and what they were; whether the reader still comes."""
    activity, shift = activity_and_shift(facts)
    moved = shift.period != before.period_before
    elsewhere = activity.venue != before.place_before
    renamed = activity.title != before.title_before
    others = question.shifts[1:] if question else ()
    return page(
        _what_happened(words, activity, is_back=is_back, asks=question is not None),
        words.say("It is back as it was.") if is_back and question else None,
        when_and_how_long(words, shift),
        words.say("It was {period}.", period=_was(words.period(before.period_before))) if moved else None,
        *(when_and_how_long(words, one.shift) for one in others[: LISTED - 1]),
        more(words, len(others) + 1),
        where(activity),
        words.say("It was {place}.", place=_was(before.place_before)) if elsewhere else None,
        words.say("It was called {title}.", title=_was(before.title_before)) if renamed else None,
        *(question_lines(words, question) if question else _also_at(words, facts, moved=moved)),
        rows=(
            *answer_rows(words, question),
            (see_shift(words, activity, shift),),
            *(_elsewhere_row(words, facts, moved=moved) if question is None else ()),
            *ask_row(words, Matter.SHIFT, shift.id),
            *(() if question or shift.has_begun(words.now) else (leave_row(words, shift.id),)),
        ),
    )


def _what_happened(words: Words, activity: Activity, *, is_back: bool, asks: bool) -> Markup:
    if asks:
        return words.say("Please confirm: {title}", title=activity.title)
    if is_back:
        return words.say("As it was before: {title}", title=activity.title)
    return words.say("Changed: {title}", title=activity.title)


def _also_at(words: Words, facts: Facts, *, moved: bool) -> tuple[Markup, ...]:
    return (also_at(words, facts.clash),) if moved and facts.clash else ()


def _elsewhere_row(words: Words, facts: Facts, *, moved: bool) -> tuple[Row, ...]:
    clash = facts.clash if moved else None
    return ((see(words, clash.title, ShowShift(shift=clash.shift.id)),),) if clash else ()


@notices.written(OtherRole)
async def other_role(reading: Reading, notice: OtherRole) -> Screen | None:
    """Where the reader is in the shift, which has not begun, and in a role that is called otherwise."""
    facts = await reading.facts(notice.shift_id)
    if facts is None or not facts.is_on or facts.shift.has_begun(reading.words.now):
        return None
    role = facts.mine_in
    return None if role is None or role.name == notice.before else _in_another_role(reading.words, facts, role, notice)


def _in_another_role(words: Words, facts: Facts, role: ShiftRole, notice: OtherRole) -> Screen:
    """What the reader does there now, and what before; they may choose another one."""
    activity, shift = activity_and_shift(facts)
    again = (Press(words.say("Another role"), ChooseRole(shift=shift.id)),)
    return page(
        words.say("Another role: {title}", title=activity.title),
        your_role(words, role),
        words.say("It was {role}.", role=_was(notice.before)) if notice.before else None,
        when_and_how_long(words, shift),
        words.say("You keep your place.") if facts.has_place else words.say("You keep your number in line."),
        rows=(
            (see_shift(words, activity, shift),),
            *((again,) if len(facts.roles) > 1 else ()),
            *ask_row(words, Matter.SHIFT, shift.id),
            leave_row(words, shift.id, waits=not facts.has_place),
        ),
    )


def _was(value: str) -> Markup:
    return Markup("<s>{}</s>").format(value)


@notices.written(RiskStated)
async def risk_stated(reading: Reading, notice: RiskStated) -> Screen | None:
    """Where it is stated otherwise than it was, and the reader is in a shift that is ahead, or waits for one.

    What was taken away, or back, is nothing to be told of.
    """
    activity = await reading.records.activities.get(notice.activity_id)
    if activity is None or activity.risk is None or activity.risk.checksum == notice.mark_before:
        return None
    shifts = await reading.records.activities.shifts(activity.id)
    ahead = [shift.id for shift in shifts if shift.is_ahead(reading.words.now)]
    theirs = [
        facts
        for facts in await reading.all_facts(ahead)
        if facts.is_on and is_in(facts, SignUpState.CONFIRMED, SignUpState.WAITING)
    ]
    if not theirs or (theirs[0].agreed and activity.risk.notice != notice.notice_before):
        return None  # they agreed to it meanwhile
    return _what_the_risk_is(reading.words, theirs[0], activity.risk)


def _what_the_risk_is(words: Words, facts: Facts, risk: Risk) -> Screen:
    """The risk is stated anew, to be agreed to; or the insurance alone, which only is to be known."""
    activity, shift = activity_and_shift(facts)
    waits = facts.mine is not None and facts.mine.state is SignUpState.WAITING
    agree = Press(words.say("I agree to this"), AgreeToRisk(shift=shift.id, checksum=risk.checksum), "success")
    return page(
        words.say("Insurance changed: {title}", title=activity.title)
        if facts.agreed
        else words.say("Please read this: {title}", title=activity.title),
        when_and_how_long(words, shift),
        *stated(words, risk),
        None if facts.agreed else words.say("You keep what you have. Please agree before it begins, or leave."),
        rows=(
            *(() if facts.agreed else ((agree,),)),
            (see_shift(words, activity, shift),),
            *ask_row(words, Matter.SHIFT, shift.id),
            *(() if facts.agreed or shift.has_begun(words.now) else (leave_row(words, shift.id, waits=waits),)),
        ),
    )


@notices.written(Cancelled)
async def cancelled(reading: Reading, notice: Cancelled) -> Screen | None:
    """Of those shifts that are cancelled still, would not be over, and were the reader's."""
    still = [
        activity_and_shift(facts)
        for facts in await reading.all_facts((notice.shift_id, *notice.also))
        if not facts.is_on
        and not facts.shift.is_over(reading.words.now)
        and is_in(facts, SignUpState.CONFIRMED, SignUpState.WAITING)
    ]
    return _it_is_off(reading.words, still, await instead_of(reading, *still[0])) if still else None


def _it_is_off(words: Words, gone: Sequence[tuple[Activity, Shift]], instead: Facts | None) -> Screen:
    """What the reader was signed up for does not take place."""
    activity, first = gone[0]
    because = why_off(activity, first)
    return page(
        words.say("Cancelled: {title}", title=activity.title),
        *(when_and_how_long(words, shift) for _, shift in gone[:LISTED]),
        more(words, len(gone)),
        words.say("Reason: {reason}", reason=because) if because else None,
        words.say("Thank you for having offered your time."),
        None if all(shift.called_off for _, shift in gone) else words.say("If you were there, your hours still count."),
        words.say("You could come to this one instead:") if instead else None,
        entry(words, instead.activity, instead.shift) if instead else None,
        where(instead.activity) if instead else None,
        rows=(
            *(
                ((Press(words.say("Come to this one"), TakeShift(shift=instead.shift.id), "success"),),)
                if instead
                else ()
            ),
            (Press(words.say("Other activities"), ListActivities()),),
            *ask_row(words, Matter.SHIFT, gone[0][1].id),
            my_shifts_row(words),
        ),
    )


# To those in charge


@notices.written(LeaderMissing)
async def leader_missing(reading: Reading, notice: LeaderMissing) -> Screen | None:
    """Of those activities that are ahead, have no leader still, and that the reader leads."""
    every = [await reading.records.activities.get(activity_id) for activity_id in notice.activity_ids]
    without = [activity for activity in every if activity and await _lacks(reading, activity, notice.person_id)]
    ahead = [(activity, shift) for activity in without if (shift := await reading.next_of(activity))]
    if not ahead:
        return None
    ahead.sort(key=lambda one: one[1].period.start)
    person = await reading.records.people.get(notice.person_id)
    is_suspended = person is not None and person.standing is Standing.SUSPENDED
    return _needs_a_leader(reading.words, ahead, person.name if person else "", is_suspended=is_suspended)


async def _lacks(reading: Reading, activity: Activity, person_id: int) -> bool:
    """Whether that person still is to lead it and cannot, so that it is for the reader to see to it."""
    if activity.leader_id != person_id or not await reading.leads(activity):
        return False
    return not await is_led(reading.records, activity)


def _needs_a_leader(words: Words, ahead: Sequence[tuple[Activity, Shift]], name: str, *, is_suspended: bool) -> Screen:
    """Activities that somebody led who does so no more, the next one first; `name` is empty for who was forgotten."""
    why = words.say("{name}'s sign-ups are on hold.", name=name) if is_suspended else None
    alone = ahead[0][0] if len(ahead) == 1 else None
    hand_over = () if alone is None else ((Press(words.say("Hand over"), HandOver(activity=alone.id), "success"),),)
    shown = ahead[:LISTED]
    manage = tuple((see(words, activity.title, ManageActivity(activity=activity.id)),) for activity, _ in shown)
    return page(
        words.many("{number} activity needs a leader", "{number} activities need a leader", len(ahead)),
        why or (words.say("{name} does not lead there any more.", name=name) if name else None),
        *(entry(words, *one) for one in shown),
        more(words, len(ahead)) or words.say("Until it is handed over, whatever comes up goes to the team's leaders."),
        rows=(*hand_over, *manage, (Press(words.say("My activities"), Manage(all_units=True)),)),
    )


@notices.written(HandedOver)
async def handed_over(reading: Reading, notice: HandedOver) -> Screen | None:
    """Where the reader leads it, and something of it is ahead."""
    activity = await reading.records.activities.get(notice.activity_id)
    if activity is None or activity.leader_id != reading.owed.person_id or not await reading.leads(activity):
        return None
    shift = await reading.next_of(activity)
    return _you_lead_it(reading.words, activity, shift, await reading.name_of(notice.by_id)) if shift else None


def _you_lead_it(words: Words, activity: Activity, shift: Shift, name: str) -> Screen:
    """The reader leads an activity from now on."""
    return page(
        words.say("You lead {title} now", title=activity.title),
        words.say("{name} handed it over to you.", name=called(words, name)),
        when_and_how_long(words, shift),
        where(activity),
        details_for_leaders(words, activity),
        rows=((Press(words.say("Manage"), ManageActivity(activity=activity.id)),),),
    )
