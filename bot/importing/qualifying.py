"""The qualifications of a list, by what the organisation's kinds and levels are called in any of our languages."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from handlers.showing.qualifications import kind_name, level_names
from volunteering.rules.ground.folding import folded
from volunteering.rules.importing.asking import ListedQualification
from volunteering.rules.importing.problems import RowProblem, Wrong
from volunteering.rules.importing.rows import Certificate
from volunteering.rules.qualifications import QualificationKind
from volunteering.rules.volunteers import Language
from words.words import Words, plain

_ANY_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)  # names have no time in them


class Kinds:
    """The kinds that a list may have, by name; a level alone says the kind, too, where only one has it."""

    def __init__(self, kinds: Sequence[QualificationKind], today: date) -> None:
        self._today = today
        self._kinds: dict[str, QualificationKind] = {}
        self._levels: dict[str, tuple[QualificationKind, int]] = {}
        for kind in kinds:
            self._codes(kind)
            for words in _every_language():
                self._kinds.setdefault(folded(plain(kind_name(words, kind))), kind)
                for rank, level in enumerate(level_names(words, kind)):
                    self._levels.setdefault(folded(plain(level)), (kind, rank))

    def _codes(self, kind: QualificationKind) -> None:
        """Service records have those of the first set by their codes."""
        if not kind.name:
            self._kinds.setdefault(folded(kind.code), kind)
            for rank, level in enumerate(kind.levels):
                self._levels.setdefault(folded(level), (kind, rank))

    def asked(self, certificates: Sequence[Certificate]) -> tuple[ListedQualification, ...] | RowProblem:
        """What is to hold for somebody who has these, or what is wrong with the first that isn't right."""
        found: list[ListedQualification] = []
        for certificate in certificates:
            asked = self._one(certificate)
            if isinstance(asked, RowProblem):
                return asked
            found.append(asked)
        return tuple(found)

    def _one(self, certificate: Certificate) -> ListedQualification | RowProblem:
        kind, rank = self._kinds.get(folded(certificate.kind)), 0
        if kind is None:
            if folded(certificate.kind) not in self._levels:
                return RowProblem(wrong=Wrong.UNKNOWN_QUALIFICATION, said=certificate.kind)
            kind, rank = self._levels[folded(certificate.kind)]
        elif certificate.level:
            of_kind, rank = self._levels.get(folded(certificate.level), (None, 0))
            if of_kind is None or of_kind.id != kind.id:
                return RowProblem(wrong=Wrong.UNKNOWN_LEVEL, said=certificate.level)
        if certificate.issued_on is None and kind.months:
            return RowProblem(wrong=Wrong.NO_ISSUED, said=certificate.kind)
        issued_on = certificate.issued_on or self._today
        return ListedQualification(
            kind_id=kind.id,
            level=rank,
            number=certificate.number,
            issued_on=issued_on,
            expires_on=certificate.expires_on or kind.ends(issued_on),
        )


def _every_language() -> Iterator[Words]:
    return (Words(language, ZoneInfo("UTC"), _ANY_TIME) for language in Language)
