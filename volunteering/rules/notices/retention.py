"""Messages about records that nobody may need any more."""

from datetime import datetime
from typing import Literal

from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.notices.keys import Key, second


class KeepAsked(Model):
    """The reader has done nothing for years: is their record to be kept? Asked once, and once as a warning."""

    kind: Literal["keep_asked"] = "keep_asked"
    by: Instant  # when it is erased, if they say nothing and do nothing
    warns: bool = False

    def key(self, reader: int, asked_at: datetime) -> Key:
        """Of when the reader was asked, and whether it is the warning."""
        return Key(f"keep_{'warned' if self.warns else 'asked'}:{reader}@{second(asked_at)}")
