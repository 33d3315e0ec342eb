"""Deciding on hours that others logged: one by one, or all at once."""

from markupsafe import Markup

from handlers.buttons.hours import (
    ApproveAfterAll,
    ApproveAll,
    ApproveClaim,
    AskApproveAll,
    RejectClaim,
    ShowClaim,
    ShowDecided,
    ShowPending,
    TakeBackClaim,
)
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.hours.questions import Refusing, Rejecting, TakingBack
from handlers.hours.screens import deciding as screens
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.hours.claims import Asked, Pending, claim_asked, decided_for, pending_for
from volunteering.actions.hours.deciding import (
    AllApproved,
    Approved,
    DayFilled,
    NotAsked,
    Rejected,
    TakenBack,
    Undecidable,
    approve,
    approve_all,
    reject,
)
from volunteering.rules.ground.texts import Remark
from volunteering.rules.hours import Decision
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(ShowPending, role=Role.LEADER)
async def show_pending(tap: Tap, button: ShowPending) -> Answer:
    """What waits for this leader."""
    return await _pending(tap, page=button.page)


async def _pending(
    tap: Tap, *, page: int = 0, said: Markup | None = None, toast: str = "", decided: int | None = None
) -> Answer:
    """What waits, under what was `said`, with the way back to the claim just `decided`."""
    found = await _waiting(tap, page)
    screen = screens.pending(tap.words, found, tap.policy, said=said, decided=decided)
    return Answer(screen, toast, at=ShowPending(page=page))


def _page_of(tap: Tap) -> int:
    """Which page of what waits the leader came from."""
    left = tap.trail.last(ShowPending)
    return left.page if left else 0


async def _waiting(tap: Tap, page: int = 0) -> Pending:
    long_day = tap.policy.long_day_hours * 60
    return await pending_for(tap.read, tap.me.id, tap.rights, long_day_minutes=long_day, page=Page(screens.PAGE, page))


@routes.button(ShowClaim, role=Role.LEADER)
async def show_claim(tap: Tap, button: ShowClaim) -> Answer:
    """One request in full."""
    found = await _claim(tap, button.claim)
    is_own = found.claim.person_id == tap.me.id
    rostered = await tap.records.hours.rostered_on(found.claim.person_id, found.claim.day)
    return Answer(
        screens.claim(tap.words, found, rostered, tap.policy, back=_back(tap), decidable=not is_own), at=button
    )


def _back(tap: Tap) -> ShowPending | ShowDecided:
    return tap.trail.last(ShowPending, ShowDecided) or ShowPending()


async def _claim(tap: Tap, claim_id: int) -> Asked:
    """The request, if this person leads its unit. Raises Instead."""
    found = await claim_asked(tap.read, claim_id)
    if found is None:
        raise Instead(Answer(instead.gone(tap.words), at=ShowPending()))
    if not tap.rights.leads(found.unit):
        raise Instead(Answer(screens.undecidable(tap.words, NotAllowed()), at=ShowPending()))
    return found


@routes.button(ApproveClaim, writes=True, role=Role.LEADER)
async def approve_claim(tap: Tap, button: ApproveClaim) -> Answer:
    """Put these hours into the ledger, and show what waits next."""
    return await _after(tap, button.claim, await approve(tap.records, tap.actor, button.claim, tap.moment))


async def _after(
    tap: Tap, claim_id: int, outcome: Approved | DayFilled | Rejected | TakenBack | Undecidable | None
) -> Answer:
    """What was decided, above what still waits."""
    match outcome:
        case None:
            return Answer(instead.gone(tap.words), at=ShowPending())
        case NotAsked():
            return Answer(screens.undecidable(tap.words, outcome), at=ShowPending())
        case Approved() | Rejected() | TakenBack():
            person = await tap.records.people.get(outcome.claim.person_id)
            said, toast = screens.decided(tap.words, outcome, person.name if person else "")
            return await _pending(tap, page=_page_of(tap), said=said, toast=toast, decided=claim_id)
        case DayFilled():
            return Answer(screens.day_filled(tap.words, outcome), at=ShowClaim(claim=claim_id))
        case _:
            return Answer(screens.undecidable(tap.words, outcome), at=ShowClaim(claim=claim_id))


@ends(Rejecting, TakingBack)
async def refuse(tap: Tap, form: Refusing, draft: Draft) -> Answer:
    """Reject these hours, or take them back, with the reason given."""
    return await _refuse(tap, draft.number("claim"), form.reason, form.instead_of)


async def _refuse(tap: Tap, claim_id: int, reason: Remark, instead_of: Decision) -> Answer:
    outcome = await reject(tap.records, tap.actor, claim_id, reason, tap.moment, instead_of=instead_of)
    return await _after(tap, claim_id, outcome)


async def _ask_why(tap: Tap, claim_id: int, kind: type[Refusing]) -> Answer | GoTo | None:
    """The question for the reason; None where there is nothing for this person to refuse."""
    found = await _claim(tap, claim_id)
    if found.claim.state is not kind.instead_of or found.claim.person_id == tap.me.id:
        return None
    return await engine.begin_form(tap, kind, about={"claim": claim_id})


@routes.button(RejectClaim, writes=True, role=Role.LEADER)
async def reject_claim(tap: Tap, button: RejectClaim) -> Answer | GoTo:
    """The question for the reason, if it is still to be decided; otherwise why it is not."""
    asked = await _ask_why(tap, button.claim, Rejecting)
    return asked or await _refuse(tap, button.claim, "", Rejecting.instead_of)


# Putting a decision right


@routes.button(ShowDecided, role=Role.LEADER)
async def show_decided(tap: Tap, button: ShowDecided) -> Answer:
    """What was decided lately, to be found again and put right."""
    found = await decided_for(tap.read, tap.me.id, tap.rights, tap.now, page=Page(screens.PAGE, button.page))
    return Answer(screens.decided_lately(tap.words, found), at=button)


@routes.button(TakeBackClaim, writes=True, role=Role.LEADER)
async def take_back_claim(tap: Tap, button: TakeBackClaim) -> Answer | GoTo:
    """The question for the reason, if the hours still count; otherwise how they stand."""
    return await _ask_why(tap, button.claim, TakingBack) or GoTo(ShowClaim(claim=button.claim))


@routes.button(ApproveAfterAll, writes=True, role=Role.LEADER)
async def approve_after_all(tap: Tap, button: ApproveAfterAll) -> Answer:
    """These hours count, although they were rejected before."""
    outcome = await approve(tap.records, tap.actor, button.claim, tap.moment, instead_of=Decision.REJECTED)
    return await _after(tap, button.claim, outcome)


@routes.button(AskApproveAll, role=Role.LEADER)
async def ask_approve_all(tap: Tap, button: AskApproveAll) -> Answer:
    """All that waits at a glance, to be approved together or not."""
    found = await _waiting(tap)
    if not found.count:
        return await _pending(tap)
    return Answer(screens.ask_approve_all(tap.words, found, tap.policy), at=button)


@routes.button(ApproveAll, writes=True, role=Role.LEADER)
async def approve_everything(tap: Tap, button: ApproveAll) -> Answer:
    """Everything that was pending at the second look."""
    outcomes = [
        await approve_all(tap.records, tap.actor, unit, tap.moment, newest=button.newest) for unit in tap.rights.led
    ]
    approved = tuple(outcome for outcome in outcomes if isinstance(outcome, AllApproved))
    said, toast = screens.all_approved(tap.words, approved)
    return await _pending(tap, said=said, toast=toast)
