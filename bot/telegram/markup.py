"""A text in Telegram's tags, as long as it takes it: what is too long is cut where it is shown, and its tags closed.

Whatever people may type is bounded (volunteering.rules.ground.texts), so that screens fit; this is for what nobody has
thought of. A screen that Telegram refuses would lead nowhere, and a form on it could not be left.
"""

import re
from html import unescape
from typing import Final

from markupsafe import Markup, escape

from volunteering.rules.ground.texts import cut_to, units

LONGEST_MESSAGE: Final = 4096  # in UTF-16, as shown
LONGEST_CAPTION: Final = 1024

_PIECES: Final = re.compile(r"<(?P<closes>/?)(?P<tag>[a-z-]+)[^>]*>|[^<]+")


def written(text: Markup, most: int) -> str:
    """The text as Telegram reads it, and no longer than `most` when it is shown."""
    return str(_fitted(text, most)).replace("<time ", "<tg-time ").replace("</time>", "</tg-time>")


def _fitted(text: Markup, most: int) -> Markup:
    """The text, if it is no longer than `most` when it is shown; else its beginning with … at the end."""
    # One character counts two at the most: nearly every screen is short enough at a glance.
    if len(text) * 2 <= most or _shown(text) <= most:
        return text
    return _cut(text, most)


def _shown(text: str) -> int:
    return sum(units(unescape(piece[0])) for piece in _PIECES.finditer(text) if piece["tag"] is None)


def _cut(text: str, most: int) -> Markup:
    kept: list[str] = []
    unclosed: list[str] = []
    left = most
    for piece in _PIECES.finditer(text):
        if piece["tag"] is None:
            shown = unescape(piece[0])
            if units(shown) >= left:  # at the same length it isn't the end: the … needs a place, too
                kept.append(escape(cut_to(f"{shown}…", left)))
                break
            left -= units(shown)
        elif piece["closes"]:
            unclosed.pop()
        else:
            unclosed.append(piece["tag"])
        kept.append(piece[0])
    return Markup("").join(map(Markup, (*kept, *(f"</{tag}>" for tag in reversed(unclosed)))))
