"""Samples for the living page of the design: every part in every state, all of it invented."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from fellowship.design import charts, fields
from fellowship.design.forms import FellowshipForm
from fellowship.design.progress import progress_of


class KitForm(FellowshipForm):
    """Every kind of field once."""

    name = forms.CharField(label=_("Name we use"), widget=forms.TextInput({"class": "input--l"}))
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        help_text=_("We text only about this application."),
        widget=forms.TextInput({"class": "input--m"}),
    )
    why = fields.WordsField(label=_("Why do you want this work?"), max_words=40, rows=5)
    what = forms.ChoiceField(
        label=_("What happened?"),
        choices=[("rent", _("Rent or housing")), ("work", _("Getting to work")), ("health", _("Health or a death"))],
        widget=fields.ChoiceRows(
            hints={
                "rent": _("Behind on rent, deposit, eviction notice"),
                "work": _("Car repair, transit, license fees"),
            }
        ),
    )
    reach = forms.MultipleChoiceField(
        label=_("How may we reach you?"),
        choices=[("text", _("Text")), ("email", _("E-mail"))],
        widget=fields.TickRows(),
        required=False,
    )
    amount = fields.MoneyField(label=_("How much would fix it?"), cap=250_000, help_text=_("Up to $2,500."))
    by = fields.DatePartsField(label=_("When do you need it?"), help_text=_("For example, 1 15 2027."))
    office = forms.ChoiceField(label=_("Office"), choices=[("", _("Choose one")), ("c", "Calder"), ("s", "Sable")])
    proof = forms.FileField(
        label=_("A photo or a paper"), required=False, help_text=_("PDF, JPEG or PNG, up to 10 MB.")
    )
    true = forms.BooleanField(label=_("These answers are mine and true as far as I know."))

    purposes = {"name": "name", "phone": "tel"}


TYPED_WRONG = {
    "why": "I sat beside people at the clinic desk every day and learned that the second voice on a call changes "
    "how the first one is heard, and so I want to do this work for longer, with training, and with an attorney "
    "who needs to know what I know.",
    "amount": "$74.999",
    "by_month": "Feb",
    "by_day": "30",
    "by_year": "2027",
    "reach": ["text"],
}


SWATCHES = (
    "paper", "surface", "sunken", "field", "ink", "ink-soft", "act", "act-wash",
    "beside", "yours", "yours-wash", "good", "good-wash", "bad", "bad-wash", "quiet-wash",
)  # fmt: skip


MOMENT = datetime(2027, 1, 15, 21, 12, tzinfo=UTC)


def _lists() -> dict[str, Any]:
    """Rows of the task list, the summary list, the timeline and the stage strip."""
    return {
        "tasks": [
            {"title": _("Give your contact details"), "url": "#t", "kind": "good", "status": _("Completed")},
            {"title": _("Say why you want this work"), "url": "#t", "meta": _("212 of 400 words"),
             "kind": "act", "status": _("In progress")},
            {"title": _("Choose the offices you would go to"), "url": "#t", "kind": "quiet",
             "status": _("Not started")},
            {"title": _("Answer the question about dates"), "url": "#t", "kind": "yours", "status": _("Your turn")},
            {"title": _("Check your answers and submit"), "status": _("Cannot start yet")},
        ],
        "answers": [
            {"label": _("Name we use"), "value": "Imani Castellanos", "change_url": "#c"},
            {"label": _("Second phone"), "value": "", "change_url": "#c"},
            {"label": _("Why this work"), "words": True, "change_url": "#c",
             "value": _("When my brother was arrested, the lawyer had nine minutes for us.")},
        ],
        "steps": [
            {"title": _("You submit"), "at": MOMENT},
            {"title": _("We confirm by e-mail"), "us": True, "when": _("Within a minute")},
            {"title": _("Two people read it"), "us": True, "when": _("By 12 February")},
            {"title": _("We write to you, either way"), "us": True, "next": True, "when": _("By 12 March")},
        ],
        "stages": [
            {"label": _("All open"), "count": 255, "beside": _("of 412 received"), "url": "#s", "current": True},
            {"label": _("In review"), "count": 137, "beside": _("120 last year"), "url": "#s"},
            {"label": _("Decide"), "count": 41, "beside": _("9 over 5 days"), "url": "#s"},
            {"label": _("Interview"), "count": 58, "beside": _("61 last year"), "url": "#s"},
        ],
    }  # fmt: skip


def _drawings() -> dict[str, Any]:
    """Progress and charts."""
    return {
        "ahead": progress_of(9, 16, plan=8),
        "behind": progress_of(5, 16, plan=8),
        "running": progress_of(312, 480),
        "bars": charts.bar_chart(
            [(_("Housing kept"), 62, 55), (_("Benefits opened"), 48, 51), (_("Work kept"), 31, 22)],
            title=_("Goals met, in a hundred cases"),
            now="2027",
            then="2026",
        ),
        "funnel": charts.funnel(
            [(_("Submitted"), 412, 371), (_("Read"), 396, 350), (_("Interviewed"), 58, 61), (_("Offered"), 28, 26)],
            title=_("From application to offer"),
        ),
        "dots": charts.dot_timeline(
            [
                (date(2027, 1, 11), _("Submitted"), False),
                (date(2027, 2, 1), _("First reader"), True),
                (date(2027, 2, 3), _("Second reader"), True),
                (date(2027, 2, 22), _("Interview"), False),
                (date(2027, 3, 12), _("Answer"), True),
            ],
            title=_("One application"),
            today=date(2027, 2, 12),
        ),
        "spark": charts.sparkline([3, 4, 4, 6, 5, 8], then=[2, 3, 5, 4, 4, 5], label=_("Check-ins by week")),
        "readers": charts.two_readers(3.5, 2.1),
        "one_reader": charts.two_readers(2.9, None),
    }


def samples() -> dict[str, Any]:
    """The context of ``design/index.html``."""
    wrong = KitForm({f"bad-{key}": value for key, value in TYPED_WRONG.items()}, prefix="bad")
    wrong.is_valid()
    return {
        "swatches": SWATCHES,
        "empty_form": KitForm(prefix="ok"),
        "bad_form": wrong,
        "moment": MOMENT,
        "page": Paginator(range(255), 10).page(3),
        **_lists(),
        **_drawings(),
    }
