"""The channels of the exchange, a reviewed list: names, and the handling that a message in each begins with."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from importlib.resources import files

from chorsu.handling.marking import Handling
from chorsu.kernel.errors import InputError

__all__ = ["Channel", "channel", "channels"]


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel: its code, its names, the codes of use and dissemination that it begins with."""

    code: str
    en: str
    ru: str
    use: frozenset[str]
    dissemination: frozenset[str]

    @property
    def handling(self) -> Handling:
        """The conditions of a message in it, unless its writer says more."""
        return Handling(use=self.use, dissemination=self.dissemination)

    def label(self, language: str) -> str:
        """The name in a language, `en` or `ru`."""
        return self.ru if language == "ru" else self.en


@functools.cache
def channels() -> dict[str, Channel]:
    """The channels by code, in the order of the file."""
    text = files("chorsu.exchange.messages").joinpath("data/channels.tsv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    if any(not row["source"] for row in rows):
        raise InputError("a row without a source", where="channels.tsv")
    return {
        row["code"]: Channel(row["code"], row["en"], row["ru"], _codes(row["use"]), _codes(row["dissemination"]))
        for row in rows
    }


def channel(code: str) -> Channel:
    """A channel by its code.

    Raises:
        InputError: there is none.
    """
    found = channels().get(code)
    if found is None:
        raise InputError("is no channel", where=code[:20], to_do="choose from the list")
    return found


def _codes(text: str) -> frozenset[str]:
    return frozenset(code for code in text.split(",") if code)
