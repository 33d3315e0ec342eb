"""What people type in place of the button: a letter, a place, the words on it."""

import pytest

from volunteering.rules.reading import choices_in

OPTIONS = ("Run away", "Call 120", "Take a picture")
PLAIN = ("跑开", "打电话", "拍照")


@pytest.mark.parametrize(
    "typed",
    [
        *("B", "b", "Ｂ", "ｂ", "B.", "b)", "(B)", "B项", "B吧", "选B", "選 b", "我选B", "选择B"),
        *("答案B", "答案是B", "正确答案：B", "The answer is B", "answer: b", "option B"),
        *("第2个", "第二个", "第二個", "第2项", "2", "2.", "②", "二", "2号", "the second", "second one"),
        *("打电话", "打電話", "B. 打电话", "B打电话"),
    ],
)
def test_one_is_meant(typed: str) -> None:
    assert choices_in(typed, PLAIN, lettered=True) == frozenset({1})


@pytest.mark.parametrize("typed", ["A C", "ac", "AC", "A、C", "A和C", "a and c", "A,C", "选AC", "c a", "A, C。"])
def test_several_are_meant(typed: str) -> None:
    assert choices_in(typed, PLAIN, lettered=True) == frozenset({0, 2})


@pytest.mark.parametrize(
    "typed",
    ["", "D", "ABCD", "第4个", "0", "9", "ca", "cab", "不知道", "bad", "what is B?", "B" * 300, "我的报名", "/b", "?"],
)
def test_nobody_can_tell(typed: str) -> None:
    assert choices_in(typed, PLAIN, lettered=True) is None


def test_a_number_is_an_option_s_own_text_before_it_is_its_place() -> None:
    assert choices_in("2", ("1", "3", "2"), lettered=True) == frozenset({2})
    assert choices_in("2", ("110", "119", "120"), lettered=True) is None
    assert choices_in("第2个", ("110", "119", "120"), lettered=True) == frozenset({1})
    assert choices_in("call 120", OPTIONS, lettered=True) == frozenset({1})
    assert choices_in("b. call 120", OPTIONS, lettered=True) == frozenset({1})


def test_without_letters_a_letter_is_none_of_them() -> None:
    assert choices_in("B", PLAIN) is None
    assert choices_in("第2个", PLAIN) == frozenset({1})
    assert choices_in("最后一个", PLAIN) == frozenset({2})
    assert choices_in("the last one", PLAIN) == frozenset({2})
