"""Stars told: when somebody stands otherwise than they were told, and why."""

from volunteering.rules.honours import StarMark, Starred, StarsBecause, because
from volunteering.rules.volunteers import Standing

LADDER = (100, 300)


def mark(stars: int | None, ladder: str = "100,300") -> StarMark:
    return StarMark(stars=stars, ladder=ladder, turn=3)


def starred(hours: int, told: StarMark | None, ladder: str | None = None) -> Starred:
    return Starred(person_id=1, standing=Standing.ACTIVE, minutes=hours * 60, ladder=ladder, mark=told)


def test_why_somebody_is_told() -> None:
    assert because(None, 0, LADDER) is None
    assert because(None, 1, LADDER) is StarsBecause.REACHED
    assert because(mark(1), 1, LADDER) is None
    assert because(mark(1), 2, LADDER) is StarsBecause.REACHED
    assert because(mark(2), 1, LADDER) is StarsBecause.CORRECTED
    assert because(mark(2, "50,150"), 1, LADDER) is StarsBecause.LADDER
    assert because(mark(1, "50,150"), 1, LADDER) is None, "as many by the other ladder"


def test_what_somebody_had_before_anybody_was_told_is_no_news() -> None:
    assert because(mark(None, ""), 2, LADDER) is None


def test_who_stands_otherwise() -> None:
    assert not starred(0, None).stands_otherwise(LADDER)
    assert starred(99, None).stands_otherwise(LADDER), "by which ladder they have none"
    assert starred(100, None).stands_otherwise(LADDER)
    assert not starred(100, mark(1)).stands_otherwise(LADDER)
    assert starred(99, mark(1)).stands_otherwise(LADDER)
    assert starred(100, mark(1), ladder="50,100").stands_otherwise(LADDER)
    assert starred(100, mark(1), ladder="50,300").stands_otherwise(LADDER), "the ladder they know is another"
