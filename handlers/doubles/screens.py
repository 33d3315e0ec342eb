"""Two records of one person: who else somebody is, what goes over and what both have, and what came of it."""

from markupsafe import Markup

from handlers.buttons.doubles import (
    AskDouble,
    AskMerge,
    DecideRecordClaim,
    FindDouble,
    ListRecordClaims,
    MergePeople,
    ShowRecordClaim,
)
from handlers.buttons.home import Home
from handlers.buttons.volunteers import ListPeople
from handlers.forms.searching import or_another
from handlers.showing.parts import (
    LONGEST_NAME,
    LONGEST_TITLE,
    and_more,
    called,
    claimed_line,
    of_so_many,
    page_row,
    somebody,
    to_person,
)
from handlers.tapping.screen import Press, Screen, WayBack, page
from storage.views.doubles import Both, ClaimedRecord, ClaimedRecords, Side, Twice, TwoRecords
from storage.views.volunteers.directory import PeoplePage
from volunteering.rules.doubles import which_stays
from volunteering.rules.volunteers import Person, Standing
from words.words import Words, cut

PAGE = 5
"""How many people or claims a page shows."""


def candidates(words: Words, person: Person, found: PeoplePage, shown: FindDouble, *, hears: bool = False) -> Screen:
    """Who the same person may be, to be chosen: those called alike, or whom a text finds.

    `hears`: what is typed now is looked for.
    """
    others = found.people
    return page(
        of_so_many(words, words.say("Who else is {name}?", name=person.name), found.extent),
        *(_line(words, other) for other in others),
        None if others else _nobody(words, shown),
        or_another(words) if hears else None,
        rows=(
            *((_choose(words, person, other),) for other in others),
            *page_row(words, found.extent, lambda number: shown.model_copy(update={"page": number})),
            (Press(words.say("Search"), AskDouble(person=person.id)), to_person(words, person)),
        ),
    )


def _nobody(words: Words, shown: FindDouble) -> Markup:
    if shown.text:
        return words.say("Nobody in your teams. A part of the name, or the end of the number, is enough.")
    return words.say("Nobody else is called so. Search for another name, or for a number.")


def _line(words: Words, person: Person) -> Markup:
    parts = (cut(person.name, LONGEST_NAME), cut(person.unit.name, LONGEST_NAME), person.phone or "")
    return words.listed(part for part in parts if part)


def _choose(words: Words, person: Person, other: Person) -> Press:
    kept, gone = which_stays(person, other)
    return Press(somebody(words, other.name, other.unit.name), AskMerge(kept=kept.id, gone=gone.id))


def ask_merge(words: Words, pair: TwoRecords) -> Screen:
    """Who, what goes over, and what both have; it can be undone for a day."""
    kept, gone = pair.kept.person, pair.gone.person
    swapped = (
        ((Press(words.say("The other way round"), AskMerge(kept=gone.id, gone=kept.id)),),)
        if gone.standing is not Standing.LEFT
        else ()
    )
    return page(
        words.say("Are they one person?"),
        words.say("Stays: {who}", who=_who(words, pair.kept)),
        words.say("Goes over: {who}", who=_who(words, pair.gone)),
        _name_and_team(words, pair),
        _account(words, pair),
        *_clashes(words, pair),
        words.say("They are told. For a day it can be undone."),
        rows=(
            (Press(words.say("Merge"), MergePeople(kept=kept.id, gone=gone.id), "success"),),
            *swapped,
            (WayBack(words.say("‹ Back"), FindDouble(person=kept.id)), to_person(words, kept)),
        ),
    )


def _who(words: Words, side: Side) -> Markup:
    """A record in a line: whose, and how much is in it."""
    counted = (
        (side.ahead, words.many("{number} shift ahead", "{number} shifts ahead", side.ahead)),
        (side.claims, words.many("{number} line of logged hours", "{number} lines of logged hours", side.claims)),
        (side.posts, words.many("{number} role", "{number} roles", side.posts)),
    )
    person = side.person
    parts = (
        cut(person.name, LONGEST_NAME),
        cut(person.unit.name, LONGEST_NAME),
        person.phone or "",
        words.length(side.minutes) if side.minutes else "",
        *(said for number, said in counted if number),
    )
    return words.listed(part for part in parts if part)


def _name_and_team(words: Words, pair: TwoRecords) -> Markup | None:
    """What they are called from then on, and where they are, if the two don't agree."""
    kept, gone = pair.kept.person, pair.gone.person
    if (kept.name, kept.unit.id) == (gone.name, gone.unit.id):
        return None
    name, team = cut(kept.name, LONGEST_NAME), cut(kept.unit.name, LONGEST_NAME)
    return words.say("Name and team from then on: {name}, {team}", name=name, team=team)


def _account(words: Words, pair: TwoRecords) -> Markup | None:
    """Whose account goes on: of the one who stays; of the other, where only they have one."""
    kept, gone = pair.kept.person, pair.gone.person
    if gone.telegram_id is None:
        return None
    if kept.telegram_id is None:
        return words.say("The account of {name} goes on.", name=cut(gone.name, LONGEST_NAME))
    return words.say("Each has an account. That of the first goes on, and the other one is told so.")


