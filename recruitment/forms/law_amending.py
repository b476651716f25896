"""Amending a law: the fields that change most as a form, or the whole text."""

import json
from copy import deepcopy
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import DatePartsField, TickRows, limit_date
from fellowship.design.forms import FellowshipForm
from recruitment.forms.law import reason_field
from recruitment.models.law_wording import FIELDS, PENDING, STAGES, UNITS, WAYS
from recruitment.queries.law_amending import AmendSubject
from recruitment.rules.law_changes import changes_between

Text = str | Promise
LONGEST = 200_000
MOST_DAYS, MOST_YEARS = 366, 100
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
UNCHANGED = _("Nothing is changed yet.")


def _number(label: Text, most: int, help_text: Text = "", least: int = 0) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "input--s"})
    return forms.IntegerField(
        label=label, help_text=help_text, required=False, min_value=least, max_value=most, widget=widget
    )


def _years(label: Text) -> forms.FloatField:
    return forms.FloatField(
        label=label, help_text=_("Leave it empty where there is no limit."), required=False, min_value=0,
        max_value=MOST_YEARS, widget=forms.NumberInput(attrs={"class": "input--s", "step": "any"}),
    )  # fmt: skip


def _unit() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("These days are"), choices=list(UNITS.items()), required=False)


def _ticks(label: Text, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=TickRows)


def _text(label: Text) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, "class": "input"})
    return forms.CharField(label=label, required=False, max_length=4000, widget=widget)


def _plain(value: float | None) -> float | int | None:
    """A whole number where it is one, so that it reads as the text before did."""
    return int(value) if value is not None and value == int(value) else value


def _kept(before: list[str], ticked: list[str]) -> list[str]:
    """What is ticked, in the order of the text before."""
    return [*(code for code in before if code in ticked), *(code for code in ticked if code not in before)]


