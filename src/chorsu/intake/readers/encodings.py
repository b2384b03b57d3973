"""Encodings of text tables: which one a file is in, and its bytes as lines of text. Never loses a line to damage.

A line that is not in the encoding of its file is read on its own: in another encoding where that gives words, else
with the sign U+FFFD in place of the damage.
"""

from __future__ import annotations

import codecs
import re
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MAX_LINE", "TextLine", "detect", "read_lines", "sample_of"]

MAX_LINE = 1_000_000
"""Most bytes of one line; longer ones are refused whole and never held in memory."""
BLOCK = 1 << 20
SAMPLE = 1 << 18
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SINGLE_BYTE = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic", "cp1252", "cp1254", "cp1256")
"""Candidates in the order in which they win a tie."""
COMMON = dict(zip("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъ", [5.0 - 0.14 * n for n in range(33)], strict=False))
"""Weights of Russian letters by rank of frequency in running text (the order, not the exact shares, matters)."""
PAIRS = frozenset(re.findall("..", "стнотонаеновниравокопопреррореанинскалоральаяийоблатьасгеелги"))
CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
CONTROL_SHARE = 0.05
"""Control characters beyond this share of a sample: not a table of text."""
WIDE_SHARE = 0.7


class TextLine(NamedTuple):
    """One physical line without its end; `fault` is `line_too_long` or empty; `reencoded` when read on its own."""

    text: str
    fault: str = ""
    reencoded: bool = False


def sample_of(stream: BinaryIO) -> bytes:
    """The head of a file and, where that is ASCII only, the first later block that is not; the stream is rewound."""
    stream.seek(0)
    head = stream.read(SAMPLE)
    sample = head
    if head.isascii() and b"\0" not in head:
        while block := stream.read(BLOCK):
            if not block.isascii():
                at = next(i for i in range(0, len(block), SAMPLE) if not block[i : i + SAMPLE].isascii())
                sample = head + block[at : at + SAMPLE]
                break
    stream.seek(0)
    return sample


