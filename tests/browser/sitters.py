"""Those who sit for the contact sheet: what they tap is named in English, and is what their own language says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from playground.phones.phone import Phone
from playground.serving.screens import phone_as_json
from tests.support.town import Town
from volunteering.rules.volunteers import Language
from words.words import Words, plain


@dataclass(frozen=True)
class Cast:
    """What is called how in one language."""

    language: Language
    team: str
    river: str
    library: str
    market: str
    walk: str
    mei: str
    wang: str
    zhao: str
    leader: str
    admin: str
    venue: str
    question: str
    letter: str
    errand: str
    fair: str
    roles: str
    helping: str
    aiding: str
    course: str
    hall: str
    garden: str
    yard: str
    at_least: str
    reading: str
    each_week: str


CASTS: Sequence[Cast] = (
    Cast(
        Language.ENGLISH, "Baiyun", "River clean-up", "Library help", "Night market first aid", "Walking with elders",
        "Mei", "Tom Wang", "Anna Zhao", "Li Min", "Chen Jing", "East Gate", "Are there gloves for everybody?",
        "Please bring boots, it has rained.", "Drove Mr Zhou to the clinic",
        "Fair", "8 helpers, 2 first aid", "Helpers", "First aid", "First aid course", "Hall 2",
        "Rose garden", "Yard clean-up", "40, at least 30",
        "Reading circle", "every Wed 15:00-17:00 until 2027-06-30",
    ),
    Cast(
        Language.SIMPLIFIED, "白云社区队", "河道清洁", "图书馆帮忙", "夜市急救站", "陪长者散步",
        "小林", "王大明", "赵小燕", "李敏", "陈静", "东门",
        "手套够大家用吗？", "下过雨，请穿雨鞋来。", "送周大爷去卫生院",
        "便民集市", "8名引导员、2名急救员", "引导员", "急救员", "急救培训", "二号活动室",
        "月季园养护", "楼院大扫除", "40人，至少30人",
        "读书会", "每周三下午三点到五点",
    ),
    Cast(
        Language.TRADITIONAL, "大安社區隊", "河道清潔", "圖書館幫忙", "夜市急救站", "陪長者散步",
        "小林", "王大明", "趙小燕", "李敏", "陳靜宜", "東門",
        "手套夠大家用嗎？", "下過雨，請穿雨鞋來。", "陪周伯伯看診",
        "便民市集", "8名引導員、2名急救員", "引導員", "急救員", "急救訓練", "第二活動室",
        "玫瑰園養護", "社區大掃除", "40人，至少30人",
        "讀書會", "每週三下午三點到五點",
    ),
)  # fmt: skip


@dataclass
class Sitter:
    """Somebody with a phone, and the messages that were worth keeping, as the page takes them."""

    town: Town
    phone: Phone
    cast: Cast
    kept: list[dict[str, Any]] = field(default_factory=list)

    def says(self, label: str) -> str:
        """A label in their language; what stands in no catalogue, such as a title, as it is."""
        return plain(Words(self.cast.language, self.phone.person.clock, self.town.now).say(label))

    async def taps(self, *labels: str) -> None:
        """One after the other: whole labels, or the part of one that is somebody's words."""
        for label in labels:
            said = self.says(label)
            seen = [*self.phone.screen.labels, *(label for row in self.phone.keyboard for label in row)]
            await self.phone.taps(said if said in seen else next((one for one in seen if said in one), said))

    async def sends(self, text: str) -> None:
        """Type it."""
        await self.phone.sends(text)

    async def shows(self, *steps: str, caption: str = "") -> None:
        """Type what begins with a slash, tap all else, and keep what is to be seen then, under the last of it."""
        for step in steps:
            await (self.phone.sends(step) if step.startswith("/") else self.taps(step))
        await self.keeps(caption or steps[-1])

    async def keeps(self, caption: str = "…") -> None:
        """Keep the newest message of the bot, which may have come by itself."""
        await self.town.settles()
        newest, keys = self._newest()
        self.kept.append(
            {"caption": self.says(caption), "message": newest, "keys": [[key["text"] for key in row] for row in keys]}
        )

    async def draws(self, label: str) -> None:
        """Tap it, and keep the picture that comes of it: it is drawn beside the bot, and comes when it is done."""
        await self.taps(label)
        await self.phone.waits(lambda: self._newest()[0].get("picture"), "gets no picture")
        await self.keeps(label)

    def _newest(self) -> tuple[dict[str, Any], list[list[dict[str, Any]]]]:
        """The newest message of the bot, and the rows of the keyboard."""
        told = phone_as_json(self.phone, -1, whole=True)
        newest = [message for message in told["messages"] if not message["mine"]][-1]
        return newest, (told["keyboard"] or {}).get("keyboard", [])
