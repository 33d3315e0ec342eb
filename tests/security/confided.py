"""What else a button could name in the branch: what Mei confided, is qualified for, and what its admins have begun."""

from datetime import date

from storage.rows import Rows, parked
from tests.security.appraised import SAID_OF_A_YEAR, appraised
from tests.support.acting import at, known
from tests.support.city import NOW, City, at_shift, hours_later
from tests.support.ledger import Ledger
from volunteering.actions.census.asking import start_census
from volunteering.actions.certificates import Issued, issue
from volunteering.actions.doubles.claiming import Claimed, claim_record
from volunteering.actions.doubles.making_one import Merged, merge
from volunteering.actions.exams.announcing import ExamAnnounced, ExamWanted, LevelWanted, announce
from volunteering.actions.exams.registering import Admitted, register_for
from volunteering.actions.guardians import ask_guardian, consent
from volunteering.actions.leading.needs import change_needs
from volunteering.actions.leading.risks import state_risk
from volunteering.actions.qualifications.keeping import KindKept, KindWanted, keep_kind
from volunteering.actions.qualifications.sending import SentToLeaders, send_qualification
from volunteering.actions.quizzes.listed import QuestionPlan, send_questions
from volunteering.actions.quizzes.making import add_questions
from volunteering.rules.census.asking import Census
from volunteering.rules.certificates import CertifiedDays
from volunteering.rules.ground.periods import Period
from volunteering.rules.guardians import Guardian
from volunteering.rules.hours import Kind
from volunteering.rules.importing.question_rows import ListedQuestion
from volunteering.rules.importing.sending import ListInHand
from volunteering.rules.needs import Needs, Required
from volunteering.rules.profiles import Born, Emergency, Gender, Particular, Particulars
from volunteering.rules.qualifications import Evidence, EvidenceKind
from volunteering.rules.quizzes import NewQuestion
from volunteering.rules.risk import Insurance, Risk
from volunteering.rules.training import NewTraining
from volunteering.rules.tree import Post, Rights, Role
from volunteering.rules.volunteers import Actor, Person

ASKED_IN_TEST = "Which number saves a life?"
"""What a test asks, which only those who lead the training know, and who takes it."""

SAID_OF_IT = "Nobody told us what to do"
"""What she says of a shift."""

WHAT_FOR = "She carried Mr Lin out"
"""What an admin notes with an honour."""

CONFIDED = (
    *SAID_OF_A_YEAR,
    ASKED_IN_TEST, SAID_OF_IT, WHAT_FOR, "Aunt Lan", "13800009999", "Mother Zhao", "13800007777", "SEC-2026-77",
    "photo-of-mei", "by the red door",
)  # fmt: skip
"""Whom to call, who answers for her, the number and the photo of a certificate, and what is written of her."""

GUARDIAN = 888
"""Telegram's number of her."""


async def confide(city: City, mei: Person, li: Person, an: Person) -> dict[str, tuple[int, ...]]:
    """Do all that. Gives what a field of a button may name, by the field's name."""
    admin = Actor(person=an, rights=Rights(posts=(Post(unit=mei.unit, role=Role.ADMIN),)))
    mo, tao = await city.person("Mo"), await city.person("Tao")
    numbers = await _qualified(city, admin, mei)
    numbers |= await _examined(city, admin, mei)
    numbers |= {"days": (await _said(city, mei),), "guardian": (await _answered_for(city, mei),)}
    async with city.writing() as rows:
        merged = await merge(rows, admin, mei.id, mo.id, at(NOW))
        claimed = await claim_record(rows, tao, mei.id, at(NOW))
        census = await start_census(rows, admin, mei.unit, at(NOW))
    assert isinstance(merged, Merged)
    assert isinstance(claimed, Claimed)
    assert isinstance(census, Census)
    async with city.changing() as tx:
        await tx.execute("INSERT INTO keep_asks (person_id, asked_at) VALUES (:mei, 1)", mei=mei.id)
        parked.park(tx, update_id=77, telegram_id=mei.telegram_id, kind="text", error="OSError", payload="{}", now=NOW)
    tested = await _tested(city, admin, mei)
    numbers |= await appraised(city, admin, mei, li)
    people = (mei.id, li.id, an.id, tao.id, mo.id)
    return {
        **numbers,
        "pair": (await _with_a_buddy(city, mei, li),),
        **tested,
        "activity": (*numbers["activity"], *tested["activity"]),
        "certificate": (await _certified(city, mei),),
        "honour": (await _honoured(city, mei, an),),
        "merge": (merged.merge_id,),
        "claim": (claimed.claim.id,),
        "census": (census.id,),
        "kept": people,
        "gone": people,
        "update": (77,),
        "stars": (1, 5),
        "commendation": (await _thanked(city, mei, li),),
        "level": (0, 1, *numbers["exam_level"]),
        "places": (0, 20),
        "page": (0, 1),
    }


