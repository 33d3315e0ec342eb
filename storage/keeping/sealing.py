"""A backup that only whoever keeps a key can open: encrypted with age for a public key (decision 36).

The file is a zip: of the sealed backup, which `unzip` and `age --decrypt` open, too, and of what is said in the clear.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Annotated, Final

import pyrage
from pydantic import AfterValidator, ValidationError
from pyrage import x25519

from storage.engine.faults import DatabaseFault
from storage.keeping.labels import Label, Seal

_SEAL: Final = "seal.json"
_SEALED: Final = "backup.zip.age"
_LARGEST_SEAL: Final = 64 * 1024  # bytes
_AT_ONCE: Final = 1024 * 1024  # bytes
_SECRET: Final = "AGE-SECRET-KEY-"  # noqa: S105 - how one begins


class SealFault(DatabaseFault):
    """A backup can't be sealed or opened; the text says why."""


def _check_key(key: str) -> str:
    """The public key, which can be sealed for. Raises ValueError with a sentence that doesn't show it."""
    if key.upper().startswith(_SECRET):
        raise ValueError("is the secret key, which belongs on no machine that makes backups: give the public one")
    try:
        x25519.Recipient.from_str(key)
    except pyrage.RecipientError:
        raise ValueError(
            "must be a public key of age's, age1 and 58 letters and digits, as age-keygen -y shows it"
        ) from None
    return key


PublicKey = Annotated[str, AfterValidator(_check_key)]
KEY: Final = "age1z9c6wql0mcjhh2sjw4fnrttqcxyqhw4ee9med3m3krcctg5agu9qsjeggk"
"""What one looks like; nobody has its secret key."""


def seal(plain: IO[bytes], label: Label, key: str, into: Path) -> None:
    """Encrypt the backup for the key into a new zip. Raises OSError."""
    with TemporaryFile() as sealed:
        plain.seek(0)
        pyrage.encrypt_io(plain, sealed, [x25519.Recipient.from_str(key)])
        said = Seal(label=label, sealed_for=key, sha256=_checksum(sealed))
        sealed.seek(0)
        with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as zipped:
            zipped.writestr(_SEAL, said.model_dump_json(indent=1))
            with zipped.open(_SEALED, "w", force_zip64=True) as stream:
                while part := sealed.read(_AT_ONCE):
                    stream.write(part)


def seal_on(zipped: zipfile.ZipFile) -> Seal | None:
    """What is said of the sealed backup in the zip; None where it holds none. Raises SealFault."""
    if _SEAL not in zipped.namelist():
        return None
    try:
        if zipped.getinfo(_SEAL).file_size > _LARGEST_SEAL:
            raise SealFault("what it says of itself is too large")
        return Seal.model_validate(json.loads(zipped.read(_SEAL)))
    except (ValueError, KeyError, RecursionError, ValidationError, zipfile.BadZipFile, OSError) as fault:
        raise SealFault("what it says of itself can't be read") from fault


def check_seal(zipped: zipfile.ZipFile, said: Seal) -> None:
    """Raise SealFault where what is sealed is not as it was written; whether it can be opened is not asked."""
    try:
        with zipped.open(_SEALED) as stream:
            checksum = _checksum(stream)
    except (KeyError, OSError, zipfile.BadZipFile) as fault:
        raise SealFault(f"it is damaged: {fault}") from fault
    if checksum != said.sha256:
        raise SealFault("it is damaged: what is sealed is not as it was written")


@contextmanager
def unsealed(zipped: zipfile.ZipFile, said: Seal, identity: Path | None) -> Iterator[IO[bytes]]:
    """The backup as it was before, in a file without a name, which is gone after the block. Raises SealFault."""
    if identity is None:
        raise SealFault(f"it is sealed for {said.sealed_for}: --identity FILE names the file with the secret key")
    keys = _keys_in(identity)
    with TemporaryFile() as plain:
        try:
            with zipped.open(_SEALED) as stream:
                pyrage.decrypt_io(stream, plain, keys)
        except pyrage.DecryptError as fault:
            raise SealFault(f"it is sealed for {said.sealed_for}, and {identity} has another key: {fault}") from fault
        except (KeyError, OSError, zipfile.BadZipFile) as fault:
            raise SealFault(f"it is damaged: {fault}") from fault
        plain.seek(0)
        yield plain


def _keys_in(identity: Path) -> list[x25519.Identity]:
    """Of a file as age-keygen writes it. No sentence says what stands there."""
    try:
        lines = identity.read_text(encoding="utf-8").split()
        keys = [x25519.Identity.from_str(line) for line in lines if line.upper().startswith(_SECRET)]
    except OSError as fault:
        raise SealFault(f"{identity} can't be read: {fault.strerror}") from None
    except (UnicodeDecodeError, pyrage.IdentityError):
        raise SealFault(f"{identity} is no file with a secret key of age's") from None
    if not keys:
        raise SealFault(f"{identity} has no secret key of age's: a line that begins with {_SECRET}")
    return keys


def _checksum(stream: IO[bytes]) -> str:
    if stream.seekable():
        stream.seek(0)
    checksum = hashlib.sha256()
    while part := stream.read(_AT_ONCE):
        checksum.update(part)
    return checksum.hexdigest()
