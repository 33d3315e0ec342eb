"""The questions for what people say of themselves: each says what for, and who sees it (docs/rules.md: Profiles)."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeVar

from markupsafe import Markup

from handlers.forms.asking import Ask, Choice, Choices, suggested
from handlers.showing import particulars as named
from handlers.tapping.tap import Tap
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.tree.teams import level_of
from volunteering.rules.profiles import Born, Particular, place_named
from volunteering.rules.reading import read_background, read_education, read_gender
from words.words import Words, plain, sentence

MOST_DISTRICTS: Final = 12

RATHER_NOT: Final = sentence("Rather not say")

NOBODY: Final = sentence("Seen by: nobody but you. Reports only count.")
LEADERS: Final = sentence("Seen by: leaders of shifts you are in, and admins of your team.")

WHY: Final[Mapping[Particular, tuple[str, str]]] = {
    Particular.BORN: (sentence("Why: some shifts have an age limit, and reports count age groups."), NOBODY),
    Particular.GENDER: (sentence("Why: reports count women and men."), NOBODY),
    Particular.EDUCATION: (sentence("Why: reports count it once a year."), NOBODY),
    Particular.OCCUPATION: (sentence("Why: leaders know who can help with what."), LEADERS),
    Particular.BACKGROUND: (
        sentence("Why: some tasks need somebody who has learned it, and reports count it."),
        LEADERS,
    ),
    Particular.SKILLS: (sentence("Why: leaders know who can help with what."), LEADERS),
    Particular.LANGUAGES: (
        sentence("Why: some shifts need somebody who speaks a language, and reports count it."),
        LEADERS,
    ),
    Particular.DISTRICT: (sentence("Why: reports count it, so that activities come to where people live."), NOBODY),
    Particular.AVAILABLE: (sentence("Why: leaders know when to ask you."), LEADERS),
    Particular.EMERGENCY: (
        sentence("Why: so that the right person is called at once if something happens."),
        sentence("Seen by: leaders of a shift of yours, from a day before it starts until it ends. In no file."),
    ),
}
"""What each is asked for, and who sees it."""


E = TypeVar("E", bound=StrEnum)


def one_of(names: Mapping[E, str]) -> Choices:
    """The answers of a closed choice, named in the reader's words."""

    async def offered(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
        return [Choice(plain(tap.words.say(name)), answer.value) for answer, name in names.items()]

    return offered


def _named(names: Mapping[E, str]) -> Callable[[Words, E], Markup]:
    return lambda words, answer: words.say(names[answer])


def _birth_date(words: Words, born: Born) -> Markup:
    return named.birth_date(words, born)


async def _districts(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    """The units right below the top are, as a rule, of districts: likely answers, and any other may be typed."""
    level = await level_of(tap.read, None, page=Page(MOST_DISTRICTS))
    names = dict.fromkeys(place_named(team.unit.name) for team in level.below) if level else {}
    return [Choice(name, str(number)) for number, name in enumerate(names)]


ASKS: Final[Mapping[Particular, Ask]] = {
    Particular.BORN: Ask(
        question=sentence("When were you born?"),
        label=named.FIELDS[Particular.BORN],
        why=WHY[Particular.BORN],
        hint=sentence("The date with its year, or the year alone: 21 March 1958, or 1958."),
        skip=RATHER_NOT,
        shows=_birth_date,
    ),
    Particular.GENDER: Ask(
        question=sentence("What is your gender?"),
        label=named.FIELDS[Particular.GENDER],
        why=WHY[Particular.GENDER],
        choices=one_of(named.GENDERS),
        means=read_gender,
        columns=3,
        skip=RATHER_NOT,
        shows=_named(named.GENDERS),
    ),
    Particular.EDUCATION: Ask(
        question=sentence("What schooling have you finished?"),
        label=named.FIELDS[Particular.EDUCATION],
        why=WHY[Particular.EDUCATION],
        choices=one_of(named.EDUCATIONS),
        means=read_education,
        skip=RATHER_NOT,
        shows=_named(named.EDUCATIONS),
    ),
    Particular.OCCUPATION: Ask(
        question=sentence("What is your occupation?"),
        label=named.FIELDS[Particular.OCCUPATION],
        why=WHY[Particular.OCCUPATION],
        hint=sentence("Tap one, or type your own: nurse, shopkeeper, …"),
        choices=suggested(sentence("Employed"), sentence("Retired"), sentence("At school or university")),
        suggests=True,
        columns=2,
        skip=RATHER_NOT,
    ),
    Particular.BACKGROUND: Ask(
        question=sentence("What have you learned, or worked in?"),
        label=named.FIELDS[Particular.BACKGROUND],
        why=WHY[Particular.BACKGROUND],
        choices=one_of(named.BACKGROUNDS),
        means=read_background,
        columns=2,
        skip=RATHER_NOT,
        shows=_named(named.BACKGROUNDS),
    ),
    Particular.SKILLS: Ask(
        question=sentence("What are you good at?"),
        label=named.FIELDS[Particular.SKILLS],
        why=WHY[Particular.SKILLS],
        hint=sentence("For example: repairing bicycles, calligraphy, taking photos."),
    ),
    Particular.DISTRICT: Ask(
        question=sentence("In which district do you live?"),
        label=named.FIELDS[Particular.DISTRICT],
        why=WHY[Particular.DISTRICT],
        hint=sentence("Tap it, or type it."),
        choices=_districts,
        suggests=True,
        columns=2,
        skip=RATHER_NOT,
    ),
}
"""The question for each that is one answer. Times of the week and languages are ticked, whom to call is a few."""
