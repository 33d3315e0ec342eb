"""A number that is typed is kept as it is dialled."""

import pytest
from pydantic import TypeAdapter, ValidationError

from handlers.forms.phones import TypedPhone

TYPED: TypeAdapter[str] = TypeAdapter(TypedPhone)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("139 1234 5678", "13912345678"),
        ("0912-345-678", "0912345678"),
        ("１３９１２３４５６７８", "13912345678"),
        ("+86 139 1234 5678", "+8613912345678"),
        ("0086 139 1234 5678", "+8613912345678"),
    ],
)
def test_it_is_kept_as_it_is_dialled(typed: str, kept: str) -> None:
    assert TYPED.validate_python(typed) == kept
    assert TYPED.validate_python(kept) == kept, "read again, it is the same"


@pytest.mark.parametrize("typed", ["", "+", "123", "my mother's", "1" * 17])
def test_what_is_no_number(typed: str) -> None:
    with pytest.raises(ValidationError):
        TYPED.validate_python(typed)
