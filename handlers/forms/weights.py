"""A field that is how much each field of the appraisal counts, as people type it."""

from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from volunteering.rules.appraisal.marks import Weights, weights_in, whole_numbers_in


def _weights(raw: object) -> object:
    if not isinstance(raw, str):
        return raw
    weights = weights_in(raw)
    numbers = whole_numbers_in(raw)
    if weights is None and numbers:
        raise PydanticCustomError(
            "weights_make", "not five, or not 100 in all", {"count": len(numbers), "total": sum(numbers)}
        )
    if weights is None:
        raise PydanticCustomError("weights_not_100", "not five numbers that make 100")
    return weights


TypedWeights = Annotated[Weights, BeforeValidator(_weights)]
"""`30, 20, 20, 15, 15`: whole numbers, in the order of the fields."""
