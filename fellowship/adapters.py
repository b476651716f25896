"""How allauth meets our people: where they land, and how a person from another sign-in is filled."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fellowship import access


class AccountAdapter(DefaultAccountAdapter):
    """Sends staff to the staff screens and everyone else to their own home, and says no in plain words."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("That code is not right. Check it, or ask for a new one."),
        "incorrect_password": _("That password is not right."),
        "email_password_mismatch": _("That e-mail and password do not go together."),
        "enter_current_password": _("Enter the password you have now."),
        "email_taken": _("There is an account with this e-mail already."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes, then try again."),
        "invalid_login": _("That e-mail and password do not go together."),
        "unknown_email": _("There is no account with this e-mail."),
    }

    def logout(self, request: HttpRequest) -> None:
        """Sign out and say so; whatever else was to be said is forgotten with the session."""
        says_so = getattr(messages.get_messages(request), "added_new", False)
        super().logout(request)
        if says_so:
            self.add_message(request, messages.SUCCESS, "account/messages/logged_out.txt")

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


class SecondFactorAdapter(DefaultMFAAdapter):
    """Says no in plain words."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right. Wait for the next one and try again."),
    }
