"""The form of a new token, on the own account page and on the page of a machine; what a token may do, in words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from chorsu.desk.presenting import language
from chorsu.directory.scopes import scopes
from chorsu.directory.tokens import MOST_A_MINUTE, USUAL_A_MINUTE

__all__ = ["TokenForm", "scope_choices"]


def scope_choices() -> list[tuple[str, str]]:
    """Each scope with what it permits, in the reader's language."""
    return [(code, names[language()]) for code, names in scopes().items()]


class TokenForm(forms.Form):
    """What a token is for, what it may do and how often, until when."""

    owner = forms.IntegerField(widget=forms.HiddenInput)
    purpose = forms.CharField(
        label=_("Which program will use it"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control", "dir": "auto"}),
    )
    scope = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=scope_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_("At most a year ahead."),
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}),
    )
    rate = forms.IntegerField(
        label=_("Requests a minute"),
        initial=USUAL_A_MINUTE,
        min_value=1,
        max_value=MOST_A_MINUTE,
        required=False,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )
