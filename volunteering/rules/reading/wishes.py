"""Reading what people type instead of tapping: a small list of words a language, however politely, and a few sentences.

The words stand here and not in the catalogues: nobody is told them, and a wish has as many as people have for it, in
each language its own. Where a wish leads, the handlers know.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.model import Model


class Wish(StrEnum):
    """What somebody wants, in a word."""

    ACTIVITIES = "activities"
    WEEKEND = "weekend"
    THIS_WEEK = "this_week"
    MY_SHIFTS = "my_shifts"
    MY_ACTIVITIES = "my_activities"  # that one leads, or takes part in
    MY_HOURS = "my_hours"
    LOG_HOURS = "log_hours"
    PROFILE = "profile"
    QUALIFICATIONS = "qualifications"
    VERIFY = "verify"  # those of others
    MY_TEAMS = "my_teams"
    ASK_LEADER = "ask_leader"
    QUESTIONS = "questions"  # that were asked of one, or by one
    MY_QUESTIONS = "my_questions"
    GREET = "greet"  # or thank
    HOME = "home"
    CANNOT_COME = "cannot_come"  # to the shift of a day or with a title, where that is said
    LEAVE = "leave"  # a shift, a team, or for good
    STOP = "stop"  # with what one is in
    LOOK_FOR = "look_for"  # something to sign up for
    HELP = "help"
    LANGUAGE = "language"
    PRIVACY = "privacy"
    POST = "post"
    MANAGE = "manage"
    DECIDE = "decide"
    TOTALS = "totals"
    PEOPLE = "people"
    TEAMS = "teams"


class Wished(Model):
    """A wish, and what it is about where that is said: a day, a title."""

    wish: Wish
    about: str = ""


_WORDS: Final = {
    Wish.ACTIVITIES: """
        activities, activity, events, what is on, what's on, what is coming up, sign up, all activities
        活动, 志愿活动, 活动列表, 所有活动, 全部活动, 最近活动, 近期活动, 有什么活动, 最近有什么活动, 看活动
        活动报名, 报名活动, 报名
        活動, 志工活動, 活動列表, 所有活動, 近期活動, 有什麼活動, 最近有什麼活動, 活動報名, 報名活動, 報名
    """,
    Wish.WEEKEND: """
        weekend, this weekend, on the weekend
        周末, 这周末, 本周末, 周末活动
        週末, 這週末, 週末活動
    """,
    Wish.THIS_WEEK: """
        this week
        本周, 这周, 本周活动
        本週, 這週, 本週活動
    """,
    Wish.MY_SHIFTS: """
        my shifts, my shift, shifts, my sign-ups, my sign ups, my signups, my schedule
        我的报名, 我报的名, 我报名的活动, 我的班次, 我的场次, 我的候补, 我的安排, 已报名
        我的報名, 我報名的活動, 我的班次, 我的場次, 我的候補, 已報名
    """,
    Wish.MY_ACTIVITIES: """
        my activities
        我的活动
        我的活動
    """,
    Wish.MY_HOURS: """
        hours, my hours, service hours, how many hours do i have
        时长, 我的时长, 志愿时长, 服务时长, 工时, 时数, 我有多少时长, 我的记录
        時數, 我的時數, 志工時數, 服務時數, 時長, 我有多少時數, 我的紀錄
    """,
    Wish.LOG_HOURS: """
        log hours, add hours, log my hours
        补录时长, 补录, 补时长, 登记时长, 记时长
        補登時數, 補登, 登錄時數, 補時數
    """,
    Wish.PROFILE: """
        profile, my profile, my account, change my name, change my phone
        个人资料, 我的资料, 个人信息, 我的信息, 改名字, 改手机号, 改电话
        個人資料, 我的資料, 個人資訊, 我的資訊, 改名字, 改電話
    """,
    Wish.QUALIFICATIONS: """
        qualifications, my qualifications, add a qualification, my certificates, add a certificate
        资质, 我的资质, 添加资质, 证书, 我的证书, 添加证书, 上传证书
        資格, 我的資格, 新增資格, 證書, 我的證書, 證照, 我的證照, 上傳證書
    """,
    Wish.VERIFY: """
        to verify, qualifications to verify
        待核实, 待核实的资质, 核实资质
        待核實, 待核實的資格, 核實資格
    """,
    Wish.MY_TEAMS: """
        my team, my teams, change team
        我的团队, 换团队, 我的分会
        我的團隊, 換團隊
    """,
    Wish.ASK_LEADER: """
        ask the leader, ask my leader, ask a leader, contact the leader, contact my leader, i have a question
        问问负责人, 问负责人, 联系负责人, 找负责人, 我有问题, 我想问一下, 想问一下, 客服, 人工客服
        問問領隊, 問領隊, 聯絡領隊, 找領隊, 我有問題, 我想問一下, 客服
    """,
    Wish.QUESTIONS: """
        questions, questions to answer
        提问, 待回复
        提問, 待回覆
    """,
    Wish.MY_QUESTIONS: """
        my questions, my question
        我的提问, 我的问题
        我的提問, 我的問題
    """,
    Wish.GREET: """
        hello, hi, hey, good morning, thanks, thank you, thank you very much
        你好, 您好, 早上好, 谢谢, 谢谢您, 多谢, 辛苦了
        早安, 謝謝, 謝謝您, 多謝
    """,
    Wish.HOME: """
        home, menu, main menu, start, back
        首页, 主页, 菜单, 主菜单, 返回, 开始
        首頁, 主頁, 選單, 主選單, 返回, 開始
    """,
    Wish.CANNOT_COME: """
        cancel my shift, cancel my place, cancel sign-up, cancel my sign-up, cancel registration, unregister
        取消报名, 取消我的报名, 退出报名, 退报名, 撤销报名, 退出候补, 取消活动
        取消報名, 取消我的報名, 退出報名, 撤銷報名, 退出候補, 取消活動
    """,
    Wish.LEAVE: """
        leave, quit, exit, unsubscribe
        退出, 离开, 注销, 退订
        退出, 離開, 註銷
    """,
    Wish.STOP: """
        cancel, stop, never mind
        取消, 算了, 不填了, 停止
        取消, 算了, 不填了, 停止
    """,
    Wish.HELP: """
        help, how does this work, what can you do, what can i do here, instructions
        帮助, 怎么用, 使用说明, 说明, 你会什么, 有什么功能
        說明, 幫助, 怎麼用, 使用說明
    """,
    Wish.LANGUAGE: """
        language, change language, english, chinese
        语言, 换语言, 中文, 英文, 简体
        語言, 換語言, 中文, 英文, 繁體
    """,
    Wish.PRIVACY: """
        privacy, my data, delete my account, delete my data, erase my data, download my data
        隐私, 我的数据, 删除账号, 删除我的资料, 下载我的资料
        隱私, 我的個資, 刪除帳號, 刪除我的資料, 下載我的資料
    """,
    Wish.POST: """
        new activity, new, post an activity, post activity, post
        发布活动, 发布, 发活动, 新活动, 新建活动
        發布活動, 發佈活動, 新增活動, 發活動
    """,
    Wish.MANAGE: """
        manage, rosters, roster
        管理, 管理活动, 我负责的活动, 签到, 签到表
        管理, 管理活動, 我帶的活動, 簽到, 簽到表
    """,
    Wish.DECIDE: """
        hours to decide, hours to approve
        待审核时长, 审核时长, 审核
        待審核時數, 審核時數, 審核
    """,
    Wish.TOTALS: """
        totals, stats, statistics
        统计, 统计数据, 月报
        統計, 月報
    """,
    Wish.PEOPLE: """
        people, volunteers
        志愿者, 人员, 找人
        志工, 人員, 找人
    """,
    Wish.TEAMS: """
        teams, units, branches
        团队, 分会
        團隊, 分會
    """,
}  # fmt: skip

WISHES: Final = {
    folded(word.strip()): wish
    for wish, listed in _WORDS.items()
    for line in listed.strip().splitlines()
    for word in line.strip(" ,").split(",")
}
"""By the folded word."""

_LONGEST: Final = 60
"""In characters: what is longer tells something, and is no word on a button."""

_BEFORE: Final = re.compile(
    r"(?:请问|請問|请|請|麻烦|麻煩|帮我|幫我|帮忙|幫忙|帮|幫|给我|給我|我想要|我想|我要|我需要|想要|想|要|可不可以|可以"
    r"|可否|能不能|能|怎么|怎麼|怎样|怎樣|如何|在哪里|在哪裡|在哪|哪里|哪裡|查看|查一下|查询|查詢|查|看看|看一下|看"
    r"|打开|打開|您好|你好"
    r"|(?:please|pls|hi|hello|hey|i want to|i would like to|i'?d like to|i wanna|i need to|i need|i want|can i|could i"
    r"|may i|can you|could you|how do i|how can i|how to|where do i|where can i|where are|where is|where'?s|show me"
    r"|show|see|open|go to|take me to|look at|view|check|what are|the)\b)[\s,，]*",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"[\s,，]*(?:可以吗|可以嗎|好吗|好嗎|行吗|行嗎|吗|嗎|呢|吧|啊|呀|了|一下|在哪里|在哪裡|在哪|怎么弄|怎么办|怎麼辦"
    r"|怎麼弄|谢谢您?你?|謝謝您?你?|\b(?:please|pls|thanks|thank you))$",
    re.IGNORECASE,
)
"""How people are polite about a word: 请帮我看一下我的报名可以吗."""

_LOOKS: Final = re.compile(
    r"(?:报名参加|報名參加|报名|報名|参加|參加|查找|寻找|尋找|搜索|搜尋|找|搜|(?:sign (?:me |us )?up (?:for|to)"
    r"|register (?:me )?for|join|find|search for|search|look for)(?: the)?\s)\s*(?P<what>.+)",
    re.IGNORECASE,
)
_CANNOT: Final = re.compile(
    r"(?P<before>.*?)(?:(?:来|去)不(?:了|成)|到不了|不能(?:来|去|参加|到)|(?:没法|没办法|无法)(?:来|去|参加|到)"
    r"|参加不了|不(?:来|去|参加)了|请个?假|取消(?!活动)(?P<inner>.{0,12}?)的?报名)[了啦呢啊]?(?P<behind>.*)"
    r"|(?:.*?\b(?:(?:can'?t|cannot|can not|couldn'?t|won'?t be able to|will not be able to|unable to|not able to)"
    r"(?: (?:come|make it|be there|attend|go|join|take part|do))?|not coming"
    r"|cancel (?:my |the )?(?:shift|sign-?up|place|spot|registration|participation)))\b(?P<after>.*)"
)
"""Of a folded text: they cannot come, and may say when, or to what."""

_LITTLE: Final = re.compile(
    r"我|请|帮|麻烦|想|要|有事|临时|突然|那个|这个|的?活动|的"
    r"|\b(?:i|we|am|to|on|for|the|my|shift|in|activity|sorry|but|of)\b|[^\w\s.:/-]"
)
"""What stands around the day or the title in such a message."""


def wish_in(typed: str) -> Wished | None:
    """What somebody wants who typed this; None for all that is no wish of the list."""
    text = unicodedata.normalize("NFKC", typed).strip() if len(typed) <= _LONGEST else ""
    if len(text) > _LONGEST:  # one letter may stand for a whole sentence
        return None
    phrases = list(_less_and_less_polite(text))
    for phrase in phrases:
        if (wish := WISHES.get(folded(phrase))) is not None:
            return Wished(wish=wish)
    if cannot := _CANNOT.fullmatch(folded(text)):
        which = _LITTLE.sub(" ", " ".join(part or "" for part in cannot.groups()))
        return Wished(wish=Wish.CANNOT_COME, about=" ".join(which.split()))
    looks = next((found for phrase in phrases if (found := _LOOKS.fullmatch(phrase))), None)
    if looks is None:
        return None
    return Wished(wish=Wish.LOOK_FOR, about=_bare(_BEHIND.sub("", _bare(looks["what"]))))


def _less_and_less_polite(text: str) -> Iterator[str]:
    """The text, and what is left of it without one courtesy after the other: those behind it first."""
    yield text
    while text:
        bare = _bare(text)
        yield bare
        before = _BEFORE.match(bare)
        shorter = _BEHIND.sub("", bare)
        if shorter == bare:
            if before is None:
                return
            shorter = bare[before.end() :]
        text = shorter


def _bare(text: str) -> str:
    """Without the marks, icons and spaces around it."""
    begin, end = 0, len(text)
    while begin < end and unicodedata.category(text[begin])[0] in "PSZCM":
        begin += 1
    while end > begin and unicodedata.category(text[end - 1])[0] in "PSZCM":
        end -= 1
    return text[begin:end]
