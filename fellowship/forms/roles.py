"""The form that grants a role."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm
from fellowship.models import HostOffice, Person, Region
from fellowship.queries.roles import LABELS
from fellowship.rules.roles import Role, Scope


class GrantForm(FellowshipForm):
    """Who, which role, where, from when to when."""

    email = forms.EmailField(
        label=_("Their e-mail address"),
        error_messages={
            "required": _("Enter the person's e-mail address"),
            "invalid": _("Enter a full e-mail address, like name@office.example"),
        },
    )  # fmt: skip
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("", _("Choose a role")), *((role.value, label) for role, label in LABELS.items())],
        error_messages={"required": _("Choose a role")},
    )
    scope = forms.ChoiceField(
        label=_("Where it holds"),
        choices=[
            (Scope.NATION, _("Everywhere")), (Scope.REGION, _("One region")), (Scope.OFFICE, _("One host office")),
            (Scope.FUND, _("One fund")),
        ],
        initial=Scope.NATION,
    )  # fmt: skip
    region = forms.ModelChoiceField(
        label=_("Region"), queryset=Region.objects.order_by("sort_order", "name"), required=False, empty_label="–"
    )
    office = forms.ModelChoiceField(
        label=_("Host office"),
        queryset=HostOffice.objects.filter(is_active=True).order_by("name"),
        required=False,
        empty_label="–",
    )
    fund_code = forms.SlugField(label=_("Fund code"), required=False, help_text=_("For example: hardship"))
    starts_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Enter the first day"), "invalid": _("Enter the first day as a date")},
    )  # fmt: skip
    ends_on = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Enter the last day as a date")},
    )  # fmt: skip
    reason = forms.CharField(label=_("Why"), required=False, max_length=300)

    def clean_email(self) -> str:
        """Find the person; an address nobody has is named."""
        email = self.cleaned_data["email"].strip().lower()
        self.person = Person.objects.filter(email__iexact=email, is_active=True).first()
        if self.person is None:
            raise forms.ValidationError(
                _("Nobody signs in with this address yet. Ask them to create an account first.")
            )
        return str(email)

    def clean(self) -> dict[str, Any]:
        """Ask for the place that the scope names."""
        data = super().clean() or self.cleaned_data
        needs = {
            Scope.REGION: ("region", _("Choose the region")),
            Scope.OFFICE: ("office", _("Choose the host office")),
            Scope.FUND: ("fund_code", _("Enter the code of the fund")),
        }
        scope = data.get("scope")
        for kind, (field, message) in needs.items():
            if scope == kind:
                if not data.get(field) and field not in self.errors:
                    self.add_error(field, message)
            else:
                data[field] = "" if field == "fund_code" else None
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day must not be before the first day"))
        return data

    def terms(self) -> dict[str, Any]:
        """What the service needs."""
        data = self.cleaned_data
        return {
            "person": self.person,
            "role": Role(data["role"]),
            "scope": Scope(data["scope"]),
            **{name: data[name] for name in ("region", "office", "fund_code", "starts_on", "ends_on", "reason")},
        }


class EndForm(FellowshipForm):
    """The last day of a role, and why."""

    on = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Enter the last day"), "invalid": _("Enter the last day as a date")},
    )  # fmt: skip
    reason = forms.CharField(label=_("Why"), required=False, max_length=300)
