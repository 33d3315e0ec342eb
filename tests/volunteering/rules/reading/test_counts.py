"""How many people or things there were, as people type it."""

import pytest

from volunteering.rules.reading import Problem, Unreadable, people_and_things, read_count


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("50", 50), ("50人", 50), ("about 50 people", 50), ("约50人", 50), ("~50", 50), ("50多人", 50),
        ("五十來人", 50), ("50+", 50),
        ("五十份", 50), ("fifty", 50), ("50瓶水", 50), ("50 bottles of water", 50), ("50位老人", 50),
        ("50個便當", 50), ("水50瓶", 50),
        ("water: 50", 50), ("发了50份", 50), ("一共50人", 50), ("總共50人", 50), ("50 (elderly)", 50),
        ("120 households", 120),
        ("1,200 flyers", 1200), ("1.2千", 1200), ("1.5k", 1500), ("1.5万", 15_000), ("a dozen", 12), ("两打", 24),
        ("50月饼", 50), ("50块月饼", 50), ("none", 0), ("no one", 0), ("没有", 0), ("零", 0),
    ],
)  # fmt: skip
def test_what_people_type(typed: str, count: int) -> None:
    assert read_count(typed) == count


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("50-60", (50, 60)),
        ("50至60人", (50, 60)),
        ("30 or 40", (30, 40)),
        ("30瓶水和20份饭", (50,)),
        ("30 bottles, 20 meals", (50,)),
        ("100 lunches + 50 bottles", (150,)),
    ],
)
def test_of_several_numbers_it_is_asked_what_is_meant(typed: str, numbers: tuple[int, ...]) -> None:
    found = read_count(typed)
    assert isinstance(found, Unreadable)
    assert (found.problem, found.numbers) == (Problem.WHICH_NUMBER, numbers)


@pytest.mark.parametrize(
    ("typed", "people", "things"),
    [
        ("35人，发了120份", 35, 120), ("35 people, 120 bottles", 35, 120), ("服務了三十五人，發放物資120份", 35, 120),
        ("about 35 elderly people and 120 meals", 35, 120), ("35人发了120份", 35, 120), ("35位老人 120份", 35, 120),
        ("发了120份，服务35人", 35, 120), ("120 bottles for 20 families", None, None),
        ("50-60人", None, None), ("30 or 40 people", None, None), ("35人", None, None), ("30瓶水和20份饭", None, None),
        ("35人份，120人份", None, None), ("35, 120", None, None),
    ],
)  # fmt: skip
def test_people_and_things_in_one_answer_are_both_understood(
    typed: str, people: int | None, things: int | None
) -> None:
    found = people_and_things(typed)
    assert (tuple(map(read_count, found)) if found else (None, None)) == (people, things)


def test_where_one_number_is_asked_for_it_is_asked_which_of_both_and_not_their_sum() -> None:
    found = read_count("35人，发了120份")
    assert isinstance(found, Unreadable)
    assert found.numbers == (35, 120)


@pytest.mark.parametrize(
    "typed",
    ["", "many", "很多", "几百", "2.5", "-5", "不到50", "less than 50",
     "50kg of rice", "50斤米", "3 hours", "50元", "15:30", "50%", "1 200"],
)  # fmt: skip
def test_what_is_measured_or_unknown_is_no_count(typed: str) -> None:
    found = read_count(typed)
    assert isinstance(found, Unreadable)
    assert found.problem is Problem.NOT_A_NUMBER


def test_what_is_too_many_is_said_so() -> None:
    found = read_count("12345678")
    assert isinstance(found, Unreadable)
    assert found.problem is Problem.OUT_OF_RANGE
