"""What actions ask of the settings of units."""

from collections.abc import Mapping
from typing import Protocol

from volunteering.rules.tree import Unit
from volunteering.rules.unit_settings import UnitSetting


class UnitSettings(Protocol):
    """What units have decided."""

    __slots__ = ()

    async def value(self, unit: Unit, name: UnitSetting) -> str | None:
        """What holds in a unit: its own, else that of the nearest above that has one; None where none has."""

    async def own(self, unit_id: int) -> Mapping[UnitSetting, str]:
        """What the unit has decided itself."""

    def put(self, unit_id: int, name: UnitSetting, value: str | None) -> None:
        """Let the unit have it so; None: as above, from now on. Written with the commit."""
