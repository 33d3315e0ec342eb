"""What people send besides texts, files and their number: a photo, a voice message, a sticker, a place."""

from pathlib import Path
from typing import Final

from playground.ground.people import Json, Person
from playground.phones.acts import CannotDoError
from playground.telegram.telegram import Telegram
from playground.telegram.updates import Update

_THINGS: Final = Path(__file__).parent / "things"
VOICE: Final = (_THINGS / "voice.ogg").read_bytes()
VOICE_SECONDS: Final = 3
STICKER: Final = (_THINGS / "thumbs_up.webp").read_bytes()
STICKER_SIDE: Final = 512  # pixels, of every sticker
HERE: Final[Json] = {"latitude": 28.6561, "longitude": 121.4205}  # in the middle of Taizhou


def sends_photo(telegram: Telegram, person: Person, content: bytes, width: int, height: int) -> Update:
    """The person sends a photo of so many pixels; Telegram tells of it in one size."""
    file = telegram.files.keep("photo.jpg", "image/jpeg", content)
    return _send(telegram, person, "photo", [{**file.as_any_file(), "width": width, "height": height}])


def speaks(telegram: Telegram, person: Person) -> Update:
    """The person sends a voice message: three notes, for a playground asks nobody for their microphone."""
    file = telegram.files.keep("voice.ogg", "audio/ogg", VOICE)
    return _send(
        telegram, person, "voice", {**file.as_any_file(), "duration": VOICE_SECONDS, "mime_type": file.mime_type}
    )


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
    return _send(telegram, person, "sticker", sticker)


def sends_location(telegram: Telegram, person: Person) -> Update:
    """The person says where they are."""
    return _send(telegram, person, "location", dict(HERE))


def _send(telegram: Telegram, person: Person, kind: str, what: object) -> Update:
    chat = telegram.add(person)
    if chat.is_blocked:
        raise CannotDoError("the person has blocked the bot")
    return telegram.hear(chat, holds={kind: what})
