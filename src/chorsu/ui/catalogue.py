"""Keeps the message catalogues of every room without gettext's tools: collects, adds what is new, compiles.

    python -m chorsu.ui.catalogue            add new words to each django.po, compile each django.mo
    python -m chorsu.ui.catalogue --check    exit 1; one line for each word without a translation, each stale django.mo

Needs Babel, which comes with the group `test`; a running installation only reads the compiled files beside the sources.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from babel.messages import Catalog, Message

__all__ = ["LANGUAGES", "collect", "compiled", "main", "read", "rooms", "unfinished", "wanted"]

LANGUAGES = ("ru",)
"""Languages written by hand beside English, the language of the sources."""
SOURCE = Path(__file__).parents[1]
_SAID_AGAIN = re.compile(r"(.{12,}?)\1+", re.DOTALL)
"""What two catalogues that were joined line by line make of one translation."""
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    name + lazy: places
    for name, places in {
        "gettext": None,
        "_": None,
        "gettext_noop": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for lazy in ("", "_lazy")
}


def rooms(source: Path = SOURCE) -> list[Path]:
    """The folders of the package that hold words to translate."""
    return [folder for folder in sorted(source.iterdir()) if folder.is_dir() and any(_words(folder))]


def collect(room: Path) -> Catalog:
    """Every word of a room's templates and modules, untranslated."""
    from babel.messages import Catalog

    catalogue = Catalog(project="chorsu", charset="utf-8")
    for path, message, context in _words(room):
        catalogue.add(message, locations=[(path.relative_to(room.parent).as_posix(), 0)], context=context)
    return catalogue


def read(room: Path, language: str) -> Catalog:
    """The room's catalogue as committed; empty where there is none yet."""
    from babel.messages import Catalog
    from babel.messages.pofile import read_po

    path = _folder(room, language) / "django.po"
    if not path.exists():
        return Catalog(locale=language, project="chorsu", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """The binary form that Django reads."""
    from babel.messages.mofile import write_mo

    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def wanted(room: Path, language: str) -> list[Message]:
    """The words of a room that Django's own catalogue does not translate already."""
    from babel.messages.mofile import read_mo

    with (Path(django.__file__).parent / "conf/locale" / language / "LC_MESSAGES/django.mo").open("rb") as file:
        theirs = read_mo(file)
    return [word for word in collect(room) if word.id and theirs.get(_key(word.id), context=word.context) is None]


def unfinished(room: Path, language: str) -> list[str]:
    """One line for each word that a reader of the language would see in English, and for a stale compiled file."""
    kept = read(room, language)
    lines = []
    for message in wanted(room, language):
        found = kept.get(_key(message.id), context=message.context)
        if found is None or found.fuzzy or not all(_forms(found)):
            lines.append(f"{room.name}: {language}: no translation of {_key(message.id)!r}")
        elif any(_SAID_AGAIN.fullmatch(form) for form in _forms(found)):
            lines.append(f"{room.name}: {language}: says itself more than once: {_key(message.id)!r}")
    binary = _folder(room, language) / "django.mo"
    if not binary.exists() and not len(kept):
        return lines
    if not binary.exists() or binary.read_bytes() != compiled(kept):
        lines.append(f"{room.name}: {language}: django.mo does not agree with django.po; run `make messages`")
    return lines


def update(room: Path, language: str) -> None:
    """Adds new words to the room's catalogue, drops unused ones, compiles it."""
    from babel.messages import Catalog
    from babel.messages.pofile import write_po

    folder = _folder(room, language)
    kept = read(room, language)
    words = wanted(room, language)
    if not words:
        return
    folder.mkdir(parents=True, exist_ok=True)
    template = Catalog(project="chorsu", charset="utf-8")
    for word in words:
        template[word.id] = word
    kept.update(template, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    kept.fuzzy, kept.msgid_bugs_address = False, "the issue tracker"
    kept.last_translator, kept.language_team, kept.version = "by hand", language, "1"
    kept.header_comment = f"# Words of chorsu.{room.name}."
    with (folder / "django.po").open("wb") as file:
        write_po(file, kept, width=120, ignore_obsolete=True, sort_output=True, include_lineno=False, omit_header=False)
    (folder / "django.mo").write_bytes(compiled(read(room, language)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Updates or checks every room; 1 when the check finds something."""
    parser = argparse.ArgumentParser(prog="python -m chorsu.ui.catalogue", description="Keep the message catalogues.")
    parser.add_argument("--check", action="store_true", help="change nothing, say what is unfinished")
    parser.add_argument("rooms", nargs="*", help="names of rooms (default: all)")
    options = parser.parse_args(arguments)
    chosen = [room for room in rooms() if not options.rooms or room.name in options.rooms]
    lines: list[str] = []
    for room in chosen:
        for language in LANGUAGES:
            if not options.check:
                update(room, language)
            lines += unfinished(room, language)
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201  # the verb's answer
    return 1 if lines and options.check else 0


def _folder(room: Path, language: str) -> Path:
    return room / "locale" / language / "LC_MESSAGES"


def _forms(message: Message) -> list[str]:
    """The translation, one text a plural; an empty text where there is none."""
    text = message.string
    return [text] if isinstance(text, str) else list(text or [""])


def _key(message: str | Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _words(room: Path) -> Iterator[tuple[Path, str | tuple[str, ...], str | None]]:
    from babel.messages.extract import extract

    for path in sorted((*room.rglob("*.html"), *room.rglob("*.txt"), *room.rglob("*.py"))):
        if path.suffix == ".txt" and "templates" not in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # What Django makes of a template is a line of calls among blanked-out text; indentation means nothing.
            text = "\n".join(line.lstrip() for line in templatize(text).splitlines())
        options = {"encoding": "utf-8"}
        for _, message, _, context in extract("python", io.BytesIO(text.encode()), KEYWORDS, (), options):
            yield path, message, context


if __name__ == "__main__":
    sys.exit(main())
