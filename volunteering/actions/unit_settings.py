"""What a unit decides for itself and everything below it (docs/rules.md: Settings of a unit)."""

from volunteering.records import Records
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Actor


class SettingPut(Model):
    """The unit has it so; what it had of its own before."""

    unit: Unit
    before: str | None


async def put_setting(
    records: Records, actor: Actor, unit_id: int, name: UnitSetting, value: str | None, moment: Moment
) -> SettingPut | Unchanged | NotAllowed | None:
    """Let a unit have a setting so; with None it is as above again. None: no such unit.

    The value is as the rule that goes by it reads it: whoever asks for it has checked it.
    """
    unit = await records.units.get(unit_id)
    if unit is None:
        return None
    if not actor.rights.administers(unit):
        return NotAllowed()
    before = (await records.unit_settings.own(unit.id)).get(name)
    if before == value:
        return Unchanged()
    records.unit_settings.put(unit.id, name, value)
    records.journal.note(
        Did.SETTING_CHANGED, by_id=actor.id, at=moment.now, unit_id=unit.id, setting=name, value=value, before=before
    )
    return SettingPut(unit=unit, before=before)
