"""Check digits: published examples fit, and any one changed digit is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.intake.reading import checks
from chorsu.intake.reading.wallets import keccak_256, wallets

_FITTING = [
    (checks.luhn_fits, "4539148803436467"),
    (checks.container_fits, "CSQU3054383"),
    (checks.imo_fits, "9074729"),
    (checks.iban_fits, "AZ21NABZ00000000137010001944"),
    (checks.vin_fits, "1M8GDM9AXKP042788"),
    (checks.russian_tax_number_fits, "7707083893"),
    (checks.russian_tax_number_fits, "500100732259"),
    (checks.iranian_number_fits, "0012345679"),
]
_WALLETS = [
    ("btc", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ("btc", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"),
    ("btc", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
    ("btc", "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr"),
    ("ltc", "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9"),
    ("eth", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
    ("tron", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
    ("ton", "EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N"),
    ("xmr", "888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H"),
]


@pytest.mark.parametrize(("check", "number"), _FITTING)
def test_a_published_number_fits(check, number):
    assert check(number)


@pytest.mark.parametrize(("check", "number"), _FITTING)
def test_a_changed_last_digit_is_noticed(check, number):
    assert not check(number[:-1] + str((int(number[-1]) + 1) % 10))


@given(st.sampled_from([check for check, _ in _FITTING] + [checks.kazakh_number_fits, checks.uzbek_number_fits,
                                                            checks.wagon_fits]), st.text(max_size=34))  # fmt: skip
def test_no_check_raises(check, number):
    assert check(number) in {True, False}


@pytest.mark.parametrize(("chain", "address"), _WALLETS)
def test_a_wallet_is_known_by_its_chain_and_check(chain, address):
    (found,) = wallets(f"paid to {address}.")
    assert (found.chain, found.fits) == (chain, True)


@pytest.mark.parametrize(("chain", "address"), _WALLETS)
def test_a_mistyped_wallet_does_not_fit(chain, address):
    at = len(address) // 2
    other = next(c for c in "2q7aK" if c.lower() != address[at].lower())
    found = list(wallets(f"paid to {address[:at] + other + address[at + 1 :]} today"))
    assert [one.fits for one in found if one.chain == chain] in ([False], [])


def test_keccak_pads_as_ethereum_does():
    assert keccak_256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert keccak_256(b"abc").hex() == "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"
