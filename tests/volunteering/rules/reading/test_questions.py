"""Questions as people type them, and what is said of those that can't be asked."""

import pytest

from volunteering.rules.quizzes import NewQuestion
from volunteering.rules.reading.questions import QuestionProblem, read_questions

FIRE = NewQuestion(text="What first?", options=("Run", "Call 119", "Shout"), right=frozenset({1}))


@pytest.mark.parametrize(
    "typed",
    [
        "What first?\nRun\n*Call 119\nShout",
        "What first?\nRun\nCall 119 *\nShout",
        "What first?\nA. Run\nB. Call 119 ✓\nC. Shout",
        "1. What first?\nA、Run\n✔️ B、Call 119\nC、Shout",
        "1、What first?\n（A）Run\n（B）Call 119（对）\n（C）Shout",
        "What first?\n1) Run\n2) √Call 119\n3) Shout",
        "What first?\n① Run\n② Call 119 对\n③ Shout",
        "What first?\n- Run\n- Call 119 [x]\n- Shout",
        "What first?\nA. Run  B. Call 119  C. Shout\nAnswer: B",
        "What first?\nＡ．Run\nＢ．Call 119\nＣ．Shout\n答案：Ｂ",
        "What first?\nRun\nCall 119\nShout\nright: 2",
        "What first?\tRun\tCall 119\tShout\tB",
        "What first?\tRun\tCall 119\tShout\t\t\t\t2",
        "第1题 What first?\nRun\n（正确）Call 119\nShout",
    ],
)
def test_one_question(typed: str) -> None:
    assert read_questions(typed).questions == (FIRE,)


def test_several_may_be_right() -> None:
    [one] = read_questions("上门前要带什么？\nA.证件 *\nB.宠物\nC.名单 *").questions
    assert (one.options, one.right, one.has_several) == (("证件", "宠物", "名单"), frozenset({0, 2}), True)
    [same] = read_questions("上门前要带什么？\nA.证件\nB.宠物\nC.名单\n正确答案：A、C").questions
    assert same == one


def test_several_questions_at_once() -> None:
    found = read_questions("First?\nYes *\nNo\n\nSecond?\nYes\nNo\n\n\nThird?\nYes\nNo *")
    assert [one.text for one in found.questions] == ["First?", "Third?"]
    assert [(one.text, one.problem) for one in found.unclear] == [("Second?", QuestionProblem.NONE_RIGHT)]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("What first?", QuestionProblem.NO_OPTIONS),
        ("What first?\nRun *", QuestionProblem.NO_OPTIONS),
        ("What first?\n" + "\n".join(f"Option {n} *" for n in range(7)), QuestionProblem.TOO_MANY),
        ("What first?\nRun\nShout", QuestionProblem.NONE_RIGHT),
        ("What first?\nRun\nShout\nAnswer: C", QuestionProblem.NO_SUCH_OPTION),
        ("What first?\nRun *\nRun", QuestionProblem.SAME_TWICE),
        ("x" * 400 + "\nRun *\nShout", QuestionProblem.TOO_LONG),
        ("What first?\nRun *\n" + "x" * 101, QuestionProblem.TOO_LONG),
    ],
)
def test_what_is_wrong_with_one(typed: str, problem: QuestionProblem) -> None:
    found = read_questions(typed)
    assert (found.questions, [one.problem for one in found.unclear]) == ((), [problem])


def test_a_number_that_begins_an_answer_stays() -> None:
    [one] = read_questions("How many?\n119 people *\n120 people").questions
    assert one.options == ("119 people", "120 people")
