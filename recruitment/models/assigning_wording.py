"""What giving out packets and calibrating calls its reasons, wishes and findings."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recruitment.rules.assigning import Barred, RegionWish
from recruitment.rules.calibration import Agreement, Leaning
from recruitment.rules.conflicts import ConflictKind

Words = str | Promise

BARRED_LABELS: dict[Barred, Words] = {
    Barred.OWN: _("Their own application"),
    Barred.HAD_IT: _("Reads it already"),
    Barred.STEPPED_BACK: _("Stepped back from it"),
    Barred.CLEARED_IT: _("Cleared its text"),
    Barred.PRACTICED: _("Practiced on it"),
    Barred.OFFICE: _("Same office"),
    Barred.SCHOOL: _("Same school"),
    Barred.EMPLOYER: _("Same employer"),
    Barred.PERSON: _("Knows the person"),
    Barred.FULL: _("Has as many packets as they take"),
}
CONFLICT_LABELS: dict[ConflictKind, Words] = {
    ConflictKind.OFFICE: _("Office"),
    ConflictKind.SCHOOL: _("School"),
    ConflictKind.EMPLOYER: _("Employer"),
    ConflictKind.PERSON: _("Person"),
}
WISH_LABELS: dict[RegionWish, Words] = {
    RegionWish.AWAY: _("A reader from another region"),
    RegionWish.NEAR: _("A reader from the same region"),
    RegionWish.NONE: _("Any region"),
}
LEANING_LABELS: dict[Leaning, Words] = {
    Leaning.TOO_FEW: _("Too few reads to say"),
    Leaning.CLOSE: _("Close to the others"),
    Leaning.MILDER: _("Milder than the others"),
    Leaning.STRICTER: _("Stricter than the others"),
}
LEANING_TAGS: dict[Leaning, str] = {
    Leaning.TOO_FEW: "quiet",
    Leaning.CLOSE: "good",
    Leaning.MILDER: "yours",
    Leaning.STRICTER: "yours",
}
AGREEMENT_LABELS: dict[Agreement, Words] = {
    Agreement.TOO_FEW: _("Too few marks to say how well readers agree."),
    Agreement.WEAK: _("Readers agree little. Talk about what each mark looks like before anybody reads on."),
    Agreement.TENTATIVE: _("Readers agree in part. Look at the samples that lie furthest apart together."),
    Agreement.RELIABLE: _("Readers agree well."),
}

# What the audit calls each act. Who reads what would name readers, so none of it is told to the person concerned.
AUDITED_QUIETLY: dict[str, Words] = {
    "take_back_read": _("Took a packet back from a reader"),
    "undo_assigning": _("Undid a giving out of packets"),
    "describe_reader": _("Changed what a reader can read"),
    "declare_conflict": _("Declared a conflict"),
    "remove_conflict": _("Removed a declared conflict"),
    "set_assigning_rule": _("Changed how packets are given out"),
    "ask_extra_read": _("Asked for one more read"),
    "open_round": _("Opened a calibration round"),
    "close_round": _("Closed a calibration round"),
    "mark_sample": _("Marked a sample for practice"),
}
