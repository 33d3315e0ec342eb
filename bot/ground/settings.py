"""The settings: read from the environment, `.env` or files of secrets, all checked at the start, a line per mistake."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AliasGenerator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict
from typing_extensions import override

from bot.ground.addresses import check_reporting_address, check_web_address, names_servers, passwords, root_in
from bot.ground.countries import country_of, known_country
from bot.ground.mistakes import what_is_wrong
from bot.ground.record_heads import HeadsFile, heads_in
from bot.ground.secret_files import IN_FILES, credentials, first_said, given_twice, secret_in
from bot.ground.tokens import is_token
from storage.keeping.sealing import KEY, PublicKey
from volunteering.rules.ground.policy import Policy
from volunteering.rules.ground.texts import Title
from volunteering.rules.service_records import OUR_HEADS, RecordHeads

# Where the variable isn't simply the field's name in capitals.
_VARIABLES = {"no_shows": "NO_SHOW_LIMIT", "reminders_hours": "REMINDER_HOURS", "stars": "STAR_HOURS"}
_LISTS = ("admin_ids", "reminders_hours", "stars", "age_bands")

ENV_FILE = Path(".env")  # in the working folder

TelegramId = Annotated[int, Field(ge=1, le=2**52 - 1)]  # as Telegram promises


def variable(name: str) -> str:
    """Name the environment variable of a field."""
    return _VARIABLES.get(name, name.upper())


class SettingsError(Exception):
    """The settings can't be used; the text has one line per mistake and no secret in it."""


