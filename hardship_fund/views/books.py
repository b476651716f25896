"""The fund's books: balances, entries, money in, export, and the report for the board."""

import secrets
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow, can
from hardship_fund.forms.money import BooksFilter, MoneyInForm, PeriodForm
from hardship_fund.queries import books as queries
from hardship_fund.queries import report as report_queries
from hardship_fund.queries import tabs
from hardship_fund.rules.periods import quarter_from
from hardship_fund.services import exports, ledger
from hardship_fund.views._forms import keep, sent, show

BOOKS, RECORD = "hardship_fund.see_books", "hardship_fund.record_money"
PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _asked(request: HttpRequest) -> tuple[BooksFilter, dict[str, Any]]:
    """The filter form and what it asks for, in the words of the query; nothing where it can't be read."""
    form = BooksFilter(request.GET)
    kept = form.cleaned_data if form.is_valid() else {}
    asked = {"account": kept.get("account") or "", "memo": kept.get("memo") or ""}
    return form, {**asked, "from_day": kept.get("since"), "to_day": kept.get("until")}


@allow(BOOKS)
def books(request: HttpRequest) -> HttpResponse:
    """Show the balances and the entries that match."""
    fund, (form, asked) = queries.fund_for(request.user), _asked(request)
    page = Paginator(queries.entries(request.user, fund.id, **asked), PAGE).get_page(request.GET.get("page"))
    context = {
        "fund": fund, "filters": form, "page": page, "lines": queries.lines(page.object_list),
        "balances": queries.balances(fund.id, clock.now()), "tabs": tabs.tabs(request.user, "hardship_books"),
        "may_record": can(request.user, RECORD), "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "hardship_fund/staff/books.html", context)


@allow(BOOKS)
def export(request: HttpRequest) -> HttpResponse:
    """Hand out the entries that match as a spreadsheet."""
    fund, (_form, asked) = queries.fund_for(request.user), _asked(request)
    content = exports.export_books(actor=request.user, fund_id=fund.id, at=clock.now(), **asked)
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": 'attachment; filename="fund-books.xlsx"'}
    )


@allow(RECORD)
def money_in(request: HttpRequest) -> HttpResponse:
    """Write down money that came in."""
    fund = queries.kept_fund(request.user)
    form = MoneyInForm(*sent(request), initial={"key": secrets.token_hex(16)})

    def save() -> None:
        kept = form.cleaned_data
        ledger.record_gift(
            actor=request.user, fund_id=fund.id, cents=kept["amount"], note=kept["note"],
            key=kept["key"] or secrets.token_hex(16), at=clock.now(),
        )  # fmt: skip

    if request.method == "POST" and keep(form, save):
        messages.success(request, _("Written down. It is free to give from now on."))
        return redirect("hardship_books")
    return show(request, "hardship_fund/staff/money_in.html", form, fund=fund)


@allow(RECORD)
def undo(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Ask once more, then take money in back."""
    entry = queries.gift(request.user, entry_id)
    if request.method == "POST":
        ledger.undo_gift(actor=request.user, entry_id=entry_id, at=clock.now())
        messages.success(request, _("Taken back with an entry of its own."))
        return redirect("hardship_books")
    return render(request, "hardship_fund/staff/undo.html", {"entry": entry})


@allow("hardship_fund.see_report")
def report(request: HttpRequest) -> HttpResponse:
    """Show the numbers of a quarter that is over, the last one when none is named."""
    fund = report_queries.fund_for(request.user)
    quarters = report_queries.quarters(fund.id, clock.now())
    chosen = quarter_from(request.GET.get("quarter", ""))
    quarter = chosen if chosen in quarters else next(iter(quarters), None)
    choices = [(each.key, report_queries.name_of(each)) for each in quarters]
    context = {
        "fund": fund, "tabs": tabs.tabs(request.user, "hardship_report"),
        "quarter": quarter and report_queries.name_of(quarter),
        "report": quarter and report_queries.report(fund.id, quarter),
        "filters": PeriodForm({"quarter": quarter and quarter.key}, quarters=choices),
    }  # fmt: skip
    return render(request, "hardship_fund/staff/report.html", context)
