"""The list of the activities that somebody leads."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons import leading
from handlers.buttons.enquiries import ListAsked
from handlers.buttons.home import Home
from handlers.buttons.hours import ShowDecided
from handlers.leading.screens.led import LONGEST_LABEL, LONGEST_TITLE
from handlers.showing import parts
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press, Row, Screen, page
from storage.views.leading import Led, LedList
from words.words import Words, cut


def activities(words: Words, found: LedList, shown: leading.Manage, *, said: Markup | None = None) -> Screen:
    """A page of the activities led."""
    lines = [said, *(_line(words, led) for led in found.activities)]
    if not found.activities:
        lines.append(_nothing(words, shown))
    new: tuple[Row, ...] = ((Press(words.say("New activity"), leading.BeginPosting(), "success"),),)
    looked_up: Row = (
        Press(words.say("Questions"), ListAsked()),
        *((Press(words.say("Hours decided lately"), ShowDecided()),) if shown.past else ()),
    )
    rows = (
        *(() if found.activities else new),
        *_entries(words, found.activities),
        *parts.page_row(words, found.extent, lambda number: _turned(shown, number)),
        *_filters(words, shown),
        *side_by_side(looked_up, 2),
        (*(new[0] if found.activities else ()), Press(words.say("‹ Home"), Home())),
    )
    title = words.say("Past activities") if shown.past else words.say("My activities")
    return page(parts.of_so_many(words, title, found.extent), *lines, rows=rows)


def _line(words: Words, led: Led) -> Markup:
    title, start = cut(led.title, LONGEST_TITLE), words.moment(led.at)
    if led.called_off:
        return words.say("📅 {start} · {title} (cancelled)", start=start, title=title)
    if not led.rosters:
        return words.say("📅 {start} · {title}", start=start, title=title)
    return words.many(
        "⚠️ {start} · {title}: {number} roster to confirm",
        "⚠️ {start} · {title}: {number} rosters to confirm",
        led.rosters,
        start=start,
        title=title,
    )


def _entries(words: Words, activities: Sequence[Led]) -> tuple[Row, ...]:
    """Under lines that say when: the start comes again, or a number, where a title does."""
    labels = parts.told_apart([_labels(words, led) for led in activities])
    return tuple(
        (Press(cut(label, LONGEST_LABEL), leading.ManageActivity(activity=led.activity_id)),)
        for label, led in zip(labels, activities, strict=True)
    )


def _labels(words: Words, led: Led) -> tuple[parts.Way[str], ...]:
    return (
        lambda: led.title,
        lambda: words.say("{start} {title}", start=words.moment(led.at), title=led.title),
        lambda: words.listed((words.say("no. {number}", number=led.activity_id), led.title)),
    )


def _nothing(words: Words, shown: leading.Manage) -> Markup:
    if shown.page:
        return words.say("That was all.")
    if shown.past:
        return words.say("Nothing in the last twelve months.")
    if shown.all_units:
        return words.say("Nothing is coming up in the teams you lead.")
    return words.say("You lead nothing that is coming up.")


def _turned(shown: leading.Manage, number: int) -> leading.Manage:
    return shown.model_copy(update={"page": number})


def _filters(words: Words, shown: leading.Manage) -> tuple[Row, ...]:
    whose = tuple(
        _choice(label, leading.Manage(all_units=all_units, past=shown.past), ticked=all_units is shown.all_units)
        for all_units, label in ((False, words.say("Led by me")), (True, words.say("All my teams")))
    )
    when = tuple(
        _choice(label, leading.Manage(all_units=shown.all_units, past=past), ticked=past is shown.past)
        for past, label in ((False, words.say("Coming up")), (True, words.say("Past")))
    )
    return whose, when


def _choice(label: Markup, button: leading.Manage, *, ticked: bool) -> Press:
    return Press(Markup("• {}").format(label) if ticked else label, button)
