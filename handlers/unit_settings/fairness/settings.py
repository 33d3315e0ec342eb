"""What a unit decides so that its places go round."""

from typing import Final

from handlers.buttons.unit_settings import ChangeSetting, PutSettingBack, ShowFairness
from handlers.forms.endings import ends
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import gone, if_mine, refused
from handlers.unit_settings.fairness import screens
from handlers.unit_settings.fairness.questions import FAIR_ROWS
from handlers.unit_settings.questions import SettingForm
from handlers.unit_settings.screens import SettingLine
from storage.process.drafts import Draft
from storage.views.unit_settings import how_many_have_more_ahead, settings_of
from volunteering.actions.unit_settings import SettingPut, put_setting
from volunteering.rules.fairness import decided_in
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import OFF, UnitSetting

routes = Routes()

_SETTING_OF: Final = {row.form: row.setting for row in FAIR_ROWS if row.form}


@routes.button(ShowFairness, role=Role.ADMIN)
async def show(tap: Tap, button: ShowFairness) -> Answer:
    """What holds in a unit, and from where; with the way back from what was just decided."""
    found = if_mine(tap, await settings_of(tap.read, button.unit))
    lines = []
    for row in FAIR_ROWS:
        decided = found.holds.get(row.setting)
        says = row.says(tap.words, decided.value if decided else None, tap.policy)
        to = ChangeSetting(unit=found.unit.id, setting=row.setting)
        lines.append(SettingLine(row.title, says, decided.unit if decided else None, to, None))
    undo = None
    if button.changed is not None:
        undo = PutSettingBack(unit=found.unit.id, setting=button.changed, value=button.before)
    screen = screens.fairness(tap.words, found.unit, lines, said=tap.said, undo=undo)
    return Answer(screen, tap.said or "", at=ShowFairness(unit=found.unit.id))


@ends(*_SETTING_OF)
async def keep(tap: Tap, form: SettingForm, draft: Draft) -> Answer | GoTo:
    """The unit has it so; who has more keeps it."""
    unit_id, setting = draft.number("unit"), _SETTING_OF[type(form)]
    outcome = await put_setting(tap.records, tap.actor, unit_id, setting, form.value, tap.moment)
    match outcome:
        case SettingPut(before=before):
            there = ShowFairness(unit=unit_id, changed=setting, before=before)
            people = await _have_more(tap, unit_id, setting, form.value)
            return GoTo(there, said=screens.saved_of_many(tap.words, people) if people else screens.saved(tap.words))
        case Unchanged():
            return GoTo(ShowFairness(unit=unit_id), said=screens.saved(tap.words))
        case _:
            return refused(tap, outcome)


async def _have_more(tap: Tap, unit_id: int, setting: UnitSetting, value: str | None) -> int:
    decided = decided_in(value, "") if value and setting is UnitSetting.MOST_AHEAD else None
    return await how_many_have_more_ahead(tap.read, unit_id, decided.number, tap.now) if decided else 0


@routes.button(PutSettingBack, writes=True, role=Role.ADMIN)
async def put_back(tap: Tap, button: PutSettingBack) -> Answer | GoTo:
    """As it was before."""
    is_known = button.value in {None, OFF} or decided_in(button.value or "", "") is not None
    if button.setting not in _SETTING_OF.values() or not is_known:
        return gone(tap)
    outcome = await put_setting(tap.records, tap.actor, button.unit, button.setting, button.value, tap.moment)
    if isinstance(outcome, SettingPut | Unchanged):
        return GoTo(ShowFairness(unit=button.unit), said=screens.put_back(tap.words))
    return refused(tap, outcome)
