"""The forms of signing in and of a person's account, in our words; allauth holds the rules behind them."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import PlainForm

EMAIL, PASSWORD, NEW_PASSWORD, CODE = _("E-mail"), _("Password"), _("New password"), _("Code")
LABELS = {
    "email": EMAIL,
    "login": EMAIL,
    "password": PASSWORD,
    "password1": PASSWORD,
    "password2": _("The same password again"),
    "oldpassword": _("Password you have now"),
    "code": CODE,
    "passwordless": _("Let it sign me in without an e-mail or a password"),
    "name": _("Name of the key"),
}
REQUIRED = {
    "email": _("Enter your e-mail."),
    "login": _("Enter your e-mail."),
    "password": _("Enter your password."),
    "password1": _("Choose a password."),
    "password2": _("Enter the new password a second time."),
    "oldpassword": _("Enter the password you have now."),
    "code": _("Enter the code."),
    "name": _("Give the key a name."),
}
HINTS = {
    "passwordless": _("Your device then asks for your finger, your face or its PIN."),
    "password": "",
    "password1": _("At least 10 characters. A few words that do not belong together are good and easy to remember."),
}


class OurWords(PlainForm):
    """Gives each field our label, and the code its wide figures; no hint that only repeats a link of the page."""

    labels: ClassVar[dict[str, Any]] = {}
    keypad = "text"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the fields that we know; a signup form keeps its own name field."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            known = {**LABELS, **self.labels}
            if name in known and (name != "name" or "name" in self.labels):
                field.label = known[name]
            if name in REQUIRED and "required" in field.error_messages and name != "name":
                field.error_messages["required"] = REQUIRED[name]
            if name in HINTS:
                field.help_text = HINTS[name]
            if name == "code":
                field.widget.attrs |= {"class": "input--code", "autocomplete": "one-time-code"}
                field.widget.attrs["inputmode"] = self.keypad


class LoginForm(OurWords, account.LoginForm):
    """E-mail and password."""

    mark_optional = False


class SignupForm(OurWords, account.SignupForm):
    """A new account: name, e-mail, password."""


class AddEmailForm(OurWords, account.AddEmailForm):
    """One more address."""


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    """The password of now, and a new one."""

    labels: ClassVar[dict[str, Any]] = {"password1": NEW_PASSWORD}


class SetPasswordForm(OurWords, account.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    """Where to send the code for a new password."""


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):
    """A new password, after the code."""

    labels: ClassVar[dict[str, Any]] = {"password1": NEW_PASSWORD}


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    """The password once more."""


class RequestLoginCodeForm(OurWords, account.RequestLoginCodeForm):
    """Where to send the code."""


class ConfirmLoginCodeForm(OurWords, account.ConfirmLoginCodeForm):
    """The code that was sent."""


class ConfirmEmailVerificationCodeForm(OurWords, account.ConfirmEmailVerificationCodeForm):
    """The code that confirms an address."""


class ConfirmPasswordResetCodeForm(OurWords, account.ConfirmPasswordResetCodeForm):
    """The code that opens the choice of a new password."""


class AuthenticateForm(OurWords, mfa.AuthenticateForm):
    """The second step: a code of the app, or a recovery code."""


class MfaReauthenticateForm(OurWords, mfa.ReauthenticateForm):
    """The second step once more."""


class ActivateTOTPForm(OurWords, totp.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    keypad = "numeric"


class AddWebAuthnForm(OurWords, webauthn.AddWebAuthnForm):
    """A new passkey or key, with a name."""

    labels: ClassVar[dict[str, Any]] = {"name": LABELS["name"]}


class EditWebAuthnForm(OurWords, webauthn.EditWebAuthnForm):
    """Another name for a key."""

    labels: ClassVar[dict[str, Any]] = {"name": LABELS["name"]}
