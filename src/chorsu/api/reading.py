"""How the body of a request is read: JSON in UTF-8, with nothing in it that the data bank cannot hold."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NoReturn

from ninja.parser import Parser

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = ["StrictParser"]


class StrictParser(Parser):
    """Refuses what is no JSON, numbers that are none, and texts with signs that no text has."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as Python has it.

        Raises:
            ValueError: it cannot be read.
        """
        try:
            found: dict[str, Any] = json.loads(request.body.decode(), parse_constant=_no_number)
        except RecursionError as error:
            raise ValueError from error
        if _holds_no_text(found):
            raise ValueError
        return found


_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
"""The null sign, and halves of signs."""


def _no_number(_written: str) -> NoReturn:
    raise ValueError


def _holds_no_text(found: Any) -> bool:
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str) and _NO_TEXT.search(one):
            return True
        if isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one
    return False
