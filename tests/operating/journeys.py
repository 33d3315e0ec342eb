"""Who goes through which pages, in which order: the pages that an operator reads with one machine in mind."""

from collections.abc import Mapping
from typing import Final

from tests.operating.blocks import Block

DATABASES: Final = frozenset({"sqlite", "postgresql"})
"""A block with one of these words is only for a city that has it."""

Journey = Mapping[str, str]
"""Its pages, each with the database that the city has by then."""

CITY: Final[Journey] = {
    "install.md": "sqlite",
    "commands.md": "sqlite",
    "parked.md": "sqlite",
    "troubleshooting.md": "sqlite",
    "logs.md": "sqlite",
    "alarms.md": "sqlite",
    "upgrade.md": "sqlite",
    "backup.md": "sqlite",
    "cities.md": "sqlite",
}
PROVINCE: Final[Journey] = {
    "install.md": "sqlite",
    "postgresql.md": "postgresql",
    "parked.md": "postgresql",
    "troubleshooting.md": "postgresql",
    "logs.md": "postgresql",
    "upgrade.md": "postgresql",
    "backup.md": "postgresql",
    "proxy.md": "postgresql",
}
JOURNEYS: Final = (CITY, PROVINCE)


def is_for(journey: Journey, block: Block) -> bool:
    """Whether it is typed on this way."""
    return DATABASES & set(block.words) <= {journey[block.page.name]}
