"""What the appraisal is to its reader, and saying of oneself how the year was."""

from collections.abc import Callable

from markupsafe import Markup

from handlers.appraisal.screens import lines
from handlers.appraisal.screens.figures import figures
from handlers.buttons.appraisal import (
    AskMyself,
    CommentOnSheet,
    ListToAppraise,
    MarkMyself,
    ReadSheet,
    SayOfMyself,
    ShowAppraisal,
    ShowAppraisals,
    ShowAppraisalsOf,
    ShowSheet,
)
from handlers.buttons.button import Button
from handlers.buttons.forms import PutFormAway, TakeTyped
from handlers.showing.asking import ask_row
from handlers.showing.merits import mark_name, merit_name
from handlers.showing.parts import LONGEST_LABEL, LONGEST_NAME, called, home_row, in_quotes
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press, Row, Screen, page
from storage.views.appraisal.lists import MyAppraisals
from storage.views.appraisal.sheets import SheetSeen
from volunteering.rules.appraisal.marks import Merit
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet
from volunteering.rules.enquiries import Matter
from volunteering.rules.tree import Rights
from words.words import Words, cut

LONGEST_QUOTE = 200


def appraisals(words: Words, found: MyAppraisals, rights: Rights, *, said: Markup | None = None) -> Screen:
    """Their own sheets of all years, whom they appraise, and those of their units."""
    total = len(found.to_appraise)
    nothing = words.say("There is none of you yet. It begins when an admin of your team opens it.")
    return page(
        words.say("Yearly appraisal"),
        said,
        words.say("Once a year whoever holds a post looks back: first oneself, then the leader above."),
        *(_own_line(words, sheet) for sheet in found.own),
        None if found.own or total or found.administered else nothing,
        rows=(
            *(_own_row(words, sheet) for sheet in found.own),
            *((_to_appraise(words, found.waiting, total),) if total else ()),
            *(_opened_row(words, one) for one in found.administered),
            *(((Press(words.say("Open an appraisal"), ShowAppraisalsOf()),),) if rights.is_admin else ()),
            *home_row(words),
        ),
    )


def _own_line(words: Words, sheet: AppraisalSheet) -> Markup:
    return words.say("{year}: {state}", year=sheet.appraisal.year, state=_state(words, sheet))


def _state(words: Words, sheet: AppraisalSheet) -> Markup:
    if sheet.result is not None and sheet.read_at is not None:
        return lines.result(words, sheet.result)
    if sheet.is_handed:
        return words.say("⚠️ for you to read")
    if not sheet.appraisal.is_open:
        return words.say("closed, without a word of the leader above")
    return words.say("waits for the leader above") if sheet.own.are_whole else words.say("⚠️ your word is missing")


def _own_row(words: Words, sheet: AppraisalSheet) -> Row:
    year = sheet.appraisal.year
    if sheet.is_handed and sheet.read_at is None:
        return (Press(words.say("Read {year}", year=year), ReadSheet(sheet=sheet.id), "success"),)
    if sheet.goes_on and not sheet.own.are_whole:
        return (Press(words.say("Say how {year} was", year=year), AskMyself(sheet=sheet.id), "success"),)
    return (Press(words.say("Mine of {year}", year=year), ShowSheet(sheet=sheet.id)),)


def _to_appraise(words: Words, waiting: int, total: int) -> Row:
    label = words.say("To appraise: {number} of {total}", number=words.number(waiting), total=words.number(total))
    return (Press(label, ListToAppraise()),)


def _opened_row(words: Words, one: Appraisal) -> Row:
    label = words.say("{year} · {unit}", year=one.year, unit=one.unit.name)
    return (Press(cut(label, LONGEST_LABEL), ShowAppraisal(appraisal=one.id)),)


def ask(words: Words, sheet: AppraisalSheet, merit: Merit, *, said: Markup | None = None) -> Screen:
    """How the reader's year was in a field."""
    at = list(Merit).index(merit) + 1
    return page(
        words.say("{field} ({number} of {total})", field=merit_name(words, merit), number=at, total=len(Merit)),
        said,
        lines.name_of(words, sheet.appraisal),
        words.say(lines.MEANS[merit]),
        words.say("How was that with you this year?")
        if sheet.appraisal.year == words.today.year
        else words.say("How was that with you in {year}?", year=sheet.appraisal.year),
        rows=(
            *mark_rows(words, sheet.own.of(merit), lambda mark: MarkMyself(sheet=sheet.id, merit=merit, mark=mark)),
            (Press(words.say("‹ Mine of {year}", year=sheet.appraisal.year), ShowSheet(sheet=sheet.id)),),
        ),
    )


