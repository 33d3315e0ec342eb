"""The keys that certificates are signed with, the same for all replicas (decision 56).

Of each that there ever was, the public key is kept for ever. The private one goes when another follows it: nobody can
sign with it any more then, whoever reads the database or a later backup.
"""

from base64 import b64encode
from datetime import datetime
from typing import Final, NamedTuple

from storage.engine.database import Reader, Row, Transaction
from storage.engine.values import instant, instant_if, seconds
from storage.rows import signatures

_NEWEST: Final = "SELECT id, private FROM signing_keys ORDER BY nth DESC LIMIT 1"

# Numbered where it is written: of two at the same moment one is a duplicate, and is made again behind the other.
_ADD: Final = """
    INSERT INTO signing_keys (nth, public, private, at)
    SELECT COALESCE(MAX(nth), 0) + 1, CAST(:public AS TEXT), CAST(:private AS TEXT), CAST(:at AS BIGINT)
    FROM signing_keys
"""


class SigningKey(NamedTuple):
    """One to sign with, as PEM: a secret."""

    id: int
    private: str

    @property
    def name(self) -> str:
        """What it is called in what it has signed."""
        return signatures.key_id(signatures.public_key(self.private))

    def sign(self, payload: bytes) -> str:
        """The signature, in base64."""
        return b64encode(signatures.sign(self.private, payload)).decode()


class PublicKey(NamedTuple):
    """One to check with, as OpenSSL reads it, and when it was signed with."""

    name: str
    pem: str
    since: datetime
    until: datetime | None  # when another followed it


async def newest_key(tx: Transaction, at: datetime) -> SigningKey:
    """The one that is used now; the first is made when it is asked for. Of two at the same moment one is kept."""
    row = await tx.one(_NEWEST)
    if row is None:
        made = signatures.new_key()
        await tx.execute(
            """
            INSERT INTO signing_keys (nth, public, private, at) VALUES (1, :public, :private, :at)
            ON CONFLICT (nth) DO NOTHING
            """,
            public=signatures.public_key(made),
            private=made,
            at=seconds(at),
        )
        row = await tx.one(_NEWEST)
    return _key_in(row)


async def add_key(tx: Transaction, at: datetime) -> str:
    """Make one that signs from the commit on, and give its name; those before it check, and sign no more.

    Raises Duplicate where somebody else makes one in the same moment.
    """
    made = signatures.new_key()
    public = signatures.public_key(made)
    await tx.execute(_ADD, public=public, private=made, at=seconds(at))
    await tx.execute("UPDATE signing_keys SET private = '' WHERE public <> :public", public=public)
    return signatures.key_id(public)


async def count_signed(reader: Reader) -> dict[str, int]:
    """How many certificates were signed with each, by its name; none where there were none."""
    rows = await reader.all(
        "SELECT k.public, COUNT(*) AS n FROM certificates f JOIN signing_keys k ON k.id = f.key_id GROUP BY k.public"
    )
    return {signatures.key_id(row["public"]): row["n"] for row in rows}


def _key_in(row: Row | None) -> SigningKey:
    assert row is not None  # noqa: S101 - it was made a moment ago, by us or by somebody else
    return SigningKey(row["id"], row["private"])


async def public_keys(reader: Reader) -> list[PublicKey]:
    """All there ever were, the newest first."""
    rows = await reader.all(
        """
        SELECT k.public, k.at, (SELECT n.at FROM signing_keys n WHERE n.nth = k.nth + 1) AS ended
        FROM signing_keys k ORDER BY k.nth DESC
        """
    )
    return [
        PublicKey(
            signatures.key_id(row["public"]),
            row["public"],
            instant(row["at"]),
            instant_if(row["ended"]),
        )
        for row in rows
    ]
