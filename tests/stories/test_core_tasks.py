"""What is done most takes as few taps and answers as docs/screens.md says, in the way that it says."""

import re
from datetime import time
from typing import Final, NamedTuple

from playground.phones.phone import Phone
from tests.support.town import ROOT, Town

PAGE: Final = (ROOT / "docs/screens.md").read_text(encoding="utf-8")
ROW: Final = re.compile(r"^\| (?P<what>[^|]+) \| (?P<start>[^|]+) \| (?P<way>[^|]+) \| (?P<said>\d+) \|$", re.MULTILINE)
STEP: Final = re.compile(r"\[(?P<tapped>[^\]]+)\]|`(?P<typed>[^`]+)`")

MOST: Final = {
    "sign up": 3,
    "see what the weekend has": 2,
    "post an activity": 5,
    "confirm a roster": 2,
    "approve hours": 1,
    "read the month": 1,
}
"""What was promised; the page may say less, and no more."""

SEEN: Final = {
    "sign up": "You are in: River clean-up",
    "sign up for what one has heard of": "You are in: Library help",
    "see what the weekend has": "Library help",
    "see where one is expected next": "River clean-up",
    "leave": "Left: Library help",
    "say that one comes": "See you there: River clean-up",
    "post an activity": "Posted: Choir",
    "post one in a line": "Posted: Tea",
    "post one like before": "Posted: Tea",
    "add a shift": "✅ Saved.",
    "confirm a roster": "Roster confirmed: River clean-up",
    "approve hours": "Approved",
    "read the month": "November 2026",
}


class Task(NamedTuple):
    """A row of the table."""

    what: str
    start: str
    steps: list[tuple[str, str]]
    said: int


TASKS: Final = {
    row["what"]: Task(row["what"], row["start"], STEP.findall(row["way"]), int(row["said"]))
    for row in ROW.finditer(PAGE)
}


def test_no_task_takes_more_than_was_promised() -> None:
    assert SEEN.keys() == TASKS.keys()
    for task in TASKS.values():
        assert len(task.steps) == task.said, task.what
        assert task.said <= MOST.get(task.what, task.said), task.what


async def _does(phone: Phone, what: str) -> None:
    for tapped, typed in TASKS[what].steps:
        await (phone.taps(tapped) if tapped else phone.sends(typed))
    await phone.sees(SEEN[what])


async def _from_home(phone: Phone, *tasks: str) -> None:
    for what in tasks:
        assert TASKS[what].start == "home", what
        await phone.sends("/home")
        await _does(phone, what)


async def test_each_task_is_done_in_so_many(town: Town) -> None:
    """Three days of a team: what a volunteer, its leader and an admin do most."""
    li, mei, chen = await town.leader("Li", team="Baiyun"), await town.member("Mei", team="Baiyun"), await town.admin()
    await town.activity("River clean-up", li, in_days=2, at=time(9), hours=3)
    await town.activity("Library help", li, in_days=5, at=time(9), hours=3)

    await _from_home(
        mei,
        "sign up",
        "sign up for what one has heard of",
        "see what the weekend has",
        "see where one is expected next",
        "leave",
    )
    await town.passes(days=1, minutes=1)
    await mei.sees("See you tomorrow")
    await _does(mei, "say that one comes")

    await _from_home(li, "post one in a line")
    for what in ("post an activity", "post one like before"):
        await li.sends("/home")
        await li.taps("New activity")
        await _does(li, what)
    await li.taps("Manage it")
    await _does(li, "add a shift")

    await mei.sends("/hours 2.5 2026-11-20 Library help")
    await mei.taps("Confirm")
    await li.sees("Hours to approve")
    await _does(li, "approve hours")
    await town.passes(days=1, hours=3)
    await li.sees("Who came to River clean-up?")
    await li.taps("Roster")
    await _does(li, "confirm a roster")
    await _from_home(chen, "read the month")
