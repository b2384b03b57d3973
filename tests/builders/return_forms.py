"""The form of a return as a browser sends it, and what a page says."""

import re

__all__ = ["answered", "form", "text_of"]


def form(*rows, **more):
    """The fields of the form for rows of (label, value, role, authority)."""
    padded = [(*row, "", "")[:4] for row in rows]
    return {
        "country": "UZ",
        "year": "2021",
        "part": "",
        "scope": "state",
        "who": "members",
        "row-label": [row[0] for row in padded],
        "row-value": [row[1] for row in padded],
        "row-unit": ["kg"] * len(padded),
        "row-role": [row[2] for row in padded],
        "row-authority": [row[3] for row in padded],
        "row-place": [""] * len(padded),
    } | more


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def answered(response):
    """What the button beside the questions of a page sends."""
    return {"asked": re.search(r'name="asked" value="([0-9a-f]{32})"', response.content.decode())[1]}