async def _thanked(city: City, mei: Person, li: Person) -> int:
    """Li has commended her, and she rates a shift that another leader led; gives the number of the first."""
    shift = await city.shift(-90)
    await city.record(at_shift(shift, mei), Kind.ATTENDED, 60)
    async with city.writing() as rows:
        rows.thanks.rate(shift.id, mei.id, 2, NOW)
        rows.thanks.say(shift.id, mei.id, SAID_OF_IT)
        number = await rows.thanks.commend(shift.id, mei.id, li.id, "On time", NOW)
    assert number is not None
    return number


async def _honoured(city: City, mei: Person, an: Person) -> int:
    """An has honoured her in the name of the branch."""
    async with city.writing() as rows:
        return await rows.honours.add(
            mei.id, mei.unit, name="At the flood", day=date(2026, 11, 20), note=WHAT_FOR, by_id=an.id, at=NOW
        )


async def _said(city: City, mei: Person) -> int:
    """Everything of herself; gives the number of the days on which she can't come."""
    said = Particulars(
        born=Born(year=2010, day=date(2010, 5, 1)),
        gender=Gender.WOMAN,
        emergency=Emergency(name="Aunt Lan", phone="+8613800009999", relation="aunt"),
    )
    async with city.writing() as rows:
        await rows.profiles.change(mei.id, said, list(Particular), NOW)
        return await rows.profiles.block(mei.id, date(2026, 12, 20), date(2026, 12, 24))


async def _answered_for(city: City, mei: Person) -> int:
    guardian = Guardian(name="Mother Zhao", phone="+8613800007777")
    async with city.writing() as rows:
        token = await ask_guardian(rows, mei, at(NOW))
        await consent(rows, GUARDIAN, None, token, guardian, "I agree", at(NOW))
    return await city.figure("SELECT MAX(id) AS n FROM guardians")


async def _tested(city: City, admin: Actor, mei: Person) -> dict[str, tuple[int, ...]]:
    """She is at the test of a training, whose answers nobody is to know before."""
    session = await city.shift(-50)
    async with city.writing() as rows:
        rows.training.add(session.activity_id, NewTraining())
    asked = NewQuestion(text=ASKED_IN_TEST, options=("120", "110"), right=frozenset({0}))
    async with city.writing() as rows:
        await add_questions(rows, admin, session.activity_id, [asked, asked], at(NOW))
        question = (await rows.quizzes.get(session.activity_id)).questions[0].id
        attempt = await rows.quizzes.begin(session.activity_id, mei.id, (asked, asked), 2, NOW)
        sent = await _sent(rows, admin, session.activity_id, asked)
    return {
        "question": (question,),
        "attempt": (attempt,),
        "place": (0, 1),
        "option": (0, 1),
        "activity": (session.activity_id,),
        "number": (sent,),
        "checksum": (QuestionPlan(new=(asked,)).checksum,),
    }


async def _sent(rows: Rows, admin: Actor, activity_id: int, asked: NewQuestion) -> int:
    """More of its questions, in a list that waits for a word of whoever sent it."""
    await send_questions(rows, admin, activity_id, file_id="f", name="list.xlsx", moment=at(NOW))
    [sent] = await rows.sent_lists.of_quiz(admin.id, activity_id)
    held = ListInHand(id=sent.id, state=sent.state, at=sent.at)
    listed = sent.model_copy(update={"questions": (ListedQuestion(row=2, question=asked),)})
    assert await rows.sent_lists.keep_questions(held, listed, NOW)
    return sent.id


