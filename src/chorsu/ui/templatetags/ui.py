"""`{% load ui %}`: one tag a component. A tag takes one of the shapes of `chorsu.ui.shapes` and renders one partial."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from django import template
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import get_language, gettext

from chorsu.ui import shapes, wording
from chorsu.ui.island_words import ui_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from django.core.paginator import Page
    from django.template.context import RequestContext
    from django.utils.safestring import SafeString

__all__ = ["register"]

register = template.Library()
BUILD = "ui/build/"
MINUTE = 60
STYLED = {"map", "series", "seizure-form", "blur", "confirm"}
"""Islands with a style sheet of their own."""
LONGEST_NAME = 80
"""Characters of a name in a row or a chip; no settlement and no substance has a longer one."""
LONGEST_TEXT = 2_000
LONGEST_UNBROKEN = 20
"""Characters of a word that is not broken at its hyphen."""
ON_A_PHONE = 6
"""Entries that the bar of a phone has room for; of more, the last place leads to the rest."""
ALL_PAGES_UP_TO = 60
"""So many page numbers are shown in full: any page is one click away. Beyond, the ends and a field to type in."""


@register.simple_tag
@cache
def icon(name: str, classes: str = "") -> SafeString:
    """A drawing of the sprite; silent for readers of the screen, so say it in words beside."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        classes,
        static("ui/icons.svg"),
        name,
    )


@register.simple_tag
def of_rail(part: str, rail: Sequence[shapes.RailEntry]) -> SafeString:
    """A part of every page that shows the entries of the rail and nothing else of the page."""
    return _of_rail(part, tuple(rail), get_language() or "en")


@lru_cache(maxsize=512)
def _of_rail(part: str, rail: tuple[shapes.RailEntry, ...], _language: str) -> SafeString:
    """Drawn once in a language for the same entries."""
    return render_to_string(part, {"rail": rail})


class More(NamedTuple):
    """The entries of the rail that a phone folds away, what waits there, and the current one where it is among them."""

    entries: Sequence[shapes.RailEntry]
    current: shapes.RailEntry | None
    waiting: int


@register.simple_tag
def rail_more(rail: Sequence[shapes.RailEntry]) -> More:
    """What has no place of its own in the bar of a phone."""
    rest = rail[ON_A_PHONE - 1 :] if len(rail) > ON_A_PHONE else ()
    return More(rest, next((entry for entry in rest if entry.current), None), sum(entry.count or 0 for entry in rest))


@register.simple_tag
def picture(name: str) -> SafeString:
    """A drawing of the pictured lists; silent, like `icon`."""
    drawn = '<svg class="icon picture" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>'
    return format_html(drawn, static("ui/pictures.svg"), name)


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file: `{% asset "map-worker.js" %}`; it changes with what the file holds."""
    return static(BUILD + name) + _version(name)


@cache
def _version(name: str) -> str:
    found = finders.find(BUILD + name)
    return f"?v={hashlib.sha256(Path(str(found)).read_bytes()).hexdigest()[:12]}" if found else ""


@register.simple_tag
def island(name: str) -> SafeString:
    """Loads an island where it is used: `{% island "map" %}`; with its style sheet when it has one of its own."""
    if name in {"htmx", "htmx-sse"}:
        return format_html('<script src="{}" defer></script>', asset(f"{name}.js"))
    style = format_html('<link rel="stylesheet" href="{}">', asset(f"{name}.css")) if name in STYLED else ""
    return format_html('{}<script type="module" src="{}"></script>', style, asset(f"{name}.js"))


register.simple_tag(ui_words)


@register.filter
def num(value: float | Decimal | None, decimals: int | None = None) -> str:
    """A number by the reader's locale; a dash for nothing."""
    return "—" if value is None or value == "" else wording.number(value, decimals)


@register.filter
def reveal(value: str) -> SafeString:
    """Text as received, invisible characters shown."""
    return wording.reveal(str(value))


@register.filter
def unbroken(value: str) -> SafeString:
    """The text with each short word that holds a hyphen kept on one line: "(4-MMC)" is one word to a reader."""
    words = str(value).split(" ")
    return format_html_join(" ", "{}", ((_kept_whole(word),) for word in words))


def _kept_whole(word: str) -> SafeString | str:
    whole = "-" in word and len(word) <= LONGEST_UNBROKEN
    return format_html('<span class="text-nowrap">{}</span>', word) if whole else word


