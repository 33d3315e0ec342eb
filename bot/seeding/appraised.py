"""The yearly appraisal of the synthetic city's staff and leaders: last year's closed, this year's under way.

How far people are and what they say is one city's guess.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Final

from bot.seeding.city import BRANCH, Host, InventedCity
from storage.keeping.seeded_appraisals import AppraisalLine, AppraisalSheetLine
from volunteering.rules.appraisal.marks import EVEN, weights_as_typed
from volunteering.rules.appraisal.sheets import AppraisalState, Round
from volunteering.rules.tree import Role

_MARKS: Final = {5: 22, 4: 46, 3: 26, 2: 5, 1: 1}
_HALFWAY: Final = (0.6, 0.35)  # of this year's: how many have said it, and how many of these are appraised
_DONE: Final = (0.97, 0.96)
_READ: Final = 0.8
_ANSWERED: Final = 0.1
_DAY: Final = 24 * 3600

Five = tuple[int | None, int | None, int | None, int | None, int | None]
"""A mark for each field."""

_NONE: Final[Five] = (None, None, None, None, None)


def appraisals(city: InventedCity, last: int) -> Iterator[AppraisalLine | AppraisalSheetLine]:
    """Of the year before the last one, closed in its January, and of the last one, opened in its December."""
    random = Random(last)  # noqa: S311
    numbers = iter(range(1, 2 * len(city.posts) + 1))
    for number, year in enumerate((last - 1, last), start=1):
        opened = datetime(year, 12, 1, 9, tzinfo=city.zone)
        is_over = year < last
        yield _appraisal(number, city, year, opened, is_over=is_over)
        for person, home, role in city.posts:
            line = _sheet(random, person, home, role, opened, said=_DONE if is_over else _HALFWAY)
            yield line._replace(id=next(numbers), appraisal_id=number, year=year, told=2 if is_over else 1)


def _appraisal(number: int, city: InventedCity, year: int, opened: datetime, *, is_over: bool) -> AppraisalLine:
    top = city.homes[0]
    return AppraisalLine(
        id=number,
        unit_id=top.unit.id,
        year=year,
        state=AppraisalState.CLOSED if is_over else AppraisalState.OPEN,
        weights=weights_as_typed(EVEN),
        by_id=top.leader,
        at=int(opened.timestamp()),
        closed_at=int((opened + timedelta(days=45)).timestamp()) if is_over else None,
        closed_by=top.leader if is_over else None,
        round=2 if is_over else 1,
        told_of=Round.CLOSED if is_over else Round.OPENED,
    )


def _sheet(
    random: Random, person: int, home: Host, role: Role, opened: datetime, said: tuple[float, float]
) -> AppraisalSheetLine:
    has_said, has_led = said
    leader = _above(person, home, role)
    own = _marks(random) if random.random() < has_said else _NONE
    is_led = own[0] is not None and random.random() < has_led
    handed = int(opened.timestamp()) + random.randrange(5, 25) * _DAY if is_led else None
    read = handed + random.randrange(1, 15) * _DAY if handed and random.random() < _READ else None
    answered = read is not None and random.random() < _ANSWERED
    return AppraisalSheetLine(
        0, 0, 0, person, home.unit.id, role, leader if home.above is None else None,
        *own, *(_marks(random) if is_led else _NONE),
        led_by=leader if is_led else None, handed_at=handed, handed=int(is_led), read_at=read,
        comment="谢谢，明年继续努力。" if answered else "", commented_at=read if answered else None, told=0,
    )  # fmt: skip


def _marks(random: Random) -> Five:
    one, two, three, four, five = random.choices(tuple(_MARKS), tuple(_MARKS.values()), k=5)
    return one, two, three, four, five


def _above(person: int, home: Host, role: Role) -> int:
    """An admin of the nearest unit that has any; of the city's own, a colleague who was named."""
    if home.above is None:
        return person + 1 if person == home.leader else home.leader
    at: Host = home.above if role is Role.ADMIN else home
    while at.level > BRANCH and at.above:
        at = at.above
    return at.leader
