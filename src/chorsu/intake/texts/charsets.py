"""Bytes as text: which charset, what the file claims, what is damaged. Owns no line and no format."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from chorsu.intake.readers.encodings import MARKS, detect
from chorsu.intake.texts.limits import MAX_CHARACTERS
from chorsu.kernel.errors import InputError

__all__ = ["Decoded", "codec_of", "decode", "tidy_ends", "too_long", "whole"]

SAMPLE = 1 << 18
REGIONAL = {"cp1251": ("kz1048", "ptcp154"), "koi8-r": ("koi8-t", "koi8-u")}
"""Charsets that differ from the Russian one only in letters of other languages (registered with IANA)."""
REGIONAL_LETTERS = frozenset("әғқңөұүһіӣӯҳҷўєїґӘҒҚҢӨҰҮҺІӢӮҲҶЎЄЇҐ")
SIGNS = frozenset(b"\x82\x84\x85\x86\x87\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa7\xa9\xab\xae\xb0\xb1\xb7\xbb")
"""Bytes that are the same sign (quotes, dashes, a no-break space) in all Windows charsets: nothing else, no letter."""
LAST_ASCII = 0x7F
WESTERN = frozenset({"iso8859-1", "cp1252", "ascii", "iso8859-15"})
"""What programs claim that do not know: a text of other bytes than these is believed before the claim."""
FAULT = "\ufffd"
LONE = re.compile("[\ud800-\udfff]")
"""Halves of characters: no text has them, and nothing can store them."""
NO_TEXT = ("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7")
"""Codecs of a programming language, of addresses, and one that hides ASCII from who looks at the bytes."""
INSIDE_WORD = re.compile(r"(?<=[^\W\d_])[^\w\s'’ʻʼ\-–.,:;/()\"«»“”+&@*\u0300-\u036f\u200c\u200d\u00ad](?=[^\W\d_])")


class Decoded(NamedTuple):
    """A text, the codec it was read with, and lines that say what was wrong."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes, where: str, claimed: str = "") -> Decoded:
    """The text of bytes; line ends are line feeds, damage and NUL are U+FFFD.

    `claimed` is the charset that the file or mail states. Bytes that are sound UTF-8 are that, whatever is claimed;
    else the claim holds unless the bytes speak against it.

    Raises:
        InputError: no text in any known encoding, or more than `MAX_CHARACTERS`.
    """
    codec = codec_of(claimed)
    found = _found(content, where)
    warnings = []
    chosen = _chosen(content, codec, found)
    if codec and chosen != codec and not _alike(codec, chosen) and not content.isascii():
        warnings.append(f"the charset is stated as {claimed}, but the text is in {chosen}")
    text = whole(content.decode(chosen, errors="replace"))
    if len(text) > MAX_CHARACTERS:
        raise too_long(where)
    text = tidy_ends(text)
    if nuls := text.count("\0"):
        text = text.replace("\0", FAULT)
        warnings.append(f"{nuls:,} NUL characters stand as \ufffd")
    if damaged := text.count(FAULT) - nuls:
        warnings.append(f"{damaged:,} characters are damaged and stand as \ufffd")
    return Decoded(text, chosen, tuple(warnings))


def too_long(where: str) -> InputError:
    """The refusal of a text beyond `MAX_CHARACTERS`."""
    return InputError(
        f"the text is longer than {MAX_CHARACTERS:,} characters", where=where, to_do="hand it in in parts"
    )


def tidy_ends(text: str) -> str:
    """The text with a line feed for every kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def whole(text: str) -> str:
    """The text with a sign of damage for every half of a character."""
    return LONE.sub(FAULT, text)


def codec_of(name: str) -> str:
    """Python's name of a charset; empty for one that is unknown or turns bytes into something else than text."""
    try:
        found = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return ""
    return found.name if found._is_text_encoding and found.name not in NO_TEXT else ""  # noqa: SLF001 — no public way to ask


def _found(content: bytes, where: str) -> str:
    """What the bytes look like."""
    if content[:SAMPLE].isascii() and b"\0" not in content[:SAMPLE]:
        at = next((i for i in range(0, len(content), SAMPLE) if not content[i : i + SAMPLE].isascii()), None)
        if at is None:
            return "utf-8"
        sample = content[at : at + SAMPLE]
        sample = sample[_first_whole(sample) :]
    else:
        sample = content[:SAMPLE]
    if b"\0" not in sample and SIGNS.issuperset(byte for byte in set(sample) if byte > LAST_ASCII):
        return "cp1252"
    try:
        name = detect(sample, where)
    except InputError as error:
        raise InputError(error.what, where=where, to_do="save it as text in UTF-8") from error
    return _regional(name, sample)


def _first_whole(sample: bytes) -> int:
    """Bytes at the start of a sample that continue a character begun before it."""
    return next((at for at, byte in enumerate(sample[:4]) if byte & 0xC0 != 0x80), 0)  # noqa: PLR2004 — UTF-8


def _regional(name: str, sample: bytes) -> str:
    """The Kazakh, Tatar or Tajik variant of a Russian charset where that gives letters instead of signs in words."""
    if name not in REGIONAL:
        return name
    scores = {codec: _fit(sample.decode(codec, errors="replace")) for codec in (name, *REGIONAL[name])}
    return max(scores, key=lambda codec: (scores[codec], codec == name))


def _fit(text: str) -> int:
    """Letters of the region's alphabets, less the signs and foreign letters that stand inside of words."""
    good = sum(text.count(letter) for letter in REGIONAL_LETTERS)
    foreign = sum(text.count(letter) for letter in "ЂЃѓЉЊЌЋЏђљњќћџҐґЄєЇїЈјЅѕҖҗҜҝҺҸҹ")
    return good - 2 * foreign - 2 * len(INSIDE_WORD.findall(text))


def _chosen(content: bytes, claimed: str, found: str) -> str:
    marked = any(content.startswith(mark) for mark, _ in MARKS)
    if not claimed or marked or found.startswith("utf-"):
        return found
    if claimed in WESTERN and found not in WESTERN:
        return found
    try:
        text = content.decode(claimed)
    except UnicodeDecodeError:
        return found
    faults = sum("\x7f" <= sign <= "\x9f" for sign in text)
    return found if faults * 20 > len(content) - len(content.decode("ascii", errors="ignore")) else claimed


def _alike(one: str, other: str) -> bool:
    """Names that a reader would call one charset."""
    return {one, other} <= WESTERN or one.removesuffix("-sig") == other.removesuffix("-sig")
