"""What each audited action is called where a person reads who looked at their file."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "hardship_fund.read_story": _("Read your request for money help, without your name"),
    "hardship_fund.read_payee": _("Looked up where to send the money you asked for"),
    "hardship_fund.start": _("Began a request for money help"),
    "hardship_fund.submit": _("Sent a request for money help"),
    "hardship_fund.withdraw": _("Took back a request for money help"),
    "hardship_fund.start_review": _("Began to decide on a request for money help"),
    "hardship_fund.ask": _("Asked something about a request for money help"),
    "hardship_fund.answer": _("Answered a question about a request for money help"),
    "hardship_fund.change": _("Changed a request for money help"),
    "hardship_fund.decide": _("Decided on a request for money help"),
    "hardship_fund.stand_aside": _("Stood aside from a request for money help"),
    "hardship_fund.approve": _("Gave the second approval to a request for money help"),
    "hardship_fund.deny": _("Gave the second no to a request for money help"),
    "hardship_fund.pay": _("Began a payment"),
    "hardship_fund.confirm": _("Marked a payment as sent"),
    "hardship_fund.fail": _("Marked a payment as not arrived"),
    "hardship_fund.retry": _("Put a payment back into the queue"),
    "hardship_fund.close": _("Said that the money arrived"),
    "hardship_fund.record_money": _("Wrote down money that came in"),
    "hardship_fund.undo_gift": _("Took back money written down as come in"),
    "hardship_fund.open_fund": _("Opened a hardship fund"),
    "hardship_fund.forget_paid": _("Forgot whom we paid, as tax rules no longer ask for it"),
    "hardship_fund.export_books": _("Downloaded the fund's books"),
}
