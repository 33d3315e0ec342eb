"""Who is in charge of an activity, as conditions: its leader, or where that one can't, the nearest leaders there are.

They say what `in_charge` (volunteering/actions/telling/telling.py) says of one activity; a test holds them together.
"""

from typing import Final

from storage.rows.statements import below
from storage.rows.volunteers import answering, leads

IS_LED: Final = f"""EXISTS (
    SELECT 1 FROM people l WHERE l.id = a.leader_id AND {answering("l")} AND {leads("l.id", "u")}
)"""
"""Of an activity `a` of a unit `u`: its leader is here, within reach, and leads there."""

STANDS_IN: Final = f"""
    {below("u", "x")} AND NOT EXISTS (
        SELECT 1 FROM units y JOIN roles n ON n.unit_id = y.id JOIN people q ON q.id = n.person_id
        WHERE y.depth > x.depth AND {below("u", "y")} AND {answering("q")}
    )
"""
"""Whoever has a role in a unit `x` is one of the nearest leaders of a unit `u`, once they answer."""

IS_IN_CHARGE: Final = f"""(
    a.leader_id = :person OR NOT {IS_LED} AND EXISTS (
        SELECT 1 FROM roles o JOIN units x ON x.id = o.unit_id WHERE o.person_id = :person AND {STANDS_IN}
    )
)"""
"""Of an activity `a` of a unit `u`: it is somebody's, who answers, or they stand in for its leader."""
