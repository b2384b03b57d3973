"""Addresses on the net: links (also defanged: hxxp, [.]), electronic mail, handles of messengers and networks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Address", "addresses", "refanged"]


class Address(NamedTuple):
    """An address: where it stands, its kind, its normal form, how sure the reading is."""

    start: int
    end: int
    kind: str
    normal: str
    confidence: float


_DOT = r"(?:\.|\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|\[точка\])"
_AT = r"(?:@|\[@\]|\[at\]|\(at\)|\{at\})"
_NAME = r"[^\W_](?:[\w-]{0,62}[^\W_])?"
_HOST = rf"{_NAME}(?:{_DOT}{_NAME}){{1,8}}"
_REST = r"(?:[/?#][^\s<>\"\x1a]{0,2000})?"
_LINK = re.compile(
    r"(?<![\w@])(?P<scheme>h(?:tt|xx)ps?(?:\[:\]|:)//|ftps?://|tg://)(?P<body>[^\s<>\"\x1a]{1,2000})", re.IGNORECASE
)
_BARE = re.compile(rf"(?<![\w@./-])(?P<host>{_HOST})(?P<port>:\d{{2,5}})?(?P<rest>{_REST})", re.IGNORECASE)
_MAY_BE_HOST = re.compile(r"[^\W_](?:\.[^\W_]|[\[({])")
"""A letter or a digit before one of the dots of a host: most texts without an address have none."""
_MAIL = re.compile(rf"(?<![\w.+-])[a-z0-9_][\w.+-]{{0,63}}{_AT}{_HOST}", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@./])@(?P<name>[A-Za-z][A-Za-z0-9_.]{2,31})(?![@\w])")
_NAMED = re.compile(
    r"(?<!\w)(?:telegram[\w'-]*|телеграм[\w'-]*|tg|nick(?:name)?|username|user|handle|ник(?:ом|нейм\w*)?|юзернейм\w*)"
    r"(?:[ -](?:kanal\w*|канал\w*|channel|бот\w*|bot\w*|арна\w*))?[:\s]+\"?"
    r"(?P<name>[A-Za-z][A-Za-z0-9]*[_\d][A-Za-z0-9_]{2,30})\"?",
    re.IGNORECASE,
)
_LAST = ".,;:!?'\"»”…"
_PAIRS = {")": "(", "]": "[", "}": "{"}


_HANDLED = ("telegram", "instagram", "tiktok", "x")
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?")
_IP_PARTS, _IP_LARGEST = 4, 255


@cache
def _listed(what: str) -> dict[str, str]:
    """Top-level domains that a bare name must end with, or hosts of services and the kind of address of each."""
    return {row["name"]: row["kind"] for row in lexicon.rows("any", "net") if row["what"] == what}


def refanged(address: str) -> str:
    """A link or a mail address as a browser takes it: "hxxps://a[.]b" is "https://a.b"."""
    address = re.sub(_DOT, ".", address, flags=re.IGNORECASE)
    address = re.sub(_AT, "@", address, flags=re.IGNORECASE).replace("[:]", ":")
    return re.sub(r"^hxxp", "http", address, flags=re.IGNORECASE)


def addresses(text: str, kinds_before: Callable[[int], frozenset[str]]) -> Iterator[Address]:
    """Every address in the text, overlapping ones too; `kinds_before(at)` tells the kinds of the words before it."""
    if "@" in text or "[at" in text or "(at" in text:
        for match in _MAIL.finditer(text):
            end = _trimmed(text, match.start(), match.end())
            yield Address(match.start(), end, "email", refanged(text[match.start() : end]).lower(), 0.98)
        for match in _HANDLE.finditer(text):
            end = _trimmed(text, match.start(), match.end())
            kind, sure = _kind_of_handle(kinds_before(match.start()))
            yield Address(match.start(), end, kind, text[match.start() : end].lower(), sure)
    for match in _LINK.finditer(text) if "//" in text else ():
        end = _trimmed(text, match.start(), match.end())
        yield _link(match.start(), end, text[match.start() : end], 0.98)
    for match in _BARE.finditer(text) if _MAY_BE_HOST.search(text) else ():
        host = refanged(match["host"]).lower()
        if _is_domain(host, defanged=match["host"] != host and "[" in match["host"]):
            end = _trimmed(text, match.start(), match.end())
            yield _link(match.start(), end, text[match.start() : end], 0.95)
    for match in _NAMED.finditer(text):
        yield Address(match.start("name"), match.end("name"), "telegram", "@" + match["name"].lower(), 0.8)


def _is_domain(host: str, *, defanged: bool) -> bool:
    labels = host.split(".")
    if labels[-1].isdigit():
        in_range = all(part.isdecimal() and len(part) <= len("255") and int(part) <= _IP_LARGEST for part in labels)
        return len(labels) == _IP_PARTS and in_range and labels[0] != "0"
    return host.startswith("www.") or (labels[-1] in _listed("domain") and not labels[-2].isdigit()) or defanged


@cache
def _kind_of_handle(before: frozenset[str]) -> tuple[str, float]:
    for kind in ("instagram", "tiktok", "x", "telegram"):
        if kind in before:
            return kind, 0.97
    return "telegram", 0.9


def _link(start: int, end: int, written: str, confidence: float) -> Address:
    plain = refanged(written)
    scheme, slashes, rest = plain.rpartition("://")
    host, slash, path = rest.partition("/")
    kind = _listed("service").get(host.lower().removeprefix("www."), "url")
    if not scheme and not slash and _IP.fullmatch(host):
        return Address(start, end, "ip", host, 0.85)
    if scheme.lower() == "tg" and (named := re.search(r"domain=([A-Za-z0-9_]+)", rest)):
        return Address(start, end, "telegram", "@" + named[1].lower(), confidence)
    name = path.split("?")[0].strip("/").removeprefix("@").removeprefix("s/")
    if kind == "whatsapp" and name.isdecimal():
        return Address(start, end, kind, "+" + name, confidence)
    if kind in _HANDLED and re.fullmatch(r"[A-Za-z0-9_.]{3,40}", name):
        return Address(start, end, kind, "@" + name.lower(), confidence)
    return Address(start, end, kind, f"{scheme.lower()}{slashes}{host.lower()}{slash}{path}", confidence)


def _trimmed(text: str, start: int, end: int) -> int:
    """Without the full stop, comma, quotation mark or bracket that belongs to the sentence."""
    counted: dict[str, int] = {}
    while end > start:
        last = text[end - 1]
        opened = _PAIRS.get(last)
        if opened is not None:
            if last not in counted:
                counted[last] = text.count(last, start, end) - text.count(opened, start, end)
            if counted[last] <= 0:
                break
            counted[last] -= 1
        elif last not in _LAST:
            break
        end -= 1
    return end
