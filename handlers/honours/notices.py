"""Told about honours: to whose they are, how many stars they have now, and what admins give and take back."""

from markupsafe import Markup

from handlers.buttons.honours import ShowMyHonours
from handlers.noticing.parts import my_hours_row
from handlers.noticing.writing import Notices, Reading
from handlers.showing.asking import ask_row
from handlers.showing.honours import valid_until
from handlers.showing.stars import stars_line
from handlers.tapping.screen import Press, Row, Screen, page
from volunteering.actions.honours.cards import has_record_book
from volunteering.rules.enquiries import Matter
from volunteering.rules.honours import CARD_MINUTES, CardStanding, Honour, StarsBecause
from volunteering.rules.notices.honours import CardEnds, HonourGiven, HonourTakenBack, StarsChanged
from volunteering.rules.stars import Ladder, ladder_of
from words.words import Words

notices = Notices()


@notices.written(StarsChanged)
async def stars_changed(reading: Reading, notice: StarsChanged) -> Screen | None:
    """Where that is what they were told last."""
    stands = await reading.records.star_marks.of(reading.owed.person_id)
    mark = stands.mark if stands else None
    if stands is None or mark is None or (mark.turn, mark.stars) != (notice.turn, notice.stars):
        return None
    ladder = ladder_of(stands.ladder, reading.policy.stars)
    return _stars(reading.words, notice, stands.minutes, ladder)


def _stars(words: Words, notice: StarsChanged, minutes: int, ladder: Ladder) -> Screen:
    reached = notice.because is StarsBecause.REACHED
    return page(
        _how_many(words, notice.stars, reached=reached),
        _why(words, notice.because, minutes),
        stars_line(words, minutes, ladder),
        rows=(*(() if reached else ask_row(words, Matter.TEAM)), my_hours_row(words)),
    )


def _how_many(words: Words, stars: int, *, reached: bool) -> Markup:
    if reached:
        return words.many("You have reached {number} star", "You have reached {number} stars", stars)
    if not stars:
        return words.say("You have no star now")
    return words.many("You have {number} star now", "You have {number} stars now", stars)


def _why(words: Words, because: StarsBecause, minutes: int) -> Markup:
    served = words.length(minutes)
    match because:
        case StarsBecause.REACHED:
            return words.say("🕒 {length} in all. Thank you.", length=served)
        case StarsBecause.CORRECTED:
            return words.say("⚠️ Your hours were put right: {length} in all.", length=served)
        case StarsBecause.LADDER:
            return words.say(
                "A star takes other hours in your team now. Yours are what they were: {length}.", length=served
            )


async def _theirs(reading: Reading, honour_id: int) -> Honour | None:
    """The honour, where it is the reader's: of records that were parted again it may be another's by now."""
    honour = await reading.records.honours.get(honour_id)
    return honour if honour is not None and honour.person_id == reading.owed.person_id else None


@notices.written(HonourGiven)
async def honour_given(reading: Reading, notice: HonourGiven) -> Screen | None:
    """Where nobody has taken it back since."""
    honour = await _theirs(reading, notice.honour_id)
    if honour is None or not honour.holds:
        return None
    words = reading.words
    return page(
        words.say("An honour for you: {honour}", honour=honour.name),
        words.say("Awarded by {team}", team=honour.unit_name),
        words.say("Date: {day}", day=words.long_day(honour.day)),
        valid_until(words, honour),
        words.say("Note: {note}", note=honour.note) if honour.note else None,
        rows=(_my_honours_row(words),),
    )


@notices.written(CardEnds)
async def card_ends(reading: Reading, notice: CardEnds) -> Screen | None:
    """Where it is still their last one, and valid."""
    card = await _theirs(reading, notice.honour_id)
    if card is None or not card.holds or card.valid_until is None or card.valid_until < reading.words.today:
        return None
    standing = await reading.records.honours.towards_card(card.person_id, reading.words.zone)
    person = await reading.records.people.get(card.person_id)
    if standing.since != card.day or person is None:
        return None
    gives_cards = await has_record_book(reading.records, person.unit)
    return _ends(reading.words, card, standing if gives_cards else None)


def _ends(words: Words, card: Honour, standing: CardStanding | None) -> Screen:
    """`standing`: what they have towards another one, where their team keeps records by the law that knows it."""
    return page(
        words.say("Ends soon: {honour}", honour=card.name),
        valid_until(words, card),
        _next_one(words, standing) if standing else None,
        rows=(*ask_row(words, Matter.TEAM), _my_honours_row(words)),
    )


def _next_one(words: Words, standing: CardStanding) -> Markup:
    """Whether they have the hours for it."""
    served = words.length(standing.left)
    if standing.has_hours:
        return words.say(
            "You can have a new one from the day after: no card has counted {length} of yours.", length=served
        )
    enough = words.length(CARD_MINUTES)
    return words.say(
        "A new one takes {enough} that no card has counted: you have {length}.", enough=enough, length=served
    )


@notices.written(HonourTakenBack)
async def honour_taken_back(reading: Reading, notice: HonourTakenBack) -> Screen | None:
    """Where it holds no longer."""
    honour = await _theirs(reading, notice.honour_id)
    if honour is None or honour.holds:
        return None
    return _taken_back(reading.words, honour)


def _taken_back(words: Words, honour: Honour) -> Screen:
    return page(
        words.say("Taken back: {honour}", honour=honour.name),
        words.say("It was awarded by {team}. If you see it differently, please speak to them.", team=honour.unit_name),
        rows=(*ask_row(words, Matter.TEAM), _my_honours_row(words)),
    )


def _my_honours_row(words: Words) -> Row:
    return (Press(words.say("My honours"), ShowMyHonours()),)
