"""Where names of persons stand in Latin and Cyrillic script: runs of capitalised words, judged part by part.

A run is cut into the parts that score best: which shapes a name has and how much each is worth stands in `_SHAPES`.
What a packaged model says, and a title right before, add to the score; a known place and the start of a sentence take
from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.names import Part, listed, part
from chorsu.intake.reading.views import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["NameSpan", "Token", "name_runs"]

_UP = "".join(chr(c) for c in range(0x41, 0x530) if chr(c).isupper())
_LETTER = r"[^\W\d_\u0600-\u06ff]"
_WORD = rf"[{_UP}](?:{_LETTER}|'(?={_LETTER}))*(?:-[{_UP}](?:{_LETTER}|')*)*"
_INITIAL = rf"(?:[SCZKGTD]h|Y[uao]|Ts|Дж|[{_UP}])\."
_PIECE = re.compile(
    rf"(?<![\w@/.])(?<![^\W\d_]-)(?:(?P<initial>{_INITIAL})|(?P<word>{_WORD}))|(?<=\.)(?P<tight>{_INITIAL}|{_WORD})"
)
_GAP = re.compile(
    r" {0,2}|(?<=[^\n]{50})\n ?|(?P<particle> {1,2}(?P<lower>[^\W\d_]+(?:'[^\W\d_]+)?)(?P<after> {1,2})?)"
)
_ACCEPTED = 0.6
_LONGEST = 5
_STRONG = 0.9
_SHAPES: dict[str, float] = {
    "SGP": 0.97, "GPS": 0.97, "sGP": 0.95, "GPs": 0.95, "SUP": 0.93, "UPS": 0.93, "UGP": 0.9, "GPU": 0.9, "UUP": 0.8,
    "UPU": 0.8, "GP": 0.88, "UP": 0.62, "SP": 0.7, "SGGP": 0.95,
    "SII": 0.95, "IIS": 0.95, "sII": 0.85, "IIs": 0.85, "UII": 0.75, "IIU": 0.72, "GII": 0.8, "IIG": 0.8,
    "SI": 0.93, "IS": 0.93, "sI": 0.8, "Is": 0.8, "GI": 0.85, "IG": 0.72, "UI": 0.5, "IU": 0.6,
    "GIS": 0.95, "GIs": 0.9, "GIU": 0.85, "UIS": 0.6, "UIU": 0.5, "GIG": 0.8, "SGI": 0.93, "SUI": 0.8,
    "GS": 0.95, "SG": 0.95, "Gs": 0.85, "sG": 0.8, "US": 0.7, "SU": 0.66, "GU": 0.6, "UG": 0.5, "GG": 0.62,
    "GGS": 0.95, "GUS": 0.82, "SGG": 0.93, "SGU": 0.8, "SUG": 0.8, "GGs": 0.85, "UGS": 0.72, "GGG": 0.65, "GGU": 0.6,
    "GUU": 0.45, "UGU": 0.42, "GSS": 0.8, "GGGs": 0.8, "GGGS": 0.85,
    "GBS": 0.9, "GBs": 0.8, "GBG": 0.8, "GBU": 0.6, "UBS": 0.7, "UBU": 0.35, "GGBU": 0.6, "GGBS": 0.85,
    "GSGK": 0.98, "SGGK": 0.98, "GSUK": 0.95, "SGUK": 0.95, "GGK": 0.9, "GUK": 0.85, "UGK": 0.82, "UUK": 0.75,
    "SGK": 0.85, "SUK": 0.8, "GSK": 0.85,
    "UU": 0.3, "UUU": 0.25, "S": 0.35, "G": 0.3, "s": 0.3, "U": 0.25,
}  # fmt: skip
"""S surname, s of a surname's weak ending, G given name, P patronymic, I initial, K son or daughter of, B a particle
between, U any other word with a capital."""
_MODEL, _PLACE, _QUOTED, _SENTENCE, _UNSEEN = 0.3, -0.3, -0.3, -0.2, -0.1
_BEFORE = {"courtesy": 0.4, "rank": 0.3, "status": 0.3, "post": 0.2, "resident": 0.15, "called": 0.25}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a run: its place in the view, the letters it may stand for in a shape, and what it is."""

    start: int
    end: int
    letters: str
    part: Part
    sentence_start: bool = False
    by_model: bool = False


