"""A letter that a manager writes in their own words to people they chose."""

from collections.abc import Mapping
from dataclasses import dataclass

from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind, check_text, fill, one_line
from fellowship.rules.texts import gettext_noop

# What the text may hold; it is filled in for each person.
TEXT = LetterKind(
    key="recruitment.free_text",
    label=gettext_noop("A letter in your own words"),
    placeholders={
        "called": UNTRUSTED, "reference": TRUSTED, "cycle": TRUSTED, "link": TRUSTED, "organization": TRUSTED,
    },
    default={"en": ("", "")},
)  # fmt: skip
# What is kept: the text as filled in. Its values were made harmless there.
FREE = LetterKind(
    key="recruitment.free_letter",
    label=gettext_noop("A letter in our own words"),
    placeholders={"subject": TRUSTED, "body": TRUSTED},
    default={"en": ("{subject}", "{body}"), "es": ("{subject}", "{body}")},
)
LONGEST_BODY = 6000


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter's words in one language."""

    subject: str
    body: str


def check(draft: Draft) -> None:
    """Raise ``BadTemplate`` where a text uses what there is not, or brings somebody's words into the subject."""
    check_text(TEXT, subject=draft.subject, body=draft.body)


def filled(draft: Draft, values: Mapping[str, object]) -> dict[str, str]:
    """The letter to one person."""
    return {"subject": one_line(fill(TEXT, draft.subject, values)), "body": fill(TEXT, draft.body, values).strip()}
