"""What a text says of a language model that was asked, in the reader's language: `intake.model` knows English alone."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

__all__ = ["warning_words"]

_LINES = frozenset(
    {
        gettext_noop("the model did not answer; read by rules alone"),
        gettext_noop("the text is too long for the model; read by rules alone"),
        gettext_noop("the model: its answer was no JSON"),
        gettext_noop("the model: its answer had no list of seizures"),
        gettext_noop("the model: a seizure was no object"),
        gettext_noop("the model: a value was no quote"),
        gettext_noop("the model: its quote is too long"),
        gettext_noop("the model: its quote does not stand in the text"),
        gettext_noop("the model: its quote is not understood"),
    }
)


def warning_words(line: str) -> str:
    """A warning of a text in the reader's language; the words that it quotes, and lines of others, as they are."""
    said, mark, words = line.partition(": “")
    return f"{gettext(said)}{mark}{words}" if said in _LINES else line
