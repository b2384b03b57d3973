"""Two reports side by side: each field with how it compares and the reason that the method gives.

Owns the reading of stored reasons (`mass_equal:+10.1`) and which field each speaks of. Must not decide anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chorsu.desk.presenting import language, place_name
from chorsu.desk.records.wording import FIELDS, value_label
from chorsu.matching.events import reasons
from chorsu.ui.shapes import Difference
from chorsu.ui.wording import exact, unit_word

if TYPE_CHECKING:
    from chorsu.matching.selectors import Pair
    from chorsu.records.models import Link, Seizure

__all__ = ["Told", "differences", "told"]

type Verdict = Literal["same", "near", "differs", "unknown", "words"]

_FIELDS = ("seized_on", "substance", "quantity", "place", "admin1", "country", "concealment", "conveyance",
           "installation", "origin", "departure", "destination", "routing")  # fmt: skip
_SPEAKS_OF = {
    "date": "seized_on", "substance": "substance", "mass": "quantity", "place": "place", "country": "country",
    "concealment": "concealment", "conveyance": "conveyance", "installation": "installation", "source": "origin",
    "destination": "destination", "routing": "routing",
}  # fmt: skip
"""For each comparison of the method the field it speaks of."""


@dataclass(frozen=True, slots=True)
class Told:
    """A reason in words, with its weight in bits (0: a note)."""

    text: str
    bits: float
    comparison: str


def told(link: Link) -> list[Told]:
    """The reasons of a claim in words, the weightiest first."""
    found = []
    for written in link.reasons:
        code, _colon, bits = written.partition(":")
        try:
            text = reasons.label(code, language())
            weight = float(bits) if bits else 0.0
        except (KeyError, ValueError):
            text, weight = code, 0.0
        found.append(Told(text, weight, code.partition("_")[0]))
    return found


def differences(pair: Pair) -> list[Difference]:
    """The fields of both reports, those that at least one of them gives; the reason beside the field it speaks of."""
    said = {_SPEAKS_OF[one.comparison]: one for one in told(pair.link) if one.comparison in _SPEAKS_OF}
    keep, drop = _texts(pair.keep), _texts(pair.drop)
    rows = []
    for name in _FIELDS:
        left, right = keep.get(name, ""), drop.get(name, "")
        if not left and not right:
            continue
        why = said.get(name)
        verdict = _verdict(left, right, why)
        rows.append(Difference(FIELDS[name], left or "—", right or "—", verdict, why.text if why else _plain(verdict)))
    scripts = (_as_received(pair.keep), _as_received(pair.drop))
    if any(scripts):
        label = pgettext("field", "As received")
        rows.append(Difference(label, scripts[0] or "—", scripts[1] or "—", "words", _("the words of each report")))
    return rows


def _verdict(left: str, right: str, why: Told | None) -> Verdict:
    if not left or not right:
        return "unknown"
    if left == right:
        return "same"
    return "near" if why is not None and why.bits > 0 else "differs"


def _plain(verdict: Verdict) -> str:
    """What is said where the method gives no reason of its own."""
    if verdict == "same":
        return pgettext("comparison", "the same")
    return pgettext("comparison", "only one report says") if verdict == "unknown" else pgettext("comparison", "differs")


def _texts(seizure: Seizure) -> dict[str, str]:
    lots = list(seizure.lots.all())
    found = {name: _code(name, getattr(seizure, name)) for name in _FIELDS if hasattr(seizure, name)}
    found["seized_on"] = str(seizure.day)
    found["place"] = place_name(seizure).name
    found["substance"] = ", ".join(value_label("substance", lot.substance) or lot.substance_text for lot in lots)
    found["quantity"] = ", ".join(_amount(lot) for lot in lots)
    return found


def _code(name: str, code: Any) -> str:
    return value_label(name, str(code)) if code else ""


def _amount(lot: Any) -> str:
    if lot.quantity is None:
        return _("no quantity")
    # The page shows unseen characters of reports; the space between thousands is none of theirs.
    return f"{exact(lot.quantity)} {unit_word(lot.unit, lot.quantity)}".replace("\xa0", " ")


def _as_received(seizure: Seizure) -> str:
    """The cells of place, substance and quantity as they came."""
    names = ("seizure_date", "place", "substance", "quantity", "unit")
    places = [seizure.provenance.get(name) for name in names]
    cells = dict.fromkeys(place for place in places if isinstance(place, int) and place < len(seizure.source_cells))
    return " · ".join(str(seizure.source_cells[place][1]) for place in cells)
