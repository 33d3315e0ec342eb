"""What a role of a shift asks of a person, and what somebody lacks of it (docs/rules.md: Needs of a role).

What counts is how things stand on the local day of the shift: a certificate that ends before it is none. It returns; it
never raises.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field

from volunteering.rules.ground.model import Model
from volunteering.rules.profiles import Born, Spoken
from volunteering.rules.qualifications import INDUCTION, QualificationKind
from volunteering.rules.tree import Unit

Age = Annotated[int, Field(ge=10, le=90)]
"""In whole years: the least that a role may ask for."""

MOST_KINDS: Final = 6
"""Of qualification, for one role: more are no line that anybody reads."""


class Required(Model):
    """A kind of qualification, from a level on."""

    kind: QualificationKind
    level: int = 0  # the least rank that will do; 0 is the lowest, and that of a kind without levels


class Needs(Model):
    """What a role asks for; as it stands here, nothing."""

    kinds: tuple[Required, ...] = ()
    any_of: bool = False  # one of the kinds is enough
    least_age: Age | None = None
    induction: bool = False
    languages: tuple[Spoken, ...] = ()  # each of them is to be spoken

    @property
    def are_none(self) -> bool:
        """Whether anybody will do."""
        return not (self.kinds or self.least_age or self.induction or self.languages)

    def requiring(self, required: Required) -> Self:
        """The same, with a kind asked for from that level on."""
        at = next((at for at, one in enumerate(self.kinds) if one.kind.id == required.kind.id), len(self.kinds))
        return self._with(kinds=(*self.kinds[:at], required, *self.kinds[at + 1 :]))

    def without(self, kind_id: int) -> Self:
        """The same, with that kind asked for no more."""
        return self._with(kinds=tuple(one for one in self.kinds if one.kind.id != kind_id))

    def speaking(self, language: Spoken, *, asked: bool) -> Self:
        """The same, with a language asked for, or no more."""
        spoken = {*self.languages, language} if asked else {*self.languages} - {language}
        return self._with(languages=tuple(one for one in Spoken if one in spoken))

    def aged(self, least: Age | None) -> Self:
        """The same, for people from that age on; None: of any age."""
        return self._with(least_age=least)

    def inducted(self, *, asked: bool) -> Self:
        """The same, with the induction asked for, or no more."""
        return self._with(induction=asked)

    def any_or_all(self, *, any_of: bool) -> Self:
        """The same, where one of the kinds is enough, or all of them are needed."""
        return self._with(any_of=any_of)

    def _with(self, **changes: object) -> Self:
        return self.model_copy(update=changes)


class Had(Model):
    """A qualification of somebody's that is verified, or waits for a leader."""

    kind_id: int
    code: str  # of the first set; empty for a unit's own kind
    level: int  # its rank
    is_verified: bool
    expires_on: date | None = None  # the last local date on which it holds; None for ever

    def holds_on(self, day: date) -> bool:
        """Whether it is verified, and good on that local date."""
        return self.is_verified and (self.expires_on is None or day <= self.expires_on)


class Held(Model):
    """What somebody has of what roles ask for."""

    qualifications: tuple[Had, ...] = ()
    languages: tuple[str, ...] | None = None  # codes of `Spoken`, or as typed; None: not said


NOTHING_HELD: Final = Held()
"""Where nobody asks: of a shift without roles."""


# What somebody lacks, each with what helps them to get it.


class Unmet(Model):
    """Something that a role asks for and somebody does not have."""


class AgeUnknown(Unmet):
    """The role is for people from an age on, and it isn't known whether they are: only the year may be."""

    least: int
    has_year: bool = False


class TooYoung(Unmet):
    """The person is not so old yet on that day."""

    least: int


class Short(StrEnum):
    """How far somebody is from a qualification."""

    MISSING = "missing"
    LOWER = "lower"  # theirs is of a lower level
    ENDED = "ended"  # before the day of the shift
    WAITING = "waiting"  # for a leader, who looks at it


class Lacking(Model):
    """A qualification that somebody does not have on that day."""

    required: Required
    short: Short
    ended_on: date | None = None  # the last local date on which theirs held, or holds


class Unqualified(Unmet):
    """A qualification is missing; of several, one would be enough."""

    lacking: tuple[Lacking, ...]