def detect(sample: bytes, where: str = "") -> str:
    """The Python codec name for a sample of a file.

    Raises:
        InputError: the bytes are no text in any encoding known here.
    """
    for mark, name in MARKS:
        if sample.startswith(mark):
            return name
    if wide := _wide(sample):
        return wide
    first = sample.lstrip().partition(b"\n")[0]
    if CONTROL.search(first) and len(CONTROL.findall(sample)) > len(sample) * CONTROL_SHARE:
        raise InputError("the bytes are no text in any known encoding", where=where, to_do="save it as CSV in UTF-8")
    if _is_utf8(sample):
        return "utf-8"
    return _single_byte(sample)[0]


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: every other byte is 0, 4 (Cyrillic) or 6 (Arabic)."""
    half = len(sample) // 2
    if half < 2:  # noqa: PLR2004 — too little to tell
        return ""
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = sample[start : half * 2 : 2], sample[1 - start : half * 2 : 2]
        zeros = high.count(0)
        if (
            (zeros + high.count(4) + high.count(6)) > half * WIDE_SHARE
            and zeros > half / 10
            and low.count(0) < half / 10
        ):
            return name
    return ""


def _is_utf8(sample: bytes) -> bool:
    """Sound but for a cut at the end, or sound in at least half of the lines with letters beyond ASCII."""
    try:
        codecs.utf_8_decode(sample, "strict", False)  # noqa: FBT003 — the codec takes it by position
    except UnicodeDecodeError:
        lines = [line for line in re.split(rb"[\r\n]", sample) if not line.isascii()]
        return 2 * sum(map(_is_sound, lines)) >= len(lines)
    return True


def _is_sound(line: bytes) -> bool:
    """UTF-8, or with at most one damaged character among ten whole ones."""
    whole = [character for character in line.decode("utf-8", errors="ignore") if not character.isascii()]
    lost = len(line) - len(line.decode("utf-8", errors="ignore").encode("utf-8"))
    return lost * 10 <= len(whole)


def _single_byte(sample: bytes) -> tuple[str, float]:
    lines = b"\n".join(line for line in sample.split(b"\n") if not line.isascii())[:20_000]
    scored = [(_likeness(lines.decode(name, errors="replace")), name) for name in SINGLE_BYTE]
    best = max(score for score, _ in scored)
    return next((name, score) for score, name in scored if score == best)


def _likeness(text: str) -> float:
    """How much the words with letters beyond ASCII look like words; higher is likelier, per such letter."""
    score, count = 0.0, 0
    for word in re.findall(r"[^\s\x00-\x40\[-`{-\x7f]+", text):
        strange = [c for c in word if not c.isascii()]
        if strange:
            count += len(strange)
            score += _word_likeness(word, strange)
    return score / count if count else 0.0


def _word_likeness(word: str, strange: list[str]) -> float:
    lower = word.lower()
    score = sum(_letter_weight(c) for c in strange)
    cyrillic = any("Ѐ" <= c <= "ӿ" for c in strange)
    if cyrillic:
        score += sum(2.0 for a, b in pairwise(lower) if a + b in PAIRS)
        score -= 4.0 * (len(word) - len(strange))
        score -= 4.0 * sum(1 for a, b in pairwise(word) if a.islower() and b.isupper())
    elif not any("؀" <= c <= "ۿ" for c in strange):
        score -= 4.0 * max(0, len(strange) - 1 - len(word) // 4)
    return score


def _letter_weight(character: str) -> float:
    lower = character.lower()
    if lower in COMMON:
        return COMMON[lower]
    if "؀" <= character <= "ۿ":
        return 2.5
    if character.isalpha():
        return 2.0 if character < "Ѐ" else 1.0
    return 0.5 if character in "№«»–—“”„’°\u00a0" else -6.0


def read_lines(stream: BinaryIO, encoding: str) -> Iterator[TextLine]:
    """The physical lines of a file from its beginning, in blocks: memory does not grow with the file."""
    stream.seek(0)
    if encoding.startswith(("utf-16", "utf-32")):
        yield from _wide_lines(stream, encoding)
        return
    if encoding == "utf-8-sig":
        stream.seek(len(codecs.BOM_UTF8))
    encoding = encoding.removesuffix("-sig")
    carry, skipping = b"", False
    while block := stream.read(BLOCK):
        cut = max(block.rfind(b"\n"), block[:-1].rfind(b"\r")) + 1
        if not cut:
            carry = carry if skipping else carry + block
            if len(carry) > MAX_LINE and not skipping:
                yield TextLine(carry[:200].decode(encoding, errors="replace"), "line_too_long")
                carry, skipping = b"", True
            continue
        whole, carry, skipping, was = carry + block[:cut], block[cut:], False, skipping
        if was:
            whole = re.sub(rb"^[^\r\n]*(\r\n|\n|\r)", b"", whole, count=1)
        yield from _decoded(whole, encoding)
    if carry and not skipping:
        yield from _decoded(carry, encoding)


def _decoded(whole: bytes, encoding: str) -> Iterator[TextLine]:
    """Whole lines decoded at once where all are sound, else one by one."""
    try:
        text = whole.decode(encoding)
    except UnicodeDecodeError:
        for line in _split(whole.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), b"\n"):
            yield _decoded_line(line, encoding)
        return
    yield from map(_measured, _split(text.replace("\r\n", "\n").replace("\r", "\n"), "\n"))


def _split[T: (str, bytes)](text: T, end: T) -> list[T]:
    parts = text.split(end)
    if not parts[-1]:
        parts.pop()
    return parts


def _measured(line: str) -> TextLine:
    return TextLine(line) if len(line) <= MAX_LINE else TextLine(line[:200], "line_too_long")


def _decoded_line(line: bytes, encoding: str) -> TextLine:
    try:
        return _measured(line.decode(encoding))
    except UnicodeDecodeError:
        replaced = line.decode(encoding, errors="replace")
    if encoding == "utf-8" and line.decode("utf-8", errors="ignore").isascii():
        name, score = _single_byte(line)
        if score > 3 and name in SINGLE_BYTE[:5]:  # noqa: PLR2004 — the weight of a rare letter
            return _measured(line.decode(name, errors="replace"))._replace(reencoded=True)
    return _measured(replaced)


def _wide_lines(stream: BinaryIO, encoding: str) -> Iterator[TextLine]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    carry, skipping = "", False
    while block := stream.read(BLOCK):
        carry += decoder.decode(block)
        head, end, carry = carry.replace("\r\n", "\n").rpartition("\n")
        if end:
            lines = head.split("\n")
            yield from map(_measured, lines[1:] if skipping else lines)
            skipping = False
        if skipping:
            carry = ""
        elif len(carry) > MAX_LINE:
            yield TextLine(carry[:200], "line_too_long")
            carry, skipping = "", True
    if carry and not skipping:
        yield from map(_measured, carry.split("\n"))
