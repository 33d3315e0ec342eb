"""Codes that a telephone's camera reads: an address on a poster, on a screen that is held out (decision 43)."""

from collections.abc import Sequence
from io import BytesIO
from struct import pack
from typing import Final
from zlib import compress, crc32

import segno

_PIXELS: Final = 12  # of each little square: some 500 for an address, sharp on paper and small to send
_BORDER: Final = 4  # little squares of margin, as readers need it

_TALL: Final = 7  # little squares, of a digit
_DIGITS: Final = {
    "0": ".###. #...# #...# #...# #...# #...# .###.",
    "1": "..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.",
    "2": ".###. #...# ....# ..##. .#... #.... #####",
    "3": ".###. #...# ....# ..##. ....# #...# .###.",
    "4": "...#. ..##. .#.#. #..#. ##### ...#. ...#.",
    "5": "##### #.... ####. ....# ....# #...# .###.",
    "6": "..##. .#... #.... ####. #...# #...# .###.",
    "7": "##### ....# ...#. ..#.. .#... .#... .#...",
    "8": ".###. #...# #...# .###. #...# #...# .###.",
    "9": ".###. #...# #...# .#### ....# ...#. .##..",
    " ": ".. .. .. .. .. .. ..",
}


def qr_code(text: str) -> bytes:
    """A QR code as a PNG. A quarter of it may be dirty or torn; around it is the margin that readers need."""
    drawn = BytesIO()
    segno.make_qr(text, error="q").save(drawn, kind="png", scale=_PIXELS, border=_BORDER)
    return drawn.getvalue()


def qr_code_with(text: str, digits: str) -> bytes:
    """The same above its digits, as large as it is wide: they are read at arm's length by whoever has no camera."""
    code = [list(row) for row in segno.make_qr(text, error="q").matrix_iter(border=_BORDER)]
    below = _drawn(digits)
    wide = max(len(code[0]), len(below[0]) + 2)
    empty = [[0] * wide]
    return _png([_centred(row, wide) for row in (*code, *below)] + empty * _BORDER)


def _drawn(digits: str) -> list[list[int]]:
    """The digits beside each other, a little square apart."""
    shapes = [_DIGITS[digit].split() for digit in digits]
    return [[int(dot == "#") for dot in ".".join(shape[line] for shape in shapes)] for line in range(_TALL)]


def _centred(row: Sequence[int], wide: int) -> list[int]:
    left = (wide - len(row)) // 2
    return [*([0] * left), *row, *([0] * (wide - len(row) - left))]


def _png(rows: Sequence[Sequence[int]]) -> bytes:
    """In black and white, a bit for each pixel; 1 is black."""
    lines = []
    for row in rows:
        bits = "".join("0" * _PIXELS if dark else "1" * _PIXELS for dark in row)
        bits = bits.ljust(-(-len(bits) // 8) * 8, "0")
        lines.append(b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big"))
    drawn = b"".join(line * _PIXELS for line in lines)
    head = pack(">IIBBBBB", len(rows[0]) * _PIXELS, len(rows) * _PIXELS, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", compress(drawn, 9)), (b"IEND", b""))
    written = (pack(">I", len(data)) + name + data + pack(">I", crc32(name + data)) for name, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def qr_drawing(text: str) -> str:
    """The same as an SVG, to be drawn at any size; of whatever it stands on, it has its margin itself."""
    drawn = BytesIO()
    segno.make_qr(text, error="q").save(drawn, kind="svg", border=_BORDER, xmldecl=False, unit="", omitsize=True)
    return drawn.getvalue().decode()
