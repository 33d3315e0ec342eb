"""What it means when Telegram refuses: by its error code and what was asked, by its wording where neither says it.

Whether Telegram itself has spoken is settled before (`bot/calling/verdicts.py`). Where the wordings were read stands in
docs/telegram.md: Refusals; this is the only list of them.
"""

from typing import Final

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

REFUSALS: Final = (BadRequest, ChatMigrated, Forbidden)
"""What Telegram will say again to the same call: 400 and 403. Everything else may be different in a moment."""

_NOBODY_THERE: Final = (
    "chat not found",  # also "private chat not found"
    "user not found",
    "peer_id_invalid",
    "user_id_invalid",
    "chat_id_invalid",
    "user is deactivated",
    "user_deactivated",  # also INPUT_USER_DEACTIVATED
    "user is deleted",
    "bot was blocked",
    "user_is_blocked",
    "user_blocked",
    "you_blocked_user",
    "initiate conversation",
    "can't send messages to",  # the user, a bot
    "user_is_bot",
    "have no write access",
    "chat_write_forbidden",
)
"""How 400s and 403s tell of somebody who can't be written to, in a chat of their own."""

_NO_MESSAGE: Final = ("message to edit not found", "message can't be edited", "message_id_invalid")

_NO_MEMBER: Final = ("user not found", "participant_id_invalid", "user_not_participant", "member not found")

_NOTHING_NEW: Final = ("message is not modified", "message_not_modified")

_TOO_LARGE: Final = ("file is too big",)


def is_out_of_reach(error: TelegramError) -> bool:
    """Whether a person can't be written to, by what Telegram said of a call in their own chat.

    A 403 there is about the person, whatever its words: they blocked the bot, or are gone. In a group it would be about
    the group, and is no error at all (`TelegramMessenger.say_in_group`).
    """
    return isinstance(error, Forbidden) or _speaks_of_nobody(error)


def is_settled_by_a_new_message(error: TelegramError) -> bool:
    """Whether a refused edit is about the message: gone, too old, not ours, a file, named wrongly, or anything else.

    What it shows is owed all the same. If it is the text that Telegram refuses, it refuses the new message, too.
    """
    return isinstance(error, REFUSALS) and not _speaks_of_nobody(error)


def says_nothing_new(error: TelegramError) -> bool:
    """Whether an edit was refused since the message shows just that already."""
    return isinstance(error, BadRequest) and _has(error, _NOTHING_NEW)


def is_file_too_large(error: TelegramError) -> bool:
    """Whether a file is not handed over because bots get none of its size."""
    return isinstance(error, BadRequest) and _has(error, _TOO_LARGE)


def is_card_gone(error: TelegramError) -> bool:
    """Whether an edit in a group was refused since somebody has taken the message away."""
    return isinstance(error, BadRequest) and _has(error, _NO_MESSAGE)


def is_nobody_there(error: TelegramError) -> bool:
    """Whether somebody who was asked about is no member of a group."""
    return isinstance(error, BadRequest) and _has(error, _NO_MEMBER)


def _speaks_of_nobody(error: TelegramError) -> bool:
    return isinstance(error, BadRequest | Forbidden) and _has(error, _NOBODY_THERE)


def _has(error: TelegramError, wordings: tuple[str, ...]) -> bool:
    told = error.message.lower()
    return any(wording in told for wording in wordings)
