"""From the checked data of a law's file to a ``Law``, and the name of its version."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from recruitment.rules.fair_chance_law import (
    Agency,
    Ask,
    Coverage,
    DeemedReceipt,
    Exemption,
    Extension,
    InquiryStage,
    Law,
    Lifts,
    Lookback,
    Notice,
    Pending,
    Poster,
    Source,
    Span,
    Start,
    Unit,
    Wait,
    When,
    Words,
)

Data = Mapping[str, Any]
_RECEIPTS = ("email", "mail_in_state", "mail_out_of_state", "mail_outside_us")


def version_of(data: Data) -> str:
    """The revision and the first twelve digits of the SHA-256 of the text: another text has another version."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{data['revision']}-{sha256(text.encode()).hexdigest()[:12]}"


def words(data: Data | None) -> Words | None:
    """A text for people, or nothing."""
    return None if data is None else Words(data["en"], data["es"])


def _some_words(data: Data) -> Words:
    return Words(data["en"], data["es"])


def _span(data: Data) -> Span:
    return Span(data["days"], Unit(data["unit"]))


def _notice(data: Data) -> Notice:
    wait, extension = data["wait"], data["extension"]
    return Notice(
        kind=data["kind"],
        is_required=data["is_required"],
        when=When(data["when"]),
        wait=Wait(_span(wait), Start(wait["from"]), wait["is_statutory"]) if wait else None,
        extension=Extension(
            _span(extension), frozenset(Ask(ask) for ask in extension["asked_by"]), _some_words(extension["text"])
        )
        if extension
        else None,
        pauses_for_dispute=data["pauses_for_dispute"],
        contents=tuple(data["contents"]),
        note=words(data["note"]),
    )


def _coverage(data: Data) -> Coverage:
    return Coverage(
        min_employees=data["min_employees"],
        max_employees=data["max_employees"],
        employer_types=frozenset(data["employer_types"]),
        where=words(data["where"]),
        exemptions=tuple(
            Exemption(row["code"], Lifts(row["lifts"]), _some_words(row["text"])) for row in data["exemptions"]
        ),
    )


def _lookback(data: Data) -> Lookback:
    exceptions = tuple(_some_words(row) for row in data["exceptions"])
    return Lookback(data["felony"], data["misdemeanor"], words(data["measured_from"]), exceptions)


def _deemed_receipt(data: Data | None) -> DeemedReceipt | None:
    if data is None:
        return None
    return DeemedReceipt(_some_words(data["source"]), *(_span(data[name]) for name in _RECEIPTS))


def _posting(data: Data) -> dict[str, Any]:
    poster = data["poster"]
    return {
        "posting_requirements": tuple(data["requirements"]),
        "posting_prohibitions": frozenset(data["prohibitions"]),
        "posting_statement": words(data["statement"]),
        "poster": Poster(tuple(_some_words(row) for row in poster["where"]), words(poster["languages"]))
        if poster
        else None,
    }


def _agency(data: Data) -> Agency:
    """Who takes complaints; the postal address is not known of all."""
    name = _some_words(data["name"])
    return Agency(name, data["url"], data["phone"], data["email"], data.get("address"))


def _enforcement(data: Data) -> dict[str, Any]:
    agency, retention = data["agency"], data["retention"]
    return {
        "retention_years": retention["years"],
        "retention_most_years": retention["most_years"],
        "retention_note": words(retention["note"]),
        "agency": _agency(agency) if agency else None,
        "complaint_window": words(data["complaint_window"]),
        "penalties": words(data["penalties"]),
        "private_action": data["private_action"],
    }


def law_from(data: Data) -> Law:
    """The law that a file tells; the file has passed ``fair_chance_schema`` before."""
    last, change = data["effective_to"], data["next_change"]
    inquiry, pending, within = data["inquiry"], data["pending_charges"], data["decide_within"]
    return Law(
        id=data["id"],
        version=version_of(data),
        level=data["level"],
        name=_some_words(data["name"]),
        parents=tuple(data["parents"]),
        effective_from=date.fromisoformat(data["effective_from"]),
        effective_to=date.fromisoformat(last) if last else None,
        next_change=(date.fromisoformat(change["on"]), _some_words(change["text"])) if change else None,
        adds_nothing=data["adds_nothing"],
        coverage=_coverage(data["coverage"]),
        inquiry_stage=InquiryStage(inquiry["stage"]) if inquiry["stage"] else None,
        inquiry_note=words(inquiry["note"]),
        excluded=frozenset(data["excluded"]),
        pending=Pending(pending["rule"]),
        pending_note=words(pending["note"]),
        lookback=_lookback(data["lookback"]),
        notices=tuple(_notice(row) for row in data["notices"]),
        deemed_receipt=_deemed_receipt(data["deemed_receipt"]),
        channels=frozenset(data["channels"]),
        decide_within=_span(within) if within else None,
        standard=words(data["standard"]),
        factors=tuple(data["factors"]),
        needs_written_assessment=data["needs_written_assessment"],
        needs_reassessment=data["needs_reassessment"],
        visibility=tuple(data["visibility"]),
        sources=tuple(Source(row["cite"], row["url"], row["evidence"], words(row["note"])) for row in data["sources"]),
        confidence=data["confidence"],
        open_questions=tuple(_some_words(row) for row in data["open_questions"]),
        **_posting(data["posting"]),
        **_enforcement(data),
    )
