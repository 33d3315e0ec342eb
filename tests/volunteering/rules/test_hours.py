"""The ledger is only appended to, and every sum is a plain sum of its lines."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from volunteering.rules.hours import CAME, Counted, Entry, Kind, Subject, entry_for

NOW = datetime(2026, 12, 1, 4, tzinfo=UTC)
SUBJECT = Subject(person_id=1, unit_id=1, activity_id=1, shift_id=1, day=date(2026, 12, 1))
CHANGES = st.lists(st.tuples(st.sampled_from(Kind), st.integers(0, 1440)), max_size=12)


def written(changes: list[tuple[Kind, int]]) -> list[Entry]:
    """The lines that these changes of one subject leave in the ledger."""
    lines: list[Entry] = []
    counted: Counted | None = None
    for kind, minutes in changes:
        entry = entry_for(SUBJECT, kind, minutes, counted, by_id=2, at=NOW)
        if entry:
            lines.append(entry)
            counted = Counted(entry_id=len(lines), kind=entry.kind, minutes=entry.minutes)
    return lines


@given(CHANGES)
def test_the_sums_of_the_lines_are_what_holds(changes: list[tuple[Kind, int]]) -> None:
    lines = written(changes)
    last = lines[-1] if lines else None
    assert sum(line.change for line in lines) == (last.minutes if last else 0)
    assert sum(line.participations for line in lines) == (1 if last and last.kind in CAME else 0)
    assert sum(line.no_shows for line in lines) == (1 if last and last.kind is Kind.NO_SHOW else 0)
    assert [line.replaces_id for line in lines] == [None, *range(1, len(lines))][: len(lines)]


@given(CHANGES)
def test_what_holds_already_is_not_written_again(changes: list[tuple[Kind, int]]) -> None:
    twice = [change for change in changes for _ in range(2)]
    assert written(twice) == written(changes)


def test_there_is_nothing_to_void_at_first() -> None:
    assert written([(Kind.VOID, 0)]) == []