async def _with_a_buddy(city: City, mei: Person, li: Person) -> int:
    """Li looks out for her in a shift, and writes where they meet."""
    shift = await city.shift(96)
    await city.put(shift, mei, li)
    async with city.writing() as rows:
        pair = await rows.buddies.add(shift.id, mei.id, li.id, shift.period.start, NOW)
        await rows.buddies.write(pair, li.id, "by the red door", NOW)
    return pair


async def _examined(city: City, admin: Actor, mei: Person) -> dict[str, tuple[int, ...]]:
    """She is registered for an exam of the branch's."""
    async with city.writing() as rows:
        kind = (await rows.kinds.all_for(mei.unit))[-1]
        wanted = ExamWanted(
            title="Exam of the branch",
            period=Period(start=hours_later(480), end=hours_later(482)),
            venue="School",
            opens_on=date(2026, 12, 1),
            closes_on=date(2026, 12, 10),
        )
        levels = (LevelWanted(level=0, places=1),)
        exam = await announce(rows, admin, mei.unit, kind.id, wanted, levels, at(NOW))
        assert isinstance(exam, ExamAnnounced)
        assert isinstance(await register_for(rows, mei, exam.exam.id, at(hours_later(1))), Admitted)
    return {
        "exam": (exam.exam.id,),
        "exam_level": (exam.exam.levels[0].id,),
        "entry": (await city.figure("SELECT MAX(id) AS n FROM exam_entries"),),
    }


async def _qualified(city: City, admin: Actor, mei: Person) -> dict[str, tuple[int, ...]]:
    """She has sent one of the branch's own kind, which a role of a shift with a risk asks for; to that she agreed."""
    async with city.writing() as rows:
        kept = await keep_kind(rows, admin, mei.unit, KindWanted(name="Boats", levels=("Crew", "Skipper")), at(NOW))
    assert isinstance(kept, KindKept)
    async with city.writing() as rows:
        sent = await send_qualification(
            rows,
            mei,
            kept.kind_id,
            at(NOW),
            level=0,
            number="SEC-2026-77",
            issued_on=date(2026, 1, 1),
            evidence=Evidence(file_id="photo-of-mei", kind=EvidenceKind.PHOTO),
        )
        kind = await rows.kinds.get(kept.kind_id)
    assert isinstance(sent, SentToLeaders)
    assert kind is not None
    fair = await city.shift(72)
    roles = await city.roles(fair, Helpers=1, First_aid=1)
    async with city.writing() as rows:
        required = Needs(kinds=(Required(kind=kind),))
        await change_needs(rows, admin, fair.id, roles[1].id, lambda _: required, at(NOW))
        insurance = Insurance(insurer="PICC", first=date(2026, 12, 1), last=date(2026, 12, 31))
        risk = Risk(notice="Deep water", insurance=insurance)
        await state_risk(rows, admin, fair.activity_id, risk, at(NOW))
        await rows.sign_ups.agree(fair.activity_id, mei.id, risk, NOW)
    return {
        "kind": (kept.kind_id,),
        "qualification": (sent.qualification_id,),
        "role": tuple(role.id for role in roles),
        "instead_of": tuple(role.id for role in roles),
        "taking": tuple(role.id for role in roles),
        "shift": (fair.id,),
        "activity": (fair.activity_id,),
    }


async def _certified(city: City, mei: Person) -> int:
    """A certificate of hers; gives its number of ours."""
    await Ledger(city).logged(mei, date(2026, 11, 20), 150)
    async with city.writing() as rows:
        days = CertifiedDays(first=None, last=date(2026, 12, 1))
        outcome = await issue(rows, await known(rows, mei), days, "Taizhou", at(NOW))
    assert isinstance(outcome, Issued)
    return outcome.certificate.id
