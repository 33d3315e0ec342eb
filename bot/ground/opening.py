"""What is there from some moment on, such as the database; whoever was built before it looks whether it is."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Opening(Generic[T]):
    """Open from `open` on, and for ever."""

    def __init__(self) -> None:
        self._thing: T | None = None

    def open(self, thing: T) -> None:
        """The thing is there from now on."""
        self._thing = thing

    @property
    def now(self) -> T | None:
        """What is there; None as long as nothing is."""
        return self._thing
