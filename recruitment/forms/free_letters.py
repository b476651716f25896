"""A letter in a manager's own words, in each language that the chosen people read."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm
from fellowship.rules.letters import SUBJECT_CAP, BadTemplate
from recruitment.forms.staff_notes import NoteArea, StaffNote
from recruitment.models.wording import LANGUAGE_LABELS
from recruitment.rules.free_letters import LONGEST_BODY, TEXT, Draft, check

# By whether there is such a thing at all.
WRONG = {True: _("The subject can’t hold {names}."), False: _("There is no {names}. Use one from the list.")}


class FreeLetterForm(FellowshipForm):
    """Subject and text in each language; both are needed where somebody reads it."""

    mark_optional = False
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid4()})
        super().__init__(*args, **kwargs)
        self.languages = tuple(languages)
        for code in self.languages:
            name = LANGUAGE_LABELS.get(code, code)
            self.fields[f"subject_{code}"] = forms.CharField(
                label=format_lazy(_("Subject in {language}"), language=name), max_length=SUBJECT_CAP,
                error_messages={"required": _("Write a subject.")}, help_text=_("No name and nothing private in it."),
                widget=forms.TextInput(attrs={"class": "input--l", "lang": code}),
            )  # fmt: skip
            self.fields[f"body_{code}"] = StaffNote(
                label=format_lazy(_("Letter in {language}"), language=name), max_length=LONGEST_BODY,
                error_messages={"required": _("Write the letter.")},
                widget=NoteArea(attrs={"rows": 12, "class": "input", "lang": code}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Only what can be filled in, and nobody's name in a subject."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for code in self.languages:
            for part in ("subject", "body"):
                text = cleaned.get(f"{part}_{code}", "")
                draft = Draft(text, "") if part == "subject" else Draft("", text)
                try:
                    check(draft)
                except BadTemplate as bad:
                    names = ", ".join(f"{{{name}}}" for name in bad.names)
                    known = all(name in TEXT.placeholders for name in bad.names)
                    words = (
                        _("The subject can’t hold {names}.")
                        if known
                        else _("There is no {names}. Use one from the list.")
                    )
                    self.add_error(f"{part}_{code}", format_lazy(words, names=names))
        return cleaned

    def drafts(self) -> dict[str, Draft]:
        """The texts by language."""
        given = self.cleaned_data
        return {code: Draft(given[f"subject_{code}"], given[f"body_{code}"]) for code in self.languages}
