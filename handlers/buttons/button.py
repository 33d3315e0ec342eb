"""What a tap says: a typed model, packed into 64 bytes.

Button data is no proof of anything (decision 6): whoever reads it looks up the rights again. Data that doesn't read as
a button of ours is None, and the person is shown the way home.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from typing_extensions import override

from volunteering.rules.ground.texts import one_line

MOST_BYTES = 64  # what the narrowest messenger takes, which is Telegram
SEPARATOR = ":"
APART = "|"  # between a button and the lists behind it (`handlers/tapping/trail.py`)
# Within what both databases keep in a BIGINT: a forged button must not raise in a driver.
LARGEST = 2**63 - 1

PageNumber = Annotated[int, Field(ge=0, le=9_999)]
"""Of a list, from 0; so small that no offset made of it is too large for a database."""

Seconds = Annotated[int, Field(ge=0, le=LARGEST)]
"""An instant, in seconds as the databases keep them."""


Start = Annotated[int | None, Field(ge=0, le=LARGEST)]
"""When a shift begins, as the screen showed it that the button stands on (UTC seconds): the tap means no other time."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Marks a button's text that is somebody's words: a search may be a person's name."""


BYTES_OF_SEARCH = 34


def _short(text: str) -> str:
    """In bytes, of which a letter may have several: what a forged button brings has to fit into the ways on, too."""
    if len(text.encode()) > BYTES_OF_SEARCH:
        raise ValueError("longer than any search that a button carries")
    return text


Sought = Annotated[str, StringConstraints(max_length=BYTES_OF_SEARCH), AfterValidator(_short), Typed()]
"""A text that a list is searched for: as much of it as a button has room for, besides its numbers (`sought`)."""


def sought(text: str, most: int = BYTES_OF_SEARCH) -> str:
    """As much of a typed search as a button carries: what is cut off makes it find more, not less."""
    line = one_line(text).replace(APART, SEPARATOR).strip(SEPARATOR).split(SEPARATOR)[0]
    return line.encode()[:most].decode(errors="ignore").strip()


_by_code: dict[str, type["Button"]] = {}


class Button(BaseModel):
    """A button's meaning. Fields are numbers, enums, yes or no, or short texts without a colon or a bar."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    code: ClassVar[str]
    is_list: ClassVar[bool]
    stands_for: ClassVar[str]
    nests_by: ClassVar[str]
    _typed: ClassVar[tuple[str, ...]]

    @override
    def __init_subclass__(
        cls,
        *,
        code: str,
        is_list: bool = False,
        instead_of: "type[Button] | None" = None,
        nests_by: str = "",
        **_: Any,
    ) -> None:
        """A short code, unique among all buttons and kept for ever: old messages carry it.

        A list is what people go back to from what it lists; whoever found that `instead_of` in that other list goes
        back to where they did. One may open into others of its kind, which differ by a field.
        """
        super().__init_subclass__()
        if code in _by_code:
            raise TypeError(f"{cls.__name__} and {_by_code[code].__name__} share the code {code!r}")
        cls.code = code
        cls.is_list = is_list
        cls.stands_for = instead_of.code if instead_of else code
        cls.nests_by = nests_by
        _by_code[code] = cls

    @classmethod
    @override
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        fields = cls.model_fields.items()
        cls._typed = tuple(name for name, field in fields if any(isinstance(mark, Typed) for mark in field.metadata))

    def pack(self) -> str:
        """What a tap brings back. Raises ValueError over 64 bytes: a fault of ours, found by any test that shows it."""
        packed = SEPARATOR.join((self.code, *map(_pack, self.__dict__.values())))
        if len(packed.encode()) > MOST_BYTES:
            raise ValueError(f"{type(self).__name__} packs into more than {MOST_BYTES} bytes: {packed!r}")
        return packed

    def takes_the_place_of(self, other: "Button") -> bool:
        """Whether whoever came from the other list to this one has left that for good: it is the same, turned over."""
        own = self.nests_by
        return other.stands_for == self.stands_for and (not own or getattr(self, own) == getattr(other, own, None))

    def has_part(self, other: "Button") -> bool:
        """Whether the other shows a part of what this one does: of the same team, say, another page."""
        fields = type(self).model_fields
        return other.stands_for == self.stands_for and all(
            value in (fields[name].default, getattr(other, name, None)) for name, value in self
        )

    @property
    def has_words(self) -> bool:
        """Whether something in it was typed by somebody."""
        return any(getattr(self, name) for name in self._typed)

    def pack_without_words(self) -> str:
        """The same for keeping: what somebody typed is left out, so that nobody's name is kept beside their data."""
        return self.model_copy(update=dict.fromkeys(self._typed, "")).pack() if self._typed else self.pack()

    @staticmethod
    def unpack(data: str) -> "Button | None":
        """The button that packs into this data; None for anything else."""
        code, *values = data.split(SEPARATOR)
        kind = _by_code.get(code)
        return kind.read(values) if kind else None

    @classmethod
    def read(cls, values: list[str]) -> Self | None:
        """The button of this kind with these values; None where they don't fit.

        One of before may have fewer: what is added to a kind of button stands last, and may be left out.
        """
        if len(values) > len(cls.model_fields):
            return None
        try:
            button = cls.model_validate(
                {name: value or None for name, value in zip(cls.model_fields, values, strict=False) if value}
            )
        except ValidationError:
            return None
        numbers = (value for _, value in button if isinstance(value, int))
        return button if all(abs(number) <= LARGEST for number in numbers) else None


def _pack(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    text = str(value.value if isinstance(value, Enum) else value)
    if SEPARATOR in text or APART in text:
        raise ValueError(f"a button's text has neither {SEPARATOR!r} nor {APART!r} in it: {text!r}")
    return text
