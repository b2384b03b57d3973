"""Returns as a form or a sheet would file them, and lines for reconciliations that need no database."""

from decimal import Decimal

from builders.reports import agency_number
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.returns.labels import read_label
from chorsu.returns.lines import Line, lines_of
from chorsu.returns.periods import read_period
from chorsu.returns.services import file_nil, file_return
from chorsu.returns.stating import Statement, checked, entry_of

__all__ = ["entries", "filed", "line", "lines", "nil", "statement"]


def line(number, label, kg, *, group="", subgroup="", unit="kg"):
    """One row as a sheet states it."""
    said, value = read_label(label, subgroup), Decimal(kg)
    return Line(
        number, label, said.subject, value, unit, value if unit == "kg" else None, said.total, said.above,
        said.excluding, said.rest, group, subgroup,
    )  # fmt: skip


def lines(*rows):
    """Rows (label, kg) numbered in their order."""
    return [line(number, *row) for number, row in enumerate(rows, start=1)]


def entries(*rows):
    """Entries of (label, value, unit, role, authority), the last three may be left out."""
    found = []
    for label, value, *rest in rows:
        unit, role, authority = (*rest, *("kg", "", "")[len(rest) :])
        known = {"authority_text": authority} | ({"role": role} if role else {})
        found.append(entry_of(label, Decimal(value), unit, **known))
    return tuple(found)


def statement(*rows, country="UZ", period="2024", **more):
    """A statement with such entries."""
    return Statement(country, read_period(period), entries(*rows), **more)


def filed(*rows, who="border-officer", provider="example-border-uz", audience=(), **more):
    """A return filed by an officer."""
    officer = actor(who)
    with viewing(officer):
        return file_return(
            actor=officer, provider=agency_number(provider), said=statement(*rows, **more), audience=audience, at=now()
        )


def nil(*, who="border-officer", provider="example-border-uz", period="2024-03", audience=(), subject="", **more):
    """A nil return filed by an officer; `subject` as `substance:heroin`."""
    officer = actor(who)
    kind, _, code = subject.partition(":")
    with viewing(officer):
        return file_nil(
            actor=officer,
            provider=agency_number(provider),
            said=statement(period=period, **more),
            subject_kind=kind,
            subject=code,
            audience=audience,
            at=now(),
        )


def numbered(said):
    """The lines of a statement as they would stand when filed."""
    return lines_of(enumerate(checked(said).entries, start=1))
