"""Words: whole sentences in the reader's language, and times, lengths and numbers as people there write them.

Decisions 7 and 8. Every value put into a sentence is escaped, unless it is Markup already.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import lru_cache, wraps
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from volunteering.rules.ground.periods import Month, Period
from volunteering.rules.ground.texts import cut_to
from volunteering.rules.volunteers import Language
from words.languages import SEAM, catalogue_of, locale_of

T = TypeVar("T")

NOON: Final = time(12)

_HOUR: Final = 60  # minutes
_DAY: Final = 24 * _HOUR
_TWO_DAYS: Final = 2 * _DAY


def sentence(text: str) -> str:
    """Mark a sentence for the catalogues where it stands apart from where it is said."""
    return text


def _same_all_day(write: Callable[["Words", T], Markup]) -> Callable[["Words", T], Markup]:
    """Keep what was written: on one day, whoever reads the same language is told the same of a time.

    The same few shifts are on everybody's screens.
    """

    @lru_cache(maxsize=2048)
    def kept(language: Language, zone: ZoneInfo, today: date, lasts: bool, what: T) -> Markup:  # noqa: FBT001
        return write(Words(language, zone, datetime.combine(today, NOON, zone), lasts=lasts), what)

    @wraps(write)
    def written(words: "Words", what: T) -> Markup:
        return kept(words.language, words.zone, words.today, words.lasts, what)

    return written


_BESIDE_TODAY: Final = {-1: sentence("yesterday"), 0: sentence("today"), 1: sentence("tomorrow")}


class Words:
    """One reader's language, with the organisation's zone and the moment of writing.

    What is written may last: it is read days later, so it never says today, tomorrow or yesterday.
    """

    def __init__(self, language: Language, zone: ZoneInfo, now: datetime, *, lasts: bool = False) -> None:
        self.language = language
        self.zone = zone
        self.now = now
        self.lasts = lasts
        self._locale = locale_of(language)
        self._catalogue = catalogue_of(language)

    def lasting(self) -> "Words":
        """The same for what may be read on another day, such as a file."""
        return Words(self.language, self.zone, self.now, lasts=True)

    @property
    def today(self) -> date:
        """The organisation's local date of now."""
        return self.now.astimezone(self.zone).date()

    def say(self, text: str, /, **values: object) -> Markup:
        """The sentence in this language, with the values escaped and put in."""
        return _filled(self._catalogue.gettext(text), values)

    def many(self, one: str, more: str, number: int, /, **values: object) -> Markup:
        """The sentence for this number of things; {number} is written with its digits grouped."""
        return _filled(self._catalogue.ngettext(one, more, number), {"number": self.number(number), **values})

    @property
    def absent(self) -> Markup:
        """What a document says of characters that no font has; {codes} are put in where it is set."""
        return self.say("〓 stands for a character that no font here has: {codes}", codes="{codes}")

    # Times

    @_same_all_day
    def moment(self, at: datetime) -> Markup:
        """A day and a time: `Sat 5 Dec, 09:00`, `tomorrow, 09:00`.

        Shown as written, in the organisation's zone, as all times are; a tap on it tells the reader's own.
        """
        local = at.astimezone(self.zone)
        day_and_time = self.say("{day}, {time}", day=self.day(local.date()), time=f"{local:%H:%M}")
        return _in_readers_zone(at, day_and_time)

    def time(self, at: datetime) -> Markup:
        """A time of day: `09:00`."""
        return _in_readers_zone(at, Markup(f"{at.astimezone(self.zone):%H:%M}"))

    @_same_all_day
    def period(self, period: Period) -> Markup:
        """From when to when, and how long: `Sat 5 Dec, 09:00–12:00 (3 h)`, `12月5日 周六 22:00–次日02:00（4小时）`."""
        return self.say(
            "{start}–{end} ({length})",
            start=self.moment(period.start),
            end=self._end(period),
            length=self.length(period.minutes),
        )

    @_same_all_day
    def span(self, period: Period) -> Markup:
        """From when to when, for brackets within a sentence: `Sat 5 Dec, 09:00–12:00`."""
        return self.say("{start}–{end}", start=self.moment(period.start), end=self._end(period))

    def _end(self, period: Period) -> Markup:
        days = (period.end.astimezone(self.zone).date() - period.start.astimezone(self.zone).date()).days
        if days > 1:
            return self.moment(period.end)
        end = self.time(period.end)
        return self.say("{time} the next day", time=end) if days else end

    def plain_period(self, period: Period) -> Markup:
        """The same, short and without markup, for a button or a file: `Sat 5 Dec 09:00–12:00`."""
        start, end = period.start.astimezone(self.zone), period.end.astimezone(self.zone)
        return self.say("{day} {start}–{end}", day=self.day(start.date()), start=f"{start:%H:%M}", end=f"{end:%H:%M}")

    def day(self, day: date) -> Markup:
        """A local date as people say it: today, tomorrow, weekday and date within the year, else with the year."""
        today = self.today
        if not self.lasts and (beside := _BESIDE_TODAY.get((day - today).days)):
            return self.say(beside)
        chinese = self.language is not Language.ENGLISH
        if day.year == today.year:
            return _written(day, "M月d日 EEE" if chinese else "EEE d MMM", self._locale)
        return _written(day, "y年M月d日" if chinese else "d MMM y", self._locale)

    def long_day(self, day: date) -> Markup:
        """A local date in full: `5 December 2026`, `2026年12月5日`."""
        return _written(day, "d MMMM y" if self.language is Language.ENGLISH else "y年M月d日", self._locale)

    def days(self, first: date, last: date) -> Markup:
        """From a local date to another one, both in full and both within it; one day by itself."""
        return self._from_to(self.long_day(first), self.long_day(last))

    def short_days(self, first: date, last: date) -> Markup:
        """The same as people say dates."""
        return self._from_to(self.day(first), self.day(last))

    def _from_to(self, first: Markup, last: Markup) -> Markup:
        return first if first == last else self.say("{first} to {last}", first=first, last=last)

    def weekday(self, day: date) -> Markup:
        """A day of the week: `Saturday`, `星期六`."""
        return _written(day, "EEEE", self._locale)

    def month(self, month: Month) -> Markup:
        """A month of a year: `November 2026`, `2026年11月`."""
        pattern = "MMMM y" if self.language is Language.ENGLISH else "y年M月"
        return Markup(format_date(month.first_day(), pattern, locale=self._locale))

    def short_month(self, month: Month) -> Markup:
        """`Nov`, `11月`; with the year where it is not this one."""
        this_year = month.year == self.today.year
        if self.language is Language.ENGLISH:
            return Markup(format_date(month.first_day(), "MMM" if this_year else "MMM y", locale=self._locale))
        return Markup(format_date(month.first_day(), "M月" if this_year else "y年M月", locale=self._locale))

    # Lengths and numbers

    def length(self, minutes: int) -> Markup:
        """Minutes as hours: `3 h`, `2 h 30`, `45 min`, `−1 h`; `3小时`, `2小時30分`."""
        sign = "−" if minutes < 0 else ""
        hours, rest = divmod(abs(minutes), 60)
        if rest and not hours:
            return self.say("{sign}{minutes} min", sign=sign, minutes=rest)
        if rest:
            return self.say("{sign}{hours} h {minutes:02}", sign=sign, hours=self.number(hours), minutes=rest)
        return self.say("{sign}{hours} h", sign=sign, hours=self.number(hours))

    def ahead(self, minutes: int) -> Markup:
        """How long it is until something begins, as people say it: `45 min`, `13 h`, `5 days`."""
        if minutes >= _TWO_DAYS:
            return self.many("{number} day", "{number} days", round(minutes / _DAY))
        return self.length(minutes if minutes < _HOUR else minutes - minutes % _HOUR)

    def number(self, number: int) -> Markup:
        """Digits grouped as the language does."""
        return _grouped(number, self._locale)

    def decimal(self, number: float) -> Markup:
        """A number with one digit behind the point."""
        return Markup(format_decimal(number, "#,##0.0", locale=self._locale))

    def share(self, share: float) -> Markup:
        """A share as a percentage: `3.1 %`, `3.1%`."""
        pattern = "#,##0.#\u00a0%" if self.language is Language.ENGLISH else "#,##0.#%"
        return Markup(format_percent(share, pattern, locale=self._locale))

    def listed(self, parts: Iterable[str]) -> Markup:
        """Several things in one line, as the language separates them: `a · b`."""
        return Markup(" · ".join([_put_in(part) for part in parts]))

    def sentences(self, parts: Iterable[Markup | None]) -> Markup:
        """Whole sentences one after the other, those that there are: Chinese has no space between them."""
        return Markup(" " if self.language is Language.ENGLISH else "").join(filter(None, parts))


