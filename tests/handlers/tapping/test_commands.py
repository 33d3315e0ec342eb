"""A command is split in one way, however it was typed."""

import pytest

from handlers.tapping.commands import Command, split
from tests.support.chat import Chat
from volunteering.rules.tree import Role

LINE = "2.5 2026-11-20 Library help"
BLANKS = " \t\n\r\x0b\x0c\x85\xa0\u1680\u2000\u2002\u2003\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2069\ufeff\xad\u180e\u3164\uffa0\u2800\u115f"


@pytest.mark.parametrize("blank", [*BLANKS, *UNSEEN, "  ", "\u3000\xa0", " \u200b ", "\r\n"])
def test_any_space_ends_a_name_and_none_is_kept(blank: str) -> None:
    assert split(f"/hours{blank}{LINE}") == Command("hours", None, LINE)
    assert split(f"/hours@yigong_bot{blank}{LINE}") == Command("hours", "yigong_bot", LINE)
    assert split(f"{blank}/hours {LINE}{blank}") == Command("hours", None, LINE)
    assert split(f"/hours{blank}") == Command("hours", None, "")


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("/new A | B\nC", Command("new", None, "A | B\nC")),
        ("/new\nA\nB", Command("new", None, "A\nB")),
        ("/NEW@Yigong_bot A", Command("new", "Yigong_bot", "A")),
        ("／hours 2.5", Command("hours", None, "2.5")),
        ("／ｈｏｕｒｓ　２．５", Command("hours", None, "２．５")),
        ("／ＨＯＵＲＳ＠ｙｉｇｏｎｇ＿ｂｏｔ　2.5", Command("hours", "yigong_bot", "2.5")),
        ("/hours＠yigong_bot 2.5", Command("hours", "yigong_bot", "2.5")),
        ("/hours。2.5", Command("hours", None, "2.5")),
        ("/new丨A丨B", Command("new", None, "A丨B")),
        ("/hours，2.5", Command("hours", None, "2.5")),
        ("/hours, 2.5", Command("hours", None, "2.5")),
        ("/hours：2.5", Command("hours", None, "2.5")),
        ("/hours: 2.5", Command("hours", None, "2.5")),
        ("/hours、2.5", Command("hours", None, "2.5")),
        ("/hours；2.5", Command("hours", None, "2.5")),
        ("/hours │ 2.5", Command("hours", None, "2.5")),
        ("/hours2.5", Command("hours", None, "2.5")),
        ("/hours２.5", Command("hours", None, "２.5")),
        ("/hours两小时 昨天", Command("hours", None, "两小时 昨天")),
        ("/hours½", Command("hours", None, "½")),
        ("/new｜河道清洁｜明天", Command("new", None, "河道清洁｜明天")),
        ("/new | A | B", Command("new", None, "A | B")),
        ("/new|A|B", Command("new", None, "A|B")),
        ("/new河道清洁", Command("new", None, "河道清洁")),
        ("/new@yigong_bot，A", Command("new", "yigong_bot", "A")),
        ("/start a12", Command("start", None, "a12")),
        ("/start-", Command("start", None, "-")),
        ("/_", Command("_", None, "")),
        ("/новое", Command("новое", None, "")),
        ("/报名", Command("报名", None, "")),
        ("/" + "x" * 32, Command("x" * 32, None, "")),
    ],
)
def test_as_people_type_it(typed: str, command: Command) -> None:
    assert split(typed) == command


@pytest.mark.parametrize(
    "typed",
    ["", " ", "/", "／", "//", "/ ", "/1", "/2.5", "/-", "/@bot", "/😀", "/?", "a/b", "hours /hours", "/" + "x" * 33,
     "/etc/passwd", "/new.txt", "/d'accord", "\u3000", "１／２"],
)  # fmt: skip
def test_what_is_no_command(typed: str) -> None:
    assert split(typed) is None


def test_whom_it_is_for() -> None:
    for typed in ("/new", "/new@yigong_bot", "/new@YIGONG_BOT", "/new＠Yigong_bot"):
        command = split(typed)
        assert command is not None
        assert command.is_for("Yigong_bot")
    other = split("/new@another_bot")
    assert other is not None
    assert not other.is_for("yigong_bot")


@pytest.mark.parametrize(
    "begin", ["/hours\xa0", "／hours ", "/hours，", "/hours\u3000", "/hours\n", "／ｈｏｕｒｓ\u200b"]
)
async def test_hours_in_one_line_are_understood(chat: Chat, begin: str) -> None:
    wei = await chat.volunteer()
    await wei.sends(f"{begin}{LINE}")
    wei.sees("Library help", "Confirm")


@pytest.mark.parametrize("begin", ["/new｜", "／new\t", "/new\u2003", "/new | "])
async def test_a_posting_in_one_line_is_understood(chat: Chat, begin: str) -> None:
    leader = await chat.volunteer(role=Role.LEADER)
    await leader.sends(f"{begin}River clean-up ｜ 2026-12-05 09:00-12:00 ｜ East Gate ｜ 10")
    leader.sees("River clean-up", "East Gate", "Post it")


@pytest.mark.parametrize(
    "typed",
    [
        "/hours 2.5 | 2026-11-20 | Library help",
        "/hours 2.5｜2026-11-20｜Library help",
        "／hours｜2.5｜2026-11-20｜Library help",
        "/hours | 2.5 h | 20 Nov | Library help",
        "/hours，2.5 2026-11-20 Library help",
        "/hours2.5 | 2026-11-20 | Library help",
        "/hours\u30002.5\u30002026-11-20\u3000Library help",
        "/hours ２．５ | ２０２６-１１-２０ | Library help",
    ],
)
async def test_hours_are_read_with_bars_as_postings_are(chat: Chat, typed: str) -> None:
    wei = await chat.volunteer()
    await wei.sends(typed)
    wei.sees("2 h 30", "20 Nov", "Library help", "Confirm")
    wei.sees_not("|", "｜")
