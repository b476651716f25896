"""Addresses of the fund, by audience."""

from django.urls import URLPattern, URLResolver, path

from hardship_fund.views import advocate, books, committee, following, treasurer

public: list[URLPattern | URLResolver] = []
my: list[URLPattern | URLResolver] = [
    path("money-help/", advocate.home, name="hardship_home"),
    path("money-help/start/", advocate.start, name="hardship_start"),
    path("money-help/<uuid:request_id>/", following.tracker, name="hardship_request"),
    path("r/<uuid:request_id>/", following.from_mail, name="hardship_from_mail"),
    path("money-help/<uuid:request_id>/need/", advocate.need, name="hardship_need"),
    path("money-help/<uuid:request_id>/story/", advocate.story, name="hardship_story"),
    path("money-help/<uuid:request_id>/proof/", advocate.proof, name="hardship_proof"),
    path(
        "money-help/<uuid:request_id>/proof/<uuid:evidence_id>/remove/",
        advocate.remove_file,
        name="hardship_remove_file",
    ),
    path("money-help/<uuid:request_id>/payee/", advocate.payee, name="hardship_payee"),
    path("money-help/<uuid:request_id>/check/", advocate.check, name="hardship_check"),
    path("money-help/<uuid:request_id>/answer/", following.answer, name="hardship_answer"),
    path("money-help/<uuid:request_id>/change/", following.change, name="hardship_change"),
    path("money-help/<uuid:request_id>/withdraw/", following.withdraw, name="hardship_withdraw"),
    path("money-help/<uuid:request_id>/arrived/", following.arrived, name="hardship_arrived"),
]
staff: list[URLPattern | URLResolver] = [
    path("fund/requests/", committee.queue, name="hardship_queue"),
    path("fund/requests/<uuid:request_id>/", committee.card, name="hardship_card"),
    path("fund/requests/<uuid:request_id>/approve/", committee.approve, name="hardship_approve"),
    path("fund/requests/<uuid:request_id>/no/", committee.deny, name="hardship_deny"),
    path("fund/requests/<uuid:request_id>/ask/", committee.ask, name="hardship_ask"),
    path("fund/requests/<uuid:request_id>/stand-aside/", committee.stand_aside, name="hardship_stand_aside"),
    path("fund/payments/", treasurer.queue, name="hardship_payments"),
    path("fund/payments/<uuid:request_id>/", treasurer.payment, name="hardship_payment"),
    path("fund/payments/<uuid:request_id>/start/", treasurer.start, name="hardship_pay_start"),
    path("fund/payments/<uuid:request_id>/retry/", treasurer.retry, name="hardship_pay_retry"),
    path("fund/payments/<uuid:request_id>/<uuid:payment_id>/paid/", treasurer.paid, name="hardship_paid"),
    path("fund/payments/<uuid:request_id>/<uuid:payment_id>/failed/", treasurer.failed, name="hardship_failed"),
    path("fund/ledger/", books.books, name="hardship_books"),
    path("fund/ledger/export/", books.export, name="hardship_export"),
    path("fund/ledger/money-in/", books.money_in, name="hardship_money_in"),
    path("fund/ledger/<uuid:entry_id>/take-back/", books.undo, name="hardship_undo"),
    path("fund/report/", books.report, name="hardship_report"),
]
