"""How much of a census is hidden in the seeded city, level by level, so that nothing of fewer than five can be told."""

from benchmarks.city import ZONE, MeasuredCity, forget
from benchmarks.measuring import Findings, told
from bot.ground.clock import SystemClock
from storage.engine.connecting import connect
from storage.engine.retrying import written
from storage.rows import Rows
from volunteering.actions.census.drawing import draw_up
from volunteering.rules.census.figures import UnitFigures
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.policy import Policy

_FIGURES = "SELECT u.depth, f.figures FROM census_figures f JOIN units u ON u.id = f.unit_id ORDER BY u.depth"


async def count_hidden(findings: Findings, city: MeasuredCity) -> None:
    """Draw the reports up, and count their figures and those that are left out."""
    url = city.copy()
    moment = Moment(now=SystemClock().now(), zone=ZONE, policy=Policy())
    async with connect(url) as database:
        await written(database, lambda transaction: draw_up(Rows(transaction), moment))
        async with database.reading() as reader:
            rows = await reader.all(_FIGURES)
    forget(url)
    figures: dict[int, list[bool]] = {}
    for row in rows:
        shown = UnitFigures.model_validate_json(row["figures"]).subjects.values()
        figures.setdefault(row["depth"], []).extend(number is None for some in shown for _, number in some)
    for depth, hidden in figures.items():
        share = sum(hidden) / max(1, len(hidden))
        what = f"figures of a census that are hidden, {depth} levels below the top, of {len(hidden):,}"
        told(what, share * 100, "%")
        findings.limits.append((what, f"{share:.1%}"))
