"""A process apart for a list: what the log says where it goes wrong, and what the running bot has nothing of."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.ground.errors import CommandError
from bot.ground.settings import Settings
from bot.importing import standing_by
from tests.support.town import ROOT


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


def test_the_running_bot_loads_nothing_of_what_reading_a_list_takes() -> None:
    asked = "import sys, bot.serving.application; print(*sorted({'openpyxl', 'phonenumbers'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout == "\n", "it would have 20 MB more for as long as it runs"
