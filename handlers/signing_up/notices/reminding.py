"""Reminders before a shift: is the reader coming?"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from markupsafe import Markup

from handlers.buttons.signing_up import ReadRisk
from handlers.noticing.parts import LISTED, entry, more, my_shifts_row, see_shift
from handlers.noticing.writing import Notices, Reading, WrittenNotice, activity_and_shift
from handlers.showing.answers import ask_rows, change_rows, said_so
from handlers.showing.asking import ask_row
from handlers.showing.confirming import answer_rows, question_lines
from handlers.showing.parts import details, where
from handlers.showing.risks import is_to_agree
from handlers.showing.roles import your_role
from handlers.tapping.screen import Press, Row, Screen, page
from storage.rows.moves import note_asked
from volunteering.rules.activities import Shift
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.enquiries import Matter
from volunteering.rules.moves import ConfirmQuestion, question_about
from volunteering.rules.notices.signing_up import OnceMore, Reminder
from volunteering.rules.signing_up import Facts, SignUpState
from words.words import Words

SOON = timedelta(hours=6)
ASKED_ABOUT = 3  # shifts of one reminder that have buttons of their own; more are listed

notices = Notices()


@notices.written(Reminder)
async def reminder(reading: Reading, notice: Reminder) -> WrittenNotice | None:
    """Of those shifts that are ahead, and not told of anew since; of one that was moved it asks what the move asked."""
    every = await reading.all_facts(notice.shift_ids)
    still = [facts for facts in every if _is_to_be_reminded(facts, reading.words.now, reading.owed.created_at)]
    if not still:
        return None
    moved = {one.shift.id: question_about([one], reading.moment) for one in still[:ASKED_ABOUT]}
    screen = _see_you(reading.words, still, notice.unasked, moved)
    return WrittenNotice(screen, once_sent=lambda tx: note_asked(tx, *moved.values()))


@notices.written(OnceMore)
async def once_more(reading: Reading, notice: OnceMore) -> Screen | None:
    """Of those shifts about which the reader still is silent."""
    every = await reading.all_facts(notice.shift_ids)
    words, owed_at = reading.words, reading.owed.created_at
    still = [facts for facts in every if _is_to_be_reminded(facts, words.now, owed_at) and _is_silent(facts)]
    if not still:
        return None
    asked = words.say("We have not heard from you yet. One tap is enough; your place is yours either way.")
    return _see_you(words, still, (), {}, asked=asked)


def _is_silent(facts: Facts) -> bool:
    return _answer(facts) is ReminderAnswer.SILENT and facts.mine is not None and facts.mine.to_confirm is None


def _is_to_be_reminded(facts: Facts, now: datetime, owed_at: datetime) -> bool:
    shift, mine = facts.shift, facts.mine
    if mine is None or mine.state is not SignUpState.CONFIRMED or not facts.is_on or shift.has_begun(now):
        return False
    # What was moved or taken since then has a reminder of its own, where one is due.
    return max(shift.since, mine.at) < owed_at


def _see_you(
    words: Words,
    ahead: Sequence[Facts],
    unasked: Sequence[int],
    moved: Mapping[int, ConfirmQuestion | None],
    *,
    asked: Markup | None = None,
) -> Screen:
    """Shifts that begin soon, the first of them first: is the reader coming? Where they said so, it only reminds."""
    first, *others = ahead
    activity, shift = activity_and_shift(first)
    title = _greeting(words, shift)
    if not others:
        return page(
            title,
            entry(words, activity, shift),
            where(activity),
            your_role(words, first.mine_in),
            details(words, activity, shift),
            *_said(words, first, unasked, moved.get(shift.id)),
            asked,
            None if first.agreed else is_to_agree(words),
            rows=(
                *_answer_rows(words, first, unasked, moved.get(shift.id)),
                *_agree_row(words, first),
                *ask_row(words, Matter.SHIFT, shift.id),
            ),
        )
    lines = [
        line
        for one in ahead[:LISTED]
        for line in (
            entry(words, *activity_and_shift(one)),
            where(one.activity),
            your_role(words, one.mine_in),
            *_said(words, one, unasked, moved.get(one.shift.id)),
            None if one.agreed else is_to_agree(words),
        )
    ]
    rows = [
        row
        for one in ahead[:ASKED_ABOUT]
        for row in (
            (see_shift(words, *activity_and_shift(one)),),
            *_answer_rows(words, one, unasked, moved.get(one.shift.id)),
            *_agree_row(words, one),
        )
    ]
    return page(title, asked, *lines, more(words, len(ahead)), rows=(*rows, my_shifts_row(words)))


def _agree_row(words: Words, facts: Facts) -> tuple[Row, ...]:
    """The way to what somebody has not agreed to."""
    return () if facts.agreed else ((Press(words.say("Read and agree"), ReadRisk(shift=facts.shift.id)),),)


def _greeting(words: Words, first: Shift) -> Markup:
    if first.period.start - words.now <= SOON:
        return words.say("See you soon")
    # What is asked before the day is over may say tomorrow; the line below has the date.
    today = Words(words.language, words.zone, words.now)
    return words.say("See you {day}", day=today.day(first.day(words.zone)))


def _answer_rows(words: Words, facts: Facts, unasked: Sequence[int], moved: ConfirmQuestion | None) -> tuple[Row, ...]:
    answer = _answer(facts)
    if moved is not None:
        return answer_rows(words, moved)
    if answer is ReminderAnswer.SILENT and facts.shift.id not in unasked:
        return ask_rows(words, facts.shift.id)
    return change_rows(words, facts.shift.id, answer)


def _said(
    words: Words, facts: Facts, unasked: Sequence[int], moved: ConfirmQuestion | None
) -> tuple[Markup | None, ...]:
    """Nobody is asked again what they have said."""
    answer = _answer(facts)
    if moved is not None:
        return question_lines(words, moved)
    return () if answer is ReminderAnswer.SILENT and facts.shift.id not in unasked else (said_so(words, answer),)


def _answer(facts: Facts) -> ReminderAnswer:
    return facts.mine.answer if facts.mine else ReminderAnswer.SILENT
