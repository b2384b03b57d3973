"""Why a pair is claimed: the levels that held and the weight of each, as codes for files and sentences for people."""

from __future__ import annotations

from dataclasses import dataclass

from chorsu.matching.events.weights import levels

__all__ = ["NOTES", "Reason", "label", "written"]

NOTES = ("note_better", "note_rival", "note_repeated", "note_capped")
"""Codes that explain a verdict and add no weight of their own."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One level that held: its code (`mass_rounded_2`) and its weight in bits (0 for a note)."""

    code: str
    bits: float = 0.0


def label(code: str, lang: str = "en") -> str:
    """The sentence of a reason code in English or Russian; `KeyError` for a code that no reason has."""
    comparison, name = code.split("_", 1)
    found = levels()[comparison, name]
    return found.ru if lang == "ru" else found.en


def written(reasons: tuple[Reason, ...]) -> str:
    """Reasons as they stand in a file: `code:+bits` joined by `;`, the weightiest first, notes last."""
    weighed = sorted((r for r in reasons if r.code not in NOTES), key=lambda r: -abs(r.bits))
    notes = [r.code for r in reasons if r.code in NOTES]
    return ";".join([f"{r.code}:{r.bits:+.1f}" for r in weighed] + notes)
