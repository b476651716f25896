"""What the check of forms says: what may not be asked, why, and the law it comes from."""

from django.utils.translation import gettext_lazy as _

from recruitment.models.wording import Words
from recruitment.rules.forbidden_words import Topic

TOPIC_LABELS: dict[Topic, Words] = {
    Topic.CRIMINAL_HISTORY: _("Asks about a record"),
    Topic.DRIVERS_LICENSE: _("Asks about a driver’s license or a car"),
    Topic.AGE: _("Asks for an age"),
    Topic.CITIZENSHIP: _("Asks about citizenship or origin"),
    Topic.SCHOOL_YEAR: _("Asks for a year at school"),
}
TOPIC_REASONS: dict[Topic, Words] = {
    Topic.CRIMINAL_HISTORY: _(
        "Fair-chance laws let nobody ask about arrests, charges or convictions before an offer. We ask nobody before "
        "they hold one. Take the question out; nobody can allow it."
    ),
    Topic.DRIVERS_LICENSE: _(
        "Ask whether a person can travel as the placement needs. Asking for a license or a car keeps out people who "
        "would come by bus, bike or ride. Some states allow it only where driving is part of the work."
    ),
    Topic.AGE: _(
        "Age has no part in who is chosen. A question about it puts off people over 40, whom the law protects. "
        "Whether somebody is old enough to be hired can be settled with the offer."
    ),
    Topic.CITIZENSHIP: _(
        "Ask only whether a person may work in the United States. Treating people differently by citizenship or "
        "origin is against the law, unless a law or a public contract asks for it."
    ),
    Topic.SCHOOL_YEAR: _(
        "A year at school tells how old somebody is. Ask what they studied or whether they hold a degree, not when."
    ),
}
# Names of laws stay as they are in every language.
TOPIC_SOURCES: dict[Topic, str] = {
    Topic.CRIMINAL_HISTORY: "Cal. Gov. Code 12952; NYC Admin. Code 8-107(11-a); Phila. Code 9-3500; 41 U.S.C. 4714",
    Topic.DRIVERS_LICENSE: "Cal. Gov. Code 12940 (SB 1100)",
    Topic.AGE: "29 U.S.C. 623; 29 CFR 1625.5",
    Topic.CITIZENSHIP: "8 U.S.C. 1324b; 42 U.S.C. 2000e-2; 29 CFR 1606",
    Topic.SCHOOL_YEAR: "29 U.S.C. 623; 29 CFR 1625.5",
}
