"""By which law service records are written: what sheets and columns are called then (docs/rules.md: Service records).

A law's words are in its own language, whatever the reader's is.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from volunteering.rules.service_records import RecordHeads
from volunteering.rules.training import TrainingStage


class RecordLaw(StrEnum):
    """A preset. A name that was once written is never called otherwise."""

    CN_ORDER_67 = "cn-order67"  # Order 67 of China's Ministry of Civil Affairs, art. 7 and 15
    TW_RECORD_BOOK = "tw-record-book"  # 志願服務法, and the record book that goes with it


_HEADS: Final[Mapping[RecordLaw, Mapping[str, str]]] = {
    RecordLaw.CN_ORDER_67: {
        "people": "志愿者基本信息",
        "people.person": "志愿者编号",
        "people.name": "姓名",
        "people.team": "所属志愿服务组织",
        "people.hours": "累计服务时间（小时）",
        "people.registered": "注册日期",
        "activities": "志愿服务活动",
        "activities.title": "活动名称",
        "activities.content": "服务内容",
        "activities.place": "活动地点",
        "activities.team": "活动组织单位",
        "activities.responsible": "活动负责人",
        "service": "志愿服务情况",
        "service.person": "志愿者编号",
        "service.name": "姓名",
        "service.activity": "活动名称",
        "service.day": "活动日期",
        "service.place": "活动地点",
        "service.content": "服务内容",
        "service.hours": "服务时间（小时）",
        "service.team": "活动组织单位",
        "service.responsible": "活动负责人",
        "service.recorded": "记录日期",
        "training": "培训情况",
        "honours": "表彰奖励情况",
        "appraisal": "评价情况",
    },
    RecordLaw.TW_RECORD_BOOK: {
        "people": "志工基本資料",
        "people.person": "志工編號",
        "people.name": "姓名",
        "people.team": "運用單位",
        "people.hours": "服務時數累計",
        "activities": "服務項目",
        "activities.title": "服務項目",
        "activities.content": "服務內容",
        "activities.team": "運用單位",
        "service": "服務紀錄",
        "service.person": "志工編號",
        "service.name": "姓名",
        "service.activity": "服務項目",
        "service.content": "服務內容",
        "service.day": "服務日期",
        "service.hours": "服務時數（不含交通時間）",
        "service.team": "運用單位",
        "service.responsible": "督導人員",
        "service.recorded": "登錄日期",
        "training": "教育訓練",
        "training.title": "訓練課程",
        "training.stage": "訓練類別（基礎或特殊訓練）",
        "training.hours": "訓練時數",
        "training.team": "訓練單位",
        "honours": "表揚及獎勵",
        "qualifications": "訓練及證照",
    },
}


STAGES: Final[Mapping[TrainingStage, str]] = {
    TrainingStage.BASIC: "基礎訓練",
    TrainingStage.SPECIAL: "特殊訓練",
}
"""What the record book calls them."""


def law_of(value: str | None) -> RecordLaw | None:
    """The law that a unit's setting says; None where no unit has decided, or by none."""
    return RecordLaw(value) if value else None


def heads_by(law: RecordLaw | None, said: RecordHeads) -> RecordHeads:
    """What sheets and columns are called by that law; what whoever runs the server says of them goes before."""
    return said if law is None else RecordHeads(said={**_HEADS[law], **said.said})
