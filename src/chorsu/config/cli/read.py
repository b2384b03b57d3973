"""`chorsu read`: texts to drafts, one JSON line an item, on plain files; needs no database and no running server."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from tqdm import tqdm

from chorsu.config.tables import STANDARD_INPUT, named, say
from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.itemising import itemised
from chorsu.intake.reading.lexicon import LANGUAGES
from chorsu.intake.reading.reading import read
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from chorsu.intake.model.service import Service
    from chorsu.intake.reading.items import Item as Part
    from chorsu.intake.reading.reading import Reading
    from chorsu.intake.texts import Document, Item

HELP = "texts (TXT, HTML, DOCX, PDF, EML, ZIP) to seizures, events, persons: one JSON line an item"
_LONGEST_LINE = 20_000_000
"""Characters of one line of JSON: more is no notice."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's arguments."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a text, page, letter or mail; - is standard input")
    parser.add_argument("--format", default="auto", metavar="FORMAT", help="what the files are (default: by content)")
    parser.add_argument("--lang", default="auto", choices=("auto", *LANGUAGES), help="language of the texts")
    parser.add_argument("--published", type=_day, metavar="YYYY-MM-DD", help="day of publication where no file says it")
    parser.add_argument("--jsonl", action="store_true", help="the input is JSON lines: id, text, published, lang")
    parser.add_argument("--model", action="store_true", help="also ask the language model that CHORSU_MODEL_URL names")
    parser.add_argument("--json", action="store_true", help="accepted; the output is JSON lines always")


def run(options: argparse.Namespace) -> int:
    """Read all files; 2 when a file or a line cannot be read (the others are read all the same)."""
    failed, options.service = False, _service() if options.model else None
    with open(1, "w", encoding="utf-8", errors="backslashreplace", newline="", closefd=False) as target:
        for file, name in named(options.files):
            lines = _from_lines(file, name, options) if options.jsonl else _from_file(file, name, options)
            for line in tqdm(lines, unit=" items", desc=name, delay=1, disable=None, leave=False):
                if isinstance(line, InputError):
                    failed = True
                    say(f"chorsu read: {line}")
                else:
                    _write(target, line)
    return 2 if failed else 0


def _service() -> Service:
    from chorsu.config.settings import environment
    from chorsu.intake.model.service import Service

    said = environment.model()
    if said is None:
        raise InputError("is not set", where="CHORSU_MODEL_URL", to_do="set it, or leave --model out")
    return Service(**said)


def _answered(reading: Reading, options: argparse.Namespace, offset: int = 0) -> dict[str, Any]:
    """The answer of the reader; with `--model`, what the model adds."""
    if options.service is None:
        return answer(reading, offset=offset)
    from chorsu.intake.model.answering import answer_with

    return answer_with(options.service, reading, offset=offset)


def _write(target: IO[str], line: dict[str, Any]) -> None:
    """A lone surrogate is written as its escape, so that the line stays JSON."""
    target.write(json.dumps(line, ensure_ascii=False) + "\n")
    target.flush()


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _from_file(file: str, name: str, options: argparse.Namespace) -> Iterator[dict[str, Any] | InputError]:
    from chorsu.intake.texts import texts

    source = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file)
    try:
        for document in texts(source, "standard input" if file == STANDARD_INPUT else name, format=options.format):
            for warning in document.warnings:
                say(warning)
            if document.kind == "text":
                yield from _items(document, options)
            elif document.kind == "table":
                yield InputError("is a table", where=document.name, to_do="read it with chorsu tidy")
            else:
                yield InputError("was not read", where=document.name, to_do="see the line before")
    except InputError as error:
        yield error


def _items(document: Document, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Each item read by itself; offsets are characters of the document's text."""
    items = _parts(document, options.lang)
    for number, item in enumerate(items, 1):
        identifier = document.name if len(items) == 1 else f"{document.name}#{number}"
        told = _answered(
            read(
                document.text[item.start : item.end],
                language=options.lang,
                published=item.published or document.published or options.published,
                identifier=identifier,
            ),
            options,
            item.start,
        )
        yield told | {"title": item.title or document.title or told["title"]}


def _parts(document: Document, language: str) -> Sequence[Item | Part]:
    """The items that the file's marks part; where they part none, those that the reader tells apart."""
    if len(document.items) != 1:
        return document.items
    (whole,) = document.items
    return itemised(document.text, whole.start, whole.end, language=language) or document.items


def _from_lines(file: str, name: str, options: argparse.Namespace) -> Iterator[dict[str, Any] | InputError]:
    """One answer for each line, in order; a line that cannot be read gives an error in its place."""
    try:
        for number, line in enumerate(_lines(file, name), 1):
            if line.strip():
                yield _line(line, f"{name}:{number}", options)
    except InputError as error:
        yield error


def _lines(file: str, name: str) -> Iterable[bytes]:
    if file == STANDARD_INPUT:
        yield from sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as stream:
            yield from stream
    except OSError as error:
        raise InputError(f"the file cannot be opened ({error.strerror})", where=name) from error


def _line(line: bytes, where: str, options: argparse.Namespace) -> dict[str, Any] | InputError:
    if len(line) > _LONGEST_LINE:
        return InputError("the line is too long", where=where, to_do="give one notice a line")
    try:
        return _read_line(_object(line, where), where, options)
    except InputError as error:
        return error


def _object(line: bytes, where: str) -> dict[str, Any]:
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError("is no JSON in UTF-8", where=where, to_do="write one JSON object a line") from error
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise InputError("has no text", where=where, to_do='write {"id": …, "text": …, "published": …}')
    return given


def _read_line(given: dict[str, Any], where: str, options: argparse.Namespace) -> dict[str, Any]:
    language = given.get("lang") or options.lang
    if language not in {"auto", *LANGUAGES}:
        language = "auto"
    published = _published(given, where) or options.published
    told = _answered(read(given["text"], language=language, published=published), options)
    return told | {"id": given.get("id")}


def _published(given: dict[str, Any], where: str) -> dt.date | None:
    told = given.get("published")
    if told is None or told == "":
        return None
    try:
        return dt.date.fromisoformat(str(told)[:10])
    except ValueError as error:
        raise InputError(f"published: {str(told)[:40]!r} is no day", where=where, to_do="write YYYY-MM-DD") from error
