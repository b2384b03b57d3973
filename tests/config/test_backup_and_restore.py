"""A running installation is backed up into one file, and an empty one is made the same again and verified."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import psycopg
import pytest

from builders.everything import done_in_every_room
from chorsu.config.archive import restoring, rows
from chorsu.config.archive.form import ABOUT, MANIFEST, reading, writing
from chorsu.config.archive.restoring import Sound, look_through, require_room, restored
from chorsu.config.archive.taking import named, take
from chorsu.config.installation import DATABASE, Installation
from chorsu.kernel.clock import now
from chorsu.kernel.errors import ChorsuError, InputError

SECRET = b"a secret of enough bytes"


class Of(Installation):
    """The installation of the tests, at a database of one test's own."""

    __slots__ = ()
    name = DATABASE
    theirs = None

    @property
    def cluster(self):
        return self.theirs

    def url(self, role, name=DATABASE):
        return super().url(role, self.name if name == DATABASE else name)

    @property
    def in_use(self):
        return True


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("backup")
    made.chmod(0o755)
    return made


@pytest.fixture
def source(bank, as_role, installation, database_name, settings, monkeypatch, tmp_path_factory):  # noqa: PLR0917 — fixtures
    """An installation in which something of every kind was done: the tests' database, keys and a store of its own."""
    home = tmp_path_factory.mktemp("source")
    for name in ("officers", "public"):
        installation.key(name)
    shutil.copytree(installation.home / "keys", home / "keys")
    settings.CHORSU_HOME = home
    done_in_every_room(as_role)
    monkeypatch.setattr(Of, "name", database_name)
    monkeypatch.setattr(Of, "theirs", installation.cluster)
    return Of(home, "")


@pytest.fixture(scope="module")
def taken():
    """The bytes of the backups that were taken, by their secret."""
    return {}


@pytest.fixture
def backup(request, taken, tmp_path):
    """Writes a backup, taken once for all tests; a test that asks for `source` itself gets one of its own."""

    def make(secret=SECRET):
        path = tmp_path / "one.backup"
        if secret not in taken or "source" in request.fixturenames:
            take(request.getfixturevalue("source"), path, secret)
            taken[secret] = path.read_bytes()
        else:
            path.write_bytes(taken[secret])
        return path

    return make


def chorsu(home, *arguments, **environment):
    program = str(Path(sys.executable).with_name("chorsu"))
    environment = {**os.environ, "CHORSU_HOME": str(home), **environment}
    return subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)


def rewritten(path, change, target):
    """A copy of an unsealed backup whose members `change` makes others, with a manifest that fits."""
    with path.open("rb") as _, target.open("wb") as file, reading(path, None) as members, writing(file, None) as writer:
        for name, _, data in members:
            found = change(name, data.read())
            if name == MANIFEST:
                writer.finish({key: value for key, value in json.loads(found).items() if key != "digest"})
            elif found is not None:
                writer.add(name, found)
    return target


def test_it_is_one_closed_file_that_holds_nothing_in_the_clear(source, backup):
    path = backup()
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.glob("*.backup*")] == [path.name]
    data = path.read_bytes()
    assert b"tables/" not in data
    assert b"keys/" not in data


