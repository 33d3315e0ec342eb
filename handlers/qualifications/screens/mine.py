"""A person's own qualifications, and adding to them."""

from datetime import date

from markupsafe import Markup

from handlers.buttons.qualifications import (
    AddQualification,
    AskTakeAway,
    ChooseKind,
    FindToQualify,
    ListKinds,
    ListToVerify,
    SendAgain,
    ShowMyQualification,
    ShowQualifications,
    TakeAway,
)
from handlers.buttons.training import ShowTraining
from handlers.qualifications.screens.lines import (
    ends_soon,
    in_one_line,
    particulars,
    sent_with,
    waiting_line,
    what,
)
from handlers.showing.asking import ask_row
from handlers.showing.parts import LONGEST_LABEL, back_to_shift, home_row, of_so_many, page_row
from handlers.showing.qualifications import back_to_exam, good_until, kind_name, named
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.engine.pages import Extent
from storage.views.qualifications import MyQualifications
from volunteering.actions.qualifications.sending import NotSendable, SentToLeaders
from volunteering.rules.enquiries import Matter
from volunteering.rules.qualifications import (
    Against,
    AlreadyOver,
    Evidence,
    EvidenceMissing,
    IssuedLater,
    KindElsewhere,
    Qualification,
    QualificationKind,
    QualificationState,
    TooManyPending,
)
from volunteering.rules.tree import Rights, Unit
from words.words import Words, cut

PAGE = 6
"""How many qualifications or kinds a page shows."""


def my_qualifications(words: Words, found: MyQualifications, rights: Rights, *, said: Markup | None = None) -> Screen:
    """What the reader has and has sent; for those who lead, what waits for them."""
    asked, extent = found.mine.asked, found.mine.extent
    nothing = words.say("That was all.") if extent.number else words.say("Nothing yet: first aid, a licence, a course?")
    rows = (
        *((_to_mine(words, one.qualification),) for one in asked),
        *page_row(words, extent, lambda number: ShowQualifications(page=number)),
        (Press(words.say("Add a qualification"), ChooseKind(), "success"),),
        (Press(words.say("Training"), ShowTraining()),),
        *_leading_rows(words, rights, found.to_verify),
        *home_row(words),
    )
    return page(
        of_so_many(words, words.say("My qualifications"), extent),
        said,
        *(in_one_line(words, one.qualification) for one in asked),
        None if asked else nothing,
        waiting_line(words, found.to_verify) if found.to_verify else None,
        rows=rows,
    )


def _to_mine(words: Words, one: Qualification) -> Press:
    return Press(cut(what(words, one), LONGEST_LABEL), ShowMyQualification(qualification=one.id))


def _leading_rows(words: Words, rights: Rights, to_verify: int) -> tuple[Row, ...]:
    if not rights.is_leader:
        return ()
    verify = (Press(words.say("To verify"), ListToVerify()),) if to_verify else ()
    give = Press(words.say("Give one"), FindToQualify())
    kinds = (Press(words.say("Kinds"), ListKinds()),) if rights.is_admin else ()
    return ((*verify, give, *kinds),)


def choose_kind(words: Words, kinds: tuple[QualificationKind, ...], extent: Extent) -> Screen:
    """What there is to add."""
    nothing = words.say("Your team keeps no kinds of them yet. Please speak to your team's leader.")
    return page(
        of_so_many(words, words.say("What would you like to add?"), extent),
        None if kinds else nothing,
        rows=(
            *((Press(cut(kind_name(words, kind), LONGEST_LABEL), AddQualification(kind=kind.id)),) for kind in kinds),
            *page_row(words, extent, lambda number: ChooseKind(page=number)),
            *(() if kinds else ask_row(words, Matter.TEAM)),
            (WayBack(words.say("‹ My qualifications"), ShowQualifications()),),
        ),
    )


def to_be_sent(
    words: Words, kind: QualificationKind, level: int, number: str, issued_on: date, evidence: Evidence | None
) -> Markup:
    """What the leaders will be shown."""
    lines = (
        named(words, kind, level),
        words.say("Number: {number}", number=number) if number else None,
        words.say("Issued on {date}", date=words.long_day(issued_on)),
        good_until(words, kind.ends(issued_on)),
        sent_with(words, evidence),
    )
    return Markup("\n").join(line for line in lines if line)


