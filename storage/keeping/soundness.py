"""What a value of a backup may be, before it is anybody's row: a file is typed by whoever had it in hands last.

SQLite would keep a text where a number belongs, and a screen would stumble over it a year later.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from storage.keeping.sound_series import is_rule, is_wall, is_wanted
from storage.rows.profiles import APART, WITHHELD
from storage.rows.reminders import OCCASIONS
from volunteering.rules.activities import Category, State
from volunteering.rules.appraisal.sheets import AppraisalState, Round, SheetState
from volunteering.rules.attendance import Noted
from volunteering.rules.buddies import Ending
from volunteering.rules.certificates import CertificateState, EndedBy
from volunteering.rules.doubles import ClaimState
from volunteering.rules.enquiries import EnquiryState, LineKind, Matter
from volunteering.rules.exams.announced import (
    EntryState,
    ExamResult,
    ExamState,
)
from volunteering.rules.guardians import ConsentState
from volunteering.rules.hours import Decision, Kind
from volunteering.rules.importing.progress import Progress
from volunteering.rules.letters import Course
from volunteering.rules.profiles import Background, Born, Education, Gender, Slot
from volunteering.rules.qualifications import EvidenceKind, KindState, QualificationState
from volunteering.rules.record_laws import RecordLaw
from volunteering.rules.series import HolidayChoice
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.stars import is_ladder
from volunteering.rules.training import PassBy, TrainingStage
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Language, Standing

Rule = Callable[[Any], str | None]
"""What is wrong with a value, if something is."""

_WORDS: Final[Mapping[tuple[str, str], frozenset[str]]] = {
    ("people", "state"): frozenset(Standing),
    ("people", "stood_before"): frozenset(standing for standing in Standing if standing.is_here),
    ("people", "language"): frozenset(Language),
    ("roles", "role"): frozenset(Role),
    ("activities", "category"): frozenset(Category),
    ("activities", "state"): frozenset(State),
    ("shifts", "state"): frozenset(State),
    ("series", "holidays"): frozenset(HolidayChoice),
    ("signups", "state"): frozenset(SignUpState),
    ("signups", "noted"): frozenset(Noted),
    ("claims", "state"): frozenset(Decision),
    ("entries", "kind"): frozenset(Kind),
    ("study_lines", "kind"): frozenset(Kind),
    ("trainings", "passing"): frozenset(PassBy),
    ("trainings", "stage"): frozenset({"", *TrainingStage}),
    ("broadcasts", "state"): frozenset(Course),
    ("censuses", "state"): frozenset(Course),
    ("appraisals", "state"): frozenset(AppraisalState),
    ("appraisals", "told_of"): frozenset(Round),
    ("appraisal_sheets", "state"): frozenset(SheetState),
    ("appraisal_sheets", "role"): frozenset({"", *Role}),
    ("enquiries", "matter"): frozenset(Matter),
    ("enquiries", "state"): frozenset(EnquiryState),
    ("enquiry_lines", "kind"): frozenset(LineKind),
    ("enquiry_readers", "state"): frozenset(EnquiryState),
    ("profiles", "gender"): frozenset({*Gender, WITHHELD}),
    ("profiles", "education"): frozenset({*Education, WITHHELD}),
    ("profiles", "background"): frozenset({*Background, WITHHELD}),
    ("guardians", "state"): frozenset(ConsentState),
    ("record_claims", "state"): frozenset(ClaimState),
    ("qualification_kinds", "state"): frozenset(KindState),
    ("qualifications", "state"): frozenset(QualificationState),
    ("qualifications", "file_kind"): frozenset({"", *EvidenceKind}),
    ("exams", "state"): frozenset(ExamState),
    ("exam_entries", "state"): frozenset(EntryState),
    ("exam_entries", "result"): frozenset(ExamResult),
    ("imports", "state"): frozenset(Progress),
    ("buddies", "ended"): frozenset(Ending),
    ("unit_settings", "name"): frozenset(UnitSetting),
    ("bound_groups", "language"): frozenset(Language),
    ("certificates", "state"): frozenset(CertificateState),
    ("certificates", "ended_as"): frozenset({"", *EndedBy}),
    ("outbox", "state"): frozenset({"owed", "sent", "dropped", "failed"}),
}
_YES_OR_NO: Final = frozenset(
    {
        "reachable",
        "came",
        "bulk",
        "needs_evidence",
        "induction",
        "any_of",
        "training",
        "passed",
        "by_hand",
        "left_late",
        "hidden",
        "end_told",
        "shows_right",
        "removed",
        "is_right",
        "asks_below",
        "shows_name",
    }
)
_LENGTHS: Final = frozenset(
    {
        "minutes",
        "came_minutes",
        "coming",
        "places",
        "participations",
        "no_shows",
        "months",
        "level",
        "served_people",
        "handed_out",
        "roles",
        "min_age",
        "pass_mark",
        "least_sessions",
        "mark",
        "study_minutes",
        "study_months",
        "ticket",
        "seat",
        "admission",
        "digits",
        "stars",
        "turn",
    }
)
_SIGNED: Final = frozenset({("entries", "participations"), ("entries", "no_shows")})  # corrections take away
_OCCASIONS: Final = frozenset(OCCASIONS.values())

_LATEST: Final = 253_402_300_799  # the last second of the year 9999
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the database has it."""

    name: str
    is_number: bool
    is_optional: bool


