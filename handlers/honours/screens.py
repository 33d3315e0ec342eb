"""Honours on screens: one's own, somebody's, one in full, and those that a unit has given."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from markupsafe import Markup

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
from handlers.buttons.tree import ManageUnit
from handlers.buttons.volunteers import ListPeople, ShowProfile
from handlers.showing.files import file_name
from handlers.showing.honours import valid_until
from handlers.showing.parts import LONGEST_LABEL, LONGEST_NAME, LONGEST_TITLE, of_so_many, page_row, to_person
from handlers.tapping.screen import File, Press, Row, Screen, WayBack, page
from storage.views.honours import CardLine, CardsOfUnit, HonourLine, HonourPage
from volunteering.actions.honours.giving import OwnHonour
from volunteering.rules.honours import CARD_MINUTES, CARD_YEARS, CardStanding, Honour
from volunteering.rules.importing.books import Book, BookKind
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.volunteers import Person
from words.words import Words, cut, plain
from words.workbooks import BookColumn, BookSheet, CellLook, workbook

PAGE: Final = 6
"""How many honours a page shows."""

MOST_IN_A_FILE: Final = 50_000


def my_honours(words: Words, found: HonourPage) -> Screen:
    """What the reader was honoured with."""
    return page(
        of_so_many(words, words.say("My honours"), found.extent),
        *(_line(words, one.honour) for one in found.lines),
        None if found.lines else _nothing(words, found),
        rows=(
            *page_row(words, found.extent, lambda number: ShowMyHonours(page=number)),
            (Press(words.say("‹ Profile"), ShowProfile()),),
        ),
    )


def honours_of(
    words: Words,
    person: Person,
    found: HonourPage,
    *,
    gives: bool,
    card: CardStanding | None = None,
    left: ListCards | None = None,
    said: Markup | None = None,
) -> Screen:
    """Somebody's, each opening; `gives`: the reader may give one; `card`: what they have towards the card of honour.

    `left`: the list of who qualifies for it, where the reader came from there.
    """
    gives_card = gives and card is not None and card.qualifies(words.today)
    return page(
        of_so_many(words, words.say("Honours of {name}", name=person.name), found.extent),
        said,
        *(_line(words, one.honour) for one in found.lines),
        None if found.lines else _nothing(words, found),
        _towards_card(words, card) if card else None,
        rows=(
            *((_to_one(one.honour.name, one.honour),) for one in found.lines),
            *page_row(words, found.extent, lambda number: ShowHonoursOf(person=person.id, page=number)),
            *_gives(words, person, gives=gives, gives_card=gives_card),
            *(((WayBack(words.say("‹ Cards of honour"), left),),) if left else ()),
            (to_person(words, person),),
        ),
    )


def _gives(words: Words, person: Person, *, gives: bool, gives_card: bool) -> tuple[Row, ...]:
    give = Press(words.say("Give an honour"), GiveHonour(person=person.id), None if gives_card else "success")
    card = Press(words.say("Card handed over"), GiveCard(person=person.id), "success")
    return (*(((card,),) if gives_card else ()), *(((give,),) if gives else ()))


def _line(words: Words, honour: Honour) -> Markup:
    parts = [words.long_day(honour.day), cut(honour.name, LONGEST_TITLE), cut(honour.unit_name, LONGEST_NAME)]
    return words.listed([*parts, ends] if (ends := valid_until(words, honour)) else parts)


def _towards_card(words: Words, card: CardStanding) -> Markup:
    served = words.length(card.left)
    if card.qualifies(words.today):
        return words.say("✅ Qualifies for the card of honour: {length} that no card has counted.", length=served)
    enough = words.length(CARD_MINUTES)
    if card.since is None:
        return words.say("Towards the card of honour: {length} of {enough}", length=served, enough=enough)
    return words.say(
        "Towards the card of honour: {length} of {enough}, since {day} ({years})",
        length=served,
        enough=enough,
        day=words.long_day(card.since),
        years=_years(words),
    )


def _years(words: Words) -> Markup:
    """How many it takes, and how long a card is valid."""
    return words.many("{number} year", "{number} years", CARD_YEARS)


def _to_one(label: str, honour: Honour) -> Press:
    return Press(cut(label, LONGEST_LABEL), ShowHonour(honour=honour.id))


def _nothing(words: Words, found: HonourPage) -> Markup:
    return words.say("That was all.") if found.extent.number else words.say("None yet.")


def honour(words: Words, one: HonourLine, left: ShowHonoursOf | ListHonours, *, takes_back: bool) -> Screen:
    """One in full; `left`: the list it was opened from; `takes_back`: the reader may do that."""
    what = one.honour
    return page(
        Markup.escape(what.name),
        Markup("🙋 %s") % cut(one.person_name, LONGEST_NAME),
        words.say("Date: {day}", day=words.long_day(what.day)),
        valid_until(words, what),
        words.say("Awarded by {team}", team=what.unit_name),
        words.say("Note: {note}", note=what.note) if what.note else None,
        words.say("Entered by {name}", name=one.by_name) if one.by_name else None,
        None if what.holds else words.say("⚠️ It was taken back."),
        rows=(
            (WayBack(words.say("‹ Honours"), left),),
            *(
                ((Press(words.say("Take the honour back"), AskTakeBackHonour(honour=what.id), "danger"),),)
                if takes_back and what.holds
                else ()
            ),
        ),
    )


def ask_take_back(words: Words, one: HonourLine) -> Screen:
    """The second question, with whose it is."""
    what = one.honour
    return page(
        words.say("Take {honour} back?", honour=what.name),
        Markup("🙋 %s") % cut(one.person_name, LONGEST_NAME),
        words.say("They are told at once."),
        rows=(
            (WayBack(words.say("‹ Back"), ShowHonour(honour=what.id)),),
            (Press(words.say("Yes, take it back"), TakeBackHonour(honour=what.id), "danger"),),
        ),
    )


def given(words: Words) -> Markup:
    """It is done: they have it from now on."""
    return words.say("✅ Given. They are told.")


def taken_back(words: Words) -> Markup:
    """It is done: they have it no longer."""
    return words.say("✅ Taken back. They are told.")


def not_given(words: Words, outcome: OwnHonour | NotAllowed) -> Screen:
    """It can't be given, or taken back, by the reader."""
    match outcome:
        case OwnHonour():
            why = words.say("Nobody gives honours to themselves, or takes their own back.")
        case NotAllowed():
            why = words.say("Honours are given by the admins of a team that they belong to.")
    return page(words.say("Not by you"), why, rows=((Press(words.say("‹ People"), ListPeople()),),))


