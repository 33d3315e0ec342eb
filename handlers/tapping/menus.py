"""The menu of commands, by role and language (Telegram shows it behind the / key)."""

from volunteering.rules.tree import Rights
from words.words import Words, sentence

EVERYBODY = (
    ("activities", sentence("What is coming up")),
    ("my", sentence("My shifts and hours")),
    ("hours", sentence("Log hours given elsewhere")),
    ("profile", sentence("My name, phone and team")),
    ("language", sentence("中文 / English")),
    ("privacy", sentence("My data")),
    ("help", sentence("What you can do here")),
    ("cancel", sentence("Leave a form")),
)
LEADERS = (
    ("new", sentence("Post an activity")),
    ("manage", sentence("My activities and rosters")),
)
ADMINS = (
    ("stats", sentence("Totals of the month")),
    ("people", sentence("Find people, give roles")),
    ("units", sentence("Branches and teams")),
)
STRANGERS = (
    ("start", sentence("Register as a volunteer")),
    ("language", sentence("中文 / English")),
    ("privacy", sentence("My data")),
    ("help", sentence("What you can do here")),
)


def for_person(words: Words, rights: Rights, *, registered: bool) -> list[tuple[str, str]]:
    """The commands of one person, with what they are for."""
    if not registered:
        return _said(words, STRANGERS)
    more = (*(LEADERS if rights.is_leader else ()), *(ADMINS if rights.is_admin else ()))
    return _said(words, (*more, *EVERYBODY))


def for_anybody(words: Words) -> list[tuple[str, str]]:
    """The commands of somebody Telegram has just brought here."""
    return _said(words, STRANGERS)


def _said(words: Words, commands: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(name, words.say(what)) for name, what in commands]
