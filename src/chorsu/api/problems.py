"""The one table of refusals of the machine door: `application/problem+json` (RFC 9457), each saying what to do.

Absent and forbidden are one: of status 404 there is one answer, byte for byte.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpResponse
from django.utils.translation import gettext, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.functional import _StrPromise

__all__ = ["MEDIA_TYPE", "PROBLEMS", "problem"]

MEDIA_TYPE = "application/problem+json"


class Problem(NamedTuple):
    """A kind of refusal: its code, what it is called, what to do where nothing better is known."""

    code: str
    title: _StrPromise
    to_do: _StrPromise


PROBLEMS: dict[int, Problem] = {
    400: Problem("unreadable", gettext_lazy("The request cannot be read"), gettext_lazy("send JSON in UTF-8")),
    401: Problem(
        "no-token",
        gettext_lazy("No token that opens this door"),
        gettext_lazy("send “Authorization: Bearer …” with a token that works; one is made on the account page"),
    ),
    403: Problem(
        "refused",
        gettext_lazy("This is not permitted"),
        gettext_lazy("ask whoever the rule names, or use another token"),
    ),
    404: Problem(
        "absent", gettext_lazy("No such thing"), gettext_lazy("check the address, or ask the one who sent it to you")
    ),
    405: Problem(
        "not-taken", gettext_lazy("This address takes no such request"), gettext_lazy("use a method that “Allow” names")
    ),
    406: Problem("not-offered", gettext_lazy("There is no such form"), gettext_lazy("choose from the list")),
    410: Problem(
        "closed",
        gettext_lazy("It was closed to you"),
        gettext_lazy("use it no more, take it out of your files, and give the receipt"),
    ),
    413: Problem("too-large", gettext_lazy("The request is too large"), gettext_lazy("send it in parts")),
    415: Problem("wrong-type", gettext_lazy("The request cannot be read"), gettext_lazy("send JSON in UTF-8")),
    422: Problem(
        "cannot-be-meant", gettext_lazy("A value cannot be used"), gettext_lazy("correct what is named, and send again")
    ),
    429: Problem("too-fast", gettext_lazy("Too many requests"), gettext_lazy("wait as long as “Retry-After” says")),
    500: Problem("failed", gettext_lazy("It failed here"), gettext_lazy("nothing of it was done; send it again")),
    503: Problem(
        "away",
        gettext_lazy("The data bank does not answer just now"),
        gettext_lazy("send it again in a few seconds; what was confirmed to you is kept"),
    ),
}
"""By status. Codes are never reused."""


def problem(  # noqa: PLR0913 — what a refusal can say
    status: int,
    *,
    detail: str = "",
    where: str = "",
    to_do: str = "",
    errors: Sequence[Mapping[str, str]] = (),
    more: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer of a refusal; `errors` name single values, each with `where` and `what`; `more` are further members.

    Of 404 nothing is said beside the table.
    """
    known = PROBLEMS.get(status, PROBLEMS[500 if status >= 500 else 400])  # noqa: PLR2004 — a server's own error
    said: dict[str, Any] = {
        "type": f"urn:chorsu:problem:{known.code}",
        "title": str(known.title),
        "status": status,
        "detail": "" if status == 404 else detail,  # noqa: PLR2004 — absent and forbidden are one
        "where": "" if status == 404 else where,  # noqa: PLR2004 — as above
        "to_do": gettext(to_do) if to_do and status != 404 else str(known.to_do),  # noqa: PLR2004 — as above
    }
    if errors:
        said["errors"] = list(errors)
    body = json.dumps(said | dict(more or {}), ensure_ascii=False, default=str)
    answer = HttpResponse(body, status=status, content_type=MEDIA_TYPE)
    for name, value in (headers or {}).items():
        answer[name] = value
    return answer
