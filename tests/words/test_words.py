"""Times, lengths and numbers read as people write them, and what people typed never becomes markup."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from markupsafe import Markup

from volunteering.rules.ground.periods import Month, Period
from volunteering.rules.volunteers import Language
from words.languages import language_of
from words.words import Words, cut, plain

EN, HANS, HANT = Language
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # Monday, 11:00 in Shanghai
NINE = datetime(2026, 12, 5, 1, 0, tzinfo=UTC)  # Saturday, 09:00 in Shanghai


def words(language: Language, now: datetime = NOW) -> Words:
    """That language's words in Shanghai."""
    return Words(language, SHANGHAI, now)


def lasting(minutes: int) -> Period:
    """A period from Saturday nine o'clock on."""
    return Period(start=NINE, end=NINE + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("language", "read"),
    [
        (EN, "Sat 5 Dec, 09:00–12:00 (3 h)"),
        (HANS, "12月5日 周六 09:00–12:00（3小时）"),
        (HANT, "12月5日 週六 09:00–12:00（3小時）"),
    ],
)
def test_a_period(language: Language, read: str) -> None:
    said = words(language).period(lasting(180))
    assert plain(said) == read
    assert said.startswith(f'<time unix="{int(NINE.timestamp())}">'), "the words are ours: the place is here"


@pytest.mark.parametrize(
    ("language", "read"),
    [
        (EN, "Sat 5 Dec, 09:00–01:00 the next day (16 h)"),
        (HANS, "12月5日 周六 09:00–次日01:00（16小时）"),
        (HANT, "12月5日 週六 09:00–隔天01:00（16小時）"),
    ],
)
def test_a_period_past_midnight(language: Language, read: str) -> None:
    assert plain(words(language).period(lasting(16 * 60))) == read


@pytest.mark.parametrize(
    ("language", "read"),
    [(EN, "Sat 5 Dec, 09:00–12:00"), (HANS, "12月5日 周六 09:00–12:00"), (HANT, "12月5日 週六 09:00–12:00")],
)
def test_a_period_within_brackets_says_no_length(language: Language, read: str) -> None:
    assert plain(words(language).span(lasting(180))) == read


@pytest.mark.parametrize(
    ("minutes", "read"),
    [
        (0, ("0 h", "0小时")),
        (59, ("59 min", "59分钟")),
        (125, ("2 h", "2小时")),
        (47 * 60 + 59, ("47 h", "47小时")),
        (48 * 60, ("2 days", "2天")),
        (71 * 60 + 51, ("3 days", "3天")),
        (131 * 60 + 28, ("5 days", "5天")),
    ],
)
def test_how_long_it_is_until_something_begins(minutes: int, read: tuple[str, str]) -> None:
    assert (plain(words(EN).ahead(minutes)), plain(words(HANS).ahead(minutes))) == read


def test_chinese_has_no_space_between_sentences() -> None:
    said = [words(language).sentences((Markup("一。"), Markup("二。"))) for language in (EN, HANS, HANT)]
    assert said == ["一。 二。", "一。二。", "一。二。"]


@pytest.mark.parametrize(
    ("language", "read"),
    [(EN, "Sat 5 Dec 09:00–12:00"), (HANS, "12月5日 周六 09:00–12:00"), (HANT, "12月5日 週六 09:00–12:00")],
)
def test_a_period_on_a_button_has_no_markup(language: Language, read: str) -> None:
    assert words(language).plain_period(lasting(180)) == read


@pytest.mark.parametrize(
    ("day", "read"),
    [
        (date(2026, 11, 22), ("yesterday", "昨天", "昨天")),
        (date(2026, 11, 23), ("today", "今天", "今天")),
        (date(2026, 11, 24), ("tomorrow", "明天", "明天")),
        (date(2026, 11, 25), ("Wed 25 Nov", "11月25日 周三", "11月25日 週三")),
        (date(2027, 1, 2), ("2 Jan 2027", "2027年1月2日", "2027年1月2日")),
    ],
)
def test_a_day(day: date, read: tuple[str, str, str]) -> None:
    assert tuple(words(language).day(day) for language in Language) == read


def test_today_is_the_organisations() -> None:
    late = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)  # 01:00 on the 24th in Shanghai
    assert words(EN, late).day(date(2026, 11, 24)) == "today"


@pytest.mark.parametrize(
    ("minutes", "read"),
    [
        (45, ("45 min", "45分钟", "45分鐘")),
        (180, ("3 h", "3小时", "3小時")),
        (150, ("2 h 30", "2小时30分", "2小時30分")),
        (125, ("2 h 05", "2小时5分", "2小時5分")),
        (0, ("0 h", "0小时", "0小時")),
        (-60, ("−1 h", "−1小时", "−1小時")),
        (-30, ("−30 min", "−30分钟", "−30分鐘")),
        (31_420 * 60, ("31,420 h", "31,420小时", "31,420小時")),
    ],
)
def test_a_length(minutes: int, read: tuple[str, str, str]) -> None:
    assert tuple(words(language).length(minutes) for language in Language) == read


