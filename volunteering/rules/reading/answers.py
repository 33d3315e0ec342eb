"""Answers that people type where some are offered to be tapped, 女的 or 大专毕业, and that they give none."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from volunteering.rules.ground.folding import folded
from volunteering.rules.profiles import Background, Education, Gender

E = TypeVar("E", bound=StrEnum)


def _by_word(words: Mapping[E, str]) -> Mapping[str, E]:
    return {folded(word.strip()): answer for answer, listed in words.items() for word in listed.split(",")}


_GENDERS: Final = _by_word(
    {
        Gender.WOMAN: "女, 女的, 女性, 女士, 女生, 女人, 女同志, f, female, a woman, lady",
        Gender.MAN: "男, 男的, 男性, 男士, 男生, 男人, 先生, 男同志, m, male, a man",
        Gender.OTHER: "其它, 其他性别, other, non-binary, nonbinary",
    }
)
_EDUCATIONS: Final = _by_word(
    {
        Education.PRIMARY: """
            小学, 国小, 没上过学, 没上过, 没读过书, 文盲, 不识字, none, primary, primary school,
            elementary school
        """,
        Education.JUNIOR: "初中, 国中, 初级中学, middle school, junior high, junior high school, junior secondary",
        Education.SENIOR: """
            高中, 中专, 职高, 技校, 高职, 中技, 职业高中, 普高, 高级中学, high school, senior high,
            senior high school, senior secondary, secondary school, vocational, vocational school
        """,
        Education.COLLEGE: "大专, 专科, 大学专科, 高专, 二专, 五专, college, associate, associate degree, diploma",
        Education.BACHELOR: """
            本科, 大学, 大学本科, 学士, 大本, 科大, 四年制大学, bachelor, bachelors, ba, bsc, university, degree,
            undergraduate
        """,
        Education.MASTER: """
            研究生, 硕士, 博士, 硕士研究生, 博士研究生, 硕博, 研究所, 博士后, master, masters, ma, msc, mba, phd,
            doctor, doctorate, postgraduate
        """,
    }
)
_BACKGROUNDS: Final = _by_word(
    {
        Background.SOCIAL_WORK: "社工, 社会工作, 社区工作, 社区工作者, social worker",
        Background.PSYCHOLOGY: "心理, 心理学, 心理咨询, 心理咨询师, 谘商, 谘商心理师, psychologist, counsellor",
        Background.EDUCATION: """
            教育, 教师, 老师, 教书, 教书的, 教学, 幼师, 教授, 当老师, teacher, education, school teacher,
            professor
        """,
        Background.HEALTH: """
            医疗, 医生, 医师, 护士, 护理, 护理师, 医护, 药师, 卫生, 看护, 护工, 中医, nurse, doctor, medicine,
            medical, health, pharmacist, carer
        """,
        Background.LAW: "法律, 律师, 法务, 法官, 检察官, lawyer, solicitor, judge",
        Background.PUBLIC: """
            公务员, 公务人员, 机关, 机关单位, 事业单位, 干部, 警察, 公安, 民警, 消防, 消防员, 军人, 当兵,
            退伍军人, 部队, civil servant, police, police officer, firefighter, soldier, army
        """,
        Background.ENGINEERING: """
            工程, 工程师, 计算机, 电脑, it, 程序员, 软件, 软体, 建筑, 机械, 电子, 资讯, engineer, engineering,
            computing, programmer, software
        """,
        Background.BUSINESS: """
            经商, 做生意, 生意, 个体户, 会计, 会计师, 财务, 金融, 银行, 销售, 企业, 老板, accountant, accounting,
            finance, bank, business, sales, shopkeeper
        """,
        Background.MEDIA: """
            媒体, 传媒, 记者, 文艺, 艺术, 音乐, 美术, 设计, 摄影, 新闻, journalist, media, arts, artist, design
        """,
        Background.SPORT: "体育, 运动, 教练, sport, coach",
        Background.CRAFTS: """
            司机, 开车, 电工, 水电, 木工, 厨师, 工人, 农民, 务农, 种地, 农业, 运输, 快递, 裁缝, 理发, driver,
            electrician, plumber, cook, farmer, worker, carpenter, hairdresser
        """,
        Background.NONE: """
            没有, 无, 都没有, 都不是, 都不对, 学生, 其他, 其它, none, nothing, student, pupil, other
        """,
    }
)

_LEFT_OPEN: Final = re.compile(
    r"先?(?:跳过|略过)|我?不(?:想|愿|愿意|方便|便)?(?:说|填|填写|回答|透露|讲|告诉(?:您|你|你们)?)"
    r"|不方便|不便|保密|下一[个题]|skip(?: it| this)?|pass|next"
    r"|(?:i(?:'d| would) )?(?:rather not|prefer not to)(?: say| answer| tell)?|no (?:answer|comment)"
)

_SAID: Final = re.compile(
    r"^(?:我|本人)?(?:以前|原来|曾经)?(?:[是在]|[做当学读]过?)?(?:一?[个名位])?|^(?:i am|i'm|i was|i have) (?:an? )?"
)
_BEFORE: Final = re.compile(r"^(?:退休的?|已退休的?|以前的?|retired |former |an? )")
_BEHIND: Final = re.compile(r"(?:毕业|学历|文化|程度|水平|专业|工作|行业|退休|[生的了]| degree| school)$")
"""What people put around the word that answers: 我以前是护士, 大专毕业了, a retired teacher."""


def read_gender(typed: str) -> Gender | None:
    """What somebody says of their gender: 女的, 先生, female."""
    return _read(typed, _GENDERS)


def read_education(typed: str) -> Education | None:
    """大专毕业, 研究生, high school: the highest schooling that somebody says they finished."""
    return _read(typed, _EDUCATIONS)


def read_background(typed: str) -> Background | None:
    """护士, 我以前是老师, retired engineer: what somebody has learned or worked in."""
    return _read(typed, _BACKGROUNDS)


def leaves_open(typed: str) -> bool:
    """Whether somebody types that they would rather not answer: 跳过, 不想说, skip."""
    return _LEFT_OPEN.fullmatch(folded(typed).rstrip(" .。,，!！~～")) is not None


def _read(typed: str, words: Mapping[str, E]) -> E | None:
    """The answer whose word it is, alone or with what people put around one."""
    text = folded(typed).strip(" .。,，!！~～")
    for bare in (text, _SAID.sub("", text), _BEFORE.sub("", _SAID.sub("", text))):
        shorter = bare
        while True:
            if shorter in words:
                return words[shorter]
            cut = _BEHIND.sub("", shorter)
            if cut in {shorter, ""}:
                break
            shorter = cut
    return None
