"""Text for finding: in either script, in capitals or not, full width, accented or spaced otherwise, it is the same."""

import unicodedata
from typing import Final

from volunteering.simplified import SIMPLIFIED, TRADITIONAL

_SCRIPTS: Final = str.maketrans(TRADITIONAL, SIMPLIFIED)


def folded(text: str) -> str:
    """What two texts have in common that a person who looks for one of them means: 李麗 and 李丽, Ａｎｎ and ann.

    Marks on letters go (José is found as jose), and so does what cannot be seen. The beginning of a text folds to the
    beginning of its folded form, and folding twice is folding once.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(letter for letter in letters if unicodedata.category(letter) not in {"Mn", "Cf"})
    return " ".join(unicodedata.normalize("NFC", bare.translate(_SCRIPTS)).split())
