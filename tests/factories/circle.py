"""Events, recommendations and requests for tests, made by the services."""

from datetime import datetime, timedelta
from typing import Any

from fellowship.models import Person
from recruitment.models import Cycle, Event, Recommendation
from recruitment.services.events import make_event
from recruitment.services.recommendations import ask_for_recommendation, send_recommendation
from tests.factories import recruitment as base

AT = base.AT


def terms(**fields: Any) -> dict[str, Any]:
    """An event in three days with two places."""
    return {
        "kind": "office_hours", "audience": "applicants", "title": "Ask us anything", "title_es": "Pregunte",
        "about": "Bring your questions.", "about_es": "", "starts_at": AT + timedelta(days=3), "minutes": 60,
        "place": "https://meet.example/ask", "capacity": 2, **fields,
    }  # fmt: skip


def event(cycle: Cycle, keeper: Person | None = None, at: datetime = AT, **fields: Any) -> Event:
    """An event in a cycle."""
    return make_event(actor=keeper or base.manager(), cycle_id=cycle.pk, terms=terms(**fields), at=at)


def recommendation(application: Any, at: datetime = AT, **fields: Any) -> Recommendation:
    """A request that the applicant sent to somebody."""
    values = {
        "name": "Paz Romero", "email": "paz@clinic.example", "relation": "My supervisor", "language": "en", **fields
    }  # fmt: skip
    return ask_for_recommendation(actor=application.person, application_id=application.pk, at=at, **values)


def received(application: Any, text: str = "She stayed until the last call was answered.", **fields: Any) -> Any:
    """A recommendation that was sent in."""
    row = recommendation(application, **fields)
    send_recommendation(recommendation_id=row.pk, nonce=row.nonce, text=text, seen=0, at=AT)
    row.refresh_from_db()
    return row
