"""Our own reader first, then the model: the one door to both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.intake.model.joining import joined
from chorsu.intake.model.service import SilentError
from chorsu.intake.model.telling import told_in

if TYPE_CHECKING:
    from chorsu.intake.model.service import Service
    from chorsu.intake.reading.reading import Reading

__all__ = ["answer_with"]


def answer_with(service: Service, reading: Reading, *, offset: int = 0) -> dict[str, Any]:
    """The answer of `chorsu read`, with what the model adds; as the rules have it alone where the model is silent.

    Its key `model` says whether the model answered, and in `notes` what was refused of it.
    """
    if not reading.text.strip():
        return joined(reading, (), offset=offset) | {"model": {"answered": False, "notes": []}}
    try:
        told, notes = told_in(service.ask(reading.text), reading.text)
    except SilentError as silent:
        return joined(reading, (), offset=offset) | {"model": {"answered": False, "notes": [str(silent)]}}
    answer = joined(reading, told, offset=offset, notes=notes)
    return answer | {"model": {"answered": True, "notes": notes.lines}}
