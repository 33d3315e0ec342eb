"""What lies there undone, in a coordinator's words: whose, when, and what kind of tap; never what was typed."""

from typing import Final

from markupsafe import Markup

from handlers.buttons import parked as buttons
from handlers.showing import parts
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.parked import ParkedPage, ParkedUpdate
from words.words import Words, cut

PAGE: Final = 6
"""How many a page shows."""

LONGEST_LABEL: Final = 48
LONGEST_NAME: Final = 20


def listed(words: Words, found: ParkedPage, *, said: Markup | None = None) -> Screen:
    """A page of what lies there, each leading to what can be done with it."""
    nothing = words.say("That was all.") if found.extent.number else words.say("✅ Nothing lies here.")
    waits = any(not update.is_asked_for for update in found.updates)
    rows = (
        *(_entry(words, update) for update in found.updates),
        *parts.page_row(words, found.extent, lambda number: buttons.ListParked(page=number)),
        *(((Press(words.say("Try all again"), buttons.ReplayAllParked(), "success"),),) if waits else ()),
        *parts.home_row(words),
    )
    explained = words.say("This went wrong on our side. Whoever did it was told that somebody looks at it.")
    title = parts.of_so_many(words, words.say("Put aside"), found.extent)
    return page(title, said, explained if found.updates else nothing, rows=rows)


def _entry(words: Words, update: ParkedUpdate) -> Row:
    said = words.listed((words.moment(update.at), _kind(words, update), _name(words, update, LONGEST_NAME)))
    label = Markup("⏳ {}").format(said) if update.is_asked_for else said
    return (Press(cut(label, LONGEST_LABEL), buttons.ShowParked(update=update.update_id)),)


def _name(words: Words, update: ParkedUpdate, most: int = 64) -> str:
    return cut(update.name or words.say("Somebody not registered"), most)


def shown(words: Words, update: ParkedUpdate) -> Screen:
    """One of them, with what can be done."""
    number = update.update_id
    acts: tuple[Row, ...] = (
        (Press(words.say("Try again"), buttons.ReplayParked(update=number), "success"),),
        (Press(words.say("Drop it"), buttons.AskDropParked(update=number), "danger"),),
    )
    return page(
        words.say("Put aside"),
        *_lines(words, update),
        words.say("⏳ It is being tried again.") if update.is_asked_for else None,
        rows=(*(() if update.is_asked_for else acts), _back(words)),
    )


def _lines(words: Words, update: ParkedUpdate) -> tuple[Markup, ...]:
    return (
        Markup("🙋 %s") % _name(words, update),
        Markup("📅 %s") % words.moment(update.at),
        _kind(words, update),
    )


def ask_drop(words: Words, update: ParkedUpdate) -> Screen:
    """The second question before it is dropped."""
    return page(
        words.say("Drop what {name} did?", name=_name(words, update)),
        *_lines(words, update),
        words.say("It is never done then, and nobody tells them. Please let them know. This cannot be taken back."),
        rows=(
            (Press(words.say("Keep it"), buttons.ShowParked(update=update.update_id)),),
            (Press(words.say("Yes, drop it"), buttons.DropParked(update=update.update_id), "danger"),),
        ),
    )


def _back(words: Words) -> Row:
    return (WayBack(words.say("‹ Put aside"), buttons.ListParked()),)


def replayed(words: Words, many: int) -> Markup:
    """They are done after all in a moment, or come back."""
    return words.many(
        "✅ {number} is tried again in a few seconds, and its sender is told. If it fails, it comes back here.",
        "✅ {number} are tried again in a few seconds, and their senders are told. What fails comes back here.",
        many,
    )


def settled_already(words: Words) -> Markup:
    """Somebody else was quicker."""
    return words.say("Somebody has seen to that already.")


def dropped(words: Words) -> Markup:
    """It is gone, and never done."""
    return words.say("✅ Dropped.")


def some_lie_there(words: Words, many: int) -> Screen:
    """To admins, by itself: something went wrong for people."""
    return page(
        words.say("Something did not work"),
        words.many(
            "⚠️ {number} thing that somebody did is put aside: it went wrong on our side.",
            "⚠️ {number} things that people did are put aside: they went wrong on our side.",
            many,
        ),
        words.say("They were told. Whoever runs Yigong finds the reason in its log; then it can be tried again here."),
        rows=((Press(words.say("See them"), buttons.ListParked(), "success"),), *parts.home_row(words)),
    )


def _kind(words: Words, update: ParkedUpdate) -> Markup:
    """What kind of tap it was."""
    how, _, what = update.kind.partition(" ")
    match how:
        case "button":
            about = _about(words, what)
            return words.say("a button: {about}", about=about) if about else words.say("a button")
        case "command":
            return Markup("/%s") % what
        case "text":
            return words.say("a text")
        case "contact":
            return words.say("a phone number")
        case _:
            return words.say("something else")


def _about(words: Words, capability: str) -> Markup | None:
    """What its buttons are about."""
    names = {
        "activities": words.say("Activities"),
        "attendance": words.say("rosters"),
        "forms": words.say("a form"),
        "home": words.say("Help"),
        "hours": words.say("hours"),
        "leading": words.say("leading activities"),
        "letters": words.say("messages to people"),
        "parked": words.say("Put aside"),
        "reports": words.say("Totals"),
        "signing_up": words.say("signing up"),
        "tree": words.say("Teams"),
        "volunteers": words.say("people and profiles"),
    }
    return names.get(capability)
