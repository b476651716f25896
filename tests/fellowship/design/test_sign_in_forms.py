"""allauth's forms in our words."""

import pytest
from allauth.account import app_settings as account_settings
from django.urls import reverse

from fellowship.forms import sign_in
from tests.fellowship.design.test_forms import Page

OURS = {
    "login": "LoginForm",
    "signup": "SignupForm",
    "request_login_code": "RequestLoginCodeForm",
    "reset_password": "ResetPasswordForm",
}


@pytest.fixture(autouse=True)
def our_forms(settings):
    settings.ACCOUNT_FORMS = {key: f"fellowship.forms.sign_in.{name}" for key, name in OURS.items()}
    assert account_settings.FORMS == settings.ACCOUNT_FORMS


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "messages"),
    [
        ("account_login", {"login": "", "password": ""}, ["Enter your e-mail.", "Enter your password."]),
        ("account_request_login_code", {"email": ""}, ["Enter your e-mail."]),
        ("account_request_login_code", {"email": "nobody"}, ["Enter an e-mail address like name@example.org."]),
        ("account_reset_password", {"email": ""}, ["Enter your e-mail."]),
        ("account_signup", {"name": "", "email": "x", "password1": ""},
         ["Enter your name", "Enter an e-mail address like name@example.org."]),
    ],
)  # fmt: skip
def test_errors_are_plain_and_linked(client, name, data, messages):
    response = client.post(reverse(name), data)
    html = response.content.decode()
    lines = response.context["form"].problems
    assert sorted(line.message.rstrip(".") for line in lines) == sorted(message.rstrip(".") for message in messages)
    assert {line.href[1:] for line in lines} <= set(Page(html).ids)
    assert "<title>Error: " in html


@pytest.mark.django_db
def test_labels_hints_and_purposes(client):
    html = client.get(reverse("account_signup")).content.decode()
    controls = Page(html).controls
    assert controls["id_email"]["autocomplete"] == "email"
    assert "placeholder" not in controls["id_email"]
    assert "At least 10 characters." in html


def test_code_takes_wide_figures_and_the_phones_suggestion():
    form = sign_in.ConfirmLoginCodeForm(code="ABCD")
    attrs = form.fields["code"].widget.attrs
    assert (attrs["class"], attrs["autocomplete"]) == ("input--code", "one-time-code")