# The same days and small numbers are on every screen, and Babel takes its time to write them.
@lru_cache(maxsize=1024)
def _written(day: date, pattern: str, locale: Locale) -> Markup:
    return Markup(format_date(day, pattern, locale=locale))


@lru_cache(maxsize=1024)
def _grouped(number: int, locale: Locale) -> Markup:
    return Markup(format_decimal(number, locale=locale))


def _filled(sentence: str, values: Mapping[str, object]) -> Markup:
    # Markup.format in a fifth of its time: it would look into every placeholder for markup of its own.
    filled = sentence.format_map(
        {name: value if type(value) is int else _put_in(value) for name, value in values.items()}
    )
    return Markup(_set_apart(filled) if SEAM in sentence else filled)


def _set_apart(filled: str) -> str:
    """With a space between letters and the Chinese characters around them, as it is printed: Li Min 等您来."""
    return _BESIDE_LETTERS.sub(" ", filled).replace(SEAM, "")


_BESIDE_LETTERS: Final = re.compile(f"(?<=[A-Za-z]){SEAM}|{SEAM}(?=[A-Za-z])")


def _put_in(value: object) -> Markup:
    if type(value) is Markup:
        return value
    if type(value) is not str or value.isascii() or not _FROM_THE_RIGHT.search(value):
        return escape(value)
    return Markup("\u2068%s\u2069") % value


# Letters of Hebrew, Arabic and their like: set apart from the sentence around them, whose own order they would turn.
_FROM_THE_RIGHT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def _in_readers_zone(at: datetime, text: Markup) -> Markup:
    """Marked as an instant: an app shows it as it is written here, and in its reader's zone when it is tapped."""
    return Markup(f'<time unix="{int(at.timestamp())}">{text}</time>')


def plain(text: str) -> str:
    """Text for where Telegram takes no markup: labels, toasts, file names."""
    return str(text.striptags()) if isinstance(text, Markup) else text


def cut(text: str, most: int) -> str:
    """Plain text no longer than `most`, as Telegram counts, with … where it was longer."""
    return cut_to(plain(text), most)
