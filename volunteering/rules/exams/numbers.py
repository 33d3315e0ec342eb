"""Numbers under which an exam is sat: the level, then an order of arrival; none is given twice, however many come."""

from collections.abc import Collection, Iterator, Sequence

from volunteering.rules.ground.model import Model


def admission_number(level: int, number: int, digits: int) -> int:
    """The level from 1 on, then the number within it: the third of the lowest level is 1003."""
    return int((level + 1) * 10**digits + number)


class LevelToNumber(Model):
    """A level in which some have no number yet."""

    id: int
    level: int  # its rank in the kind
    last: int | None  # the last number that was given in it, whoever has it by now
    waiting: int


class NumberedTogether(Model):
    """So many in a row, the first of whom has the number after that one."""

    level_id: int
    after: int
    people: int


def stretches(levels: Sequence[LevelToNumber], thousands: Collection[int], digits: int) -> Iterator[NumberedTogether]:
    """Which numbers are given next; `thousands` is what those of the exam have in front of the digits so far.

    A level goes on where it was. Where its thousand is full, or belongs to another level since levels changed places,
    it goes on in the first that no level of the exam begins with.
    """
    size = int(10**digits)
    taken = set(thousands)
    next_free = max([*taken, *(one.level + 1 for one in levels)], default=0) + 1
    for one in levels:
        after, waiting = one.last, one.waiting
        if after is None and waiting and one.level + 1 not in taken:
            after = admission_number(one.level, 0, digits)
            taken.add(one.level + 1)
        while waiting:
            if after is None or after % size == size - 1:
                after = next_free * size
                taken.add(next_free)
                next_free += 1
            people = min(waiting, size - 1 - after % size)
            yield NumberedTogether(level_id=one.id, after=after, people=people)
            after, waiting = after + people, waiting - people
