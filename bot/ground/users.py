"""As whom this process works, and whose a file is."""

import os
import pwd


def user() -> str:
    """As whom this process works: the name, or the number of one who has none."""
    return name_of(os.geteuid())


def name_of(number: int) -> str:
    """The name of a user of this machine; the number in words where they have none."""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"user {number}"
