"""The queries of every tap and sweep find what they need by an index, however many people and years there are."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import partial

import pytest
from typing_extensions import override

from storage.engine.connecting import connect
from storage.engine.database import Query, Row, Transaction, Value, query
from storage.engine.pages import Page
from storage.process import drafts, inbox
from storage.rows import Rows, outbox
from storage.rows.fairness import fairness_for
from storage.rows.volunteers import set_reachable
from storage.views.activities.searching import upcoming_like
from storage.views.attendance.walk_ins import is_findable, without_a_place
from storage.views.buddies import buddies_on_roster
from storage.views.enquiries import about_activity, asked_by, asked_of, thread
from storage.views.exams.held import entries_of, entry_card, everybody_in, held_exam
from storage.views.exams.seen import exam_card, exams_ahead, exams_past, of_person
from storage.views.home import ahead_of
from storage.views.honours import cards_in, honour_asked, honours_in, honours_of
from storage.views.hours.claims import decided_for
from storage.views.qualifications import my_qualifications, qualification_asked, to_verify
from storage.views.quizzes import quiz_tally, quizzes_for
from storage.views.reports.quality import quality_breakdown, quality_report
from storage.views.thanks import record_of, seen_ratings, to_commend, to_rate
from storage.views.training.led import led_training
from storage.views.training.mine import my_training, study_file
from storage.views.training.on import next_induction
from storage.views.tree.teams import level_of
from storage.views.volunteers.profile import profile_of
from tests.support.city import NOW, ZONE, hours_later
from tests.support.databases import Databases
from volunteering.rules.activities import Shift, State
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.exams.announced import WhichEntries
from volunteering.rules.ground.periods import Month, Period
from volunteering.rules.ground.policy import Policy
from volunteering.rules.honours import StarsNote
from volunteering.rules.hours import Decision, Entry, Kind
from volunteering.rules.journal import Did
from volunteering.rules.notices.owed import Owed
from volunteering.rules.notices.signing_up import Promoted
from volunteering.rules.qualifications import QualificationKind, QualificationState
from volunteering.rules.reminders import Starts
from volunteering.rules.reports import Span
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.thanks import Rating
from volunteering.rules.training import NewTraining
from volunteering.rules.tree import Post, Rights, Role, Unit
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Language, Person, Standing

SHIFT = Shift(
    id=3, activity_id=2, period=Period(start=NOW, end=NOW + timedelta(hours=3)), limit=9, state=State.OPEN, since=NOW
)
UNIT = Unit(id=4, name="Jiaojiang", path="/1/4/")
DAY = date(2026, 12, 1)
NOVEMBER = Span.of(Month(year=2026, number=11))
MONTHS_AGO = NOW - timedelta(days=90)
WEI = Person(
    id=7, telegram_id=1007, name="Wei", phone=None, language=Language.ENGLISH, unit=UNIT, standing=Standing.ACTIVE,
    reachable=True, registered_at=NOW,
)  # fmt: skip
ENTRY = Entry(
    person_id=7, unit_id=4, shift_id=3, kind=Kind.NO_SHOW, day=DAY, minutes=0, change=0, participations=0, no_shows=1,
    by_id=8, at=NOW,
)  # fmt: skip

DRIVING = QualificationKind(id=3, unit=UNIT, code="driver", name="", levels=(), months=72, needs_evidence=True)

# Not a table: a row of constants, and the units above one, which are a handful.
# A search by the state alone, or from the first shift ever, is as long as the history.
LONG = re.compile(r"SCAN (?!\(subquery|\d+ CONSTANT ROWS).*|.* shifts_by_(start|end) \(state=\?( AND starts_at<\?)?\)")
HARMLESS = {"SCAN CONSTANT ROW", "SCAN who", "SCAN above", "SCAN mine", "SCAN ahead", "SCAN listed"}
# What is new is all that is in them: it is looked through once, and gone.
HARMLESS |= {"SCAN star_checks", "SCAN r USING INDEX ratings_new"}
# Units of a report, its days, and what was found by an index.
HARMLESS |= {"SCAN parts", "SCAN begun", "SCAN told", "SCAN whole", "SCAN noted", "SCAN served", "SCAN by_law"}
HARMLESS.add("SCAN missed")  # of one person
HARMLESS.add("SCAN there")  # at enough sessions of one training
HARMLESS.add("SCAN h USING INDEX honours_by_person")  # of a city's years some hundreds, each once

Act = Callable[[Rows, Transaction], Awaitable[object]]


async def _several(*acts: Awaitable[object]) -> None:
    for act in acts:
        await act


async def _message(rows: Rows, tx: Transaction) -> None:
    rows.outbox.owe(Owed(key="key", person_id=7, notice=Promoted(shift_id=3)), NOW)
    rows.outbox.owe_again(Owed(key="key", person_id=7, notice=Promoted(shift_id=3)), NOW)
    rows.outbox.owe_unless_sent(Owed(key="key", person_id=7, notice=Promoted(shift_id=3)), NOW)
    outbox.done(tx, 1, 99, NOW)
    outbox.dropped(tx, 1, NOW)
    outbox.failed(tx, 1, "gone", NOW)
    outbox.again(tx, 1, NOW, "later")
    set_reachable(tx, 1001, reachable=False)
    outbox.unheard(tx, 1)
    rows.outbox.passed_on(["key"])


async def _update(rows: Rows, tx: Transaction) -> None:
    await inbox.recognise(tx, telegram_id=1001, update_id=1, now=NOW)
    inbox.record(tx, 1, telegram_id=1001, message_id=5, shows="shift:3", now=NOW)
    inbox.prune(tx, NOW)
    rows.journal.note(Did.SIGNED_UP, by_id=7, at=NOW, person_id=7, shift_id=3)


async def _now(write: Callable[..., None], *about: object) -> None:
    write(*about)


async def _draft(_: Rows, tx: Transaction) -> None:
    drafts.drop(tx, 1001)
    drafts.prune(tx, NOW)


ACTS: dict[str, Act] = {
    "an update": _update,
    "a draft": _draft,
    "a message": _message,
    "messages due": lambda _, tx: outbox.due(tx, NOW, 30, bulk=False),
    "messages that were not heard": lambda rows, _: rows.outbox.unheard(NOW, 200),
    "waiting lists beside free places": lambda rows, _: rows.offers.beside_free_places(NOW),
    "how much is owed": lambda _, tx: _several(outbox.owing(tx, bulk=False), outbox.owing(tx, bulk=True)),
    "signing up": lambda rows, _: rows.sign_ups.facts(3, 7),
    "whose turn it is": lambda _, tx: fairness_for(tx, 7, [SHIFT]),
    "until when one leaves": lambda rows, _: rows.sign_ups.leaving_closes(3),
    "a place": lambda rows, _: rows.sign_ups.put(3, 7, SignUpState.CONFIRMED, NOW),
    "letting go": lambda rows, _: rows.sign_ups.set_state(5, SignUpState.LEFT, NOW),
    "saying that one comes": lambda rows, _: rows.sign_ups.say_coming(5, ReminderAnswer.COMING, NOW),
    "my place": lambda rows, _: rows.sign_ups.mine(3, 7),
    "my shifts": lambda rows, _: rows.sign_ups.upcoming_of(7, NOW),
    "the waiting list": lambda rows, _: rows.sign_ups.waiting(3),
    "a locked shift": lambda rows, _: rows.activities.lock(3),
    "an activity": lambda rows, _: rows.activities.get(2),
    "what somebody leads": lambda rows, _: rows.activities.led_ahead(7, NOW),
    "what is ahead in a unit": lambda rows, _: rows.activities.ahead_in(UNIT, NOW),
    "its shifts": lambda rows, _: rows.activities.shifts(2),
    "a changed shift": lambda rows, _: rows.activities.set_limit(3, 5),
    "a person": lambda rows, _: _several(rows.people.get(7), rows.people.by_telegram(1001), rows.people.rights(7)),
    "a changed person": lambda rows, _: rows.people.change(7, standing=Standing.SUSPENDED, phone=""),
    "leaders of a unit": lambda rows, _: rows.people.leaders_of(UNIT),
    "the roster": lambda rows, _: rows.hours.roster(3),
    "ticks": lambda rows, _: _several(
        rows.hours.tick(3, 7, came=True), rows.hours.tick_all(3, without=8), rows.hours.close_roster(3, 8, NOW)
    ),
    "a line of the ledger": lambda rows, _: rows.hours.append(ENTRY),
    "no-shows": lambda rows, _: rows.hours.no_shows(7),
    "no-shows, forgiven ones too": lambda rows, _: rows.hours.missed(7),
    "a no-show forgiven": lambda rows, _: _now(rows.hours.forgive, 3, 7, 8, NOW),
    "minutes of a day": lambda rows, _: _several(rows.hours.minutes_on(7, DAY), rows.hours.served_on(7, DAY)),
    "who waited or had left": lambda _, tx: without_a_place(tx, 3, without=7, most=8),
    "who came without having signed up": lambda _, tx: is_findable(tx, 3, UNIT, 7, "1234"),
    "the latest decisions": lambda _, tx: decided_for(
        tx, 7, Rights(posts=(Post(unit=UNIT, role=Role.LEADER),)), NOW, page=Page(5)
    ),
    "a claim": lambda rows, _: _several(
        rows.hours.claim(6),
        rows.hours.counted_of_claim(6),
        rows.hours.decide(6, Decision.APPROVED, by_id=8, at=NOW),
    ),
    "pending claims": lambda rows, _: rows.hours.pending_in(UNIT),
    "leaving and coming back": lambda rows, _: _several(rows.people.go(7), rows.people.come_back(7)),
    "units below": lambda rows, _: rows.units.below(1),
    "the top": lambda rows, _: rows.units.top(),
    "reminders": lambda rows, _: rows.reminders.unreminded(24, [Starts(after=NOW, until=hours_later(24))], 200),
    "rosters to ask for": lambda rows, _: rows.reminders.unanswered(MONTHS_AGO, NOW, limit=200),
    "rosters to ask for again": lambda rows, _: rows.reminders.unanswered(MONTHS_AGO, NOW, asked_by=NOW, limit=200),
    "home": lambda _, tx: ahead_of(tx, WEI, Rights(posts=(Post(unit=UNIT, role=Role.LEADER),)), NOW),
    "tests of trainings": lambda rows, tx: _several(
        rows.quizzes.get(3),
        rows.quizzes.question(1),
        rows.quizzes.taker(3, 7, NOW),
        rows.quizzes.takers(3),
        rows.quizzes.sessions_open(3, NOW),
        rows.quizzes.under_way(3, 7),
        rows.quizzes.attempt(1),
        quiz_tally(tx, 3, 5),
        quizzes_for(tx, 7, NOW),
    ),
    "buddies": lambda rows, _: _several(
        rows.buddies.to_look_at(NOW),
        rows.buddies.sheet(3),
        rows.buddies.get(1),
        rows.buddies.ahead_of(7, NOW),
        rows.buddies.keeps_out(7),
        rows.buddies.written(1, 7),
        rows.buddies.line(1),
        _now(rows.buddies.resume, 1),
    ),
    "ratings": lambda rows, tx: _several(
        rows.thanks.came_at(3, 7),
        rows.thanks.rating(3, 7),
        rows.thanks.of_shift(3),
        rows.thanks.with_new(3, NOW),
        _now(rows.thanks.rate, 3, 7, 5, NOW),
        _now(rows.thanks.say, 3, 7, "Thanks"),
        _now(rows.thanks.withdraw, 3, 7),
        _now(rows.thanks.take_up, 3, 1, [Rating(person_id=7, stars=5)]),
        _now(rows.thanks.read_words, 3, [Rating(person_id=7, stars=5)]),
        _now(partial(rows.thanks.hide, hidden=True), 3, "Thanks"),
        to_rate(tx, 7, Rights(posts=()), MONTHS_AGO),
        seen_ratings(tx, 3),
    ),
    "commendations": lambda rows, tx: _several(
        rows.thanks.commendation(1), _now(rows.thanks.take_back, 1), to_commend(tx, 3, 8, page=Page(5))
    ),
    "somebody's record": lambda _, tx: record_of(tx, 7, told_by=NOW, today=DAY, last=5),
    "stars": lambda rows, _: _several(
        rows.star_marks.noted(200),
        rows.star_marks.of(7),
        _now(rows.star_marks.mark, 7, 1, (100,), 1, NOW),
        _now(rows.star_marks.looked_at, [StarsNote(id=1, person_id=7)]),
        _now(rows.star_marks.note, [7]),
    ),
    "honours": lambda rows, tx: _several(
        rows.honours.get(1),
        _now(rows.honours.take_back, 1, 8, NOW),
        honours_of(tx, 7, Page(5)),
        honour_asked(tx, 1),
        honours_in(tx, 1, Page(5)),
        cards_in(tx, 4, DAY, ZONE, Page(5)),
    ),
    "cards that end": lambda rows, _: _several(
        rows.honours.cards_ending(DAY, DAY + timedelta(days=60), 60, 200), rows.honours.note_reminded(1, 60)
    ),
    "settings of a unit": lambda rows, _: _several(
        rows.unit_settings.value(UNIT, UnitSetting.STARS),
        rows.unit_settings.own(4),
        _now(rows.unit_settings.put, 4, UnitSetting.BUDDIES, "1"),
        _now(rows.unit_settings.put, 4, UnitSetting.BUDDIES, None),
    ),
    "quality of a month": lambda _, tx: _several(
        quality_report(tx, NOVEMBER, 4, NOW, ZONE, Policy()),
        quality_breakdown(tx, NOVEMBER, 1, NOW, ZONE, Policy(), page=Page(4)),
    ),
    "buddies on a roster": lambda _, tx: buddies_on_roster(tx, 3),
    "an enquiry": lambda rows, _: _several(
        rows.enquiries.get(1), rows.enquiries.count_open(7), rows.enquiries.unanswered(1), rows.enquiries.readers(1)
    ),
    "what was asked": lambda _, tx: _several(
        asked_of(tx, 7, Rights(posts=(Post(unit=UNIT, role=Role.LEADER),)), Page(5)),
        asked_by(tx, 7, Page(5)),
        about_activity(tx, 2, Page(5)),
        thread(tx, 1),
    ),
    "what nobody is asked who may answer": lambda rows, _: rows.enquiries.without_readers(),
    "what was put right": lambda rows, _: _now(rows.enquiries.put_right, 3, 7, 8, NOW),
    "a qualification": lambda rows, _: _several(
        rows.qualifications.get(1),
        rows.qualifications.of(7, 3),
        rows.qualifications.pending_of(7),
        rows.qualifications.note_reminded(1, 14),
        rows.qualifications.asked_for_in(7, DRIVING, NOW),
        _now(rows.qualifications.put_away, 1, QualificationState.REPLACED),
    ),
    "a training": lambda rows, _: _several(
        rows.training.get(2),
        rows.training.sessions_held(2, NOW),
        rows.training.studied_on(7, DAY),
        rows.training.is_in(2, 7),
        rows.training.enough(2),
        rows.training.people_in(2),
        rows.training.presences(2, 7),
        rows.training.result(2, 7),
        _now(rows.training.change, 2, NewTraining()),
    ),
    "a training file": lambda _, tx: _several(
        study_file(tx, 7, Page(5)), my_training(tx, 7, NOW, DAY, Page(3)), led_training(tx, 2, NOW, Page(5))
    ),
    "the next induction": lambda _, tx: next_induction(tx, UNIT, 7, NOW),
    "qualifications that end": lambda rows, _: _several(
        rows.qualifications.expiring(DAY, 14, 200), rows.qualifications.next_end(DAY, 14)
    ),
    "kinds of qualification": lambda rows, _: _several(
        rows.kinds.get(3), rows.kinds.all_for(UNIT), rows.kinds.ranks_in_use(3), _now(rows.kinds.rerank, 3, {0: 1})
    ),
    "qualifications in lists": lambda _, tx: _several(
        my_qualifications(tx, 7, Rights(posts=(Post(unit=UNIT, role=Role.LEADER),)), Page(5)),
        to_verify(tx, 7, Rights(posts=(Post(unit=UNIT, role=Role.LEADER),)), Page(5)),
        qualification_asked(tx, 1),
    ),
    "an exam": lambda rows, _: _several(
        rows.exams.facts(1, 7), rows.exams.people_in(1), rows.exams.ahead_of(7, NOW), rows.exams.entry(1)
    ),
    "numbers and results of an exam": lambda rows, tx: _several(
        rows.exam_entries.to_number(NOW),
        rows.exam_entries.untold(NOW, 200),
        rows.exam_entries.unreminded(NOW, 200),
        rows.exam_entries.note_told([1, 2], NOW),
        rows.exam_entries.exams_of([1, 2]),
        rows.exam_entries.next_due(NOW),
        rows.exam_entries.next_open(1, 0),
        held_exam(tx, 1),
        entries_of(tx, 1, WhichEntries.UNREACHED, Page(8)),
        everybody_in(tx, 1),
        entry_card(tx, 1),
        of_person(tx, 7),
    ),
    "exams in lists": lambda _, tx: _several(
        exams_ahead(tx, 7, UNIT, Rights(posts=(Post(unit=UNIT, role=Role.ADMIN),)), NOW, Page(5)),
        exams_past(tx, 7, Rights(posts=(Post(unit=UNIT, role=Role.ADMIN),)), NOW, Page(5)),
        exam_card(tx, 1, 7),
    ),
    "profile": lambda _, tx: profile_of(tx, 7),
    "an activity by a part of its title": lambda _, tx: upcoming_like(tx, "river", NOW, page=Page(5)),
    "a level of the tree": lambda _, tx: level_of(tx, 1, page=Page(5)),
    "what comes next": lambda rows, _: _several(
        rows.reminders.next_start(NOW), rows.reminders.next_end(NOW), rows.reminders.next_asked(NOW)
    ),
}


class EnoughError(Exception):
    """Rolls back, since nothing here is meant."""


class Explained(Transaction):
    """Instead of doing what it is asked, says how the database would go about it."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._later: list[Query] = []
        self._last: list[Callable[[], Awaitable[None]]] = []
        self.scans: list[str] = []

    @override
    async def execute(self, sql: str, /, **values: Value) -> int:
        await self._read([query(sql, **values)])
        return 0

    @override
    def later(self, sql: str, /, **values: Value) -> None:
        self._later.append(query(sql, **values))

    @override
    def before_commit(self, write: Callable[[], Awaitable[None]]) -> None:
        self._last.append(write)

    async def explain_later(self) -> None:
        """What was to be written with the commit."""
        for write in self._last:
            await write()
        await self._read(self._later)

    @override
    async def _read(self, queries: Sequence[Query]) -> list[Sequence[Row]]:
        for sql, values in queries:
            plan = await self._tx.all(f"EXPLAIN QUERY PLAN {sql}", **values)
            steps = [row["detail"] for row in plan]
            self.scans += [step for step in steps if LONG.fullmatch(step) and step not in HARMLESS]
        return await self._tx.several(*queries)


@pytest.fixture
async def explained(databases: Databases) -> AsyncIterator[Explained]:
    with databases.fresh("sqlite") as url, suppress(EnoughError):
        async with connect(url) as database, database.transaction() as tx:
            # Lines may be about people and shifts that are not there: only the ways to them are asked about.
            await tx.execute("PRAGMA defer_foreign_keys = ON")
            await tx.execute("INSERT INTO units (id, path, depth, name, created_at) VALUES (1, '/1/', 0, 'Taizhou', 0)")
            await tx.execute(
                "INSERT INTO units (id, parent_id, path, depth, name, created_at) VALUES (4, 1, '/1/4/', 1, 'J', 0)"
            )
            await tx.execute(
                "INSERT INTO people (id, name, name_folded, language, home_unit_id, state, consented_at, "
                "registered_at, registered_month) VALUES (7, 'Wei', 'wei', 'en', 1, 'left', 0, 0, '2026-11')"
            )
            yield Explained(tx)
            raise EnoughError


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
async def test_nothing_is_searched_from_end_to_end(explained: Explained, act: Act) -> None:
    await act(Rows(explained), explained)
    await explained.explain_later()
    assert explained.scans == []
