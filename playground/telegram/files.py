"""Files and photos that the bot sends, its own or those that it was sent before, and fetches."""

from struct import unpack

from playground.ground.errors import bad_request
from playground.ground.params import Params
from playground.ground.people import Json
from playground.messages.keyboards import check_markup
from playground.messages.texts import read_caption, read_entities
from playground.telegram.telegram import Telegram

PNG = b"\x89PNG\r\n\x1a\n"
"""How such a picture begins; its width and height follow in its first chunk. The playground reads no other kind."""

NO_SUCH_FILE = "wrong file identifier/HTTP URL specified"


def send_photo(telegram: Telegram, params: Params) -> Json:
    """A picture that comes along, or one that somebody sent as a photo, by the id of one of its sizes."""
    chat_id = params.chat_id()
    text, entities = _caption(params)
    markup = check_markup(params.structure("reply_markup"))
    upload = params.upload("photo")
    photo = _photo_of_before(telegram, params.text("photo")) if upload is None else photo_in(telegram, upload.content)
    holds: Json = {"photo": photo, **_protection(params)}
    return telegram.told(telegram.say(chat_id, text, entities, markup, holds=holds))


def photo_in(telegram: Telegram, content: bytes) -> list[Json]:
    """A picture that comes along, as a photo."""
    if not content.startswith(PNG):
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = unpack(">II", content[16:24])
    file = telegram.files.keep("photo.png", "image/png", content)
    photo = [file.as_any_file() | {"width": width, "height": height}]
    telegram.files.keep_photo(photo)
    return photo


def _photo_of_before(telegram: Telegram, file_id: str) -> list[Json]:
    """In all its sizes; what was sent as a document is no photo."""
    if not file_id:
        raise bad_request("there is no photo in the request")
    sizes = telegram.files.photo(file_id)
    if sizes is None:
        raise bad_request(NO_SUCH_FILE)
    return sizes


def send_document(telegram: Telegram, params: Params) -> Json:
    """A file that comes along, or one that was sent before, by its id."""
    chat_id = params.chat_id()
    text, entities = _caption(params)
    markup = check_markup(params.structure("reply_markup"))
    upload = params.upload("document")
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        document = telegram.files.keep(upload.name, upload.mime_type, upload.content)
    else:
        known = telegram.files.find(params.text("document"))
        if known is None:
            raise bad_request(NO_SUCH_FILE)
        document = known
    return telegram.told(telegram.say(chat_id, text, entities, markup, document, holds=_protection(params)))


def get_file(telegram: Telegram, params: Params) -> Json:
    """Where a file can be fetched."""
    document = telegram.files.find(params.text("file_id"))
    if document is None:
        raise bad_request("invalid file_id")
    described = document.as_json()
    return {key: described[key] for key in ("file_id", "file_unique_id", "file_size")} | {"file_path": document.path}


def _caption(params: Params) -> tuple[str, list[Json]]:
    entities = read_entities(params.structure("caption_entities"))
    return read_caption(params.text("caption"), params.text("parse_mode"), entities)


def _protection(params: Params) -> Json:
    """What nobody can pass on or save."""
    return {"has_protected_content": True} if params.flag("protect_content") else {}