def sent(
    words: Words,
    outcome: SentToLeaders,
    what_it_is: Markup,
    unit: Unit,
    *,
    shift_id: int | None,
    exam_id: int | None,
) -> Screen:
    """It is with the leaders."""
    waits = (
        words.say("⏳ {unit} looks at it, and you get a message.", unit=unit.name)
        if outcome.to
        else words.say("⏳ Nobody else leads {unit} yet. It waits until somebody does.", unit=unit.name)
    )
    return page(
        words.say("Your leaders will look at it"),
        what_it_is,
        waits,
        rows=(
            *((back_to_shift(words, shift_id),) if shift_id else ()),
            *((back_to_exam(words, exam_id),) if exam_id else ()),
            (Press(words.say("My qualifications"), ShowQualifications()),),
            *home_row(words),
        ),
    )


def not_sent(words: Words, outcome: NotSendable) -> Screen:
    """Why not, each reason in its own line."""
    return page(
        words.say("Not sent"),
        *(reason(words, against) for against in outcome.reasons),
        rows=((Press(words.say("My qualifications"), ShowQualifications()),), *home_row(words)),
    )


def reason(words: Words, against: Against) -> Markup:
    """Why it cannot be sent."""
    match against:
        case KindElsewhere():
            return words.say("Your team does not have this kind any more.")
        case IssuedLater(day=day):
            return words.say("It is issued on {date}, which has not come yet.", date=words.long_day(day))
        case AlreadyOver(ended_on=day):
            return words.say("It has ended on {date}.", date=words.long_day(day))
        case EvidenceMissing():
            return words.say("A photo or file of it is needed.")
        case TooManyPending():
            return words.say("Many of yours wait for a leader already. Please wait for an answer, or withdraw one.")


def one_of_mine(words: Words, one: Qualification) -> Screen:
    """One of the reader's own, with what can be done."""
    is_rejected = one.state is QualificationState.REJECTED
    disagree = words.say("If you see it differently, please speak to your team's leader.")
    return page(
        in_one_line(words, one),
        *particulars(words, one),
        sent_with(words, one.evidence) if one.evidence else None,
        words.say("⚠️ Reason: {reason}", reason=one.reason) if is_rejected and one.reason else None,
        disagree if is_rejected else None,
        rows=(
            *_next(words, one),
            *(ask_row(words, Matter.TEAM) if is_rejected else ()),
            (WayBack(words.say("‹ My qualifications"), ShowQualifications()),),
            (Press(_going(words, one), AskTakeAway(qualification=one.id), "danger"),),
        ),
    )


def _next(words: Words, one: Qualification) -> tuple[Row, ...]:
    if one.state is QualificationState.REJECTED:
        return ((Press(words.say("Send it again"), SendAgain(qualification=one.id), "success"),),)
    if one.state is QualificationState.VERIFIED and ends_soon(one, words.today):
        return ((Press(words.say("Add the new one"), AddQualification(kind=one.kind.id), "success"),),)
    return ()


def _going(words: Words, one: Qualification) -> Markup:
    return words.say("Withdraw") if one.state is QualificationState.PENDING else words.say("Take it away")


def ask_take_away(words: Words, one: Qualification) -> Screen:
    """The second question before it goes, with what was sent."""
    is_pending = one.state is QualificationState.PENDING
    it = what(words, one)
    return page(
        words.say("Withdraw {qualification}?", qualification=it)
        if is_pending
        else words.say("Take {qualification} away?", qualification=it),
        words.say("What was sent with it is forgotten. Shifts that you are in stay as they are."),
        rows=(
            (Press(words.say("‹ Back"), ShowMyQualification(qualification=one.id)),),
            (Press(words.say("Yes, take it away"), TakeAway(qualification=one.id), "danger"),),
        ),
    )


def taken_away(words: Words, one: Qualification) -> Markup:
    """It is of no matter any more."""
    return words.say("✅ Taken away: {qualification}", qualification=what(words, one))
