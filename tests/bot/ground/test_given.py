"""What is set, and where; and what somebody meant to set."""

from pathlib import Path

import pytest

from bot.ground.given import nobodys, origins, read_by_others
from bot.ground.settings import Settings, load, variable

AROUND = """
    PATH HOME USER LOGNAME SHELL LANG LANGUAGE LC_ALL TZ TERM PWD OLDPWD HOSTNAME HOST PORT MAIL EDITOR DISPLAY
    HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY PYTHONPATH PYTHONUNBUFFERED VIRTUAL_ENV INVOCATION_ID JOURNAL_STREAM
    STATE_DIRECTORY LOGS_DIRECTORY RUNTIME_DIRECTORY NOTIFY_SOCKET WATCHDOG_USEC SYSTEMD_EXEC_PID LISTEN_FDS PGHOST
    PGPASSWORD PGDATABASE POSTGRES_USER POSTGRES_PASSWORD POSTGRES_DB DOMAIN KUBERNETES_SERVICE_HOST CI DEBIAN_FRONTEND
    SSL_CERT_FILE SSH_CLIENT SUDO_USER XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS
"""
"""What is set on machines besides, and is for others."""


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (*map(variable, Settings.model_fields), "CREDENTIALS_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)


def test_nothing_is_found_anywhere() -> None:
    assert origins() == {}
    assert list(nobodys()) == []


def test_it_is_known_where_each_was_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "telegram_bot_token").write_text("123456:word", encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    Path(".env").write_text("HTTP_PORT=1\nadmin_ids=2\nLOG_LEVEL=\nUNKNOWN=1\n", encoding="utf-8")
    monkeypatch.setenv("HTTP_PORT", "3")
    assert origins() == {
        "TELEGRAM_BOT_TOKEN_FILE": "systemd's credentials",
        "ADMIN_IDS": str(tmp_path / ".env"),
        "HTTP_PORT": "the environment",
    }


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ADMIN_ID", "ADMIN_IDS"),
        ("DATABASE_URI", "DATABASE_URL"),
        ("TELEGRAM_TOKEN", "TELEGRAM_BOT_TOKEN"),
        ("ORGANIZATION", "ORGANISATION"),
        ("TIME_ZONE", "TIMEZONE"),
        ("SENTRY_DNS", "SENTRY_DSN"),
        ("BACKUP_KEPT", "BACKUPS_KEPT"),
        ("TELEGRAM_BOT_TOKEN_FILES", "TELEGRAM_BOT_TOKEN_FILE"),
    ],
)
def test_what_was_meant_is_named(monkeypatch: pytest.MonkeyPatch, name: str, meant: str) -> None:
    monkeypatch.setenv(name, "1")
    assert list(nobodys()) == [f"{name} is not a setting; did you mean {meant}?"]
    monkeypatch.delenv(name)
    Path(".env").write_text(f"{name}=1\n", encoding="utf-8")
    assert list(nobodys()) == [f"{name} in .env is not a setting; did you mean {meant}?"]


def test_in_the_file_any_name_is_named_that_is_none() -> None:
    Path(".env").write_text("COLOUR=red\nHTTP_PORT=1\nPOSTGRES_PASSWORD=x\nDOMAIN=y\n", encoding="utf-8")
    assert list(nobodys()) == ["COLOUR in .env is not a setting"]


@pytest.mark.parametrize("name", AROUND.split())
def test_what_is_for_others_is_left_alone(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "1")
    assert list(nobodys()) == []


@pytest.mark.parametrize("name", [".env", "token"])
def test_a_file_that_others_can_read_is_pointed_out(name: str) -> None:
    Path("token").write_text("123456:very-secret-word", encoding="utf-8")
    Path("token").chmod(0o600)
    Path(".env").write_text("TELEGRAM_BOT_TOKEN_FILE=token\n", encoding="utf-8")
    Path(".env").chmod(0o600)
    assert list(read_by_others(load())) == []
    Path(name).chmod(0o644)
    assert list(read_by_others(load())) == [f"{name} can be read by others on this machine: chmod 600 {name}"]
