"""The words of handing in: roles, states, codes and refusals, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy, pgettext_lazy

from chorsu.desk.hand_in.readers_lines import place_words, reader_words
from chorsu.desk.presenting import language
from chorsu.intake.models import HandIn
from chorsu.intake.readers.wordlists import codes
from chorsu.kernel.errors import ChorsuError
from chorsu.vocabulary import places

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

__all__ = [
    "FIELDS",
    "ROLES",
    "STATES",
    "code_meaning",
    "country_name",
    "error_line",
    "skipped_words",
    "suggestion_words",
]

State = HandIn.State

ROLES: dict[str, _StrPromise] = {
    "date": pgettext_lazy("column", "Date of the seizure"),
    "time": pgettext_lazy("column", "Time of the seizure"),
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
    "state": pgettext_lazy("column", "State of the quantity"),
    "purity": pgettext_lazy("column", "Purity, %"),
    "packages": pgettext_lazy("column", "Packages"),
    "markings": pgettext_lazy("column", "Stamps and markings"),
    "detained": pgettext_lazy("column", "Persons: detained"),
    "wanted": pgettext_lazy("column", "Persons: wanted"),
    "foreigner": pgettext_lazy("column", "Persons: foreign nationals"),
    "woman": pgettext_lazy("column", "Persons: women"),
    "victim": pgettext_lazy("column", "Persons: victims"),
    "minor": pgettext_lazy("column", "Persons: minors"),
    "witness": pgettext_lazy("column", "Persons: witnesses"),
    "narrative": pgettext_lazy("column", "In words"),
    "id": pgettext_lazy("column", "Number of the report"),
    "identifiers": pgettext_lazy("column", "Identifiers"),
    "phone": pgettext_lazy("column", "Phone"),
    "plate": pgettext_lazy("column", "Vehicle plate"),
    "document": pgettext_lazy("column", "Document"),
    "container": pgettext_lazy("column", "Container"),
    "account": pgettext_lazy("column", "Account or card"),
    "wallet": pgettext_lazy("column", "Wallet"),
    "handle": pgettext_lazy("column", "Handle"),
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


REFUSED_FLAGS: dict[str, _StrPromise] = {
    "impossible_date": gettext_lazy("the date lies before 1961 or in the future; the row is refused"),
}
"""Flags that refuse a row when it comes into the data bank."""
OWN_FLAGS: dict[str, _StrPromise] = {
    "coarse_date": gettext_lazy("the day is not told: the first of its month stands for it"),
    "coarse_year": gettext_lazy("day and month are not told: the first of the year stands for them"),
    "coarse_place": gettext_lazy("the place is told by its region or country alone"),
    "coarse_quantity": gettext_lazy("the quantity is rounded to one digit"),
    "passed_by_rule": gettext_lazy("read from a text and let in by the sender's standing rule, without a review"),
}
"""Flags that no reader of tables gives."""
TO_DO: dict[str, _StrPromise] = {
    "no_date": gettext_lazy("write the date of the seizure"),
    "unreadable_date": gettext_lazy("write the date as YYYY-MM-DD"),
    "impossible_date": gettext_lazy("correct the date of the seizure"),
    "nothing_seized": gettext_lazy("write what was seized, or how much"),
    "unreadable_quantity": gettext_lazy("write one number, and its unit beside it: 3.09 kg"),
}
"""For a reason to refuse a row what it asks for, where the row itself suggests nothing."""


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
    if found is not None:
        return found[language()]
    if kind == "refusal" and code in REFUSED_FLAGS:
        # A flag that refuses a row here: what it says of the value that is kept does not hold.
        return str(REFUSED_FLAGS[code])
    if code in OWN_FLAGS:
        return str(OWN_FLAGS[code])
    return codes("flag").get(code, {}).get(language(), code).split(";")[0]


def suggestion_words(reason: str, suggestion: str) -> str:
    """What to do about a refused row, in the reader's language; empty where the reason says it all.

    A suggestion that no catalogue has gives way, for a reader of another language, to what its reason asks for.
    """
    said = {text for kind in ("refusal", "flag") for text in codes(kind).get(reason, {}).values()}
    if suggestion and suggestion not in said:
        words = reader_words(suggestion)
        if words != suggestion or language() == "en":
            return words
    return str(TO_DO.get(reason, ""))


def error_line(error: ChorsuError | dict[str, str] | None, *, to_do: str = "") -> str:
    """An error as one line for the reader: where, what happened, what to do (`to_do` says that otherwise)."""
    if error is None:
        return ""
    parts = error if isinstance(error, dict) else {"what": error.what, "where": error.where, "to_do": error.to_do}
    what, to_do = parts["what"], to_do or parts["to_do"]
    return str(ChorsuError(reader_words(what), where=place_words(parts["where"]), to_do=reader_words(to_do)))