class NameSpan(NamedTuple):
    """A name found: its tokens and how sure the finding is."""

    tokens: tuple[Token, ...]
    confidence: float


@cache
def _shapes(size: int) -> tuple[tuple[str, float], ...]:
    return tuple((shape, worth) for shape, worth in _SHAPES.items() if len(shape) == size)


@cache
def _particles(kind: str) -> frozenset[str]:
    rows = lexicon.rows("any", "name_particles")
    return frozenset(View(f).plain for row in rows if row["kind"] == kind for f in lexicon.forms(row["forms"]))


def name_runs(  # noqa: PLR0913 (what a text is judged by)
    view: View,
    language: str,
    *,
    persons: Sequence[tuple[int, int]],
    titled: Sequence[tuple[int, int]],
    title_before: Callable[[int], str],
    has_model: bool,
) -> list[NameSpan]:
    """All names, in order, none overlapping.

    Args:
        view: the text.
        language: its language, for endings and for words that are no names.
        persons: what a model takes for persons (offsets of the view).
        titled: words of titles and posts, which are no part of a name.
        title_before: the kind of the title that ends right before an offset, or "".
        has_model: whether a model has read the text, so that its silence tells something.
    """
    judge = _Judge(view, language, title_before, has_model=has_model)
    found: list[NameSpan] = []
    for run in _runs(view, language, persons, titled):
        found.extend(judge.best(run))
    return found


def _runs(
    view: View, language: str, persons: Sequence[tuple[int, int]], titled: Sequence[tuple[int, int]]
) -> Iterator[list[Token]]:
    inside, in_title = _marked(view, persons), _marked(view, titled)
    run: list[Token] = []
    for match in _PIECE.finditer(view.cased):
        start, end = match.span()
        gap = _gap(view, run[-1].end, start) if run else None
        if run and gap is None:
            yield run
            run = []
        elif isinstance(gap, Token):
            run.append(gap)
        if run and match["tight"] and run[-1].letters != "I":
            continue
        run.append(_token(view, language, start, end, in_model=bool(inside[start]), titled=bool(in_title[start])))
        after = _son_of(view, run[-1].end)
        if after:
            run.append(after)
    if run:
        yield run


def _marked(view: View, spans: Sequence[tuple[int, int]]) -> bytearray:
    marks = bytearray(len(view.cased) + 1)
    for start, end in spans:
        marks[start:end] = b"\x01" * (min(end, len(view.cased)) - start)
    return marks


def _gap(view: View, end: int, start: int) -> Token | str | None:
    """Between two pieces: "" when only space stands there, a token for a particle, None when the run ends."""
    if start < end or start - end > 12:  # noqa: PLR2004 - the longest particle with its spaces
        return None
    match = _GAP.fullmatch(view.cased, end, start)
    if not match:
        return None
    if match["particle"] is None:
        return ""
    lower = match["lower"].lower()
    if match["after"] and lower in _particles("between"):
        return Token(match.start("lower"), match.end("lower"), "B", Part(0))
    return None


def _son_of(view: View, end: int) -> Token | None:
    match = _AFTER.match(view.plain, end)
    if not match:
        return None
    word = match["word"]
    fits = any(word == form or (word.startswith(form) and len(word) - len(form) <= 4) for form in _particles("after"))  # noqa: PLR2004 - a case ending
    return Token(match.start("word"), match.end("word"), "K", Part.PATRONYMIC) if fits else None


_AFTER = re.compile(r" (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)")


def _token(  # noqa: PLR0913 (what a text is judged by)
    view: View, language: str, start: int, end: int, *, in_model: bool, titled: bool
) -> Token:
    written = view.cased[start:end]
    begins = _SENTENCE_START.search(view.cased, max(0, start - 4), start) is not None or start == 0
    if written.endswith("."):
        return Token(start, end, "X" if titled else "I", Part(0), begins, in_model)
    if language == "en" and written.endswith(("'s", "'S")):
        end -= 2
    word = view.plain[start:end]
    if titled or len(word) < 2:  # noqa: PLR2004 - a letter alone is no name
        return Token(start, end, "X", Part.NOTHING, begins, in_model)
    what = part(word, language)
    return Token(start, end, _letters(what, written), what, begins, in_model)


