"""Codes that a telephone's camera reads: an address on a poster, on a screen that is held out (decision 43)."""

from io import BytesIO
from typing import Final

import segno

_PIXELS: Final = 12  # of each little square: some 500 for an address, sharp on paper and small to send


def qr_code(text: str) -> bytes:
    """A QR code as a PNG. A quarter of it may be dirty or torn; around it is the margin that readers need."""
    drawn = BytesIO()
    segno.make_qr(text, error="q").save(drawn, kind="png", scale=_PIXELS, border=4)
    return drawn.getvalue()


def qr_drawing(text: str) -> str:
    """The same as an SVG, to be drawn at any size; of whatever it stands on, it has its margin itself."""
    drawn = BytesIO()
    segno.make_qr(text, error="q").save(drawn, kind="svg", border=4, xmldecl=False, unit="", omitsize=True)
    return drawn.getvalue().decode()
