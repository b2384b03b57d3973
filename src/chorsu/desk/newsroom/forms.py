"""The editor: an item in both languages side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from chorsu.newsroom.texts import LANGUAGES, LIMITS, Text

if TYPE_CHECKING:
    from django.forms import BoundField

    from chorsu.newsroom.models import Item

__all__ = ["EditorForm"]


class EditorForm(forms.Form):
    """The parts of an item by language; `version` is the one that the writer read."""

    original = forms.ChoiceField(label=_("Written in"), choices=[(code, code) for code in LANGUAGES])
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        original = self.fields["original"]
        if isinstance(original, forms.ChoiceField):
            original.choices = [(code, get_language_info(code)["name_local"].capitalize()) for code in LANGUAGES]
            original.widget.attrs["class"] = "form-select w-auto"
        for code in LANGUAGES:
            attributes = {"class": "form-control", "lang": code, "dir": "auto", "spellcheck": "true"}
            self.fields[f"title_{code}"] = _text(_("Title"), "title", forms.TextInput(attributes))
            self.fields[f"summary_{code}"] = _text(
                _("Summary"),
                "summary",
                forms.Textarea({**attributes, "rows": 3}),
                _("One or two sentences for the list."),
            )
            self.fields[f"body_{code}"] = _text(
                _("Text"),
                "body",
                forms.Textarea({**attributes, "rows": 18}),
                _("A blank line begins a paragraph; - or 1. an item of a list; ## a heading; > a quotation."),
            )

    @classmethod
    def of(cls, item: Item) -> EditorForm:
        """The form filled with the item as it stands."""
        initial: dict[str, object] = {"original": item.original, "version": item.version}
        for code in LANGUAGES:
            initial |= {f"{part}_{code}": value for part, value in item.text(code).as_dict().items()}
        return cls(initial=initial)

    def sides(self) -> list[tuple[str, str, list[BoundField]]]:
        """Each language with its own name and its fields."""
        return [
            (code, get_language_info(code)["name_local"].capitalize(), [self[f"{part}_{code}"] for part in LIMITS])
            for code in LANGUAGES
        ]

    def texts(self) -> dict[str, Text]:
        """What was written, by language."""
        parts = self.cleaned_data
        return {code: Text.cleaned(*(parts[f"{part}_{code}"] for part in LIMITS)) for code in LANGUAGES}


def _text(label: Any, part: str, widget: forms.Widget, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=LIMITS[part], required=False, widget=widget, help_text=help_text)
