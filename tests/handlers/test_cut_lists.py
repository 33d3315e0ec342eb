"""A list that is cut says so: whoever reads it knows that there is more, and how to come to it."""

import re
from typing import Final

from tests.support.town import ROOT

CUT: Final = re.compile(r"\b(\w+)\[:([A-Z][A-Z_]+)\]")

SAYS_SO: Final = {
    "appraisal/screens/closing.py": "“{number} more”, and the list is beside them",
    "attendance/screens/rosters.py": "“and {number} more”, and the pages of the roster have all",
    "attendance/screens/walk_ins.py": "“There are more: a longer part of the name finds fewer.”",
    "buddies/screens.py": "“and {number} more”, and “My shifts” has all",
    "census/screens/files.py": "“and {number} more team”",
    "certificates/notices.py": "“and {number} more”, and “My certificates” is beside them",
    "checking_in/screens/showing.py": "“and {number} more”, and the list to tick has all",
    "enquiries/screens/threads.py": "the way to the roster is beside them, and to no-shows from the card",
    "exams/notices.py": "“and {number} more”",
    "groups/screens/binding.py": "“and {number} more”; of teams, how another one is named",
    "home/screens/wanted.py": "“My shifts” is beside them, and has all",
    "home/unknown.py": "a text, and no list",
    "leading/notices.py": "“and {number} more”",
    "leading/screens/previews.py": "“and {number} more”",
    "letters/questions.py": "typing finds the others",
    "needs/screens/hindrances.py": "“There are more: a longer part of the name finds fewer.”",
    "qualifications/notices.py": "“and {number} more”",
    "quizzes/screens/listed.py": "“and {number} more”",
    "quizzes/screens/making.py": "“and {number} more”, below what is to be sent once more",
    "showing/answers.py": "“and {number} more”, and the roster has all",
    "showing/risks.py": "“{names} and {number} more”; the files have all",
    "showing/confirming.py": "one says it for all of them, and each has its card",
    "signing_up/notices/confirming.py": "“and {number} more”",
    "signing_up/notices/places.py": "“and {number} more”",
    "signing_up/notices/reminding.py": "“and {number} more”",
    "signing_up/screens/confirming.py": "“and {number} more”",
    "thanks/screens/records.py": "“and {number} more”",
    "training/notices.py": "“and {number} more”",
    "leading/screens/series.py": "the first days of as many shifts as it says",
    "showing/series.py": "“{some} and {number} more”",
    "showing/every.py": "“and {number} more”",
    "training/screens/results.py": "“and {number} more”",
    "training/screens/overview.py": "the pages of the file have all",
    "tree/screens/units.py": "“Search” is beside them",
    "volunteers/screens/directory.py": "“and {number} more”, “There are more.”",
    "volunteers/screens/profile.py": "“Further teams” opens them all",
}
"""Where something is cut to so many, and how its reader knows."""


def test_what_is_cut_says_so() -> None:
    handlers = ROOT / "handlers"
    files = (file for file in handlers.rglob("*.py") if file.parent.name != "tapping")
    cut = {str(file.relative_to(handlers)) for file in files if CUT.search(file.read_text(encoding="utf-8"))}
    assert cut - SAYS_SO.keys() == set(), "how does its reader know that there is more?"
    assert SAYS_SO.keys() - cut == set(), "nothing is cut there any more"
