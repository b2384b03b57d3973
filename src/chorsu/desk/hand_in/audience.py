"""The choice of who will see the records of a hand-in, and the one sentence that says who that is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django import forms
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from chorsu.desk.hand_in.wording import country_name
from chorsu.desk.presenting import language
from chorsu.desk.requests import whole_number
from chorsu.directory.days import end_after, end_of
from chorsu.directory.models import Agency, Group, State
from chorsu.directory.selectors import principal_names
from chorsu.handling.rules import EVERYBODY, MEMBERS
from chorsu.kernel.clock import now
from chorsu.records.transfers.said import TransferSaid
from chorsu.ui.shapes import MarkingChip
from chorsu.ui.wording import spoken
from chorsu.vocabulary.places.zones import day_ended

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.http import QueryDict

    from chorsu.intake.standing import Rules

__all__ = ["AudienceForm", "marking_chip", "names_of", "sentence"]

SHOWN_NAMES = 4


@dataclass(frozen=True, slots=True)
class Names:
    """What principals are called in the reader's language, states by name."""

    by_number: Mapping[int, str]

    def join(self, numbers: Collection[int], but: int) -> list[str]:
        """The names of an audience without its provider, the widest first."""
        return [self.by_number.get(number, "?") for number in sorted(numbers) if number != but]


def names_of() -> Names:
    """The names of all principals, read once for a page."""
    names = principal_names(language())
    names |= {state.pk: country_name(state.code) for state in State.objects.all()}
    return Names(names)


def last_day(until: dt.datetime | None) -> dt.date | None:
    """The last day of a release that ends at `until`, as its provider said it."""
    return None if until is None else day_ended(until)


def marking_chip(names: Names, provider: int, audience: Collection[int], until: dt.datetime | None) -> MarkingChip:
    """The chip of a marking."""
    others = names.join(audience, provider)
    who = ", ".join(others[:SHOWN_NAMES]) if others else pgettext("to whom", "nobody else")
    if len(others) > SHOWN_NAMES:
        more = len(others) - SHOWN_NAMES
        who += " " + ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}
    return MarkingChip(names.by_number.get(provider, "?"), who, last_day(until), everybody=EVERYBODY in audience)


def sentence(names: Names, provider: Agency, audience: Collection[int], until: dt.date | None) -> str:
    """One sentence that says who will see the records, and until when."""
    mine = names.by_number[provider.pk]
    others = names.join(audience, provider.pk)
    if not others:
        if provider.state is None:
            return gettext("Only %(agency)s will see these records.") % {"agency": mine}
        state = names.by_number[provider.state.pk]
        return gettext("Only %(agency)s and the liaison officers of %(state)s will see these records.") % {
            "agency": mine,
            "state": state,
        }
    said = {"agency": mine, "others": ", ".join(others)}
    if until is None:
        return gettext("%(agency)s and: %(others)s – will see these records until you recall them.") % said
    return gettext(
        "%(agency)s and: %(others)s – will see these records up to and including %(day)s; then only yours."
    ) % (said | {"day": spoken(until)})


