"""A page that shows every component once, with invented values; tests render it and look at it in a browser."""

import datetime as dt
import json
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from django.utils import translation

from chorsu.ui import shapes as s

__all__ = ["CSP", "ENGINE", "context", "render", "serving"]

CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'"
)
ENGINE = DjangoTemplates(
    {
        "NAME": "gallery",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ]
        },
    }
)
"""The kit alone: no actor, no settings of a face."""
NOW = dt.datetime(2026, 3, 14, 3, 12, tzinfo=dt.UTC)
TEMPLATES = Path(__file__).parent / "templates"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


def regions() -> dict[str, Any]:
    """Nine square regions of no country."""
    features: list[dict[str, Any]] = []
    for index in range(9):
        x, y = 60 + (index % 3) * 5, 38 + (index // 3) * 4
        ring = [[x, y], [x + 5, y], [x + 5, y + 4], [x, y + 4], [x, y]]
        names = {"code": f"XX-{index}", "name_en": f"Region {index}", "name_ru": f"Область {index}"}
        features.append(
            {"type": "Feature", "properties": names, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        )
    line = {"type": "LineString", "coordinates": [[60, 42], [65, 42]]}
    features.append({"type": "Feature", "properties": {"disputed": True}, "geometry": line})
    return {"type": "FeatureCollection", "features": features}


def series() -> dict[str, Any]:
    """Three years of three substances."""
    chance = random.Random(7)  # noqa: S311  # a picture, no secret
    months = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13)]
    groups = [
        {"code": code, "name": name, "scale": scale, "counts": [chance.randint(0, 20) for _ in months],
         "kg": [round(chance.random() * 40, 1) for _ in months]}
        for code, name, scale in (("a", "Heroin", 1), ("b", "Cannabis resin", 3), ("c", "Methamphetamine", 2))
    ]  # fmt: skip
    groups[0]["kg"][20] = 618.0
    largest = {"month": months[20], "code": "a", "kg": 580.0, "label": "580 kg, 2024-09"}
    return {"months": months, "groups": groups, "largest": largest, "href": "/?from={first}&to={last}&substance={code}"}


def table(rows: int) -> s.Table:
    """A table of `rows` invented seizures."""
    columns = (
        s.Column("date", "Date", sort_href="?sort=date", sorted="descending"),
        s.Column("substance", "Substance", sort_href="?sort=substance"),
        s.Column("quantity", "Quantity", number=True, sort_href="?sort=quantity"),
        s.Column("place", "Place", wrap=True),
        s.Column("marking", "Marking"),
        s.Column("row", "Row", number=True, shown=False),
    )
    chance = random.Random(3)  # noqa: S311  # a picture, no secret
    names = (("Heroin", 1), ("Cannabis resin", 3), ("Methamphetamine", 2), ("Acetic anhydride", 8))
    places = (
        s.PlaceName("Ош", "Osh", country="KG"),
        s.PlaceName("قندوز", "Qunduz", country="AF"),
        s.PlaceName("Termiz", country="UZ"),
    )
    body = []
    for index in range(rows):
        name, scale = chance.choice(names)
        amount = s.Amount(
            Decimal(chance.randint(1, 99999)) / 100, chance.choice(("kg", "l", "tablet")), provisional=index % 5 == 1
        )
        cells = (
            s.TableCell(dt.date(2026, 3, 14) - dt.timedelta(days=index)),
            s.TableCell(s.SubstanceChip(name, scale), filter_href=f"?substance={scale}"),
            s.TableCell(amount),
            s.TableCell(chance.choice(places)),
            s.TableCell(s.MarkingChip("Example customs", "all member states", until=dt.date(2026, 5, 3))),
            s.TableCell(index + 1),
        )
        body.append(s.Row(cells, href=f"/records/{index}", selection=str(index), muted=index == 3))
    downloads = (("CSV", "?as=csv"), ("XLSX", "?as=xlsx"))
    return s.Table("gallery", "Seizures", columns, body, downloads, selectable=True, total=40213)