class Settings(BaseSettings, Policy):
    """Everything that can be set; an empty string counts as not set."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,
        env_file_encoding="utf-8-sig",
        enable_decoding=False,
        alias_generator=AliasGenerator(validation_alias=variable),
        validate_by_name=True,
        hide_input_in_errors=True,
    )

    telegram_bot_token_file: Path | None = Field(
        None, description="a file with the token, instead of the token itself", examples=["/etc/yigong/token"]
    )
    telegram_bot_token: SecretStr | None = Field(
        None,
        validate_default=True,
        description="the bot's token from BotFather; without it the playground opens",
        examples=["123456:ABC-def"],
    )
    telegram_api_url: str = Field(
        "https://api.telegram.org",
        description="root of the Bot API, without /bot",
        examples=["https://api.telegram.org"],
    )
    database_url_file: Path | None = Field(
        None,
        description="a file with the database's address, instead of the address itself",
        examples=["/etc/yigong/database"],
    )
    database_url: str = Field(
        "sqlite:///yigong.db",
        validate_default=True,
        repr=False,
        description="where everything is kept",
        examples=["sqlite:///yigong.db", "postgresql://yigong@db/yigong"],
    )
    admin_ids: tuple[TelegramId, ...] = Field(
        (), description="Telegram ids of the top unit's admins", examples=["123456789,987654321"]
    )
    organisation: Title = Field("Yigong", description="name of the top unit", examples=["Taizhou Volunteers"])
    timezone: ZoneInfo = Field(
        ZoneInfo("Asia/Shanghai"), description="the zone of rules and months (IANA name)", examples=["Asia/Shanghai"]
    )
    country: str = Field(
        "CN",
        pattern="^[A-Z]{2}$",
        description="the country (two letters) whose phone numbers are written without it in lists that are imported",
        examples=["CN"],
    )
    default_language: Literal["en", "zh_Hans", "zh_Hant"] = Field(
        "zh_Hans", description="the language for those who chose none", examples=["zh_Hans"]
    )
    webhook_url: str | None = Field(
        None,
        description="public address that Telegram posts to; without it Telegram is polled",
        examples=["https://volunteers.example.org/telegram"],
    )
    webhook_secret_file: Path | None = Field(
        None,
        description="a file with the webhook's secret, instead of the secret itself",
        examples=["/etc/yigong/webhook"],
    )
    webhook_secret: SecretStr | None = Field(
        None,
        validate_default=True,
        description="what Telegram shows with each post",
        examples=["a-long-random-word_1"],
    )
    public_url: str | None = Field(
        None,
        description="root of pages, to check certificates on and for calendars to read",
        examples=["https://help.example.org"],
    )
    goodbye_seconds: int = Field(
        0,
        ge=0,
        le=30,
        description="how long a replica that is told to stop goes on serving while /readyz says 503, for a proxy that "
        "has to see it before",
        examples=["5"],
    )
    http_host: str = Field(
        "127.0.0.1", description="address of the webhook, the health pages and the playground", examples=["127.0.0.1"]
    )
    http_port: int = Field(8080, ge=0, le=65535, description="its port; 0 takes a free one", examples=["8080"])
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="the least serious line that is logged", examples=["info"]
    )
    log_format: Literal["text", "json"] = Field("text", description="for people or for machines", examples=["text"])
    sentry_dsn_file: Path | None = Field(
        None, description="a file with Sentry's address, instead of the address itself", examples=["/etc/yigong/sentry"]
    )
    sentry_dsn: SecretStr | None = Field(
        None,
        validate_default=True,
        description="where faults are reported",
        examples=["https://key@sentry.example.org/1"],
    )
    clock_url: str | None = Field(
        None,
        description="for trying and testing only: a playground's clock to follow",
        examples=["http://127.0.0.1:8080/playground/clock"],
    )
    backup_dir: Path = Field(Path("backups"), description="where the nightly backups go", examples=["backups"])
    backups_kept: int = Field(7, ge=1, le=1000, description="how many nightly backups are kept", examples=["7"])
    backup_key: PublicKey | None = Field(
        None, description="an age public key that backups are encrypted for; without one they aren't", examples=[KEY]
    )
    service_columns_file: HeadsFile | None = Field(
        None, description="a file that names the columns of service records", examples=["/etc/yigong/columns.json"]
    )
    flood_limit: int = Field(
        30, ge=0, le=10_000, description="updates one person may send in ten seconds; 0 is no limit", examples=["30"]
    )

    @property
    def policy(self) -> Policy:
        """The numbers of the rules, without the rest."""
        said = {name: getattr(self, name) for name in Policy.model_fields}
        return Policy(**{**said, "holidays": self.holidays or country_of(self.timezone)})

    @property
    def record_heads(self) -> RecordHeads:
        """What the columns of service records are called."""
        return heads_in(self.service_columns_file) if self.service_columns_file else OUR_HEADS

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown: the token, the webhook's secret, Sentry's address, the database's password."""
        given = (self.telegram_bot_token, self.webhook_secret, self.sentry_dsn)
        texts = [secret.get_secret_value() for secret in given if secret is not None]
        return (*texts, *passwords(self.database_url))

    @override
    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is said where, the first to be heeded first."""
        sources = (init_settings(), env_settings(), dotenv_settings(), credentials())
        return (InitSettingsSource(settings_cls, first_said(*sources)),)

    @field_validator(*(f"{name}_file" for name in IN_FILES))
    @classmethod
    def _has_a_secret(cls, value: Path | None) -> Path | None:
        if value is not None:
            secret_in(value)
        return value

    @field_validator(*IN_FILES, mode="before")
    @classmethod
    def _in_its_file(cls, value: Any, info: ValidationInfo) -> Any:
        name = str(info.field_name)
        file = info.data.get(f"{name}_file")
        if file is None:
            return value
        if value != cls.model_fields[name].default:
            raise ValueError(given_twice(variable(name)))
        return secret_in(file)

    @field_validator(*_LISTS, mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("timezone", mode="before")
    @classmethod
    def _zone(cls, value: object) -> object:
        try:
            return ZoneInfo(value) if isinstance(value, str) else value
        except (KeyError, ValueError, OSError):  # a folder of the zone database is an OSError
            raise ValueError("there is no such time zone") from None

    _holidays = field_validator("holidays")(known_country)

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not is_token(value.get_secret_value()):
            raise ValueError("is not a bot token: digits, a colon, then letters and digits, as BotFather gave it")
        return value

    @field_validator("telegram_api_url", "clock_url", "public_url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        return None if value is None else root_in(value)

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if not re.match(r"(sqlite:///|postgresql://).", value):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        if value == "sqlite:///:memory:":
            raise ValueError("must name a file: what is in memory only is gone with the program")
        if value.startswith("postgresql://") and not names_servers(value):
            raise ValueError("must be postgresql://user@host:port/name, with a port from 1 to 65535")
        return value

    @field_validator("sentry_dsn")
    @classmethod
    def _dsn(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            check_reporting_address(value.get_secret_value())
        return value

    @field_validator("webhook_url")
    @classmethod
    def _public(cls, value: str | None) -> str | None:
        if value is not None:
            # Plain http is what a Bot API server of one's own, or the playground, posts to.
            check_web_address(value)
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if value is None and info.data.get("webhook_url") and "webhook_secret_file" in info.data:
            raise ValueError("is needed together with WEBHOOK_URL")
        if value and not re.fullmatch(r"[\w-]{8,256}", value.get_secret_value(), re.ASCII):
            raise ValueError("must be 8 to 256 letters, digits, _ and -")
        return value


def load(env_file: Path | None = ENV_FILE) -> Settings:
    """Read and check the settings: the environment first, then `env_file`, then what systemd hands over.

    Raises SettingsError with one line per mistake.
    """
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        mistakes = error.errors(include_url=False, include_context=True, include_input=False)
        raise SettingsError("\n".join(dict.fromkeys(map(_line, mistakes)))) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{env_file}: is not a UTF-8 text file") from None
    except OSError as fault:
        raise SettingsError(f"{fault.filename} can't be read: {fault.strerror}") from None


def _line(mistake: ErrorDetails) -> str:
    given = str(mistake["loc"][0])
    name = next(name for name in Settings.model_fields if given in (name, variable(name)))
    example = (Settings.model_fields[name].examples or [""])[0]
    return f"{variable(name)}: {what_is_wrong(mistake)} (for example {variable(name)}={example})"
