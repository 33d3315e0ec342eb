"""What people call qualifications in their lists: 急救证, 社工證, driving licence."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from volunteering.rules.ground.folding import folded

_PAPER: Final = re.compile(
    r"(?:资格|职业资格|培训|合格)?(?:证书|证|执照|证明)$|\s*(?:certificates?|certification|licen[cs]es?|permits?)$"
)
"""At the end of a name: the paper that one has, and not what it says."""

_OTHER_NAMES: Final[Mapping[str, str]] = {
    "social_work": "社工, 社会工作者, social worker",
    "first_aid": "急救员, 救护, 救护员, 红十字急救, 红十字救护员, 初级救护员, first aider, cpr",
    "driver": "驾照, 驾驶员, 机动车驾驶, 汽车驾驶, 司机, driving, driver's",
    "health": "健康",
    "counselling": "心理咨询师, 心理辅导, counsellor, counselor, counseling",
    "sign_language": "手语翻译, 手语翻译员, sign language interpreter",
}
"""Of kinds of the first set, by their codes, in 简体: 繁體 folds to it."""


def ways_to_say(name: str) -> Sequence[str]:
    """A name as it is looked for, folded: as it stands there, then without the paper at its end."""
    whole = folded(name)
    bare = _PAPER.sub("", whole)
    return (whole, bare) if bare and bare != whole else (whole,)


def other_names(code: str) -> Sequence[str]:
    """What else a kind of the first set is called, folded."""
    return [folded(name) for name in _OTHER_NAMES.get(code, "").split(", ") if name]
