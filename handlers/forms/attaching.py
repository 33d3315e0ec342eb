"""Photos and files as answers: the messenger keeps them, and a draft what it knows them by."""

from dataclasses import replace
from typing import Final

from handlers.forms import engine
from handlers.forms.asking import Form
from handlers.forms.problems import WrongAnswer
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Attached, Tap
from storage.process.drafts import Draft
from volunteering.rules.importing.sending import SentFile
from volunteering.rules.qualifications import Evidence, EvidenceKind

ALBUM: Final = "album"
"""In a draft's `about`: the mark of the photos that its answer was sent together with."""

MOST: Final = 20
"""Megabytes of a file."""

_MEGABYTE: Final = 1024 * 1024

_ENDINGS: Final = (".xlsx", ".csv", ".tsv", ".txt", ".xls", ".xlsm")
"""Of files that may be lists; an old one is looked into as well, to be told what to do about it."""

_TYPES: Final = frozenset(
    {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel",
        "text/csv",
        "text/comma-separated-values",
        "text/tab-separated-values",
        "text/plain",
    }
)


def is_of_the_same_album(draft: Draft, attached: Attached | None) -> bool:
    """Whether it was sent together with one that has answered a question of this form."""
    return attached is not None and bool(attached.album) and attached.album == draft.about.get(ALBUM)


async def answer_with(tap: Tap, kind: type[Form], draft: Draft, attached: Attached) -> Answer | GoTo:
    """Take a photo or a PDF as the answer; anything else nobody could look at, and might harm who opens it.

    Where a list is asked for, take what may be one: it is looked into afterwards.
    """
    if kind.asks(draft.step).list_file:
        return await _answer_with_list(tap, kind, draft, attached)
    if attached.size > MOST * _MEGABYTE:
        return await engine.show(tap, kind, draft, WrongAnswer("file_too_large", {"most": MOST}))
    if not attached.is_photo and attached.mime_type != "application/pdf" and not _is_picture(attached.mime_type):
        return await engine.show(tap, kind, draft, WrongAnswer("other_file", {}))
    evidence = Evidence(
        file_id=attached.file_id, kind=EvidenceKind.PHOTO if attached.is_photo else EvidenceKind.DOCUMENT
    )
    if attached.album:
        draft = replace(draft, about={**draft.about, ALBUM: attached.album})
    return await engine.keep(tap, kind, draft, draft.step, evidence.model_dump(mode="json"))


async def _answer_with_list(tap: Tap, kind: type[Form], draft: Draft, attached: Attached) -> Answer | GoTo:
    if not is_like_a_list(attached):
        return await engine.show(tap, kind, draft, WrongAnswer("no_list", {}))
    if attached.size > MOST * _MEGABYTE:
        return await engine.show(tap, kind, draft, WrongAnswer("list_too_large", {"most": MOST}))
    sent = SentFile(file_id=attached.file_id, name=attached.name or "?")
    return await engine.keep(tap, kind, draft, draft.step, sent.model_dump(mode="json"))


def is_like_a_list(attached: Attached) -> bool:
    """Whether a file may be a list, by its name or its type."""
    if attached.is_photo:
        return False
    return attached.name.lower().endswith(_ENDINGS) or attached.mime_type.partition(";")[0] in _TYPES


def _is_picture(mime_type: str) -> bool:
    """What can have a program in it is none."""
    return mime_type in {"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"}
