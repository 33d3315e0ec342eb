"""The qualifications of a list, by what the organisation's kinds and levels are called in any of our languages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from handlers.showing.qualifications import kind_name, level_names
from volunteering.rules.importing.asking import ListedQualification, best_of
from volunteering.rules.importing.certificates import other_names, ways_to_say
from volunteering.rules.importing.problems import RowProblem, Wrong
from volunteering.rules.importing.rows import ListedPaper
from volunteering.rules.qualifications import QualificationKind
from volunteering.rules.volunteers import Language
from words.words import Words, plain

_ANY_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)  # names have no time in them


class Kinds:
    """The kinds that a list may have, by name; a level alone says the kind, too, where only one has it."""

    def __init__(self, kinds: Sequence[QualificationKind], today: date) -> None:
        self._today = today
        self._kinds: dict[str, QualificationKind] = {}
        self._levels: dict[str, list[tuple[QualificationKind, int]]] = defaultdict(list)
        for kind in kinds:
            if not kind.name:  # service records have those of the first set by their codes
                self._call(kind, kind.code, kind.levels)
            for words in _every_language():
                self._call(kind, plain(kind_name(words, kind)), map(plain, level_names(words, kind)))
        for kind in kinds:
            for name in () if kind.name else other_names(kind.code):
                self._kinds.setdefault(name, kind)

    def _call(self, kind: QualificationKind, name: str, levels: Iterable[str]) -> None:
        for called in ways_to_say(name):
            self._kinds.setdefault(called, kind)
        for rank, level in enumerate(levels):
            for called in ways_to_say(level):
                of_kinds = self._levels[called]
                if all(other.id != kind.id for other, _ in of_kinds):
                    of_kinds.append((kind, rank))

    def problem_with(self, certificate: ListedPaper) -> RowProblem | None:
        """What isn't right about one of them."""
        found = self._one(certificate)
        return found if isinstance(found, RowProblem) else None

    def asked(self, certificates: Sequence[ListedPaper]) -> tuple[ListedQualification, ...] | RowProblem:
        """What is to hold for somebody who has these, or what is wrong with the first that isn't right."""
        found: list[ListedQualification] = []
        for certificate in certificates:
            asked = self._one(certificate)
            if isinstance(asked, RowProblem):
                return asked
            found.append(asked)
        return best_of(found)

    def _one(self, certificate: ListedPaper) -> ListedQualification | RowProblem:
        said = ways_to_say(certificate.kind)
        kind, rank = next((self._kinds[called] for called in said if called in self._kinds), None), 0
        if kind is None:
            of_kinds = next((self._levels[called] for called in said if called in self._levels), [])
            if len(of_kinds) != 1:
                return RowProblem(wrong=Wrong.UNKNOWN_QUALIFICATION, said=certificate.kind)
            [(kind, rank)] = of_kinds
        elif certificate.level:
            levels = (one for called in ways_to_say(certificate.level) for one in self._levels.get(called, ()))
            ranks = [rank for of, rank in levels if of.id == kind.id][:1]
            if not ranks:
                return RowProblem(wrong=Wrong.UNKNOWN_LEVEL, said=certificate.level)
            [rank] = ranks
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