def mark_rows(words: Words, now: int | None, to: Callable[[int], Button]) -> tuple[Row, ...]:
    """A button a mark, the best first; the one that was given has a •."""
    return tuple(
        (Press(words.say("• {choice}", choice=name) if mark == now else name, to(mark)),)
        for mark, name in ((mark, mark_name(words, mark)) for mark in lines.BEST_FIRST)
    )


def own_sheet(words: Words, seen: SheetSeen, *, said: Markup | None = None) -> Screen:
    """What the reader said of themselves, and what was said of them, once that is theirs to read."""
    sheet = seen.sheet
    return page(
        lines.name_of(words, sheet.appraisal),
        said,
        lines.post_line(words, sheet),
        *(_handed(words, seen) if sheet.is_handed else _mine_alone(words, seen)),
        *figures(words, seen.beside, sheet),
        rows=_own_rows(words, sheet),
    )


def _mine_alone(words: Words, seen: SheetSeen) -> tuple[Markup | None, ...]:
    sheet = seen.sheet
    return (
        *lines.marks(words, sheet.own),
        *lines.wrote(words, sheet.own_words, None),
        _who_follows(words, seen) if sheet.goes_on else words.say("It is closed, and nobody above has said anything."),
    )


def _who_follows(words: Words, seen: SheetSeen) -> Markup:
    if not seen.leaders:
        return words.say("Who says something after you, an admin has still to name.")
    return words.say("After you it is the leader above: {names}", names=lines.names(words, seen.leaders.values()))


def _handed(words: Words, seen: SheetSeen) -> tuple[Markup | None, ...]:
    sheet = seen.sheet
    return (
        words.say("Your own word · {name}'s", name=called(words, seen.led_by, LONGEST_NAME)),
        *lines.both_marks(words, sheet.own, sheet.led),
        words.say("All in all {result}", result=lines.result(words, sheet.result)) if sheet.result else None,
        *lines.wrote(words, sheet.own_words, None),
        *lines.wrote(words, sheet.led_words, seen.led_by),
        *((words.say("Your answer:"), lines.folded(sheet.comment)) if sheet.comment else ()),
    )


def _own_rows(words: Words, sheet: AppraisalSheet) -> tuple[Row, ...]:
    goes_on: tuple[Row, ...] = ()
    if sheet.goes_on:
        more = words.say("Change what you said") if sheet.own.are_whole else words.say("Go on")
        is_next = not (sheet.own.are_whole or sheet.is_handed)
        first = (Press(more, AskMyself(sheet=sheet.id), "success" if is_next else None),)
        answers = words.say("Change your answer") if sheet.comment else words.say("Answer to it")
        answer = (Press(answers, CommentOnSheet(sheet=sheet.id), None if sheet.comment else "success"),)
        fields = (
            side_by_side(
                tuple(Press(merit_name(words, merit), AskMyself(sheet=sheet.id, merit=merit)) for merit in Merit),
                3,
            )
            if sheet.own.are_whole
            else ()
        )
        label = words.say("Change your words") if sheet.own_words else words.say("Add a few words")
        goes_on = (
            *((answer,) if sheet.is_handed else ()),
            *(fields or (first,)),
            (Press(label, SayOfMyself(sheet=sheet.id)),),
        )
    return (*goes_on, *ask_row(words, Matter.TEAM), (lines.to_appraisals(words),))


def marked(words: Words) -> Markup:
    """All fields have a mark."""
    return words.say("✅ That was all. Until it is closed you can change it.")


def whether_about(words: Words, sheet: AppraisalSheet, draft: int, typed: str) -> Screen:
    """The question whether what was typed after the marks is a word beside them."""
    return page(
        words.say("Is that about your year {year}?", year=sheet.appraisal.year),
        in_quotes(words, cut(typed, LONGEST_QUOTE)),
        words.say("The leader above and the admins read it."),
        rows=(
            (Press(words.say("Yes, add it to my marks"), TakeTyped(draft=draft), "success"),),
            (Press(words.say("No, it is not"), PutFormAway(draft=draft)),),
        ),
    )


def over(words: Words, sheet: AppraisalSheet) -> Markup:
    """Why nothing more can be said."""
    if not sheet.appraisal.is_open:
        return lines.closed(words)
    if not sheet.is_in:
        return words.say("⚠️ An admin has taken this out of the appraisal; nothing was changed.")
    return words.say("⚠️ That is not possible now; nothing was changed.")


def back_to(sheet: AppraisalSheet) -> Button:
    """Where somebody goes on after that."""
    return ShowSheet(sheet=sheet.id) if sheet.is_in else ShowAppraisals()
