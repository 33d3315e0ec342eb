"""Every kind of message that comes by itself has one way to be written."""

from typing import get_args

import pytest

from handlers.doors.notices import ALL
from handlers.noticing.reading import Notices
from volunteering.rules.notices.owed import Notice


def test_whatever_is_owed_can_be_written() -> None:
    kinds = set(get_args(get_args(Notice)[0]))
    assert set(ALL.writers) == kinds


def test_nothing_is_written_in_two_ways() -> None:
    again = Notices(writers=dict(ALL.writers))
    with pytest.raises(ValueError, match="two ways to write"):
        again.include(ALL)
