"""What people type into training's screens."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, TickRows
from fellowship.design.forms import FellowshipForm
from fellowship.design.wording import day_in_words
from training.queries.board import PersonPage
from training.queries.quizzes import Sheet


class QuizForm(FellowshipForm):
    """All questions of a quiz on one page, each with its answers as full rows."""

    mark_optional = False

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for question in sheet.questions:
            self.fields[self.name_of(question.id)] = forms.ChoiceField(
                label=f"{question.number}. {question.text}",
                choices=[(choice.id, choice.text) for choice in question.choices],
                widget=ChoiceRows(),
                initial=question.chosen,
                error_messages={
                    "required": _now("Choose an answer to question %(number)d.") % {"number": question.number}
                },
            )

    @staticmethod
    def name_of(question_id: str) -> str:
        return f"q_{question_id}"

    @property
    def chosen(self) -> dict[str, str]:
        """Question id → choice id for whatever was ticked, complete or not."""
        ticked = {question.id: self.data.get(self.name_of(question.id), "") for question in self.sheet.questions}
        return {question: choice for question, choice in ticked.items() if choice}


class AgreeForm(FellowshipForm):
    """The tick that finishes an acknowledged lesson."""

    agreed = forms.BooleanField(
        label=_("I have read this and will work this way."),
        error_messages={"required": _("Tick the box to say that you have read this and will work this way.")},
    )


class BoardFilter(FellowshipForm):
    """What the board shows; anything unknown shows everything."""

    mark_optional = False
    q = forms.CharField(label=_("Name"), required=False, max_length=80)
    office = forms.ChoiceField(label=_("Office"), required=False)
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("late", _("Longest late first")),
            ("plan", _("Furthest from plan first")),
            ("name", _("By name")),
        ],
    )

    def __init__(self, *args: Any, offices: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", _("Any office")), *offices]  # type: ignore[attr-defined]


class MoreTimeForm(FellowshipForm):
    """More time for one person: which parts, until when, why."""

    lessons = forms.MultipleChoiceField(
        label=_("Which parts"),
        widget=TickRows(),
        error_messages={"required": _("Choose at least one part.")},
    )
    until = forms.ChoiceField(
        label=_("New day"), widget=ChoiceRows(), error_messages={"required": _("Choose the new day.")}
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The person reads this in the letter. Keep health and family matters out of it."),
        max_length=300,
        error_messages={"required": _("Write why, in a few words.")},
    )

    def __init__(self, *args: Any, page: PersonPage, language: str, asked: str = "", **kwargs: Any) -> None:
        open_lessons = [row for row in page.record.lessons if not row.is_done]
        late = [str(row.id) for row in open_lessons if row.late_days] or [str(row.id) for row in open_lessons[:1]]
        wanted = [asked] if asked in {str(row.id) for row in open_lessons} else late
        kwargs.setdefault("initial", {"lessons": wanted, "until": page.week.isoformat()})
        super().__init__(*args, **kwargs)
        lessons, until = self.fields["lessons"], self.fields["until"]
        lessons.choices = [(str(row.id), row.title) for row in open_lessons]  # type: ignore[attr-defined]
        lessons.widget.hints = {  # type: ignore[attr-defined]
            str(row.id): _now("Due %(day)s") % {"day": day_in_words(row.due_on, language, year=False)}
            for row in open_lessons
        }
        until.choices = [  # type: ignore[attr-defined]
            (page.week.isoformat(), _now("One week from today")),
            (page.fortnight.isoformat(), _now("Two weeks from today")),
        ]
        until.widget.hints = {  # type: ignore[attr-defined]
            day.isoformat(): day_in_words(day, language, weekday=True) for day in (page.week, page.fortnight)
        }

    def clean_until(self) -> date:
        return date.fromisoformat(self.cleaned_data["until"])

    def clean_lessons(self) -> list[UUID]:
        return [UUID(chosen) for chosen in self.cleaned_data["lessons"]]


class WithdrawForm(FellowshipForm):
    """Why a certificate no longer counts."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The person reads this in the letter. The public page does not show it."),
        max_length=300,
        error_messages={"required": _("Write why, in a few words.")},
    )
