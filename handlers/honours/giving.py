"""Honours: one's own, giving and taking them back, and those that a unit has given."""

from handlers.buttons.honours import (
    AskTakeBackHonour,
    GiveCard,
    GiveHonour,
    HonoursFile,
    ListCards,
    ListHonours,
    ShowHonour,
    ShowHonoursOf,
    ShowMyHonours,
    TakeBackHonour,
)
from handlers.buttons.volunteers import ListPeople
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.forms.units import SEVERAL_UNITS
from handlers.honours import screens
from handlers.honours.questions import GivingHonour
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import if_mine, not_mine, unit_of_mine
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.honours import HonourLine, cards_in, honour_asked, honours_in, honours_of
from volunteering.actions.honours.cards import NotQualified, give_card, has_record_book
from volunteering.actions.honours.giving import (
    HonourAdded,
    OwnHonour,
    awarding_units,
    give_honour,
    take_back_honour,
)
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.honours import CARD_YEARS, Honour, years_before
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Person

routes = Routes()


@routes.button(ShowMyHonours)
async def show_my_honours(tap: Tap, button: ShowMyHonours) -> Answer:
    """What the reader was honoured with."""
    found = await honours_of(tap.read, tap.me.id, Page(screens.PAGE, button.page))
    return Answer(screens.my_honours(tap.words, found), at=button)


@routes.button(ShowHonoursOf, role=Role.ADMIN)
async def show_honours_of(tap: Tap, button: ShowHonoursOf) -> Answer:
    """What somebody in a team of the reader's was honoured with."""
    person = await _administered(tap, button.person)
    found = await honours_of(tap.read, person.id, Page(screens.PAGE, button.page))
    gives = person.id != tap.me.id
    has_card = await has_record_book(tap.records, person.unit)
    card = await tap.records.honours.towards_card(person.id, tap.zone) if has_card else None
    left = tap.trail.last(ListCards)
    screen = screens.honours_of(tap.words, person, found, gives=gives, card=card, left=left, said=tap.said)
    return Answer(screen, tap.said or "", at=button)


async def _administered(tap: Tap, person_id: int) -> Person:
    """Somebody in a team that the reader administers. Raises Instead."""
    person = await tap.records.people.get(person_id)
    if person is None or not person.standing.is_known:
        raise Instead(_gone(tap))
    if not await awarding_units(tap.records, tap.actor, person):
        raise Instead(not_mine(tap))
    return person


def _gone(tap: Tap) -> Answer:
    """There is nobody, or nothing, with that number."""
    return Answer(instead.gone(tap.words), at=ListPeople())


def _not_given(tap: Tap, outcome: OwnHonour | NotAllowed) -> Answer:
    """The reader may not give it, or take it back."""
    return Answer(screens.not_given(tap.words, outcome), at=ListPeople())


@routes.button(GiveHonour, writes=True, role=Role.ADMIN)
async def give(tap: Tap, button: GiveHonour) -> Answer | GoTo:
    """The form; which team awards it is asked where it may be several."""
    person = await _administered(tap, button.person)
    if person.id == tap.me.id:
        return _not_given(tap, OwnHonour())
    units = await awarding_units(tap.records, tap.actor, person)
    about = {"person": person.id, "only": units[0].id, SEVERAL_UNITS: len(units) > 1}
    return await engine.begin_form(tap, GivingHonour, about=about)


@ends(GivingHonour)
async def give_it(tap: Tap, form: GivingHonour, draft: Draft) -> Answer | GoTo:
    """They have it from now on, and are told."""
    unit_id = form.unit or draft.number("only")
    outcome = await give_honour(
        tap.records, tap.actor, draft.number("person"), unit_id, form.called, form.day, form.note, tap.moment
    )
    match outcome:
        case HonourAdded(person=person):
            return GoTo(ShowHonoursOf(person=person.id), said=screens.given(tap.words))
        case OwnHonour() | NotAllowed():
            return _not_given(tap, outcome)
        case None:
            return _gone(tap)


@routes.button(ShowHonour, role=Role.ADMIN)
async def show_honour(tap: Tap, button: ShowHonour) -> Answer:
    """One in full, and whether the reader may take it back."""
    one = await _honour(tap, button.honour)
    takes_back = tap.rights.administers(one.honour.unit) and one.honour.person_id != tap.me.id
    return Answer(screens.honour(tap.words, one, _left(tap, one.honour), takes_back=takes_back), at=button)