_SENTENCE_START = re.compile(r"(?:[.!?:؟]\s{1,3}|\n\s*[-•*]? ?|[.!?]\" )$")


def _letters(what: Part, written: str) -> str:
    if Part.NOTHING in what:
        return "X"
    letters = "".join(
        letter
        for letter, kind in (("S", Part.SURNAME), ("s", Part.WEAK_SURNAME), ("G", Part.GIVEN), ("P", Part.PATRONYMIC))
        if kind in what
    )
    if written.isupper() and len(written) < 5 and not letters:  # noqa: PLR2004 - an abbreviation
        return "X"
    return (letters.replace("S", "Ss") if "S" in letters else letters) + "U"


class _Judge:
    def __init__(self, view: View, language: str, title_before: Callable[[int], str], *, has_model: bool) -> None:
        self.view = view
        self.language = language
        self.title_before = title_before
        self.has_model = has_model
        self.before, self.after = listed("before", language), listed("after", language)

    def best(self, run: list[Token]) -> list[NameSpan]:
        """The parts of a run that are names: those with the greatest sum of length times score."""
        size = len(run)
        score = [0.0] * (size + 1)
        chosen: list[tuple[int, float] | None] = [None] * (size + 1)
        for end in range(1, size + 1):
            score[end] = score[end - 1]
            for start in range(max(0, end - _LONGEST), end):
                worth = self._worth(run[start:end])
                if worth >= _ACCEPTED and score[start] + worth * (end - start) > score[end]:
                    score[end] = score[start] + worth * (end - start)
                    chosen[end] = (start, worth)
        found: list[NameSpan] = []
        end = size
        while end > 0:
            choice = chosen[end]
            if choice is None or score[end] == score[end - 1]:
                end -= 1
                continue
            found.append(NameSpan(tuple(run[choice[0] : end]), min(0.98, choice[1])))
            end = choice[0]
        return found[::-1]

    def _worth(self, tokens: list[Token]) -> float:
        if any(token.letters == "X" for token in tokens):
            return 0.0
        shape, worth = max(
            ((shape, worth) for shape, worth in _shapes(len(tokens)) if self._fits(shape, tokens)),
            key=lambda one: one[1],
            default=("", 0.0),
        )
        if not worth or self._is_place(tokens, worth):
            return 0.0
        single = len(tokens) == 1
        title = self.title_before(tokens[0].start)
        worth += _BEFORE.get(title, 0.0)
        worth += _PLACE * sum(Part.PLACE in t.part and Part.GIVEN not in t.part for t in tokens)
        if tokens[0].sentence_start and "U" in shape[0]:
            worth += _SENTENCE
        if all(token.by_model for token in tokens) and not single:
            worth += _MODEL
        elif self.has_model and "U" in shape and not title:
            worth += _UNSEEN
        if (
            self.view.cased[tokens[0].start - 1 : tokens[0].start]
            == '"'
            == self.view.cased[tokens[-1].end : tokens[-1].end + 1]
        ):
            worth += _QUOTED
        return min(worth, 1.0)

    @staticmethod
    def _fits(shape: str, tokens: list[Token]) -> bool:
        return all(s in t.letters for s, t in zip(shape, tokens, strict=True))

    def _is_place(self, tokens: list[Token], worth: float) -> bool:
        """Whether words around say that a place or a firm is named; only a strong shape stands one word away."""
        following = _AFTER_WORD.match(self.view.plain, tokens[-1].end)
        if following and following[1] in self.after and tokens[-1].letters != "I":
            return True
        before = _WORDS_BEFORE.search(self.view.plain, max(0, tokens[0].start - 60), tokens[0].start)
        if not before:
            return False
        near, far = before["near"], before["far"]
        if near in self.before and (len(near) > 1 or self.view.cased[before.start("near")].islower()):
            return True
        return bool(far) and far in self.before and worth < _STRONG


_AFTER_WORD = re.compile(r"[ -]\"?([^\W\d_]+(?:'[^\W\d_]+)*)")
_WORDS_BEFORE = re.compile(r"(?:(?P<far>[^\W\d_]+)\.? )?\"?(?P<near>[^\W\d_]+(?:'[^\W\d_]+)*)\.?,? \"?$")
