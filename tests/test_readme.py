"""What the README says of the settings is what the settings are."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic.fields import FieldInfo

from bot.ground.settings import Settings, variable

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def _row(name: str, field: FieldInfo) -> str:
    return f"| `{variable(name)}` | {_default(field.default)} | {field.description} |"


def _default(value: object) -> str:
    if value is None or value == ():
        return "–"
    if isinstance(value, tuple):
        return f"`{','.join(map(str, value))}`"
    return f"`{value.key if isinstance(value, ZoneInfo) else value}`"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_readme_has_every_setting(name: str) -> None:
    row = _row(name, Settings.model_fields[name])
    assert row in README, f"README.md should have this row in its table of settings:\n{row}"