def _left(tap: Tap, honour: Honour) -> ShowHonoursOf | ListHonours:
    """The list that the reader came from: a team's, or that of its person."""
    return tap.trail.last(ListHonours, ShowHonoursOf) or ShowHonoursOf(person=honour.person_id)


async def _honour(tap: Tap, honour_id: int) -> HonourLine:
    """One of somebody whom the reader administers, or that a unit of theirs has given. Raises Instead."""
    one = await honour_asked(tap.read, honour_id)
    if one is None:
        raise Instead(_gone(tap))
    if not tap.rights.administers(one.honour.unit):
        await _administered(tap, one.honour.person_id)
    return one


@routes.button(AskTakeBackHonour, role=Role.ADMIN)
async def ask_take_back(tap: Tap, button: AskTakeBackHonour) -> Answer:
    """The second question, before its person is told."""
    one = await _honour(tap, button.honour)
    return Answer(screens.ask_take_back(tap.words, one), at=button)


@routes.button(TakeBackHonour, writes=True, role=Role.ADMIN)
async def take_back(tap: Tap, button: TakeBackHonour) -> Answer | GoTo:
    """It holds no more; shown is what its person still has."""
    outcome = await take_back_honour(tap.records, tap.actor, button.honour, tap.moment)
    match outcome:
        case Honour(person_id=person_id):
            return GoTo(ShowHonoursOf(person=person_id), said=screens.taken_back(tap.words))
        case Unchanged():
            return GoTo(ShowHonour(honour=button.honour))
        case OwnHonour():
            return _not_given(tap, outcome)
        case NotAllowed():
            return not_mine(tap)
        case None:
            return _gone(tap)


@routes.button(ListHonours, role=Role.ADMIN)
async def list_honours(tap: Tap, button: ListHonours) -> Answer:
    """What a unit and everything below it has given."""
    found = if_mine(tap, await honours_in(tap.read, button.unit, Page(screens.PAGE, button.page)))
    has_cards = await has_record_book(tap.records, found.unit)
    return Answer(screens.given_in(tap.words, found.unit, found.page, has_cards=has_cards), at=button)


@routes.button(HonoursFile, role=Role.ADMIN, makes_file=True)
async def send_file(tap: Tap, button: HonoursFile) -> Answer:
    """All of the list as a workbook, below it."""
    found = if_mine(tap, await honours_in(tap.read, button.unit, Page(screens.MOST_IN_A_FILE)))
    listed = if_mine(tap, await honours_in(tap.read, button.unit, Page(screens.PAGE)))
    has_cards = await has_record_book(tap.records, listed.unit)
    screen = screens.given_in(tap.words, listed.unit, listed.page, has_cards=has_cards)
    files = (screens.honours_file(tap.words, found.unit, found.page.lines),)
    return Answer(screen, at=ListHonours(unit=button.unit), files=files)


@routes.button(ListCards, role=Role.ADMIN)
async def list_cards(tap: Tap, button: ListCards) -> Answer:
    """Who qualifies for the card of honour."""
    unit = await unit_of_mine(tap, button.unit)
    by = years_before(tap.moment.today, CARD_YEARS)
    found = await cards_in(tap.read, unit.id, by, tap.zone, Page(screens.PAGE, button.page))
    return Answer(screens.cards(tap.words, if_mine(tap, found)), at=button)


@routes.button(GiveCard, writes=True, role=Role.ADMIN)
async def card_handed_over(tap: Tap, button: GiveCard) -> Answer | GoTo:
    """It was handed over today; what it counts, no other does."""
    outcome = await give_card(tap.records, tap.actor, button.person, tap.moment)
    match outcome:
        case HonourAdded():
            return GoTo(ShowHonoursOf(person=button.person), said=screens.card_given(tap.words))
        case NotQualified():
            return GoTo(ShowHonoursOf(person=button.person), said=screens.not_qualified(tap.words))
        case OwnHonour():
            return _not_given(tap, outcome)
        case NotAllowed():
            return not_mine(tap)
        case None:
            return _gone(tap)
