"""Numbers of certificates, what they say, and when the ledger has made one untrue."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteering.rules.certificates import (
    LETTERS,
    CertifiedDays,
    PeriodKind,
    Says,
    ServedLine,
    WrittenLine,
    check_letter,
    in_groups,
    is_outdated,
    new_number,
    number_in,
    read_number,
    signed_facts,
)

NUMBERS = st.text(LETTERS, min_size=15, max_size=15).map(lambda letters: letters + check_letter(letters))


def test_a_number_is_new_each_time_and_reads_in_groups() -> None:
    numbers = {new_number() for _ in range(1000)}
    assert len(numbers) == 1000
    assert all(read_number(in_groups(number)) == number for number in numbers)
    assert len(in_groups(numbers.pop()).split("-")) == 4


@given(NUMBERS)
def test_it_is_found_however_it_is_typed(number: str) -> None:
    as_typed = number.replace("0", "o").replace("1", "l")
    full_width = "".join(chr(ord(letter) + 0xFEE0) for letter in number)
    for typed in (as_typed, f" {in_groups(number).lower()} ", number[:8] + " – " + number[8:], full_width):
        assert read_number(typed) == number, typed


@given(NUMBERS, st.integers(0, 15), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_noticed(number: str, place: int, letter: str) -> None:
    typed = number[:place] + letter + number[place + 1 :]
    assert (read_number(typed) == number) is (typed == number)
    assert read_number(typed) in {None, number}


@given(NUMBERS, st.integers(0, 14))
def test_two_letters_that_changed_places_are_noticed(number: str, place: int) -> None:
    typed = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert read_number(typed) == (number if typed == number else None)


@pytest.mark.parametrize("typed", ["", "A", "'; DROP TABLE", "7" * 17, "é" * 16, "\0" * 16, "９" * 400])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert read_number(typed) is None


def test_what_is_offered_ends_today() -> None:
    today = date(2026, 12, 1)
    assert PeriodKind.ALL.days(today) == CertifiedDays(first=None, last=today)
    assert PeriodKind.THIS_YEAR.days(today) == CertifiedDays(first=date(2026, 1, 1), last=today)
    assert PeriodKind.LAST_YEAR.days(today) == CertifiedDays(first=date(2025, 1, 1), last=date(2025, 12, 31))


def says(**changed: object) -> Says:
    line = ServedLine(day=date(2026, 11, 20), minutes=150, activity="河道清洁", unit="白云", leader_id=7)
    facts: dict[str, object] = {
        "organisation": "Taizhou",
        "unit": "Baiyun",
        "name": "𠮷田 堃",
        "volunteer": "12",
        "days": CertifiedDays(first=None, last=date(2026, 12, 1)),
        "issued": date(2026, 12, 1),
        "lines": (line,),
    }
    return Says.model_validate({**facts, **changed})


def test_what_is_signed_has_all_that_it_says_and_no_number_of_ours() -> None:
    facts = signed_facts("7" * 16, says(), "0123456789abcdef")
    assert facts["service"] == [{"day": "2026-11-20", "minutes": 150, "activity": "河道清洁", "unit": "白云"}]
    assert facts["minutes"] == 150
    assert says().leaders == {7}
    assert "leader_id" not in str(facts)


DAYS = CertifiedDays(first=date(2026, 3, 1), last=date(2026, 11, 30))


def wrote(day: date, change: int, of: str = "s1") -> WrittenLine:
    return WrittenLine(day=day, of=of, change=change)


def test_only_what_changes_its_days_makes_it_untrue() -> None:
    assert is_outdated(DAYS, [wrote(date(2026, 3, 1), 60)])
    assert is_outdated(DAYS, [wrote(date(2026, 11, 30), -60)])
    assert not is_outdated(DAYS, [wrote(date(2026, 12, 1), 60), wrote(date(2026, 2, 28), 60)])
    assert not is_outdated(DAYS, [wrote(date(2026, 5, 1), 60), wrote(date(2026, 5, 1), -60)]), "put back at once"
    moved = [wrote(date(2026, 5, 1), 60, "s1"), wrote(date(2026, 5, 1), -60, "s2")]
    assert is_outdated(DAYS, moved), "the sum is the same, and it says another activity"


def test_a_number_is_found_among_other_words() -> None:
    for _ in range(200):
        number = new_number()
        said = in_groups(number)
        for typed in (
            said,
            f"证明编号：{said}",
            f"證明編號{said.lower()}，請查驗",
            f"https://volunteers.a-city-with-a-long-name.example.org/city/verify/{said}?lang=zh-Hant",
            f"Its number: {said.replace('-', ' – ')}.",
            f"ABCD {said}",
            f"CERTIFICATE {number}",
            f"https://volunteers.example.org/verify/{said}可以查验",  # an app took what follows for a part of it
            f"https://t.me/yigong_bot?start=v{number}",
            f"t.me/yigong_bot?start=v{number} 请查验",
        ):
            assert number_in(typed) == number, typed
        wrong = said[:-1] + ("0" if said[-1] != "0" else "1")
        assert number_in(f"No. {wrong}") is None, "a wrong letter is noticed there, too"


@given(st.text(max_size=600))
def test_in_whatever_is_typed_there_is_a_number_or_none(typed: str) -> None:
    found = number_in(typed)
    assert found is None or read_number(found) == found