def _clashes(words: Words, pair: TwoRecords) -> tuple[Markup | None, ...]:
    return (
        *(_in_both(words, both) for both in pair.both),
        and_more(words, pair.both_in_all - len(pair.both)),
        *(_twice(words, twice) for twice in pair.twice),
        and_more(words, pair.twice_in_all - len(pair.twice)),
        *(_at_once(words, both) for both in pair.at_once),
        and_more(words, pair.at_once_in_all - len(pair.at_once)),
    )


def _in_both(words: Words, both: Both) -> Markup:
    what = words.listed((words.moment(both.start), cut(both.title, LONGEST_TITLE)))
    return words.say("⚠️ Both are in it, one place stays: {what}", what=what)


def _twice(words: Words, twice: Twice) -> Markup:
    what = words.listed((words.day(twice.day), cut(twice.title, LONGEST_TITLE), words.length(twice.minutes)))
    return words.say("⚠️ Counted for both, once from now on: {what}", what=what)


def _at_once(words: Words, both: Both) -> Markup:
    what = words.listed((words.moment(both.start), cut(both.title, LONGEST_NAME), cut(both.other, LONGEST_NAME)))
    return words.say("⚠️ At the same time, and both stay: {what}", what=what)


def merged(words: Words, name: str) -> Markup:
    """It is done, above the card of the one who stays."""
    return words.say("✅ {name} is merged in here. For a day it can be undone.", name=name)


def parted(words: Words, name: str) -> Markup:
    """They are two again."""
    return words.say("✅ Undone: {name} has a record of their own again.", name=name)


def too_late(words: Words) -> Markup:
    """It is more than a day ago, or was undone already."""
    return words.say("⚠️ That can't be undone any more.")


def newer_first(words: Words) -> Markup:
    """Something was merged since."""
    return words.say("⚠️ Something was merged after that. Undo the newer one first.")


def claims(words: Words, found: ClaimedRecords, *, said: Markup | None = None) -> Screen:
    """The records that a second account claims, the oldest first."""
    return page(
        of_so_many(words, words.say("Claimed records"), found.extent),
        said,
        claimed_line(words, found.extent.total) if found.claimed else None,
        *(_claim_line(words, claimed) for claimed in found.claimed),
        None if found.claimed else words.say("None is waiting."),
        rows=(
            *((_to_claim(words, claimed),) for claimed in found.claimed),
            *page_row(words, found.extent, lambda number: ListRecordClaims(page=number)),
            (WayBack(words.say("‹ People"), ListPeople()), Press(words.say("‹ Home"), Home())),
        ),
    )


def _claim_line(words: Words, claimed: ClaimedRecord) -> Markup:
    return words.say(
        "{name} says: {record} in {team} is me",
        name=called(words, claimed.name, LONGEST_NAME),
        record=called(words, claimed.record_name, LONGEST_NAME),
        team=cut(claimed.unit_name, LONGEST_NAME),
    )


def _to_claim(words: Words, claimed: ClaimedRecord) -> Press:
    return Press(somebody(words, claimed.name, claimed.unit_name), ShowRecordClaim(claim=claimed.claim.id))


def claim(words: Words, pair: TwoRecords, claim_id: int) -> Screen:
    """Who says that whose record is theirs, with what both have; it is decided here."""
    who = pair.kept.person
    return page(
        words.say("Is this record theirs?"),
        words.say("Says so: {who}", who=_who(words, pair.kept)),
        words.say("The record: {who}", who=_who(words, pair.gone)),
        words.say("Another account goes by it as yet. If it is given away, that one is told.")
        if pair.gone.person.telegram_id is not None
        else None,
        *_clashes(words, pair),
        words.say("Ask, if you don't know them. For a day it can be undone."),
        rows=(
            (
                Press(words.say("It is theirs"), DecideRecordClaim(claim=claim_id, granted=True), "success"),
                Press(words.say("It is not"), DecideRecordClaim(claim=claim_id, granted=False), "danger"),
            ),
            (to_person(words, who),),
            (WayBack(words.say("‹ Claimed records"), ListRecordClaims()),),
        ),
    )


def granted(words: Words, name: str) -> Markup:
    """The record is theirs."""
    return words.say("✅ The record is {name}'s now. For a day it can be undone.", name=name)


def refused(words: Words, name: str) -> Markup:
    """The record stays as it is."""
    return words.say("✅ The record stays as it is. {name} is told.", name=name)


def decided_already(words: Words) -> Markup:
    """Somebody else was quicker."""
    return words.say("That is decided already.")


def told(words: Words) -> Screen:
    """Whoever merged the two knows that it was wrong."""
    return page(
        words.say("Thank you, we look into it"),
        words.say("An admin is told, and gives you back what is yours. You hear of it here."),
        rows=((Press(words.say("‹ Home"), Home()),),),
    )


def same(words: Words) -> Markup:
    """Both numbers are the same person's."""
    return words.say("That is the same record.")


def not_oneself(words: Words) -> Markup:
    """It takes another admin."""
    return words.say("⚠️ You can't decide that about yourself: it takes another admin.")


def out_of_reach(words: Words) -> Markup:
    """A role or a team of theirs is above the reader's."""
    return words.say("⚠️ That takes an admin of all of their teams, such as one of the unit above yours.")
