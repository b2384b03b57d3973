"""A text as the assemblers see it: its view, setting and sentences, and each list of phrases looked for only once."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from chorsu.intake.reading.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chorsu.intake.reading.phrases import Found, Phrases
    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["Seen"]


class Seen:
    """A view with its setting.

    Attributes:
        view: the text as rules see it, identifiers masked.
        setting: what is known of it.
        sentences: offsets of its sentences in the view.
    """

    def __init__(self, view: View, setting: Setting) -> None:
        self.view = view
        self.setting = setting
        self.sentences = sentences(view, setting.language)
        self._starts = [start for start, _ in self.sentences]
        self._found: dict[int, list[Found[Any]]] = {}

    @property
    def language(self) -> str:
        """The language whose words are looked for."""
        return self.setting.language

    def find[T](self, phrases: Phrases[T]) -> list[Found[T]]:
        """The phrases found in the text; `phrases` must be a cached list, which lives as long as the program."""
        key = id(phrases)
        if key not in self._found:
            self._found[key] = phrases.find(self.view)
        return self._found[key]

    def place(self, one: Value[Any]) -> tuple[int, int]:
        """Where a value stands in the view."""
        return self.view.place(one.start, one.end)

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds the character `at` of the view, or of the last before it."""
        return max(0, bisect_right(self._starts, at) - 1)

    def spans(self, at: int) -> tuple[int, int]:
        """The sentence that holds the character `at`; the whole text where there is none."""
        return self.sentences[self.sentence(at)] if self.sentences else (0, len(self.view.plain))

    def by_sentence[T](self, placed: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
        """Things by the number of the sentence in which they begin; `placed` gives each with its place in the view."""
        found: dict[int, list[T]] = {}
        for at, one in placed:
            found.setdefault(self.sentence(at), []).append(one)
        return found
