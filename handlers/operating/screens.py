"""What whoever runs Yigong is told: at the shell, in the log, on the health page and in the chat.

They may read English or Chinese, and the database, which would know, may be gone: each sentence is said in both.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Literal, assert_never
from zoneinfo import ZoneInfo

from volunteering.rules.volunteers import Language
from words.words import Words, plain

Sentence = Callable[[Words], str]

_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # none is written in these sentences


class Trouble(StrEnum):
    """What keeps taps from being served."""

    STOPPING = "stopping"
    NOT_OPEN = "not open"
    SILENT = "silent"
    LOCKED_OUT = "locked out"
    OTHER_TABLES = "other tables"
    NEWER_TABLES = "newer tables"
    FULL = "full"
    NOT_WRITABLE = "not writable"
    MISPLACED = "misplaced"
    DAMAGED = "damaged"
    NO_TELEGRAM = "no Telegram"
    REFUSED = "refused by Telegram"


_Failing = Literal[
    Trouble.SILENT, Trouble.LOCKED_OUT, Trouble.FULL, Trouble.NOT_WRITABLE, Trouble.MISPLACED, Trouble.DAMAGED
]


def in_both(sentence: Sentence) -> tuple[str, str]:
    """The sentence in English and in Chinese, plain."""
    english, chinese = (
        plain(sentence(Words(language, ZoneInfo("UTC"), _NO_DAY)))
        for language in (Language.ENGLISH, Language.SIMPLIFIED)
    )
    return english, chinese


def in_one_line(sentence: Sentence) -> str:
    """Both of them, apart: either may end in a command to copy."""
    return " · ".join(in_both(sentence))


def of_trouble(words: Words, trouble: Trouble) -> str:
    """What is missing, and what to do where it isn't plain."""
    match trouble:
        case Trouble.STOPPING:
            return words.say("it is stopping")
        case Trouble.NOT_OPEN:
            return words.say("the database is not open yet")
        case Trouble.OTHER_TABLES:
            return words.say("the database's tables are not this version's")
        case Trouble.NEWER_TABLES:
            return words.say("the database's tables are a newer version's, which serves in place of this one")
        case Trouble.NO_TELEGRAM:
            return words.say("Telegram has not answered yet")
        case Trouble.REFUSED:
            return words.say(
                "Telegram refuses the bot's token: put the one that @BotFather gives now (/token) where the old one "
                "stood, and restart Yigong unless that is a file of its own (TELEGRAM_BOT_TOKEN_FILE)"
            )
        case _:
            return _of_a_failing_database(words, trouble)


def _of_a_failing_database(words: Words, trouble: _Failing) -> str:
    match trouble:
        case Trouble.SILENT:
            return words.say("the database doesn't answer")
        case Trouble.LOCKED_OUT:
            return words.say(
                "the database's server refuses our password: put the one that it knows into DATABASE_URL, and restart "
                "Yigong unless that is a file of its own (DATABASE_URL_FILE)"
            )
        case Trouble.FULL:
            return words.say("the disk is full, so nothing can be written: make room on it")
        case Trouble.NOT_WRITABLE:
            return words.say("the database can't be written to: look at the log, the disk and the rights of its files")
        case Trouble.MISPLACED:
            return words.say(
                "the database's file was deleted, moved or replaced while it was open, so nothing is written any more: "
                "stop Yigong, put the file back or restore a backup, then start it"
            )
        case Trouble.DAMAGED:
            return words.say(
                "the database is damaged: stop Yigong, keep a copy of its files, restore the newest backup, then "
                "start it"
            )
        case _:
            assert_never(trouble)


def in_trouble(words: Words, trouble: Trouble) -> str:
    """The same for an admin's chat."""
    return words.say(
        "⚠️ Yigong can't serve taps now: {trouble}. What people tap meanwhile waits with Telegram.",
        trouble=of_trouble(words, trouble),
    )


def out_of_trouble(words: Words) -> str:
    """What had kept it from serving is over."""
    return words.say("✅ Yigong serves again.")


def another_bot(words: Words) -> str:
    """The token that is there now is of a bot whose chats these aren't."""
    return words.say(
        "That token is another bot's, with which nobody here has a chat: put the token of the bot that this city has"
    )


def citys_other_bot(words: Words, given: int, kept: int, way_on: str) -> str:
    """The token is of another bot than the one that the city's people chat with; by Telegram's numbers."""
    return words.say(
        "The token is bot {given}'s, and this city's people chat with bot {kept}: put its token back. Only if the city "
        "moves to another bot, to which everybody writes /start anew: {way_on}",
        given=str(given),
        kept=str(kept),
        way_on=way_on,
    )


def wrong_clock(words: Words, whose: str, ahead: timedelta) -> str:
    """This machine's clock, or another's, is wrong; below 0 ours is behind."""
    minutes = round(abs(ahead) / timedelta(minutes=1))
    if ahead > timedelta(0):
        return words.say(
            "⚠️ This machine's clock is {minutes} min ahead of {whose}'s: reminders come at wrong times, and no old "
            "backup is deleted. Set it right",
            minutes=minutes,
            whose=whose,
        )
    return words.say(
        "⚠️ This machine's clock is {minutes} min behind {whose}'s: reminders come at wrong times, and no old backup "
        "is deleted. Set it right",
        minutes=minutes,
        whose=whose,
    )


def right_clock(words: Words) -> str:
    """It was wrong, and has been set."""
    return words.say("✅ This machine's clock is right again.")


def city_lost(words: Words, database: str, sign: str, way_back: str, way_on: str) -> str:
    """There was a city here, and now there is none: nothing is begun anew by itself."""
    return words.say(
        "There is no city in {database}, but there was one: {sign}. To have it back: {way_back}. "
        "Only if a new and empty city is meant: {way_on}",
        database=database,
        sign=sign,
        way_back=way_back,
        way_on=way_on,
    )


def backup_is_there(words: Words, file: str) -> str:
    """A sign of a city: its backup."""
    return words.say("{file} is a backup of it", file=file)


def log_is_there(words: Words, file: str) -> str:
    """A sign of a city: SQLite's log without its database."""
    return words.say("{file} is still there, the log of a database whose own file is gone", file=file)


def put_back(words: Words) -> str:
    """The way back from there."""
    return words.say("put the file back where it was, or restore a backup")


def another_zone(words: Words, given: str, kept: str) -> str:
    """The settings have another zone than the city."""
    return words.say(
        "TIMEZONE is {given}, but this city's days and months were made in {kept}, and would be others in another "
        "zone. Set TIMEZONE={kept}",
        given=given,
        kept=kept,
    )


def restored_zone(words: Words, given: str, kept: str) -> str:
    """What was restored has another zone than the settings."""
    return words.say(
        "Its days and months were made in {kept}: set TIMEZONE={kept} (now {given}) before you start",
        given=given,
        kept=kept,
    )


def new_city(words: Words, database: str) -> str:
    """There was no city in this database, and now one begins."""
    return words.say("a new city begins in {database}", database=database)
