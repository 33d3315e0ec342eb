"""What people type where answers are offered to be tapped."""

import pytest

from volunteering.rules.profiles import Background, Education, Gender
from volunteering.rules.reading import leaves_open, read_background, read_education, read_gender


@pytest.mark.parametrize(
    ("typed", "gender"),
    [
        ("女的", Gender.WOMAN),
        ("女生", Gender.WOMAN),
        ("Female", Gender.WOMAN),
        ("男士", Gender.MAN),
        ("我是男的", Gender.MAN),
        ("a man", Gender.MAN),
        ("今天", None),
        ("", None),
    ],
)
def test_a_gender(typed: str, gender: Gender | None) -> None:
    assert read_gender(typed) is gender


@pytest.mark.parametrize(
    ("typed", "education"),
    [
        ("大专毕业", Education.COLLEGE),
        ("大學畢業了。", Education.BACHELOR),
        ("本科生", Education.BACHELOR),
        ("高职", Education.SENIOR),
        ("硕士研究生", Education.MASTER),
        ("初中文化", Education.JUNIOR),
        ("沒上過學", Education.PRIMARY),
        ("high school", Education.SENIOR),
        ("Bachelor degree", Education.BACHELOR),
        ("护士", None),
    ],
)
def test_schooling(typed: str, education: Education | None) -> None:
    assert read_education(typed) is education


@pytest.mark.parametrize(
    ("typed", "background"),
    [
        ("我以前是护士", Background.HEALTH),
        ("退休教师", Background.EDUCATION),
        ("退伍軍人", Background.PUBLIC),
        ("retired nurse", Background.HEALTH),
        ("I was a teacher", Background.EDUCATION),
        ("做生意的", Background.BUSINESS),
        ("开车的", Background.CRAFTS),
        ("學生", Background.NONE),
        ("大专", None),
    ],
)
def test_what_somebody_has_learned(typed: str, background: Background | None) -> None:
    assert read_background(typed) is background


@pytest.mark.parametrize(
    "typed",
    [
        "不想说",
        "不方便透露",
        "不便透露",
        "我不想填",
        "跳过",
        "略過",
        "Skip",
        "保密",
        "prefer not to say",
        "I'd rather not say",
    ],
)
def test_who_would_rather_not_answer(typed: str) -> None:
    assert leaves_open(typed)


@pytest.mark.parametrize("typed", ["", "不是", "说不好", "过期的", "passport", "普通话", "没有", "no", "下一个路口"])
def test_an_answer_is_not_taken_for_none(typed: str) -> None:
    assert not leaves_open(typed)
