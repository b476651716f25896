"""How packets of a cycle are given out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows
from fellowship.design.forms import FellowshipForm
from recruitment.models.assigning_wording import WISH_LABELS


class AssigningRuleForm(FellowshipForm):
    """The threshold for one more read, and the wish about regions."""

    extra_read_above = forms.DecimalField(
        label=_("Ask for one more read when readers stand apart by"), required=False, min_value=0.1, max_value=3,
        decimal_places=2, help_text=_(
            "The standard deviation σ of the readers’ means. 0.71 is two readers one whole mark apart, 0.35 half a "
            "mark. Leave it empty to ask yourself."
        ),
        widget=forms.TextInput(attrs={"class": "input--s", "inputmode": "decimal"}),
        error_messages={
            "invalid": _("Enter a number such as 0.7, or leave it empty."),
            "min_value": _("Enter 0.1 or more, or leave it empty."), "max_value": _("Enter 3 or less."),
            "max_decimal_places": _("Enter two decimal places at most."),
        },
    )  # fmt: skip
    region_wish = forms.ChoiceField(
        label=_("Among equal readers, prefer"), widget=ChoiceRows,
        choices=[(str(wish), label) for wish, label in WISH_LABELS.items()],
        error_messages={"required": _("Choose one.")},
    )  # fmt: skip
