"""Everything the program keeps about a person that is theirs to have, as plain values for a JSON file and a PDF."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fellowship.access import grants_of
from fellowship.design.wording import moment_in_words
from fellowship.models import Letter, Person, StoredFile
from fellowship.rules.letters import LetterStage
from recruitment.models import (
    AccommodationRequest,
    Answer,
    Application,
    ErasureRequest,
    EventSignup,
    FairChanceCase,
    MoreTime,
    Recommendation,
)
from recruitment.models.wording import APPLICANT_LABELS, OFFER_ENDED
from recruitment.queries import cycles, own
from recruitment.queries.case_enclosures import untold_files
from recruitment.queries.events import title_of
from recruitment.queries.standing import ended_for, stages_shown
from recruitment.rules.fair_chance import CLOSED_CASES
from recruitment.rules.recommendations import ASKED, RecommendationStage
from recruitment.rules.requests import LOOKED_AT, ErasureStage, Hindrance, hindrances
from recruitment.rules.stages import CLOSED_STAGES

Text = str | Promise
Part = Callable[[Person], Any]
Bond = Callable[[Person], bool]
Keeper = Callable[[Person], Iterable[Text]]
_parts: dict[str, Part] = {}
_bonds: dict[Hindrance, Bond] = {}
_keepers: dict[str, Keeper] = {}


def register_part(key: str, part: Part) -> None:
    """Let another part of the program add what it keeps about a person; ``part`` returns plain values."""
    _parts[key] = part


def register_bond(hindrance: Hindrance, bond: Bond) -> None:
    """Let another part of the program say that something of its own must be settled before data is deleted."""
    _bonds[hindrance] = bond


def register_keeper(key: str, keeper: Keeper) -> None:
    """Let another part of the program say, in sentences for the person, what a law makes it keep after deletion."""
    _keepers[key] = keeper


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _answers(application: Application) -> list[dict[str, Any]]:
    rows = Answer.objects.filter(application=application).select_related("question")
    return [
        {
            "key": row.question.key,
            "question": row.question.label,
            "answer": row.value,
            "saved_at": _moment(row.saved_at),
        }
        for row in rows.order_by("question__sort_order", "pk")
    ]


def _application(application: Application, stage: str) -> dict[str, Any]:
    asked = Recommendation.objects.filter(application=application, stage__in=ASKED).order_by("invited_at", "pk")
    time = MoreTime.objects.filter(application=application).order_by("asked_at", "pk")
    needs = AccommodationRequest.objects.filter(application=application).order_by("asked_at", "pk")
    return {
        "reference": application.reference,
        "cycle": application.cycle.name,
        "stage": stage,
        "started_at": _moment(application.started_at),
        "submitted_at": _moment(application.submitted_at),
        "eligibility": application.eligibility,
        "answers": _answers(application),
        "recommendations": [
            {"name": row.name, "email": row.email, "received": row.stage == RecommendationStage.RECEIVED}
            for row in asked
        ],
        "more_time": [{"asked_at": _moment(row.asked_at), "reason": row.reason, "until": _moment(row.until)}
                      for row in time],
        "accommodations": [{"asked_at": _moment(row.asked_at), "need": row.need, "answer": row.answer}
                           for row in needs],
    }  # fmt: skip


def export_of(person: Person, at: datetime) -> dict[str, Any]:
    """Everything of the person's own. A decision shows only once its letter has left; recommendations never do."""
    applications = list(Application.objects.filter(person=person).select_related("cycle").order_by("started_at", "pk"))
    shown = stages_shown(applications)
    signups = EventSignup.objects.filter(person=person).select_related("event").order_by("asked_at", "pk")
    letters = Letter.objects.filter(recipient=person, stage=LetterStage.SENT).order_by("sent_at", "pk")
    files = StoredFile.objects.filter(owner=person).exclude(pk__in=untold_files(person)).order_by("created_at", "pk")
    parts = {key: part(person) for key, part in sorted(_parts.items())}
    return {
        "written_at": _moment(at),
        "person": {
            "email": person.email, "name": person.name, "called": person.called, "pronouns": person.pronouns,
            "language": person.language, "time_zone": person.time_zone, "joined": _moment(person.date_joined),
        },
        "applications": [_application(row, str(shown[row.pk])) for row in applications],
        "events": [
            {"title": title_of(row.event, "en"), "starts_at": _moment(row.event.starts_at), "place": row.stage}
            for row in signups
        ],
        "letters": [{"sent_at": _moment(row.sent_at), "subject": row.subject, "body": row.body} for row in letters],
        "files": [{"name": row.name, "bytes": row.size, "kept_at": _moment(row.created_at)} for row in files],
        **parts,
    }  # fmt: skip


def paper_of(person: Person, application_id: UUID, at: datetime) -> dict[str, Any]:
    """One's own application as the data of its PDF; 404 for anybody else's."""
    mine = own.own_application(person, application_id, at)
    zone, language = ZoneInfo(person.time_zone), get_language() or "en"
    sent = mine.submitted_at
    shown = stages_shown([Application.objects.get(pk=application_id)])
    label = OFFER_ENDED[0] if ended_for(shown) else APPLICANT_LABELS[shown[application_id]]
    return {
        "title": _("Copy of your application"),
        "reference": f"{mine.reference} · {mine.cycle.name}",
        "facts": [
            [_("Name"), person.get_full_name()],
            [_("Where it stands"), str(label)],
            [_("Sent"), moment_in_words(sent.astimezone(zone), language, zone=True) if sent else _("Not sent")],
            [_("This copy was made"), moment_in_words(at.astimezone(zone), language, zone=True)],
        ],
        "sections": [
            {
                "title": section.title,
                "rows": [[row.label, row.value or _("Not provided")] for row in section.rows],
            }
            for section in own.sections_of(mine, changeable=False)
        ],
    }


def hindrances_for(person: Person) -> tuple[Hindrance, ...]:
    """What keeps the person's data from being deleted at once; three queries and those of other parts."""
    stages = list(Application.objects.filter(person=person).values_list("stage", flat=True))
    cases = FairChanceCase.objects.filter(offer__application__person=person).exclude(stage__in=CLOSED_CASES)
    is_open = cases.exclude(offer__application__stage__in=CLOSED_STAGES).exists()
    found = hindrances(stages=stages, has_open_case=is_open, has_role=bool(grants_of(person)))
    return (*found, *(hindrance for hindrance, bond in sorted(_bonds.items()) if bond(person)))


def bonds_of(person: Person) -> tuple[Hindrance, ...]:
    """What has to be settled before even a person of the program may delete the data."""
    return tuple(hindrance for hindrance in hindrances_for(person) if hindrance not in LOOKED_AT)


def kept_of(person: Person) -> tuple[Text, ...]:
    """What other parts of the program keep after deletion because a law asks for it."""
    return tuple(sentence for _key, keeper in sorted(_keepers.items()) for sentence in keeper(person))


def own_applications(person: Person) -> list[tuple[UUID, str, str]]:
    """The person's applications as id, reference and cycle; one query."""
    rows = Application.objects.filter(person=person).select_related("cycle").order_by("-started_at", "pk")
    return [(row.pk, row.reference, cycles.name_of(row.cycle)) for row in rows]


def open_erasure(person: Person) -> ErasureRequest | None:
    """The person's request that waits for somebody."""
    return ErasureRequest.objects.filter(person=person).exclude(stage=ErasureStage.DONE).first()
