"""Service records by law: every sheet and column is one of ours, and none is called as another."""

import json

import pytest

from volunteering.rules.record_laws import RecordLaw, heads_by, law_of
from volunteering.rules.service_records import OUR_HEADS, RecordHeads, read_heads


@pytest.mark.parametrize("law", RecordLaw)
def test_what_a_law_calls_things_would_do_as_a_map_of_names(law: RecordLaw) -> None:
    heads = heads_by(law, OUR_HEADS)
    assert read_heads(json.dumps(dict(heads.said))) == heads


def test_what_the_law_asks_for_is_called_as_it_says() -> None:
    """Order 67, art. 7: name, date, place, content, time, organising unit, person responsible."""
    heads = heads_by(RecordLaw.CN_ORDER_67, OUR_HEADS)
    asked = ("activity", "day", "place", "content", "hours", "team", "responsible")
    assert [heads.of_column("service", name) for name in asked] == [
        "活动名称",
        "活动日期",
        "活动地点",
        "服务内容",
        "服务时间（小时）",
        "活动组织单位",
        "活动负责人",
    ]
    book = heads_by(RecordLaw.TW_RECORD_BOOK, OUR_HEADS)
    assert book.of_column("service", "hours") == "服務時數（不含交通時間）"
    assert book.of_sheet("training") == "教育訓練"


def test_what_the_server_says_goes_before() -> None:
    said = RecordHeads(said={"service.hours": "时长"})
    assert heads_by(RecordLaw.CN_ORDER_67, said).of_column("service", "hours") == "时长"
    assert heads_by(None, said) is said


def test_the_law_of_a_setting() -> None:
    assert law_of("cn-order67") is RecordLaw.CN_ORDER_67
    assert law_of(None) is None
