"""The rows do all that actions ask for, and say what each thing does."""

from inspect import getdoc, isfunction

import pytest

from storage.rows import Made, Rows

ROWS = {name: made.kind for name, made in vars(Rows).items() if isinstance(made, Made)}


def asked_of(kind: type) -> set[str]:
    """What the protocol that these rows implement names; other rows may be mixed in beside it."""
    [protocol] = [base for base in kind.__bases__ if getattr(base, "_is_protocol", False)]
    return {name for name, what in vars(protocol).items() if isfunction(what) and not name.startswith("_")}


@pytest.mark.parametrize("kind", ROWS.values(), ids=ROWS)
def test_rows_do_all_that_is_asked_of_them(kind: type) -> None:
    assert asked_of(kind)
    assert asked_of(kind) <= vars(kind).keys()


@pytest.mark.parametrize("kind", ROWS.values(), ids=ROWS)
def test_everything_that_rows_do_is_said(kind: type) -> None:
    public = [name for name in dir(kind) if not name.startswith("_") and isfunction(getattr(kind, name))]
    assert [name for name in public if not getdoc(getattr(kind, name))] == []
    assert getdoc(kind)