def context(rows: int = 12) -> dict[str, Any]:
    """Everything the gallery shows."""
    names = (
        ("Home", "home", "h"),
        ("Records", "records", "r"),
        ("Same event?", "same", "s"),
        ("Hand in", "hand-in", "i"),
        ("News", "news", "n"),
    )
    not_counted = (s.NotCounted(17, "refused rows", "?refused"), s.NotCounted(4, "of unknown substance", "?unknown"))
    return {
        "rail": [s.RailEntry(name, f"/{key}", icon, key, current=key == "h", count=3 if key == "s" else None) for name, icon, key in names],
        "viewer": s.Viewer("Aida Example", "liaison officer", "Example customs, Kazakhstan", "/sign-out"),
        "synthetic": True,
        "search_url": "/search",
        "now": NOW,
        "heard": NOW - dt.timedelta(minutes=42),
        "table": table(rows),
        "empty": s.Table("none", "Seizures", (s.Column("date", "Date"),), ()),
        "figures": (
            s.Figure("Seizures", 40213, href="?all", not_counted=not_counted),
            s.Figure("Heroin", Decimal("263.25"), "kg", was=Decimal("526.5"), note="each event once"),
            s.Figure("Ecstasy-type", 1.5, "tablet", not_counted=not_counted[:1]),
            s.Figure("Most often at", "Ош", href="?osh"),
        ),
        "counting": (s.Choice("As reported", "?counting=reported"), s.Choice("Each event once", "?counting=once", current=True)),
        "filters": (s.Filter("Substance", "Heroin", "?"), s.Filter("Region", "Ошская область", "?")),
        "amounts": (
            s.Amount(Decimal("526.500"), "kg"), s.Amount(1, "tablet"), s.Amount(2, "tablet"), s.Amount(5, "tablet"), s.Amount(21, "tablet"), s.Amount(1.5, "tablet"),
            s.Amount(12, "l", kg=Decimal("12.96"), factor="1.08 kg/l at 20 °C"), s.Amount(3, "kg", provisional=True),
            s.Amount(None, "kg", low=2, high=5), s.Amount(None, ""), s.Amount(1234567.891, "kg"),
        ),
        "substances": [s.SubstanceChip(f"Group {scale}", scale, "group") for scale in range(1, 11)],
        "places": (s.PlaceName("Ош", "Osh", "Ош область", "Kyrgyzstan", "?place", "ky"), s.PlaceName("مزار شریف", "Mazar-e Sharif", "بلخ", "Afghanistan", lang="fa")),
        "markings": (s.MarkingChip("Example customs, Kazakhstan", "Uzbekistan", dt.date(2026, 5, 3), "not the press"), s.MarkingChip("Centre", "everybody", everybody=True)),
        "cell": s.SourceCell(
            "таможня_2025.xlsx", ("A", "B", "C", "D"),
            ((6, ("12.03.2025", "Героин", "1 250,5", "г")), (7, ("13.03.2025", "Гашиш\u00a0", "3\u200b00", "г")), (8, ("", "", "", ""))),
            7, 2, "Лист1", ("Дата", "Вещество", "Масса", "Ед."), ("zero-width space removed", "g → kg"),
        ),
        "difference_rows": (
            s.Difference("Date", "2011-04-12", "2011-04-13", "near", "one day apart"),
            s.Difference("Mass", "12.4 kg", "12400 г", "same", "equal after conversion"),
            s.Difference("Region", "Zhambyl", "Жамбылская область", "same", "one code"),
            s.Difference("Substance", "Heroin", "Гашиш", "differs", "other group"),
            s.Difference("Conveyance", "", "поезд", "unknown", ""),
        ),
        "steps": (s.Step("Count", "As reported, then each event once.", "?1", "Try it", done=True), s.Step("Where from?", "From the bar to the very cell.", "?2", "Open a record"), s.Step("Release")),
        "page": Paginator(range(458), 12).page(12),
        "series": series(),
        "region_counts": {"title": "Seizures by region", "mark": "seizures", "regions": [{"code": f"XX-{i}", "count": i * i * 3, "href": f"?region=XX-{i}"} for i in range(8)]},
        "untidy": "Южно\u200b-Казах\u00adстанская\u00a0обл. \u202eآب",
        "wait": [1, 2],
    }  # fmt: skip


def render(language: str = "en", *, rows: int = 12, template: str = "gallery.html") -> str:
    """The gallery's HTML in a language."""
    request = RequestFactory().get("/", {"page": "12", "substance": "heroin"})
    with translation.override(language):
        page = ENGINE.from_string((TEMPLATES / template).read_text())
        return page.render(context(rows), request)


class Handler(BaseHTTPRequestHandler):
    """Serves the gallery (`/?lang=ru`), the kit's static files, the regions and a short stream, under the real policy."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it
        """Quiet."""

    def do_GET(self) -> None:
        """One of the few addresses, or 404."""
        path, _, query = self.path.partition("?")
        if path == "/stream":
            self.stream()
        elif path == "/regions.json":
            self.answer("application/json", json.dumps(regions()).encode())
        elif path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            suffix = Path(path).suffix
            if found:
                self.answer(TYPES.get(suffix, "application/octet-stream"), Path(str(found)).read_bytes())
            else:
                self.send_error(404)
        else:
            language = next((part[5:] for part in query.split("&") if part.startswith("lang=")), "en")
            self.answer("text/html; charset=utf-8", render(language, rows=500 if "many" in query else 12).encode())

    def answer(self, kind: str, body: bytes) -> None:
        """The body under the policy."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", CSP)
        self.end_headers()
        self.wfile.write(body)

    def stream(self) -> None:
        """Two entries, then silence while the reader stays."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            for number in (1, 2):
                item = f'<li data-row data-entry="n{number}"><b>New {number}</b></li>'
                self.wfile.write(f"id: cursor-{number}\nevent: entry\ndata: {item}\n\n".encode())
                self.wfile.flush()
            while not self.server.stopping.wait(0.2):  # type: ignore[attr-defined]
                self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        except OSError:
            time.sleep(0)


@contextmanager
def serving(port: int = 0) -> Iterator[str]:
    """The address of a server that runs meanwhile."""
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    server.stopping = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.stopping.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()
