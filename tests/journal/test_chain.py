"""A changed, dropped or reordered entry is found."""

import dataclasses
import datetime as dt
import uuid

from hypothesis import given
from hypothesis import strategies as st

from chorsu.journal.chain import GENESIS, Entry, commit, entry_hash, new_salt, verify

AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def build(count):
    entries, head = [], GENESIS
    for number in range(1, count + 1):
        draft = Entry(number, "seizure.recorded", uuid.UUID(int=number), 1, None, AT, bytes([number]) * 32, b"")
        head = entry_hash(head, draft)
        entries.append(dataclasses.replace(draft, hash=head))
    return entries


def test_an_untouched_chain_is_good():
    finding = verify(build(20))
    assert finding.good
    assert finding.entries == 20


@given(st.integers(0, 9), st.sampled_from(["kind", "version", "commitment", "number"]))
def test_a_changed_field_is_found(index, field):
    entries = build(10)
    value = {"kind": "seizure.recalled", "version": 9, "commitment": bytes(32), "number": 77}[field]
    entries[index] = dataclasses.replace(entries[index], **{field: value})
    assert not verify(entries).good


@given(st.integers(0, 8))
def test_a_dropped_entry_is_found(index):
    entries = build(10)
    del entries[index]
    assert not verify(entries).good


def test_the_same_content_commits_differently_each_time():
    content = {"kg": 1.5, "place": "Ош"}
    assert commit(new_salt(), content) != commit(new_salt(), content)
