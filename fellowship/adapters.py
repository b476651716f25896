"""How allauth meets our people: where they land, and how a person from another sign-in is filled."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from fellowship import access


class AccountAdapter(DefaultAccountAdapter):
    """Sends staff to the staff screens and everyone else to their own home."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Give the first page after signing in."""
        return reverse("staff_today" if access.is_staff(request.user) else "home")


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Takes the name that the other sign-in gives."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Fill the name and fold the address."""
        person = super().populate_user(request, sociallogin, data)
        person.name = (data.get("name") or f"{data.get('first_name') or ''} {data.get('last_name') or ''}").strip()
        person.email = (person.email or "").lower()
        return person
