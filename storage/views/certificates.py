"""Certificates in lists, and as anybody is told of one: how they stand, without what was signed. Each is one hop."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from storage.engine.database import Reader
from storage.engine.pages import TOTAL, Extent, Page
from storage.rows.certificates import CERTIFICATE, certificate_in
from storage.rows.signing_keys import PublicKey, count_signed, public_keys
from volunteering.rules.certificates import Certificate

__all__ = (
    "CertificatePage",
    "PublicKey",
    "certificates_of",
    "count_signed",
    "how_many_hold",
    "numbered",
    "public_keys",
)

_OF: Final = f"""
    SELECT {CERTIFICATE}, {TOTAL} FROM certificates f WHERE f.person_id = :person
    ORDER BY f.id DESC LIMIT :limit OFFSET :skipped
"""


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """A page of them, the newest first."""

    certificates: Sequence[Certificate]
    extent: Extent


async def certificates_of(reader: Reader, person_id: int, page: Page) -> CertificatePage:
    """The certificates of somebody, the newest first."""
    rows = await reader.all(_OF, person=person_id, **page.values)
    return CertificatePage([certificate_in(row) for row in rows], page.extent(rows))


async def how_many_hold(reader: Reader, person_id: int) -> int:
    """How many of somebody's are valid."""
    row = await reader.one(
        "SELECT COUNT(*) AS number FROM certificates f WHERE f.person_id = :person AND f.state = 'valid'",
        person=person_id,
    )
    number: int = row["number"] if row else 0
    return number


async def numbered(reader: Reader, number: str) -> Certificate | None:
    """The one with the number that stands on it, in one reading; None where there is none."""
    row = await reader.one(f"SELECT {CERTIFICATE} FROM certificates f WHERE f.number = :number", number=number)
    return certificate_in(row) if row else None