class AudienceForm(forms.Form):
    """Who will see the records: nobody else, the own state, all members, or those chosen; and until when."""

    who = forms.ChoiceField(
        choices=[
            ("provider", gettext_lazy("Only my agency")),
            ("state", gettext_lazy("My state")),
            ("members", gettext_lazy("All member states")),
            ("chosen", gettext_lazy("Those I choose")),
        ],
        initial="provider",
    )
    chosen = forms.TypedMultipleChoiceField(coerce=int, required=False)
    until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}))
    basis = forms.CharField(required=False, max_length=2_000)
    purpose = forms.CharField(required=False, max_length=2_000)

    def __init__(self, provider: Agency, names: Names, today: dt.date, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.provider, self.names, self.today = provider, names, today
        self.standing: Collection[int] = ()
        self.groups = _choices(provider, names)
        self.fields["chosen"].choices = [(number, name) for _, found in self.groups for number, name in found]  # type: ignore[attr-defined] # a choice field
        self.fields["until"].widget.attrs["min"] = today.isoformat()

    @classmethod
    def by_rules(cls, provider: Agency, names: Names, today: dt.date, rules: Rules) -> Self:
        """The form as the standing rules of the provider fill it in."""
        form = cls(provider, names, today)
        who = _who(provider, rules.audience)
        form.standing = rules.audience
        form.initial = {"who": who, "chosen": sorted(rules.audience) if who == "chosen" else []}
        if rules.days is not None:
            form.initial["until"] = day_ended(end_after(rules.days, provider.pk, now()))
        if rules.transfer is not None:
            form.initial |= {"basis": rules.transfer.basis, "purpose": rules.transfer.purpose}
        return form

    @property
    def ends(self) -> dt.datetime | None:
        """The moment at which the day that a valid form says is over for its provider."""
        day: dt.date | None = self.cleaned_data["until"]
        return end_of(day, self.provider)

    @property
    def sentence_by_rules(self) -> str:
        """Who will see the records when nothing is changed in the form."""
        return sentence(self.names, self.provider, self.standing, self.initial.get("until"))

    @property
    def options(self) -> list[tuple[str, str, str]]:
        """The choices as (value, label, what it means); without the own state for an agency that has none."""
        state = self.provider.state
        found = [("provider", gettext("Only my agency"), gettext("and the liaison officers of my state"))]
        if state is None:
            found = [("provider", gettext("Only my agency"), "")]
        else:
            found.append(("state", gettext("My state"), self.names.by_number[state.pk]))
        found.append(("members", gettext("All member states"), gettext("every competent authority of the region")))
        found.append(("chosen", gettext("Those I choose"), gettext("states, agencies, groups")))
        return found

    def clean_until(self) -> dt.date | None:
        """A last day that has not passed."""
        until: dt.date | None = self.cleaned_data["until"]
        if until is not None and until < self.today:
            raise forms.ValidationError(gettext("This day has passed; choose a later one."))
        if until is not None and until.year >= dt.MAXYEAR:  # no midnight follows the last day that there is
            raise forms.ValidationError(gettext("Check the year."))
        return until

    def clean(self) -> dict[str, object]:
        """Somebody is chosen where that was said, and nobody where it was not."""
        said: dict[str, object] = super().clean() or {}
        if said.get("who") == "chosen" and not said.get("chosen") and "chosen" not in self.errors:
            self.add_error("chosen", gettext("Choose at least one state, agency or group."))
        if said.get("who") != "chosen" and said.get("chosen"):
            self.add_error("who", gettext("Names are ticked: choose “Those I choose”, or untick them."))
        if said.get("who") == "state" and self.provider.state is None:
            self.add_error("who", gettext("Your agency belongs to no state."))
        if bool(said.get("basis")) != bool(said.get("purpose")):
            self.add_error("basis", gettext("State both the basis and the purpose, or neither."))
        return said

    @property
    def numbers(self) -> set[int]:
        """The principals that were chosen, without the provider."""
        who = self.cleaned_data["who"]
        if who == "members":
            return {MEMBERS}
        if who == "state" and self.provider.state is not None:
            return {self.provider.state.pk}
        return set(self.cleaned_data["chosen"]) if who == "chosen" else set()

    @property
    def transfer(self) -> TransferSaid | None:
        """On what basis records that tell of persons may go to other states; None where nothing was said."""
        basis, purpose = self.cleaned_data["basis"], self.cleaned_data["purpose"]
        return TransferSaid(basis, purpose) if basis and purpose else None

    @property
    def ticked(self) -> set[int]:
        """The principals whose boxes are ticked, also while the form is not valid; what can be none is left out."""
        values = map(str, self["chosen"].value() or ())
        return {number for value in values if (number := whole_number(value)) is not None}

    @property
    def sentence(self) -> str:
        """Who will see the records, in one sentence."""
        return sentence(self.names, self.provider, self.numbers, self.cleaned_data.get("until"))


def _who(provider: Agency, audience: Collection[int]) -> str:
    """The choice that names this audience."""
    if not audience:
        return "provider"
    if set(audience) == {MEMBERS}:
        return "members"
    return "state" if provider.state is not None and set(audience) == {provider.state.pk} else "chosen"


def _choices(provider: Agency, names: Names) -> list[tuple[str, list[tuple[int, str]]]]:
    def named(numbers: Collection[int]) -> list[tuple[int, str]]:
        return sorted(((number, names.by_number[number]) for number in numbers), key=lambda pair: pair[1])

    return [
        (gettext("States"), named(State.objects.values_list("pk", flat=True))),
        (gettext("Groups"), named(Group.objects.values_list("pk", flat=True))),
        (gettext("Agencies"), named(Agency.objects.exclude(pk=provider.pk).values_list("pk", flat=True))),
    ]
