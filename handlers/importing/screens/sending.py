"""Lists that admins send: how, what would come of one, how far it is."""

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from handlers.buttons.home import Home
from handlers.buttons.importing import ImportList, SayWhoseList, SendTemplate, ShowLists, ShowSentList
from handlers.buttons.volunteers import ListPeople
from handlers.importing.screens.lines import how_far, how_far_row, if_wrong, taking_back, until
from handlers.importing.screens.results import results_as_they_stand
from handlers.importing.screens.template import template
from handlers.showing.files import file_name
from handlers.showing.lists import of_file
from handlers.showing.parts import LONGEST_LABEL
from handlers.tapping.screen import File, Press, Row, Screen, page
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.sending import MOST_MEGABYTES, ListKind, SentList, Trial
from volunteering.rules.tree import Unit
from words.words import Words, cut, plain


def how(words: Words, units: Sequence[Unit], lists: Sequence[SentList]) -> Screen:
    """How a list is sent, and those under way."""
    return page(
        words.say("Bring people along"),
        words.say("Send me your list of volunteers here, as a file: XLSX or CSV."),
        words.say("Columns are found by their headings: name, phone, team, hours. The phone number is needed."),
        words.say("You see first what would come of it, row by row. Nothing is imported before you say so."),
        words.say("A row without a team goes to {team}.", team=units[0].name) if len(units) == 1 else None,
        rows=(
            *((_to_list(one),) for one in lists),
            (Press(words.say("Empty list (XLSX)"), SendTemplate()),),
            _onward(words),
        ),
    )


def _to_list(sent: SentList) -> Press:
    mark = "⚠️" if sent.state in {Progress.SENT, Progress.TRIED} else "⏳"
    return Press(cut(f"{mark} {sent.name}", LONGEST_LABEL), ShowSentList(number=sent.id))


def template_sent(words: Words) -> Screen:
    """The empty list comes below."""
    return page(
        words.say("An empty list"),
        words.say("Fill in what you have: sheets and columns that you don't need may stay empty."),
        words.say("Then send the file back to me here."),
        rows=((Press(words.say("‹ Bring people along"), ShowLists()),), _onward(words)),
    )


def template_file(words: Words) -> File:
    """It, as it is sent to a chat."""
    name = file_name(words.say("volunteers"), ending="xlsx")
    return File(name, partial(template, words), words.say("Your volunteers, a row for each"))


def as_it_stands(words: Words, sent: SentList, units: Sequence[Unit]) -> Screen:
    """A list, as far as it has come; `units` are those that its sender administers."""
    if sent.exam_id is not None:
        return results_as_they_stand(words, sent, sent.exam_id)
    match sent.state:
        case Progress.OFFERED | Progress.TRYING if sent.kind is ListKind.UNKNOWN:
            return _looked_into(words, sent)
        case Progress.SENT:
            return _whose(words, sent, units)
        case Progress.OFFERED | Progress.TRYING:
            return _looked_through(words, sent)
        case Progress.TRIED if sent.trial:
            return tried(words, sent, sent.trial)
        case _:
            return under_way(words, sent)


def _whose(words: Words, sent: SentList, units: Sequence[Unit]) -> Screen:
    return page(
        words.say("Whose list is it?"),
        of_file(words, sent.name),
        words.say("Rows without a team go there, and new teams are made below it."),
        rows=(
            *((Press(cut(unit.name, LONGEST_LABEL), SayWhoseList(number=sent.id, unit=unit.id)),) for unit in units),
            taking_back(words, sent),
        ),
    )


def _looked_into(words: Words, sent: SentList) -> Screen:
    return page(
        words.say("⏳ Your file is being looked through"),
        of_file(words, sent.name),
        words.say("In a moment a message here says what it is. Nothing is imported before you say so."),
        rows=((Press(words.say("‹ Home"), Home()),), taking_back(words, sent)),
    )


def _looked_through(words: Words, sent: SentList) -> Screen:
    return page(
        words.say("⏳ Your list is being looked through"),
        of_file(words, sent.name),
        words.say("A report comes here in a moment. Nothing is imported before you say so."),
        rows=((Press(words.say("‹ Home"), Home()),), taking_back(words, sent)),
    )


def tried(words: Words, sent: SentList, trial: Trial) -> Screen:
    """What would come of it, and whether it is to."""
    title = (
        words.say("Something has changed: look once more")
        if trial.is_anew
        else words.say("This is what would come of your list")
    )
    return page(
        title,
        of_file(words, sent.name),
        words.say("For {team} and what is below it.", team=sent.unit.name),
        *counts(words, trial),
        if_wrong(words, trial),
        until(words, sent, trial),
        rows=(
            (Press(_import(words, trial), ImportList(number=sent.id), "success"),),
            (Press(words.say("‹ Home"), Home()),),
            taking_back(words, sent),
        ),
    )