@register.filter
def unit_after(unit: str, value: float | Decimal | None) -> str:
    """The word of a unit in the plural that `value` asks for."""
    return wording.unit_word(unit, value)


@register.filter
def kind(value: object) -> str:
    """The name of a shape, for a partial that draws cells of every kind."""
    if isinstance(value, dt.date):
        return "time"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return "number"
    return type(value).__name__


MOST_MONTHS_IN_A_TABLE = 120
"""A table of more months than ten years of them is one of years: a page of figures must stay light."""


@register.filter
def periods(months: Sequence[str]) -> list[tuple[str, list[int]]]:
    """The lines of a table of months (`2026-01` …): each month, or each year of many, with the places of its months."""
    size = len("2026-01") if len(months) <= MOST_MONTHS_IN_A_TABLE else len("2026")
    found: dict[str, list[int]] = {}
    for place, month in enumerate(months):
        found.setdefault(month[:size], []).append(place)
    return list(found.items())


@register.filter
def over(values: Sequence[float | None], places: Sequence[int]) -> float:
    """The sum of the values at these places."""
    return sum(values[place] or 0 for place in places)


@register.filter
def at(values: Sequence[Any], index: int) -> Any:
    """The element at `index`, or nothing."""
    return values[index] if 0 <= index < len(values) else ""


@register.simple_tag
def when(value: dt.date | dt.datetime | str | None, *, spoken: bool = False, zone: bool = False) -> SafeString | str:
    """`<time>`: ISO in tables, spoken in text; a month (`2024-03`) as it is."""
    if value is None:
        return "—"
    if isinstance(value, str):
        return format_html('<time datetime="{}">{}</time>', value, value)
    text = wording.spoken(value, zone=zone) if spoken else wording.clock(value, zone=zone)
    title = wording.clock(value, zone=True) if spoken else wording.spoken(value, zone=True)
    return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), title, text)


@register.simple_tag
def age(value: dt.datetime, now: dt.datetime | None = None) -> SafeString:
    """How old something is: "just now", "3 minutes ago"; for figures that may be stale."""
    passed = ((now or timezone.now()) - value).total_seconds()
    ago = timesince(value, now, depth=1)
    text = gettext("just now") if passed < MINUTE else gettext("%(time)s ago") % {"time": ago}
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', value.isoformat(), wording.spoken(value, zone=True), text
    )


@register.inclusion_tag("ui/parts/quantity.html")
def quantity(amount: shapes.Amount) -> dict[str, object]:
    """A quantity with its unit; hollow when provisional; a kg equivalent is marked assumed."""
    return {
        "amount": amount,
        "unit": wording.unit_word(amount.unit, amount.value if amount.low is None else amount.high),
    }


@register.inclusion_tag("ui/parts/substance.html")
def substance(chip: shapes.SubstanceChip) -> dict[str, object]:
    """A substance with the fixed colour of its group; longer words are cut, the title has them all."""
    shown = Truncator(chip.name).chars(LONGEST_NAME)
    return {"chip": chip, "shown": shown, "title": chip.name if shown != chip.name else chip.group}


@register.inclusion_tag("ui/parts/place.html")
def place(name: shapes.PlaceName, *, roman: bool = False, full: bool = False) -> dict[str, object]:
    """A place in its own script; the romanised form beside it where the reader asked for that, or `roman=True`.

    Words longer than any name are cut, the title has all of them; not so with `full=True`.
    """
    romanised = name.romanised if name.romanised != name.name else ""
    most = LONGEST_TEXT if full else LONGEST_NAME
    shown = Truncator(name.name).chars(most)
    title = " · ".join(text for text in (name.name if shown != name.name else "", romanised) if text)
    return {
        "place": name,
        "shown": shown,
        "romanised": Truncator(romanised).chars(most),
        "title": title,
        "roman": roman,
    }


@register.inclusion_tag("ui/parts/marking.html")
def marking(chip: shapes.MarkingChip) -> dict[str, object]:
    """The marking of a record: always visible where the record is."""
    return {"chip": chip}


@register.inclusion_tag("ui/parts/source_cell.html")
def source_cell(cell: shapes.SourceCell) -> dict[str, object]:
    """The original cell, highlighted among its neighbours."""
    return {"cell": cell}