def test_months_and_shares() -> None:
    november = Month.of(date(2026, 11, 1))
    assert [words(language).month(november) for language in Language] == ["November 2026", "2026年11月", "2026年11月"]
    assert [words(language).short_month(november) for language in Language] == ["Nov", "11月", "11月"]
    year_before = Month.of(date(2025, 11, 1))
    assert [words(language).short_month(year_before) for language in Language] == [
        "Nov 2025",
        "2025年11月",
        "2025年11月",
    ]
    assert [words(language).share(0.031) for language in Language] == ["3.1\u00a0%", "3.1%", "3.1%"]


def test_one_and_many() -> None:
    one, more = "{number} place left", "{number} places left"
    assert words(EN).many(one, more, 1) == "1 place left"
    assert words(EN).many(one, more, 1200) == "1,200 places left"
    assert words(HANS).many(one, more, 1) == "还有1个名额"
    assert words(HANT).many(one, more, 1200) == "還有1,200個名額"


@pytest.mark.parametrize("language", Language)
def test_what_people_typed_is_escaped_and_markup_is_kept(language: Language) -> None:
    assert "<b>&amp;</b>" in words(language).say("Led by {leader}", leader=Markup("<b>{}</b>").format("&"))
    said = words(language).say("Led by {leader}", leader="<b>{Li}</b>")
    assert "&lt;b&gt;{Li}&lt;/b&gt;" in said
    assert "<b>{Li}</b>" in plain(said)


@pytest.mark.parametrize("typed", ["<b>Wei</b> & co", "<b>דנה</b> & co", "<b>王芳</b> & co"])
def test_it_is_escaped_whichever_way_it_is_written(typed: str) -> None:
    said = words(Language.ENGLISH).say("🙋 {name}", name=typed)
    assert "<" not in said
    assert " & " not in said


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("en-GB", EN),
        ("zh-hans", HANS),
        ("zh_CN", HANS),
        ("zh-SG", HANS),
        ("zh-hant", HANT),
        ("zh-TW", HANT),
        ("zh_HK", HANT),
        ("zh-Hant-MO", HANT),
        ("pt-br", HANS),
        ("", HANS),
        (None, HANS),
    ],
)
def test_the_language_to_begin_with(code: str | None, language: Language) -> None:
    assert language_of(code, HANS) is language


def test_long_text_is_cut_and_short_text_is_not() -> None:
    assert cut("河道清洁", 4) == "河道清洁"
    assert cut("河道清洁和图书馆", 5) == "河道清洁…"
    assert cut("River clean-up", 7) == "River…"
    assert cut(Markup("<b>River</b>"), 5) == "River"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["محمد", "דוד", "Ali محمد (2)", "ﷺ"])
def test_a_name_written_from_the_right_turns_nothing_around_it(language: Language, name: str) -> None:
    said = words(language).say("🙋 {name} · {unit}", name=name, unit="East Gate")
    assert plain(said) == f"🙋 \u2068{name}\u2069 · East Gate"
    assert plain(words(language).listed((name, "3 h"))) == f"\u2068{name}\u2069 · 3 h"
    assert "\u2068" not in words(language).say("🙋 {name} · {unit}", name="王芳", unit="Ann")


def test_letters_are_set_apart_from_chinese_characters_and_digits_are_not() -> None:
    simplified, traditional = words(Language.SIMPLIFIED), words(Language.TRADITIONAL)
    assert simplified.say("🙋 {leader} is expecting you", leader="Li Min") == "🙋 Li Min 等您来"
    assert simplified.say("🙋 {leader} is expecting you", leader="李敏") == "🙋 李敏等您来"
    assert traditional.say("You belong to {team}", team="Team A") == "您屬於 Team A"
    assert traditional.say("You belong to {team}", team="1 大隊") == "您屬於1 大隊"
    assert simplified.many("{number} place left", "{number} places left", 3) == "还有3个名额"
    assert words(Language.ENGLISH).say("🙋 {leader} is expecting you", leader="Li Min") == "🙋 Li Min is expecting you"


def test_what_lasts_never_says_tomorrow() -> None:
    for beside in (-1, 0, 1):
        day = date(2026, 11, 23) + timedelta(days=beside)
        said = Words(EN, SHANGHAI, NOW, lasts=True).day(day)
        assert said == f"{day:%a} {day.day} Nov"
    tomorrow = NOW + timedelta(days=1)
    lasts = Words(HANS, SHANGHAI, NOW, lasts=True)
    assert plain(lasts.moment(tomorrow)) == "11月24日 周二 11:00"
    assert plain(words(HANS).moment(tomorrow)) == "明天 11:00", "nothing is kept of the one for the other"
