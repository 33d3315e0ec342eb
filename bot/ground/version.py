"""Which Yigong this is."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def version() -> str:
    """The project's version, as pyproject.toml has it."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])
