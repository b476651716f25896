"""The offer as a PDF, unsigned when it is sent and signed when it is accepted."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from fellowship.design.wording import day_in_words, moment_in_words, money_in_words
from fellowship.models import Person, StoredFile
from fellowship.queries import organization
from fellowship.services.documents import render_pdf
from fellowship.services.files import store_bytes
from recruitment.models import Offer
from recruitment.rules.offers import Terms

PURPOSE = "recruitment.offer"


def _facts(terms: Terms, language: str) -> list[list[str]]:
    """The terms as label and value, in the active language."""
    a_year = _("%(money)s a year")
    rows = [
        [_("Office"), f"{terms.office}, {terms.place}"],
        [_("Pay"), a_year % {"money": money_in_words(terms.pay_cents, whole=True)}],
    ]
    if terms.spanish_cents:
        rows.append([_("For working Spanish"), a_year % {"money": money_in_words(terms.spanish_cents, whole=True)}])
    rows.append([_("First day"), day_in_words(terms.starts_on, language)])
    if terms.supervisor:
        rows.append([_("Supervisor"), terms.supervisor])
    if terms.moving_cents:
        rows.append([_("Help with moving"), _("Up to %(money)s") % {
            "money": money_in_words(terms.moving_cents, whole=True)}])  # fmt: skip
    if terms.benefits:
        rows.append([_("Benefits"), terms.benefits])
    return rows


def _signature(offer: Offer, zone: ZoneInfo, language: str) -> str:
    if offer.signed_at is None:
        return ""
    when = moment_in_words(offer.signed_at.astimezone(zone), language, zone=True)
    return _("Accepted by %(name)s on %(when)s, from the network address %(address)s.") % {
        "name": offer.signature_name,
        "when": when,
        "address": offer.signature_address or "–",
    }


def offer_data(offer: Offer) -> dict[str, object]:
    """What the document ``offer.typ`` needs, in the applicant's language and time zone."""
    person = offer.application.person
    zone, language = ZoneInfo(person.time_zone), person.language
    terms = Terms.from_json(offer.terms)
    with override(language):
        by = moment_in_words(offer.expires_at.astimezone(zone), language, zone=True) if offer.expires_at else ""
        return {
            "title": _("Conditional offer"),
            "date": day_in_words(offer.sent_at.astimezone(zone).date(), language) if offer.sent_at else "",
            "reference": _("Reference %(reference)s") % {"reference": offer.application.reference},
            "greeting": _("Dear %(name)s,") % {"name": person.get_full_name()},
            "opening": _("We offer you a two-year place as Client Advocate at %(office)s, %(place)s.")
            % {"office": terms.office, "place": terms.place},
            "words": terms.words,
            "facts": _facts(terms, language),
            "depends_title": _("What this offer depends on"),
            "depends": conditions(),
            "do_title": _("What to do, and by when"),
            "do": _("Answer by %(when)s: accept, turn it down, or ask us anything first.") % {"when": by},
            "signature": _signature(offer, zone, language),
            "signer": organization.current(language).signer_name or organization.current(language).name,
            "signer_title": organization.current(language).signer_title,
        }


def conditions() -> str:
    """What every offer depends on, in the active language."""
    return _(
        "After you accept, there is a background check, and it starts only when you agree to it. A record does not"
        " cancel the offer. If anything in the report raises a question, you receive a copy, time to answer, and a"
        " decision that weighs this job, the time that has passed and what you have done since."
    )


def keep_offer_pdf(offer: Offer, *, actor: Person | None, at: datetime) -> StoredFile:
    """Set the offer as it stands and keep it for the applicant and the managers; the name says nothing of anyone."""
    content = render_pdf(template="offer", data=offer_data(offer), language=offer.application.person.language)
    name = "offer-signed.pdf" if offer.signed_at else "offer.pdf"
    return store_bytes(owner=offer.application.person, purpose=PURPOSE, name=name, content=content, at=at, actor=actor)
