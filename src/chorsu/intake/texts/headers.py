"""What a mail's headers state, and where they contradict each other. Trusts none: sender and day are claims.

Rules after RFC 5322 (headers), RFC 2047 (encoded words), RFC 8601 (results of checks made on the way).
"""

from __future__ import annotations

import binascii
import datetime as dt
import quopri
import re
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from chorsu.intake.texts.charsets import codec_of, whole
from chorsu.intake.texts.hidden import hidden

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

__all__ = ["decoded", "doubts", "header", "sent_day", "stated"]

SHOWN = ("from", "sender", "reply-to", "to", "cc", "date", "subject", "message-id")
LONGEST = 500
"""Characters of a header that are kept."""
ONCE = ("from", "date", "subject", "sender", "reply-to", "to", "message-id")
"""Headers that a mail has at most once (RFC 5322, section 3.6)."""
APART = dt.timedelta(days=2)
"""Between the day that the sender states and the day of receipt: mail servers give up after about so long."""
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
FAILED = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*(fail|softfail|permerror)\b", re.IGNORECASE)
# Bytes that are no ASCII come from the parser as these halves of characters; nothing else gives any.
ESCAPED = re.compile("[\udc80-\udcff]")
OTHER_HALF = re.compile("[\ud800-\udc7f\udd00-\udfff]")
ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bqBQ])\?([^?]*)\?=(?:\s+(?==\?[^?\s]{1,60}\?[bqBQ]\?[^?]*\?=))?")
"""An encoded word (RFC 2047), with the blanks ahead of the next one, which are none."""
EARLIEST = 1982
"""Year of the first standard for mail (RFC 822)."""


def _all(message: Message, name: str) -> list[str]:
    """Every header of a name as text."""
    raw = message.raw_items() if hasattr(message, "raw_items") else message.items()
    return [decoded(str(value)) for key, value in raw if key.lower() == name]


def decoded(raw: str) -> str:
    """A header as one line of text, its encoded words decoded; a word that is broken stands as it is."""
    halves = raw.encode("utf-8", "surrogateescape") if ESCAPED.search(raw) and not OTHER_HALF.search(raw) else b""
    text = halves.decode("utf-8", "replace") if halves else whole(raw)
    text = "".join(_words(" ".join(text.split())[: 4 * LONGEST]))
    return " ".join(whole(text).replace("\0", "\ufffd").split())[:LONGEST]


def _words(text: str) -> Iterator[str]:
    """The text in runs; the bytes of encoded words in one charset are one run, since letters are cut between them."""
    at, charset, held = 0, "", b""
    for word in ENCODED.finditer(text):
        content = _content(word)
        if held and (word.start() > at or word[1].lower() != charset or content is None):
            yield held.decode(_codec(charset), "replace")
            held = b""
        yield text[at : word.start()]
        if content is None:
            yield word.group()
        else:
            charset, held = word[1].lower(), held + content
        at = word.end()
    yield held.decode(_codec(charset), "replace")
    yield text[at:]


def _codec(charset: str) -> str:
    """Without the language that may stand behind a charset (RFC 2231)."""
    return codec_of(charset.partition("*")[0]) or "utf-8"


def _content(word: re.Match[str]) -> bytes | None:
    """The bytes of an encoded word; None where it is broken."""
    kind, content = word[2].lower(), word[3]
    if not content.isascii():
        return None
    if kind == "q":
        return quopri.decodestring(content.encode("ascii"), header=True)
    try:
        return binascii.a2b_base64(content + "=" * (-len(content) % 4))
    except ValueError:
        return None


def header(message: Message, name: str) -> str:
    """The first header of a name as one line of text, or nothing."""
    return next(iter(_all(message, name)), "")


def stated(message: Message) -> dict[str, str]:
    """What the mail says of itself."""
    return {name: value for name in SHOWN if (value := header(message, name))}


def _moment(text: str) -> dt.datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if EARLIEST <= found.year <= dt.MAXYEAR else None


def sent_day(message: Message) -> dt.date | None:
    """The day of the Date header, in the sender's own time zone."""
    moment = _moment(header(message, "date"))
    return moment.date() if moment else None


def doubts(message: Message) -> list[str]:
    """One line for everything in the headers that contradicts itself or hides something."""
    return [*_repeated(message), *_senders(message), *_days(message), *_checks(message), *_disguised(message)]


def _repeated(message: Message) -> Iterator[str]:
    for name in ONCE:
        values = _all(message, name)
        if len(values) > 1:
            yield f"the header {name.title()} stands {len(values)} times; the first is shown"


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip(">. ").casefold()


def _related(one: str, other: str) -> bool:
    """Whether one domain is the other or lies below it."""
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _senders(message: Message) -> Iterator[str]:
    named = getaddresses([header(message, "from")], strict=False)
    if not any(address for _, address in named):
        yield "the mail names no sender"
        return
    name, address = named[0]
    for other in ADDRESS.findall(name):
        if other.casefold() != address.casefold():
            yield f"the sender's name shows {other}, but the mail is from {address}"
    for kind in ("reply-to", "return-path", "sender"):
        for _, other in getaddresses([header(message, kind)], strict=False):
            if "@" in other and "@" in address and not _related(_domain(other), _domain(address)):
                yield f"From is {address}, but {kind.title()} is {other}"


def _days(message: Message) -> Iterator[str]:
    text = header(message, "date")
    sent = _moment(text)
    if not text:
        yield "the mail has no date"
    elif sent is None:
        yield f"the date cannot be read: {text[:60]!r}"
    received = [moment for line in _all(message, "received") if (moment := _moment(line.rpartition(";")[2]))]
    if sent and received:
        # The topmost line was written last, by the receiver's own server.
        apart = abs(_aware(received[0]) - _aware(sent))
        if apart > APART:
            yield f"Date says {sent.date()}, but the mail was received on {received[0].date()}"


def _aware(moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _checks(message: Message) -> Iterator[str]:
    failed = {
        f"{check.upper()} {result.lower()}"
        for line in _all(message, "authentication-results")
        for check, result in FAILED.findall(line)
    }
    if failed:
        yield f"checks made on the way failed: {', '.join(sorted(failed))}"


def _disguised(message: Message) -> Iterator[str]:
    for name in ("from", "reply-to", "subject"):
        for value in _all(message, name):
            if found := hidden(value):
                yield f"the header {name.title()} holds a hidden or disguised character ({found[0].name})"
    for _, address in getaddresses([header(message, "from")], strict=False):
        if "xn--" in _domain(address) or not _domain(address).isascii():
            yield f"the sender's domain is not in plain letters: {_domain(address)}"
