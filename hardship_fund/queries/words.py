"""The words for stages, reasons, criteria and movements of money, for each audience."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hardship_fund.rules.deciding import Criterion, DenialReason
from hardship_fund.rules.ledger import AccountCode, Memo
from hardship_fund.rules.stages import Action, Stage

Text = str | Promise


@dataclass(frozen=True, slots=True)
class StageWords:
    """A stage for the person who asks: its name, kind of tag, and what comes next; and its name for staff."""

    mine: Text
    kind: str
    next: Text
    staff: Text


STAGE: dict[str, StageWords] = {
    Stage.DRAFT: StageWords(
        _("Not sent yet"), "act", _("Nobody sees this until you send it."), _("Not sent")
    ),
    Stage.SUBMITTED: StageWords(
        _("Sent"), "act", _("Two people on the committee read it, each alone, without your name."), _("To read")
    ),
    Stage.NEEDS_INFO: StageWords(
        _("We have a question"), "yours", _("Answer the question, and the reading goes on."), _("Waits for an answer")
    ),
    Stage.IN_REVIEW: StageWords(
        _("Being read"), "act", _("One person has read it. A second one reads it next."), _("One decision of two")
    ),
    Stage.APPROVED: StageWords(
        _("Approved"), "good", _("The money is kept for you. The treasurer sends it next."), _("To pay")
    ),
    Stage.PAYING: StageWords(_("On its way"), "good", _("The treasurer is sending the money."), _("Being paid")),
    Stage.PAID: StageWords(_("Sent to you"), "good", _("Tell us when it arrives."), _("Paid")),
    Stage.FAILED: StageWords(
        _("It did not arrive"), "yours",
        _("The money is still kept for you. Check where it should go, or wait for the treasurer to try again."),
        _("Did not arrive"),
    ),
    Stage.CLOSED: StageWords(_("Done"), "good", _("You said that the money arrived."), _("Done")),
    Stage.DENIED: StageWords(_("Not approved"), "quiet", _("The reason and other help are below."), _("Not approved")),
    Stage.WITHDRAWN: StageWords(
        _("Taken back"), "quiet", _("You took this back. You can ask again at any time."), _("Taken back")
    ),
}  # fmt: skip

# What happened, for the person who asks: (title, whether the program did it).
STEP: dict[str, tuple[Text, bool]] = {
    Action.SUBMIT: (_("You sent your request"), False),
    Action.START_REVIEW: (_("The first person read it"), True),
    Action.ASK: (_("We asked you something"), True),
    Action.ANSWER: (_("You answered"), False),
    Action.CHANGE: (_("You changed it, so it is read again"), False),
    Action.APPROVE: (_("Approved by two people"), True),
    Action.DENY: (_("Not approved"), True),
    Action.PAY: (_("The treasurer began to send the money"), True),
    Action.CONFIRM: (_("The money was sent"), True),
    Action.FAIL: (_("The money did not arrive"), True),
    Action.RETRY: (_("The treasurer tries again"), True),
    Action.CLOSE: (_("You said it arrived"), False),
    Action.WITHDRAW: (_("You took it back"), False),
}


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """Why not: the choice on the committee's form, the sentence for the person, and what would change it."""

    choice: Text
    sentence: Text
    change: Text


REASON: dict[str, ReasonWords] = {
    DenialReason.NOT_COVERED: ReasonWords(
        _("Outside what the fund covers"),
        _("The fund does not cover this kind of cost."),
        _("If another kind of trouble on the list fits better, ask again with that one."),
    ),
    DenialReason.NOT_SHOWN: ReasonWords(
        _("Not enough to go on"),
        _("What you sent does not show the cost or the need clearly enough."),
        _("Ask again with a photo, a bill, a message, or a fuller note in your words."),
    ),
    DenialReason.OTHER_HELP: ReasonWords(
        _("Other help is due first"),
        _("Insurance, benefits or an employer owe you this first."),
        _("If they say no, or it takes too long, ask again and tell us so."),
    ),
    DenialReason.ALREADY_MET: ReasonWords(
        _("The need is met already"),
        _("From what you sent, the cost seems to be met already."),
        _("If it is not, ask again and say what is still open."),
    ),
    DenialReason.CAP_REACHED: ReasonWords(
        _("The limit for 12 months is reached"),
        _("The fund has given you all it may give for this in 12 months."),
        _("Ask again once 12 months have passed, or for another kind of trouble now."),
    ),
    DenialReason.NO_MONEY: ReasonWords(
        _("The fund is empty for now"),
        _("The fund does not hold enough money right now."),
        _("Ask again: your reasons stand. We tell you when there is money."),
    ),
}

CRITERION: dict[str, Text] = {
    Criterion.COVERED: _("What happened fits the category"),
    Criterion.NEEDED_NOW: _("The cost is real and can't wait"),
    Criterion.AMOUNT_FITS: _("The amount fits the cost"),
    Criterion.SHOWN: _("Something shows it: a file, or a note in their words"),
}

MEMO: dict[str, Text] = {
    Memo.GIFT: _("Money in"),
    Memo.GIFT_UNDONE: _("Money in, taken back"),
    Memo.RESERVE: _("Kept for a request"),
    Memo.RELEASE: _("Free again"),
    Memo.SEND: _("Payment begun"),
    Memo.PAID: _("Paid"),
    Memo.NOT_PAID: _("Payment failed"),
    Memo.RETURNED: _("Payment came back"),
}

ACCOUNT: dict[str, Text] = {
    AccountCode.BANK: pgettext_lazy("account of the fund", "In the bank"),
    AccountCode.AVAILABLE: pgettext_lazy("account of the fund", "Free to give"),
    AccountCode.RESERVED: pgettext_lazy("account of the fund", "Kept for approved requests"),
    AccountCode.SENDING: pgettext_lazy("account of the fund", "On its way"),
}
