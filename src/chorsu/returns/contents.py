"""What a return says, as one plain mapping: the content to which the journal commits and that a version keeps."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chorsu.returns.models import Figure, Return

__all__ = ["FIGURE_FIELDS", "RETURN_FIELDS", "content_of", "written"]

RETURN_FIELDS = (
    "kind", "status", "country", "scope", "authority_text", "period", "crime_area", "subject_kind", "subject", "source",
    "file_name", "digest", "threshold", "threshold_kg", "counted", "plants_in_kg", "note", "synthetic", "provider_id",
    "audience", "exclusions", "until", "source_document", "source_start", "source_end", "source_quote",
)  # fmt: skip
FIGURE_FIELDS = (
    "number", "role", "subject_kind", "subject", "label", "group_text", "subgroup_text", "value", "unit", "kg",
    "includes", "part_of", "authority_text", "sheet", "row", "qualifier",
)  # fmt: skip


def content_of(one: Return, figures: Iterable[Figure]) -> dict[str, Any]:
    """The content of a return with its figures; numbers are text without trailing noughts, moments are ISO."""
    said = {name: _plain(getattr(one, name)) for name in RETURN_FIELDS}
    said["figures"] = [{name: _plain(getattr(figure, name)) for name in FIGURE_FIELDS} for figure in figures]
    return said


def written(value: Decimal) -> str:
    """A number as stated, without trailing noughts and never in exponents."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return written(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
