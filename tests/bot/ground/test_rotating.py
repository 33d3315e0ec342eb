"""Secrets as their files have them now: a new password is taken up, and nothing else is."""

from pathlib import Path

import pytest

from bot.ground.addresses import but_for_its_password
from bot.ground.rotating import database_address
from bot.ground.settings import Settings, load, variable

FORMER = "postgresql://me:former@db:5433/yigong?sslmode=require"


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (*map(variable, Settings.model_fields), "CREDENTIALS_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "database").write_text(FORMER, encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL_FILE", "database")
    return tmp_path / "database"


@pytest.mark.parametrize(
    "new",
    [
        "postgresql://me:n%40w@db:5433/yigong?sslmode=require",
        "postgresql://me@db:5433/yigong?sslmode=require&password=new",
        "postgresql://me@db:5433/yigong?password=new&sslmode=require",
    ],
)
def test_a_new_password_is_taken_up(file: Path, new: str) -> None:
    settings = load()
    file.write_text(new, encoding="utf-8")
    assert database_address(settings) == new
    assert but_for_its_password(new) == "postgresql://me@db:5433/yigong?sslmode=require"


@pytest.mark.parametrize(
    "other",
    [
        "postgresql://me:new@db2:5433/yigong?sslmode=require",
        "postgresql://you:new@db:5433/yigong?sslmode=require",
        "postgresql://me:new@db:5433/other?sslmode=require",
        "",
    ],
)
def test_half_of_the_sessions_never_lead_to_another_database(file: Path, other: str) -> None:
    settings = load()
    file.write_text(other, encoding="utf-8")
    assert database_address(settings) == FORMER


def test_a_file_that_is_being_replaced_is_no_trouble(file: Path) -> None:
    settings = load()
    file.unlink()
    assert database_address(settings) == FORMER