class AmendForm(FellowshipForm):
    """The fields that change most, filled in as the text before has them."""

    mark_optional = False
    faults_at: str | None = None
    effective_from = DatePartsField(
        label=_("In force from"),
        help_text=_("Until that day the text of today goes on. A day that has passed counts at once, for new cases."),
        error_messages={"required": _("Enter the day from which it is in force.")},
    )
    stage = forms.ChoiceField(label=FIELDS["inquiry.stage"], choices=list(STAGES.items()), required=False)
    pending = forms.ChoiceField(label=FIELDS["pending_charges.rule"], choices=list(PENDING.items()))
    felony = _years(FIELDS["lookback.felony"])
    misdemeanor = _years(FIELDS["lookback.misdemeanor"])
    needs_written_assessment = forms.BooleanField(label=FIELDS["needs_written_assessment"], required=False)
    needs_reassessment = forms.BooleanField(label=FIELDS["needs_reassessment"], required=False)
    channels = _ticks(FIELDS["channels"], list(WAYS.items()))
    decide_days = _number(FIELDS["decide_within.days"], MOST_DAYS, least=1)
    decide_unit = _unit()
    years = _number(FIELDS["retention.years"], MOST_YEARS)
    most_years = _number(FIELDS["retention.most_years"], MOST_YEARS)
    statement_en = _text(FIELDS["posting.statement.en"])
    statement_es = _text(FIELDS["posting.statement.es"])
    cite = forms.CharField(
        label=_("Source of the change"), help_text=_("The ordinance, the page or the letter of counsel."),
        required=False, max_length=300,
    )  # fmt: skip
    url = forms.URLField(label=_("Address of the source"), required=False, max_length=500, assume_scheme="https")
    reason = reason_field(_("Everybody who reads this law sees it."))

    def __init__(self, *args: Any, subject: AmendSubject, **kwargs: Any) -> None:
        """Fill in the text before and make a group of fields of each notice."""
        super().__init__(*args, initial=_initial(subject.data), **kwargs)
        self.subject = subject
        for name, field, section in _LISTS:
            self.fields[name] = _ticks(FIELDS[field], subject.choices[section])
        for number, notice in enumerate(subject.data["notices"]):
            self._add_notice(f"notice_{number}", notice)
        self.order_fields([name for name in self.fields if name not in _LAST])

    def _add_notice(self, name: str, notice: dict[str, Any]) -> None:
        wait, more = notice["wait"] or {}, notice["extension"] or {}
        unit, more_unit = _unit(), _unit()
        unit.initial, more_unit.initial = wait.get("unit", "business"), more.get("unit", "business")
        fields: dict[str, forms.Field] = {
            "required": forms.BooleanField(
                label=FIELDS["notices.is_required"], required=False, initial=notice["is_required"]
            ),
            "contents": _ticks(FIELDS["notices.contents"], self.subject.contents[notice["kind"]]),
            "days": _number(
                FIELDS["notices.wait.days"], MOST_DAYS, _("Leave it empty where nobody has to wait."), least=1
            ),
            "unit": unit,
            "more_days": _number(FIELDS["notices.extension.days"], MOST_DAYS, least=1),
            "more_unit": more_unit,
        }
        fields["contents"].initial = notice["contents"]
        fields["days"].initial, fields["more_days"].initial = wait.get("days"), more.get("days")
        if not more:
            del fields["more_days"], fields["more_unit"]
        self.fields.update({f"{name}_{part}": field for part, field in fields.items()})

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """The fields by headings: what is said of all, then a group for each notice, then the reason."""
        named = dict(self.subject.choices["notice"])
        notices = [
            (named.get(notice["kind"], notice["kind"]), self._group(f"notice_{number}_"))
            for number, notice in enumerate(self.subject.data["notices"])
        ]
        plain = [self[name] for name in self.fields if name not in _LAST and not name.startswith("notice_")]
        return [("", plain), *notices, (str(_("Source and reason")), [self[name] for name in _LAST])]

    def _group(self, start: str) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith(start)]

    def clean_effective_from(self) -> date:
        """Refuse days that no law of today has."""
        day: date = self.cleaned_data["effective_from"]
        field = self.fields["effective_from"]
        assert isinstance(field, DatePartsField)  # noqa: S101  (it is declared above)
        limit_date(day, field=field, earliest=EARLIEST, latest=LATEST)
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse what does not fit together, and a text that changes nothing."""
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        for number, notice in enumerate(self.subject.data["notices"]):
            name = f"notice_{number}"
            waits = data[f"{name}_days"] is not None
            if not data[f"{name}_contents"]:
                self.add_error(f"{name}_contents", _("A notice says something. Tick at least one."))
            if not waits and (data.get(f"{name}_more_days") is not None or notice["pauses_for_dispute"]):
                self.add_error(f"{name}_days", _("This notice has a wait that can get longer. Enter the days."))
        if data["most_years"] is not None and data["most_years"] < (data["years"] or 0):
            self.add_error("most_years", _("This is less than the years for which papers must be kept."))
        if bool(data["statement_en"]) != bool(data["statement_es"]):
            missing = "statement_es" if data["statement_en"] else "statement_en"
            self.add_error(missing, _("Write the statement in both languages."))
        last = self.subject.data["effective_to"]
        if last is not None and data["effective_from"] > date.fromisoformat(last):
            self.add_error("effective_from", _("The law ends before that day. Change the whole text instead."))
        if not self.errors and not changes_between(self.subject.data, self.as_text()):
            self.add_error(None, UNCHANGED)
        return data

    def as_text(self) -> dict[str, Any]:
        """The text as amended."""
        data, text = self.cleaned_data, deepcopy(self.subject.data)
        text["revision"] += 1
        text["effective_from"] = data["effective_from"].isoformat()
        text["inquiry"]["stage"] = data["stage"] or None
        text["pending_charges"]["rule"] = data["pending"]
        text["lookback"].update(felony=_plain(data["felony"]), misdemeanor=_plain(data["misdemeanor"]))
        text["retention"].update(years=data["years"], most_years=data["most_years"])
        for name in ("needs_written_assessment", "needs_reassessment"):
            text[name] = data[name]
        text["channels"] = _kept(text["channels"], data["channels"])
        text["excluded"] = _kept(text["excluded"], data["excluded"])
        text["factors"] = _kept(text["factors"], data["factors"])
        days = data["decide_days"]
        span = {"days": days, "unit": data["decide_unit"] or "business", "from": "response_received"}
        text["decide_within"] = span if days is not None else None
        self._put_posting(text["posting"])
        for number, notice in enumerate(text["notices"]):
            self._put_notice(f"notice_{number}", notice)
        if data["cite"]:
            source = {"cite": data["cite"], "url": data["url"] or None, "evidence": "primary", "note": None}
            text["sources"].append(source)
        return text

    def _put_posting(self, posting: dict[str, Any]) -> None:
        data = self.cleaned_data
        statement = {"en": data["statement_en"], "es": data["statement_es"]}
        posting["statement"] = statement if data["statement_en"] else None
        for name in ("requirements", "prohibitions"):
            posting[name] = _kept(posting[name], data[name])

    def _put_notice(self, name: str, notice: dict[str, Any]) -> None:
        data = self.cleaned_data
        notice["is_required"] = data[f"{name}_required"]
        notice["contents"] = _kept(notice["contents"], data[f"{name}_contents"])
        days, more = data[f"{name}_days"], data.get(f"{name}_more_days")
        before = notice["wait"] or {"from": "receipt", "is_statutory": True}
        wait = {**before, "days": days, "unit": data[f"{name}_unit"] or "business"}
        notice["wait"] = wait if days is not None else None
        if notice["extension"]:
            span = {"days": more, "unit": data[f"{name}_more_unit"] or "business"}
            notice["extension"] = {**notice["extension"], **span} if more is not None else None


_LAST = ("cite", "url", "reason")
_LISTS = (
    ("excluded", "excluded", "excluded"),
    ("factors", "factors", "factor"),
    ("requirements", "posting.requirements", "posting_requirement"),
    ("prohibitions", "posting.prohibitions", "posting_prohibition"),
)


def _initial(text: dict[str, Any]) -> dict[str, Any]:
    within, statement = text["decide_within"] or {}, text["posting"]["statement"] or {}
    return {
        "effective_from": date.fromisoformat(text["effective_from"]), "stage": text["inquiry"]["stage"] or "",
        "pending": text["pending_charges"]["rule"], "felony": text["lookback"]["felony"],
        "misdemeanor": text["lookback"]["misdemeanor"], "excluded": text["excluded"], "factors": text["factors"],
        "needs_written_assessment": text["needs_written_assessment"],
        "needs_reassessment": text["needs_reassessment"], "channels": text["channels"],
        "decide_days": within.get("days"), "decide_unit": within.get("unit", "business"),
        "years": text["retention"]["years"], "most_years": text["retention"]["most_years"],
        "requirements": text["posting"]["requirements"], "prohibitions": text["posting"]["prohibitions"],
        "statement_en": statement.get("en", ""), "statement_es": statement.get("es", ""),
    }  # fmt: skip


class WholeTextForm(FellowshipForm):
    """The whole text of a law, as its file has it."""

    mark_optional = False
    faults_at: str | None = "text"
    text = forms.CharField(
        label=_("Text of the law"),
        help_text=_("JSON, in the form of the files that come with the program. The reference explains each field."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 28, "class": "input", "spellcheck": "false"}),
        error_messages={"required": _("Enter the text of the law.")},
    )
    reason = reason_field(_("Everybody who reads this law sees it."))

    def __init__(self, *args: Any, subject: AmendSubject, **kwargs: Any) -> None:
        """Fill in the text before, with the number of the next revision."""
        text = {**subject.data, "revision": subject.data["revision"] + 1}
        super().__init__(*args, initial={"text": json.dumps(text, ensure_ascii=False, indent=2)}, **kwargs)
        self.subject = subject

    def clean_text(self) -> dict[str, Any]:
        """Read it as JSON; what breaks the schema is said by the service."""
        try:
            read = json.loads(self.cleaned_data["text"])
            told = json.dumps(read, ensure_ascii=False, allow_nan=False).encode()
        except json.JSONDecodeError as fault:
            place = {"line": fault.lineno, "sign": fault.colno}
            message = _("This is not JSON. Look at line %(line)s, sign %(sign)s.") % place
            raise forms.ValidationError(message) from fault
        except (ValueError, RecursionError) as fault:
            raise forms.ValidationError(_("This is not JSON.")) from fault
        if b"\\u0000" in told:
            raise forms.ValidationError(_("The text holds a sign that can’t be stored (\\u0000)."))
        if not isinstance(read, dict):
            raise forms.ValidationError(_("The text of a law is a group of fields in curly brackets."))
        return read

    def clean(self) -> dict[str, Any]:
        """Refuse a text that changes nothing."""
        data: dict[str, Any] = super().clean() or {}
        if "text" in data and {**data["text"], "revision": 0} == {**self.subject.data, "revision": 0}:
            self.add_error("text", UNCHANGED)
        return data

    def as_text(self) -> dict[str, Any]:
        """The text as typed."""
        text: dict[str, Any] = self.cleaned_data["text"]
        return text
