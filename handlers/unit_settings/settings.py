"""What a unit decides for itself and everything below it."""

from typing import Final

from handlers.buttons.unit_settings import ChangeSetting, ShowSettings, TurnSetting
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.showing.parts import saved
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import gone, if_mine, refused, unit_of_mine
from handlers.unit_settings import screens
from handlers.unit_settings.fairness.questions import FAIR_ROWS
from handlers.unit_settings.questions import ROWS, SettingForm, SettingRow
from storage.process.drafts import Draft
from storage.views.unit_settings import SettingsOfUnit, settings_of
from volunteering.actions.unit_settings import put_setting
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.unit_settings import OFF, ON, UnitSetting

routes = Routes()

_ROWS: Final = {row.setting: row for row in (*ROWS, *FAIR_ROWS)}
_SETTING_OF: Final = {row.form: row.setting for row in ROWS if row.form}


@routes.button(ShowSettings, role=Role.ADMIN)
async def show_settings(tap: Tap, button: ShowSettings) -> Answer:
    """What holds in a unit, and from where."""
    found = if_mine(tap, await settings_of(tap.read, button.unit))
    lines = [_line(tap, found, row) for row in ROWS]
    return Answer(screens.settings(tap.words, found.unit, lines, said=tap.said), tap.said or "", at=button)


def _line(tap: Tap, found: SettingsOfUnit, row: SettingRow) -> screens.SettingLine:
    decided = found.holds.get(row.setting)
    value = decided.value if decided else None
    turns = None if row.form else value != ON
    to = (
        ChangeSetting(unit=found.unit.id, setting=row.setting)
        if turns is None
        else TurnSetting(unit=found.unit.id, setting=row.setting, on=turns)
    )
    says = row.says(tap.words, value, tap.policy)
    return screens.SettingLine(row.title, says, decided.unit if decided else None, to, turns)


@routes.button(ChangeSetting, writes=True, role=Role.ADMIN)
async def change(tap: Tap, button: ChangeSetting) -> Answer | GoTo:
    """The question for the unit's own value."""
    unit = await unit_of_mine(tap, button.unit)
    row = _ROWS.get(button.setting)
    if row is None or row.form is None:
        return gone(tap)
    return await engine.begin_form(tap, row.form, about={"unit": unit.id})


@ends(*_SETTING_OF)
async def keep(tap: Tap, form: SettingForm, draft: Draft) -> Answer | GoTo:
    """The unit has it so."""
    return await _put(tap, draft.number("unit"), _SETTING_OF[type(form)], form.value)


@routes.button(TurnSetting, writes=True, role=Role.ADMIN)
async def turn(tap: Tap, button: TurnSetting) -> Answer | GoTo:
    """On or off; where that is as above, the unit has none of its own."""
    found = if_mine(tap, await settings_of(tap.read, button.unit))
    row = _ROWS.get(button.setting)
    if row is None or row.form is not None:
        return gone(tap)
    above = found.above.get(button.setting)
    is_as_above = button.on is (above is not None and above.value == ON)
    value = None if is_as_above else ON if button.on else OFF
    return await _put(tap, found.unit.id, button.setting, value)


async def _put(tap: Tap, unit_id: int, name: UnitSetting, value: str | None) -> Answer | GoTo:
    outcome = await put_setting(tap.records, tap.actor, unit_id, name, value, tap.moment)
    if outcome is None or isinstance(outcome, NotAllowed):
        return refused(tap, outcome)
    return GoTo(ShowSettings(unit=unit_id), said=saved(tap.words))
