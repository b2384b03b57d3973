"""The columns that lead a stored value back to the words it was read from; rooms above inherit them.

Owns the columns alone; the shape and its check are `kernel.spans`.
"""

from __future__ import annotations

from django.db import models

from chorsu.kernel.spans import SourceSpan, checked_span

__all__ = ["Sourced"]


class Sourced(models.Model):
    """Document, start, end and quote of a source span; all empty for what was entered by hand."""

    source_document = models.TextField(blank=True, default="")
    source_start = models.IntegerField(default=0)
    source_end = models.IntegerField(default=0)
    source_quote = models.TextField(blank=True, default="")

    class Meta:
        abstract = True

    @property
    def span(self) -> SourceSpan:
        """The span as its own shape."""
        return SourceSpan(self.source_document, self.source_start, self.source_end, self.source_quote)

    @span.setter
    def span(self, span: SourceSpan) -> None:
        found = checked_span(span)
        self.source_document, self.source_quote = _storable(found.document), _storable(found.quote)
        self.source_start, self.source_end = found.start, found.end


def _storable(text: str) -> str:
    """The text as PostgreSQL can hold it, of the same length, so that the span still fits its quote."""
    return text.replace("\x00", "␀").encode("utf-8", "replace").decode()
