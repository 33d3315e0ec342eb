"""What was signed is known by its key to anybody, with a program that isn't ours; a bit of it changed, and it isn't."""

import subprocess
from pathlib import Path
from typing import Final

import pytest

from storage.rows.signatures import canonical, is_signed, key_id, new_key, public_key, sign

CERTIFIED: Final = {
    "number": "7K3M9QFD2", "name": "李㐂𠮷 Łukasz", "minutes": 8550,
    "lines": [{"activity": f"河道清洁 “{n}”", "minutes": 210} for n in range(30)],
}  # fmt: skip
CHANGES: Final = 10_000


@pytest.fixture(scope="module")
def private() -> str:
    return new_key()


def test_the_same_facts_are_written_in_one_way() -> None:
    turned = dict(reversed(CERTIFIED.items()))
    assert canonical(turned) == canonical(CERTIFIED)
    assert canonical({"b": [1, None, True], "a": "é"}) == '{"a":"é","b":[1,null,true]}'.encode()


@pytest.mark.parametrize("facts", [{"hours": 1.5}, {"lines": [{"hours": 1.0}]}])
def test_a_fraction_is_no_fact(facts: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        canonical(facts)


def test_not_one_bit_can_be_changed(private: str) -> None:
    what, public = canonical(CERTIFIED), public_key(private)
    signature = sign(private, what)
    assert is_signed(public, what, signature)
    for bit in range(CHANGES):
        changed = bytearray(what)
        changed[bit // 8] ^= 1 << bit % 8
        assert not is_signed(public, bytes(changed), signature), f"bit {bit} can be changed"


def test_no_bit_of_the_signature_can_be_changed(private: str) -> None:
    what, public = canonical(CERTIFIED), public_key(private)
    signature = sign(private, what)
    for bit in range(len(signature) * 8):
        changed = bytearray(signature)
        changed[bit // 8] ^= 1 << bit % 8
        assert not is_signed(public, what, bytes(changed))


def test_somebody_elses_key_has_not_signed_it(private: str) -> None:
    other = new_key()
    assert not is_signed(public_key(other), canonical(CERTIFIED), sign(private, canonical(CERTIFIED)))
    assert key_id(public_key(other)) != key_id(public_key(private))
    assert len(key_id(public_key(private))) == 16


def test_openssl_says_the_same(private: str, tmp_path: Path) -> None:
    what = canonical(CERTIFIED)
    assert verified_by_openssl(tmp_path, public_key(private), what, sign(private, what))
    assert not verified_by_openssl(tmp_path, public_key(private), what + b" ", sign(private, what))


def verified_by_openssl(folder: Path, public: str, what: bytes, signature: bytes) -> bool:
    for name, content in (("key.pem", public.encode()), ("what", what), ("signature", signature)):
        (folder / name).write_bytes(content)
    asked = ["pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", "what", "-sigfile", "signature"]
    done = subprocess.run(["openssl", *asked], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607 - ours
    return done.returncode == 0
