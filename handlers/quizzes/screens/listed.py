"""The questions of a test as a list: the workbook, what would come of one that was sent, and what is wrong with it."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from handlers.buttons.leading import Manage
from handlers.buttons.quizzes import PutListedQuestions, SendQuestionList, ShowQuiz, TakeListedBack
from handlers.quizzes.screens.report import where_wrong
from handlers.showing.lists import UNREADABLE, of_file
from handlers.showing.parts import LONGEST_TITLE
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from volunteering.actions.quizzes.listed import QuestionPlan, ShownQuestions
from volunteering.rules.activities import Activity
from volunteering.rules.importing.sending import MOST_MEGABYTES, ListEnd
from volunteering.rules.notices.quizzes import QuestionsOver
from volunteering.rules.quizzes import MOST_QUESTIONS, NewQuestion
from words.words import Words, cut, plain, sentence

SHOWN: Final = 6
"""Of the questions that are new or asked otherwise, so many are shown."""


def shown(words: Words, found: ShownQuestions) -> Screen:
    """What would come of it, and whether it is to."""
    plan, title = found.plan, cut(found.led.activity.title, LONGEST_TITLE)
    return page(
        words.say("Something has changed: look once more")
        if found.is_anew
        else words.say("Questions for {title}", title=title),
        of_file(words, found.sent.name),
        words.listed(_counts(words, plan)),
        *_some(words, plan),
        words.say("Nothing is asked before you say so. It waits until {time}.", time=words.moment(found.sent.until)),
        rows=(
            (
                Press(
                    plain(words.many("Take {number} question over", "Take {number} questions over", _much(plan))),
                    PutListedQuestions(number=found.sent.id, checksum=plan.checksum),
                    "success",
                ),
            ),
            _back(words, found.led.activity.id),
            (Press(words.say("Cancel"), TakeListedBack(number=found.sent.id), "danger"),),
        ),
    )


def _much(plan: QuestionPlan) -> int:
    return len(plan.new) + len(plan.changed)


def _counts(words: Words, plan: QuestionPlan) -> list[Markup]:
    numbers = (
        (words.say("new"), len(plan.new)),
        (words.say("changed"), len(plan.changed)),
        (words.say("there already"), plan.same),
    )
    return [
        words.many("{number} question", "{number} questions", plan.total),
        *(words.say("{what}: {count}", what=what, count=words.number(count)) for what, count in numbers if count),
    ]


def _some(words: Words, plan: QuestionPlan) -> list[Markup]:
    asked: list[NewQuestion] = [*plan.new, *(one.question for one in plan.changed)]
    lines = [words.say("• {question}", question=cut(one.text, LONGEST_TITLE * 2)) for one in asked[:SHOWN]]
    rest = len(asked) - len(lines)
    return [*lines, words.many("and {number} more", "and {number} more", rest)] if rest else lines


def put(words: Words, plan: QuestionPlan) -> Markup:
    """They are asked from now on."""
    return words.many(
        "✅ {number} question is taken over. Whoever is at the test goes on with it as it was.",
        "✅ {number} questions are taken over. Whoever is at the test goes on with it as it was.",
        _much(plan),
    )


def taken_back(words: Words) -> Markup:
    """Nothing has become of it."""
    return words.say("Cancelled: nothing of the list was taken over.")


def done_with(words: Words) -> Screen:
    """Nobody knows of it any more."""
    return page(
        words.say("This list is done with"),
        words.say("It was taken over or cancelled, a newer one was sent, or a day has passed."),
        words.say("To take it over now, send the file again. No question is there twice."),
        rows=((WayBack(words.say("‹ My activities"), Manage()),),),
    )


def over(words: Words, notice: QuestionsOver, activity: Activity) -> Screen:
    """Why nothing becomes of it, row by row where rows are wrong."""
    again = (Press(words.say("Questions as a list (XLSX)"), SendQuestionList(activity=activity.id)),)
    rows: tuple[Row, ...] = (_back(words, activity.id),)
    return page(
        words.say("No question was taken over"),
        words.say("Test: {title}", title=cut(activity.title, LONGEST_TITLE)),
        of_file(words, notice.name),
        *(where_wrong(words, one) for one in notice.faults),
        words.many("and {number} more", "and {number} more", notice.more) if notice.more else None,
        words.say("The list above says it in each row: put it right there, and send it back to me.")
        if notice.is_reported
        else _why(words, notice),
        rows=rows if notice.end is ListEnd.NOTHING_NEW else (again, *rows),
    )


_WHY: Final[Mapping[ListEnd, str]] = {
    **UNREADABLE,
    ListEnd.ALL_WRONG: sentence("Put it right in the file, and send it again."),
    ListEnd.NOTHING_NEW: sentence("All of it is here already."),
    ListEnd.EMPTY: sentence("There is no row in it below the headings."),
    ListEnd.NO_HEADINGS: sentence(
        "No row says which column is the question, which are its options, and which are right. Use the list I send."
    ),
    ListEnd.TOO_LONG: sentence("A test has {most} questions at the most; this file has more rows, or more in it."),
    ListEnd.NOT_ALLOWED: sentence("You don't lead this training any more."),
}
"""What is said of each end, and what helps."""


def _why(words: Words, notice: QuestionsOver) -> Markup:
    if notice.left is not None:
        return words.many(
            "A test has {most} questions at the most: there is room for {number} more.",
            "A test has {most} questions at the most: there is room for {number} more.",
            notice.left,
            most=words.number(MOST_QUESTIONS),
        )
    why = _WHY.get(notice.end, _WHY[ListEnd.DAMAGED])
    return words.say(why, most=words.number(MOST_QUESTIONS), megabytes=words.number(MOST_MEGABYTES))


def _back(words: Words, activity_id: int) -> Row:
    return (WayBack(words.say("‹ The test"), ShowQuiz(activity=activity_id)),)
