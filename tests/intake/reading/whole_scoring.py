"""The score of whole notices: beside the slots of `scoring`, those that each labelled lot tells of its seizure.

A label may allow several codes ("food|freight"). A slot that a label leaves out is not scored; null must be empty.
"""

import json
from datetime import date

from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.reading import read
from intake.reading import scoring

__all__ = ["notices", "score"]


def notices(file):
    """The labelled notices of a file of `unseen/`; lines that begin with `#` are remarks."""
    lines = (scoring.UNSEEN / file).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line and not line.startswith("#")]


def score(labelled):
    """The score of reading all notices, language detected."""
    total = scoring.score(labelled)
    for notice in labelled:
        told = answer(read(notice["text"], published=date.fromisoformat(notice["published"])))
        for label in notice["seizures"]:
            found = next((one for one in told["seizures"] if scoring.holds(one, label)), None)
            if found and not label["aggregate"]:
                _manners(total, notice, label, found)
    return total


def _manners(total, notice, label, seizure):
    given = {
        "place": [(seizure["place"] or {}).get("iso")],
        "wanted": [seizure["wanted"]],
        "agency": [(seizure["agency"] or {}).get("code")],
        "concealment": [(seizure["concealment"] or {}).get("code")],
        "conveyance": [(seizure["conveyance"] or {}).get("code")],
        "from": [(seizure["from"] or {}).get("quote")],
        "via": [one["quote"] for one in seizure["via"]],
        "to": [(seizure["to"] or {}).get("quote")],
        "nationality": [one["code"] if isinstance(one, dict) else one for one in seizure["nationalities"]],
        "qualifier": [item["qualifier"] for item in seizure["items"] if scoring.same(label, item)][:1],
    }
    keys = {"place": "iso", "nationality": "nationalities"}
    for name, values in given.items():
        key = keys.get(name, name)
        if key in label:
            wanted = label[key] if isinstance(label[key], list) else [label[key]]
            _compare(total, notice, name, [x for x in wanted if x], [x for x in values if x])


def _compare(total, notice, name, wanted, given):
    slot = total.slot(notice["lang"], name)
    left = list(given)
    for one in wanted:
        fit = next((x for x in left if _fits(name, one, x)), None)
        slot.right += fit is not None
        slot.missed += fit is None
        if fit is not None:
            left.remove(fit)
    slot.extra += len(left)
    if left or len(given) < len(wanted):
        total.differences.append(f"{notice['id']} {name}: {given} where {wanted} is right")


def _fits(name, wanted, given):
    if name in {"from", "via", "to"}:
        return wanted in given
    return given in wanted.split("|") if isinstance(wanted, str) else given == wanted
