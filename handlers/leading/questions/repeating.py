"""The questions about what comes again: how often, until when, and what becomes of holidays."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from handlers.forms.asking import Ask, Choice
from handlers.forms.engine import TYPED
from handlers.showing.series import every
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.rules.ground.periods import Period
from volunteering.rules.series import WEEKDAYS, HolidayChoice, Repeats
from words.words import Words, plain, sentence

OF_SERIES: Final = ("repeats", "holidays")
"""The questions of a form that posts a series."""


def says_repeats(draft: Draft) -> bool:
    """Whether how often it comes was typed beforehand, and is still to be looked at."""
    typed = draft.about.get(TYPED)
    return isinstance(typed, dict) and "repeats" in typed and "repeats" not in draft.answers


async def _likely(tap: Tap, draft: Draft, _: str) -> Sequence[Choice]:
    """By the day that was answered: every week, every two, or so in the month."""
    if "when" not in draft.answers:
        return ()
    day = Period.model_validate(draft.answers["when"]).day(tap.zone)
    weekday = WEEKDAYS[day.weekday()]
    nth = (day.day - 1) // 7 + 1
    rules = (
        f"FREQ=WEEKLY;BYDAY={weekday}",
        f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}",
        f"FREQ=MONTHLY;BYDAY={-1 if nth == 5 else nth}{weekday}",
    )
    labels = [plain(every(tap.words, Repeats(rule=rule))) for rule in rules]
    return [
        Choice(label[:1].upper() + label[1:], str(number), says=rule)
        for number, (label, rule) in enumerate(zip(labels, rules, strict=True))
    ]


def _shown(words: Words, repeats: Repeats) -> str:
    return every(words, repeats)


async def _choices(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    return [Choice(plain(_of_holidays(tap.words, one)), one.value) for one in HolidayChoice]


def _of_holidays(words: Words, choice: HolidayChoice) -> Markup:
    return words.say("Leave them out") if choice is HolidayChoice.SKIP else words.say("Keep them")


REPEATS = Ask(
    question=sentence("How often does it come again?"),
    label=sentence("Repeats"),
    hint=sentence("For example: every Wed until 2027-06-30, every 2 weeks, first Monday of the month"),
    skip=sentence("Only once"),
    adds=sentence("It comes again"),
    choices=_likely,
    suggests=True,
    shows=_shown,
    follows="when",
)
HOLIDAYS = Ask(
    question=sentence("What about holidays, and weekends that people work on instead?"),
    label=sentence("Holidays"),
    adds=sentence("Holidays"),
    choices=_choices,
    shows=_of_holidays,
    follows="when",
)
