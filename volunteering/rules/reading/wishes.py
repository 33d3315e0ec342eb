"""Reading what people type instead of tapping: the words for what they want, however politely, and a few sentences.

Where a wish leads, the handlers know.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.model import Model
from volunteering.rules.reading.wish_kinds import Wish
from volunteering.rules.reading.wish_words import WISHES


class Wished(Model):
    """A wish, and what it is about where that is said: a day, a title."""

    wish: Wish
    about: str = ""


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

_WHY_NOT: Final = re.compile(
    r".*(?:为什么|为啥|怎么).*(?:报不[了上成]|不能报|不让报|无法报|没法报).*"
    r"|.*\bwhy (?:can'?t|cannot|can not|couldn'?t)\b.*\b(?:sign up|join|register|take part)\b.*"
)
"""Of a folded text: somebody can't sign up, and they ask why."""

_TO_ROLE: Final = re.compile(
    r"(?:我|请|帮我|想|要|可以|能)*(?:换成|换到|换做|改做|改当|转做|转到)[^\d周点号]{1,20}"
    r"|(?:i want to |can i |please )?(?:switch|move me|change me) to (?:the )?[^\d]{1,30}"
)
"""Of a folded text: another role, by its name: 换成急救员."""

_PAPER: Final = re.compile(
    r"我?(?:有|考[了过到]|考到了|拿到了?|取得了?|刚?考了|要?添加|要?新增|要?增加|要?上传|要?更新|要?提交)[^\d]{0,12}(?:证|证书|证照|执照)了?"
    r"|(?:i have|i got|add|upload|my)(?: an?| my| the)? [^\d]{0,30}(?:certificate|licence|license)"
)
"""Of a folded text: a certificate, by its name: 我有急救证."""

_OF_SERVICE: Final = re.compile(
    r"(?:我|请|帮|给|想|要|开|打印|出|一?[张份])*(?:今年|去年|前年|上个?月|这个?月|本月|全部|所有|\d{2,4}年?(?:\d{1,2}月)?份?)的?"
    r"(?:志愿|志工|义工|服务|时长|时数|者)*(?:证明|证书)"
    r"|(?:get |print )?(?:my |a |the )?certificates? (?:of|for) (?:my service )?(?:in |of |for )?"
    r"(?:this year|last year|\d{4}|everything|all(?: my hours)?)"
    r"|(?:this|last) year'?s certificate"
)
"""Of a folded text: a certificate of a year's service: 去年的证明."""

_COMMEND: Final = re.compile(
    r"(?:我|请|帮|想|要)*表扬(?:一下)?[^\d]{1,20}|(?:i want to |please )?(?:commend|praise) .{1,30}"
)
"""Of a folded text: a word for somebody, by their name: 表扬小王."""

_LATE: Final = re.compile(
    r"(?:我|可能|大概|恐怕|应该|今天|明天|会|要)*(?:晚|迟)(?:一?[点会些]儿?|.{0,6}分钟?|.{0,4}小时)?(?:才|再)?(?:到|来)"
    r"(?:.{0,6}分钟?|.{0,4}小时|一会儿?)?[了啦哦]?"
    r"|(?:i'?m |i am |i'?ll be |i will be |i may be |running |be |about |a bit |a little |\d+ min(?:ute)?s? )+late"
)
"""Of a folded text: they come, and late: 我晚到十分钟, running 10 minutes late."""

_LITTLE: Final = re.compile(
    r"我|请|帮|麻烦|想|要|有事|临时|突然|那个|这个|的?活动|的"
    r"|\b(?:i|we|am|to|on|for|the|my|shift|in|activity|sorry|but|of)\b|[^\w\s.:/-]"
)
"""What stands around the day or the title in such a message."""


_SENTENCES: Final = (
    (_WHY_NOT, Wish.WHY_NOT),
    (_TO_ROLE, Wish.MY_ROLE),
    (_OF_SERVICE, Wish.CERTIFICATE),
    (_COMMEND, Wish.COMMEND),
    (_PAPER, Wish.QUALIFICATIONS),
    (_LATE, Wish.ANSWER),
)


def wish_in(typed: str) -> Wished | None:
    """What somebody wants who typed this; None for all that is no wish of the list."""
    text = unicodedata.normalize("NFKC", typed).strip() if len(typed) <= _LONGEST else ""
    if len(text) > _LONGEST:  # one letter may stand for a whole sentence
        return None
    phrases = list(_less_and_less_polite(text))
    for phrase in phrases:
        if (wish := WISHES.get(folded(phrase))) is not None:
            return Wished(wish=wish)
    if sentence := next((wish for said, wish in _SENTENCES if said.fullmatch(folded(text))), None):
        return Wished(wish=sentence)
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
