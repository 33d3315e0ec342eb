"""What stands on the paper, of what was signed."""

import json
from datetime import date
from typing import Any

import pytest

from handlers.certificates.screens.paper import CheckedAt, paper_of
from tests.support.city import NOW, ZONE
from volunteering.rules.certificates import Certificate, CertificateState, CertifiedDays, SignedText, new_number
from volunteering.rules.volunteers import Language
from words.words import Words


def row_of(language: Language, **line: Any) -> tuple[str, ...]:
    """The one row of a paper of this line."""
    number = new_number()
    says = {"organisation": "O", "unit": "U", "name": "Mei", "volunteer": "7", "first_day": None}
    service = [{"activity": "River", "day": "2026-11-20", "minutes": 90, "unit": "U", **line}]
    dated = {"last_day": "2026-12-01", "issued": "2026-12-01", "minutes": 90, "service": service}
    one = Certificate(
        id=1, number=number, person_id=7, unit="U", name="Mei", days=CertifiedDays(first=None, last=date(2026, 12, 1)),
        minutes=90, state=CertificateState.VALID, shows_name=False, issued_at=NOW,
    )  # fmt: skip
    signed = SignedText(payload=json.dumps(says | dated), signature="", public_key="")
    paper = paper_of(Words(language, ZONE, NOW), one, signed, CheckedAt("https://t.me/x"))
    [section] = paper.sections
    [row] = section.rows
    assert len(row) == len(section.columns)
    return tuple(row)


@pytest.mark.parametrize(
    ("language", "line", "done"),
    [
        (Language.ENGLISH, {"content": "We pick up litter.", "category": "community"}, "We pick up litter."),
        (Language.ENGLISH, {"category": "community"}, "Community service"),
        (Language.TRADITIONAL, {"category": "culture"}, "文化體育"),
        (Language.ENGLISH, {"category": "助老"}, "助老"),  # of a list that was brought
        (Language.ENGLISH, {}, "River"),
    ],
)
def test_what_was_done_is_never_left_open(language: Language, line: dict[str, str], done: str) -> None:
    """Order 67, art. 15: a certificate states time, content and recording unit."""
    assert row_of(language, **line)[3] == done
