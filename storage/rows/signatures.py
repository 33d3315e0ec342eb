"""Signatures by Ed25519: what was signed can't be changed, and the public key shows it to anybody (decision 56).

Keys are kept as PEM. What is signed is bytes: a document's facts as JSON, written in one way only.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)


def canonical(facts: Mapping[str, object]) -> bytes:
    """The facts as JSON in UTF-8: names in order, no space. Raises TypeError for a fraction, spelt as one likes."""
    if any(isinstance(value, float) for value in _values(facts)):
        raise TypeError("a fraction has several spellings")
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def new_key() -> str:
    """A new private key, as PEM. It is a secret."""
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@lru_cache(maxsize=8)
def public_key(private: str) -> str:
    """The public key of a private one, as PEM: what anybody may have."""
    return _private(private).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@lru_cache(maxsize=64)
def key_id(public: str) -> str:
    """What a public key is called: the first 16 hexadecimal digits of its SHA-256."""
    raw = _public(public).public_bytes(Encoding.Raw, PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()[:16]


def sign(private: str, what: bytes) -> bytes:
    """The signature, 64 bytes."""
    return _private(private).sign(what)


def is_signed(public: str, what: bytes, signature: bytes) -> bool:
    """Whether it is what was signed, to the last bit."""
    try:
        _public(public).verify(signature, what)
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=8)  # to read one takes longer than to sign with it
def _private(pem: str) -> Ed25519PrivateKey:
    key = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("not a key of Ed25519")
    return key


def _public(pem: str) -> Ed25519PublicKey:
    key = load_pem_public_key(pem.encode())
    if not isinstance(key, Ed25519PublicKey):
        raise TypeError("not a key of Ed25519")
    return key


def _values(facts: object) -> list[object]:
    match facts:
        case Mapping():
            return [one for value in facts.values() for one in _values(value)]
        case list() | tuple():
            return [one for value in facts for one in _values(value)]
        case _:
            return [facts]
