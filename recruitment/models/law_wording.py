"""What the fields of a law are called where people amend it, and what may stand in them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recruitment.rules import fair_chance_schema as schema
from recruitment.rules.fair_chance_law import InquiryStage, Pending, Unit

Words = str | Promise

STAGES: dict[str, Words] = {
    "": _("Nothing said"),
    InquiryStage.APPLICATION: _("The application"),
    InquiryStage.MINIMUM_QUALIFICATIONS: _("It is known who can do the job at all"),
    InquiryStage.AFTER_INITIAL_APPLICATION: _("After the first application"),
    InquiryStage.AFTER_INITIAL_SCREENING: _("After the first screening"),
    InquiryStage.INTERVIEW_SELECTED: _("The person is chosen for an interview"),
    InquiryStage.FIRST_INTERVIEW: _("The first interview"),
    InquiryStage.CONDITIONAL_OFFER: _("A conditional offer"),
    InquiryStage.CONDITIONAL_OFFER_AFTER_NONCRIMINAL: _("A conditional offer, when all other checks are done"),
}
PENDING: dict[str, Words] = {
    Pending.NOT_ADDRESSED: _("Nothing said"),
    Pending.MAY_CONSIDER: _("May be considered"),
    Pending.ONLY_OUT_ON_BAIL: _("Only while the person is out on bail"),
    Pending.DO_NOT_CONSIDER: _("May not be considered"),
}
UNITS: dict[str, Words] = {Unit.BUSINESS: _("business days"), Unit.CALENDAR: _("calendar days")}
WAYS: dict[str, Words] = {"email": _("By e-mail"), "mail": _("By mail")}
YES, NO, NOTHING = _("Yes"), _("No"), _("Nothing")

FIELDS: dict[str, Words] = {
    "level": _("Level"),
    "name.en": _("Name in English"),
    "name.es": _("Name in Spanish"),
    "parents": _("Laws above it"),
    "effective_from": _("In force from"),
    "effective_to": _("Last day in force"),
    "adds_nothing": _("The place has no rule of its own"),
    "coverage.min_employees": _("Reaches employers from this number of people"),
    "coverage.max_employees": _("Reaches employers up to this number of people"),
    "coverage.employer_types": _("Kinds of employer that it reaches"),
    "coverage.exemptions": _("Exceptions"),
    "inquiry.stage": _("A record may be asked about from"),
    "excluded": _("May never be considered"),
    "pending_charges.rule": _("Charges that are still open"),
    "lookback.felony": _("Felonies count for so many years"),
    "lookback.misdemeanor": _("Misdemeanors count for so many years"),
    "notices.is_required": _("The law requires it"),
    "notices.kind": _("Kind of notice"),
    "notices.when": _("When it is due"),
    "notices.wait.days": _("Days to respond"),
    "notices.wait.unit": _("Counted as"),
    "notices.wait.from": _("Counted from"),
    "notices.wait.is_statutory": _("The wait stands in the law"),
    "notices.extension.days": _("More days when asked for"),
    "notices.extension.unit": _("These are counted as"),
    "notices.extension.asked_by": _("What gives more days"),
    "notices.contents": _("What it must say"),
    "notices.pauses_for_dispute": _("The wait stands still during a dispute"),
    "channels": _("Ways by which notices must be sent"),
    "decide_within.days": _("Decide within so many days of a response"),
    "decide_within.unit": _("These are counted as"),
    "standard.en": _("What must be shown, in English"),
    "standard.es": _("What must be shown, in Spanish"),
    "factors": _("An assessment weighs"),
    "needs_written_assessment": _("The assessment must be in writing"),
    "needs_reassessment": _("A response asks for a second assessment"),
    "posting.requirements": _("A posting must have"),
    "posting.prohibitions": _("A posting may not have"),
    "posting.statement.en": _("Statement for postings, in English"),
    "posting.statement.es": _("Statement for postings, in Spanish"),
    "retention.years": _("Papers are kept for so many years"),
    "retention.most_years": _("Papers may be kept for at most so many years"),
    "agency.url": _("Address of the agency’s page"),
    "agency.phone": _("Phone of the agency"),
    "agency.email": _("E-mail of the agency"),
    "sources": _("Sources"),
    "confidence": _("How well it is known"),
    "open_questions": _("Questions for counsel"),
}
# The section of words in which the codes of a field stand.
SECTIONS = {
    "excluded": "excluded",
    "factors": "factor",
    "notices.contents": "content",
    "posting.requirements": "posting_requirement",
    "posting.prohibitions": "posting_prohibition",
    "visibility": "visibility",
}
# What the audit calls the steps.
LAW_STEPS: dict[str, Words] = {
    "amend": _("Amended a fair-chance law"),
    "retire": _("Kept the text of a law for open cases only"),
    "use": _("Put the text of a law in force again"),
    "approve": _("Noted that counsel approved a law"),
    "undo": _("Took back counsel’s approval of a law"),
    "switch_on": _("Switched an exception of a law on for an office"),
    "switch_off": _("Switched an exception of a law off for an office"),
}
# What can be wrong with a text; the English is that of the check of files.
FAULTS: dict[str, Words] = {
    schema.MUST_BE: _("must be %(kind)s, not %(value)s"),
    schema.MISSING: _("is missing"),
    schema.NO_SUCH_FIELD: _("no such field"),
    schema.EMPTY: _("must not be empty"),
    schema.NOT_ONE_OF: _("%(value)s is not one of %(choices)s"),
    schema.TOO_SMALL: _("must be at least %(limit)s, not %(value)s"),
    schema.TOO_LARGE: _("must be at most %(limit)s, not %(value)s"),
    schema.TOO_FEW: _("needs at least %(limit)s"),
    schema.TWICE: _("is there twice"),
    schema.WRONG_FORM: _("%(value)s does not have the right form"),
    schema.NO_DAY: _("%(value)s is no day of the calendar"),
    schema.NO_WORDS: _("%(value)s has no words in texts.json under %(section)s"),
    schema.BEFORE: _("is before %(field)s"),
    schema.LESS: _("is less than %(field)s"),
    schema.NO_WAIT: _("is missing, but its time can be extended"),
    schema.WRONG_NAME: _("%(value)s does not fit the name of the file"),
    schema.NO_LAW: _("no law %(value)s"),
    schema.WRONG_REVISION: _("must be %(value)s"),
}
KINDS: dict[str, Words] = {
    "a group of fields": _("a group of fields"),
    "a list": _("a list"),
    "a text": _("a text"),
    "true or false": _("true or false"),
    "a whole number": _("a whole number"),
    "a number": _("a number"),
}


def fault_text(fault: schema.Fault) -> str:
    """A fault in the reader's language; fields and values stay as they stand in the text."""
    values = {name: KINDS.get(str(value), value) if name == "kind" else value for name, value in fault.values.items()}
    return f"{fault.at}: {FAULTS[fault.said] % values}"
