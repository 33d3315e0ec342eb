"""The tables of the main job: people and units, activities and sign-ups, the ledger of hours, and what is owed.

One kind of value each, on both databases: instants are whole seconds since 1970 (UTC), local dates are 'YYYY-MM-DD',
months 'YYYY-MM', lengths are minutes, states are words, yes and no are 1 and 0.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
# SQLite numbers rows by itself only where the key is an INTEGER; PostgreSQL's ids outgrow 32 bits.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Compared byte by byte on both databases, wherever they were installed: names sort the same, and "everything below
# /1/4/" is one range of an index.
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _key() -> sa.Column[int]:
    return sa.Column("id", KEY, sa.Identity(always=False), primary_key=True)


def _to(table: str, name: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{table}.id"), nullable=optional)


def _number(name: str, *, optional: bool = False, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=optional, server_default=default)


def _text(name: str, *, optional: bool = False, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=optional, server_default=default)


def upgrade() -> None:
    """Create every table of the main job, with its keys and indexes."""
    _people_and_units()
    _activities_and_sign_ups()
    _hours()
    _messages()
    _taps()


def _people_and_units() -> None:
    op.create_table(
        "units",
        _key(),
        _to("units", "parent_id", optional=True),
        sa.Column("path", TEXT, nullable=False, unique=True),  # /1/4/17/: the ids from the top down to this one
        _number("depth"),  # 0 is the top
        _text("name"),
        _number("created_at"),
        sa.UniqueConstraint("parent_id", "name"),
    )
    op.create_table(
        "people",
        _key(),
        sa.Column("telegram_id", NUMBER, nullable=True, unique=True),  # empty once erased
        _text("name"),
        _text("name_folded"),  # for searching: case-folded by us, since the databases disagree about case
        _text("phone", optional=True),  # + and digits
        _text("language"),
        _to("units", "home_unit_id"),
        _text("state"),  # active, suspended, left, erased
        _number("consented_at"),
        _number("registered_at"),
        _text("registered_month"),
        _number("reachable", default="1"),
    )
    op.create_index("people_by_name", "people", ["name_folded"])
    op.create_index("people_by_phone", "people", ["phone"])
    op.create_index("people_by_month", "people", ["registered_month", "home_unit_id"])
    op.create_index("people_by_unit", "people", ["home_unit_id"])
    op.create_table(
        "memberships",
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("unit_id", NUMBER, sa.ForeignKey("units.id"), primary_key=True),
        _number("joined_at"),
    )
    op.create_table(
        "roles",
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("unit_id", NUMBER, sa.ForeignKey("units.id"), primary_key=True),
        _text("role"),  # leader, admin
        _to("people", "given_by", optional=True),
        _number("given_at"),
    )
    op.create_index("roles_by_unit", "roles", ["unit_id"])


def _activities_and_sign_ups() -> None:
    op.create_table(
        "activities",
        _key(),
        _to("units", "unit_id"),
        _to("people", "leader_id"),
        _text("title"),
        _text("description", default=""),
        _text("category"),
        _text("place"),
        _text("details", default=""),  # for confirmed people and leaders only: door code, contact
        _text("state"),  # open, cancelled
        _number("created_at"),
    )
    op.create_index("activities_by_leader", "activities", ["leader_id", "state"])
    op.create_index("activities_by_unit", "activities", ["unit_id"])
    op.create_table(
        "shifts",
        _key(),
        _to("activities", "activity_id"),
        _to("units", "unit_id"),  # its activity's, here again because totals read shifts by month and unit
        _number("starts_at"),
        _number("ends_at"),
        _text("day"),  # local date of the start
        _text("month"),  # and its month
        _number("places"),  # 0 is no limit
        _text("state"),  # open, cancelled
        _number("moved_at"),  # when its time was last set: reminders count from there
        _number("roster_at", optional=True),  # when its roster was confirmed
        _to("people", "roster_by", optional=True),
    )
    op.create_index("shifts_by_activity", "shifts", ["activity_id"])
    op.create_index("shifts_by_start", "shifts", ["state", "starts_at"])
    op.create_index("shifts_by_end", "shifts", ["state", "roster_at", "ends_at"])
    op.create_index("shifts_by_month", "shifts", ["month", "unit_id"])
    op.create_table(
        "signups",
        _key(),
        _to("shifts", "shift_id"),
        _to("people", "person_id"),
        _text("state"),  # confirmed, waiting, left, walked_in
        _number("ticket"),  # the order of arrival within the shift
        _number("at"),  # since when it is in this state
        _number("coming", optional=True),  # 1 I'm coming, empty: not said
        _number("came", optional=True),  # the roster's tick: 1 came, 0 did not, empty: not ticked
        _number("came_minutes", optional=True),  # adjusted length, empty: the shift's own
        sa.UniqueConstraint("shift_id", "person_id"),
        sa.UniqueConstraint("shift_id", "ticket"),
    )
    op.create_index("signups_by_shift", "signups", ["shift_id", "state", "ticket"])
    op.create_index("signups_by_person", "signups", ["person_id", "state"])


def _hours() -> None:
    op.create_table(
        "claims",  # hours logged outside shifts, until a leader decides
        _key(),
        _to("people", "person_id"),
        _to("units", "unit_id"),
        _text("day"),
        _text("month"),
        _number("minutes"),
        _text("what"),
        _text("state"),  # pending, approved, rejected
        _number("at"),
        _to("people", "decided_by", optional=True),
        _number("decided_at", optional=True),
        _text("reason", default=""),
    )
    op.create_index("claims_by_unit", "claims", ["state", "unit_id"])
    op.create_index("claims_by_person", "claims", ["person_id", "day"])
    op.create_table(
        "entries",  # the ledger: only ever appended to
        _key(),
        _to("people", "person_id"),
        _to("units", "unit_id"),
        _to("activities", "activity_id", optional=True),
        _to("shifts", "shift_id", optional=True),
        _to("claims", "claim_id", optional=True),
        _text("kind"),  # attended, no_show, logged, void
        _text("day"),
        _text("month"),
        _number("minutes"),  # what holds from this line on
        # What this line adds to the sums: a correction adds the difference to what it replaces, so that a total is
        # a plain sum.
        _number("change"),
        _number("participations"),
        _number("no_shows"),
        sa.Column("replaces_id", NUMBER, sa.ForeignKey("entries.id"), nullable=True, unique=True),
        _text("note", default=""),
        _to("people", "by_id", optional=True),
        _number("at"),
    )
    op.create_index(
        "entries_by_month",
        "entries",
        ["month", "unit_id", "person_id", "change", "participations", "no_shows", "shift_id"],
    )
    op.create_index("entries_by_person", "entries", ["person_id", "day"])
    op.create_index("entries_by_shift", "entries", ["shift_id"])
    logged = sa.text("claim_id IS NOT NULL")
    op.create_index("entries_by_claim", "entries", ["claim_id"], sqlite_where=logged, postgresql_where=logged)
    first = sa.text("replaces_id IS NULL")
    for name, columns in (("one_first_per_shift", ["shift_id", "person_id"]), ("one_first_per_claim", ["claim_id"])):
        op.create_index(name, "entries", columns, unique=True, sqlite_where=first, postgresql_where=first)


def _messages() -> None:
    op.create_table(
        "broadcasts",
        _key(),
        _to("people", "by_id"),
        _to("units", "unit_id"),
        _text("text"),
        _number("total"),
        _text("state"),  # going, stopped, done
        _number("at"),
    )
    op.create_table(
        "outbox",  # messages owed
        _key(),
        sa.Column("key", TEXT, nullable=False, unique=True),  # what it is about, so that it is owed once
        _to("people", "person_id"),
        _text("kind"),
        _text("facts"),  # JSON: ids and old values, never text to send
        _number("bulk", default="0"),
        _to("broadcasts", "broadcast_id", optional=True),
        _text("state"),  # owed, sent, dropped (no longer true), failed
        _number("next_at"),
        _number("attempts", default="0"),
        _number("created_at"),
        _number("done_at", optional=True),
        _number("message_id", optional=True),
        _text("error", default=""),
    )
    op.create_index("outbox_owed", "outbox", ["state", "bulk", "next_at", "id"])
    op.create_index("outbox_by_broadcast", "outbox", ["broadcast_id", "state"])
    op.create_table(
        "reminders",  # one line per person, shift and kind, for the time the shift then had
        sa.Column("shift_id", NUMBER, sa.ForeignKey("shifts.id"), primary_key=True),
        sa.Column("person_id", NUMBER, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("minutes_before", NUMBER, primary_key=True),
        sa.Column("starts_at", NUMBER, primary_key=True),
        _number("at"),
    )


def _taps() -> None:
    op.create_table(
        "inbox",  # updates whose effect is committed
        sa.Column("update_id", KEY, primary_key=True, autoincrement=False),
        _text("shows", default=""),  # the packed button of the screen it led to, shown again on a repeat
        _number("at"),
    )
    op.create_index("inbox_by_time", "inbox", ["at"])
    op.create_table(
        "parked",  # updates that failed three times
        sa.Column("update_id", KEY, primary_key=True, autoincrement=False),
        _number("telegram_id", optional=True),
        _text("error"),
        _text("payload"),
        _number("at"),
    )
    op.create_table(
        "drafts",  # half-filled forms, one a person
        _key(),
        sa.Column("telegram_id", NUMBER, nullable=False, unique=True),
        _text("form"),
        _text("about"),  # JSON: what the form is for (an activity, a person)
        _text("answers"),  # JSON: as typed and understood so far
        _text("step"),
        _number("message_id", optional=True),
        _number("expires_at"),
        sqlite_autoincrement=True,  # a stale button's draft is never mistaken for a newer one
    )
    op.create_index("drafts_by_expiry", "drafts", ["expires_at"])
    op.create_table(
        "journal",  # who did what
        _key(),
        _number("at"),
        _to("people", "by_id", optional=True),
        _text("kind"),
        _to("people", "person_id", optional=True),
        _to("units", "unit_id", optional=True),
        _to("activities", "activity_id", optional=True),
        _to("shifts", "shift_id", optional=True),
        _text("facts", default="{}"),
    )
    op.create_index("journal_by_person", "journal", ["person_id", "at"])
    op.create_index("journal_by_activity", "journal", ["activity_id", "at"])


def downgrade() -> None:
    """Forget everything, in the order that foreign keys allow."""
    for table in (
        "journal",
        "drafts",
        "parked",
        "inbox",
        "reminders",
        "outbox",
        "broadcasts",
        "entries",
        "claims",
        "signups",
        "shifts",
        "activities",
        "roles",
        "memberships",
        "people",
        "units",
    ):
        op.drop_table(table)
