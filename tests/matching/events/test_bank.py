"""One new record is compared with the bank: the same pairs as all at once, by look-ups that a database can do."""

from chorsu.matching.events import Bank, blocking_keys, comparable, find_pairs, pairs_with, probe_keys


def test_the_bank_finds_what_a_whole_run_finds(seizure, abroad, year):
    first = [*year("KZ", 150, seed=5), ("one", seizure(25.713))]
    new = ("two", abroad(kg=25.713))
    bank = Bank(comparable(*row) for row in first)
    (pair,) = bank.candidates(comparable(*new))
    (whole,) = [p for p in find_pairs([*first, new]) if "two" in {p.a, p.b}]
    assert ({pair.a, pair.b}, pair.verdict) == ({whole.a, whole.b}, whole.verdict)


def test_a_row_already_in_the_bank_is_not_its_own_double(seizure, year):
    rows = [comparable(*row) for row in year("UZ", 50, seed=5)]
    bank = Bank(rows)
    assert all(row.id not in {pair.a for pair in bank.candidates(row)} for row in rows)


def test_a_row_added_later_is_found_too(seizure, abroad, year):
    bank = Bank(comparable(*row) for row in year("KZ", 50, seed=5))
    new = comparable("two", abroad(kg=25.713))
    assert bank.candidates(new) == []
    bank.add(comparable("one", seizure(25.713)))
    assert [pair.a for pair in bank.candidates(new)] == ["one"]


def test_doubles_share_a_key_in_both_directions(seizure, abroad):
    first = seizure(25.713)
    for second in (
        abroad(kg=25.713),
        abroad(kg=25.7),
        abroad(kg=25.731),
        abroad(kg=25713.0),
        abroad(kg=52.713),
        abroad(kg=25.713, date="2021-03-15"),
        abroad(kg=25.713, date="2021-04-14"),
    ):
        a, b = comparable("a", first), comparable("b", second)
        assert set(blocking_keys(a)) & set(probe_keys(b))
        assert set(blocking_keys(b)) & set(probe_keys(a))


def test_rows_fetched_by_their_keys_are_judged_without_the_bank(seizure, abroad, year):
    bank = Bank(comparable(*row) for row in [*year("KZ", 80, seed=5), ("one", seizure(25.713))])
    new = comparable("two", abroad(kg=25.713))
    fetched = [row for row in bank.index.rows if set(blocking_keys(row)) & set(probe_keys(new))]
    assert pairs_with(new, fetched, bank.background) == bank.candidates(new)


def test_a_row_without_a_quantity_leads_nowhere(seizure, year):
    bank = Bank(comparable(*row) for row in year("KZ", 50, seed=5))
    assert bank.candidates(comparable("x", seizure(None))) == []
