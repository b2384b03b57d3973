"""Where a value was read from: the characters of a document, with the words that stand there. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from chorsu.kernel.errors import InputError

__all__ = ["NO_SOURCE", "SourceSpan", "checked_span"]

LONGEST_DOCUMENT = 300
LONGEST_QUOTE = 20_000


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """The characters `start` to `end` (counted from 0, the end outside) of a document's extracted text.

    `document` is the reference of the document: an address, or the number of a hand-in with that of its item. `quote`
    is what stands there, so that a reader can check the claim without the document. Without a document nothing is
    claimed: the value was entered by hand.
    """

    document: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""


NO_SOURCE = SourceSpan()


def checked_span(span: SourceSpan) -> SourceSpan:
    """The span as it will be stored.

    Raises:
        InputError: its ends do not enclose as many characters as the quote has, or a part of it is missing.
    """
    document = span.document.strip()
    if not document:
        if span.quote or span.start or span.end:
            raise InputError("a quote without its document", where="source", to_do="name the document")
        return NO_SOURCE
    if len(document) > LONGEST_DOCUMENT or len(span.quote) > LONGEST_QUOTE:
        raise InputError("is too long", where="source", to_do="quote only the words that say it")
    if span.start < 0 or span.end - span.start != len(span.quote):
        raise InputError("the quote is not as long as its place", where="source", to_do="read the text again")
    return SourceSpan(document, span.start, span.end, span.quote)
