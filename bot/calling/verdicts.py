"""What an answer over HTTP decides, and only if Telegram itself has spoken (docs/telegram.md: Whose word is it?).

Between Telegram and this process stand proxies, providers and hotels, which answer with any status and any page. Only
JSON with `ok` false and an `error_code`, the same as the status, is Telegram's refusal; only JSON with `ok` true and a
`result`, under a status of success, is its consent. Everything else is the network: it is tried again, and nobody is
taken for unreachable, nothing is dropped and nothing ends because of it.

No text raised here holds what was answered by others: it may quote the address of the call, with the token in it.
"""

import json
from typing import Any, Final

from pydantic_core import from_json
from telegram._utils.types import JSONDict
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, TelegramError

from bot.ground.errors import AskedToWait, NotTelegrams, NotThere, TelegramFailed

_KINDS: Final[dict[int, type[TelegramError]]] = {
    400: BadRequest,
    401: InvalidToken,  # a token that was revoked
    403: Forbidden,
    404: NotThere,
    409: Conflict,
    413: BadRequest,  # too large: it will be so the next time
}
_USUAL_PAUSE: Final = 5.0  # seconds, where Telegram asks for a pause and doesn't say for how long
_SHORTEST_PAUSE: Final = 1.0  # seconds: Telegram counts whole ones, and what is next to none would be a storm of ours
_LONGEST_PAUSE: Final = 3600.0  # seconds: whatever was asked for, Telegram is tried again after that


def consent(payload: bytes) -> JSONDict:
    """Telegram's answer to what it has done, read. Raises NotTelegrams for everything else."""
    answer = _read(payload)
    if not isinstance(answer, dict) or answer.get("ok") is not True or "result" not in answer:
        raise NotTelegrams("The answer isn't Telegram's: something in between has answered")
    return answer


def refusal(status: int, payload: bytes) -> TelegramError:
    """What an answer without success means, as PTB's error: Telegram's word, or no more than trouble on the way."""
    answer = _read(payload)
    if not _is_telegrams(answer, status):
        return NotTelegrams(f"Status {status}, and not from Telegram: something in between has answered")
    given = answer.get("description")
    description = given if isinstance(given, str) and given else f"Telegram's error {status}"
    given = answer.get("parameters")
    parameters = given if isinstance(given, dict) else {}
    if status == 429:
        return AskedToWait(_pause(parameters.get("retry_after")))
    moved_to = parameters.get("migrate_to_chat_id")
    if status == 400 and type(moved_to) is int:
        return ChatMigrated(moved_to)
    return _KINDS.get(status, TelegramFailed)(description)


def _is_telegrams(answer: Any, status: int) -> bool:
    if not isinstance(answer, dict) or answer.get("ok") is not False:
        return False
    code = answer.get("error_code")
    return type(code) is int and code == status


def _pause(asked: object) -> float:
    """The seconds to wait, whatever was said."""
    if isinstance(asked, bool) or not isinstance(asked, int | float) or not asked > 0:  # nor is a NaN
        return _USUAL_PAUSE
    return min(max(asked, _SHORTEST_PAUSE), _LONGEST_PAUSE)


def _read(payload: bytes) -> Any:
    """None for what is no JSON.

    Pydantic's reader takes a tenth of the time, but refuses half a surrogate pair, which may stand in a text.
    """
    try:
        return from_json(payload)
    except ValueError:
        pass
    try:
        return json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
