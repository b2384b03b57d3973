"""The words of handing in: roles, states, codes and refusals, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop, pgettext_lazy

from chorsu.desk.presenting import language
from chorsu.intake.models import HandIn
from chorsu.intake.readers.wordlists import codes
from chorsu.kernel.errors import ChorsuError
from chorsu.vocabulary import places

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

__all__ = ["FIELDS", "ROLES", "STATES", "code_meaning", "country_name", "error_line", "skipped_words"]

State = HandIn.State

ROLES: dict[str, _StrPromise] = {
    "date": pgettext_lazy("column", "Date of the seizure"),
    "country": pgettext_lazy("column", "Country"),
    "admin1": pgettext_lazy("column", "Region"),
    "place": pgettext_lazy("column", "Place"),
    "substance": pgettext_lazy("column", "Substance"),
    "quantity": pgettext_lazy("column", "Quantity"),
    "unit": pgettext_lazy("column", "Unit"),
    "concealment": pgettext_lazy("column", "Hiding place"),
    "conveyance": pgettext_lazy("column", "Transport"),
    "installation": pgettext_lazy("column", "Installation"),
    "origin": pgettext_lazy("column", "Country of origin"),
    "departure": pgettext_lazy("column", "Country of departure"),
    "destination": pgettext_lazy("column", "Country of destination"),
    "routing": pgettext_lazy("column", "Routing"),
    "id": pgettext_lazy("column", "Number of the report"),
}
"""What a column can hold."""
FIELDS = {"date": "seizure_date"}
"""Roles whose field is named otherwise."""
STATES: dict[str, tuple[_StrPromise, str]] = {
    State.DRAFT: (pgettext_lazy("hand-in", "Draft"), "chip-off"),
    State.ACCEPTED: (pgettext_lazy("hand-in", "Waiting"), "chip-note"),
    State.RUNNING: (pgettext_lazy("hand-in", "Being taken in"), "chip-note"),
    State.DONE: (pgettext_lazy("hand-in", "In the data bank"), "chip-good"),
    State.FAILED: (pgettext_lazy("hand-in", "Stopped"), "chip-bad"),
    State.DISCARDED: (pgettext_lazy("hand-in", "Discarded"), "chip-off"),
    State.WITHDRAWING: (pgettext_lazy("hand-in", "Being withdrawn"), "chip-note"),
    State.WITHDRAWN: (pgettext_lazy("hand-in", "Withdrawn"), "chip-warn"),
    State.RESTORING: (pgettext_lazy("hand-in", "Being restored"), "chip-note"),
}
"""What a state is called, and the chip that shows it."""
SKIPPED: dict[str, _StrPromise] = {
    "header": pgettext_lazy("rows skipped", "headers"),
    "blank": pgettext_lazy("rows skipped", "blank"),
    "total": pgettext_lazy("rows skipped", "totals"),
    "title": pgettext_lazy("rows skipped", "titles"),
    "example": pgettext_lazy("rows skipped", "example line"),
    "other_sheet": pgettext_lazy("rows skipped", "other sheets"),
}
"""The rules by which rows are skipped, in a word."""


READERS_LINES = (
    gettext_noop("is empty"),
    gettext_noop("check that the right file was chosen"),
    gettext_noop("hand it in in parts"),
    gettext_noop("the file is empty"),
    gettext_noop("the table is empty"),
    gettext_noop("this is a PDF, no CSV or XLSX table"),
    gettext_noop("hand in the table it was made from"),
    gettext_noop("this is a picture, no CSV or XLSX table"),
    gettext_noop("hand in the table it shows"),
    gettext_noop("this is a compressed file, no CSV or XLSX table"),
    gettext_noop("unpack it first"),
    gettext_noop("this is a web page, no CSV or XLSX table"),
    gettext_noop("save the table as CSV or XLSX"),
    gettext_noop("this is a workbook of the old kind (XLS) or one locked with a password, no CSV or XLSX table"),
    gettext_noop("save it as XLSX or CSV"),
    gettext_noop("the workbook is broken or cut off"),
    gettext_noop("send it again, or save it anew as XLSX or CSV"),
    gettext_noop("an archive that holds no XLSX workbook"),
    gettext_noop("unpack it and hand in what it holds"),
    gettext_noop("the workbook is locked with a password"),
    gettext_noop("save it without one"),
    gettext_noop("the workbook unpacks to more than 600 MB or more than 300 times its size"),
    gettext_noop("it is not opened; save the table alone, or as CSV"),
    gettext_noop("delete stray cells far from the table, or save it as CSV"),
    gettext_noop("the workbook cannot be read"),
    gettext_noop("save it anew as XLSX or CSV"),
    gettext_noop("keep the columns of the seizures and hand it in again"),
    gettext_noop("no column of a seizure date"),
    gettext_noop("no column of a substance"),
    gettext_noop("no column of a seizure date, but of a period: a statistical return (totals), not single seizures"),
    gettext_noop("the bytes are no text in any known encoding"),
    gettext_noop("save it as CSV in UTF-8"),
    gettext_noop("two columns have the same role"),
    gettext_noop("leave it to one of them"),
    gettext_noop("a date and a substance are needed"),
    gettext_noop("say which columns hold them"),
    gettext_noop("write the date as YYYY-MM-DD"),
    gettext_noop("write the date of the seizure"),
    gettext_noop("write one number, and its unit beside it: 3.09 kg"),
    gettext_noop("write what was seized, or how much"),
    gettext_noop("tell the duty officer, the details are in the log"),
)
"""Lines of the readers that never change: they stand here for the catalogue, the readers know no language."""


def country_name(code: str) -> str:
    """A country's name; its code where the vocabulary has none."""
    if not code:
        return ""
    try:
        found = places.country(code)
    except ChorsuError:
        return code
    return found.name_ru if language() == "ru" else found.name_en


def skipped_words(rule: str) -> str:
    """A rule by which rows are skipped, in a word or two."""
    return str(SKIPPED.get(rule, rule))


def code_meaning(kind: str, code: str) -> str:
    """What a flag, change, skip or refusal code means."""
    found = codes(kind).get(code)
    if found is None:
        # A flag that refuses a row here: what it says of the value that is kept does not hold.
        return codes("flag").get(code, {}).get(language(), code).split(";")[0]
    return found[language()]


def error_line(error: ChorsuError | dict[str, str] | None, *, to_do: str = "") -> str:
    """An error as one line for the reader: where, what happened, what to do (`to_do` says that otherwise)."""
    if error is None:
        return ""
    parts = error if isinstance(error, dict) else {"what": error.what, "where": error.where, "to_do": error.to_do}
    what, to_do = parts["what"], to_do or parts["to_do"]
    return str(
        ChorsuError(
            gettext(what) if what else "",  # a catalogue has the lines that never change
            where=parts["where"],
            to_do=gettext(to_do) if to_do else "",
        )
    )
