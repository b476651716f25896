"""A case for notices, with every value given, in English and Spanish. The people and the records are invented."""

from dataclasses import replace
from datetime import date
from typing import Any

from fellowship.rules.calendars import Calendar
from recruitment.queries.fair_chance_notices import shipped_forms
from recruitment.queries.law import shipped_book
from recruitment.rules.fair_chance_notice_dates import dates_of
from recruitment.rules.fair_chance_notice_values import CaseValues, Company, ReplyTo, Weighed
from recruitment.rules.fair_chance_notices import Notice, agencies_for, build
from recruitment.rules.fair_chance_stack import Stack, stack_of
from recruitment.rules.fair_chance_windows import Channel, Delivery, Happened

# A Monday without a holiday in the weeks after it.
ON = date(2026, 11, 30)
CALENDAR = Calendar(frozenset({date(2026, 12, 25), date(2027, 1, 1)}))
DELIVERIES = (Delivery(Channel.EMAIL, ON), Delivery(Channel.MAIL, ON))
WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "position": "Client Advocate",
        "officer": "Farah Nassif, fair-chance officer",
        "good_cause": "Advocates carry clients' documents and, on some days, their money for a bus or a form.",
        "duties": ("Keep clients' documents safe", "Pay small costs for clients from petty cash"),
        "checks": ("County court records of the last seven years", "References that you named"),
        "records": ("Theft, a misdemeanor, convicted on 4 May 2023 in county court",),
        "source": "a report by Northline Screening of 20 November 2026",
        "found": "Weighed with care; this speaks for the applicant.",
        "conclusion": "Petty cash can be left to a colleague, but the office has nobody else on two days a week.",
        "second": "The letter of the employer changes part of the picture.",
        "second_conclusion": "The bearing on one duty remains.",
        "reconsideration": "Write to the director within a month; somebody else decides.",
        "grievance": "Write to the office's personnel board.",
    },
    "es": {
        "position": "Client Advocate",
        "officer": "Farah Nassif, encargada de oportunidad justa",
        "good_cause": "El puesto lleva documentos de clientes y, algunos días, su dinero para un pasaje o un trámite.",
        "duties": ("Cuidar los documentos de clientes", "Pagar gastos pequeños de clientes con la caja chica"),
        "checks": ("Registros del tribunal del condado de los últimos siete años", "Las referencias que usted dio"),
        "records": ("Hurto, delito menor, condena del 4 de mayo de 2023 en el tribunal del condado",),
        "source": "un informe de Northline Screening del 20 de noviembre de 2026",
        "found": "Se sopesó con cuidado; habla a favor de la persona.",
        "conclusion": "La caja chica puede quedar con otra persona, pero dos días por semana no hay nadie más.",
        "second": "La carta del empleo anterior cambia parte del cuadro.",
        "second_conclusion": "Queda la relación con una tarea.",
        "reconsideration": "Escriba a la dirección en el plazo de un mes; decide otra persona.",
        "grievance": "Escriba a la junta de personal de la oficina.",
    },
}


def stack(*codes: str) -> Stack:
    """The stack of some jurisdictions, with the laws that come with the program."""
    return stack_of(shipped_book(), codes, ON)


def case_for(stack: Stack, language: str = "en", **changes: Any) -> CaseValues:
    """A case in which everything is given, with changes."""
    words = WORDS[language]
    plain = {name: words[name] for name in words if name not in {"found", "conclusion", "second", "second_conclusion"}}
    full = CaseValues(
        name="Maya Rivera", address="12 Alder Street\nOakland, CA 94607", organization="Fellowship",
        office="East Los Angeles Defenders", place="East Los Angeles, CA", reference="FEL-27-0042", on=ON,
        zone="America/Los_Angeles",
        reply=ReplyTo("Farah Nassif", "500 Main Street, Oakland, CA 94607", "fairchance@fellowship.example",
                      "510-555-0142"),
        company=Company("Northline Screening", "9 Station Road, Reno, NV 89501", "800-555-0199"),
        has_other_material=False, has_response=True, may_be_reconsidered=True,
        assessment=Weighed(tuple((code, words["found"]) for code in stack.factors or ("nature_of_job",)),
                           words["conclusion"]),
        second=Weighed(tuple((code, words["second"]) for code in stack.factors or ("nature_of_job",)),
                       words["second_conclusion"]),
        dates=dates_of(stack, Happened(DELIVERIES), CALENDAR), closed_on=date(2026, 12, 18),
        enclosures=frozenset({"background_report", "fcra_summary", "article_23a", "cori_policy", "dcjis_correction",
                              "ag_guide"}),
        asked_on=ON, reapply_on=date(2027, 6, 1), agencies=agencies_for(stack, shipped_book()), **plain,
    )  # fmt: skip
    return replace(full, **changes)


def notice_of(kind: str, stack: Stack, language: str = "en", **changes: Any) -> Notice:
    """A notice of a kind, with everything it needs."""
    return build(kind, stack, case_for(stack, language, **changes), shipped_forms(), language)