@pytest.mark.slow
def test_a_restored_installation_verifies_and_holds_the_same(backup, source, connect, folder):
    home, key = folder / "var", folder / "key"
    key.write_bytes(SECRET + b"\n")
    done = chorsu(home, "restore", str(backup()), "--key-file", str(key))
    assert done.returncode == 0, done.stderr
    owner = connect("owner")
    with owner.transaction():
        told = rows.tally(owner)
        head = rows.head(owner)
    entries, agree, *_rest = (int(line.split()[0]) for line in done.stdout.splitlines())
    (of_no_room,) = (line for line in done.stdout.splitlines() if "cannot be compared" in line)
    assert of_no_room.split()[1] == "transfer.allowed:"
    assert entries == agree + int(of_no_room.split()[0]) == head["entries"]
    assert head["head"] in done.stdout
    again = Installation(home, "")
    with again.cluster.running():
        with psycopg.connect(again.url("owner")) as connection:
            assert rows.tally(connection) == told
            assert connection.execute("SELECT nextval(pg_get_serial_sequence('directory_user', 'id'))").fetchone()[
                0
            ] > max(row[0] for row in owner.execute("SELECT id FROM directory_user"))
        with psycopg.connect(again.url("public")) as outside, pytest.raises(psycopg.errors.InsufficientPrivilege):
            outside.execute("SELECT 1 FROM records_seizure")
    for name in ("officers", "public"):
        assert again.key(name) == source.key(name)
        assert (home / "keys" / name).stat().st_mode & 0o777 == 0o600
    stored = {path.name: path.read_bytes() for path in (source.home / "store").glob("??/*")}
    assert {path.name: path.read_bytes() for path in (home / "store").glob("??/*")} == stored


def test_an_installation_that_is_not_empty_is_refused_and_left_as_it_is(backup, tmp_path):
    home = tmp_path / "full"
    (home / "keys").mkdir(parents=True)
    (home / "keys" / "officers").write_text("x")
    path = backup()
    with (
        pytest.raises(InputError, match="is not empty"),
        restored(Installation(home, ""), path, SECRET, look_through(path, SECRET)),
    ):
        pass
    assert [one.name for one in home.rglob("*") if one.is_file() and one.name != "lock"] == ["officers"]


@pytest.mark.parametrize("secret", [SECRET, None])
@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.9, 0.9999])
def test_half_a_file_is_refused(backup, secret, share):
    path = backup(secret)
    with path.open("r+b") as file:
        file.truncate(int(path.stat().st_size * share))
    with pytest.raises(InputError, match=r"part|no backup|changed"):
        look_through(path, secret)


def held(path, secret):
    """What a backup holds, member by member."""
    with reading(path, secret) as members:
        return [(name, data.read()) for name, _, data in members]


@pytest.mark.parametrize("share", [0.001, 0.2, 0.5, 0.8, 0.9999])
def test_a_changed_sealed_file_is_refused(backup, share):
    path = changed(backup(), share)
    with pytest.raises(InputError, match=r"part|changed|form|backup"):
        look_through(path, SECRET)


@pytest.mark.parametrize("share", [0.001, 0.2, 0.5, 0.8, 0.9999])
def test_a_changed_unsealed_file_is_refused_or_holds_the_same(backup, share):
    """A few bits of a compressed stream mean nothing (RFC 1951 3.2.4: what pads to a byte is ignored)."""
    path = backup(None)
    whole = held(path, None)
    refused_or_the_same(changed(path, share), whole)


def test_an_unsealed_file_that_was_changed_anywhere_is_refused_in_one_line_or_holds_the_same(backup):
    path = backup(None)
    whole, data, random = held(path, None), path.read_bytes(), Random(7)  # noqa: S311 — which bytes is no secret
    for _ in range(200):
        path.write_bytes(data)
        refused_or_the_same(changed(path, random.random(), 1 << random.randrange(8)), whole)


def refused_or_the_same(path, whole):
    refused = ""
    try:
        look_through(path, None)
    except InputError as error:
        refused = str(error)
    assert re.search(r"part|changed|form|backup", refused) or (not refused and held(path, None) == whole)


def changed(path, share, bits=0x40):
    data = bytearray(path.read_bytes())
    data[int(len(data) * share)] ^= bits
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("place", range(60))
def test_no_byte_at_the_beginning_can_be_changed(backup, place):
    path = backup(None)
    data = bytearray(path.read_bytes())
    data[place] ^= 0x40
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"part|changed|form|backup"):
        look_through(path, None)


