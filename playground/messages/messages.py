"""Messages and documents, as kept and as Telegram tells them."""

from collections import OrderedDict
from dataclasses import dataclass, field

from playground.ground.people import Json, Person
from playground.messages.keyboards import is_inline

FILES_KEPT = 500


@dataclass(frozen=True, slots=True)
class Document:
    """A file somebody sent."""

    file_id: str
    name: str
    mime_type: str
    content: bytes

    @property
    def path(self) -> str:
        """Where it can be downloaded, below the bot's files."""
        return f"documents/{self.file_id}/{self.name}"

    def as_json(self) -> Json:
        """The document as Telegram describes it."""
        return {**self.as_any_file(), "file_name": self.name, "mime_type": self.mime_type}

    def as_any_file(self) -> Json:
        """What Telegram says of every file, whatever it is sent as."""
        size = len(self.content)
        return {"file_id": self.file_id, "file_unique_id": f"unique-{self.file_id}", "file_size": size}


@dataclass(slots=True)
class Message:
    """One bubble of a chat; a document's caption is its text.

    `holds` is what it is instead of a text, as Telegram tells it: a contact, a photo, a voice message and so on; and
    what it is besides: one of an album, kept from being passed on.
    """

    id: int
    chat_id: int
    from_bot: bool
    date: int
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    markup: Json | None = None  # the inline keyboard; any other belongs to the chat
    document: Document | None = None
    holds: Json = field(default_factory=dict)
    topic: int | None = None  # of a forum
    by: Person | None = None  # who wrote it in a group
    edited: int = 0
    version: int = 0  # of its chat, when this message changed last

    def as_json(self, sender: Json, chat: Json) -> Json:
        """The message as Telegram describes it."""
        told: Json = {"message_id": self.id, "from": sender, "chat": chat, "date": self.date}
        if self.document is not None:
            told["document"] = self.document.as_json()
        has_caption = self.document is not None or bool(self.holds)
        if self.text:
            told["caption" if has_caption else "text"] = self.text
        if self.entities:
            told["caption_entities" if has_caption else "entities"] = self.entities
        told |= self.holds
        if is_inline(self.markup):
            told["reply_markup"] = self.markup
        if self.topic is not None:
            told |= {"message_thread_id": self.topic, "is_topic_message": True}
        if self.edited:
            told["edit_date"] = self.edited
        return told


class Files:
    """The newest documents, by their id."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._photos: OrderedDict[str, list[Json]] = OrderedDict()
        self._count = 0

    def keep(self, name: str, mime_type: str, content: bytes) -> Document:
        """Keep a file; the oldest one goes when there are too many."""
        self._count += 1
        document = Document(f"file-{self._count}", name, mime_type, content)
        self._kept[document.file_id] = document
        if len(self._kept) > FILES_KEPT:
            self._kept.popitem(last=False)
        return document

    def find(self, file_id: str) -> Document | None:
        """The file with that id, if it is still kept."""
        return self._kept.get(file_id)

    def keep_photo(self, sizes: list[Json]) -> None:
        """Remember in which sizes a photo was told of, by the file of each."""
        for size in sizes:
            self._photos[size["file_id"]] = sizes
        while len(self._photos) > FILES_KEPT:
            self._photos.popitem(last=False)

    def photo(self, file_id: str) -> list[Json] | None:
        """The sizes of the photo of which that file is one, if it is still kept."""
        return self._photos.get(file_id)
