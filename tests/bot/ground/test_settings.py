"""Settings are read once, checked all together, and a mistake is told in one line that helps."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.ground.settings import Settings, SettingsError, load, variable
from volunteering.rules.ground.policy import Band, Policy, Quiet

TOKEN = "123456:very-secret-word"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (*map(variable, Settings.model_fields), "CREDENTIALS_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)


def test_nothing_set_is_a_playground_in_a_file() -> None:
    settings = load()
    assert settings.telegram_bot_token is None
    assert settings.database_url == "sqlite:///yigong.db"
    assert settings.timezone == ZoneInfo("Asia/Shanghai")
    assert settings.policy == Policy(holidays="CN")


def test_the_environment_comes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(
        "ORGANISATION=台州义工\nHTTP_PORT=9000\nLOG_LEVEL=\nUNKNOWN=1\nNO_SHOW_LIMIT=4\n", encoding="utf-8"
    )
    monkeypatch.setenv("HTTP_PORT", "9001")
    settings = load()
    assert (settings.organisation, settings.http_port, settings.log_level) == ("台州义工", 9001, "info")
    assert settings.policy.no_shows == 4


YOUNGEST = Band(age=13, hours=2, first=8, until=18)


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("ADMIN_IDS", "5, 6,", "admin_ids", (5, 6)),
        ("ADMIN_IDS", "", "admin_ids", ()),
        ("REMINDER_HOURS", "2,48", "reminders_hours", (48, 2)),
        ("STAR_HOURS", "10,20", "stars", (10, 20)),
        ("LATE_HOURS", "0", "late_hours", 0),
        ("QUIET_HOURS", "23 - 7", "quiet_hours", Quiet(first=23, until=7)),
        (
            "AGE_BANDS",
            "16:8:6-22, 13:2:8-18",
            "age_bands",
            (Band(age=13, hours=2, first=8, until=18), Policy().age_bands[1]),
        ),
        ("LOG_FORMAT", "JSON", "log_format", "json"),
        ("TIMEZONE", "Europe/Berlin", "timezone", ZoneInfo("Europe/Berlin")),
        ("TELEGRAM_API_URL", "http://127.0.0.1:8081/", "telegram_api_url", "http://127.0.0.1:8081"),
        ("DATABASE_URL", "postgresql://u:p@db/yigong", "database_url", "postgresql://u:p@db/yigong"),
        ("PUBLIC_URL", "https://help.example.org/yigong/", "public_url", "https://help.example.org/yigong"),
        ("PUBLIC_URL", "", "public_url", None),
        ("CLOCK_URL", "", "clock_url", None),
        ("BACKUP_DIR", "/var/backups", "backup_dir", Path("/var/backups")),
    ],
)
def test_a_setting_is_understood(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, field: str, value: object
) -> None:
    monkeypatch.setenv(name, text)
    assert getattr(load(), field) == value


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("TELEGRAM_BOT_TOKEN", "nonsense", "is not a bot token"),
        ("PUBLIC_URL", "help.example.org", "must be"),
        ("PUBLIC_URL", "https://help.example.org/?a=b", "without ? and #"),
        ("TELEGRAM_API_URL", "api.telegram.org", "must be a web address"),
        ("TELEGRAM_API_URL", "http://[", "must be a web address"),
        ("PUBLIC_URL", "https://help.example.org /here", "must be a web address"),
        ("DATABASE_URL", "mysql://me:very-secret@db/x", "must begin with sqlite:/// or postgresql://"),
        ("ADMIN_IDS", "5,anna", "must be a whole number"),
        ("ADMIN_IDS", "-5", "must be at least 1"),
        ("ADMIN_IDS", "99999999999999999999", "must be at most 4503599627370495"),
        ("FLOOD_LIMIT", "99999999999999999999", "must be at most 10000"),
        ("ORGANISATION", "\u3164\u2800", "must have something in it that can be seen"),
        ("ORGANISATION", "\U0001f600" * 51, "must be at most 100 characters long"),
        ("TIMEZONE", "Asia/Shanghi", "there is no such time zone"),
        ("TIMEZONE", "../../etc/passwd", "there is no such time zone"),
        ("TIMEZONE", "Asia", "there is no such time zone"),
        ("DEFAULT_LANGUAGE", "fr", "must be one of 'en', 'zh_Hans' or 'zh_Hant'"),
        ("HTTP_PORT", "99999", "must be at most 65535"),
        ("LOG_LEVEL", "loud", "must be one of"),
        ("WEBHOOK_SECRET", "a b", "must be 8 to 256 letters"),
        ("NO_SHOW_LIMIT", "0", "must be at least 1"),
        ("QUIET_HOURS", "22", "must be two hours of the day"),
        ("QUIET_HOURS", "22-24", "must be at most 23"),
        ("REMINDER_HOURS", "24,2h", "must be a whole number"),
        ("REMINDER_HOURS", "1,2,3,4,5,6", "must be at most 5 numbers"),
        ("STAR_HOURS", "300,100", "each star needs more hours"),
        ("ORGANISATION", "x" * 101, "must be at most 100 characters"),
    ],
)
def test_a_mistake_is_one_line_with_an_example(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, complaint: str
) -> None:
    monkeypatch.setenv(name, text)
    with pytest.raises(SettingsError) as caught:
        load()
    line = str(caught.value)
    assert "\n" not in line
    assert line.startswith(f"{name}: ")
    assert complaint in line
    assert f"(for example {name}=" in line
    assert "secret@" not in line
    assert caught.value.__cause__ is None


def test_all_mistakes_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PORT", "ADMIN_IDS", "LATE_HOURS"):
        monkeypatch.setenv(name, "many")
    with pytest.raises(SettingsError) as caught:
        load()
    assert {line.split(":")[0] for line in str(caught.value).splitlines()} == {"HTTP_PORT", "ADMIN_IDS", "LATE_HOURS"}


def test_a_webhook_needs_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://volunteers.example/telegram")
    with pytest.raises(SettingsError, match="WEBHOOK_SECRET: is needed together with WEBHOOK_URL"):
        load()


def test_secrets_are_known_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("WEBHOOK_SECRET", "very-secret-hook")
    monkeypatch.setenv("SENTRY_DSN", "https://very-secret-key@sentry.example/1")
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:very-secret-password@db/yigong")
    settings = load()
    assert len(settings.secrets) == 4
    assert all("very-secret" in secret for secret in settings.secrets)
    assert "very-secret" not in f"{settings} {settings!r}"


@pytest.mark.parametrize(
    "address",
    ["postgresql://me:p%40ss+word%20@db/yigong", "postgresql://me@db/yigong?sslmode=require&password=p%40ss%2Bword+"],
)
def test_the_database_s_password_is_known_wherever_it_stands(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    assert "p@ss+word " in load().secrets
    assert any(secret in address for secret in load().secrets), "as it is written there, too"


def test_a_file_that_is_no_text_is_told() -> None:
    Path(".env").write_bytes(b"ORGANISATION=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"\.env: is not a UTF-8 text file"):
        load()


def test_every_setting_has_a_description_and_a_valid_example(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.examples, name
        if name.removesuffix("_file") == name:  # a secret is given once, and these files are somebody else's
            monkeypatch.setenv(variable(name), str(field.examples[0]))
    assert load().policy == Policy(holidays="CN")


def test_a_map_of_columns_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "columns.json"
    monkeypatch.setenv("SERVICE_COLUMNS_FILE", str(file))
    for written, fault in (
        (None, "can't be read: No such file"),
        (b"\xff\xfe", "is not in UTF-8"),
        (b"{", "is no JSON"),
        (b'{"people.nam": "x"}', "people.nam: there is no such column"),
    ):
        if written is not None:
            file.write_bytes(written)
        with pytest.raises(SettingsError, match=re.escape(fault)):
            load()
    file.write_text('{"people.name": "姓名"}', encoding="utf-8")
    assert load().record_heads.of_column("people", "name") == "姓名"
    monkeypatch.delenv("SERVICE_COLUMNS_FILE")
    assert load().record_heads.said == {}
