"""What is a wish, in three languages and however it is put; and what is none."""

import pytest

from volunteering.rules.reading import Wish, Wished, wish_in
from volunteering.rules.reading.wish_words import WISHES as WORDS

WISHES: dict[str, Wish | tuple[Wish, str]] = {
    "activities": Wish.ACTIVITIES, "Activities!": Wish.ACTIVITIES, "ＡＣＴＩＶＩＴＩＥＳ": Wish.ACTIVITIES,
    "活动": Wish.ACTIVITIES, "活動": Wish.ACTIVITIES, "【活动】": Wish.ACTIVITIES, "活动 😊": Wish.ACTIVITIES,
    "我想看看有什么活动": Wish.ACTIVITIES, "最近有什麼活動呢？": Wish.ACTIVITIES, "我要报名": Wish.ACTIVITIES,
    "show me the activities, please": Wish.ACTIVITIES, "周末活动": Wish.WEEKEND, "my shifts": Wish.MY_SHIFTS,
    "where are my shifts?": Wish.MY_SHIFTS, "我的报名": Wish.MY_SHIFTS, "我的報名": Wish.MY_SHIFTS,
    "请帮我看一下我的报名可以吗": Wish.MY_SHIFTS, "麻煩幫我看一下我的報名": Wish.MY_SHIFTS,
    "我的活动": Wish.MY_ACTIVITIES, "new activity": Wish.POST, "统计": Wish.TOTALS, "hours": Wish.MY_HOURS,
    "时长": Wish.MY_HOURS, "時數": Wish.MY_HOURS, "查一下我的时长": Wish.MY_HOURS,
    "how do I log hours": Wish.LOG_HOURS, "profile": Wish.PROFILE, "个人资料": Wish.PROFILE, "個人資料": Wish.PROFILE,
    "my certificates": Wish.CERTIFICATE, "我的资质": Wish.QUALIFICATIONS, "我想上傳證書": Wish.QUALIFICATIONS,
    "我要改岗位": Wish.MY_ROLE, "我想換崗位": Wish.MY_ROLE, "Can I change my role?": Wish.MY_ROLE,
    "紧急联系人": Wish.ABOUT_ME, "緊急聯絡人": Wish.ABOUT_ME, "my emergency contact": Wish.ABOUT_ME,
    "监护人": Wish.GUARDIAN, "家長同意": Wish.GUARDIAN, "my guardian": Wish.GUARDIAN,
    "摸底": Wish.CENSUS, "人員普查": Wish.CENSUS, "census": Wish.CENSUS, "我要加证书": Wish.QUALIFICATIONS,
    "撤回同意": Wish.MY_CONSENT, "我要撤回對孩子的同意": Wish.MY_CONSENT,
    "I want to withdraw my consent": Wish.MY_CONSENT,
    "监护人链接": Wish.GUARDIAN, "普查进度": Wish.CENSUS, "開始普查": Wish.CENSUS, "start the census": Wish.CENSUS,
    "我要看摸底表": Wish.CENSUS, "為什麼他不能報名": Wish.WHY_NOT, "陈小雨为什么报不了便民集市": Wish.WHY_NOT,
    "why can't she sign up?": Wish.WHY_NOT, "换成急救员": Wish.MY_ROLE, "我想換成引導員": Wish.MY_ROLE,
    "can I switch to first aid": Wish.MY_ROLE, "我有急救证": Wish.QUALIFICATIONS,
    "我考了红十字救护员证": Wish.QUALIFICATIONS,
    "上傳急救證照": Wish.QUALIFICATIONS, "my first aid certificate": Wish.QUALIFICATIONS, "审核证书": Wish.VERIFY,
    "certificates to check": Wish.VERIFY, "重复账号": Wish.PEOPLE, "撤銷合併": Wish.PEOPLE,
    "merge duplicates": Wish.PEOPLE,
    "志愿服务证明": Wish.CERTIFICATE, "查驗證明": Wish.CHECK,
    "我以前的時數呢": Wish.MY_HOURS, "where are my old hours": Wish.MY_HOURS,
    "我要证书": Wish.CERTIFICATE, "我要證書": Wish.CERTIFICATE, "去年的证明": Wish.CERTIFICATE,
    "請幫我開2025年的志工證明": Wish.CERTIFICATE, "certificate of last year": Wish.CERTIFICATE,
    "last year's certificate": Wish.CERTIFICATE, "certificate for 2025": Wish.CERTIFICATE,
    "我有急救证书": Wish.QUALIFICATIONS, "我的证书": Wish.QUALIFICATIONS,
    "考试报名": Wish.EXAMS, "我要報名考試": Wish.EXAMS, "exams": Wish.EXAMS, "准考证号": Wish.EXAMS,
    "表扬小王": Wish.COMMEND, "我想表揚一下陳阿姨": Wish.COMMEND, "praise Lin": Wish.COMMEND,
    "我的表扬": Wish.MY_RECORD,
    "荣誉": Wish.HONOURS, "我的榮譽": Wish.HONOURS, "颁发荣誉": Wish.GIVE_HONOUR, "我的夥伴": Wish.BUDDIES,
    "举办培训": Wish.HOLD_TRAINING, "新人培训": Wish.INDUCTION, "培训报名": Wish.TRAINING, "服务质量": Wish.QUALITY,
    "导出服务记录": Wish.TEAMS, "to verify": Wish.VERIFY, "待核實": Wish.VERIFY,
    "我要评价活动": Wish.RATE, "評分": Wish.RATE, "rate a shift": Wish.RATE, "我的紀錄": Wish.MY_RECORD,
    "my record": Wish.MY_RECORD, "签到": Wish.CHECK_IN, "我要簽退": Wish.CHECK_IN, "check in please": Wish.CHECK_IN,
    "show the code": Wish.CHECK_IN, "签到表": Wish.MANAGE, "我的日历": Wish.CALENDAR, "行事曆": Wish.CALENDAR,
    "help": Wish.HELP, "帮助": Wish.HELP, "怎么用啊": Wish.HELP, "說明": Wish.HELP, "中文": Wish.LANGUAGE,
    "首页": Wish.HOME, "menu": Wish.HOME, "退出": Wish.LEAVE, "我要退出": Wish.LEAVE, "quit": Wish.LEAVE,
    "cancel": Wish.STOP, "取消": Wish.STOP, "算了吧": Wish.STOP, "取消报名": Wish.CANNOT_COME,
    "取消報名": Wish.CANNOT_COME, "可以取消报名吗": Wish.CANNOT_COME, "怎么取消报名": Wish.CANNOT_COME,
    "cancel my shift": Wish.CANNOT_COME, "请假": Wish.CANNOT_COME, "請假": Wish.CANNOT_COME,
    "不去了": Wish.CANNOT_COME, "我明天来不了了": (Wish.CANNOT_COME, "明天"),
    "明天來不了": (Wish.CANNOT_COME, "明天"), "明天有事不能来": (Wish.CANNOT_COME, "明天"),
    "周六的活动我去不了": (Wish.CANNOT_COME, "周六"), "我20号请假": (Wish.CANNOT_COME, "20号"),
    "帮我取消明天的报名": (Wish.CANNOT_COME, "明天"), "取消河道清洁的报名": (Wish.CANNOT_COME, "河道清洁"),
    "我無法參加河道清潔": (Wish.CANNOT_COME, "河道清洁"), "can't come tomorrow": (Wish.CANNOT_COME, "tomorrow"),
    "I can’t make it on Saturday": (Wish.CANNOT_COME, "saturday"),
    "Sorry, I cannot come to the river clean-up": (Wish.CANNOT_COME, "river clean-up"),
    "cancel my shift on Friday": (Wish.CANNOT_COME, "friday"), "报名 河道清洁": (Wish.LOOK_FOR, "河道清洁"),
    "報名河道清潔": (Wish.LOOK_FOR, "河道清潔"), "我想报名参加河道清洁": (Wish.LOOK_FOR, "河道清洁"),
    "sign up for river clean-up": (Wish.LOOK_FOR, "river clean-up"),
    "Can I join the River clean-up?": (Wish.LOOK_FOR, "River clean-up"),
    "好的": Wish.YES, "👍": Wish.YES, "ＯＫ": Wish.YES, "来": Wish.ANSWER, "我會到": Wish.ANSWER,
    "没空": Wish.CANNOT_COME, "我可能要晚到半小时": Wish.ANSWER, "我晚点到": Wish.ANSWER,
    "I'll be 10 minutes late": Wish.ANSWER,
    "你好": Wish.GREET, "谢谢！": Wish.GREET, "Thank you": Wish.GREET, "hi": Wish.GREET, "刪除我的資料": Wish.PRIVACY,
    "please sign me up for the library, thanks": (Wish.LOOK_FOR, "library"), "找河道": (Wish.LOOK_FOR, "河道"),
}  # fmt: skip

NONE = (
    "",
    " ",
    "?",
    "River",
    "什么时候集合？",
    "我到了",
    "请问",
    "改成10人",
    "换到周六9点",
    "证件要带吗",
    "x" * 5000,
)


@pytest.mark.parametrize("typed", WISHES)
def test_what_is_typed_instead_of_tapped(typed: str) -> None:
    means = WISHES[typed]
    wish, about = means if isinstance(means, tuple) else (means, "")
    assert wish_in(typed) == Wished(wish=wish, about=about)


@pytest.mark.parametrize("typed", NONE)
def test_all_else_is_no_wish(typed: str) -> None:
    assert wish_in(typed) is None


@pytest.mark.parametrize("wish", [wish for wish in Wish if wish is not Wish.LOOK_FOR])
def test_each_wish_is_said_in_english_and_in_chinese(wish: Wish) -> None:
    said = [word for word, of in WORDS.items() if of is wish]
    assert any(word.isascii() for word in said)
    assert any(not word.isascii() for word in said)
