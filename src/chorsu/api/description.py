"""What the OpenAPI document says beside the addresses themselves: how to come in, and the one shape of a refusal."""

from __future__ import annotations

from typing import Any

from chorsu.api.problems import MEDIA_TYPE, PROBLEMS

__all__ = ["DESCRIPTION", "described"]

DESCRIPTION = """\
What the officers' pages tell and do, for programs: under the same rules, by the same services, in the same audit trail.

Every request brings a token: `Authorization: Bearer chorsu_…`. A token is made on the account page, or by an
administrator for a machine; it gives no more than its owner may see and do at that moment, for the scopes that it was
made for, at its rate (then 429 and `Retry-After`). A cookie opens nothing.

Principals are named `agency:CODE`, `state:XX`, `group:CODE` or `members`; `/directory` lists them, `/vocabulary` the
codes. A list tells no more of how much there is than whether there is a next page. What is not there and what is not
for you answer alike. Refusals are `application/problem+json` and say what to do. Words come in English or Russian
(`Accept-Language`).
"""
_REFUSALS = ("400", "401", "403", "404", "405", "413", "422", "429", "503")
_PROBLEM = {
    "type": "object",
    "description": "A refusal (RFC 9457); `errors` name single values.",
    "required": ["type", "title", "status", "detail", "where", "to_do"],
    "properties": {
        "type": {"type": "string", "enum": [f"urn:chorsu:problem:{one.code}" for one in PROBLEMS.values()]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "where": {"type": "string"},
        "to_do": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"where": {"type": "string"}, "what": {"type": "string"}},
                "required": ["where", "what"],
            },
        },
        "closed": {"type": "object", "description": "Of 410: how and when it was closed to you, and its recall."},
    },
    "example": {
        "type": "urn:chorsu:problem:absent",
        "title": "No such thing",
        "status": 404,
        "detail": "",
        "where": "",
        "to_do": "check the address, or ask the one who sent it to you",
    },
}


def described(said: dict[str, Any]) -> dict[str, Any]:
    """The document with the shape of a refusal at every address, and the scope in the words of each."""
    said["components"].setdefault("schemas", {})["Problem"] = _PROBLEM
    refusal = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for methods in said["paths"].values():
        for operation in methods.values():
            answers = operation["responses"]
            for status in _REFUSALS:
                title = str(PROBLEMS[int(status)].title)
                answers.setdefault(status, {"description": title, "content": refusal})
            operation["responses"] = {str(status): answer for status, answer in answers.items()}
    return said
