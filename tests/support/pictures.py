"""Pictures, looked at as a telephone's camera would."""

from io import BytesIO
from struct import unpack
from zlib import decompress

import zxingcpp


def code_in(png: bytes) -> str:
    """What the one code says that is in a picture of black and white, a bit for each."""
    width, height, depth, colours = unpack(">IIBB", png[16:26])
    assert (depth, colours) == (1, 0), "in black and white"
    seen = b"".join(_lines(_squeezed(png), width))
    [found] = zxingcpp.read_barcodes(memoryview(seen).cast("B", (height, width)))
    text = found.text
    assert isinstance(text, str)
    return text


def _squeezed(png: bytes) -> bytes:
    found, file = b"", BytesIO(png[8:])
    while head := file.read(8):
        length, kind = unpack(">I4s", head)
        chunk = file.read(length)
        found += chunk if kind == b"IDAT" else b""
        file.read(4)
    return decompress(found)


def _lines(pixels: bytes, width: int) -> list[bytes]:
    """A byte for each pixel. Of a PNG's ways to squeeze a line, those that say it plainly or as the one above."""
    size = (width + 7) // 8
    above, lines = bytes(size), []
    for at in range(0, len(pixels), size + 1):
        way, line = pixels[at], pixels[at + 1 : at + 1 + size]
        assert way in {0, 2}, way
        above = bytes((one + (up if way else 0)) % 256 for one, up in zip(line, above, strict=True))
        lines.append(bytes(255 if bit == "1" else 0 for byte in above for bit in f"{byte:08b}")[:width])
    return lines
