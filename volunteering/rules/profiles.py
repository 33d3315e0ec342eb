"""What people may say of themselves besides their name: each of it optional, asked for when it first matters, and taken
back with a tap (docs/rules.md: Profiles).
"""

import re
from calendar import isleap
from collections.abc import Collection
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final, Self

from pydantic import Field, field_validator
from typing_extensions import override

from volunteering.rules.ground.model import Model

OLDEST: Final = 120  # years: a birth date further back is a slip


class Particular(StrEnum):
    """One thing that may be said, a field of the profile. Tables, drafts and the buttons keep these words for ever."""

    BORN = "born"
    GENDER = "gender"
    EDUCATION = "education"
    OCCUPATION = "occupation"
    BACKGROUND = "background"
    SKILLS = "skills"
    LANGUAGES = "languages"
    DISTRICT = "district"
    AVAILABLE = "available"
    EMERGENCY = "emergency"


CENSUS: Final = (
    Particular.BORN,
    Particular.GENDER,
    Particular.EDUCATION,
    Particular.BACKGROUND,
    Particular.LANGUAGES,
    Particular.DISTRICT,
)
"""What a census asks for."""

FOR_LEADERS: Final = (
    Particular.OCCUPATION,
    Particular.BACKGROUND,
    Particular.SKILLS,
    Particular.LANGUAGES,
    Particular.AVAILABLE,
)
"""What leaders of a shift of theirs see, and admins of their team; the rest nobody does."""

MAY_BE_WITHHELD: Final = frozenset({*CENSUS, Particular.OCCUPATION})
"""Where “rather not say” is an answer, after which nobody asks again."""


class Gender(StrEnum):
    """As people say it of themselves."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"


class Education(StrEnum):
    """The highest schooling that was finished, from the lowest."""

    PRIMARY = "primary"  # or none
    JUNIOR = "junior"
    SENIOR = "senior"  # or vocational
    COLLEGE = "college"  # two or three years after school
    BACHELOR = "bachelor"
    MASTER = "master"  # or above


class Background(StrEnum):
    """What somebody has learned or works in."""

    SOCIAL_WORK = "social_work"
    PSYCHOLOGY = "psychology"
    EDUCATION = "education"
    HEALTH = "health"
    LAW = "law"
    PUBLIC = "public"  # authorities, police, fire brigades
    ENGINEERING = "engineering"  # and computing
    BUSINESS = "business"  # and finance
    MEDIA = "media"  # and arts
    SPORT = "sport"
    CRAFTS = "crafts"  # trades, transport, farming
    NONE = "none"  # pupils, and whoever has another one


class Spoken(StrEnum):
    """The languages that are offered to be tapped; others are kept as they were typed."""

    MANDARIN = "cmn"
    WU = "wuu"
    CANTONESE = "yue"
    MIN_NAN = "nan"
    HAKKA = "hak"
    ENGLISH = "en"
    JAPANESE = "ja"
    KOREAN = "ko"
    SIGNED = "csl"


class Slot(IntEnum):
    """A time of the week at which somebody can usually come."""

    WEEKDAY_MORNING = 0
    WEEKDAY_AFTERNOON = 1
    WEEKDAY_EVENING = 2
    WEEKEND_MORNING = 3
    WEEKEND_AFTERNOON = 4
    WEEKEND_EVENING = 5


class Born(Model):
    """A birth date, or the year alone."""

    year: int = Field(ge=1, le=9999)
    day: date | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `1958` or `1958-03-21`. Raises ValueError for anything else."""
        if len(text) == len("1958"):
            return cls(year=int(text))
        day = date.fromisoformat(text)
        return cls(year=day.year, day=day)

    @override
    def __str__(self) -> str:
        return self.day.isoformat() if self.day else f"{self.year:04}"

    def age_on(self, day: date) -> int:
        """How old they surely are on a local date, in whole years: of a year alone, as if born on its last day.

        So a year alone lets nobody in who may be too young, and asks for a guardian until the year is over in which
        they come of age. Whoever was born on 29 February is a year older on 1 March.
        """
        if self.day is None:
            return max(0, day.year - self.year - 1)
        before = (day.month, day.day) < (self.day.month, self.day.day)
        return max(0, day.year - self.day.year - before)

    def may_be_on(self, day: date) -> int:
        """How old they can be at the most; with a whole birth date that is how old they are."""
        return max(0, day.year - self.year) if self.day is None else self.age_on(day)

    def comes_of(self, age: int) -> date:
        """The local date from which they are surely so old."""
        if self.day is None:
            return date(self.year + age + 1, 1, 1)
        year = self.day.year + age
        if (self.day.month, self.day.day) == (2, 29) and not isleap(year):
            return date(year, 3, 1)
        return self.day.replace(year=year)


def is_likely(born: Born, today: date) -> bool:
    """Whether somebody alive can be born then."""
    return (born.day or date(born.year, 1, 1)) <= today and today.year - born.year <= OLDEST


class Emergency(Model):
    """Whom to call if something happens: for leaders, from a day before a shift of theirs until its end."""

    name: str
    phone: str
    relation: str = ""


class Particulars(Model):
    """What one person has said of themselves. None: nothing; where it is withheld, they would rather not."""

    born: Born | None = None
    gender: Gender | None = None
    education: Education | None = None
    occupation: str | None = None
    background: Background | None = None
    skills: str | None = None
    languages: tuple[str, ...] | None = None  # of `Spoken`, or as typed
    district: str | None = None
    available: frozenset[Slot] | None = None
    emergency: Emergency | None = None
    withheld: frozenset[Particular] = frozenset()

    @field_validator("withheld")
    @classmethod
    def _may_be(cls, withheld: frozenset[Particular]) -> frozenset[Particular]:
        return withheld & MAY_BE_WITHHELD

    def says(self, field: Particular) -> bool:
        """Whether something is said there that others can go by."""
        return getattr(self, field.value) is not None

    def beyond(self, other: Self) -> tuple[Particular, ...]:
        """The fields that are said here, and not so in another."""
        said = [field for field in Particular if self.says(field)]
        return tuple(field for field in said if getattr(self, field.value) != getattr(other, field.value))

    def is_answered(self, field: Particular) -> bool:
        """Whether nobody needs to ask: it is said, or they would rather not."""
        return self.says(field) or field in self.withheld

    def missing(self, fields: Collection[Particular]) -> tuple[Particular, ...]:
        """Those of the fields that may still be asked for, in their order."""
        return tuple(field for field in fields if not self.is_answered(field))

    def saying(self, field: Particular, said: object) -> Self:
        """The same with this said there; None takes back whatever was answered. Raises ValidationError for nonsense."""
        known = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate({**known, field.value: said, "withheld": self.withheld - {field}})

    def withholding(self, field: Particular) -> Self:
        """The same, where they would rather not say it."""
        return self.model_copy(update={field.value: None, "withheld": self.withheld | {field}})


_KIND_OF_PLACE: Final = re.compile(
    r"(?<=..)(?:分会|分會|支会|支會|区|區|县|縣|市)$|(?<=.) (?:branch|district|county|city)$", re.IGNORECASE
)


def place_named(typed: str) -> str:
    """A district by its name alone: 椒江 of 椒江区, and of the unit 椒江分会 (docs/rules.md: Census)."""
    return _KIND_OF_PLACE.sub("", typed.strip())


class Blocked(Model):
    """Days on which somebody can't come, the last one included: a hint (docs/rules.md: Profiles)."""

    id: int
    first: date
    last: date

    def has(self, day: date) -> bool:
        """Whether a local date is among them."""
        return self.first <= day <= self.last
