"""What we ask beside the address when someone makes an account."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class SignupForm(forms.Form):
    """Asks for the name; allauth adds the address and the password."""

    name = forms.CharField(label=_("Your name"), max_length=200, error_messages={"required": _("Enter your name")})
    field_order = ("name", "email", "password1")

    def signup(self, request: HttpRequest, user: Any) -> None:
        """Keep the name, and the language the page was read in."""
        user.name = self.cleaned_data["name"]
        user.language = (get_language() or "en")[:2]
        user.save(update_fields=["name", "language"])
