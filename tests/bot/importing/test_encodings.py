"""Names of real lists come out as they were written, whatever a spreadsheet saved them in."""

import pytest

from bot.ground.errors import CommandError
from bot.importing.encodings import decoded

SIMPLIFIED = (
    "姓名,手机,团队\n王伟,13900000001,椒江区志愿者协会\n欧阳靖雯,13900000002,海门街道\n"
    "冯骥才,13900000003,\n尉迟璟,13900000004,"
)
TRADITIONAL = (
    "姓名,電話,團隊\n陳怡君,0912345678,大安區志工隊\n張簡雅婷,0912345679,\n"
    "黃鈺淇,0912345670,臺北市志願服務協會\n龔韻如,0912345671,"
)
SHORT = "姓名,电话\n李丽,13900000001\n"


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, SHORT, "name,phone\nWei,1\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_what_a_computer_in_china_saves_is_read(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)).removeprefix("\ufeff") == text


@pytest.mark.parametrize("text", [TRADITIONAL, "姓名,電話\n林志玲,0912345678\n"])
@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs", "utf-8", "gb18030"])
def test_what_a_computer_in_taiwan_or_hong_kong_saves_is_read(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "name", ["王伟", "李丽", "张敏", "刘洋", "陈静", "杨磊", "黄艳", "赵军", "周杰", "吴娟", "诸葛亮", "司马懿"]
)
def test_one_name_alone_is_told_from_big5(name: str) -> None:
    assert decoded(f"姓名,手机\n{name},1\n".encode("gb18030")) == f"姓名,手机\n{name},1\n"


@pytest.mark.parametrize(
    "name", ["王偉", "李麗", "張敏", "劉洋", "陳靜", "楊磊", "黃艷", "趙軍", "周傑", "吳娟", "諸葛亮", "司馬懿"]
)
def test_one_name_alone_is_told_from_gb18030(name: str) -> None:
    assert decoded(f"姓名,電話\n{name},1\n".encode("big5")) == f"姓名,電話\n{name},1\n"


def test_what_is_no_text_is_refused_in_a_sentence() -> None:
    with pytest.raises(CommandError, match="Save it as XLSX"):
        decoded(bytes(range(128, 256)) * 3 + b"\xff\xff")
