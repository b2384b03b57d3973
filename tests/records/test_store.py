"""Bytes are kept under their own digest, once, for their owner's eyes."""

import hashlib

import pytest

from chorsu.kernel.errors import ChorsuError, InputError
from chorsu.records.store import Store


def test_bytes_come_back_under_their_digest(tmp_path):
    store = Store(tmp_path / "store")
    kept = store.keep([b"a,b\n", "1,Ош\n".encode()], most=100)
    assert kept.digest == hashlib.sha256("a,b\n1,Ош\n".encode()).hexdigest()
    assert store.path(kept.digest).read_bytes() == "a,b\n1,Ош\n".encode()
    assert store.path(kept.digest).stat().st_mode & 0o777 == 0o600


def test_the_same_bytes_are_kept_once(tmp_path):
    store = Store(tmp_path)
    assert store.keep([b"same"], most=9) == store.keep([b"sa", b"me"], most=9)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(("chunks", "line"), [([b"12345", b"6"], "larger"), ([], "empty"), ([b""], "empty")])
def test_what_is_refused_leaves_nothing(tmp_path, chunks, line):
    with pytest.raises(InputError, match=line):
        Store(tmp_path).keep(chunks, most=5)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("digest", ["../../keys/officers", "", "z" * 64, "A" * 64])
def test_only_digests_name_a_place(tmp_path, digest):
    with pytest.raises(ChorsuError):
        Store(tmp_path).path(digest)
