"""Reading how often something comes: `every Wed until 2027-06-30`, 每两周的周三, `first Monday of the month`, an RRULE.

What is left of the text besides says when on those days it is, and is read as the answer to that question.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from pydantic import ValidationError

from volunteering.rules.ground.periods import Period, local_day
from volunteering.rules.reading.days import day_in, spaced
from volunteering.rules.reading.found import Toward
from volunteering.rules.reading.months import span_ahead
from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.reading.spelling import plain
from volunteering.rules.reading.unfinished import read_period
from volunteering.rules.series import MOST_APART, WEEKDAYS, Repeats

_TRIGGER: Final = re.compile(
    r"every|each|daily|weekly|monthly|yearly|fortnight|days\b|freq=|of the month|每|逢|隔", re.IGNORECASE
)
"""Without one of these nothing is said to come again."""

_NAMED: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\b\.?"
_AND: Final = r" ?(?:,|&|\+|/|和|及|与|、|\band\b) ?(?:and )?"
_LIST: Final = rf"{_NAMED}(?:{_AND}{_NAMED})*"
_CHINESE_LIST: Final = rf"周[1-7] ?(?:(?:{_AND})?(?:周?[1-7](?![\d:点时号日月.]) ?|[日天](?!\d) ?))*"
_NTH: Final = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "last": -1, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "最后1": -1, "最后": -1,
}  # fmt: skip
_NTH_WORD: Final = r"(?P<nth>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)"
_NUMBERS: Final = {"other": 2, "second": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NAMED_RULES: Final = {
    "WORKDAYS": "WEEKLY;BYDAY=MO,TU,WE,TH,FR", "WEEKEND": "WEEKLY;BYDAY=SA,SU", "LASTDAY": "MONTHLY;BYMONTHDAY=-1"
}  # fmt: skip
_EVERY: Final = r"(?:every|each)"
_COUNT: Final = rf"(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_OF_MONTH: Final = r"(?: (?:of|in))?(?: (?:the|each|every))? month"

_RULE_TYPED: Final = re.compile(r"(?:rrule:)? ?(freq=[a-z]+(?:;[a-z]+=[a-z0-9,+-]+)*)", re.IGNORECASE | re.ASCII)
_UNTIL: Final = re.compile(r",? ?(?:\b(?:until|till|thru|through|to)\b|直到|截至|一直到|到|至) ?")
_TIMES_COUNTED: Final = re.compile(
    r",? ?(?:for )?(?P<count>\d{1,3}) times\b|,? ?(?:共|一共|总共)?(?P<count_>\d{1,3})次"
)

_WAYS: Final = tuple(
    (re.compile(pattern), freq)
    for pattern, freq in (
        (r"每个?周1 ?次", "WEEKLY"),
        (r"每个?月1次", "MONTHLY"),
        (r"每[天日]1次", "DAILY"),
        # Of a month.
        (rf"(?:{_EVERY} |on )?(?:the )?{_NTH_WORD} (?P<days>{_NAMED}){_OF_MONTH}", "MONTHLY"),
        (rf"(?:monthly|{_EVERY} month),? (?:on )?(?:the )?{_NTH_WORD} (?P<days>{_NAMED})", "MONTHLY"),
        (rf"{_EVERY} (?!second|other){_NTH_WORD} (?P<days>{_NAMED})", "MONTHLY"),
        (r"每(?:个?月)?的?第?(?P<nth>最后1?|[1-5])个?(?P<days>周[1-7]) ?", "MONTHLY"),
        (r"每个?月的?最后1?天", "LASTDAY"),
        (rf"(?:{_EVERY} |on )?(?:the )?last day{_OF_MONTH}", "LASTDAY"),
        (rf"(?:monthly|{_EVERY} month),? on (?:the )?(?P<on>\d{{1,2}})(?:st|nd|rd|th)?\b", "MONTHLY"),
        (rf"(?:on )?(?:the )?(?P<on>\d{{1,2}})(?:st|nd|rd|th)? of {_EVERY} month", "MONTHLY"),
        (r"每个?月的?(?P<on>\d{1,2})[号日]", "MONTHLY"),
        (rf"{_EVERY} {_COUNT} months?", "MONTHLY"),
        (r"每(?:隔)?(?P<n>\d{1,2})个?月", "MONTHLY"),
        # Of a week.
        (rf"{_EVERY} {_COUNT} weeks?(?:,? on)? (?P<days>{_LIST})", "WEEKLY"),
        (rf"(?:fortnightly|{_EVERY} fortnight),? (?:on )?(?P<days>{_LIST})", "FORTNIGHT"),
        (rf"{_EVERY} {_COUNT} (?P<days>{_NAMED})", "WEEKLY"),
        (rf"(?:weekly|{_EVERY} week),? (?:on )?(?P<days>{_LIST})", "WEEKLY"),
        (r"每(?P<n>\d{1,2})个?周(?:的|1次)? ?(?P<days>周[1-7]) ?", "WEEKLY"),
        (r"每?隔(?:1个?)?周?的?(?P<days>周[1-7]) ?", "FORTNIGHT"),
        (rf"(?:每个?|每?逢)(?P<days>{_CHINESE_LIST})", "WEEKLY"),
        (rf"{_EVERY} weekday|monday (?:to|-) friday|每个?工作日|周1 ?(?:到|至|-) ?周5 ?", "WORKDAYS"),
        (rf"{_EVERY} weekend|每个?周末", "WEEKEND"),
        (rf"{_EVERY} (?P<days>{_LIST})", "WEEKLY"),
        (r"(?:on )?(?P<days>(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b", "WEEKLY"),
        (r"fortnightly|biweekly|every fortnight|每?隔1?周|每2周1?次?", "FORTNIGHT"),
        (rf"{_EVERY} {_COUNT} weeks?", "WEEKLY"),
        (r"每(?P<n>\d{1,2})个?周1?次?", "WEEKLY"),
        (rf"weekly|{_EVERY} week\b|每个?周(?![1-7末])1?次?", "WEEKLY"),
        # Others.
        (rf"{_EVERY} {_COUNT} days?|每(?:隔)?(?P<n_>\d{{1,2}})天", "DAILY"),
        (rf"daily|{_EVERY} day\b|每[天日]|天天", "DAILY"),
        (rf"monthly|{_EVERY} month\b|每个?月(?!\d)1?次?", "MONTHLY"),
        (rf"yearly|annually|{_EVERY} year\b|每年1?次?", "YEARLY"),
    )
)


def read_repeats(typed: str, today: date, zone: ZoneInfo) -> Repeats | Unreadable:
    """How often something comes, and until when; nothing else may be said."""
    found = _split(typed, today, zone)
    if found is None or found[1]:
        return Unreadable(piece=Piece.REPEATS, problem=Problem.MISSING, typed=typed)
    repeats, _ = found
    if repeats.until and repeats.until < today:
        return Unreadable(piece=Piece.REPEATS, problem=Problem.IN_THE_PAST, typed=typed)
    return repeats


def repeating(typed: str, now: datetime, zone: ZoneInfo) -> tuple[str, str] | None:
    """A text that says how often something comes, as two: when it is the first time, and how often. None of others.

    The first time is the first day ahead by the rule, unless the text has a date of its own.
    """
    today = local_day(now, zone)
    found = _split(typed, today, zone)
    if found is None:
        return None
    repeats, rest = found
    until = f";UNTIL={repeats.until:%Y%m%d}" if repeats.until else ""
    return _first_time(repeats, rest, now, zone), f"RRULE:{repeats.rule}{until}"


def _first_time(repeats: Repeats, rest: str, now: datetime, zone: ZoneInfo) -> str:
    """Times alone are those of the first day ahead by the rule; a date of its own is kept."""
    dated = [f"{day.isoformat()} {rest}".strip() for day in _first_days(repeats, local_day(now, zone))]
    for one in dated:
        found = read_period(one, now, zone)
        if isinstance(found, Period) or found.periods:
            return one
    read = read_period(rest, now, zone)
    has_date = isinstance(read, Period) or read.piece is Piece.TIMES
    return rest if has_date or not dated else dated[0]


def _first_days(repeats: Repeats, today: date) -> Iterator[date]:
    """Today or the first day of the rule, and the one after it; none where the rule alone doesn't say."""
    if repeats.beginning(today) != repeats:
        return
    begin = datetime.combine(today, datetime.min.time())
    every = rrulestr(repeats.rule, dtstart=begin)
    for at in every.xafter(begin, count=2, inc=True):
        if at - begin < MOST_APART:
            yield at.date()


