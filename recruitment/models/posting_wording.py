"""What is said about phrases that a posting may not use, and about how well a law is known."""

from django.utils.translation import gettext_lazy as _

from recruitment.models.wording import Words
from recruitment.rules.posting_phrases import Phrase

PHRASE_REASONS: dict[Phrase, Words] = {
    Phrase.EXCLUDES: _("It says or hints that people with a record are not considered. Say what the work is instead."),
    Phrase.CLEAN_CHECK: _(
        "It says that a check must be passed, so it shuts people out. A record is looked at by itself."
    ),
    Phrase.NAMES_CHECK: _("A posting for this office may not mention a background check at all."),
}
PHRASE_SOURCES: dict[Phrase, str] = {
    Phrase.EXCLUDES: "2 CCR 11017.1; RCW 49.94.010; N.J.S.A. 34:6B-14; NYC Admin. Code 8-107(11-a)",
    Phrase.CLEAN_CHECK: "LA County Code 8.300.050(B)",
    Phrase.NAMES_CHECK: "NYC Admin. Code 8-107(11-a)",
}
CONFIDENCE: dict[str, Words] = {
    "high": _("High"),
    "medium": _("Medium"),
    "low": _("Low"),
    "policy": _("Our own policy"),
}
EVIDENCE: dict[str, Words] = {
    "primary": _("Seen in the law’s own text"),
    "secondary": _("Seen in a summary by others"),
    "memory": _("Not yet read again"),
}