class Rules:
    """Of one table's rows, in the order of these columns."""

    def __init__(self, table: str, columns: Sequence[Column]) -> None:
        self._names = [column.name for column in columns]
        self._rules = [(column.is_optional, tuple(_rules_of(table, column))) for column in columns]
        self._day_and_month = self._two("day", "month")
        self._period = self._two("starts_at", "ends_at")
        self._setting = self._two("name", "value") if table == "unit_settings" else None

    def complaint(self, row: Any) -> str | None:
        """What is wrong with a row, its column named, if something is."""
        if type(row) is not list or len(row) != len(self._rules):
            return f"it is no list of {len(self._rules)} values"
        for name, (is_optional, rules), value in zip(self._names, self._rules, row, strict=True):
            if value is None and is_optional:
                continue
            for rule in rules:
                if wrong := rule(value):
                    return f"column {name}: {wrong}"
        return self._of_several(row)

    def _of_several(self, row: list[Any]) -> str | None:
        if self._day_and_month:
            day, month = (row[column] for column in self._day_and_month)
            if not day.startswith(month):
                return "column month: it is not that of the day"
        if self._setting:
            name, value = (row[column] for column in self._setting)
            if name == UnitSetting.STARS and not is_ladder(value):
                return "column value: it is no ladder of stars"
            if name == UnitSetting.RECORD_LAW and value not in frozenset(RecordLaw):
                return "column value: it is no law of service records"
        if self._period:
            start, end = (row[column] for column in self._period)
            if start >= end:
                return "column ends_at: it ends before it starts"
        return None

    def _two(self, *names: str) -> tuple[int, ...] | None:
        return tuple(map(self._names.index, names)) if set(names) <= set(self._names) else None


def _rules_of(table: str, column: Column) -> Iterator[Rule]:
    name = column.name
    yield _number if column.is_number else _text
    if words := _WORDS.get((table, name)):
        yield lambda value: None if value in words else "it is none of the words that belong here"
    elif column.is_number:
        if name == "at" or name.endswith("_at"):
            yield lambda value: None if 0 <= value <= _LATEST else "it is no instant"
        elif name in _YES_OR_NO:
            yield lambda value: None if value in {0, 1} else "it is neither 1 nor 0"
        elif name == "minutes_before":
            yield lambda value: None if value > 0 or value in _OCCASIONS else "no reminder is so late"
        elif name in _LENGTHS and (table, name) not in _SIGNED:
            yield lambda value: None if value >= 0 else "it is below 0"
    elif rule := _OF_TEXTS.get(name):
        yield rule


def _number(value: Any) -> str | None:
    if type(value) is not int:
        return "a number belongs here"
    return None if -(2**63) <= value < 2**63 else "the number is beyond 64 bits"


def _text(value: Any) -> str | None:
    if type(value) is not str:
        return "a text belongs here"
    if "\0" in value:
        return "the text has a NUL character"
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return "the text has half a surrogate pair"
    return None


def _day(value: str) -> str | None:
    try:
        date.fromisoformat(value if _DAY.fullmatch(value) else "")
    except ValueError:
        return "it is no day"
    return None


def _born(value: str) -> str | None:
    try:
        is_fine = value == WITHHELD or (Born.parse(value), value)[1].isascii()
    except ValueError:
        is_fine = False
    return None if is_fine else "it is neither a year nor a day"


def _slots(value: str) -> str | None:
    known = {str(int(slot)) for slot in Slot}
    return None if set(filter(None, value.split(APART))) <= known else "there is no such time of the week"


def _facts(value: str) -> str | None:
    try:
        is_fine = type(json.loads(value, strict=False)) is dict
    except (ValueError, RecursionError):
        is_fine = False
    return None if is_fine else "it is no JSON object"


def _month(value: str) -> str | None:
    return None if _MONTH.fullmatch(value) else "it is no month"


_OF_TEXTS: Final[Mapping[str, Rule]] = {
    **dict.fromkeys(("day", "issued_on", "expires_on", "insured_from", "insured_until", "first_day", "last_day"), _day),
    **dict.fromkeys(("until", "next_on"), _day),
    **dict.fromkeys(("first_local", "recurrence"), is_wall),
    "rule": is_rule,
    "wanted": is_wanted,
    **dict.fromkeys(("month", "registered_month"), _month),
    **dict.fromkeys(("facts", "about", "answers", "moved", "figures"), _facts),
    "born": _born,
    "available": _slots,
}
"""By the name of the column."""
