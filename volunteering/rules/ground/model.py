"""What every model here is: frozen, strict about time, and made of plain values."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict


def _to_utc_seconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


Instant = Annotated[AwareDatetime, AfterValidator(_to_utc_seconds)]
"""A moment, aware, kept in UTC in whole seconds. A naive datetime is refused."""


class Model(BaseModel):
    """A fact that does not change: changing it makes another one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Unchanged(Model):
    """It was like that already: nothing is written, nobody is told."""
