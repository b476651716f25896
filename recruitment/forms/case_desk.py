"""The officer's forms: the records of a report, an assessment, the proof that a notice went out."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import DatePartsField, TickRows, limit_date
from fellowship.design.forms import FellowshipForm
from recruitment.models.case_wording import ADDRESSES, RECORD_GRADES, RECORD_MARKS, RECORD_OUTCOMES
from recruitment.queries.case_forms import AssessmentSubject, NoticeSubject
from recruitment.rules.fair_chance_windows import Address, Channel
from recruitment.services.fair_chance_path import Found, Sending

LONG = 8000
MOST_RECORDS = 30
EARLIEST = date(1930, 1, 1)


class RecordForm(FellowshipForm):
    """One record of the report. Only what the rules need to sort it is asked."""

    mark_optional = False
    outcome = forms.ChoiceField(
        label=_("What it is"),
        choices=[("", _("Choose")), *RECORD_OUTCOMES.items()],
        error_messages={"required": _("Choose what the record is.")},
    )
    marks = forms.MultipleChoiceField(
        label=_("What is also true of it"),
        choices=list(RECORD_MARKS.items()),
        required=False,
        widget=TickRows,
    )
    grade = forms.ChoiceField(label=_("Grade"), choices=list(RECORD_GRADES.items()), required=False)
    since = DatePartsField(
        label=_("Day from which the law counts"),
        help_text=_("The day of the court’s decision. Where the law counts from the end of a sentence, that day."),
        error_messages={"required": _("Enter the day from which the law counts.")},
    )
    out_on_bail = forms.BooleanField(label=_("For an open charge: the person is out on bail"), required=False)
    text = forms.CharField(
        label=_("What the report says"),
        help_text=_("Kept encrypted, and only where the record may be considered. Otherwise it is not kept at all."),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Keep the day after which no record can be."""
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_since(self) -> date:
        """Refuse days to come."""
        day: date = self.cleaned_data["since"]
        limit_date(day, field=self.fields["since"], earliest=EARLIEST, latest=self.today)
        return day

    def as_found(self) -> Found:
        """The record as the service takes it."""
        data = self.cleaned_data
        return Found(
            kinds=frozenset({data["outcome"], *data["marks"]}),
            since=data["since"],
            grade=data["grade"] or None,
            out_on_bail=data["out_on_bail"],
            text=data["text"],
        )


class BaseRecords(BaseFormSet[RecordForm]):
    """The records of a report: at least one."""

    def clean(self) -> None:
        """Ask for a first record."""
        if not any(self.errors) and not self.found() and self.forms:
            self.forms[0].add_error("outcome", _("Choose what the record is."))

    def found(self) -> list[Found]:
        """Every record that was filled in."""
        return [form.as_found() for form in self.forms if form.has_changed() and form.is_valid()]


RecordsForm = formset_factory(
    RecordForm, formset=BaseRecords, extra=1, max_num=MOST_RECORDS, absolute_max=MOST_RECORDS
)


def one_more(typed: str) -> int:
    """One record more than the page had shown; two where it doesn't say how many."""
    shown = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 3 else 1  # noqa: PLR2004  (30 at most)
    return min(shown + 1, MOST_RECORDS)


class AssessmentForm(FellowshipForm):
    """Each factor of the laws as its own field, the duties, and the conclusion; and what the officer had read."""

    mark_optional = False
    heard = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: AssessmentSubject, **kwargs: Any) -> None:
        """Make a field of each factor."""
        super().__init__(*args, **kwargs)
        self.subject = subject
        self.fields["heard"].initial = subject.heard
        for factor in subject.factors:
            self.fields[f"factor_{factor.code}"] = forms.CharField(
                label=factor.name,
                help_text=_("Named by: %(laws)s") % {"laws": "; ".join(factor.laws)},
                max_length=LONG,
                widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
                error_messages={"required": _("Say something about this. The law names it.")},
            )
        self.fields["duties"] = forms.CharField(
            label=_("Duties of the position that it is weighed against, one a line"),
            help_text=_("Only the duties that have to do with the record."),
            max_length=LONG,
            initial="\n".join(subject.duties),
            widget=forms.Textarea(attrs={"rows": 5, "class": "input"}),
            error_messages={"required": _("Name at least one duty.")},
        )
        self.fields["conclusion"] = forms.CharField(
            label=_("Conclusion in writing"),
            help_text=_("Whether there is a direct relation between the record and the duties, and why."),
            max_length=LONG,
            widget=forms.Textarea(attrs={"rows": 5, "class": "input"}),
            error_messages={"required": _("Write your conclusion.")},
        )

    def as_said(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        return {
            "factors": {factor.code: data[f"factor_{factor.code}"] for factor in self.subject.factors},
            "duties": data["duties"].splitlines(),
            "conclusion": data["conclusion"],
            "heard": data["heard"],
        }

    def read_anew(self, subject: AssessmentSubject) -> None:
        """The page shows all that came up: the mark of what was read moves on."""
        self.data = self.data.copy()
        self.data["heard"] = subject.heard


class SendingForm(FellowshipForm):
    """How a notice went out, each way with its proof."""

    mark_optional = False
    proofs: ClassVar[dict[Channel, str]] = {
        Channel.EMAIL: "email_proof",
        Channel.MAIL: "mail_proof",
        Channel.IN_PERSON: "hand_proof",
    }
    portal = forms.BooleanField(
        label=_("It is on the applicant’s own page"),
        help_text=_("It counts as received on the day on which they open it, or later."),
        required=False,
    )
    email_proof = forms.CharField(label=_("Sent by e-mail: number of the message"), required=False, max_length=200)
    mail_proof = forms.CharField(label=_("Sent by mail: tracking number"), required=False, max_length=200)
    mail_to = forms.ChoiceField(
        label=_("Where the mail goes"),
        choices=[("", _("Choose")), *((place.value, words) for place, words in ADDRESSES.items())],
        required=False,
    )
    hand_proof = forms.CharField(label=_("Handed over: who was there"), required=False, max_length=200)

    def __init__(self, *args: Any, subject: NoticeSubject, **kwargs: Any) -> None:
        """Start with the number of the mail, once it was sent."""
        super().__init__(*args, initial={"email_proof": subject.mail_number}, **kwargs)
        self.subject = subject

    def clean(self) -> dict[str, Any]:
        """Ask for each way that the laws want, and where mail goes."""
        data: dict[str, Any] = super().clean() or {}
        for channel, field in self.proofs.items():
            if channel.value in self.subject.channels and not data.get(field):
                self.add_error(field, _("The law wants this way. Enter its proof."))
        if data.get("mail_proof") and not data.get("mail_to"):
            self.add_error("mail_to", _("Choose where the mail goes."))
        if not data.get("portal") and not any(data.get(field) for field in self.proofs.values()):
            self.add_error("email_proof", _("Enter at least one way by which the notice went out."))
        return data

    def as_sent(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        to = data.get("mail_to")
        sendings = [
            Sending(channel, data[field], Address(to) if to and channel == Channel.MAIL else None)
            for channel, field in self.proofs.items()
            if data.get(field)
        ]
        if data.get("portal"):
            sendings.append(Sending(Channel.PORTAL, "own page"))
        return {"sendings": sendings}
