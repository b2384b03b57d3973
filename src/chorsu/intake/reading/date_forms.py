"""The forms of a date as patterns over the letters of `date_atoms`: days, ranges, nights, months, halves, years.

Owns which runs of atoms are a date, and the numbers in them. Must not know the day of publication: what the numbers
mean on a calendar is `dates`'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.date_atoms import Atom

__all__ = ["Form", "forms_of", "halves"]

_YEAR = r"(?:y?x*Y-?[ox]?-?y?|F\.y\.?|[tl])"
_YEAR_BEFORE = rf"(?:x*{_YEAR}[-,xmi]*)"
_YEAR_AFTER = r"(?:[,xmi]*(?:y?x*Y-?[ox]?-?y?(?:\.(?=$|.))?|F\.y\.?|[tl]))"
_BETWEEN = r"o?x*(?:-|T)x*F?x*"
_OR_AND = r"o?x*(?:-|T|A)x*F?x*"
"""Between two days of one month also "and"; between two dates only behind a "between"."""
_MONTH = r"[MJ]\.?o?"
_ORDINAL_DAYS = frozenset({"fa", "ps"})
"""Languages in which the day of a month is often a word."""
_MONTH_FIRST = frozenset({"en", "ps"})
"""Languages in which a bare number behind a month is its day."""
_RUN = re.compile(r"[^z]+")
_TELLING = re.compile(r"[MJYwRWPBtlhHqmdVEvU]")
"""Without one of these a run of atoms holds no date."""
_LEAD = frozenset("xiGF-,.moAT")
_TAIL = frozenset("x-,.iFAT")


@dataclass(frozen=True, slots=True)
class Form:
    """A run of atoms that is a date: its kind, its atoms, its offsets in the view.

    `kind`: `days` (one day or a range), `month`, `months` (the first so many of a year), `half`, `quarter`, `since`,
    `since_month`, `so_far`, `year`, `relative`, `weekday`, `week`, `past_month`, and
    `counted` (so many days ago, or after or before another day of the text).
    """

    kind: str
    atoms: tuple[Atom, ...]
    start: int
    end: int

    def numbers(self, letters: str) -> list[Atom]:
        """The atoms of these letters, in order."""
        return [one for one in self.atoms if one.letter in letters]


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    day = r"[Dk]-?[ox]?" if language in _ORDINAL_DAYS else r"D-?o?"
    before, after = _YEAR_BEFORE, _YEAR_AFTER
    day_month = rf"{day}[-xm,]*{_MONTH}"
    behind = rf"{_MONTH}x*{day}" if language in _MONTH_FIRST else rf"{_MONTH}[xm]*D(?:-?o|x)"
    lead = r"[xF]*G?[xiF]*"
    night = r"(?:(?<!-)(?<!-x)x*G(?![xiF]*[DkMJYy]))?"
    several = r"(?:k[xmi]*)?"
    count = r"[Dk]-?o?"
    listed = [
        ("days", rf"{lead}{before}?{day_month}{after}?{_BETWEEN}{before}?{day_month}{after}?"),
        ("days", rf"{lead}{before}?D-?Mo?{before}?D-?Mo?"),
        ("days", rf"{lead}{before}?{_MONTH}[xm]*D-?oD-?o"),
        ("days", rf"{lead}{before}?D-?oD-?{_MONTH}{after}?"),
        ("days", rf"{lead}{_MONTH}x*{day}{after}?{_BETWEEN}{_MONTH}x*{day}{after}?"),
        ("days", rf"{lead}{before}?{day}[xm]*{_OR_AND}[xm]*{day}[-xm]*{_MONTH}{after}?"),
        ("days", rf"F{before}?{day_month}{after}?{_OR_AND}{before}?{day_month}{after}?"),
        ("days", rf"{lead}{before}?{_MONTH}x*{day}{_BETWEEN}{day}{after}?"),
        ("days", rf"{lead}{before}?{day_month}{after}?{night}"),
        ("days", rf"{lead}{before}?{behind}{after}?"),
        ("days", rf"{lead}{before}{_MONTH}[xm]*D"),
        ("month", rf"[iFx]*{before}?{_MONTH}{_BETWEEN}{_MONTH}{after}?"),
        ("month", rf"Fx*{before}?{_MONTH}x*A{before}?{_MONTH}{after}?"),
        ("since_month", rf"[Fs][xm]*{_MONTH}{after}?"),
        ("since_month", rf"[ix]*{before}?{_MONTH}[-xmo]*S"),
        ("month", rf"[iFx]*{_MONTH}{after}"),
        ("month", rf"[iFx]*{before}{_MONTH}"),
        ("month", rf"i[xm]*{_MONTH}"),
        ("months", rf"[iFx]*{several}{count}[xi]*m(?:k|p)?{after}"),
        ("months", rf"[iFx]*{before}{several}{count}[xi]*mk?"),
        ("months", rf"[iFx]*{count}[xi]*mky"),
        ("months", rf"[iFx]*k{count}[xi]*mx*y"),
        ("months", rf"ix*{count}x*m(?![yYtlkpx.-])"),
        ("half", rf"[iFx]*{count}x*[hH]{after}"),
        ("half", rf"[iFx]*{before}{count}x*[hH]"),
        ("half", rf"[iFx]*[hH]k{after}"),
        ("half", rf"[iFx]*{count}x*(?:H|hx*y)"),
        ("half", r"[iFx]*Hx*k(?![mMq])"),
        ("quarter", rf"[iFx]*{count}[x]*q{after}"),
        ("quarter", rf"[iFx]*{before}{count}[x]*q"),
        ("quarter", rf"[iFx]*qk{after}"),
        ("since", r"s[xy]*Y-?o?-?y?"),
        ("since", r"FYy"),
        ("since", r"Y-?[ox]?-?y[-x]*S"),
        ("so_far", rf"B{after}?"),
        ("so_far", rf"{before}B"),
        ("year", r"[ix]*(?:Y-?[ox]?-?y|yx*Y|[tl])"),
        ("year", r"ix*Y"),
        ("relative", r"R"),
        ("weekday", r"G?[xiF]*[pN]?w"),
        ("weekday", r"[xiF]*(?:w[xi,]*W|W[xi,]*w)"),
        ("week", r"W"),
        ("past_month", r"P"),
        ("counted", r"d|[Dk][VEU]|v[Dk]b"),
    ]
    return tuple((kind, re.compile(pattern)) for kind, pattern in listed)


def forms_of(atoms: Sequence[Atom], language: str) -> list[Form]:
    """Every date among the atoms, the longest at each place, none inside another."""
    letters = "".join(one.letter for one in atoms)
    found: list[Form] = []
    for run in _RUN.finditer(letters):
        at = run.start()
        while at < run.end() and _TELLING.search(letters, at, run.end()):
            best = _longest(letters, at, language)
            if best:
                kind, end = best
                found.append(_trimmed(kind, atoms[at:end]))
            at = best[1] if best else at + 1
    return found


def halves(form: Form) -> list[Form]:
    """The two days of a form that only looks like a range ("14 May - On 11 May"), each a form of its own."""
    months = [nth for nth, one in enumerate(form.atoms) if one.letter in "MJ"]
    days = [nth for nth, one in enumerate(form.atoms) if one.letter in "Dk"]
    if form.kind != "days" or len(months) != 2 or len(days) != 2:  # noqa: PLR2004 - two days, each with its month
        return []
    first, last = max(months[0], days[0]), min(months[1], days[1])
    cut = next((nth for nth in range(first + 1, last) if form.atoms[nth].letter in "-TA"), None)
    if cut is None:
        return []
    return [_trimmed("days", form.atoms[:cut]), _trimmed("days", form.atoms[cut + 1 :])]


def _longest(letters: str, at: int, language: str) -> tuple[str, int] | None:
    best: tuple[str, int] | None = None
    for kind, pattern in _patterns(language):
        match = pattern.match(letters, at)
        if match and (best is None or match.end() > best[1]) and not _is_count(kind, letters, at, match.end()):
            best = kind, match.end()
    return best


def _is_count(kind: str, letters: str, start: int, end: int) -> bool:
    """Whether a number behind a month counts something else: "in March 25 people …"."""
    run = letters[start:end]
    return kind == "days" and bool(re.search(r"ix*[MJ]\.?D$", letters[max(0, start - 2) : start] + run))


def _trimmed(kind: str, run: Sequence[Atom]) -> Form:
    """The form without joining words at its ends; a range keeps its "from"."""
    first, last = 0, len(run)
    while last > first + 1 and run[last - 1].letter in _TAIL and not _ends_year(run[:last]):
        last -= 1
    days = sum(1 for one in run if one.letter in "Dk")
    while first < last - 1 and run[first].letter in _LEAD:
        if run[first].letter == "F" and (days > 1 or kind in {"month", "since_month"}):
            break
        first += 1
    return Form(kind, tuple(run), run[first].start, run[last - 1].end)


def _ends_year(run: Sequence[Atom]) -> bool:
    """Whether the last sign is the full stop of an abbreviated word for "year"."""
    return len(run) > 1 and run[-1].letter == "." and run[-2].letter == "y" and run[-2].end - run[-2].start == 1
