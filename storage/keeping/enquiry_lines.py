"""The rows of a synthetic city's enquiries, as the tables have them."""

from typing import NamedTuple


class EnquiryRow(NamedTuple):
    id: int
    person_id: int
    unit_id: int
    matter: str
    activity_id: int
    shift_id: int
    state: str
    at: int
    answered_by: int | None


class SaidLine(NamedTuple):
    id: int
    enquiry_id: int
    by_id: int
    kind: str
    text: str
    at: int


class EnquiryReaderLine(NamedTuple):
    enquiry_id: int
    person_id: int
    state: str
