"""What the log says of a process that went wrong is where, and nothing that stands in a list."""

from pathlib import Path

import pytest

from bot.ground.errors import CommandError
from bot.ground.settings import Settings
from bot.importing import standing_by


async def test_what_went_wrong_is_said_without_what_stood_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stumbles() -> None:
        raise ValueError("王伟 13900000001 in /home/chen/list.xlsx")

    monkeypatch.setattr(standing_by, "refuse_other_tables", lambda _: stumbles())
    monkeypatch.setattr(standing_by, "_have_an_end", lambda: None)
    settings = Settings(_env_file=None, telegram_bot_token="1:a", database_url=f"sqlite:///{tmp_path / 'city.db'}")
    with pytest.raises(CommandError) as fault:
        await standing_by.see_to_sent(settings, "1:trying@1")
    assert str(fault.value).startswith("ValueError in stumbles, line ")
    assert "王伟" not in str(fault.value)
    assert "chen" not in str(fault.value)
