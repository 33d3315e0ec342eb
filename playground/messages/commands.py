"""The menu of commands: one list for each scope and language, the narrowest that fits is shown."""

import re

from playground.ground.errors import bad_request
from playground.ground.people import Json, Person

COMMAND_LIMIT = 100
SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat")

_NAME = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")

Place = tuple[str, int, str]  # scope, chat (0 where the scope needs none), language


class Commands:
    """What the bot has told Telegram about its commands."""

    def __init__(self) -> None:
        self._lists: dict[Place, list[Json]] = {}

    def set(self, place: Place, commands: object) -> None:
        """Replace one list; an empty one is forgotten."""
        checked = check_commands(commands)
        if checked:
            self._lists[place] = checked
        else:
            self._lists.pop(place, None)

    def get(self, place: Place) -> list[Json]:
        """One list, exactly as it was set."""
        return self._lists.get(place, [])

    def delete(self, place: Place) -> None:
        """Forget one list, if there is one."""
        self._lists.pop(place, None)

    def menu(self, person: Person) -> list[Json]:
        """What the person's telephone offers: the narrowest scope first, in each the person's language first."""
        language = person.language[:2].lower()
        for scope, chat_id in (("chat", person.id), ("all_private_chats", 0), ("default", 0)):
            for code in (language, ""):
                found = self._lists.get((scope, chat_id, code))
                if found:
                    return found
        return []


def check_language(code: str) -> str:
    """A two-letter language code or nothing; raises ApiError for anything else."""
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def check_commands(commands: object) -> list[Json]:
    """The commands as they are kept; raises ApiError for what Telegram would refuse."""
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > COMMAND_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = []
    for command in commands:
        name = str(command.get("command", "")).removeprefix("/")
        description = str(command.get("description", "")).strip()
        if not _NAME.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 0 < len(description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        checked.append({"command": name, "description": description})
    return checked
