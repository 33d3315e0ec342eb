"""The file that says what the columns of service records are called (docs/service-records.md)."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from volunteering.rules.service_records import RecordHeads, read_heads


def heads_in(file: Path) -> RecordHeads:
    """What it says. Raises ValueError that says what is wrong with it."""
    try:
        return read_heads(file.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        raise ValueError(f"{file} can't be read: {fault.strerror}") from None
    except UnicodeDecodeError:
        raise ValueError(f"{file} is not in UTF-8") from None
    except ValueError as fault:
        raise ValueError(f"{file}: {fault}") from None


def _checked(file: Path) -> Path:
    heads_in(file)
    return file


HeadsFile = Annotated[Path, AfterValidator(_checked)]
"""A file that was looked into at the start."""
