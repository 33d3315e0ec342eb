"""Verifying what others have sent."""

from handlers.buttons.qualifications import (
    ListToVerify,
    RejectQualification,
    ShowQualification,
    ShowQualificationsOf,
    TakeBackVerified,
    VerifyAfterAll,
    VerifyQualification,
)
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.qualifications.questions import RejectingQualification, TakingBackQualification, TurningDown
from handlers.qualifications.screens import verifying as screens
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.qualifications import AskedQualification, qualification_asked, to_verify
from volunteering.actions.qualifications.deciding import NotDecided, TurnedDown, Verified, reject, verify
from volunteering.rules.qualifications import QualificationState
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(ListToVerify, role=Role.LEADER)
async def list_to_verify(tap: Tap, button: ListToVerify) -> Answer:
    """What waits for this leader."""
    found = await to_verify(tap.read, tap.me.id, tap.rights, Page(screens.PAGE, button.page))
    return Answer(screens.to_verify(tap.words, found, said=tap.said), at=button)


@routes.button(ShowQualification, role=Role.LEADER)
async def show_qualification(tap: Tap, button: ShowQualification) -> Answer:
    """One in full; what was sent with it comes along where that was tapped, for those who may verify it."""
    asked = await _asked(tap, button.qualification)
    is_own = asked.qualification.person_id == tap.me.id
    back = _back_to(tap)
    screen = screens.qualification(tap.words, asked, back=back, decidable=not is_own)
    files = screens.evidence_of(tap.words, asked) if button.evidence and not is_own else ()
    return Answer(screen, at=button, files=files)


def _back_to(tap: Tap) -> ListToVerify | ShowQualificationsOf:
    """The list that the reader came from, on the page where they were."""
    left = tap.trail.last(ListToVerify, ShowQualificationsOf)
    return left if isinstance(left, ListToVerify | ShowQualificationsOf) else ListToVerify()


async def _asked(tap: Tap, qualification_id: int) -> AskedQualification:
    """One whose person this leader leads. Raises Instead."""
    asked = await qualification_asked(tap.read, qualification_id)
    if asked is None:
        raise Instead(Answer(instead.gone(tap.words), at=ListToVerify()))
    if not tap.rights.leads(asked.team):
        raise Instead(Answer(screens.undecided(tap.words, NotAllowed()), at=ListToVerify()))
    return asked


@routes.button(VerifyQualification, writes=True, role=Role.LEADER)
async def verify_qualification(tap: Tap, button: VerifyQualification) -> Answer | GoTo:
    """It is right; then what waits next."""
    return _after(tap, await verify(tap.records, tap.actor, button.qualification, tap.moment))


@routes.button(VerifyAfterAll, writes=True, role=Role.LEADER)
async def verify_after_all(tap: Tap, button: VerifyAfterAll) -> Answer | GoTo:
    """It is right, although it was rejected before."""
    rejected = QualificationState.REJECTED
    outcome = await verify(tap.records, tap.actor, button.qualification, tap.moment, instead_of=rejected)
    return _after(tap, outcome)


def _after(tap: Tap, outcome: Verified | TurnedDown | NotDecided | None) -> Answer | GoTo:
    match outcome:
        case None:
            return Answer(instead.gone(tap.words), at=ListToVerify())
        case Verified() | TurnedDown():
            said, toast = screens.decided(tap.words, outcome)
            return GoTo(_back_to(tap), said=said, toast=toast)
        case _:
            return Answer(screens.undecided(tap.words, outcome), at=ListToVerify())


@routes.button(RejectQualification, writes=True, role=Role.LEADER)
async def reject_qualification(tap: Tap, button: RejectQualification) -> Answer | GoTo:
    """The question for the reason, where there is something to reject; else how it stands."""
    return await _ask_why(tap, button.qualification, RejectingQualification)


@routes.button(TakeBackVerified, writes=True, role=Role.LEADER)
async def take_back(tap: Tap, button: TakeBackVerified) -> Answer | GoTo:
    """The same of what was verified."""
    return await _ask_why(tap, button.qualification, TakingBackQualification)


async def _ask_why(tap: Tap, qualification_id: int, kind: type[TurningDown]) -> Answer | GoTo:
    asked = await _asked(tap, qualification_id)
    one = asked.qualification
    if one.state is not kind.instead_of or one.person_id == tap.me.id:
        return GoTo(ShowQualification(qualification=one.id))
    return await engine.begin_form(tap, kind, about={"qualification": one.id})


@ends(RejectingQualification, TakingBackQualification)
async def turn_down(tap: Tap, form: TurningDown, draft: Draft) -> Answer | GoTo:
    """Say why it isn't accepted."""
    number = draft.number("qualification")
    outcome = await reject(tap.records, tap.actor, number, form.because, tap.moment, instead_of=form.instead_of)
    return _after(tap, outcome)
