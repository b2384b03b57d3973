"""The form of a new token, on the own account page and on the page of a machine."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

__all__ = ["TokenForm"]


class TokenForm(forms.Form):
    """What a token is for, what it may do, until when."""

    owner = forms.IntegerField(widget=forms.HiddenInput)
    purpose = forms.CharField(
        label=_("Which program will use it"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control", "dir": "auto"}),
    )
    scope = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[("hand-in", _("hand in")), ("read", _("read what its owner sees"))],
        widget=forms.CheckboxSelectMultiple,
    )
    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_("At most a year ahead."),
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}),
    )
