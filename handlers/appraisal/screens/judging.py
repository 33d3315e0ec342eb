"""Whom the reader appraises, one of them, and how it was in a field; and the same sheet for the admins of it."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.appraisal.screens import lines
from handlers.appraisal.screens.figures import figures
from handlers.appraisal.screens.mine import mark_rows
from handlers.buttons.appraisal import (
    AskOfThem,
    FindLeaderAbove,
    HandSheetOver,
    ListSheets,
    ListToAppraise,
    MarkThem,
    NameLeaderAbove,
    NamePost,
    PutBackIn,
    SayOfThem,
    ShowSheet,
    TakeOut,
    TakeSheetBack,
    TakeSheetOver,
)
from handlers.showing.merits import mark_name, merit_name
from handlers.showing.parts import LONGEST_LABEL, LONGEST_NAME, called, home_row, of_so_many, page_row
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.engine.pages import Page
from storage.views.appraisal.lists import SheetLine
from storage.views.appraisal.sheets import SheetSeen
from volunteering.rules.appraisal.marks import Merit
from volunteering.rules.appraisal.seats import Seat
from volunteering.rules.appraisal.sheets import AppraisalSheet
from words.words import Words, cut

PAGE = 8
"""How many people a page shows."""


def to_appraise(words: Words, found: Sequence[SheetLine], number: int, *, said: Markup | None = None) -> Screen:
    """Whom the reader appraises: those who wait, and then the others."""
    some, extent = Page(PAGE, number).of(found)
    waiting = sum(not line.is_handed for line in found)
    count = words.say("⚠️ {number} of {total} to appraise", number=words.number(waiting), total=words.number(len(found)))
    nothing = words.say("✅ Nobody waits for you.")
    return page(
        of_so_many(words, words.say("To appraise"), extent),
        said,
        count if waiting else nothing,
        *(person_line(words, line) for line in some),
        rows=(
            *((to_sheet(words, line),) for line in some),
            *page_row(words, extent, lambda turned: ListToAppraise(page=turned)),
            (lines.to_appraisals(words),),
            *home_row(words),
        ),
    )


def person_line(words: Words, line: SheetLine) -> Markup:
    """🙋 who, with which post, and how far they are."""
    return Markup("🙋 %s") % words.listed(
        (
            called(words, line.name, LONGEST_NAME),
            lines.post(words, line.role, line.post, line.unit),
            how_far(words, line),
        )
    )


def how_far(words: Words, line: SheetLine) -> Markup:
    """How far somebody is, in a few words: the last thing that was done."""
    if not line.is_in:
        return words.say("taken out")
    if line.has_comment:
        return words.say("✅ answered")
    if line.is_read:
        return words.say("✅ read")
    if line.is_handed:
        return words.say("appraised")
    return words.say("has said it") if line.said else words.say("⏳ nothing yet")


def to_sheet(words: Words, line: SheetLine) -> Press:
    """The way to somebody's sheet."""
    label = words.listed((called(words, line.name, LONGEST_NAME), line.unit.name))
    return Press(cut(label, LONGEST_LABEL), ShowSheet(sheet=line.sheet_id))


def ask(words: Words, seen: SheetSeen, merit: Merit, *, said: Markup | None = None) -> Screen:
    """How somebody's year was in a field, with what they say themselves."""
    sheet = seen.sheet
    own = sheet.own.of(merit)
    return page(
        words.say(
            "{field} ({number} of {total})",
            field=merit_name(words, merit),
            number=list(Merit).index(merit) + 1,
            total=len(Merit),
        ),
        said,
        words.say(
            "🙋 {name}: {post}",
            name=called(words, seen.name),
            post=lines.post(words, sheet.role, sheet.post, sheet.unit),
        ),
        words.say(lines.MEANS[merit]),
        words.say("Their own word: {mark}", mark=mark_name(words, own)) if own else None,
        rows=(
            *mark_rows(words, sheet.led.of(merit), lambda mark: MarkThem(sheet=sheet.id, merit=merit, mark=mark)),
            (_to_them(words, seen),),
        ),
    )


def begun(words: Words, seen: SheetSeen) -> Screen:
    """Another leader above has begun: whether to do it in their place."""
    name = called(words, seen.name, LONGEST_NAME)
    leader = called(words, seen.led_by, LONGEST_NAME)
    return page(
        words.say("{leader} is appraising {name}", leader=leader, name=name),
        words.say("Nobody else reads what {leader} has said so far.", leader=leader),
        words.say("If you do it in their place, it is dropped, and you begin anew."),
        rows=(
            (Press(words.say("Do it in their place"), TakeSheetOver(sheet=seen.sheet.id), "danger"),),
            (_to_them(words, seen),),
        ),
    )


def _to_them(words: Words, seen: SheetSeen) -> Press:
    """Back to the sheet, by their name."""
    name = cut(called(words, seen.name), LONGEST_NAME)
    return Press(words.say("‹ {name}", name=name), ShowSheet(sheet=seen.sheet.id))


