"""Numbers in exams that were given since a backup that is put back over the database that knows them.

They stand on papers in people's hands: nobody has another one, and nobody else has theirs (decision 63).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, inspect, text

Columns = dict[str, Any]
"""A row, by column, with when its exam was announced."""

_LEVELS: Final = """
    SELECT l.id AS level_id, l.last_number, e.id AS exam_id, e.at AS announced_at, e.digits
    FROM exam_levels l JOIN exams e ON e.id = l.exam_id WHERE l.last_number IS NOT NULL ORDER BY l.id
"""

_NUMBERS: Final = """
    SELECT g.exam_id, e.at AS announced_at, g.level_id, g.person_id, p.registered_at, g.admission
    FROM exam_entries g JOIN exams e ON e.id = g.exam_id JOIN people p ON p.id = g.person_id
    WHERE g.admission IS NOT NULL ORDER BY g.id
"""

_THIS_EXAM: Final = "SELECT x.id FROM exams x WHERE x.id = :exam_id AND x.at = :announced_at"

_WITH_DIGITS: Final = f"UPDATE exams SET digits = :digits WHERE id = ({_THIS_EXAM})"

_GO_ON: Final = f"""
    UPDATE exam_levels SET last_number = :last_number
    WHERE id = :level_id AND COALESCE(last_number, 0) < :last_number
        AND exam_id = ({_THIS_EXAM})
"""

_THEIRS: Final = f"""
    UPDATE exam_entries SET admission = :admission
    WHERE level_id = :level_id AND person_id = :person_id AND admission IS NULL
        AND exam_id = ({_THIS_EXAM})
        AND EXISTS (SELECT 1 FROM people p WHERE p.id = :person_id AND p.registered_at = :registered_at)
"""


@dataclass(frozen=True, slots=True)
class NumberedThere:
    """What was given in a database that is about to be replaced."""

    levels: Sequence[Columns] = ()
    numbers: Sequence[Columns] = ()


def numbered_in(connection: Connection) -> NumberedThere:
    """The numbers in a database that is about to be replaced, if it has exams at all."""
    if not inspect(connection).has_table("exam_levels"):
        return NumberedThere()
    levels, numbers = ([dict(row) for row in connection.execute(text(sql)).mappings()] for sql in (_LEVELS, _NUMBERS))
    return NumberedThere(levels, numbers)


def number_again(connection: Connection, numbered: NumberedThere) -> None:
    """Give them to those again whom an earlier backup has in the same level; whoever comes later has others."""
    for sql, lines in ((_WITH_DIGITS, numbered.levels), (_GO_ON, numbered.levels), (_THEIRS, numbered.numbers)):
        if lines:
            connection.execute(text(sql), list(lines))
