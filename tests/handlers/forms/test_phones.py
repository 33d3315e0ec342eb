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
        ("手機：139-1234-5678", "13912345678"),
        ("my mother's is 139 1234 5678", "13912345678"),
        ("139 1234 5678（媽媽）", "13912345678"),
        ("phone: +44 (0)20 7946 0958", "+442079460958"),
        ("(0576) 8888 1234", "057688881234"),
        ("一三九一二三四五六七八", "13912345678"),
    ],
)
def test_it_is_kept_as_it_is_dialled(typed: str, kept: str) -> None:
    assert TYPED.validate_python(typed) == kept
    assert TYPED.validate_python(kept) == kept, "read again, it is the same"


@pytest.mark.parametrize("typed", ["", "+", "123", "my mother's", "1" * 17])
def test_what_is_no_number(typed: str) -> None:
    with pytest.raises(ValidationError):
        TYPED.validate_python(typed)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("13912345678, 13812345678", "phone_too_many"),
        ("13912345678/13812345678", "phone_too_many"),
        ("13912345678 13812345678", "phone_too_many"),
        ("0576-88881234转8", "phone_extension"),
        ("020 7946 0958 ext. 12", "phone_extension"),
    ],
)
def test_two_numbers_and_one_with_something_behind_it_are_said_to_be_so(typed: str, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TYPED.validate_python(typed)
    assert refused.value.errors()[0]["type"] == says
