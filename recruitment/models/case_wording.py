"""What the screens of a fair-chance case call things: records, laws, ways of sending, and the next step."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recruitment.rules.fair_chance_answers import Late
from recruitment.rules.fair_chance_law import Ask, Pending, When
from recruitment.rules.fair_chance_records import Withheld
from recruitment.rules.fair_chance_stack import Why
from recruitment.rules.fair_chance_windows import Address, Channel

Words = str | Promise

# What became of a record, as an officer chooses it first; the rest of the kinds may be ticked beside it.
RECORD_OUTCOMES: dict[str, Words] = {
    "conviction": _("Conviction"),
    "pending": _("Charge that is still open"),
    "arrest_only": _("Arrest or charge that led to nothing"),
    "dismissed": _("Dismissed or set aside"),
    "diversion": _("Ended in a diversion program"),
    "adjourned": _("Adjourned in contemplation of dismissal"),
    "exonerated": _("The person was exonerated"),
    "closed_accusation": _("Other accusation that is closed"),
}
RECORD_MARKS: dict[str, Words] = {
    "sealed": _("Sealed, or under an order of nondisclosure"),
    "expunged": _("Expunged"),
    "pardoned": _("Pardoned, or with a certificate of rehabilitation"),
    "juvenile": _("From juvenile court"),
    "youthful": _("Youthful adjudication"),
    "confidential": _("Confidential or with limited access"),
    "marijuana": _("About marijuana only"),
    "simple_marijuana": _("Simple possession of marijuana"),
    "decriminalized": _("No longer a crime"),
    "harmless_diversion": _("Diversion in a case without physical harm"),
    "first_minor_conviction": _("First conviction for one of the minor offenses that the law lists"),
    "first_trespass": _("First conviction for trespass or disturbing the peace"),
    "no_jail_misdemeanor": _("Misdemeanor for which no jail sentence is possible"),
}
RECORD_GRADES: dict[str, Words] = {
    "": _("Not known"),
    "felony": _("Felony"),
    "misdemeanor": _("Misdemeanor"),
    "summary": _("Summary offense"),
    "infraction": _("Infraction"),
    "violation": _("Violation"),
    "non_criminal": _("Not a crime"),
}
WITHHELD: dict[Withheld, Words] = {
    Withheld.NEVER: _("may never be considered"),
    Withheld.TOO_OLD: _("is older than the law allows"),
    Withheld.STILL_OPEN: _("is about a charge that is still open"),
}
# What the applicant reads about charges that are still open.
PENDING: dict[Pending, Words] = {
    Pending.NOT_ADDRESSED: "",
    Pending.MAY_CONSIDER: _("A charge that is still open may be looked at."),
    Pending.ONLY_OUT_ON_BAIL: _("A charge that is still open may be looked at only while the person is out on bail."),
    Pending.DO_NOT_CONSIDER: _("A charge that is still open may not be looked at."),
}
LIMITS: dict[str, Words] = {
    "felony": _("Felony convictions from before %(day)s"),
    "misdemeanor": _("Misdemeanor convictions from before %(day)s"),
}
LEVELS: dict[str, Words] = {
    "city": _("City"),
    "county": _("County"),
    "state": _("State"),
    "federal": _("Federal"),
    "policy": _("Own policy"),
}
CONFIDENCE: dict[str, Words] = {
    "high": _("Well supported"),
    "medium": _("Partly supported"),
    "low": _("Weakly supported"),
    "policy": _("Our own choice"),
}
EVIDENCE: dict[str, Words] = {
    "primary": _("read in the law itself"),
    "secondary": _("read in a summary"),
    "memory": _("not yet looked up"),
}
LEFT_OUT: dict[Why, Words] = {
    Why.NOT_IN_FORCE: _("not in force on this day"),
    Why.NOT_COVERED: _("does not reach this employer"),
    Why.EXEMPT: _("an exception is switched on for this office"),
}
CHANNELS: dict[Channel, Words] = {
    Channel.EMAIL: _("By e-mail"),
    Channel.MAIL: _("By mail"),
    Channel.PORTAL: _("On the applicant’s own page"),
    Channel.IN_PERSON: _("Handed over"),
}
ADDRESSES: dict[Address, Words] = {
    Address.IN_STATE: _("In the state of the office"),
    Address.OUT_OF_STATE: _("In another state"),
    Address.OUTSIDE_US: _("Outside the United States"),
}
ASKS: dict[Ask, Words] = {
    Ask.MORE_TIME: _("More time to respond"),
    Ask.ORAL_PRESENTATION: _("A talk with the officer"),
    Ask.ACCURACY_DISPUTE: _("More time, because the report is wrong"),
}
# What somebody asked for, or sent, after the decision.
LATE_KINDS: dict[Late, Words] = {
    Late.RESPONSE: _("Response"),
    Late.MORE_TIME: ASKS[Ask.MORE_TIME],
    Late.ORAL_PRESENTATION: ASKS[Ask.ORAL_PRESENTATION],
    Late.ACCURACY_DISPUTE: ASKS[Ask.ACCURACY_DISPUTE],
}
WHEN: dict[When, Words] = {
    When.OFFER: _("With the offer"),
    When.BEFORE_CHECK: _("Before the check"),
    When.VOLUNTEERED: _("Only when somebody tells by themselves"),
    When.BEFORE_QUESTIONS: _("Before any question"),
    When.ASSESSMENT: _("With the assessment"),
    When.PRELIMINARY: _("Before anything is decided"),
    When.RESPONSE: _("After a response"),
    When.FINAL: _("After a final decision"),
    When.REQUEST: _("Only when asked for"),
}
