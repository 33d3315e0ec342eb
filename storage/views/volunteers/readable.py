"""Values of columns as people read them: in what is kept of them, and in exports."""

from typing import Any
from zoneinfo import ZoneInfo

from storage.engine.values import flag_of, instant_if, unpacked

_INSTANTS = {
    "consented_at",
    "registered_at",
    "joined_at",
    "given_at",
    "starts_at",
    "ends_at",
    "since",
    "recorded_at",
    "logged_at",
    "sent_at",
    "decided_at",
    "created_at",
    "changed_at",
    "asked_at",
    "withdrawn_at",
    "issued_at",
    "ended_at",
    "founded_at",
    "answered_at",
    "forgiven_at",
    "handed_at",
    "read_at",
    "commented_at",
    "roster_at",
    "at",
    "agreed_at",
    "shift_starts_at",
    "told_at",
    "taken_back_at",
    "began_at",
    "came_at",
    "went_at",
    "said_at",
    "done_at",
    "expires_at",
    "offered_until",
    "not_before",
    "chosen_at",
}
_YES_OR_NO = {
    "reachable",
    "takes_places_unasked",
    "said_coming",
    "said_late",
    "let_pass",
    "came",
    "passed",
    "entered_by_hand",
    "shows_name",
    "lists_by_time",
}
_JSON = {"figures", "facts", "about", "answers"}


def readable(name: str, value: Any, zone: ZoneInfo) -> Any:
    """A value of a column with this name as people read it: a local time with its offset, a yes or no, facts."""
    if name in _INSTANTS:
        moment = instant_if(value)
        return moment.astimezone(zone).isoformat() if moment else None
    if name in _YES_OR_NO:
        return flag_of(value)
    if name in _JSON and isinstance(value, str) and value.startswith("{"):
        return {key: _without_names_of_files(found) for key, found in unpacked(value).items()}
    return value


def _without_names_of_files(value: Any) -> Any:
    """What was sent stays with Telegram: that it was a photo or a file is all that there is to read of it."""
    if isinstance(value, dict) and value.keys() == {"file_id", "kind"}:
        return "a photo" if value["kind"] == "photo" else "a file"
    return value
