"""Who is in an appraisal, and who appraises them, settled by its admins."""

from markupsafe import Markup

from handlers.appraisal.questions import NamingPost, SearchLeader, SearchToAdd
from handlers.appraisal.screens import adding as screens
from handlers.appraisal.screens import lines, managing
from handlers.appraisal.sheets import after, seen_by
from handlers.buttons.appraisal import (
    FindLeaderAbove,
    FindToAdd,
    ListLeadersAbove,
    ListToAdd,
    NameLeaderAbove,
    NamePost,
    PutBackIn,
    ShowAppraisal,
    ShowSheet,
    TakeOut,
)
from handlers.buttons.button import sought
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.forms.searching import nobody_of_mine, stop_looking
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import if_mine, not_mine
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.appraisal.sheets import SheetSeen
from storage.views.volunteers.directory import people_in
from volunteering.actions.appraisal.people import (
    ElsewhereAlready,
    NoLeader,
    NotSettled,
    OwnSheet,
    add_person,
    name_leader,
    set_in,
)
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


async def _of_mine(tap: Tap, appraisal_id: int) -> Appraisal:
    """One of the reader's units. Raises Instead."""
    return if_mine(tap, await tap.records.appraisals.get(appraisal_id))


@routes.button(FindToAdd, writes=True, role=Role.ADMIN)
async def find_to_add(tap: Tap, button: FindToAdd) -> Answer | GoTo:
    """The question for a name, while it is open."""
    if not (await _of_mine(tap, button.appraisal)).is_open:
        return GoTo(ShowAppraisal(appraisal=button.appraisal), said=lines.closed(tap.words))
    return await engine.begin_form(tap, SearchToAdd, about={"appraisal": button.appraisal})


@ends(SearchToAdd)
async def search_to_add(tap: Tap, form: SearchToAdd, draft: Draft) -> Answer | GoTo:
    """The people whom the text finds; of nobody, once more."""
    one = await _of_mine(tap, draft.number("appraisal"))
    found = await people_in(tap.read, (one.unit,), form.text, page=Page(1))
    if not found.people:
        return await engine.begin_form(tap, SearchToAdd, about=draft.about, problem=nobody_of_mine(form.text))
    return GoTo(ListToAdd(appraisal=one.id, text=sought(form.text)))


@routes.button(ListToAdd, role=Role.ADMIN)
async def list_to_add(tap: Tap, button: ListToAdd) -> Answer | GoTo:
    """Those of the unit and below whom the text finds."""
    one = await _of_mine(tap, button.appraisal)
    found = await people_in(tap.read, (one.unit,), button.text, page=Page(screens.PAGE, button.page))
    return Answer(screens.to_add(tap.words, found, button, said=tap.said), tap.said or "", at=button)


@routes.button(NamePost, writes=True, role=Role.ADMIN)
async def name_post(tap: Tap, button: NamePost) -> Answer | GoTo:
    """The question for what their post is called, while it is open."""
    if not (await _of_mine(tap, button.appraisal)).is_open:
        return GoTo(ShowAppraisal(appraisal=button.appraisal), said=lines.closed(tap.words))
    if await tap.records.people.get(button.person) is None:
        return Answer(instead.gone(tap.words), at=ShowAppraisal(appraisal=button.appraisal))
    stop_looking(tap, SearchToAdd)
    about = {"appraisal": button.appraisal, "person": button.person}
    return await engine.begin_form(tap, NamingPost, about=about)


@ends(NamingPost)
async def add(tap: Tap, form: NamingPost, draft: Draft) -> Answer | GoTo:
    """They are in it, with that post."""
    appraisal_id, person_id = draft.number("appraisal"), draft.number("person")
    outcome = await add_person(tap.records, tap.actor, appraisal_id, person_id, form.post, tap.moment)
    there = ShowAppraisal(appraisal=appraisal_id)
    match outcome:
        case None:
            return Answer(instead.gone(tap.words), at=there)
        case NotAllowed():
            return Answer(managing.nobody_to_add(tap.words, appraisal_id), at=there)
        case Unchanged():
            return GoTo(there, said=lines.closed(tap.words))
        case ElsewhereAlready(name=name):
            return GoTo(there, said=screens.elsewhere(tap.words, name))
        case OwnSheet():
            return GoTo(there, said=screens.not_oneself(tap.words))
    person = await tap.records.people.get(person_id)
    said = screens.added(tap.words, person.name if person else "")
    return GoTo(ShowSheet(sheet=outcome.id), said=said)


