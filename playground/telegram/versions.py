"""What differs between versions of the Bot API, as far as a bot may notice: its own settings, taps without a message.

10.5 is the newest; an older one is for bots, and tests of bots, that have to live with a Telegram that is behind.
"""

from enum import StrEnum
from typing import Final

from playground.ground.errors import ApiError, bad_request
from playground.ground.params import Params
from playground.ground.people import Json

NEWEST: Final = "10.5"


class QueryMode(StrEnum):
    """Whether a tap on the bot's own message comes with that message, or with a name by which it can be edited."""

    DEFAULT = "default"  # with the message, or what is left of it
    AUTO = "auto"  # with a name where nothing is left of it
    INLINE = "inline"  # always with a name


# Without BotFather or setMySettings.
_SINCE_10_0: Final = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
    "supports_guest_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
    "has_topics_enabled": False,
    "allows_users_to_create_topics": False,
    "can_manage_bots": False,
}
_SINCE_10_5: Final = {"needs_inline_query_location": False, "has_topic_sidebar": False}
_NOT_TO_SET: Final = frozenset({"has_main_web_app"})


class BotSettings:
    """What a bot is, as getMe tells it, and what setMySettings has changed."""

    def __init__(self, version: str = NEWEST) -> None:
        self._is_new = tuple(map(int, version.split("."))) >= (10, 5)
        self._flags = dict(_SINCE_10_0) | (_SINCE_10_5 if self._is_new else {})
        self._placeholder = ""
        self.query_mode = QueryMode.DEFAULT

    def told(self, username: str) -> Json:
        """What getMe says besides the names."""
        if not self._is_new:
            return dict(self._flags)
        sidebar = self._flags["has_topic_sidebar"] and self._flags["has_topics_enabled"]
        told: Json = self._flags | {"has_topic_sidebar": sidebar, "active_usernames": [username]}
        return told | ({"inline_query_placeholder": self._placeholder} if self._placeholder else {})

    def change(self, params: Params) -> None:
        """Change what is named, and leave the rest; raises ApiError, and then changes nothing."""
        if not self._is_new:
            raise ApiError(404, "Not Found: method not found")
        mode = self.query_mode
        if params.has("callback_query_mode"):
            try:
                mode = QueryMode(params.text("callback_query_mode"))
            except ValueError:
                raise bad_request("invalid callback query mode specified") from None
        self.query_mode = mode
        for name in self._flags.keys() - _NOT_TO_SET:
            if params.has(name):
                self._flags[name] = params.flag(name)
        if params.has("inline_query_placeholder"):
            self._placeholder = params.text("inline_query_placeholder")
