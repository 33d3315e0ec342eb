"""Text for finding: in either script, in capitals or not, full width, accented or spaced otherwise, it is the same."""

import re
import unicodedata
from typing import Final

from volunteering.rules.ground.simplified import simplified

_OTHER_HANDS: Final = str.maketrans("衞著戸靑隣舘øłđıħ‘’ʼ‐–·•‧・", "卫着户青邻馆oldih'''--····")
"""What OpenCC leaves, and people write for the same: Hong Kong's 衞, old forms, letters with a stroke, curly quotes."""

_BETWEEN_HAN: Final = re.compile(r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff]) (?=[\u3400-\u9fff\U00020000-\U0003ffff])")
"""Names of two characters are spaced to stand below those of three: 张 伟."""


def folded(text: str) -> str:
    """What two texts have in common that a person who looks for one of them means: 李麗 and 李丽, Ａｎｎ and ann.

    Marks on letters go (José is found as jose), and so does what cannot be seen. The beginning of a text folds to the
    beginning of its folded form, and folding twice is folding once.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(letter for letter in letters if unicodedata.category(letter) not in {"Mn", "Cf"})
    spelt = unicodedata.normalize("NFC", simplified(bare).translate(_OTHER_HANDS))
    return _BETWEEN_HAN.sub("", " ".join(spelt.split()))
