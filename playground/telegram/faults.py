"""Faults to order: what goes wrong between a bot and Telegram, for a call, a chat, a number of times or by chance."""

import random
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from playground.ground.errors import ApiError

DESCRIPTIONS = {
    400: "Bad Request: chat not found",
    403: "Forbidden: bot was blocked by the user",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


class Kind(StrEnum):
    """What goes wrong with a call."""

    ANSWER = "answer"  # an error instead of the effect
    PAGE = "page"  # somebody's page of HTML instead of Telegram's answer, no effect
    SILENCE = "silence"  # no effect, and never an answer
    CUT_BEFORE = "cut_before"  # the connection is cut, no effect
    CUT_AFTER = "cut_after"  # the effect happens, then the connection is cut
    REPEAT = "repeat"  # getUpdates gives each update twice
    DISORDER = "disorder"  # getUpdates gives the updates shuffled


class Fault(BaseModel):
    """One thing that goes wrong; no methods or chats given means any."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    methods: frozenset[str] = frozenset()
    chats: frozenset[int] = frozenset()
    times: int | None = Field(default=1, ge=1)  # None: for ever
    probability: float = Field(default=1.0, ge=0, le=1)
    code: int = 500
    description: str = ""
    retry_after: int | None = None

    @classmethod
    def answers(
        cls,
        code: int,
        *methods: str,
        description: str = "",
        chats: frozenset[int] = frozenset(),
        times: int | None = 1,
    ) -> Self:
        """An error with that HTTP status instead of the effect."""
        return cls(
            kind=Kind.ANSWER,
            methods=frozenset(methods),
            code=code,
            description=description,
            chats=chats,
            times=times,
        )

    @classmethod
    def pages(cls, code: int, *methods: str, times: int | None = 1) -> Self:
        """A page that a proxy or a provider puts in Telegram's place, with that HTTP status."""
        return cls(kind=Kind.PAGE, methods=frozenset(methods), code=code, times=times)

    @classmethod
    def floods(cls, retry_after: int, *methods: str, times: int | None = 1) -> Self:
        """429 with that many seconds to wait."""
        return cls(kind=Kind.ANSWER, methods=frozenset(methods), code=429, retry_after=retry_after, times=times)

    @classmethod
    def of(cls, kind: Kind, *methods: str, times: int | None = 1, probability: float = 1.0) -> Self:
        """A fault of another kind in those methods."""
        return cls(kind=kind, methods=frozenset(methods), times=times, probability=probability)

    def error(self) -> ApiError:
        """The answer of a fault that answers."""
        if self.retry_after is not None:
            return ApiError(429, f"Too Many Requests: retry after {self.retry_after}", retry_after=self.retry_after)
        return ApiError(self.code, self.description or DESCRIPTIONS.get(self.code, "Error"))


class Faults:
    """The faults in force; the first that fits a call hits it."""

    def __init__(self, seed: int = 0) -> None:
        self._in_force: list[tuple[Fault, frozenset[str]]] = []
        self._left: list[int | None] = []
        self._random = random.Random(seed)  # noqa: S311  (the same faults every time, no secret)

    def add(self, *faults: Fault) -> None:
        """Let these go wrong from now on."""
        for fault in faults:
            self._in_force.append((fault, frozenset(method.lower() for method in fault.methods)))
            self._left.append(fault.times)

    def clear(self, *, seed: int | None = None) -> None:
        """Let nothing go wrong any more; `seed` begins chance anew."""
        self._in_force.clear()
        self._left.clear()
        if seed is not None:
            self._random.seed(seed)

    def in_force(self) -> list[Fault]:
        """What still goes wrong, with the times that are left."""
        return [
            fault.model_copy(update={"times": left})
            for (fault, _), left in zip(self._in_force, self._left, strict=True)
        ]

    def hit(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that hits this call (method in lower case), if any; it counts as having happened."""
        for index, (fault, methods) in enumerate(self._in_force):
            if methods and method not in methods:
                continue
            if fault.chats and chat_id not in fault.chats:
                continue
            if fault.probability < 1 and self._random.random() >= fault.probability:
                continue
            self._count_down(index)
            return fault
        return None

    def shuffle(self, updates: list[dict[str, object]]) -> None:
        """Bring updates out of order."""
        self._random.shuffle(updates)

    def _count_down(self, index: int) -> None:
        left = self._left[index]
        if left is None:
            return
        if left > 1:
            self._left[index] = left - 1
        else:
            del self._in_force[index], self._left[index]
