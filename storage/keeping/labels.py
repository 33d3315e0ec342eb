"""What a backup says of itself to whoever doesn't mean to restore it now."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from volunteering.rules.ground.model import Model

Count = Annotated[int, Field(strict=True, ge=0, lt=2**62)]


class Label(Model):
    """The gist of it; it names nobody."""

    revision: str
    made_at: AwareDatetime
    rows: Count
    people: Count


class Seal(Model):
    """What stands in the clear on a backup that is encrypted."""

    label: Label
    sealed_for: str
    sha256: str  # of what is encrypted, so that whoever can't open it knows whether it is whole
