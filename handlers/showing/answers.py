"""What people have said of coming: the buttons for it, and what leaders read of it (docs/rules.md: Reminders)."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from handlers.buttons.attendance import ShowAnswer
from handlers.buttons.signing_up import SayComing, SayLate, SayNotComing
from handlers.showing.parts import Way, and_more, called, leader, line_to_call, told_apart
from handlers.showing.roles import room
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press, Row
from storage.rows.answers import ToCall
from volunteering.rules.activities import Activity, Shift, State, is_on
from volunteering.rules.answers import AnswerSums, ReminderAnswer
from volunteering.rules.capacity import Capacity
from volunteering.rules.ground.moment import Moment
from volunteering.rules.reminders import asks_by_now
from volunteering.rules.roles import RoleRoom
from volunteering.rules.signing_up import Facts
from volunteering.rules.turnouts import Heads, NotKnownYet, Past, expected_heads
from words.words import Words

NAMED = 5  # people to be called; how many more there are is said
LONGEST_NAME = 24  # on a button


def ask_rows(words: Words, shift_id: int) -> tuple[Row, ...]:
    """Is the reader coming, late, or not?"""
    coming = Press(words.say("I'm coming"), SayComing(shift=shift_id), "success")
    return side_by_side((coming, _late(words, shift_id), _not_coming(words, shift_id)), 3)


def change_rows(words: Words, shift_id: int, answer: ReminderAnswer) -> tuple[Row, ...]:
    """What else the reader may say than what they have said."""
    return side_by_side((_other(words, shift_id, answer), _not_coming(words, shift_id)), 2)


def other_row(words: Words, shift_id: int, answer: ReminderAnswer) -> Row:
    """The same for a screen that has its own way out of the shift."""
    return (_other(words, shift_id, answer),)


def is_to_answer(facts: Facts, moment: Moment) -> bool:
    """Whether the reader of a card is asked whether they come, or may be asked any moment, and has said nothing."""
    return _answer(facts, moment) is ReminderAnswer.SILENT and asks_by_now(facts.shift, moment)


def one_tap_says_so(words: Words, facts: Facts) -> Markup:
    """That nothing is said yet: also to whoever came here by a word (“ok”, “I'll be late”), which says nothing."""
    return words.say("Are you coming? One tap tells {leader}.", leader=leader(words, facts.activity))


def card_rows(words: Words, facts: Facts, moment: Moment) -> tuple[Row, ...]:
    """What the reader of a card may say instead of what they have said."""
    answer = _answer(facts, moment)
    if answer is None or answer is ReminderAnswer.SILENT:
        return ()
    return (other_row(words, facts.shift.id, answer),)


def _answer(facts: Facts, moment: Moment) -> ReminderAnswer | None:
    """What the reader has said who has a place in what is ahead."""
    if facts.mine is None or not facts.has_place or not facts.is_on or facts.shift.has_begun(moment.now):
        return None
    return facts.mine.answer


def expecting(words: Words, facts: Facts) -> Markup:
    """🙋 who expects the reader, who has a place, and what they said of coming."""
    answer, led_by = facts.mine.answer if facts.mine else ReminderAnswer.SILENT, leader(words, facts.activity)
    match answer:
        case ReminderAnswer.COMING:
            return words.say("🙋 You are in and said you are coming, {leader} is expecting you", leader=led_by)
        case ReminderAnswer.LATE:
            return words.say("🙋 You are in and said you'll be late, {leader} knows", leader=led_by)
        case ReminderAnswer.SILENT:
            return words.say("🙋 You are in, {leader} is expecting you", leader=led_by)


def _other(words: Words, shift_id: int, answer: ReminderAnswer) -> Press:
    if answer is ReminderAnswer.LATE:
        return Press(words.say("I'm coming"), SayComing(shift=shift_id))
    return _late(words, shift_id)


def _late(words: Words, shift_id: int) -> Press:
    return Press(words.say("I'll be late"), SayLate(shift=shift_id))


def _not_coming(words: Words, shift_id: int) -> Press:
    return Press(words.say("I can't make it"), SayNotComing(shift=shift_id), "danger")


def said_so(words: Words, answer: ReminderAnswer) -> Markup:
    """What the reader has said, or that they may still say that they can't."""
    match answer:
        case ReminderAnswer.COMING:
            return words.say("✅ You said that you are coming. If not, please say so: somebody may be waiting.")
        case ReminderAnswer.LATE:
            return words.say("✅ You said that you'll be late. If you can't come, please say so.")
        case ReminderAnswer.SILENT:
            return words.say("If you can't come, please say so: somebody may be waiting.")


# To leaders


def heads(
    words: Words, capacity: Capacity, roles: Sequence[RoleRoom], answers: Mapping[int | None, AnswerSums]
) -> tuple[Markup, ...]:
    """👥 how many have a place, and what they said of coming: `9 of 12: 7 coming, 1 late, 1 silent`, role by role."""
    named = [one for one in roles if one.role.name]
    if not named:
        every = AnswerSums.together(answers.values())
        return (
            words.say("👥 {room}: {answers}", room=_filled(words, capacity), answers=_answers(words, every, capacity)),
        )
    return tuple(
        words.say(
            "👥 {role} {room}: {answers}",
            role=one.role.name,
            room=_filled(words, one.capacity),
            answers=_answers(words, answers[one.role.id], one.capacity),
        )
        if one.role.id in answers
        else room(words, one.capacity, [one])
        for one in named
    )


def heads_or_room(
    words: Words,
    activity: Activity,
    shift: Shift,
    capacity: Capacity,
    roles: Sequence[RoleRoom],
    answers: Mapping[int | None, AnswerSums],
    *,
    silent: bool,
) -> tuple[Markup, ...]:
    """The same once somebody has said so, or was `silent` when they were asked at last; else how full it is."""
    is_asked = silent or any(one.are_any for one in answers.values())
    is_ahead = is_on(activity, shift) and not shift.has_begun(words.now)
    if is_ahead and is_asked:
        return heads(words, capacity, roles, answers)
    return (room(words, capacity, roles),)


def expected(words: Words, shift: Shift, answers: Iterable[AnswerSums], past: Past, moment: Moment) -> Markup | None:
    """How many will come, as a range, from when people are asked until it begins; nothing of a handful of people."""
    if shift.state is not State.OPEN or shift.has_begun(moment.now) or not asks_by_now(shift, moment):
        return None
    every = AnswerSums.together(answers)
    match expected_heads(every, past, asked_at_last=asks_by_now(shift, moment, at_last=True)):
        case Heads(least=least, most=most) if least == most:
            return words.say("👥 Likely to come: {number}", number=words.number(most))
        case Heads(least=least, most=most):
            numbers = words.number(least), words.number(most)
            return words.say("👥 Likely to come: {least}–{most}", least=numbers[0], most=numbers[1])
        case NotKnownYet():
            return words.say("👥 How many are likely to come: don't know yet")
        case None:
            return None


def _filled(words: Words, capacity: Capacity) -> Markup:
    taken = words.number(capacity.taken)
    if capacity.limit is None:
        return words.say("{taken}, no limit", taken=taken)
    places = words.number(capacity.limit)
    return words.say("{taken} of {places}", taken=taken, places=places)


def _answers(words: Words, answers: AnswerSums, capacity: Capacity) -> Markup:
    """What those with a place have said; behind it, how many wait for one."""
    said = _said(words, answers)
    if not capacity.waiting:
        return said
    return words.listed((said, words.many("{number} waiting", "{number} waiting", capacity.waiting)))


def _said(words: Words, answers: AnswerSums) -> Markup:
    coming, late, silent = (words.number(many) for many in (answers.coming, answers.late, answers.silent))
    if not answers.unasked:
        return words.say("{coming} coming, {late} late, {silent} silent", coming=coming, late=late, silent=silent)
    return words.say(
        "{coming} coming, {late} late, {silent} silent, {unasked} not asked",
        coming=coming,
        late=late,
        silent=silent,
        unasked=words.number(answers.unasked),
    )


def to_call(words: Words, people: Sequence[ToCall]) -> tuple[Markup | None, ...]:
    """Who was asked twice and said nothing, and whom no question has reached, with the numbers to call."""
    silent, unreached = _by_reach(people)
    return (
        *_called(
            words,
            silent,
            words.many(
                "⚠️ {number} person was asked and has not answered. Please call:",
                "⚠️ {number} people were asked and have not answered. Please call:",
                len(silent),
            ),
        ),
        *_called(
            words,
            unreached,
            words.many(
                "⚠️ Messages do not reach {number} person. Please call:",
                "⚠️ Messages do not reach {number} people. Please call:",
                len(unreached),
            ),
        ),
        tap_a_name(words) if people else None,
    )


def _by_reach(people: Sequence[ToCall]) -> tuple[list[ToCall], list[ToCall]]:
    return [one for one in people if one.reachable], [one for one in people if not one.reachable]


def _called(words: Words, people: Sequence[ToCall], heading: Markup) -> tuple[Markup, ...]:
    lines = (line_to_call(words, one.name, one.phone) for one in people[:NAMED])
    return tuple(filter(None, (heading, *lines, and_more(words, len(people) - NAMED)))) if people else ()


def tap_a_name(words: Words) -> Markup:
    """What the buttons with the names of those who have to be called are for."""
    return words.say("Tap a name to note what they said.")


def call_rows(words: Words, shift_id: int, people: Sequence[ToCall], most: int = NAMED) -> tuple[Row, ...]:
    """A way to what each of those says who are named in `to_call`; or `most` of either kind."""
    shown = [one for group in _by_reach(people) for one in group[:most]]
    labels = told_apart([_names(words, one) for one in shown])
    presses = (
        Press(label, ShowAnswer(shift=shift_id, person=one.person_id), "success")
        for label, one in zip(labels, shown, strict=True)
    )
    return side_by_side(tuple(presses), 2)


def _names(words: Words, one: ToCall) -> tuple[Way[str], ...]:
    name = called(words, one.name, LONGEST_NAME)
    return lambda: name, lambda: words.listed((name, one.phone)) if one.phone else name
