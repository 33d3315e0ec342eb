"""What would come of a list, row by row: what its report says."""

from volunteering.rules.ground.model import Model
from volunteering.rules.importing.comparing import Aspect, RowResult
from volunteering.rules.importing.problems import RowProblem
from volunteering.rules.importing.rows import Spot
from volunteering.rules.importing.sending import Trial


class RowVerdict(Model):
    """What importing does with one row."""

    spot: Spot
    name: str
    phone: str
    verdict: RowResult
    what: tuple[Aspect, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    unit: tuple[str, ...] = ()  # as the row has it
    keeps: bool = False  # registered already: name and unit stay as they are


class Outcome(Model):
    """What would come of a whole list."""

    rows: tuple[RowVerdict, ...]
    new_units: tuple[tuple[str, ...], ...] = ()  # to be made, by name from the top down
    new_people: int = 0
    unused: tuple[tuple[str, str], ...] = ()  # sheet, heading: nothing that is imported
    passed_over: tuple[str, ...] = ()  # sheets that have no headings

    def count(self, verdict: RowResult) -> int:
        """How many rows are called so."""
        return sum(row.verdict is verdict for row in self.rows)

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong with any row."""
        return not self.count(RowResult.WRONG)

    def in_numbers(self, *, writes: int, mark: str) -> Trial:
        """The numbers of it, of which so many rows are put down; `mark` is the checksum of all of it."""
        return Trial(
            rows=len(self.rows),
            new=self.count(RowResult.NEW),
            changed=self.count(RowResult.CHANGED),
            same=self.count(RowResult.SAME),
            wrong=self.count(RowResult.WRONG),
            new_people=self.new_people,
            new_units=len(self.new_units),
            writes=writes,
            mark=mark,
        )
