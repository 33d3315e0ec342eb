"""Told about qualifications: to leaders that one waits, to its person what was decided, and that it ends."""

from markupsafe import Markup

from handlers.buttons.qualifications import AddQualification, ListToVerify, SendAgain, ShowQualifications
from handlers.noticing.writing import Notices, Reading
from handlers.qualifications.screens.lines import good_until, particulars, sent_with, what
from handlers.qualifications.screens.verifying import answer_row, see_row, whose_and_what
from handlers.showing.asking import ask_row
from handlers.tapping.screen import Press, Row, Screen, page
from storage.views.qualifications import AskedQualification, qualification_asked
from volunteering.rules.enquiries import Matter
from volunteering.rules.notices.qualifications import QualificationDecided, QualificationEnds, QualificationSent
from volunteering.rules.qualifications import Qualification, QualificationState
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
    return _verified(reading.words, one) if one.state is QualificationState.VERIFIED else _rejected(reading.words, one)


def _verified(words: Words, one: Qualification) -> Screen:
    return page(
        words.say("Verified: {qualification}", qualification=what(words, one)),
        good_until(words, one.expires_on),
        rows=(_mine_row(words),),
    )


def _rejected(words: Words, one: Qualification) -> Screen:
    return page(
        words.say("Not accepted: {qualification}", qualification=what(words, one)),
        words.say("⚠️ Reason: {reason}", reason=one.reason) if one.reason else None,
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


def _mine_row(words: Words) -> Row:
    return (Press(words.say("My qualifications"), ShowQualifications()),)
