"""Who is in a group, as what, and what has become of it."""

from dataclasses import dataclass, field
from typing import Final

from playground.ground.errors import ApiError, bad_request, forbidden
from playground.ground.people import Group

CREATOR: Final = "creator"
ADMIN: Final = "administrator"
MEMBER: Final = "member"
LEFT: Final = "left"
KICKED: Final = "kicked"

ADMINS: Final = frozenset({CREATOR, ADMIN})
_HERE: Final = frozenset({CREATOR, ADMIN, MEMBER})


@dataclass(slots=True)
class Membership:
    """Of one group: its people and the bot, each by what they are there."""

    people: dict[int, str] = field(default_factory=dict)
    bot: str = MEMBER
    moved_to: int | None = None  # the supergroup that it has become
    is_deleted: bool = False

    def has(self, person_id: int) -> bool:
        """Whether that person is in it."""
        return self.people.get(person_id, LEFT) in _HERE

    def check_bot(self, group: Group, topic: int | None) -> None:
        """Raise what Telegram answers where the bot may not speak."""
        kind = "supergroup" if group.is_super else "group"
        if self.moved_to is not None:
            raise ApiError(
                400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.moved_to
            )
        if self.is_deleted:
            raise forbidden("the group chat was deleted")
        if self.bot == KICKED:
            raise forbidden(f"bot was kicked from the {kind} chat")
        if self.bot == LEFT:
            raise forbidden(f"bot is not a member of the {kind} chat")
        if group.is_silent and self.bot not in ADMINS:
            raise bad_request("not enough rights to send text messages to the chat")
        if topic is not None and topic not in group.topics:
            raise bad_request("message thread not found")