class NoInduction(Unmet):
    """The unit asks for the induction before somebody's first shift, whatever the shift asks for."""


class NotInducted(Unmet):
    """Nobody has shown them how yet; or somebody did, and it is too long ago."""

    ended_on: date | None = None


class DoesNotSpeak(Unmet):
    """They have not said that they speak these languages."""

    languages: tuple[Spoken, ...]


Lack = AgeUnknown | TooYoung | Unqualified | NotInducted | NoInduction | DoesNotSpeak


def lacks(needs: Needs, held: Held, born: Born | None, day: date) -> tuple[Lack, ...]:
    """Everything that somebody, born then, lacks of what a role asks for, on the local date of its shift."""
    if needs.are_none:
        return ()
    return (
        *_too_young(needs, born, day),
        *_unqualified(needs, held, day),
        *_not_inducted(needs, held, day),
        *_does_not_speak(needs, held),
    )


def _too_young(needs: Needs, born: Born | None, day: date) -> Iterator[Lack]:
    least = needs.least_age
    if least is None:
        return
    if born is None:
        yield AgeUnknown(least=least)
    elif born.may_be_on(day) < least:
        yield TooYoung(least=least)
    elif born.age_on(day) < least:
        yield AgeUnknown(least=least, has_year=True)


def _unqualified(needs: Needs, held: Held, day: date) -> Iterator[Lack]:
    lacking = [found for required in needs.kinds if (found := _lacking(required, held, day))]
    if needs.any_of:
        if lacking and len(lacking) == len(needs.kinds):
            yield Unqualified(lacking=tuple(lacking))
    else:
        yield from (Unqualified(lacking=(one,)) for one in lacking)


def _lacking(required: Required, held: Held, day: date) -> Lacking | None:
    """How far they are from it, by whichever of theirs is nearest; None where they have it."""
    theirs = [one for one in held.qualifications if one.kind_id == required.kind.id]
    enough = [one for one in theirs if one.level >= required.level]
    if any(one.holds_on(day) for one in enough):
        return None
    if any(not one.is_verified for one in enough):
        return Lacking(required=required, short=Short.WAITING)
    if ended_on := _ended_on(enough):
        return Lacking(required=required, short=Short.ENDED, ended_on=ended_on)
    return Lacking(required=required, short=Short.LOWER if theirs else Short.MISSING)


def _ended_on(which: Iterable[Had]) -> date | None:
    """The latest of the dates on which they end; None where there are none."""
    return max((one.expires_on for one in which if one.expires_on), default=None)


def _not_inducted(needs: Needs, held: Held, day: date) -> Iterator[Lack]:
    given = [one for one in held.qualifications if one.code == INDUCTION and one.is_verified]
    if needs.induction and not any(one.holds_on(day) for one in given):
        yield NotInducted(ended_on=_ended_on(given))


def _does_not_speak(needs: Needs, held: Held) -> Iterator[Lack]:
    missing = tuple(language for language in needs.languages if language.value not in (held.languages or ()))
    if missing:
        yield DoesNotSpeak(languages=missing)


def is_of_kind(lack: Lack, kind: QualificationKind) -> bool:
    """Whether it is a qualification of that kind that is lacking."""
    match lack:
        case Unqualified(lacking=lacking):
            return any(one.required.kind.id == kind.id for one in lacking)
        case NotInducted():
            return kind.code == INDUCTION
        case _:
            return False


# Why a role cannot ask for that.


class TooManyKinds(Model):
    """More kinds than a line can say."""


class NoSuchKind(Model):
    """A kind that other units keep, or that was taken away, or has no such level."""


AgainstNeeds = TooManyKinds | NoSuchKind


def reasons_against_needs(needs: Needs, unit: Unit) -> tuple[AgainstNeeds, ...]:
    """Why no role of that unit's shifts can ask for it."""
    reasons: list[AgainstNeeds] = []
    if len(needs.kinds) > MOST_KINDS:
        reasons.append(TooManyKinds())
    if any(not one.kind.is_for(unit) or not 0 <= one.level <= one.kind.highest for one in needs.kinds):
        reasons.append(NoSuchKind())
    return tuple(reasons)
