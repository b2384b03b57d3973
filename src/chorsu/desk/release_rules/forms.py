"""The form of a standing release rule: read from an address or a form, and filled in again.

The whole rule stands in the address, so that a dry run is read before anything is in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from chorsu.desk.hand_in.wording import country_name
from chorsu.desk.presenting import language
from chorsu.desk.records.handling_words import USES
from chorsu.desk.records.terms import groups_of_choices, inside, named, numbers_in, whom_words
from chorsu.directory.models import State
from chorsu.kernel.errors import InputError
from chorsu.records.release_rules.services import Wanted
from chorsu.ui.wording import entered
from chorsu.vocabulary import substances

if TYPE_CHECKING:
    from django.http import QueryDict

    from chorsu.desk.hand_in.audience import Names
    from chorsu.records.models import ReleaseRule

__all__ = ["RuleForm", "form_of", "sentence_of", "wanted_in"]

_KEYS = (
    "name",
    "substance",
    "least",
    "country",
    "persons",
    "to",
    "but",
    "days",
    "use",
    "dissemination",
    "basis",
    "purpose",
    "eyes",
)
_MOST_VALUES = 200


@dataclass(frozen=True, slots=True)
class RuleForm:
    """The form as it was sent: choices with whether each is chosen, and texts."""

    name: str
    substances: list[tuple[str, str, bool]]
    least: str
    countries: list[tuple[str, str, bool]]
    without_persons: bool
    groups: list[tuple[str, Any]]
    leave_out: list[tuple[str, Any]]
    days: str
    court: bool
    court_words: str
    onward: bool
    onward_words: str
    basis: str
    purpose: str
    four_eyes: bool
    items: list[tuple[str, str]]
    """Key and value of everything that was sent, to be sent again."""

    @property
    def sent(self) -> bool:
        """Whether anything was asked at all."""
        return bool(self.items)

    @property
    def query(self) -> str:
        """The same as the query of an address."""
        return urlencode(self.items)


def wanted_in(sent: QueryDict) -> Wanted:
    """The rule that was sent.

    Raises:
        InputError: a weight or a number of days that is no number.
    """
    days = _number(sent.get("days", ""), _("the days"))
    if days is not None and days != int(days):
        raise InputError("is no number of days", where="the days", to_do="write up to three years in days")
    return Wanted(
        name=sent.get("name", ""),
        to_audience=tuple(numbers_in(sent, "to")),
        but=tuple(numbers_in(sent, "but")),
        substances=tuple(sent.getlist("substance")[:_MOST_VALUES]),
        least_kg=_number(sent.get("least", ""), _("the weight")),
        countries=tuple(sent.getlist("country")[:_MOST_VALUES]),
        without_persons="persons" not in sent,
        days=None if days is None else int(days),
        use_codes=tuple(sent.getlist("use")),
        dissemination_codes=tuple(sent.getlist("dissemination")),
        basis=sent.get("basis", "")[:2_000],
        purpose=sent.get("purpose", "")[:2_000],
        four_eyes="eyes" in sent,
    )


def form_of(names: Names, provider: int, sent: QueryDict) -> RuleForm:
    """The form filled in with what was sent; a new one asks for four eyes and for records without persons."""
    chosen, left_out = numbers_in(sent, "to"), numbers_in(sent, "but")
    codes, countries = sent.getlist("substance"), sent.getlist("country")
    items = [(key, value) for key in _KEYS for value in sent.getlist(key)]
    return RuleForm(
        name=sent.get("name", ""),
        substances=_substances(codes),
        least=sent.get("least", ""),
        countries=sorted(
            ((state.code, country_name(state.code), state.code in countries) for state in State.objects.all()),
            key=lambda one: one[1],
        ),
        without_persons="persons" not in sent,
        groups=groups_of_choices(names, provider, chosen),
        leave_out=[(title, named(names, found, left_out)) for title, found in inside(chosen, provider)],
        days=sent.get("days", ""),
        court="H1" in sent.getlist("use"),
        court_words=str(USES["H1"]),
        onward="H2" in sent.getlist("dissemination"),
        onward_words=str(USES["H2"]),
        basis=sent.get("basis", ""),
        purpose=sent.get("purpose", ""),
        four_eyes="eyes" in sent or not items,
        items=items,
    )


def sentence_of(names: Names, rule: ReleaseRule) -> str:
    """What a rule does, in one sentence: which records, to whom, until when, under which conditions."""
    what = ", ".join(substances.label(code, language()) for code in rule.substances) or _("seizures of any kind")
    said = [what]
    if rule.least_kg is not None:
        said.append(_("from %(kg)s kg on") % {"kg": entered(rule.least_kg)})
    if rule.countries:
        where = ", ".join(country_name(code) for code in rule.countries)
        said.append(_("seized in %(countries)s") % {"countries": where})
    if rule.without_persons:
        said.append(_("without persons, words and photographs"))
    said.append("→ " + whom_words(names, rule.to_audience, rule.but, provider=rule.provider_id))
    said.append(_("for %(days)d days") % {"days": rule.days} if rule.days else _("until they are recalled"))
    said.append(", ".join(sorted({"H0", *rule.use_codes, *rule.dissemination_codes})))
    return ", ".join(said).replace(", →", " →")


def _substances(chosen: list[str]) -> list[tuple[str, str, bool]]:
    lang = language()
    found = [(one.code, substances.label(one.code, lang), one.code in chosen) for one in substances.substances()]
    return sorted(found, key=lambda one: (not one[2], one[1].casefold()))


def _number(text: str, where: str) -> float | None:
    text = text.strip().replace(",", ".")
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise InputError("is not a number", where=where, to_do="write it like 12.5") from None
