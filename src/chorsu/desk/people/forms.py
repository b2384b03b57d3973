"""The forms of the administrators' pages, in the look of the kit. Which choices there are, the actor decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.people.wording import GROUP_KINDS, KINDS, ROLES, STATUSES
from chorsu.directory.administering import agencies_ruled, may_appoint, people_ruled, roles_given
from chorsu.directory.models import Agency
from chorsu.handling.rules import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chorsu.directory.models import User
    from chorsu.handling.rules import Actor

__all__ = [
    "AgencyForm", "GroupForm", "HookForm", "JoiningForm", "LeavingForm", "MembersForm", "MovingForm", "NamesForm",
    "OfficeForm", "StateForm",
]  # fmt: skip

_SELECTS = (forms.Select, forms.SelectMultiple)


class _KitForm(forms.Form):
    """A form in the look of the kit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxSelectMultiple):
                field.widget.attrs["class"] = "form-select" if isinstance(field.widget, _SELECTS) else "form-control"
            if isinstance(field, forms.CharField):
                field.widget.attrs["dir"] = "auto"
            if field.help_text:
                field.widget.attrs.setdefault("data-noted", "")


def _day(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"})
    )


def _roles(actor: Actor) -> list[tuple[str, str]]:
    return [(role.value, str(ROLES[role])) for role in roles_given(actor)]


def _agencies(found: Iterable[Agency]) -> list[tuple[str, Any]]:
    """Agencies by state, units behind the agency that they belong to."""
    names = names_of().by_number
    by_state: dict[str, list[tuple[str, str]]] = {}
    for agency in found:
        above = f"{names[agency.parent_id]} – " if agency.parent_id else ""
        heading = names[agency.state_id] if agency.state_id else str(KINDS[agency.kind])
        by_state.setdefault(heading, []).append((str(agency.pk), above + names[agency.pk]))
    return [(heading, sorted(rows, key=lambda row: row[1])) for heading, rows in sorted(by_state.items())]


class NamesForm(_KitForm):
    """Name and title of a person."""

    first_name = forms.CharField(label=_("Given name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Family name"), max_length=150)
    title_en = forms.CharField(label=_("Title, in English"), max_length=150, required=False)
    title_ru = forms.CharField(label=_("Title, in Russian"), max_length=150, required=False)


class MovingForm(_KitForm):
    """Where a person serves, in which roles, from when."""

    agency = forms.ChoiceField(label=_("Agency"))
    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple)
    on = _day(pgettext_lazy("a change counts", "From"), help_text=_("Left empty: at once."))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = _agencies(agencies_ruled(actor).filter(until=None))  # type: ignore[attr-defined] # a choice field
        self.fields["roles"].choices = _roles(actor)  # type: ignore[attr-defined] # a choice field


class JoiningForm(MovingForm, NamesForm):
    """A new person, or a machine."""

    username = forms.CharField(
        label=_("Name to sign in with"), max_length=60, help_text=_("Latin letters and digits, such as a.karimova.")
    )
    machine = forms.BooleanField(
        label=_("A machine, not a person"), required=False, help_text=_("It has no password; it works by a token.")
    )
    field_order = (
        "username", "first_name", "last_name", "title_en", "title_ru", "agency", "roles", "on", "machine",
    )  # fmt: skip

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        self.fields["machine"].widget.attrs["class"] = "form-check-input"
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}


class LeavingForm(_KitForm):
    """The last day of somebody or something."""

    last_day = _day(_("Last day"), help_text=_("Left empty: at once."))


class OfficeForm(_KitForm):
    """An office, perhaps for a colleague."""

    title_en = forms.CharField(label=_("Office, in English"), max_length=200)
    title_ru = forms.CharField(label=_("Office, in Russian"), max_length=200)
    since = _day(_("First day"), required=True)
    until_day = _day(_("Last day"))
    acting_for = forms.TypedChoiceField(
        label=_("Acting for"),
        coerce=int,
        required=False,
        empty_value=None,
        widget=forms.Select(attrs={"translate": "no"}),
        help_text=_("Who acts for a colleague does so until a last day."),
    )

    def __init__(self, actor: Actor, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = people_ruled(actor).filter(agency=user.agency, machine=False).exclude(pk=user.pk)
        self.fields["acting_for"].choices = [  # type: ignore[attr-defined] # a choice field
            ("", "—"),
            *((str(one.pk), one.get_full_name() or one.username) for one in colleagues.order_by("last_name", "pk")),
        ]


class StateForm(_KitForm):
    """A state that takes part, or for one operation."""

    code = forms.CharField(
        label=_("Code of the state"), max_length=2, help_text=_("Two letters of ISO 3166-1, such as UZ.")
    )
    status = forms.ChoiceField(label=_("Status"), choices=list(STATUSES.items()))


class AgencyForm(_KitForm):
    """An agency, a partner, or a unit of one."""

    name_en = forms.CharField(label=_("Name, in English"), max_length=200)
    name_ru = forms.CharField(label=_("Name, in Russian"), max_length=200)
    kind = forms.ChoiceField(label=_("What it is"), choices=list(KINDS.items()))
    state = forms.ChoiceField(
        label=pgettext_lazy("country", "State"), required=False, help_text=_("For a competent authority only.")
    )
    parent = forms.ChoiceField(
        label=_("Unit of"), required=False, help_text=_("Its officers then belong to that agency too.")
    )

    def __init__(self, states: list[tuple[str, str]], actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = _agencies(agencies_ruled(actor).filter(until=None, parent=None))
        self.fields["state"].choices = [("", "—"), *states]  # type: ignore[attr-defined] # a choice field
        self.fields["parent"].choices = [("", "—"), *above]  # type: ignore[attr-defined] # a choice field


class MembersForm(_KitForm):
    """The agencies of a group."""

    agencies = forms.TypedMultipleChoiceField(
        label=_("Agencies"), coerce=int, required=False, widget=forms.SelectMultiple(attrs={"size": "8"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Agency.objects.select_related("state", "parent").filter(until=None)
        self.fields["agencies"].choices = _agencies(found)  # type: ignore[attr-defined] # a choice field


class GroupForm(MembersForm):
    """A new group or task force."""

    name_en = forms.CharField(label=_("Name, in English"), max_length=200)
    name_ru = forms.CharField(label=_("Name, in Russian"), max_length=200)
    kind = forms.ChoiceField(label=_("What it is"), choices=list(GROUP_KINDS.items()))
    last_day = _day(_("Last day"), help_text=_("A task force has one."))
    field_order = ("name_en", "name_ru", "kind", "agencies", "last_day")


class HookForm(_KitForm):
    """Where an authority is called when something waits for it."""

    authority = forms.TypedChoiceField(label=pgettext_lazy("whose machine is called", "Authority"), coerce=int)
    address = forms.CharField(
        label=_("Address of the machine"), max_length=500, help_text=_("Such as https://machines.example.org/chorsu.")
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = agencies_ruled(actor).filter(until=None)
        appointed = [one for one in found if may_appoint(actor, one, [Role.OFFICER])]
        self.fields["authority"].choices = _agencies(appointed)  # type: ignore[attr-defined] # a choice field
        self.fields["address"].widget.attrs |= {"dir": "ltr", "spellcheck": "false", "inputmode": "url"}
