"""The questions about an activity and its shifts: asked when it is posted, and again when it is edited."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.forms.asking import Ask, Choice
from handlers.screens import parts
from handlers.tap import Tap
from handlers.words import Words, plain, sentence
from storage.drafts import Draft
from volunteering.activities import Category
from volunteering.periods import Period

LIKELY_PLACES = (5, 10, 20)


async def _categories(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    return [Choice(plain(parts.category(tap.words, kind)), kind.value) for kind in Category]


async def _likely_places(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    numbers = [Choice(str(number), str(number)) for number in LIKELY_PLACES]
    return [*numbers, Choice(plain(tap.words.say("No limit")), "0", says="0")]


def _shown_period(words: Words, period: Period) -> str:
    return words.period(period)


def _shown_places(words: Words, places: int) -> str:
    return words.number(places) if places else words.say("No limit")


TITLE = Ask(
    question=sentence("What is it called?"),
    label=sentence("Title"),
    hint=sentence("For example: River clean-up"),
)
CATEGORY = Ask(
    question=sentence("What kind of activity is it?"),
    label=sentence("Category"),
    choices=_categories,
    columns=2,
    shows=parts.category,
)
PLACE = Ask(
    question=sentence("Where do people meet?"),
    label=sentence("Place"),
    hint=sentence("For example: East Gate"),
)
WHEN = Ask(
    question=sentence("When is it, from when to when?"),
    label=sentence("Time"),
    hint=sentence("For example: 2026-12-05 09:00-12:00, or Saturday 9-12"),
    shows=_shown_period,
)
PLACES = Ask(
    question=sentence("How many people can come?"),
    label=sentence("Places"),
    hint=sentence("Tap a number, or type another one."),
    choices=_likely_places,
    suggests=True,
    columns=4,
    shows=_shown_places,
)
DESCRIPTION = Ask(
    question=sentence("What will people do there? What should they bring?"),
    label=sentence("Description"),
    skip=sentence("Skip"),
)
DETAILS = Ask(
    question=sentence("Anything only for those who are in? A door code, whom to call?"),
    label=sentence("Private details"),
    skip=sentence("Skip"),
)
WITHOUT_DESCRIPTION = replace(DESCRIPTION, skip=sentence("No description"))
WITHOUT_DETAILS = replace(DETAILS, skip=sentence("No details"))
