"""Addresses of wallets of the main chains, each with the check that its chain defines.

Sources: base58check (Bitcoin wiki), bech32 and bech32m (BIP 173, BIP 350), EIP-55, Monero's block base58 with Keccak,
TON's user-friendly address (TEP 2). Solana's addresses have no check sum.
"""

# ruff: noqa: PLR2004  (the numbers are those of the schemes)

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Wallet", "keccak_256", "wallets"]

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_MASK = (1 << 64) - 1
_BYTE = 256


class Wallet(NamedTuple):
    """An address: where it stands, its chain, its normal form, and whether its check is right; None: it has none."""

    start: int
    end: int
    chain: str
    normal: str
    fits: bool | None


def keccak_256(data: bytes) -> bytes:
    """Keccak with the padding that Ethereum and Monero use; SHA-3 of the standard library pads otherwise."""
    rate, lanes = 136, [[0] * 5 for _ in range(5)]
    padded = bytearray(data + b"\x01" + b"\x00" * (-(len(data) + 1) % rate))
    padded[-1] |= 0x80
    for block in range(0, len(padded), rate):
        for lane in range(rate // 8):
            at = block + 8 * lane
            lanes[lane % 5][lane // 5] ^= int.from_bytes(padded[at : at + 8], "little")
        lanes = _permuted(lanes)
    return b"".join(lanes[lane % 5][lane // 5].to_bytes(8, "little") for lane in range(4))


def _turned(value: int, by: int) -> int:
    by %= 64
    return ((value << by) | (value >> (64 - by))) & _MASK if by else value


def _permuted(a: list[list[int]]) -> list[list[int]]:
    """Keccak-f[1600], FIPS 202 section 3."""
    register = 1
    for _ in range(24):
        c = [a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4] for x in range(5)]
        d = [c[x - 1] ^ _turned(c[(x + 1) % 5], 1) for x in range(5)]
        a = [[a[x][y] ^ d[x] for y in range(5)] for x in range(5)]
        x, y, current = 1, 0, a[1][0]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, a[x][y] = a[x][y], _turned(current, (step + 1) * (step + 2) // 2)
        for y in range(5):
            row = [a[x][y] for x in range(5)]
            for x in range(5):
                a[x][y] = row[x] ^ (~row[(x + 1) % 5] & _MASK & row[(x + 2) % 5])
        for bit in range(7):
            register = ((register << 1) ^ ((register >> 7) * 0x71)) % _BYTE
            if register & 2:
                a[0][0] ^= 1 << ((1 << bit) - 1)
    return a


def _from_base58(text: str) -> bytes:
    number = 0
    for letter in text:
        number = number * 58 + _BASE58.index(letter)
    return b"\x00" * (len(text) - len(text.lstrip("1"))) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _base58_fits(text: str, versions: tuple[int, ...]) -> bool:
    raw = _from_base58(text)
    body, check = raw[:-4], raw[-4:]
    right = hashlib.sha256(hashlib.sha256(body).digest()).digest()[:4] == check
    return right and len(body) == 21 and body[0] in versions


def _bech32_fits(text: str) -> bool:
    text = text.lower()
    prefix, _, data = text.rpartition("1")
    values = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + [_BECH32.find(c) for c in data]
    if -1 in values or len(data) < 7:
        return False
    check = 1
    for value in values:
        top = check >> 25
        check = ((check & 0x1FFFFFF) << 5) ^ value
        for bit, factor in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= factor if top >> bit & 1 else 0
    return check == (1 if data[0] == "q" else 0x2BC830A3)


def _eth_fits(text: str) -> bool | None:
    """EIP-55: capitals are the check. All small or all capital letters carry none."""
    body = text[2:]
    if body in {body.lower(), body.upper()}:
        return None
    digest = keccak_256(body.lower().encode()).hex()
    return all(c.isdigit() or c == (c.upper() if int(digest[n], 16) >= 8 else c.lower()) for n, c in enumerate(body))


def _ton_fits(text: str) -> bool:
    try:
        raw = base64.urlsafe_b64decode(text.replace("+", "-").replace("/", "_"))
    except (binascii.Error, ValueError):
        return False
    return len(raw) == 36 and binascii.crc_hqx(raw[:34], 0) == int.from_bytes(raw[34:], "big")


def _xmr_fits(text: str) -> bool:
    sizes = {2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7, 11: 8}
    raw = b""
    for at in range(0, len(text), 11):
        block, number = text[at : at + 11], 0
        for letter in block:
            number = number * 58 + _BASE58.index(letter)
        size = sizes.get(len(block), 0)
        if not size or number >= _BYTE**size:
            return False
        raw += number.to_bytes(size, "big")
    return keccak_256(raw[:-4])[:4] == raw[-4:]


class _Chain(NamedTuple):
    chain: str
    pattern: str
    check: Callable[[str], bool | None]


_B58 = "[1-9A-HJ-NP-Za-km-z]"
_CHAINS = (
    _Chain("eth", r"0x[0-9A-Fa-f]{40}", _eth_fits),
    _Chain("btc", r"(?:bc1|BC1)[0-9A-Za-z]{11,71}", _bech32_fits),
    _Chain("ltc", r"(?:ltc1|LTC1)[0-9A-Za-z]{11,71}", _bech32_fits),
    _Chain("ton", r"(?:EQ|UQ|kQ|0Q)[0-9A-Za-z_\-+/]{46}", _ton_fits),
    _Chain("xmr", rf"[48]{_B58}{{94}}(?:{_B58}{{11}})?", _xmr_fits),
    _Chain("tron", rf"T{_B58}{{33}}", lambda text: _base58_fits(text, (0x41,))),
    _Chain("btc", rf"[13]{_B58}{{25,34}}", lambda text: _base58_fits(text, (0x00, 0x05))),
    _Chain("ltc", rf"[LM]{_B58}{{25,33}}", lambda text: _base58_fits(text, (0x30, 0x32))),
    _Chain("doge", rf"[DA9]{_B58}{{33}}", lambda text: _base58_fits(text, (0x1E, 0x16))),
)
_LONG = re.compile(r"(?<![A-Za-z0-9])[0-9A-Za-z][0-9A-Za-z_\-+/]{24,107}(?![A-Za-z0-9])")
_COMPILED = tuple((one, re.compile(one.pattern)) for one in _CHAINS)


def wallets(text: str) -> Iterator[Wallet]:
    """Every run that has the shape of an address. One whose check fails is given only where no other thing has it."""
    for match in _LONG.finditer(text):
        word = match[0].rstrip("-_+/")
        wrong: Wallet | None = None
        for one, pattern in _COMPILED:
            if not pattern.fullmatch(word):
                continue
            fits = one.check(word)
            hexadecimal = one.chain == "eth" or word[:3].lower() in {"bc1", "ltc"}
            found = Wallet(
                match.start(), match.start() + len(word), one.chain, word.lower() if hexadecimal else word, fits
            )
            if fits is not False:
                yield found
                break
            wrong = wrong or found
        else:
            if wrong is not None and _mixed(word):
                yield wrong


def _mixed(word: str) -> bool:
    """Whether it holds digits, small and capital letters, or has a prefix that nothing else has."""
    kinds = (any(c.isdigit() for c in word), any(c.islower() for c in word), any(c.isupper() for c in word))
    return all(kinds) or word[:3].lower() in {"bc1", "ltc"} or word.startswith("0x")
