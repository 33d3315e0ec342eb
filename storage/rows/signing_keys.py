"""The keys that certificates are signed with: made once, the same for all replicas, and kept for ever (decision 56)."""

from base64 import b64encode
from datetime import datetime
from typing import Final, NamedTuple

from storage.engine.database import Reader, Row, Transaction
from storage.engine.values import seconds
from storage.rows import signatures

_NEWEST: Final = "SELECT id, private FROM signing_keys ORDER BY nth DESC LIMIT 1"


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
    """One to check with, as OpenSSL reads it."""

    name: str
    pem: str


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


def _key_in(row: Row | None) -> SigningKey:
    assert row is not None  # noqa: S101 - it was made a moment ago, by us or by somebody else
    return SigningKey(row["id"], row["private"])


async def public_keys(reader: Reader) -> list[PublicKey]:
    """All there ever were, the newest first."""
    rows = await reader.all("SELECT public FROM signing_keys ORDER BY nth DESC")
    return [PublicKey(signatures.key_id(row["public"]), row["public"]) for row in rows]