def card_given(words: Words) -> Markup:
    """It is noted, with what it counts."""
    return words.say("✅ Noted. What the card counts, no other does. They are told.")


def not_qualified(words: Words) -> Markup:
    """It is not enough, or not any more."""
    return words.say(
        "⚠️ It takes {years} and {length} that no earlier card has counted.",
        years=_years(words),
        length=words.length(CARD_MINUTES),
    )


def cards(words: Words, found: CardsOfUnit) -> Screen:
    """Who qualifies for the card of honour."""
    unit = found.unit
    nobody = words.say("That was all.") if found.extent.number else words.say("Nobody qualifies just now.")
    return page(
        of_so_many(words, words.say("Cards of honour: {team}", team=unit.name), found.extent),
        words.say(
            "{years}, and {length} that no earlier card has counted.",
            years=_years(words),
            length=words.length(CARD_MINUTES),
        ),
        None if found.lines else nobody,
        rows=(
            *((_to_card(words, line),) for line in found.lines),
            *page_row(words, found.extent, lambda number: ListCards(unit=unit.id, page=number)),
            (WayBack(words.say("‹ Honours"), ListHonours(unit=unit.id)),),
        ),
    )


def _to_card(words: Words, line: CardLine) -> Press:
    label = words.listed((words.length(line.minutes), cut(line.name, LONGEST_NAME)))
    return Press(label, ShowHonoursOf(person=line.person_id))


def given_in(words: Words, unit: Unit, found: HonourPage, *, has_cards: bool) -> Screen:
    """What a unit and everything below it has given; `has_cards`: its records are by the law that knows them."""
    return page(
        of_so_many(words, words.say("Honours: {team}", team=unit.name), found.extent),
        *(words.listed((_line(words, one.honour), cut(one.person_name, LONGEST_NAME))) for one in found.lines),
        None if found.lines else _nothing(words, found),
        rows=(
            *((_to_one(words.listed((one.person_name, one.honour.name)), one.honour),) for one in found.lines),
            *page_row(words, found.extent, lambda number: ListHonours(unit=unit.id, page=number)),
            *(((Press(words.say("XLSX"), HonoursFile(unit=unit.id)),),) if found.lines else ()),
            *(((Press(words.say("Cards of honour"), ListCards(unit=unit.id)),),) if has_cards else ()),
            (WayBack(words.say("‹ {team}", team=cut(unit.name, LONGEST_LABEL - 2)), ManageUnit(unit=unit.id)),),
        ),
    )


def honours_file(words: Words, unit: Unit, lines: Sequence[HonourLine]) -> File:
    """The list as a workbook, a line each."""
    title = plain(words.say("Honours"))
    columns = [
        BookColumn(plain(words.say("Date")), 12, CellLook.DAY),
        BookColumn(plain(words.say("Name")), 20, CellLook.TEXT),
        BookColumn(plain(words.say("Honour")), 30, CellLook.TEXT),
        BookColumn(plain(words.say("Team")), 24, CellLook.TEXT),
        BookColumn(plain(words.say("Note")), 30, CellLook.TEXT),
        BookColumn(plain(words.say("By")), 20, CellLook.TEXT),
    ]
    rows = [
        (one.honour.day, one.person_name, one.honour.name, one.honour.unit_name, one.honour.note, one.by_name)
        for one in lines
    ]
    caption = words.say("Honours of {team} and everything below it", team=unit.name)
    book = partial(workbook, Book(kind=BookKind.HONOURS, about=unit.id), [BookSheet(title, columns, rows)])
    return File(file_name(title, unit.name, ending="xlsx"), book, caption)
