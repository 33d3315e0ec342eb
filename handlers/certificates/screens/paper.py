"""A certificate as a paper and as a picture, in its reader's language, made of what was signed and of nothing else."""

import json
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any, Final

from handlers.showing.files import file_name
from handlers.showing.parts import category
from handlers.showing.printed import legible
from handlers.tapping.screen import File
from volunteering.rules.activities import Category
from volunteering.rules.certificates import Certificate, CertifiedDays, SignedText, in_groups
from words import certificates
from words.papers import PaperColumn, PaperTable
from words.standing import period
from words.words import Words, plain

SIGNED_TEXT: Final = "certificate.json"
SIGNATURE: Final = "certificate.sig"
PUBLIC_KEY: Final = "key.pem"
"""What the files in the PDF are called; the page that says how to check them calls them so, too."""


@dataclass(frozen=True, slots=True)
class CheckedAt:
    """Where anybody can check it: a page, where there is one, and the bot."""

    bot: str
    page: str = ""

    @property
    def code(self) -> str:
        """What the QR code leads to."""
        return self.page or self.bot


def certificate_files(words: Words, one: Certificate, signed: SignedText, at: CheckedAt) -> tuple[File, File]:
    """The PDF, with what was signed in it, and a picture for the chat."""
    made = cache(partial(paper_of, words.lasting(), one, signed, at))  # when it is written, and once
    called, number = plain(words.say("Certificate")), in_groups(one.number)
    caption = words.say("Certificate {number}", number=number)
    seen = words.say("The same as a picture. Its code leads to the check.")
    return (
        File(file_name(called, number, ending="pdf"), lambda: certificates.pdf(made()), caption),
        File(file_name(called, number, ending="png"), lambda: certificates.picture(made()), seen, is_picture=True),
    )


def paper_of(words: Words, one: Certificate, signed: SignedText, at: CheckedAt) -> certificates.CertificatePaper:
    """The paper of one, as it was signed, in these words."""
    says = json.loads(signed.payload)
    organisation, number = says["organisation"], in_groups(one.number)
    return certificates.CertificatePaper(
        language=words.language,
        title=plain(words.say("Certificate of volunteer service")),
        facts=_facts(words, says),
        sections=(_service(words, says["service"]),),
        issued=_issued(words, says),
        number=number,
        code=at.code,
        code_says=plain(words.say("Code that leads to the check of certificate {number}", number=number)),
        check=_how_to_check(words, organisation, number, at),
        attached=(
            certificates.EmbeddedFile(
                SIGNED_TEXT, signed.payload.encode(), plain(words.say("What was signed")), "application/json"
            ),
            certificates.EmbeddedFile(
                SIGNATURE, b64decode(signed.signature), plain(words.say("The signature (Ed25519)"))
            ),
            certificates.EmbeddedFile(PUBLIC_KEY, signed.public_key.encode(), plain(words.say("The public key"))),
        ),
        author=organisation,
        foot=plain(words.listed((organisation, number))),
        numbered=plain(words.say("Page {page} of {pages}", page="{page}", pages="{pages}")),
        rest=plain(words.say("The PDF has {count} lines more.", count="{count}")),
        absent=plain(words.absent),
        at=one.issued_at,
    )


def _facts(words: Words, says: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    first = says["first_day"]
    days = CertifiedDays(first=date.fromisoformat(first) if first else None, last=date.fromisoformat(says["last_day"]))
    facts = (
        (words.say("Full name"), says["name"]),
        (words.say("Volunteer number"), says["volunteer"]),
        (words.say("Days of service"), period(words, days)),
        (words.say("Served hours"), words.length(says["minutes"])),
    )
    return [(plain(name), plain(value)) for name, value in facts]


def _service(words: Words, lines: Sequence[Mapping[str, Any]]) -> PaperTable:
    heads = (
        (words.say("Date"), 18),
        (words.say("Activity"), None),
        (words.say("Place"), 24),
        (words.say("What was done"), None),
        (words.say("Team"), 24),
        (words.say("Responsible"), 20),
        (words.say("Hours"), 15),
    )
    return PaperTable(
        [PaperColumn(plain(head), width) for head, width in heads],
        [_line(words, line) for line in lines],
        title=plain(words.say("Service")),
    )


def _line(words: Words, line: Mapping[str, Any]) -> tuple[str, ...]:
    activity, place, unit, responsible = (line.get(name, "") for name in ("activity", "place", "unit", "responsible"))
    day = line.get("day") or plain(words.say("Before"))
    cells = (day, activity, place, _what_was_done(words, line), unit, responsible, plain(words.length(line["minutes"])))
    return tuple(legible(words, cell) for cell in cells)


def _what_was_done(words: Words, line: Mapping[str, Any]) -> str:
    """What was typed of it; else its kind, else what it is called: it is never left open (Order 67, art. 15)."""
    content, kind, activity = (str(line.get(name, "")) for name in ("content", "category", "activity"))
    if content or not kind:
        return content or activity
    return plain(category(words, Category(kind))) if kind in set(Category) else kind


def _issued(words: Words, says: Mapping[str, Any]) -> Sequence[str]:
    unit, organisation = says["unit"], says["organisation"]
    by = (unit,) if unit == organisation else (unit, organisation)
    return (*by, plain(words.long_day(date.fromisoformat(says["issued"]))))


def _how_to_check(words: Words, organisation: str, number: str, at: CheckedAt) -> Sequence[str]:
    by_bot = words.say(
        "Anybody can check whether it is valid: {address}, or /verify {number} there.", address=at.bot, number=number
    )
    by_page = words.say("Anybody can check whether it is valid: {address}", address=at.page)
    signed = words.say(
        "What was signed is attached to this PDF. How to check the signature: {address}",
        address=f"{at.page.rsplit('/', 1)[0]}/how",
    )
    lines = (
        *((by_page, signed) if at.page else (by_bot,)),
        words.say(
            "It says what {organisation} has on record, and claims no official standing.", organisation=organisation
        ),
    )
    return [plain(line) for line in lines]
