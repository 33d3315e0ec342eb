"""Who appraises whom, and what somebody may read and say of a sheet (docs/rules.md: Appraisal)."""

from collections.abc import Collection, Mapping

from volunteering.rules.appraisal.marks import MeritMarks
from volunteering.rules.appraisal.sheets import AppraisalSheet
from volunteering.rules.ground.model import Model
from volunteering.rules.tree import Role, Unit

Admins = Mapping[int, Collection[int]]
"""Those who are here, by the unit whose admins they are."""


def leaders_above(unit: Unit, role: Role | None, person_id: int, admins: Admins) -> tuple[int, ...]:
    """Who appraises somebody with such a post there: the admins of the nearest unit that has any, never themselves.

    An admin has them in a unit above, everybody else in the unit itself first. Nobody, where there is none.
    """
    nearest_first = unit.ids[::-1][1 if role is Role.ADMIN else 0 :]
    found = (sorted(one for one in admins.get(unit_id, ()) if one != person_id) for unit_id in nearest_first)
    return tuple(next((some for some in found if some), ()))


def appraisers_of(sheet: AppraisalSheet, admins: Admins) -> tuple[int, ...]:
    """Who appraises its person: whoever was named, else the leaders above by the tree."""
    if sheet.named_id is not None and sheet.named_id != sheet.person_id:
        return (sheet.named_id,)
    return leaders_above(sheet.unit, sheet.role, sheet.person_id, admins)


class Seat(Model):
    """How somebody stands to a sheet: whatever they may read and say of it comes from this."""

    is_own: bool = False  # it is about them
    appraises: bool = False  # they are the leader above
    administers: bool = False  # the unit that opened the appraisal
    wrote: bool = False  # what is begun there is theirs
    comes_second: bool = False  # another leader above, who still is one, has begun

    @property
    def sees_it(self) -> bool:
        """Whether it is any business of theirs."""
        return self.is_own or self.appraises or self.administers

    def sees_own_marks(self, sheet: AppraisalSheet) -> bool:
        """Whether they read what its person said of themselves."""
        return self.is_own or (self.sees_it and sheet.is_in)

    def sees_marks(self, sheet: AppraisalSheet) -> bool:
        """Whether they read what the leader above said: of a sheet that is not handed over whoever wrote it does."""
        return self.sees_it if sheet.is_handed else self.appraises and self.wrote

    def seen(self, sheet: AppraisalSheet) -> AppraisalSheet:
        """The sheet as they may read it: what is none of their business is not in it."""
        hidden: dict[str, object] = {}
        if not self.sees_marks(sheet):
            hidden = {"led": MeritMarks(), "led_words": "", **({} if self.is_own else {"comment": ""})}
        if not self.sees_own_marks(sheet):
            hidden |= {"own": MeritMarks(), "own_words": ""}
        return sheet.model_copy(update=hidden)

    def says_of_themselves(self, sheet: AppraisalSheet) -> bool:
        """Whether they may mark themselves."""
        return self.is_own and sheet.goes_on

    def judges(self, sheet: AppraisalSheet) -> bool:
        """Whether they may give marks as the leader above; what is handed over they take back first."""
        return self._may_judge(sheet) and not self.comes_second

    def takes_over(self, sheet: AppraisalSheet) -> bool:
        """Whether they may do it in the place of another leader above, who has begun: what is begun is dropped."""
        return self._may_judge(sheet) and self.comes_second

    def _may_judge(self, sheet: AppraisalSheet) -> bool:
        return self.appraises and sheet.goes_on and not sheet.is_handed

    def takes_back(self, sheet: AppraisalSheet) -> bool:
        """Whether they may change what they have handed over."""
        return self.appraises and sheet.goes_on and sheet.is_handed

    def comments(self, sheet: AppraisalSheet) -> bool:
        """Whether they may answer what was handed over."""
        return self.is_own and sheet.goes_on and sheet.is_handed

    def settles(self, sheet: AppraisalSheet) -> bool:
        """Whether they may name the leader above, and take somebody out or put them back; of themselves nobody does."""
        return self.administers and not self.is_own and sheet.appraisal.is_open


def seat_at(sheet: AppraisalSheet, person_id: int, *, administers: bool, leaders: Collection[int]) -> Seat:
    """How somebody stands to it; `leaders` are those who appraise its person."""
    is_own = sheet.person_id == person_id
    wrote = sheet.is_begun and sheet.led_by == person_id
    return Seat(
        is_own=is_own,
        appraises=not is_own and person_id in leaders,
        administers=administers,
        wrote=wrote,
        comes_second=sheet.is_begun and not wrote and sheet.led_by in leaders,
    )