@register.inclusion_tag("ui/parts/differences.html")
def differences(rows: Sequence[shapes.Difference], left: str, right: str) -> dict[str, object]:
    """Two reports side by side; `left` and `right` name them."""
    return {"rows": rows, "left": left, "right": right}


@register.inclusion_tag("ui/parts/figure.html")
def figure(value: shapes.Figure) -> dict[str, object]:
    """A top figure with what it does not count; wrap several in `<dl class="figures">`."""
    return {"figure": value, "is_text": isinstance(value.value, str)}


@register.inclusion_tag("ui/parts/switch.html")
def switch(choices: Sequence[shapes.Choice], label: str) -> dict[str, object]:
    """A choice whose state is the address, such as "as reported / each event once"."""
    return {"choices": choices, "label": label}


@register.inclusion_tag("ui/parts/filters.html")
def filters(active: Sequence[shapes.Filter], clear_href: str = "") -> dict[str, object]:
    """The filters in force, each with a way to take it off."""
    return {"filters": active, "clear_href": clear_href}


@register.inclusion_tag("ui/parts/steps.html")
def steps(items: Sequence[shapes.Step]) -> dict[str, object]:
    """A guide in numbered steps."""
    return {"steps": items}


@register.inclusion_tag("ui/parts/state.html")
def state(  # noqa: PLR0913 — a tag with named words
    kind: str, title: str = "", text: str = "", *, href: str = "", link: str = "", size: str = "card"
) -> dict[str, object]:
    """A designed state: `empty`, `loading`, `failed`, `absent`, `stale` or `offline`, with its next step."""
    return {"kind": kind, "title": title, "text": text, "href": href, "link": link, "size": size}


@register.inclusion_tag("ui/parts/pages.html", takes_context=True)
def pages(context: RequestContext, page: Page[Any], parameter: str = "page") -> dict[str, object]:
    """Links to pages, every number where they are few; other parameters of the address are kept."""
    paginator = page.paginator
    if paginator.num_pages <= ALL_PAGES_UP_TO:
        numbers: list[Any] = list(paginator.page_range)
    else:
        numbers = list(paginator.get_elided_page_range(page.number, on_each_side=4, on_ends=2))
    query = context["request"].GET.copy()
    links = []
    for number in numbers:
        query[parameter] = str(number)
        href = f"?{query.urlencode()}" if isinstance(number, int) else ""
        near = number in {1, paginator.num_pages} or (isinstance(number, int) and abs(number - page.number) <= 1)
        links.append({"number": number, "href": href, "near": near, "current": number == page.number})
    by_number = {link["number"]: link["href"] for link in links}
    query.pop(parameter, None)
    return {
        "page": page,
        "links": links,
        "previous": by_number.get(page.number - 1, ""),
        "next": by_number.get(page.number + 1, ""),
        "parameter": parameter,
        "kept": [(key, value) for key, values in query.lists() for value in values],
    }


@register.inclusion_tag("ui/parts/table.html", takes_context=True)
def table(context: RequestContext, data: shapes.Table, *, short: bool = False) -> dict[str, object]:
    """A table with sort, columns, density, selection and download; `short` lets it grow with the page."""
    return {"table": data, "short": short, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/parts/stars.html", takes_context=True)
def stars(
    context: RequestContext, mean: float | None, votes: int, action: str = "", mine: int | None = None
) -> dict[str, object]:
    """The rating of a public item, 1 to 5; with `action` it is a form that works without a script."""
    tenths = 0 if mean is None else max(0, min(10, round(mean * 2)))
    return {
        "mean": mean, "votes": votes, "action": action, "mine": mine, "tenths": tenths,
        "choices": range(1, 6), "csrf_token": context.get("csrf_token"),
    }  # fmt: skip


@register.inclusion_tag("ui/parts/confirm.html", takes_context=True)
def confirm(  # noqa: PLR0913 — a tag with named words
    context: RequestContext, name: str, action: str, sentence: str, button: str, *, danger: bool = False
) -> dict[str, object]:
    """A dialog that says in one sentence what will happen to whom; open it with `<button data-opens="NAME">`."""
    return {
        "name": name, "action": action, "sentence": sentence, "button": button, "danger": danger,
        "csrf_token": context.get("csrf_token"),
    }  # fmt: skip
