"""Rows of what units decide, each for itself and everything below."""

from collections.abc import Mapping

from typing_extensions import override

from storage.engine.database import Transaction
from storage.rows.statements import listed
from volunteering.records.unit_settings import UnitSettings
from volunteering.rules.fairness import FAIR
from volunteering.rules.tree import Unit
from volunteering.rules.unit_settings import UnitSetting


def nearest(name: UnitSetting, unit: str) -> str:
    """SQL for what holds of a setting in a unit of that alias: its own, else that of the nearest above; or NULL."""
    return f"""(
        SELECT set_in.value FROM unit_settings set_in JOIN units decides ON decides.id = set_in.unit_id
        WHERE set_in.name = '{name.value}' AND substr({unit}.path, 1, length(decides.path)) = decides.path
        ORDER BY decides.depth DESC LIMIT 1
    )"""


class UnitSettingRows(UnitSettings):
    __slots__ = ("_tx", "frees")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.frees = False  # whether somebody may have a place now whom what was decided kept from it

    @override
    async def value(self, unit: Unit, name: UnitSetting) -> str | None:
        units, numbers = listed("unit", unit.ids)
        rows = await self._tx.all(
            f"SELECT unit_id, value FROM unit_settings WHERE name = :name AND unit_id IN ({units})",
            name=name,
            **numbers,
        )
        found: dict[int, str] = {row["unit_id"]: row["value"] for row in rows}
        return next((found[number] for number in reversed(unit.ids) if number in found), None)

    @override
    async def own(self, unit_id: int) -> Mapping[UnitSetting, str]:
        rows = await self._tx.all("SELECT name, value FROM unit_settings WHERE unit_id = :unit", unit=unit_id)
        return {UnitSetting(row["name"]): row["value"] for row in rows}

    @override
    def put(self, unit_id: int, name: UnitSetting, value: str | None) -> None:
        self.frees |= name in FAIR
        if value is None:
            self._tx.later("DELETE FROM unit_settings WHERE unit_id = :unit AND name = :name", unit=unit_id, name=name)
            return
        self._tx.later(
            """
            INSERT INTO unit_settings (unit_id, name, value) VALUES (:unit, :name, :value)
            ON CONFLICT (unit_id, name) DO UPDATE SET value = excluded.value
            """,
            unit=unit_id,
            name=name,
            value=value,
        )