def test_another_key_no_key_and_a_short_one_are_told_apart(backup, tmp_path):
    path, short = backup(), tmp_path / "short"
    with pytest.raises(InputError, match="key file is another one"):
        look_through(path, b"some other secret, long")
    with pytest.raises(InputError, match="is sealed"):
        look_through(path, None)
    short.write_text("short")
    done = chorsu(tmp_path / "x", "restore", str(path), "--key-file", str(short))
    assert (done.returncode, "fewer than 16 bytes" in done.stderr) == (2, True)


def test_what_is_no_backup_is_refused(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("a;b\n")
    with pytest.raises(InputError, match="is no backup"):
        look_through(path, None)
    with pytest.raises(InputError, match="No such file"):
        look_through(tmp_path / "none", None)


def test_a_backup_of_a_newer_program_is_refused_before_anything_is_written(backup, tmp_path):
    def newer(name, data):
        if name != ABOUT:
            return data
        about = json.loads(data)
        about["migrations"]["records"].append("0999_of_next_year")
        return json.dumps(about | {"program": "9.9"}).encode()

    path = rewritten(backup(None), newer, tmp_path / "newer.backup")
    home = tmp_path / "empty"
    done = chorsu(home, "restore", str(path))
    assert done.returncode == 2
    assert "program 9.9" in done.stderr
    assert "records.0999_of_next_year" in done.stderr
    assert [one.name for one in home.iterdir()] == ["lock"]


def test_a_form_that_is_not_known_is_refused(backup):
    path = backup(None)
    path.write_bytes(path.read_bytes().replace(b'"form": 2', b'"form": 3', 1))
    with pytest.raises(InputError, match="has form 3"):
        look_through(path, None)


def test_rows_that_were_left_out_are_found(backup, tmp_path):
    def without(name, data):
        return None if name.startswith("tables/records_lot/") else data

    path = rewritten(backup(None), without, tmp_path / "less.backup")
    with pytest.raises(InputError, match="does not hold what it says"):
        look_through(path, None)


def test_a_disk_without_room_is_refused_with_what_is_needed(tmp_path):
    sound = Sound({}, {"store": {"bytes": 0}, "tables": {"records_seizure": {"bytes": 1 << 60}}})
    with pytest.raises(InputError, match="GB are needed"):
        require_room(Installation(tmp_path, ""), sound)


def test_a_full_disk_leaves_no_part_of_a_backup(source, tmp_path):
    with pytest.raises(InputError, match="no room"):
        _limited(lambda: take(source, tmp_path / "one.backup", None))
    assert list(tmp_path.iterdir()) == []


def _limited(act):
    """Run with a limit on the size of files, which a write meets as it meets a full disk."""
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        act()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_stored_bytes_that_were_changed_end_the_backup(source, tmp_path):
    path = next((source.home / "store").glob("??/*"))
    path.write_bytes(b"x")
    with pytest.raises(ChorsuError, match="was changed") as done:
        take(source, tmp_path / "one.backup", None)
    assert path.name in str(done.value)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_stands_already_is_not_written_over(tmp_path):
    (tmp_path / "one").touch()
    with pytest.raises(InputError, match="stands already"):
        named(tmp_path / "one", now())
    assert named(tmp_path, now()).parent == tmp_path


def test_backups_of_one_second_have_names_in_the_order_in_which_they_were_taken(tmp_path):
    at = now()
    taken = []
    for _ in range(9):
        taken.append(named(tmp_path, at))
        taken[-1].touch()
    assert taken == sorted(taken)
    with pytest.raises(InputError, match="stands already"):
        named(tmp_path, at)


def test_half_a_restore_is_taken_away(backup, tmp_path, monkeypatch):
    path, home = backup(), tmp_path / "half"

    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(restoring, "_start", broken)
    with pytest.raises(RuntimeError), restored(Installation(home, ""), path, SECRET, look_through(path, SECRET)):
        pass
    assert [one.name for one in home.iterdir()] == ["lock"]
