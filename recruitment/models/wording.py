"""What stages, actions and reasons are called: by staff, and by the person who applies."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recruitment.rules.declining import DeclineCategory
from recruitment.rules.form_checks import FaultKind
from recruitment.rules.questions import LanguageLevel
from recruitment.rules.stages import Action, Stage

Words = str | Promise

STAFF_LABELS: dict[Stage, Words] = {
    Stage.DRAFT: _("Not sent yet"),
    Stage.SUBMITTED: _("Received"),
    Stage.IN_REVIEW: _("In review"),
    Stage.INTERVIEW: _("Interview"),
    Stage.WAITLISTED: _("Waiting list"),
    Stage.OFFERED: _("Offered"),
    Stage.ACCEPTED: _("Accepted"),
    Stage.FINALIST: _("Cleared for placement"),
    Stage.PLACED: _("Placed"),
    Stage.DECLINED: _("Declined"),
    Stage.OFFER_DECLINED: _("Offer turned down"),
    Stage.OFFER_LAPSED: _("Offer lapsed"),
    Stage.WITHDRAWN: _("Withdrawn"),
}
STAFF_TAGS: dict[Stage, str] = {
    Stage.DRAFT: "quiet",
    Stage.SUBMITTED: "yours",
    Stage.IN_REVIEW: "act",
    Stage.INTERVIEW: "act",
    Stage.WAITLISTED: "quiet",
    Stage.OFFERED: "act",
    Stage.ACCEPTED: "good",
    Stage.FINALIST: "good",
    Stage.PLACED: "good",
    Stage.DECLINED: "quiet",
    Stage.OFFER_DECLINED: "quiet",
    Stage.OFFER_LAPSED: "quiet",
    Stage.WITHDRAWN: "quiet",
}
APPLICANT_LABELS: dict[Stage, Words] = {
    Stage.DRAFT: _("You are writing your application"),
    Stage.SUBMITTED: _("We have your application"),
    Stage.IN_REVIEW: _("People are reading your application"),
    Stage.INTERVIEW: _("We would like to talk with you"),
    Stage.WAITLISTED: _("You are on our waiting list"),
    Stage.OFFERED: _("You have an offer"),
    Stage.ACCEPTED: _("You accepted your offer"),
    Stage.FINALIST: _("Everything is settled for your place"),
    Stage.PLACED: _("Your office is chosen"),
    Stage.DECLINED: _("We are not offering you a place this year"),
    Stage.OFFER_DECLINED: _("You turned down your offer"),
    Stage.OFFER_LAPSED: _("Your offer has ended"),
    Stage.WITHDRAWN: _("You withdrew your application"),
}
WHAT_COMES_NEXT: dict[Stage, Words] = {
    Stage.DRAFT: _("Finish it and submit it before applications close. Nobody reads it until then."),
    Stage.SUBMITTED: _("Trained readers read it without your name. There is nothing you need to do."),
    Stage.IN_REVIEW: _("When the readers are done we write to you, whatever the answer is."),
    Stage.INTERVIEW: _("Choose a time that suits you. You can move it if something comes up."),
    Stage.WAITLISTED: _("If a place opens, the next person on the list gets an offer. We write to you either way."),
    Stage.OFFERED: _("Read the offer and take your time. The offer says until when you can answer."),
    Stage.ACCEPTED: _("We settle what the offer depends on and tell you each step in writing."),
    Stage.FINALIST: _("You say which offices you prefer. Then we match people and offices."),
    Stage.PLACED: _("Your office and your supervisor get in touch before your first day."),
    Stage.DECLINED: _("Our letter gives the reason. You can apply again when the next round opens."),
    Stage.OFFER_DECLINED: _("Thank you for telling us. You can apply again when the next round opens."),
    Stage.OFFER_LAPSED: _("The time to answer is over. Talk to us if something got in the way."),
    Stage.WITHDRAWN: _("Nobody reads it any more. You can apply again when the next round opens."),
}
# The person's own words where an accepted offer ended and they did not end it themselves.
OFFER_ENDED: tuple[Words, Words] = (
    _("Your offer has ended"),
    _("Your notice says why, what you can ask for, and where to complain. You can apply again in the next round."),
)
ACTION_LABELS: dict[Action, Words] = {
    Action.SUBMIT: _("Submitted"),
    Action.WITHDRAW: _("Withdrawn"),
    Action.START_REVIEW: _("Review started"),
    Action.DECLINE: _("Declined"),
    Action.INVITE: _("Invited to an interview"),
    Action.WAITLIST: _("Put on the waiting list"),
    Action.OFFER: _("Offer made"),
    Action.ACCEPT: _("Offer accepted"),
    Action.TURN_DOWN: _("Offer turned down"),
    Action.LAPSE: _("Offer lapsed"),
    Action.RETRACT: _("Offer taken back"),
    Action.CLEAR: _("Cleared for placement"),
    Action.PLACE: _("Placed"),
    Action.UNPLACE: _("Placement undone"),
    Action.REOPEN: _("Opened again"),
}
PERSON_ACTIONS = frozenset({Action.SUBMIT, Action.WITHDRAW, Action.ACCEPT, Action.TURN_DOWN})

DECLINE_LABELS: dict[DeclineCategory, Words] = {
    DeclineCategory.STRENGTH: _("Others were stronger on the rubric"),
    DeclineCategory.SEATS: _("Strong, but there are not enough seats"),
    DeclineCategory.OFFICES: _("The offices chosen have no seat that fits"),
    DeclineCategory.REQUIREMENT: _("A requirement of the role is not met"),
    DeclineCategory.INCOMPLETE: _("The application could not be read as a whole"),
}
# The same reasons as the letter says them, after "Here is why:".
DECLINE_SENTENCES: dict[DeclineCategory, Words] = {
    DeclineCategory.STRENGTH: _("other applications showed more of what the rubric asks for."),
    DeclineCategory.SEATS: _("your application was strong, and there were fewer seats than strong applications."),
    DeclineCategory.OFFICES: _("the offices you chose had no seat that fits what you told us you need."),
    DeclineCategory.REQUIREMENT: _("a requirement of the role that no office can change is not met."),
    DeclineCategory.INCOMPLETE: _("parts of your application were missing or could not be read."),
}
LEVEL_LABELS: dict[LanguageLevel, Words] = {
    LanguageLevel.BASIC: _("Basic: short everyday talk"),
    LanguageLevel.WORKING: _("Working: I can do the job in it"),
    LanguageLevel.FLUENT: _("Fluent"),
}
LANGUAGE_LABELS: dict[str, Words] = {
    "en": _("English"),
    "es": _("Spanish"),
    "ase": _("American Sign Language"),
    "ar": _("Arabic"),
    "zh-yue": _("Cantonese"),
    "fr": _("French"),
    "ht": _("Haitian Creole"),
    "hmn": _("Hmong"),
    "ko": _("Korean"),
    "zh": _("Mandarin"),
    "pt": _("Portuguese"),
    "ru": _("Russian"),
    "so": _("Somali"),
    "tl": _("Tagalog"),
    "vi": _("Vietnamese"),
    "other": _("Another language"),
}
# ``where`` is the key of a question or of a page.
FAULT_SENTENCES: dict[FaultKind, Words] = {
    FaultKind.NO_QUESTIONS: _("Add at least one question."),
    FaultKind.SAME_KEY: _("Two questions have the key “%(where)s”. Give each its own."),
    FaultKind.NO_STEP_TITLE: _("Give the page “%(where)s” a title on its first question."),
    FaultKind.STEP_SPLIT: _("Put the questions of the page “%(where)s” next to each other."),
    FaultKind.FEW_CHOICES: _("Write at least two choices for “%(where)s”, one a line."),
    FaultKind.SAME_CHOICE: _("Two choices of “%(where)s” are the same. Change one."),
    FaultKind.CHOICES_DIFFER: _("Write as many Spanish choices as English ones for “%(where)s”."),
    FaultKind.NOT_A_CHOICE: _("Remove the choices of “%(where)s”, or make it a choice question."),
    FaultKind.IDENTITY_SHOWN: _("“%(where)s” says who the person is, so readers can’t see it. Untick one of the two."),
    FaultKind.ASKED_TWICE: _("Ask for “%(where)s” only once."),
    FaultKind.NO_PARTS: _("Write the parts of one entry of “%(where)s”, one a line."),
    FaultKind.PARTS_UNREADABLE: _(
        "A part of “%(where)s” can’t be read. Write the name, a line and the kind: short text, long text, number, or "
        "yes or no. Add “| optional” where it may stay empty."
    ),
    FaultKind.SAME_PART: _("Two parts of “%(where)s” are the same. Change one."),
    FaultKind.PARTS_DIFFER: _("Write as many Spanish parts as English ones for “%(where)s”."),
    FaultKind.NOT_A_GROUP: _("Remove the parts of “%(where)s”, or make it a repeating entry."),
    FaultKind.HALF_A_CONDITION: _("Say for “%(where)s” both which question it hangs on and which answer, or neither."),
    FaultKind.CONDITION_NOT_BEFORE: _("“%(where)s” hangs on a question that does not stand before it."),
    FaultKind.CONDITION_NO_CHOICE: _("“%(where)s” hangs on an answer that cannot be chosen. Use one of the choices."),
}
