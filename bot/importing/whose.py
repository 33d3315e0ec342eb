"""The unit whose list a file is."""

import re
from typing import Final

from bot.ground.errors import CommandError
from storage.engine.database import Reader
from storage.rows.tree import UNIT, unit_in
from volunteering.rules.ground.folding import folded
from volunteering.rules.tree import Unit

_APART: Final = re.compile(r"\s*[>＞›/]\s*")


async def unit_called(reader: Reader, said: str | None) -> Unit:
    """The unit with that name, or whose way down the tree it is (`Jiaojiang > Haimen`); the top for None.

    Raises CommandError where there is none, or several.
    """
    units = [unit_in(row) for row in await reader.all(f"SELECT {UNIT} FROM units u ORDER BY u.path")]
    if not units:
        raise CommandError("There is no city here yet: start Yigong once, or python -m bot migrate")
    if said is None:
        return units[0]
    names = {unit.id: folded(unit.name) for unit in units}
    sought = [folded(part) for part in _APART.split(said) if part]
    found = [unit for unit in units if [names[number] for number in unit.ids][-len(sought) :] == sought]
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError(f"There is no team called {said!r}: it has to be there before a list is imported into it")
    spelt = {unit.id: unit.name for unit in units}
    ways = "; ".join(" > ".join(spelt[number] for number in unit.ids[1:]) for unit in found[:5])
    raise CommandError(f"Several teams are called {said!r}. Say which: {ways}")