@lru_cache(maxsize=512)  # in a long line the same few words are tried again and again
def _split(typed: str, today: date, zone: ZoneInfo) -> tuple[Repeats, str] | None:
    """What is said of how often it comes, and what else is said; None where nothing is."""
    if not _TRIGGER.search(typed):
        return None
    if found := _RULE_TYPED.search(typed):
        rest = typed[: found.start()] + " " + typed[found.end() :]
        return _typed_rule(found[1].upper(), plain(rest), zone)
    text = plain(typed)
    text, until = _without_until(text, today)
    counted = _TIMES_COUNTED.search(text)
    count = next(filter(None, counted.groups())) if counted else None
    if counted:
        text = text[: counted.start()] + " " + text[counted.end() :]
    for way, freq in _WAYS:
        if found := way.search(text):
            rule = _rule(found, freq, count)
            rest = " ".join(f"{text[: found.start()]} {text[found.end() :]}".strip(" ,的").split())
            return _repeats(rule, until, rest)
    return None


def _typed_rule(rule: str, rest: str, zone: ZoneInfo) -> tuple[Repeats, str] | None:
    """A rule of RFC 5545 as it is; its end is a date of the organisation's."""
    parts = [part for part in rule.split(";") if not part.startswith("UNTIL=")]
    until = None
    if ends := re.search(r"(?:^|;)UNTIL=(\d{8})(T\d{6})?(Z)?(?:;|$)", rule):
        try:
            at = datetime.strptime(f"{ends[1]}{ends[2] or 'T000000'}+0000", "%Y%m%dT%H%M%S%z")
        except ValueError:
            return None
        until = (at.astimezone(zone) if ends[3] else at).date()
    return _repeats(";".join(parts), until, rest)


