"""What somebody has learned and is to learn, what is on, and who falls short."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from handlers.buttons.activities import ShowActivity
from handlers.buttons.button import Button
from handlers.buttons.exams import ListExams
from handlers.buttons.qualifications import ListKinds, ShowQualifications
from handlers.buttons.quizzes import OpenQuiz
from handlers.buttons.training import (
    HoldTraining,
    ListShort,
    ListTrainings,
    SendShort,
    SendStudyFile,
    SendStudyFileOf,
    ShowStudyFile,
    ShowStudyFileOf,
    ShowTraining,
    StudyFileKind,
)
from handlers.showing import exams
from handlers.showing.parts import (
    LONGEST_LABEL,
    LONGEST_NAME,
    LONGEST_TITLE,
    Way,
    and_more,
    called,
    home_row,
    of_so_many,
    page_row,
    to_person,
    told_apart,
)
from handlers.showing.qualifications import named
from handlers.showing.training import outcome, presence, together
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.exams.seen import SatExam
from storage.views.training.mine import Due, MyTraining, Studied, StudyFile
from storage.views.training.on import TrainingOn, TrainingsOn
from storage.views.training.short import FallsShort, ShortPage
from volunteering.rules.tree import Rights
from volunteering.rules.volunteers import Person
from words.words import Words, cut

NEXT = 3
"""How many of the trainings that are on the first screen shows."""

EXAMS = 3
"""How many exams stand on the first page of a training file."""

PAGE = 5
"""How many trainings a page shows."""

SHORT = 8
"""How many people who fall short a page shows."""


def mine(words: Words, found: MyTraining, rights: Rights, tests: Sequence[tuple[int, str]]) -> Screen:
    """How the reader stands, and what is on."""
    on = found.on
    rows = (
        *((_to_test(words, activity, title),) for activity, title in tests),
        *to_trainings(words, on.trainings),
        *(((Press(words.say("All trainings"), ListTrainings()),),) if on.extent.has_more else ()),
        (Press(words.say("My training file"), ShowStudyFile()),),
        *_leading_rows(words, rights),
        (Press(words.say("My qualifications"), ShowQualifications()),),
        (Press(words.say("Exams"), ListExams()),),
        *home_row(words),
    )
    return page(
        words.say("Training"),
        words.say("🕒 {length} of study so far", length=words.length(found.minutes))
        if found.minutes
        else words.say("You have not been at a training yet."),
        *(_due(words, due) for due in found.dues),
        words.say("On next:") if on.trainings else words.say("No training is planned just now."),
        *(planned(words, one) for one in on.trainings),
        rows=rows,
    )


def _to_test(words: Words, activity_id: int, title: str) -> Press:
    label = words.say("Test: {title}", title=cut(title, LONGEST_NAME))
    return Press(label, OpenQuiz(activity=activity_id), "success")


def _leading_rows(words: Words, rights: Rights) -> tuple[Row, ...]:
    hold = (Press(words.say("Hold a training"), HoldTraining()),) if rights.is_leader else ()
    short = (Press(words.say("Who falls short"), ListShort()),) if rights.is_admin else ()
    return tuple((press,) for press in (*hold, *short))


def _due(words: Words, due: Due) -> Markup:
    """What is to be studied for one that is held, and how much of it is there."""
    held = named(words, due.held.kind, due.held.level)
    rule = due.held.kind.study
    facts = {
        "qualification": held,
        "studied": words.length(due.studied),
        "needed": words.length(due.needed),
        "months": words.number(rule.months if rule else 0),
    }
    if due.is_done:
        return words.say("✅ {qualification}: {studied} of {needed} in {months} months", **facts)
    if due.by <= words.today:
        return words.say("⚠️ {qualification}: {studied} of {needed} in {months} months, too little", **facts)
    return words.say(
        "{qualification}: {studied} of {needed} in {months} months, due by {date}", date=words.long_day(due.by), **facts
    )


def planned(words: Words, one: TrainingOn) -> Markup:
    """When it goes on next, what it gives, and whether the reader is in it."""
    gives = one.training.kind
    sign = Markup("🙋 %s") if one.is_in else Markup("📅 %s")
    return sign % words.listed(
        part
        for part in (
            words.moment(one.starts_at),
            cut(one.title, LONGEST_TITLE),
            cut(one.team, LONGEST_NAME),
            words.many("{number} session", "{number} sessions", one.sessions) if one.sessions > 1 else "",
            words.say("gives {qualification}", qualification=named(words, gives, one.training.level)) if gives else "",
            words.say("you are in") if one.is_in else "",
        )
        if part
    )


def to_trainings(words: Words, trainings: tuple[TrainingOn, ...]) -> tuple[Row, ...]:
    """To each of them; those that are called alike are told apart."""
    labels = told_apart([_labels(words, one) for one in trainings])
    return tuple(
        (Press(cut(label, LONGEST_LABEL), ShowActivity(activity=one.training.activity_id)),)
        for label, one in zip(labels, trainings, strict=True)
    )


def _labels(words: Words, one: TrainingOn) -> tuple[Way[str], ...]:
    number = one.training.activity_id
    return (
        lambda: one.title,
        lambda: words.say("{start} {title}", start=words.moment(one.starts_at), title=one.title),
        lambda: words.listed((words.say("no. {number}", number=number), one.title)),
    )


def on(words: Words, found: TrainingsOn, *, leads: bool) -> Screen:
    """A page of what is on; `leads`: the reader may hold one."""
    nothing = words.say("That was all.") if found.extent.number else words.say("No training is planned just now.")
    return page(
        of_so_many(words, words.say("Trainings"), found.extent),
        *(planned(words, one) for one in found.trainings),
        None if found.trainings else nothing,
        rows=(
            *to_trainings(words, found.trainings),
            *page_row(words, found.extent, lambda number: ListTrainings(page=number)),
            *(((Press(words.say("Hold a training"), HoldTraining()),),) if leads else ()),
            (WayBack(words.say("‹ Training"), ShowTraining()),),
        ),
    )


def my_file(words: Words, found: StudyFile, sat_exams: Sequence[SatExam]) -> Screen:
    """A page of what the reader took part in, the latest first; on the first the latest exams, too."""
    nothing = words.say("Nothing yet. See which trainings are on.")
    has_some = bool(found.trainings or sat_exams)
    all_trainings = (Press(words.say("All trainings"), ListTrainings()),)
    return page(
        of_so_many(words, words.say("My training file"), found.extent),
        *_learned(words, found, sat_exams, nothing),
        rows=(
            *page_row(words, found.extent, lambda number: ShowStudyFile(page=number)),
            _as_files(words, lambda kind: SendStudyFile(kind=kind)) if has_some else all_trainings,
            (WayBack(words.say("‹ Training"), ShowTraining()),),
        ),
    )


def file_of(
    words: Words, person: Person, found: StudyFile, sat_exams: Sequence[SatExam], dues: Sequence[Due]
) -> Screen:
    """The same of somebody else, for an admin of their team, with what is due."""
    has_some = bool(found.trainings or sat_exams)
    return page(
        of_so_many(words, words.say("Training file of {name}", name=called(words, person.name)), found.extent),
        *(_due(words, due) for due in dues if not found.extent.number),
        *_learned(words, found, sat_exams, words.say("Nothing yet.")),
        rows=(
            *page_row(words, found.extent, lambda number: ShowStudyFileOf(person=person.id, page=number)),
            *((_as_files(words, lambda kind: SendStudyFileOf(person=person.id, kind=kind)),) if has_some else ()),
            (to_person(words, person),),
        ),
    )


def _learned(
    words: Words, found: StudyFile, sat_exams: Sequence[SatExam], nothing: Markup
) -> tuple[Markup | None, ...]:
    """A page of trainings; on the first the latest exams, too."""
    shown = () if found.extent.number else sat_exams[:EXAMS]
    past_the_end = words.say("That was all.") if found.extent.number else nothing
    return (
        *(_studied(words, one) for one in found.trainings),
        None if found.trainings or shown else past_the_end,
        *(exams.sat(words, one) for one in shown),
        and_more(words, len(sat_exams) - len(shown)) if shown else None,
    )


def _as_files(words: Words, to: Callable[[StudyFileKind], Button]) -> Row:
    return (
        Press(words.say("Print (PDF)"), to(StudyFileKind.PAPER)),
        Press(words.say("XLSX"), to(StudyFileKind.WORKBOOK)),
    )


def _studied(words: Words, one: Studied) -> Markup:
    """One training: what, when, how often, what came of it."""
    gave = words.say("✅ {qualification}", qualification=named(words, *one.gave)) if one.gave else None
    return Markup("<b>%s</b>\n%s") % (
        cut(one.title, LONGEST_TITLE),
        together(
            [
                _days(words, one),
                words.say("you are in") if _is_to_come(words, one) else presence(words, one.present, one.sessions),
                words.length(one.minutes) if one.minutes else "",
                outcome(words, one.passed, one.mark),
                gave or "",
            ]
        ),
    )


def _is_to_come(words: Words, one: Studied) -> bool:
    """Whether none of its sessions can have been missed yet."""
    return not one.present and one.first_day > words.today


def _days(words: Words, one: Studied) -> str:
    return words.days(one.first_day, one.last_day)


def short(words: Words, found: ShortPage) -> Screen:
    """A page of who falls short, by team."""
    if not found.kinds:
        return page(
            words.say("Who falls short"),
            words.say(
                "No kind of qualification asks for study yet. "
                "Admins say with a kind how many hours it takes in how many months."
            ),
            rows=((Press(words.say("Kinds"), ListKinds()),), (WayBack(words.say("‹ Training"), ShowTraining()),)),
        )
    nothing = words.say("That was all.") if found.extent.number else words.say("Nobody falls short.")
    return page(
        of_so_many(words, words.say("Who falls short"), found.extent),
        *(_falls_short(words, one) for one in found.people),
        None if found.people else nothing,
        rows=(
            *page_row(words, found.extent, lambda number: ListShort(page=number)),
            *(((Press(words.say("XLSX"), SendShort()),),) if found.people else ()),
            (WayBack(words.say("‹ Training"), ShowTraining()),),
        ),
    )


def _falls_short(words: Words, one: FallsShort) -> Markup:
    return words.say(
        "🙋 {name} · {team}\n{qualification}: {studied} of {needed}",
        name=called(words, one.name, LONGEST_NAME),
        team=cut(one.team, LONGEST_NAME),
        qualification=named(words, one.kind, one.level),
        studied=words.length(one.studied),
        needed=words.length(one.needed),
    )
