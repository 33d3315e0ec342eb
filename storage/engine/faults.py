"""What a database can't do, whichever of the two it is."""


class DatabaseFault(Exception):  # noqa: N818 - its kinds are read as words: Conflict, Unavailable
    """The database could not do what was asked."""


class Conflict(DatabaseFault):
    """Somebody else was quicker. Nothing was written; the same transaction, run again, sees what they did."""


class Duplicate(Conflict):
    """A unique key has this value already. Nothing was written."""


class Unavailable(DatabaseFault):
    """The database is locked, full, gone or has no connection free. Try again later.

    Nothing was written, unless the server went away in the very moment of the commit.
    """


class DiskFull(Unavailable):
    """There is no room to write. Nothing was written."""


class LockedOut(Unavailable):
    """The server doesn't let this user in with this password. It says so itself; what to do is added."""

    def __init__(self, said: str) -> None:
        super().__init__(f"{said}: put the password that its server knows into DATABASE_URL")


class Misplaced(Unavailable):
    """The file was deleted, moved or replaced while it was open: what is written now would be nowhere."""


class Damaged(Unavailable):
    """A page can't be read, or makes no sense: it takes an operator, and a backup."""


class NotMigrated(DatabaseFault):
    """A table or column isn't there: the database is older or newer than the program."""
