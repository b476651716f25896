"""The pages of a request: what happened, in your words, something to show, where the money goes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, DatePartsField, MoneyField, WordsField
from fellowship.design.forms import FellowshipForm
from fellowship.design.wording import money_in_words
from hardship_fund.queries.mine import Choice
from hardship_fund.rules.payee import STATES, Payee, PayTo


class NeedForm(FellowshipForm):
    """What happened, how much would fix it, and by when."""

    category = forms.ChoiceField(label=_("What happened?"), help_text=_("Choose the closest."))
    amount = MoneyField(label=_("How much would fix it?"), help_text=_("A partial answer is possible."))
    needed_by = DatePartsField(
        label=_("When do you need it?"), help_text=_("If the money is needed within 3 days, we use the fast path.")
    )
    event_on = DatePartsField(label=_("When did it happen?"), help_text=_("A day close to it is enough."))

    def __init__(self, *args: Any, choices: Iterable[Choice], fast_days: int = 3, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = tuple(choices)
        field = self.fields["category"]
        field.choices = [(str(choice.id), choice.label) for choice in choices]
        hints = {
            str(choice.id): gettext("%(examples)s · up to %(cap)s")
            % {"examples": choice.examples, "cap": money_in_words(choice.cap_cents, whole=True)}
            for choice in choices
        }
        field.widget = ChoiceRows(choices=field.choices, hints=hints)
        self.fields["needed_by"].help_text = gettext(
            "If the money is needed within %(count)d days, we use the fast path."
        ) % {"count": fast_days}


class StoryForm(FellowshipForm):
    """The story, short."""

    story = WordsField(
        label=_("In your words"),
        max_words=300,
        rows=8,
        help_text=_("What happened, and what would the money fix? A few sentences are enough. Leave out names."),
    )


class ProofForm(FellowshipForm):
    """A file, a note, or both."""

    file = forms.FileField(
        label=_("A photo or a paper"),
        required=False,
        help_text=_("A picture or a PDF, up to 10 MB. Cover names if you like."),
    )
    note = WordsField(
        label=_("Or a note in your words"),
        max_words=150,
        rows=4,
        required=False,
        help_text=_("Nothing to show? Write what you would show if you could. Your word counts."),
    )


class PayeeForm(FellowshipForm):
    """Whom to pay, and where to send it."""

    to = forms.ChoiceField(
        label=_("Who should get the money?"),
        choices=[(PayTo.ME.value, _("Me, by check")), (PayTo.DIRECT.value, _("A landlord, shop or office, directly"))],
        widget=ChoiceRows(
            hints={
                PayTo.ME.value: _("Sent to the address below"),
                PayTo.DIRECT.value: _("They hear only that a bill is paid"),
            }
        ),
    )
    name = forms.CharField(label=_("Name on the check or account"), max_length=120)
    street = forms.CharField(label=_("Street and number"), max_length=150)
    city = forms.CharField(label=_("City"), max_length=80)
    state = forms.CharField(
        label=_("State"), max_length=2, help_text=_("Two letters, such as CA."),
        widget=forms.TextInput({"class": "input--s"}),
    )  # fmt: skip
    postal_code = forms.CharField(
        label=_("ZIP code"),
        max_length=10,
        validators=[RegexValidator(r"^\d{5}(-\d{4})?$", _("Enter five figures, such as 90012."))],
        widget=forms.TextInput({"class": "input--s", "inputmode": "numeric"}),
    )
    account = forms.CharField(
        label=_("Account or invoice number"), max_length=60, required=False,
        help_text=_("If you pay someone directly and they gave you one."),
    )  # fmt: skip
    purposes = {
        "street": "street-address", "city": "address-level2", "state": "address-level1", "postal_code": "postal-code",
    }  # fmt: skip

    def clean_state(self) -> str:
        """Two letters that name a state."""
        code = str(self.cleaned_data["state"]).strip().upper()
        if code not in STATES:
            raise ValidationError(_("Enter the two letters of a state, such as CA."))
        return code

    def payee(self) -> Payee:
        """What was typed, as a payee; only after a successful clean."""
        kept = self.cleaned_data
        return Payee(PayTo(kept["to"]), kept["name"], kept["street"], kept["city"], kept["state"], kept["postal_code"],
                     kept["account"])  # fmt: skip


class ChangeForm(PayeeForm):
    """Another amount, or another payee."""

    amount = MoneyField(label=_("How much would fix it?"))
    field_order = ("amount",)


class AnswerForm(FellowshipForm):
    """An answer in words, with a file or both."""

    text = WordsField(label=_("Your answer"), max_words=300, rows=6, required=False)
    file = forms.FileField(
        label=_("A photo or a paper"), required=False, help_text=_("A picture or a PDF, up to 10 MB.")
    )

    def clean(self) -> dict[str, Any] | None:
        """Something must be there."""
        kept = super().clean()
        if not self.errors and not (self.cleaned_data.get("text") or self.cleaned_data.get("file")):
            self.add_error("text", _("Write an answer, or add a file."))
        return kept
