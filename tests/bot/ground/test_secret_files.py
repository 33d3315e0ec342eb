"""Secrets may stand in files of their own; what is wrong with one is told without a word of what stands there."""

from pathlib import Path

import pytest

from bot.ground.secret_files import IN_FILES
from bot.ground.settings import Settings, SettingsError, load, variable

SECRETS = {
    "telegram_bot_token": "123456:very-secret-word",
    "database_url": "postgresql://me:very-secret-password@db/yigong",
    "webhook_secret": "very-secret-hook",
    "sentry_dsn": "https://very-secret-key@sentry.example/1",
}


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (*map(variable, Settings.model_fields), "CREDENTIALS_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)


def shown(settings: Settings, name: str) -> str:
    """The secret itself."""
    value = getattr(settings, name)
    return value if isinstance(value, str) else str(value.get_secret_value())


def test_every_secret_may_stand_in_a_file() -> None:
    assert SECRETS.keys() == set(IN_FILES)
    assert {name for name, field in Settings.model_fields.items() if "Secret" in str(field.annotation)} <= set(IN_FILES)


@pytest.mark.parametrize("name", IN_FILES)
@pytest.mark.parametrize("ending", ["", "\n", "  \n\n"])
def test_a_secret_in_a_file_is_as_good_as_one_in_the_environment(
    monkeypatch: pytest.MonkeyPatch, name: str, ending: str
) -> None:
    Path("secret").write_text(SECRETS[name] + ending, encoding="utf-8")
    monkeypatch.setenv(f"{variable(name)}_FILE", "secret")
    settings = load()
    assert shown(settings, name) == SECRETS[name]
    assert any("very-secret" in secret for secret in settings.secrets), "it would be in the log"
    assert "very-secret" not in f"{settings} {settings!r}"


@pytest.mark.parametrize("name", IN_FILES)
def test_a_secret_may_be_systemd_s_credential(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    (tmp_path / "credentials").mkdir()
    (tmp_path / "credentials" / name).write_text(SECRETS[name], encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "credentials"))
    assert shown(load(), name) == SECRETS[name]


@pytest.mark.parametrize("name", IN_FILES)
@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "secret can't be read: No such file or directory"),
        (b"", "secret is empty"),
        (b" \n\n", "secret is empty"),
        (b"very-secret\nvery-secret\n", "secret has more than one line"),
        (b"very-secret" * 1000, "secret has more than one line"),
        (b"very-secret\xff\xfe", "secret is not a UTF-8 text file"),
    ],
)
def test_what_is_no_secret_is_one_line_without_it(
    monkeypatch: pytest.MonkeyPatch, name: str, content: bytes | None, complaint: str
) -> None:
    if content is not None:
        Path("secret").write_bytes(content)
    monkeypatch.setenv(f"{variable(name)}_FILE", "secret")
    monkeypatch.setenv("WEBHOOK_URL", "https://volunteers.example/telegram")
    if name != "webhook_secret":
        monkeypatch.setenv("WEBHOOK_SECRET", "a-long-word")
    with pytest.raises(SettingsError) as caught:
        load()
    told = str(caught.value)
    assert told.startswith(f"{variable(name)}_FILE: {complaint}")
    assert "\n" not in told
    assert "very-secret" not in told
    assert caught.value.__cause__ is None


def test_the_mark_that_windows_puts_before_a_text_is_none_of_it(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("123456:word\r\n", encoding="utf-8-sig")
    (tmp_path / ".env").write_text(
        f"TELEGRAM_BOT_TOKEN_FILE={tmp_path}/token\r\nORGANISATION=Taizhou\r\n", encoding="utf-8-sig"
    )
    token = load(tmp_path / ".env").telegram_bot_token
    assert token is not None
    assert token.get_secret_value() == "123456:word"


def test_a_folder_is_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN_FILE", str(tmp_path))
    with pytest.raises(SettingsError, match="can't be read: Is a directory"):
        load()


@pytest.mark.parametrize("name", IN_FILES)
def test_what_is_wrong_in_it_is_told_as_of_the_setting_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    Path("secret").write_text("very secret!", encoding="utf-8")
    monkeypatch.setenv(f"{variable(name)}_FILE", "secret")
    with pytest.raises(SettingsError) as caught:
        load()
    assert str(caught.value).startswith(f"{variable(name)}: ")
    assert "very secret" not in str(caught.value)


@pytest.mark.parametrize("name", IN_FILES)
def test_given_twice_it_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    Path("secret").write_text(SECRETS[name], encoding="utf-8")
    monkeypatch.setenv(f"{variable(name)}_FILE", "secret")
    monkeypatch.setenv(variable(name), SECRETS[name])
    with pytest.raises(SettingsError) as caught:
        load()
    told = str(caught.value)
    assert told.startswith(f"{variable(name)}: is given twice, by itself and by {variable(name)}_FILE")
    assert "very-secret" not in told


@pytest.mark.parametrize("name", IN_FILES)
def test_the_environment_s_comes_before_the_file_s_and_that_before_systemd_s(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """By either name: the nightly backup's process is told its database in its environment."""
    (tmp_path / name).write_text("of systemd", encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    Path("secret").write_text(SECRETS[name], encoding="utf-8")
    Path(".env").write_text(f"{variable(name)}_FILE=secret\n", encoding="utf-8")
    assert shown(load(), name) == SECRETS[name]
    Path("secret").write_text("of the file", encoding="utf-8")
    monkeypatch.setenv(variable(name), SECRETS[name])
    assert shown(load(), name) == SECRETS[name]


def test_credentials_that_can_t_be_looked_at_are_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "gone"))
    with pytest.raises(SettingsError, match="gone can't be read: No such file"):
        load()
