"""Told about qualifications: to leaders that one waits, to its person what was decided, and that it ends."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.qualifications import (
    AddQualification,
    ListToVerify,
    SendAgain,
    ShowQualifications,
    ShowQualificationsOf,
)
from handlers.noticing.parts import LISTED, entry, more, see_shift
from handlers.noticing.ways_back import back_to_exam_where_wanted, back_where_wanted
from handlers.noticing.writing import Notices, Reading, activity_and_shift, is_in
from handlers.qualifications.screens.lines import particulars, sent_with, still_held, what
from handlers.qualifications.screens.verifying import answer_row, see_row, whose_and_what
from handlers.showing.asking import ask_row
from handlers.showing.parts import called
from handlers.showing.qualifications import good_until, opens_activities
from handlers.tapping.screen import Press, Row, Screen, page
from storage.views.qualifications import AskedQualification, qualification_asked
from volunteering.actions.qualifications.deciding import held_of
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.enquiries import Matter
from volunteering.rules.notices.qualifications import (
    QualificationDecided,
    QualificationEnded,
    QualificationEnds,
    QualificationSent,
)
from volunteering.rules.qualifications import Qualification, QualificationState
from volunteering.rules.signing_up import SignUpState
from words.words import Words

notices = Notices()


@notices.written(QualificationSent)
async def qualification_sent(reading: Reading, notice: QualificationSent) -> Screen | None:
    """Where it still waits, and the reader may verify it."""
    asked = await qualification_asked(reading.reader, notice.qualification_id)
    if asked is None or asked.qualification.state is not QualificationState.PENDING:
        return None
    is_own = asked.qualification.person_id == reading.owed.person_id
    if is_own or not (await reading.rights()).leads(asked.team):
        return None
    return _to_verify(reading.words, asked)


def _to_verify(words: Words, asked: AskedQualification) -> Screen:
    one = asked.qualification
    return page(
        words.say("A qualification to verify"),
        *whose_and_what(words, asked),
        *particulars(words, one),
        sent_with(words, one.evidence),
        rows=(
            *see_row(words, one),
            answer_row(words, one),
            (Press(words.say("Everything to verify"), ListToVerify()),),
        ),
    )


@notices.written(QualificationDecided)
async def qualification_decided(reading: Reading, notice: QualificationDecided) -> Screen | None:
    """Where that still stands."""
    one = await reading.records.qualifications.get(notice.qualification_id)
    if one is None or one.state is not notice.state:
        return None
    if one.state is QualificationState.VERIFIED:
        to_shift = await back_where_wanted(reading, one.wanted_for)
        to_exam = await back_to_exam_where_wanted(reading, one.wanted_exam)
        return _verified(reading.words, one, (*to_shift, *to_exam))
    return _rejected(reading.words, one, await held_of(reading.records, one, reading.words.today))


def _verified(words: Words, one: Qualification, back: tuple[Row, ...]) -> Screen:
    return page(
        words.say("Verified: {qualification}", qualification=what(words, one)),
        good_until(words, one.expires_on),
        rows=(*(back or opens_activities(words, one.kind)), _mine_row(words)),
    )


def _rejected(words: Words, one: Qualification, still: Qualification | None) -> Screen:
    return page(
        words.say("Not accepted: {qualification}", qualification=what(words, one)),
        words.say("⚠️ Reason: {reason}", reason=one.reason) if one.reason else None,
        still_held(words, still) if still else None,
        words.say("What you have typed is kept. If you see it differently, please speak to your team's leader."),
        rows=(
            (Press(words.say("Send it again"), SendAgain(qualification=one.id), "success"),),
            *ask_row(words, Matter.TEAM),
            _mine_row(words),
        ),
    )


@notices.written(QualificationEnds)
async def qualification_ends(reading: Reading, notice: QualificationEnds) -> Screen | None:
    """Where it is still verified, and ends."""
    one = await reading.records.qualifications.get(notice.qualification_id)
    if one is None or one.state is not QualificationState.VERIFIED or one.expires_on is None:
        return None
    return _ends(reading.words, one)


def _ends(words: Words, one: Qualification) -> Screen:
    add = Press(words.say("Add the new one"), AddQualification(kind=one.kind.id), "success")
    return page(
        words.say("Ends soon: {qualification}", qualification=what(words, one)),
        good_until(words, one.expires_on),
        _renew(words),
        rows=((add,), _mine_row(words)),
    )


def _renew(words: Words) -> Markup:
    return words.say("Once you have the new one, add it here. Shifts that you are in stay as they are.")


@notices.written(QualificationEnded)
async def qualification_ended(reading: Reading, notice: QualificationEnded) -> Screen | None:
    """Of those shifts where its person is still expected, and which the reader leads, unless it was renewed."""
    one = await reading.records.qualifications.get(notice.qualification_id)
    if one is None or one.state is not QualificationState.VERIFIED:
        return None
    facts = await reading.all_facts(notice.shift_ids, one.person_id)
    still = [each for each in facts if each.is_on and is_in(each, SignUpState.CONFIRMED)]
    led = [activity_and_shift(each) for each in still if await reading.leads(each.activity)]
    return _missing(reading.words, one, await reading.name_of(one.person_id), led) if led else None


def _missing(words: Words, one: Qualification, name: str, shifts: Sequence[tuple[Activity, Shift]]) -> Screen:
    return page(
        words.say("{name}: {qualification} ends", name=called(words, name), qualification=what(words, one)),
        good_until(words, one.expires_on),
        words.many(
            "They have a place in {number} shift that asks for it:",
            "They have places in {number} shifts that ask for it:",
            len(shifts),
        ),
        *(entry(words, activity, shift) for activity, shift in shifts[:LISTED]),
        more(words, len(shifts)),
        words.say("Nobody is taken off. Please see whether they renew it in time."),
        rows=(
            *((see_shift(words, activity, shift),) for activity, shift in shifts[:LISTED]),
            (Press(words.say("Qualifications"), ShowQualificationsOf(person=one.person_id)),),
        ),
    )


def _mine_row(words: Words) -> Row:
    return (Press(words.say("My qualifications"), ShowQualifications()),)
