"""The rows of the synthetic city's appraisals, as their tables have them."""

from typing import NamedTuple


class AppraisalLine(NamedTuple):
    id: int
    unit_id: int
    year: int
    state: str
    weights: str
    by_id: int
    at: int
    closed_at: int | None
    closed_by: int | None
    round: int
    told_of: str


class AppraisalSheetLine(NamedTuple):
    id: int
    appraisal_id: int
    year: int
    person_id: int
    unit_id: int
    role: str
    named_id: int | None
    own_results: int | None
    own_ability: int | None
    own_knowledge: int | None
    own_attitude: int | None
    own_cooperation: int | None
    led_results: int | None
    led_ability: int | None
    led_knowledge: int | None
    led_attitude: int | None
    led_cooperation: int | None
    led_by: int | None
    handed_at: int | None
    handed: int
    read_at: int | None
    comment: str
    commented_at: int | None
    told: int
