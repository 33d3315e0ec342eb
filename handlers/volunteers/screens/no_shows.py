"""What somebody missed, as their admins and leaders see it."""

from datetime import timedelta

from markupsafe import Markup

from handlers.buttons.enquiries import ListAsked
from handlers.buttons.volunteers import (
    AskUndoNoShows,
    CountAgain,
    Forgive,
    ShowNoShow,
    ShowNoShows,
    UndoNoShow,
    UndoNoShows,
)
from handlers.showing.parts import LONGEST_LABEL, LONGEST_TITLE, called, of_so_many, page_row, to_person
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.volunteers.directory import NoShow, NoShowsPage
from volunteering.rules.ground.moment import Moment
from volunteering.rules.no_shows import fades_on, that_count
from volunteering.rules.volunteers import Person
from words.words import Words, cut

PAGE = 5
"""How many no-shows a page shows."""


def no_shows(words: Words, person: Person, found: NoShowsPage, moment: Moment, *, said: Markup | None = None) -> Screen:
    """What somebody missed, the latest first: each to be looked at, or all of them undone at once."""
    all_at_once = ((Press(words.say("Undo all"), AskUndoNoShows(person=person.id), "success"),),)
    return page(
        of_so_many(words, words.say("No-shows of {name}", name=person.name), found.extent),
        said,
        *(_no_show_line(words, one, moment) for one in found.no_shows),
        None if found.no_shows else words.say("None that count. New sign-ups are open."),
        rows=(
            *(all_at_once if found.no_shows else ()),
            *((_see(words, person, one),) for one in found.no_shows),
            *page_row(words, found.extent, lambda turned: ShowNoShows(person=person.id, page=turned)),
            (to_person(words, person),),
        ),
    )


def ask_undo_all(words: Words, person: Person, count: int) -> Screen:
    """The second question before every no-show of somebody is undone."""
    return page(
        words.many("Undo {number} no-show of {name}?", "Undo {number} no-shows of {name}?", count, name=person.name),
        words.say("They are told at once, and can sign up again."),
        rows=(
            (Press(words.say("Yes, undo all"), UndoNoShows(person=person.id), "success"),),
            (WayBack(words.say("‹ Back"), ShowNoShows(person=person.id)),),
        ),
    )


def _no_show_line(words: Words, one: NoShow, moment: Moment) -> Markup:
    icon = "⚠️" if that_count((one.missed.day,), moment) and not one.missed.is_forgiven else "✅"
    what = (words.day(one.missed.day), cut(one.title, LONGEST_TITLE), _in_short(words, one, moment))
    return Markup("%s %s") % (icon, words.listed(part for part in what if part))


def _in_short(words: Words, one: NoShow, moment: Moment) -> Markup | None:
    if one.missed.is_forgiven:
        return words.say("forgiven")
    return None if that_count((one.missed.day,), moment) else words.say("counts no more")


def _see(words: Words, person: Person, one: NoShow) -> Press:
    label = words.listed((words.day(one.missed.day), one.title))
    return Press(cut(label, LONGEST_LABEL), ShowNoShow(person=person.id, shift=one.missed.shift_id))


def no_show(
    words: Words,
    person: Person,
    one: NoShow,
    moment: Moment,
    *,
    leads: bool,
    back: ShowNoShows | ListAsked,
    said: Markup | None = None,
) -> Screen:
    """One of them, how it counts and until when; `leads`: the reader leads there, and may put its roster right."""
    place = {"person": person.id, "shift": one.missed.shift_id}
    was_none = ((Press(words.say("Not a no-show"), UndoNoShow(**place)),),) if leads else ()
    rows: tuple[Row, ...] = ((Press(words.say("Forgive"), Forgive(**place), "success"),), *was_none)
    if one.missed.is_forgiven:
        rows = ((Press(words.say("Undo"), CountAgain(**place)),),)
    return page(
        words.say("No-show of {name}", name=person.name),
        said,
        Markup("📅 %s") % words.listed((words.day(one.missed.day), cut(one.title, LONGEST_TITLE))),
        _how_it_counts(words, one, moment),
        rows=(*rows, (_back(words, back),)),
    )


def _how_it_counts(words: Words, one: NoShow, moment: Moment) -> Markup:
    if one.missed.is_forgiven and one.forgiven_at:
        return words.say(
            "✅ Forgiven by {name}, {when}. It stays on the roster and counts no more.",
            name=called(words, one.forgiver),
            when=words.moment(one.forgiven_at),
        )
    fades = fades_on(one.missed.day, moment)
    if fades is None:
        return words.say("⚠️ It counts.")
    last = words.day(fades - timedelta(days=1))
    if moment.today < fades:
        return words.say("⚠️ It counts until {day}.", day=last)
    return words.say("✅ It counted until {day}, and counts no more.", day=last)


def none_there(words: Words, person: Person, back: ShowNoShows | ListAsked) -> Screen:
    """There is no such no-show, or no more."""
    return page(
        words.say("No-show of {name}", name=person.name),
        words.say("✅ It does not count as missed."),
        rows=((_back(words, back),),),
    )


def _back(words: Words, back: ShowNoShows | ListAsked) -> Press:
    return WayBack(words.say("‹ No-shows") if isinstance(back, ShowNoShows) else words.say("‹ Questions"), back)


def forgiven(words: Words, *, is_forgiven: bool) -> Markup:
    """What was done, and that its person hears of it."""
    return words.say("✅ Forgiven. They are told.") if is_forgiven else words.say("✅ It counts again. They are told.")


def as_before(words: Words) -> Markup:
    """Somebody else was quicker."""
    return words.say("It was like that already.")
