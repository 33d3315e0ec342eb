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


def code_in_colours(png: bytes, lines: int) -> str:
    """What the one code says that is in so many of the first lines of a picture with eight bits for each colour."""
    width, _, depth, colours = unpack(">IIBB", png[16:26])
    assert (depth, colours) == (8, 6), "in colours, which may be seen through"
    pixels, size = _squeezed(png), 4 * width + 1
    above, seen = bytes(size - 1), bytearray()
    for at in range(lines):
        above = _undone(pixels[at * size], pixels[at * size + 1 : (at + 1) * size], above)
        seen += above[::4]  # their red is enough
    [found] = zxingcpp.read_barcodes(memoryview(bytes(seen)).cast("B", (lines, width)))
    text = found.text
    assert isinstance(text, str)
    return text


def _undone(way: int, line: bytes, above: bytes) -> bytes:
    """A line of a PNG as it was: what is written is what it differs by from those before it, in one of five ways."""
    was = bytearray(line)
    for at, one in enumerate(line):
        left, corner = (was[at - 4], above[at - 4]) if at >= 4 else (0, 0)
        match way:
            case 0:
                return line
            case 1:
                by = left
            case 2:
                by = above[at]
            case 3:
                by = (left + above[at]) // 2
            case _:
                guess = left + above[at] - corner
                by = min((left, above[at], corner), key=lambda of, guess=guess: abs(guess - of))  # type: ignore[misc]
        was[at] = (one + by) % 256
    return bytes(was)


def size_of(png: bytes) -> tuple[int, int]:
    """The width and height that a PNG says it has, in pixels."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = unpack(">II", png[16:24])
    return width, height


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
