"""The text of a file whose encoding nobody says: strictly decoded, and by what the text would be.

GB18030 and Big5 take nearly any bytes for characters, of which those of the other one are hardly ever written: whoever
decodes names by the wrong one gets rare characters and, in Big5's case, signs that are no letters. So the one wins in
which the most of what is neither ASCII nor a sign is everyday writing.
"""

import codecs
from typing import Final

from bot.importing.not_importable import NotImportable
from volunteering.rules.importing.sending import ListEnd

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENOUGH: Final = 20_000  # characters that tell an encoding

_EVERYDAY: Final = {"gb18030": ("gb2312", range(0xB0, 0xD8)), "big5hkscs": ("big5", range(0xA4, 0xC7))}
"""Where each keeps the characters of everyday writing, the few thousand that are learned at school: the first byte."""


def decoded(content: bytes) -> str:
    """The text. Raises NotImportable where it is in no encoding that lists come in."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strictly(content, name)
    if _is_utf16(content):
        some = content[:2000]
        return _strictly(content, "utf-16-le" if some[1::2].count(0) > some[::2].count(0) else "utf-16-be")
    if (text := _tried(content, "utf-8")) is not None:
        return text
    texts = [(text, name) for name in _EVERYDAY if (text := _tried(content, name)) is not None]
    if not texts:
        raise NotImportable(
            ListEnd.UNKNOWN_TEXT,
            "The file's text can't be read: it is neither UTF-8 nor UTF-16, GB18030 or Big5. Save it as XLSX, or as "
            "“CSV UTF-8”",
        )
    text, _ = max(texts, key=lambda one: _everyday(one[0][:_ENOUGH], one[1]))
    return text


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise NotImportable(
            ListEnd.UNKNOWN_TEXT, f"The file says that it is {encoding}, and isn't: save it once more"
        ) from fault


def _is_utf16(content: bytes) -> bool:
    """Without a mark: a comma and a line break are half zeros in it, which no other encoding has."""
    return b"\0" in content[:2000] and len(content) % 2 == 0


def _tried(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _everyday(text: str, encoding: str) -> float:
    """How much of what isn't ASCII is everyday writing, from 0 to 1."""
    plain, firsts = _EVERYDAY[encoding]
    others = [character for character in text if not character.isascii()]
    return sum(_is_everyday(character, plain, firsts) for character in others) / max(len(others), 1)


def _is_everyday(character: str, plain: str, firsts: range) -> bool:
    if character in "，。、：；（）！？　":
        return True
    try:
        return character.encode(plain)[0] in firsts
    except UnicodeEncodeError:
        return False
