"""What kind of thing somebody did, without a word of what they typed: to be kept, and told to others."""

from handlers.doors.routes import ALL
from handlers.tapping.arriving import Arrival, Arrived


def kind_of(arrived: Arrived) -> str:
    """`button signing_up` by its capability, `command hours` by its name, `text`, `contact`, `other`."""
    match arrived:
        case Arrival(is_button=True, button=button) if button is not None:
            return f"button {type(button).__module__.rpartition('.')[2]}"
        case Arrival(command=str(name)) if name in ALL.commands:
            return f"command {name}"
        case Arrival(contact=contact) if contact is not None:
            return "contact"
        case Arrival(text=str(), is_button=False):
            return "text"
    return "other"
