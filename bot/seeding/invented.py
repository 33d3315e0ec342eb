"""Names of people, places and activities that nobody has: what a synthetic city is told with."""

from random import Random
from typing import Final

from volunteering.rules.activities import Category

BRANCHES: Final = ("椒江", "黄岩", "路桥", "临海", "温岭", "玉环", "天台", "仙居", "三门")

_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_GIVEN: Final = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文斌波宇浩凯嘉怡欣雨子涵梓轩思晨佳慧雪婷"
    "志鹏海燕晓东春燕国庆永安家豪诗琪俊德美玲立新素珍秋月金凤"
)
_GROUND: Final = "东西南北上下大新古长白青金石清云海江山水泉桥溪湖岭坪塘浦洋港湾门"
_GROWTH: Final = "安宁和平康乐福兴隆昌丰盛仁义礼智信德荣华明光春秋松柏梅兰竹菊林园村庄田坊"
_TOWNSHIPS: Final = ("街道", "镇", "镇", "乡")
_TEAMS: Final = ("社区队", "社区队", "社区队", "村队", "学校队", "企业队")

TITLES: Final = {
    Category.COMMUNITY: ("河道清洁", "社区大扫除", "垃圾分类宣传", "小区楼道整理", "交通文明劝导", "公园植树护绿"),
    Category.SOCIAL: ("敬老院探访", "独居老人陪伴", "残障人士出行陪护", "儿童之家陪读", "医院导诊"),
    Category.CULTURE: ("图书馆整理", "社区文艺演出", "马拉松服务", "少儿足球陪练", "博物馆讲解"),
    Category.CHARITY: ("爱心义卖", "旧衣整理", "献血点服务", "困难家庭慰问", "爱心送餐"),
    Category.RIGHTS: ("法律咨询日", "消费维权宣传", "反诈骗宣传"),
    Category.OTHER: ("便民服务日", "应急演练", "新志愿者培训"),
}
KINDS: Final = {
    Category.COMMUNITY: 38,
    Category.SOCIAL: 24,
    Category.CULTURE: 14,
    Category.CHARITY: 13,
    Category.RIGHTS: 5,
    Category.OTHER: 6,
}
SPOTS: Final = ("文化礼堂", "广场", "社区服务中心", "小学门口", "公园东门", "菜市场旁", "卫生院", "图书室")
OUTSIDE: Final = ("帮邻居照看老人", "整理活动物资", "给孩子们补习功课", "翻译活动资料", "照看流浪动物", "设计宣传海报")

OCCUPATIONS: Final = (
    "职员",
    "退休",
    "学生",
    "教师",
    "护士",
    "工人",
    "个体经营",
    "务农",
    "司机",
    "社区工作者",
    "自由职业",
)
SKILLS: Final = ("摄影", "书法", "修家电", "理发", "做饭", "唱歌跳舞", "写文章", "开车", "电脑", "裁缝")
RELATIONS: Final = ("配偶", "父母", "儿女", "兄弟姐妹", "朋友")

QUESTIONS: Final = (
    "要自己带手套吗？",
    "可以带孩子一起来吗？",
    "下雨还办吗？",
    "有地方停车吗？",
    "我会晚到一刻钟，行吗？",
)
ANSWERS: Final = ("可以的", "不用，现场有准备", "照常，请注意安全", "可以，到了给我看一下签到表", "附近有停车场")


def person_name(random: Random) -> str:
    """A surname with one or two further characters."""
    return random.choice(_SURNAMES) + "".join(random.choices(_GIVEN, k=random.choice((1, 2, 2, 2))))


def township_names(random: Random) -> list[str]:
    """More names of townships than any city has, each once."""
    names = [ground + growth for ground in _GROUND for growth in _GROWTH]
    random.shuffle(names)
    return [name + random.choice(_TOWNSHIPS) for name in names]


def team_names(random: Random, count: int) -> list[str]:
    """Names for the teams of one township, each once."""
    names = random.sample([growth + ground for ground in _GROUND for growth in _GROWTH], count)
    return [name + random.choice(_TEAMS) for name in names]


def phone_number(random: Random) -> str:
    """Eleven digits that no telephone has: none begins with 100."""
    return f"+86100{random.randrange(10**8):08}"
