"""Two volunteers, one reading 简体 and one 繁體, live through a whole shift; nothing English is in their way."""

import re
from collections.abc import Mapping
from datetime import time

import pytest

from playground.phone import Phone
from tests.support.town import Town
from volunteering.people import Language

LABELS = {
    Language.SIMPLIFIED: {
        "sign up": "报名", "in": "报名成功：河道清洁", "tomorrow": "明天见", "coming": "我会来", "there": "到时见：河道清洁",
        "leave": "取消报名", "left": "已取消：河道清洁", "again": "重新报名", "who came": "谁参加了“河道清洁”？",
        "roster": "签到表", "all": "全部到场", "confirm": "确认", "hours": "已为您记录3小时", "my hours": "我的时长",
        "logged": "2小时30分", "pending": "有时长待审核", "approve": "通过", "approved": "您的时长通过了",
    },
    Language.TRADITIONAL: {
        "sign up": "報名", "in": "報名成功：河道清洁", "tomorrow": "明天見", "coming": "我會到", "there": "到時見：河道清洁",
        "leave": "取消報名", "left": "已取消：河道清洁", "again": "重新報名", "who came": "誰參加了「河道清洁」？",
        "roster": "簽到表", "all": "全員到齊", "confirm": "確認", "hours": "已為您記錄3小時", "my hours": "我的時數",
        "logged": "2小時30分", "pending": "有時數待審核", "approve": "核准", "approved": "您的時數核准了",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", LABELS)
async def test_a_whole_shift(town: Town, language: Language) -> None:
    said = LABELS[language]
    li = await town.leader("李敏", language, team="白云")
    lin = await town.member("小林", language, team="白云")
    await town.activity("河道清洁", li, in_days=2, at=time(9), hours=3, place="东门", details="带手套")

    await lin.sends("/activities")
    await lin.taps("河道清洁")
    await lin.taps(said["sign up"])
    await lin.sees(said["in"])
    await town.passes(days=1)
    await lin.sees(said["tomorrow"])
    await lin.taps(said["coming"])
    await lin.sees(said["there"])

    await town.passes(days=1, hours=3, minutes=1)
    await li.sees(said["who came"])
    for label in ("roster", "all", "confirm"):
        await li.taps(said[label])
    await lin.sees(said["hours"])

    await lin.sends("/hours 2.5 2026-11-20 图书馆帮忙")
    await lin.taps(said["confirm"])
    await li.sees(said["pending"])
    await li.taps(said["approve"])
    await lin.sees(said["approved"])
    await lin.taps(said["my hours"])
    await lin.sees(said["logged"])
    for command in ("/start", "/my", "/profile", "/privacy", "/help", "/language", "/nonsense", "/manage", "/new"):
        for someone in (lin, li):
            await someone.sends(command)
            is_all_chinese(someone, said)
    for someone in (lin, li):
        is_all_chinese(someone, said)


def is_all_chinese(phone: Phone, said: Mapping[str, str]) -> None:
    """Of Latin letters there are only commands, names of languages, and what stands in an address."""
    for bubble in phone.chat:
        if bubble.is_mine:
            continue
        words = "\n".join((bubble.text, *bubble.labels))
        words = re.sub(r"/\w+|English|Language|Telegram|Yigong|Taizhou|JSON", "", words)
        assert not re.search(r"[A-Za-z]{2,}", words), f"English on the phone of {phone.person.first_name}:\n{words}"
