"""Which column of somebody else's list is what: by its heading, in three languages, as federations write them."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.model import Model


class ListColumn(StrEnum):
    """What a column may hold that is imported."""

    NAME = "name"
    PHONE = "phone"
    BRANCH = "branch"  # of a team's way down the tree, the highest part
    TOWNSHIP = "township"
    TEAM = "team"
    HOURS = "hours"
    MINUTES = "minutes"
    DATE = "date"
    ACTIVITY = "activity"
    QUALIFICATION = "qualification"
    LEVEL = "level"
    NUMBER = "number"  # of the certificate
    ISSUED = "issued"
    BORN = "born"
    GENDER = "gender"


_HEADINGS: Final[Mapping[ListColumn, str]] = {
    ListColumn.NAME: (
        "姓名 名字 名称 志愿者姓名 志愿者 志工姓名 志工 义工姓名 义工 队员姓名 队员 成员 成员姓名 "
        "人员姓名 称呼 真实姓名 name fullname volunteer volunteername member membername"
    ),
    ListColumn.PHONE: (
        "手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 联络电话 行动电话 移动电话 手机电话 "
        "本人手机 本人电话 tel phone phonenumber mobile mobilephone mobilenumber telephone cell "
        "cellphone contactnumber"
    ),
    ListColumn.BRANCH: "分会 区县 县市区 县区 区市县 总队 大队 支会 branch county chapter",
    ListColumn.TOWNSHIP: "街道 乡镇 镇街 乡镇街道 街道乡镇 镇 支队 中队 township town subdistrict",
    ListColumn.TEAM: (
        "团队 单位 所属团队 所属单位 所在团队 所在单位 服务队 志愿服务队 队伍 所属队伍 小队 分队 小组 "
        "社区 村社 村居 组织 所属组织 所属机构 部门 团体 队别 组别 unit team group community "
        "organisation organization department"
    ),
    ListColumn.HOURS: (
        "时长 时数 服务时长 服务时数 志愿时长 志愿服务时长 累计时长 累计时数 总时长 总时数 累计服务时长 "
        "累计服务时数 小时 小时数 工时 服务小时 服务小时数 信用时数 hours hour totalhours servicehours "
        "hoursserved volunteerhours"
    ),
    ListColumn.MINUTES: "分钟 分钟数 服务分钟 时长分钟 minutes",
    ListColumn.DATE: "日期 服务日期 活动日期 服务时间 活动时间 时间 date servicedate day activitydate",
    ListColumn.ACTIVITY: (
        "活动 活动名称 项目 项目名称 服务项目 服务内容 活动项目 事由 activity activityname event project activitytitle"
    ),
    ListColumn.QUALIFICATION: (
        "资格 资质 证书 资格证 资格证书 持证情况 持有证书 证照 专业资格 证书名称 资格名称 qualification "
        "qualifications certificate licence license"
    ),
    ListColumn.LEVEL: "等级 级别 资格等级 证书等级 资格级别 证书级别 level grade",
    ListColumn.NUMBER: (
        "证号 证书号 证书编号 证书号码 资格证号 证照号码 certificatenumber certificateno licenceno licencenumber"
    ),
    ListColumn.ISSUED: (
        "发证日期 发证时间 取得日期 取得时间 获证日期 发照日期 核发日期 issued issuedon issuedate dateofissue"
    ),
    ListColumn.BORN: (
        "出生日期 出生年月 出生年月日 出生年份 出生年 出生 生日 born birthdate birthday dateofbirth dob birthyear "
        "yearofbirth"
    ),
    ListColumn.GENDER: "性别 gender sex",
}
"""Headings without spaces and brackets, in 简体 and small letters: 繁體 folds to them."""

_OF_HEADINGS: Final = {heading: column for column, headings in _HEADINGS.items() for heading in headings.split()}
_UNIT_OF_TIME: Final = re.compile(r"[(（\[【](.*?)[)）\]】]")
_ASIDE: Final = re.compile(r"[\s*＊:：_\-—/／.·()（）\[\]【】]+")
_MINUTES: Final = frozenset({"分钟", "分", "minutes", "min"})

_ENOUGH: Final = (
    {ListColumn.NAME, ListColumn.PHONE},
    {ListColumn.PHONE, ListColumn.HOURS},
    {ListColumn.PHONE, ListColumn.MINUTES},
    {ListColumn.PHONE, ListColumn.QUALIFICATION},
    {ListColumn.PHONE, ListColumn.TEAM},
    {ListColumn.BRANCH, ListColumn.TEAM},
    {ListColumn.TOWNSHIP, ListColumn.TEAM},
)
"""What makes a line the headings: a line of people has none of these words beside each other."""


class Headings(Model):
    """What the columns of a sheet are."""

    columns: Mapping[int, ListColumn]  # by place from the left, 0 the first
    heads: Mapping[ListColumn, str] = {}  # as they stand there
    unused: tuple[str, ...] = ()  # headings that say nothing that is imported, as they stand there

    @property
    def is_enough(self) -> bool:
        """Whether it is known whom or what the rows are about."""
        held = set(self.columns.values())
        return any(enough <= held for enough in _ENOUGH)

    @property
    def has_lines(self) -> bool:
        """Whether the hours come line by line, and not as one sum for each person."""
        held = set(self.columns.values())
        is_about, is_length = {ListColumn.DATE, ListColumn.ACTIVITY}, {ListColumn.HOURS, ListColumn.MINUTES}
        return bool(held & is_about) and bool(held & is_length)


def headings_in(cells: Sequence[str]) -> Headings:
    """What a line says as headings. Of two columns that say the same, the first one counts, and the other is unused."""
    columns: dict[int, ListColumn] = {}
    heads: dict[ListColumn, str] = {}
    unused: list[str] = []
    for place, cell in enumerate(cells):
        column = column_of(cell)
        if column is not None and column not in columns.values():
            columns[place] = column
            heads[column] = " ".join(cell.split())
        elif cell.strip():
            unused.append(" ".join(cell.split()))
    return Headings(columns=columns, heads=heads, unused=tuple(unused))


def column_of(heading: str) -> ListColumn | None:
    """What a heading says, with or without a unit in brackets: “服務時數（小時）”, “Phone *”; None: nothing of ours."""
    text = folded(heading)
    aside = "".join(_ASIDE.sub("", part) for part in _UNIT_OF_TIME.findall(text))
    bare, whole = _ASIDE.sub("", _UNIT_OF_TIME.sub("", text)), _ASIDE.sub("", text)
    column = _OF_HEADINGS.get(whole) or _OF_HEADINGS.get(bare)
    return ListColumn.MINUTES if column is ListColumn.HOURS and aside in _MINUTES else column
