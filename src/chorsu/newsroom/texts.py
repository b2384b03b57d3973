"""The text of an item in one language, and what makes it fit to be kept or published. Pure: no Django, no database."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass, fields

__all__ = ["LANGUAGES", "LIMITS", "Flaw", "Text", "flaws", "slug_of"]

LANGUAGES = ("en", "ru")
"""Languages in which an item can be written, the one that readers of others are shown first."""
LIMITS = {"title": 200, "summary": 600, "body": 60_000}
"""Most characters of each part."""
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what follows and so can make a reader see another text than was approved."""
_SLUG_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Text:
    """An item in one language; the body is plain text in the form that `chorsu.newsroom.body` reads."""

    title: str = ""
    summary: str = ""
    body: str = ""

    @classmethod
    def cleaned(cls, title: str, summary: str, body: str) -> Text:
        """The text with line ends and outer blanks made uniform; nothing else is changed."""
        lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return cls(" ".join(title.split()), " ".join(summary.split()), "\n".join(map(str.rstrip, lines)).strip("\n"))

    @property
    def empty(self) -> bool:
        """Whether nothing is written in this language."""
        return not (self.title or self.summary or self.body)

    @property
    def complete(self) -> bool:
        """Whether it can stand in public: a title and a body."""
        return bool(self.title and self.body)

    def as_dict(self) -> dict[str, str]:
        """The parts by name, for storing."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a part cannot be kept: the part, `long` (with the limit) or `unseen` (with the code of the character)."""

    part: str
    kind: str
    detail: str


def flaws(text: Text) -> list[Flaw]:
    """What keeps a text from being stored: parts that are too long, characters that hide or turn what is read."""
    found = []
    for field in fields(text):
        value: str = getattr(text, field.name)
        if len(value) > LIMITS[field.name]:
            found.append(Flaw(field.name, "long", str(LIMITS[field.name])))
        for character in value:
            if character in _TURNING or (unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t"):
                found.append(Flaw(field.name, "unseen", f"U+{ord(character):04X}"))
                break
    return found


def slug_of(romanised_title: str) -> str:
    """The readable end of an address: lower-case Latin letters, digits and hyphens, cut at a word; may be empty."""
    slug = re.sub(r"[^a-z0-9]+", "-", romanised_title.lower()).strip("-")
    if len(slug) <= _SLUG_LENGTH:
        return slug
    return slug[: _SLUG_LENGTH + 1].rpartition("-")[0] or slug[:_SLUG_LENGTH]
