"""Rows of lists that admins sent to the bot, until they are in the tables (decision 49)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter
from typing_extensions import override

from storage.engine.database import Row, Transaction
from storage.engine.values import instant, packed, seconds, unpacked
from storage.rows.erasing import UNDECIDED_STATES
from storage.rows.statements import add_row
from storage.rows.tree import UNIT, unit_in
from volunteering.records.importing import SentLists
from volunteering.rules.importing.progress import UNDECIDED, Progress
from volunteering.rules.importing.question_rows import ListedQuestion
from volunteering.rules.importing.sending import ListInHand, ListKind, SentList, Trial

SENT: Final = f"""
    SELECT i.id, i.by_id, i.state, i.name, i.file_id, i.facts, i.total, i.at, {UNIT},
        (SELECT COUNT(*) FROM import_rows r WHERE r.import_id = i.id) AS waiting
    FROM imports i JOIN units u ON u.id = i.unit_id
"""


_QUESTIONS: Final = TypeAdapter(tuple[ListedQuestion, ...])


class SentListRows(SentLists):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def offer(
        self,
        *,
        by_id: int,
        unit_id: int,
        state: Progress,
        file_id: str,
        name: str,
        at: datetime,
        kind: ListKind = ListKind.PEOPLE,
        about: int | None = None,
    ) -> SentList:
        number = await add_row(
            self._tx,
            "imports",
            by_id=by_id,
            unit_id=unit_id,
            state=state,
            file_id=file_id,
            name=name,
            facts=packed(_about(kind, about)),
            at=seconds(at),
        )
        [row] = await self._tx.all(f"{SENT} WHERE i.id = :of", of=number)
        return sent_list_in(row)

    @override
    async def get(self, list_id: int) -> SentList | None:
        # Once it is decided on, a row of its own stands for it, which has few beside it.
        rows = await self._tx.all(f"{SENT} WHERE i.id = :of OR i.state = 'applying'", of=list_id)
        return next((found for found in _sent_among(rows) if found.id == list_id), None)

    @override
    async def of(self, by_id: int) -> tuple[SentList, ...]:
        rows = await self._tx.all(f"{SENT} WHERE i.by_id = :person ORDER BY i.id", person=by_id)
        return tuple(sent for sent in _sent_among(rows) if sent.activity_id is None)

    @override
    async def of_quiz(self, by_id: int, activity_id: int) -> tuple[SentList, ...]:
        rows = await self._tx.all(f"{SENT} WHERE i.by_id = :person ORDER BY i.id", person=by_id)
        return tuple(sent for sent in _sent_among(rows) if sent.activity_id == activity_id)

    @override
    async def turn(self, sent: SentList, to: Progress, at: datetime, *, unit_id: int | None = None) -> bool:
        # Whoever sent it has said something: what was begun with too often before counts no more.
        turned = await self._tx.execute(
            """
            UPDATE imports SET state = :to, unit_id = :unit, facts = :facts, at = :at
            WHERE id = :of AND state = :before AND at = :then
            """,
            of=sent.id,
            before=sent.state,
            then=seconds(sent.at),
            to=to,
            unit=unit_id or sent.unit.id,
            facts=packed(facts_of(sent)),
            at=seconds(at),
        )
        return turned == 1

    @override
    async def know(self, held: ListInHand, sent: SentList, at: datetime) -> ListInHand | None:
        known = await self._tx.execute(
            f"UPDATE imports SET state = :to, unit_id = :unit, facts = :facts, at = :at WHERE {HELD}",
            to=sent.state,
            unit=sent.unit.id,
            facts=packed({"tries": sent.tries, **facts_of(sent)}),
            at=seconds(at),
            **values_of(held),
        )
        return ListInHand(id=held.id, state=sent.state, at=at) if known else None

    @override
    async def take_back(self, list_id: int) -> bool:
        return (
            await self._tx.execute(f"DELETE FROM imports WHERE id = :of AND state IN ({UNDECIDED_STATES})", of=list_id)
            == 1
        )

    @override
    async def keep_trial(self, held: ListInHand, trial: Trial, at: datetime) -> bool:
        kept = await self._tx.execute(
            f"UPDATE imports SET state = 'tried', facts = :facts, at = :at WHERE {HELD}",
            facts=packed({**_of(trial), "trial": trial.model_dump()}),
            at=seconds(at),
            **values_of(held),
        )
        return kept == 1

    @override
    async def keep_questions(self, held: ListInHand, sent: SentList, at: datetime) -> bool:
        kept = await self._tx.execute(
            f"UPDATE imports SET state = 'tried', facts = :facts, at = :at WHERE {HELD}",
            facts=packed(facts_of(sent)),
            at=seconds(at),
            **values_of(held),
        )
        return kept == 1

    @override
    async def end(self, held: ListInHand) -> bool:
        return await self._tx.execute(f"DELETE FROM imports WHERE {HELD}", **values_of(held)) == 1


def _sent_among(rows: Iterable[Row]) -> Iterator[SentList]:
    """Those that were sent: what is put down, or was typed at the command line, is nobody's in a chat."""
    for row in rows:
        if row["state"] in UNDECIDED or (row["state"] == Progress.APPLYING and "sent" in unpacked(row["facts"])):
            yield sent_list_in(row)


