"""Every action begins with the records, and is told the moment last: what it needs of the organisation is one value."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import FunctionType

import pytest

from volunteering import actions


def asking() -> Iterator[FunctionType]:
    """Every function, public or not, that asks the records or is told when it is."""
    for module in walk_packages(actions.__path__, "volunteering.actions."):
        for _, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
            if function.__module__ == module.name and {"records", "moment"} & {*inspect.signature(function).parameters}:
                yield function


@pytest.mark.parametrize("function", [*asking()], ids=lambda function: function.__qualname__)
def test_the_moment_is_told_last(function: FunctionType) -> None:
    parameters = inspect.signature(function).parameters.values()
    told = [parameter.name for parameter in parameters if parameter.kind is not parameter.KEYWORD_ONLY]
    assert told[0] == "records" or "records" not in told
    assert told[-1] == "moment" or "moment" not in told
    assert not {"now", "zone", "policy"} & {parameter.name for parameter in parameters}
