"""Seeing to a list that an admin sent: fetched, looked through, reported; imported where that is still what they saw.

It runs in a process of its own, and dies between any two lines: the list is in the database, and whoever is on duty
begins with it again. Of the file nothing is kept, here or there: what is wanted is fetched again (decision 49).
"""

import asyncio
from collections.abc import Sequence
from datetime import date
from functools import partial
from hashlib import sha256

from bot.ground.errors import CommandError
from bot.ground.settings import Settings
from bot.importing.desk import ListDesk, send_report
from bot.importing.doing import Importer
from bot.importing.fetching import NotFetched, fetch
from bot.importing.files import sheets_in
from bot.importing.holding import Hold, NotInHand
from bot.importing.knowing import BookReader
from bot.importing.lists import ListFile, read_list
from bot.importing.not_importable import NotImportable
from bot.importing.orders import LONGEST
from bot.importing.phones import reads_phones
from bot.importing.question_lists import QuestionSheets, read_questions
from bot.importing.result_lists import TriedResults, read_results, try_results
from bot.importing.trying import Tried, try_list
from handlers.importing.screens.report import report
from handlers.importing.screens.results_report import results_report
from handlers.quizzes.screens.report import questions_report
from handlers.showing.lists import report_file
from storage.engine.database import Transaction
from storage.engine.retrying import written
from storage.process import sent_lists
from storage.rows import Rows
from volunteering.actions.importing.ending import end_list, keep_trial, may_send
from volunteering.actions.importing.knowing import AskedWhich, KnownList, know_list
from volunteering.actions.quizzes.listed import TOLD_ALONE, keep_questions, wrong_questions
from volunteering.rules.ground.periods import local_day
from volunteering.rules.importing.books import BookKind, FoundBook
from volunteering.rules.importing.comparing import ListOwner
from volunteering.rules.importing.outcome import Outcome
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.question_rows import QuestionFault
from volunteering.rules.importing.results import ResultsOutcome
from volunteering.rules.importing.sending import (
    MOST_TRIES,
    ListEnd,
    ListInHand,
    ListKind,
    ListSentBefore,
    SentList,
    Trial,
)
from volunteering.rules.volunteers import Language
from words.words import Words


async def see_to(desk: ListDesk, held: ListInHand) -> str:
    """Look through a list, or import it, as it is to be. Gives what came of it, in a word for the log.

    `held` is what it was taken up as. Raises NotInHand where it is nobody's to see to, or others'.
    """
    async with desk.database.reading() as reader:
        sent = await Rows.reading(reader).sent_lists.get(held.id)
    if sent is None or sent.state is not held.state:
        raise NotInHand
    seeing = _Seeing(desk, sent, Hold(desk.database, desk.clock, held))
    try:
        async with asyncio.timeout(LONGEST):
            return await seeing.through()
    except NotImportable as fault:
        return await seeing.ends(fault.end)
    except CommandError:  # it was taken for broken off
        await seeing.hand_back(counts=True)
        raise
    except NotFetched:
        if sent.tries >= MOST_TRIES:
            return await seeing.ends(ListEnd.NOT_FETCHED)
        await seeing.hand_back(counts=True)
        return "not fetched"
    except TimeoutError:
        await seeing.hand_back(counts=True)
        raise CommandError("It took too long") from None
    except MemoryError:
        pass  # what was read goes with the fault: there is room again below
    except asyncio.CancelledError:
        await seeing.hand_back(counts=False)
        raise
    return await seeing.ends(ListEnd.TOO_LONG)


