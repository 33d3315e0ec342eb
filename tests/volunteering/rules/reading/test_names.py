"""A name that somebody says in a sentence, as people do when they are asked what they are called."""

import pytest

from volunteering.rules.reading import read_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("我叫王芳", "王芳"),
        ("我叫 趙師傅。", "趙師傅"),
        ("我是李㐂", "李㐂"),
        ("叫我小林就好", "小林"),
        ("請叫我陳姐", "陳姐"),
        ("您可以叫我老周吧", "老周"),
        ("我的名字是欧阳堃", "欧阳堃"),
        ("姓名：𠮷田惠", "𠮷田惠"),
        ("你好，我叫Ann", "Ann"),
        ("My name is Maria Santos.", "Maria Santos"),
        ("I'm Tom", "Tom"),
        ("call me Ann, please", "Ann"),
        ("Hello, I am Ian", "Ian"),
    ],
)
def test_the_name_in_it(typed: str, name: str) -> None:
    assert read_name(typed) == name


@pytest.mark.parametrize("typed", ["王芳", "小林🌸", "Ian", "Imogen", "我", "叫我", "Call", "是枝裕和", "叶名琛", ""])
def test_what_introduces_nobody_is_a_name(typed: str) -> None:
    assert read_name(typed) == typed