def sheet(words: Words, seen: SheetSeen, seat: Seat, me: int, *, back: Press, said: Markup | None = None) -> Screen:
    """Somebody's sheet, for the leader above and for the admins of the appraisal, each as far as they may see it.

    `me` is the reader's number.
    """
    one = seen.sheet
    title = words.say("{name} · {year}", name=called(words, seen.name, LONGEST_NAME), year=one.appraisal.year)
    return page(
        title,
        said,
        lines.post_line(words, one),
        _who(words, seen, seat),
        *(_marks(words, seen, me) if seat.sees_own_marks(one) else (words.say("Taken out of the appraisal."),)),
        *figures(words, seen.beside, one),
        rows=(*_judging(words, one, seat), *_settling(words, one, seat, me), (back,)),
    )


def _who(words: Words, seen: SheetSeen, seat: Seat) -> Markup:
    one = seen.sheet
    if one.is_handed:
        state = words.say("and read") if one.read_at else words.say("not read yet")
        return words.say("Appraised by {name}, {state}", name=called(words, seen.led_by, LONGEST_NAME), state=state)
    if seat.takes_over(one):
        return words.say("{name} has begun to appraise them.", name=called(words, seen.led_by, LONGEST_NAME))
    if not seen.leaders:
        return words.say("⚠️ There is no leader above: take it yourself, or name somebody.")
    return words.say("Leader above: {names}", names=lines.names(words, seen.leaders.values()))


def _marks(words: Words, seen: SheetSeen, me: int) -> tuple[Markup | None, ...]:
    """Of a sheet as its reader may read it (`Seat.seen`): what is none of their business is not there."""
    one = seen.sheet
    own = (words.say("Their own word"), *lines.marks(words, one.own))
    both = (words.say("Their own word · the leader's"), *lines.both_marks(words, one.own, one.led))
    return (
        *(own if one.led.are_none else both),
        words.say("All in all {result}", result=lines.result(words, one.result)) if one.result else None,
        *lines.wrote(words, one.own_words, seen.name),
        *lines.wrote(words, one.led_words, None if one.led_by == me else seen.led_by),
        *((words.say("Their answer:"), lines.folded(one.comment)) if one.comment else ()),
    )


def _judging(words: Words, one: AppraisalSheet, seat: Seat) -> tuple[Row, ...]:
    if seat.takes_back(one):
        return ((Press(words.say("Change it"), TakeSheetBack(sheet=one.id)),),)
    if seat.takes_over(one):
        return ((Press(words.say("Do it in their place"), AskOfThem(sheet=one.id)),),)
    if not seat.judges(one):
        return ()
    label = words.say("Change your words") if one.led_words else words.say("Add a few words")
    add = (Press(label, SayOfThem(sheet=one.id)),)
    if not one.led.are_whole:
        more = words.say("Go on") if not one.led.are_none else words.say("Appraise")
        return ((Press(more, AskOfThem(sheet=one.id), "success"),), add)
    fields = tuple(Press(merit_name(words, merit), AskOfThem(sheet=one.id, merit=merit)) for merit in Merit)
    return (
        (Press(words.say("Hand it to them"), HandSheetOver(sheet=one.id), "success"),),
        add,
        *side_by_side(fields, 3),
    )


def _settling(words: Words, one: AppraisalSheet, seat: Seat, me: int) -> tuple[Row, ...]:
    if not seat.settles(one):
        return ()
    if not one.is_in:
        return ((Press(words.say("Put them back in"), PutBackIn(sheet=one.id)),),)
    take_it = Press(words.say("Take it myself"), NameLeaderAbove(sheet=one.id, person=me))
    name_somebody = Press(words.say("Name a leader"), FindLeaderAbove(sheet=one.id))
    by_tree = Press(words.say("As the teams stand"), NameLeaderAbove(sheet=one.id))
    return (
        *(((take_it,),) if not one.is_handed and not seat.appraises else ()),
        *(((name_somebody,),) if not one.is_handed else ()),
        *(((by_tree,),) if one.named_id and not one.is_handed else ()),
        (Press(words.say("Name of the post"), NamePost(appraisal=one.appraisal.id, person=one.person_id)),),
        (Press(words.say("Take them out"), TakeOut(sheet=one.id), "danger"),),
    )


def marked(words: Words) -> Markup:
    """All fields have a mark."""
    return words.say("✅ All five. They read it once you hand it to them.")


def handed(words: Words, name: str) -> Markup:
    """Whoever it is about is told."""
    return words.say("✅ {name} can read it now, and is told.", name=called(words, name, LONGEST_NAME))


def taken_back(words: Words) -> Markup:
    """It is hidden until it is handed over again."""
    return words.say("They do not see it now. Hand it to them again when you are done.")


def not_whole(words: Words) -> Markup:
    """A field has no mark yet."""
    return words.say("⚠️ A field has no mark yet.")


def not_theirs(words: Words) -> Screen:
    """Somebody else appraises, or nobody is asked any more."""
    return page(
        words.say("This is not yours to appraise"),
        words.say("Another leader above does it, or an admin has named somebody else."),
        rows=((lines.to_appraisals(words),), *home_row(words)),
    )


def back_to_list(words: Words, of: ListSheets | ListToAppraise) -> Press:
    """The list that the reader came from."""
    label = words.say("‹ To appraise") if isinstance(of, ListToAppraise) else words.say("‹ People")
    return WayBack(label, of)
