"""Scanned pages to text through Tesseract, where it is installed. Knows pictures only, no PDF.

Tesseract is a program of its own (Apache-2.0) that the operator installs with its language files; it is never required.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import warnings
from functools import cache
from typing import NamedTuple

from PIL import Image

from chorsu.intake.texts.documents import Box
from chorsu.intake.texts.flowing import Line, Placed, Word, flowed
from chorsu.intake.texts.limits import SCAN_SECONDS
from chorsu.kernel.errors import InputError

__all__ = ["Recogniser", "Scanned", "as_png", "recognise_page", "recogniser"]

SHOWN = 2_000
"""Dots of the longer side of a picture that is shown."""
MAX_PIXELS = 40_000_000
"""Of a picture: a page of A3 at 400 dots an inch has 31 million."""
DOUBT = 70
"""Confidence of a word (0 to 100) below which it is in doubt."""
CODES = {
    "ru": "rus",
    "tg": "tgk",
    "uz": "uzb_cyrl",
    "kk": "kaz",
    "ky": "kir",
    "az": "aze",
    "tk": "aze",
    "fa": "fas",
    "ps": "pus",
    "en": "eng",
}
"""ISO 639-1 codes to the names of Tesseract's language files (Turkmen has none: it is read as Azerbaijani)."""
BY_SCRIPT = {
    "Cyrillic": ("rus", "tgk", "uzb_cyrl", "kaz", "kir", "eng"),
    "Latin": ("eng", "uzb", "aze"),
    "Arabic": ("fas", "pus", "eng"),
}
"""Language files to try for each script, the most frequent in the region first."""


class Recogniser(NamedTuple):
    """The program, the language files it has, and those that the caller asked for (`+` between; may be empty)."""

    program: str
    installed: frozenset[str]
    asked: str

    @property
    def languages(self) -> str:
        """What is said of it in a warning."""
        return f"Tesseract, {self.asked}" if self.asked else "Tesseract"


class Scanned(NamedTuple):
    """A recognised page: its text, its words, and how many of them are in doubt."""

    text: str
    words: list[Placed]
    doubtful: int


@cache
def _installed() -> tuple[str, frozenset[str]]:
    program = shutil.which("tesseract")
    if not program:
        return "", frozenset()
    try:
        told = subprocess.run(  # noqa: S603 — found on the path of the operator
            [program, "--list-langs"], capture_output=True, timeout=20, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return "", frozenset()
    return program, frozenset((told.stdout + told.stderr).split())


def recogniser(languages: str = "") -> Recogniser:
    """The recogniser for ISO 639-1 codes with `+` between (empty: told from the script of each page).

    Raises:
        InputError: it or a language file is not installed; the line names what to install.
    """
    program, installed = _installed()
    if not program:
        raise InputError(
            "scans are read where Tesseract is installed, and it is not here",
            to_do="install tesseract-ocr with its language files, or hand in the text",
        )
    wanted = [CODES.get(code, code) for code in languages.split("+") if code]
    if missing := [code for code in wanted if code not in installed]:
        raise InputError(
            f"Tesseract has no language file {', '.join(missing)} here",
            to_do=f"install tesseract-ocr-{missing[0].replace('_', '-')}",
        )
    return Recogniser(program, installed, "+".join(wanted))


def recognise_page(picture: bytes, use: Recogniser, where: str) -> Scanned:
    """The text of one picture of a page.

    Raises:
        InputError: it is no picture, too large, takes too long, or no language file fits its script.
    """
    image = _opened(picture, where)
    languages = use.asked or _languages(image, use, where)
    told = _run(use, image, [*_options(languages), "tsv"], where)
    return _of_table(told, image.width, image.height)


def _options(languages: str) -> list[str]:
    return ["-l", languages, "--psm", "3"]


def _opened(picture: bytes, where: str) -> Image.Image:
    """The first page of a picture, in grey."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(picture), formats=("PNG", "JPEG", "TIFF", "BMP"))
            if image.width * image.height <= MAX_PIXELS:
                return image.convert("L")
    except Exception as error:
        # A damaged picture leads the library to raise anything.
        raise InputError("the picture is damaged", where=where, to_do="scan it again") from error
    raise InputError(f"the picture has more than {MAX_PIXELS:,} dots", where=where, to_do="scan it smaller")


def as_png(picture: bytes, where: str) -> bytes:
    """A picture as PNG, no larger than a screen needs.

    Raises:
        InputError: it is no picture, or too large.
    """
    image = _opened(picture, where)
    image.thumbnail((SHOWN, SHOWN))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _languages(image: Image.Image, use: Recogniser, where: str) -> str:
    """The language files for the page's script; without the script's own file, for Cyrillic and Latin."""
    script = "Cyrillic"
    if "osd" in use.installed:
        told = _run(use, image, ["--psm", "0"], where, lenient=True)
        named = [line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("Script:")]
        script = named[0] if named and named[0] in BY_SCRIPT else script
    fit = [code for code in BY_SCRIPT[script] if code in use.installed]
    if not fit:
        raise InputError(
            f"Tesseract has no language file for {script} letters here", where=where, to_do="install tesseract-ocr-rus"
        )
    return "+".join(fit)


def _run(use: Recogniser, image: Image.Image, options: list[str], where: str, *, lenient: bool = False) -> str:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    try:
        done = subprocess.run(  # noqa: S603 — found on the path of the operator; the picture comes by a pipe
            [use.program, "stdin", "stdout", *options],
            input=out.getvalue(),
            capture_output=True,
            timeout=SCAN_SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise InputError(f"recognising takes longer than {SCAN_SECONDS:.0f} seconds", where=where) from error
    if done.returncode and not lenient:
        raise InputError("the recogniser cannot read it", where=where, to_do="scan it again")
    return done.stdout.decode("utf-8", errors="replace")


def _of_table(told: str, width: int, height: int) -> Scanned:
    """Tesseract's table of words to text; its paragraphs are kept."""
    lines: dict[tuple[str, ...], list[Word]] = {}
    paragraphs: dict[tuple[str, ...], int] = {}
    doubtful = 0
    for row in csv.DictReader(io.StringIO(told), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        left, top, wide, high = (int(row[key]) for key in ("left", "top", "width", "height"))
        box = Box(left / width, top / height, (left + wide) / width, (top + high) / height)
        doubtful += float(row["conf"]) < DOUBT
        paragraph = (row["block_num"], row["par_num"])
        paragraphs.setdefault(paragraph, len(paragraphs) + 1)
        lines.setdefault((*paragraph, row["line_num"]), []).append(Word(text, box))
    rows = [Line(tuple(words), paragraphs[key[:2]]) for key, words in lines.items()]
    return Scanned(*flowed(rows), doubtful)