class _Seeing:
    """One list, seen to."""

    def __init__(self, desk: ListDesk, sent: SentList, hold: Hold) -> None:
        self._desk = desk
        self._sent = sent
        self._hold = hold
        self._importer = Importer(
            desk.database, desk.clock, desk.settings.timezone, Language(desk.settings.default_language)
        )

    async def through(self) -> str:
        """To its end, or to the question what is to become of it."""
        if self._sent.state is Progress.TRYING and self._sent.kind is not ListKind.PEOPLE:
            found = await self._hold.during(self._book)
            if self._sent.kind is ListKind.UNKNOWN or self._is_other(found):
                return await self._go_on(found)
        return await self._tried_as_known()

    async def _tried_as_known(self) -> str:
        if self._sent.activity_id is not None:
            return await self._questions(self._sent.activity_id)
        tried, trial = await self._hold.during(self._tried)
        if self._sent.state is Progress.IMPORTING and self._sent.trial and self._sent.trial.mark == trial.mark:
            number = await self._hold.during(lambda: self._put_down(tried, trial))
            return await self._decided(number)
        if self._sent.state is Progress.IMPORTING:
            trial = trial.model_copy(update={"is_anew": True})
        if trial.rows and not await self._hold.during(lambda: self._report(tried.outcome)):
            trial = trial.model_copy(update={"is_reported": False})
        return await self._kept(trial)

    async def _book(self) -> FoundBook:
        """What the file is. Raises NotImportable where it is the list of another exam than was asked for."""
        reader = BookReader(self._desk.settings.record_heads)
        found = await asyncio.to_thread(reader.book_in, await self._fetched())
        exam_id = self._sent.exam_id
        if exam_id is not None and found.kind is BookKind.EXAM and found.about not in {None, exam_id}:
            raise NotImportable(ListEnd.OTHER_EXAM, "It is the list of another exam")
        return found

    def _is_other(self, found: FoundBook) -> bool:
        """Whether it was sent where a list of another kind was asked for."""
        asked = BookKind.QUESTIONS if self._sent.kind is ListKind.QUESTIONS else BookKind.EXAM
        return found.kind not in {None, asked}

    async def _go_on(self, found: FoundBook) -> str:
        """As whatever it is that came by itself, or where something else was asked for."""

        async def know(tx: Transaction) -> KnownList | AskedWhich | ListEnd | None:
            return await know_list(Rows(tx), self._hold.held, self._sent, found, self._desk.moment)

        known = await written(self._desk.database, know)
        match known:
            case None:
                raise NotInHand
            case KnownList():
                self._hold.held, self._sent = known.held, known.sent
                return await self._tried_as_known()
            case AskedWhich():
                return "asked"
            case _:
                return known

    async def _questions(self, activity_id: int) -> str:
        """Those of a training's test: there are few, and they are kept as they were read until they are wanted."""
        read = await self._hold.during(self._read_questions)
        async with self._desk.database.reading() as reader:
            wrong = await wrong_questions(Rows.reading(reader), activity_id, read.questions, read.faults)
        is_reported = len(wrong) > TOLD_ALONE and await self._hold.during(
            lambda: self._report_questions(activity_id, read, wrong)
        )

        async def keep(tx: Transaction) -> str | None:
            return await keep_questions(
                Rows(tx),
                self._hold.held,
                self._sent,
                read.questions,
                read.faults,
                self._desk.moment,
                is_reported=is_reported,
            )

        came_of_it = await written(self._desk.database, keep)
        if came_of_it is None:
            raise NotInHand
        return came_of_it

    async def _read_questions(self) -> QuestionSheets:
        return await asyncio.to_thread(read_questions, await self._fetched())

    async def _report_questions(self, activity_id: int, read: QuestionSheets, wrong: Sequence[QuestionFault]) -> bool:
        """Their own list, with what is wrong in each row: it is put right there, and sent back."""
        name = self._sent.name
        return await send_report(
            self._desk, self._sent.by_id, lambda words: questions_report(words, activity_id, name, read.rows, wrong)
        )

    async def _tried(self) -> tuple[Tried | TriedResults, Trial]:
        """What would come of it now. Raises NotImportable and NotFetched."""
        exam_id = self._sent.exam_id
        tried = await self._tried_people() if exam_id is None else await self._tried_results(exam_id)
        checksum = await asyncio.to_thread(_checksum_of, tried)
        return tried, tried.outcome.in_numbers(writes=len(tried.asks), mark=checksum)

    async def _fetched(self) -> bytes:
        """What is in the file, where whoever sent it still may. Raises NotImportable and NotFetched."""
        async with self._desk.database.reading() as reader:
            if not await may_send(Rows.reading(reader), self._sent):
                raise _not_allowed()
        return await fetch(self._desk.bot, self._sent.file_id)

    async def _tried_results(self, exam_id: int) -> TriedResults:
        listed = await asyncio.to_thread(read_results, await self._fetched())
        await self._importer.settle()
        async with self._desk.database.reading() as reader:
            return await try_results(reader, listed, self._sent, exam_id)

    async def _tried_people(self) -> Tried:
        today = local_day(self._desk.clock.now(), self._desk.settings.timezone)
        found = await asyncio.to_thread(_read, self._desk.settings, await self._fetched(), today)
        await self._importer.settle()  # else an older list that is under way would undo this one
        async with self._desk.database.reading() as reader:
            limits = ListOwner(unit=self._sent.unit, by_id=self._sent.by_id)
            return await try_list(reader, found, limits, today)

    async def _put_down(self, tried: Tried | TriedResults, trial: Trial) -> int:
        before = ListSentBefore(list_id=self._sent.id, name=self._sent.name, trial=trial)
        return await self._importer.put_down(
            tried.asks, by_id=self._sent.by_id, unit_id=self._sent.unit.id, name=self._sent.name, sent=before
        )

    async def _decided(self, number: int) -> str:
        """It is imported, where whoever sent it still may, and has not taken it back."""

        async def still_is(tx: Transaction) -> None:
            now = await Rows(tx).sent_lists.get(self._sent.id)  # its team may have another place in the tree by now
            if now is None or not await sent_lists.let_go(tx, self._hold.held):
                raise NotInHand
            if not await may_send(Rows(tx), now):
                raise _not_allowed()

        try:
            await self._importer.decide(number, still_is)
        except (NotInHand, NotImportable):
            await self._importer.clear_away(number)
            raise
        await self._importer.go_on(number)
        return "imported"

    async def _report(self, outcome: Outcome | ResultsOutcome) -> bool:
        name = self._sent.name
        return await send_report(
            self._desk, self._sent.by_id, lambda words: report_file(words, name, partial(_report_on, words, outcome))
        )

    async def _kept(self, trial: Trial) -> str:
        async def keep(tx: Transaction) -> bool:
            return await keep_trial(Rows(tx), self._hold.held, self._sent, trial, self._desk.moment)

        if not await written(self._desk.database, keep):
            raise NotInHand
        return trial.end or "tried"

    async def ends(self, end: ListEnd) -> str:
        """Nothing becomes of it, and whoever sent it is told why."""

        async def ended(tx: Transaction) -> bool:
            return await end_list(Rows(tx), self._hold.held, self._sent, end, self._desk.moment)

        if not await written(self._desk.database, ended):
            raise NotInHand
        return end

    async def hand_back(self, *, counts: bool) -> None:
        """Somebody else is to see to it."""

        async def back(tx: Transaction) -> None:
            await sent_lists.hand_back(tx, self._hold.held, self._sent, self._desk.clock.now(), counts=counts)

        await written(self._desk.database, back)


def _read(settings: Settings, content: bytes, today: date) -> ListFile:
    return read_list(sheets_in(content), reads_phones(settings.country), today, heads=settings.record_heads)


def _report_on(words: Words, outcome: Outcome | ResultsOutcome) -> bytes:
    return results_report(words, outcome) if isinstance(outcome, ResultsOutcome) else report(words, outcome)


def _checksum_of(tried: Tried | TriedResults) -> str:
    """The same for two trials that come to the same, row for row, and would write the same."""
    outcome = tried.outcome
    checksum = sha256(outcome.model_copy(update={"rows": ()}).model_dump_json().encode())
    for row in (*outcome.rows, *tried.asks):  # one after the other: all at once is as much again
        checksum.update(row.model_dump_json().encode())
    return checksum.hexdigest()


def _not_allowed() -> NotImportable:
    return NotImportable(ListEnd.NOT_ALLOWED, "Whoever sent it has no say there any more")