def counts(words: Words, trial: Trial) -> list[Markup]:
    """A list in numbers, a line each."""
    numbers = (
        (words.say("new"), trial.new),
        (words.say("changed"), trial.changed),
        (words.say("as before"), trial.same),
        (words.say("wrong"), trial.wrong),
    )
    return [
        words.many("{number} row", "{number} rows", trial.rows),
        words.listed(
            words.say("{what}: {count}", what=what, count=words.number(count)) for what, count in numbers if count
        ),
        *([words.many("{number} new person", "{number} new people", trial.new_people)] if trial.new_people else []),
        *([words.many("{number} team is made", "{number} teams are made", trial.new_units)] if trial.new_units else []),
    ]


def _import(words: Words, trial: Trial) -> str:
    return plain(words.say("Import without them") if trial.wrong else words.say("Import"))


def under_way(words: Words, sent: SentList) -> Screen:
    """It is being imported; where rows are in the tables, how many of them."""
    is_decided = sent.state is Progress.APPLYING
    return page(
        words.say("⏳ Your list is being imported"),
        of_file(words, sent.name),
        how_far(words, sent) if is_decided else words.say("It is fetched and looked through once more."),
        words.say("A message tells you when it is over."),
        rows=(
            how_far_row(words, sent),
            *(() if is_decided else (taking_back(words, sent),)),
        ),
    )


def told_below(words: Words) -> Screen:
    """It was under way, and is no more."""
    return page(
        words.say("Your list is not under way any more"),
        words.say("What became of it stands in a message below."),
        rows=((Press(words.say("‹ Home"), Home()),),),
    )


def over(words: Words, *, is_admin: bool) -> Screen:
    """Nobody knows of it any more."""
    return page(
        words.say("This list is done with"),
        words.say(
            "It was imported or cancelled, or a day has passed. What was imported is told in a message of its own."
        ),
        words.say("To import it now, send the file again. Nobody is there twice."),
        rows=_back(words, is_admin=is_admin),
    )


def taken_back(words: Words, *, is_admin: bool) -> Screen:
    """Nothing has become of it."""
    return page(
        words.say("Cancelled"),
        words.say("Nothing of the list was imported, and I have forgotten it."),
        rows=_back(words, is_admin=is_admin),
    )


def not_yours(words: Words, *, is_admin: bool) -> Screen:
    """Somebody else sent it, or they are no admin there any more."""
    return page(
        words.say("This list is not yours to import"),
        words.say("Whoever sent it can, as long as they are an admin of that team."),
        rows=(_onward(words, is_admin=is_admin),),
    )


def no_list(words: Words) -> Screen:
    """A photo, a PDF: something that no list is."""
    return page(
        words.say("I can't read this as a list"),
        words.say("A list of volunteers is a file that ends in .xlsx or .csv."),
        words.say("An .xls file, or one from another program: open it and save it as XLSX."),
        rows=((Press(words.say("How to send a list"), ShowLists()),), _onward(words)),
    )


def too_large(words: Words, *, is_admin: bool) -> Screen:
    """Telegram hands no such file to a bot."""
    return page(
        words.say("This file is too large"),
        words.say("I get files of at most {number} MB.", number=words.number(MOST_MEGABYTES)),
        words.say("Without pictures it is smaller; or send it in parts, one after the other."),
        rows=(
            *(((Press(words.say("How to send a list"), ShowLists()),),) if is_admin else ()),
            _onward(words, is_admin=is_admin),
        ),
    )


def too_many(words: Words, lists: Sequence[SentList], *, is_admin: bool) -> Screen:
    """So many wait already."""
    return page(
        words.many("{number} list of yours waits already", "{number} lists of yours wait already", len(lists)),
        words.say("Import or cancel one of them; then send this one again."),
        rows=(*((_to_list(one),) for one in lists), _onward(words, is_admin=is_admin)),
    )


def _back(words: Words, *, is_admin: bool) -> tuple[Row, ...]:
    onward = _onward(words, is_admin=is_admin)
    return ((Press(words.say("‹ Bring people along"), ShowLists()),), onward) if is_admin else (onward,)


def _onward(words: Words, *, is_admin: bool = True) -> Row:
    home = Press(words.say("‹ Home"), Home())
    return (Press(words.say("‹ People"), ListPeople()), home) if is_admin else (home,)