def _repeats(rule: str, until: date | None, rest: str) -> tuple[Repeats, str] | None:
    try:
        return Repeats(rule=rule, until=until), rest
    except ValidationError:
        return None


def _rule(found: re.Match[str], freq: str, count: str | None) -> str:
    said = found.groupdict()
    times = said.get("n") or said.get("n_")
    interval = _NUMBERS.get(times or "", 0) or int(times or 1)
    if freq == "FORTNIGHT":
        freq, interval = "WEEKLY", 2
    rule = f"FREQ={_NAMED_RULES.get(freq, freq)}"
    if interval > 1:
        rule += f";INTERVAL={interval}"
    days = _days_in(said.get("days") or "")
    if nth := said.get("nth"):
        rule += f";BYDAY={_NTH[nth]}{days[0]}"
    elif days:
        rule += f";BYDAY={','.join(days)}"
    if said.get("on"):
        rule += f";BYMONTHDAY={int(said['on'])}"
    return rule + (f";COUNT={int(count)}" if count else "")


def _days_in(text: str) -> list[str]:
    """The days of the week in a list of them, in the order of the week."""
    named = {WEEKDAYS[int(number) - 1] for number in re.findall(r"[1-7]", re.sub("[日天]", "7", text))}
    named |= {word[:2].upper() for word in re.findall(r"mon|tue|wed|thu|fri|sat|sun", text)}
    return [day for day in WEEKDAYS if day in named]


def _without_until(text: str, today: date) -> tuple[str, date | None]:
    """The text without its last day, and that: `until 2027-06-30`, `到明年6月底`; times have no date behind them."""
    for found in reversed(list(_UNTIL.finditer(text))):
        words = re.split(r" |,", text[found.end() :])
        for many in range(min(len(words), 5), 0, -1):
            said = " ".join(words[:many])
            if last := _last_day(said, today):
                behind = " ".join(words[many:])
                return f"{text[: found.start()]} {behind}".strip(), last
    return text, None


def _last_day(said: str, today: date) -> date | None:
    said = re.sub(r"[底末]?(?:为?止)?$|^(?:the )?end of ", "", said).strip()
    day = day_in(spaced(said), today, Toward.NEXT)
    if isinstance(day, date):
        return day
    span = span_ahead(said, today)
    return span.months[-1].last_day() if span else None
