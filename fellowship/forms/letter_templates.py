"""The form in which editors write the organization's own words for a kind of letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from fellowship.rules import letters as rules


def in_braces(names: Any) -> str:
    """Placeholders as an editor types them."""
    return ", ".join(f"{{{name}}}" for name in names)


class LetterTemplateForm(WagtailAdminModelForm):
    """Refuses a placeholder that the kind of letter does not offer, and names those it does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "---------"), *((kind.key, _(str(kind.label))) for kind in rules.kinds())]
        self.fields["kind"] = forms.ChoiceField(label=self.fields["kind"].label, choices=choices)

    def clean(self) -> dict[str, Any]:
        """Hold both texts against the kind's closed list."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        known = {kind.key: kind for kind in rules.kinds()}
        kind = known.get(data.get("kind", ""))
        if kind is not None:
            for name in ("subject", "body"):
                self._check(kind, name, data.get(name) or "")
        return data

    def _check(self, kind: rules.LetterKind, field: str, text: str) -> None:
        try:
            rules.check_text(kind, **{"subject": "", "body": "", field: text})
        except rules.BadTemplate as bad:
            offered = [name for name, trust in kind.placeholders.items() if field == "body" or trust is rules.TRUSTED]
            message = _("%(wrong)s can't be used here. This text can use: %(offered)s.") % {
                "wrong": in_braces(bad.names), "offered": in_braces(offered) or _("none"),
            }  # fmt: skip
            self.add_error(field, message)
