"""Numbers, units, times and invisible characters in the reader's language; knows values, not what they mean."""

from __future__ import annotations

import datetime as dt
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format, get_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext_lazy, pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise
    from django.utils.safestring import SafeString

__all__ = ["clock", "entered", "exact", "number", "reveal", "spoken", "time_of_day", "unit_word"]

type Number = float | Decimal | int

MOST_DECIMALS = 3
MOST_DECIMALS_BELOW_ONE = 6
SIGNIFICANT_BELOW_ONE = 3
_ROUNDING = Context(prec=800, rounding=ROUND_HALF_UP)
"""Wide enough for any double, so that rounding never fails."""
_FREED = Context(prec=12, rounding=ROUND_HALF_UP)
"""The significant digits that a stored quantity has; what is beyond is the noise of binary fractions."""

# Units of measure keep their symbol; counted units take the plural of the language.
SYMBOLS: dict[str, _StrPromise] = {
    "kg": pgettext_lazy("unit symbol", "kg"),
    "g": pgettext_lazy("unit symbol", "g"),
    "mg": pgettext_lazy("unit symbol", "mg"),
    "t": pgettext_lazy("unit symbol", "t"),
    "l": pgettext_lazy("unit symbol", "l"),
    "ml": pgettext_lazy("unit symbol", "ml"),
    "m2": pgettext_lazy("unit symbol", "m²"),
    "ha": pgettext_lazy("unit symbol", "ha"),
}
COUNTED = {
    "tablet": ngettext_lazy("tablet", "tablets"),
    "capsule": ngettext_lazy("capsule", "capsules"),
    "ampoule": ngettext_lazy("ampoule", "ampoules"),
    "blotter": ngettext_lazy("blotter", "blotters"),
    "dose": ngettext_lazy("dose", "doses"),
    "plant": ngettext_lazy("plant", "plants"),
    "piece": ngettext_lazy("piece", "pieces"),
    "bottle": ngettext_lazy("bottle", "bottles"),
    "vial": ngettext_lazy("vial", "vials"),
    "package": ngettext_lazy("package", "packages"),
    "seizure": ngettext_lazy("seizure", "seizures"),
    "report": ngettext_lazy("report", "reports"),
    "event": ngettext_lazy("event", "events"),
    "record": ngettext_lazy("record", "records"),
    "row": ngettext_lazy("row", "rows"),
    "day": ngettext_lazy("day", "days"),
}


def number(value: Number, decimals: int | None = None) -> str:
    """The number with the separators of the language, rounded half up.

    Without `decimals` at most three and no trailing zero; below 1 as many as three significant digits need, up to six.
    """
    exact = _decimal(value)
    if not exact.is_finite():
        return "—"
    if decimals is not None:
        return _separated(_rounded(exact, decimals), decimals)
    shown = _rounded(exact, MOST_DECIMALS if abs(exact) >= 1 else _decimals_below_one(exact))
    if shown == 0 and exact != 0:
        least = _separated(Decimal(1).scaleb(-MOST_DECIMALS_BELOW_ONE), MOST_DECIMALS_BELOW_ONE)
        return f"{'−' if exact < 0 else ''}< {least}"
    return _separated(shown, _places(shown))


def exact(value: Number) -> str:
    """The number with all its digits (twelve significant ones), where a difference in the last must be seen."""
    shown = _decimal(value)
    if not shown.is_finite():
        return "—"
    shown = _FREED.plus(shown)
    return _separated(shown, _places(shown))


def entered(value: Number | None) -> str:
    """A number as one writes it into a field: all its digits, the sign of the language, no thousands apart."""
    if value is None:
        return ""
    plain = format(_FREED.plus(_decimal(value)).normalize(_ROUNDING), "f")
    return plain.replace(".", get_format("DECIMAL_SEPARATOR"))


def _decimal(value: Number | str) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)


def _decimals_below_one(value: Decimal) -> int:
    needed = SIGNIFICANT_BELOW_ONE - 1 - value.adjusted() if value else 0
    return min(max(needed, MOST_DECIMALS), MOST_DECIMALS_BELOW_ONE)


def _places(value: Decimal) -> int:
    return max(0, -int(value.normalize(_ROUNDING).as_tuple().exponent))


def _separated(value: Decimal, places: int) -> str:
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True).replace("-", "−")


def unit_word(unit: str, value: Number | None) -> str:
    """The unit as it stands after `value`: a symbol, or a counted word in the right plural ("1,5 таблетки")."""
    if unit in SYMBOLS:
        return str(SYMBOLS[unit])
    forms = COUNTED.get(unit)
    if forms is None:
        return unit
    whole = value is not None and value == int(value)
    # A fraction takes the form of two: "1.5 tablets", "1,5 таблетки".
    return str(forms % (abs(int(value)) if value is not None and whole else 2))


def clock(value: dt.date | dt.datetime, *, zone: bool = False) -> str:
    """ISO for tables: `2026-11-25`, or `2026-11-25 09:30` with the offset when `zone`."""
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    text = local.strftime("%Y-%m-%d %H:%M")
    return f"{text} {_zone(local)}" if zone and timezone.is_aware(local) else text


def time_of_day(value: dt.datetime) -> str:
    """The time by the clock of the moment itself, with that clock: `02:40 UTC+05:00`."""
    return f"{value:%H:%M} {_zone(value)}"


def _zone(value: dt.datetime) -> str:
    offset = value.strftime("%z")
    return f"UTC{offset[:3].replace('-', '−')}:{offset[3:5]}" if offset.strip("+-0") else "UTC"


def spoken(value: dt.date | dt.datetime | str, *, zone: bool = False) -> str:
    """For running text: "25 November 2026", "25 ноября 2026 г." with the time where there is one; a month is text."""
    if isinstance(value, str):
        return value
    if not isinstance(value, dt.datetime):
        return date_format(value, gettext("j F Y"))
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    text = date_format(local, gettext("j F Y, H:i"))
    return f"{text} {clock(value, zone=True)[17:]}" if zone and timezone.is_aware(local) else text


def reveal(text: str) -> SafeString:
    """The text as received with every invisible or direction-changing character shown by its short name."""
    return format_html("<bdi>{}</bdi>", format_html_join("", "{}", ((_shown(char),) for char in text)))


def _shown(char: str) -> SafeString | str:
    if char in "\n\t ":
        return char
    category = unicodedata.category(char)
    if category not in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"} and not (category == "Zs" and char != " "):
        return char
    return unseen(char)


def unseen(char: str) -> SafeString:
    """A character that nobody sees, as a mark with its short name."""
    name = unicodedata.name(char, "")
    short = "".join(word[0] for word in name.replace("-", " ").split()) if name else f"{ord(char):04X}"
    return format_html('<span class="unseen" title="U+{} {}">{}</span>', f"{ord(char):04X}", name, short)
