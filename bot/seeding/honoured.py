"""What the synthetic city's branches have honoured people for, and a few certificates of service that some have got."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from random import Random
from typing import Final

from bot.seeding.city import BRANCH, Host, InventedCity
from storage.keeping.seeding_thanks import GivenHonourLine
from storage.rows import Rows
from volunteering.actions.certificates import issue
from volunteering.rules.certificates import CertifiedDays
from volunteering.rules.ground.moment import Moment

HONOURS: Final = 6
"""Of each branch, every year."""

CERTIFIED: Final = 8

_NAMES: Final = ("优秀志愿者", "最美志愿者", "志愿服务之星")
_NOTES: Final = ("", "全年坚持到岗，服务认真负责", "在困难的时候总能站出来")


def honours(city: InventedCity, last: int, keenest: Sequence[int]) -> Iterator[GivenHonourLine]:
    """Given on the international day of volunteers to those who came most often."""
    random = Random(f"whom branches honour in {last}")  # noqa: S311  invented figures
    day = date(last, 12, 5)
    at = int(datetime.combine(day, time(10), tzinfo=city.zone).timestamp())
    by_branch: dict[int, list[int]] = {}
    for person in keenest:
        branch = _branch_of(city.homes[person])
        if branch is not None and branch.leader != person:
            by_branch.setdefault(branch.unit.id, []).append(person)
    numbers = iter(range(1, 10**6))
    for branch in city.hosts[BRANCH]:
        for person in by_branch.get(branch.unit.id, ())[:HONOURS]:
            yield GivenHonourLine(
                next(numbers), person, random.choice(_NAMES), day.isoformat(), branch.unit.id, branch.unit.name,
                random.choice(_NOTES), branch.leader, at,
            )  # fmt: skip


def _branch_of(home: Host) -> Host | None:
    at: Host | None = home
    while at and at.level > BRANCH:
        at = at.above
    return at if at and at.level == BRANCH else None


async def certify(rows: Rows, keenest: Sequence[int], organisation: str, last: int, moment: Moment) -> None:
    """Some of them have got one of the year: signed, so that it can be checked."""
    days = CertifiedDays(first=date(last, 1, 1), last=date(last, 12, 31))
    for number in keenest[:CERTIFIED]:
        person = await rows.people.get(number)
        if person is not None:
            await issue(rows, person, days, organisation, moment)