HELD: Final = "id = :of AND state = :held AND at = :since"
"""A list that somebody is at, and nobody else since: whoever takes it over writes another `at`."""


_ABOUT: Final = {ListKind.QUESTIONS: "quiz", ListKind.RESULTS: "exam"}


def _about(kind: ListKind, about: int | None) -> dict[str, Any]:
    """Of what it is a list; of people, where nothing is said."""
    if kind is ListKind.PEOPLE:
        return {}
    return {"of": kind} if about is None else {_ABOUT[kind]: about}


def _of(trial: Trial) -> dict[str, Any]:
    return _about(ListKind.RESULTS, trial.results.exam_id) if trial.results else {}


def _kind_in(facts: Mapping[str, Any], exam_id: int | None) -> ListKind:
    if "quiz" in facts:
        return ListKind.QUESTIONS
    return ListKind.RESULTS if exam_id is not None else ListKind(facts.get("of", ListKind.PEOPLE))


def facts_of(sent: SentList) -> dict[str, Any]:
    """What is kept of it whatever becomes of it."""
    return {
        **_about(sent.kind, sent.exam_id if sent.activity_id is None else sent.activity_id),
        **({"trial": sent.trial.model_dump()} if sent.trial else {}),
        **({"questions": _QUESTIONS.dump_python(sent.questions, mode="json")} if sent.questions else {}),
    }


def values_of(held: ListInHand) -> dict[str, int | str]:
    """What stands for it in `HELD`."""
    return {"of": held.id, "held": held.state, "since": seconds(held.at)}


def sent_list_in(row: Row) -> SentList:
    """A list as it stands; one that was decided on has the number that it was sent under."""
    facts = unpacked(row["facts"])
    state = Progress(row["state"])
    trial = Trial.model_validate(facts["trial"]) if facts.get("trial") else None
    exam_id = facts.get("exam", trial.results.exam_id if trial and trial.results else None)
    return SentList(
        id=facts.get("sent", row["id"]),
        by_id=row["by_id"],
        unit=unit_in(row),
        state=state,
        name=row["name"],
        file_id=row["file_id"],
        at=instant(row["at"]),
        tries=facts.get("tries", 0),
        trial=trial,
        done=row["total"] - row["waiting"] if state is Progress.APPLYING else 0,
        total=row["total"],
        kind=_kind_in(facts, exam_id),
        activity_id=facts.get("quiz"),
        questions=_QUESTIONS.validate_python(facts.get("questions", ())),
        exam_id=exam_id,
    )
