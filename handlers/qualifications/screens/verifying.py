"""Qualifications of others, as those see them who verify them."""

from markupsafe import Markup

from handlers.buttons.qualifications import (
    ListToVerify,
    RejectQualification,
    ShowQualification,
    ShowQualifications,
    ShowQualificationsOf,
    TakeBackVerified,
    VerifyAfterAll,
    VerifyQualification,
)
from handlers.qualifications.screens.lines import particulars, sent_with, still_held, waiting_line, what
from handlers.showing.parts import LONGEST_TITLE, called, home_row, not_leading, of_so_many, page_row
from handlers.tapping.screen import Press, Resent, Row, Screen, WayBack, page
from storage.views.qualifications import AskedQualification, ByTraining, QualificationPage
from volunteering.actions.qualifications.deciding import (
    NotDecided,
    OwnQualification,
    StandsOtherwise,
    TurnedDown,
    Verified,
)
from volunteering.rules.qualifications import EvidenceKind, Qualification, QualificationState
from volunteering.rules.tree import NotAllowed
from words.words import Words, cut

PAGE = 6
"""How many qualifications a page shows."""

LONGEST_NAME = 20
LONGEST_LABEL = 48

Back = ListToVerify | ShowQualificationsOf


def to_verify(words: Words, found: QualificationPage, *, said: Markup | None = None) -> Screen:
    """A page of what waits, the oldest first."""
    nothing = words.say("That was all.") if found.extent.number else words.say("✅ Nothing waits to be verified.")
    return page(
        of_so_many(words, words.say("To verify"), found.extent),
        said,
        waiting_line(words, found.extent.total) if found.asked else nothing,
        rows=(
            *((_to_one(words, asked),) for asked in found.asked),
            *page_row(words, found.extent, lambda number: ListToVerify(page=number)),
            (WayBack(words.say("‹ My qualifications"), ShowQualifications()),),
            *home_row(words),
        ),
    )


def _to_one(words: Words, asked: AskedQualification) -> Press:
    one = asked.qualification
    label = words.listed((what(words, one), called(words, asked.name, LONGEST_NAME)))
    return Press(cut(label, LONGEST_LABEL), ShowQualification(qualification=one.id, evidence=bool(one.evidence)))


def qualification(words: Words, asked: AskedQualification, *, back: Back, decidable: bool) -> Screen:
    """One in full, with its two answers, or what puts the one given right; `decidable`: the reader may give them."""
    one = asked.qualification
    return page(
        _title(words, one),
        *whose_and_what(words, asked),
        *particulars(words, one),
        sent_with(words, one.evidence),
        _decided(words, asked),
        rows=(
            *(_answers(words, one) if decidable else ()),
            *see_row(words, one),
            (_way_back(words, back),),
        ),
    )


def whose_and_what(words: Words, asked: AskedQualification) -> tuple[Markup, Markup]:
    """Whose it is, and what."""
    whose = words.say("🙋 {name} · {unit}", name=called(words, asked.name), unit=asked.team.name)
    return whose, what(words, asked.qualification)


def _title(words: Words, one: Qualification) -> Markup:
    match one.state:
        case QualificationState.PENDING:
            return words.say("To verify")
        case QualificationState.VERIFIED:
            return words.say("Verified")
        case QualificationState.REJECTED:
            return words.say("Rejected")
        case QualificationState.WITHDRAWN:
            return words.say("Taken away")
        case QualificationState.REPLACED:
            return words.say("Renewed since")


def _decided(words: Words, asked: AskedQualification) -> Markup | None:
    one = asked.qualification
    if one.state is QualificationState.REJECTED and one.reason:
        return words.say("Rejected: {reason}", reason=one.reason)
    if one.state is not QualificationState.VERIFIED:
        return None
    if by := asked.by_training:
        return _by_training(words, by)
    return words.say("✅ {name} has verified it.", name=asked.by_name) if asked.by_name else None


def _by_training(words: Words, by: ByTraining) -> Markup:
    title = cut(by.title, LONGEST_TITLE)
    if by.by_test:
        return words.say("✅ By the test of {title}", title=title)
    return words.say("✅ By the roster of {title}", title=title)


