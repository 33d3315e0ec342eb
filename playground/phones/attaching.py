"""What people send besides texts, files and their number: a photo, a voice message, a sticker, a place."""

from pathlib import Path
from typing import Final

from playground.ground.people import Json, Person
from playground.messages.texts import with_found
from playground.phones.acts import CannotDoError
from playground.telegram.telegram import Telegram
from playground.telegram.updates import Update

_THINGS: Final = Path(__file__).parent / "things"
SIZES: Final = (90, 320, 800, 1280)
"""The longer sides, in pixels, of the sizes that Telegram makes of a photo."""
VOICE: Final = (_THINGS / "voice.ogg").read_bytes()
VOICE_SECONDS: Final = 3
STICKER: Final = (_THINGS / "thumbs_up.webp").read_bytes()
STICKER_SIDE: Final = 512  # pixels, of every sticker
HERE: Final[Json] = {"latitude": 28.6561, "longitude": 121.4205}  # in the middle of Taizhou


def sends_photo(
    telegram: Telegram,
    person: Person,
    content: bytes,
    width: int,
    height: int,
    *,
    caption: str = "",
    album: str = "",
) -> Update:
    """The person sends a photo of so many pixels, together with others of an `album`; Telegram tells of it in sizes.

    The largest comes last. The playground makes no smaller pictures: each size is the same one.
    """
    sides = [side for side in SIZES if side < max(width, height)]
    shrunk = [
        (max(1, width * side // max(width, height)), max(1, height * side // max(width, height))) for side in sides
    ]
    files = [telegram.files.keep("photo.jpg", "image/jpeg", content) for _ in (*shrunk, content)]
    sizes = [
        {**file.as_any_file(), "width": wide, "height": high}
        for file, (wide, high) in zip(files, (*shrunk, (width, height)), strict=True)
    ]
    telegram.files.keep_photo(sizes)
    return _send(telegram, person, {"photo": sizes, **({"media_group_id": album} if album else {})}, caption)


def speaks(telegram: Telegram, person: Person) -> Update:
    """The person sends a voice message: three notes, for a playground asks nobody for their microphone."""
    file = telegram.files.keep("voice.ogg", "audio/ogg", VOICE)
    voice = {**file.as_any_file(), "duration": VOICE_SECONDS, "mime_type": file.mime_type}
    return _send(telegram, person, {"voice": voice})


def sends_sticker(telegram: Telegram, person: Person) -> Update:
    """The person sends a thumb that points up."""
    file = telegram.files.keep("sticker.webp", "image/webp", STICKER)
    sticker: Json = {
        **file.as_any_file(),
        "type": "regular",
        "width": STICKER_SIDE,
        "height": STICKER_SIDE,
        "is_animated": False,
        "is_video": False,
        "emoji": "\N{THUMBS UP SIGN}",
    }
    return _send(telegram, person, {"sticker": sticker})


def sends_location(telegram: Telegram, person: Person) -> Update:
    """The person says where they are."""
    return _send(telegram, person, {"location": dict(HERE)})


def _send(telegram: Telegram, person: Person, holds: Json, caption: str = "") -> Update:
    chat = telegram.add(person)
    if chat.is_blocked:
        raise CannotDoError("the person has blocked the bot")
    return telegram.hear(chat, caption, with_found(caption, []), holds=holds)