@routes.button(TakeOut, writes=True, role=Role.ADMIN)
async def take_out(tap: Tap, button: TakeOut) -> Answer | GoTo:
    """They are not appraised."""
    outcome = await set_in(tap.records, tap.actor, button.sheet, tap.moment, is_in=False)
    return _settled(tap, button.sheet, outcome, screens.taken_out(tap.words))


@routes.button(PutBackIn, writes=True, role=Role.ADMIN)
async def put_back(tap: Tap, button: PutBackIn) -> Answer | GoTo:
    """They are, after all."""
    outcome = await set_in(tap.records, tap.actor, button.sheet, tap.moment, is_in=True)
    return _settled(tap, button.sheet, outcome, screens.put_back(tap.words))


def _settled(
    tap: Tap, sheet_id: int, outcome: AppraisalSheet | NoLeader | ElsewhereAlready | NotSettled | None, said: Markup
) -> Answer | GoTo:
    there = ShowSheet(sheet=sheet_id)
    match outcome:
        case ElsewhereAlready(name=name):
            return GoTo(there, said=screens.elsewhere(tap.words, name))
        case NoLeader(name=name):
            return GoTo(there, said=screens.no_leader(tap.words, name))
        case OwnSheet():
            return GoTo(there, said=screens.not_oneself(tap.words))
        case NotAllowed():
            return not_mine(tap)
    sheet = after(tap, outcome)
    return GoTo(there, said=said) if isinstance(sheet, AppraisalSheet) else sheet


@routes.button(FindLeaderAbove, writes=True, role=Role.ADMIN)
async def find_leader_above(tap: Tap, button: FindLeaderAbove) -> Answer | GoTo:
    """The question for a name, where it may be settled."""
    seen = await _to_settle(tap, button.sheet)
    if seen.sheet.is_handed:
        return GoTo(ShowSheet(sheet=button.sheet))
    return await engine.begin_form(tap, SearchLeader, about={"sheet": button.sheet})


async def _to_settle(tap: Tap, sheet_id: int) -> SheetSeen:
    """A sheet of which the reader may settle who appraises. Raises Instead."""
    seen, seat = await seen_by(tap, sheet_id)
    if not seat.settles(seen.sheet):
        raise Instead(GoTo(ShowSheet(sheet=sheet_id)))
    return seen


@ends(SearchLeader)
async def search_leader(tap: Tap, form: SearchLeader, draft: Draft) -> Answer | GoTo:
    """The people whom the text finds; of nobody, once more."""
    found = await people_in(tap.read, tap.rights.administered, form.text, page=Page(1))
    if not found.people:
        return await engine.begin_form(tap, SearchLeader, about=draft.about, problem=nobody_of_mine(form.text))
    return GoTo(ListLeadersAbove(sheet=draft.number("sheet"), text=sought(form.text)))


@routes.button(ListLeadersAbove, role=Role.ADMIN)
async def list_leaders_above(tap: Tap, button: ListLeadersAbove) -> Answer | GoTo:
    """Those of the reader's units whom the text finds."""
    await _to_settle(tap, button.sheet)
    found = await people_in(tap.read, tap.rights.administered, button.text, page=Page(screens.PAGE, button.page))
    return Answer(screens.to_lead(tap.words, found, button, said=tap.said), tap.said or "", at=button)


@routes.button(NameLeaderAbove, writes=True, role=Role.ADMIN)
async def name_leader_above(tap: Tap, button: NameLeaderAbove) -> Answer | GoTo:
    """They appraise from now on."""
    stop_looking(tap, SearchLeader)
    outcome = await name_leader(tap.records, tap.actor, button.sheet, button.person, tap.moment)
    return _settled(tap, button.sheet, outcome, screens.named(tap.words))
