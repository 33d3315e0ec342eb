"""What the synthetic city's people say of themselves: most say most things, and some would rather not.

Each is drawn by the person's number alone, so that nothing else of the city depends on it. Nobody is under age: what
they have signed up for takes no guardian.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from random import Random
from typing import Final, TypeVar

from bot.seeding import invented
from storage.keeping.seeding import ProfileLine
from storage.rows.profiles import APART, WITHHELD
from volunteering.rules.profiles import Background, Education, Gender, Slot, Spoken

T = TypeVar("T", bound=StrEnum)

_AGES: Final = {(18, 24): 14, (25, 34): 17, (35, 44): 18, (45, 54): 17, (55, 64): 20, (65, 74): 12, (75, 84): 2}
_GENDERS: Final = {Gender.WOMAN: 58, Gender.MAN: 41, Gender.OTHER: 1}
_SCHOOLING: Final = {
    Education.PRIMARY: 9,
    Education.JUNIOR: 22,
    Education.SENIOR: 26,
    Education.COLLEGE: 21,
    Education.BACHELOR: 19,
    Education.MASTER: 3,
}
_BACKGROUNDS: Final = {background: 4 + len(background) for background in Background}
_BESIDE_MANDARIN: Final = {Spoken.WU: 0.6, Spoken.ENGLISH: 0.14, Spoken.CANTONESE: 0.02, Spoken.SIGNED: 0.01}
_SAYS: Final = {
    "born": 0.84,
    "gender": 0.92,
    "education": 0.82,
    "occupation": 0.7,
    "background": 0.64,
    "skills": 0.3,
    "languages": 0.78,
    "district": 0.86,
    "available": 0.5,
    "emergency": 0.4,
}
_WOULD_RATHER_NOT: Final = 0.02
_YEAR_ALONE: Final = 0.3


def born(number: int, day: date) -> str | None:
    """When a person was born who registered on a day: of age by then."""
    random = Random(number)  # noqa: S311  invented figures
    said = random.random()
    if said > _SAYS["born"]:
        return WITHHELD if said > 1 - _WOULD_RATHER_NOT else None
    [(least, most)] = random.choices(tuple(_AGES), tuple(_AGES.values()))
    year = day.year - random.randint(least, most) - 1
    return (
        f"{year:04}"
        if random.random() < _YEAR_ALONE
        else f"{year:04}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    )


def profile_of(number: int, district: str, at: int) -> ProfileLine:
    """All else of a person, who lives in the district of their branch and said it at an instant in seconds."""
    random = Random(-number)  # noqa: S311  invented figures
    has_contact = random.random() < _SAYS["emergency"]
    return ProfileLine(
        person_id=number,
        gender=_said(random, "gender", _one_of(random, _GENDERS)),
        education=_said(random, "education", _one_of(random, _SCHOOLING)),
        occupation=_said(random, "occupation", random.choice(invented.OCCUPATIONS)),
        background=_said(random, "background", _one_of(random, _BACKGROUNDS)),
        skills=random.choice(invented.SKILLS) if random.random() < _SAYS["skills"] else None,
        languages=_said(random, "languages", _languages(random)),
        district=_said(random, "district", district),
        available=_slots(random) if random.random() < _SAYS["available"] else None,
        emergency_name=invented.person_name(random) if has_contact else None,
        emergency_phone=invented.phone_number(random) if has_contact else None,
        emergency_relation=random.choice(invented.RELATIONS) if has_contact else None,
        at=at,
    )


def _said(random: Random, field: str, answer: str) -> str | None:
    said = random.random()
    if said < _SAYS[field]:
        return answer
    return WITHHELD if said > 1 - _WOULD_RATHER_NOT else None


def _one_of(random: Random, weights: Mapping[T, int]) -> T:
    [answer] = random.choices(tuple(weights), tuple(weights.values()))
    return answer


def _languages(random: Random) -> str:
    beside = (language for language, share in _BESIDE_MANDARIN.items() if random.random() < share)
    return APART.join((Spoken.MANDARIN, *beside))


def _slots(random: Random) -> str:
    return APART.join(
        str(int(slot)) for slot in Slot if random.random() < (0.6 if slot >= Slot.WEEKEND_MORNING else 0.25)
    )