def _answers(words: Words, one: Qualification) -> tuple[Row, ...]:
    match one.state:
        case QualificationState.PENDING:
            return (answer_row(words, one),)
        case QualificationState.VERIFIED:
            return ((Press(words.say("Take back"), TakeBackVerified(qualification=one.id), "danger"),),)
        case QualificationState.REJECTED:
            return ((Press(words.say("Verify after all"), VerifyAfterAll(qualification=one.id), "success"),),)
        case _:
            return ()


def answer_row(words: Words, one: Qualification) -> Row:
    """The two answers to it."""
    return (
        Press(words.say("Verify"), VerifyQualification(qualification=one.id), "success"),
        Press(words.say("Reject"), RejectQualification(qualification=one.id), "danger"),
    )


def see_row(words: Words, one: Qualification) -> tuple[Row, ...]:
    """The way to what was sent with it."""
    if one.evidence is None:
        return ()
    is_photo = one.evidence.kind is EvidenceKind.PHOTO
    label = words.say("See the photo") if is_photo else words.say("See the file")
    return ((Press(label, ShowQualification(qualification=one.id, evidence=True)),),)


def _way_back(words: Words, back: Back) -> Press:
    if isinstance(back, ShowQualificationsOf):
        return WayBack(words.say("‹ Qualifications"), back)
    return WayBack(words.say("‹ To verify"), back)


def evidence_of(words: Words, asked: AskedQualification) -> tuple[Resent, ...]:
    """What was sent with it, by what the messenger knows it by."""
    one = asked.qualification
    if one.evidence is None:
        return ()
    caption = words.listed((called(words, asked.name), what(words, one)))
    gone = words.say("The photo or file is not there any more. Please reject it and say so; then it is sent again.")
    is_photo = one.evidence.kind is EvidenceKind.PHOTO
    waits = one.state is QualificationState.PENDING
    return (Resent(one.evidence.file_id, is_photo, caption, gone, rows=(answer_row(words, one),) if waits else ()),)


def decided(words: Words, outcome: Verified | TurnedDown) -> tuple[Markup, str]:
    """What was decided, as a line above what still waits; with the toast."""
    name, it = called(words, outcome.name), what(words, outcome.qualification)
    if isinstance(outcome, TurnedDown):
        said = words.say("Rejected: {name}, {qualification}", name=name, qualification=it)
        return (Markup("\n").join((said, still_held(words, outcome.still))) if outcome.still else said), words.say(
            "Rejected."
        )
    return words.say("✅ Verified: {name}, {qualification}", name=name, qualification=it), words.say("Verified.")


def undecided(words: Words, outcome: NotDecided) -> Screen:
    """Why the reader decides nothing on it; what stands can be looked at."""
    see: tuple[Row, ...] = ()
    match outcome:
        case StandsOtherwise(qualification=one, by_name=by_name):
            title, said = _otherwise(words, one, by_name)
            see = ((Press(words.say("See it"), ShowQualification(qualification=one.id)),),)
        case OwnQualification():
            title = words.say("Your own")
            said = words.say("Nobody verifies what is their own. Another leader does.")
        case NotAllowed():
            title, said = words.say("Somebody else looks at this one"), not_leading(words)
    return page(title, said, rows=(*see, (WayBack(words.say("‹ To verify"), ListToVerify()),)))


def _otherwise(words: Words, one: Qualification, by_name: str) -> tuple[Markup, Markup]:
    if not one.is_up:
        return words.say("Taken away"), words.say("Its owner has taken it away, or sent a newer one.")
    if one.decided_by is None and one.state is not QualificationState.PENDING:
        return words.say("Answered already"), words.say("A training decides on it: by its roster, or by its test.")
    name = called(words, by_name)
    if one.state is QualificationState.VERIFIED:
        return words.say("Answered already"), words.say("{name} has verified it.", name=name)
    if one.state is QualificationState.REJECTED:
        return words.say("Answered already"), words.say("{name} has rejected it.", name=name)
    return words.say("To verify"), words.say("It waits for an answer again.")
