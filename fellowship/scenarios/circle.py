"""What surrounds applications in a scenario: events, recommendations, an accommodation, more time."""

from datetime import datetime, timedelta

from fellowship.scenarios.crowd import insert
from fellowship.scenarios.world import Program
from recruitment.models import Application, Cycle, Recommendation
from recruitment.rules.events import Audience, EventKind
from recruitment.rules.recommendations import RecommendationStage
from recruitment.rules.stages import Stage
from recruitment.services import accommodations, events, more_time, recommendations

DESK = (
    "We worked at the same front desk for two years. When the phones went down, this person walked the list of "
    "appointments to every door. People who were afraid of us came back because of that."
)
CLASS = (
    "I taught a night class. This was the student who asked the question nobody dared to ask, and then stayed to "
    "help the others with the answer. They keep their word, and they say when they can't."
)
HOUSE = (
    "Coordiné con esta persona el comedor del barrio durante tres años. Anotaba lo que cada familia necesitaba, "
    "llamaba a las oficinas hasta que alguien contestaba y nunca prometía lo que no podía cumplir."
)
# Name, address and relation of who writes, in which language, and what.
WRITERS = (
    ("Paz Romero", "paz.romero@clinic.example", "My supervisor at the clinic", "en", DESK),
    ("Leo Hartman", "leo.hartman@college.example", "My teacher in a night class", "en", CLASS),
    ("Amparo Ríos", "amparo.rios@comedor.example", "Coordinadora del comedor del barrio", "es", HOUSE),
)
EVENTS = (
    (EventKind.OFFICE_HOURS, Audience.EVERYONE, "Office hours: ask us anything", "Horas de consulta: pregunte",
     "Come with any question about the form, the work or the pay. Come and go as you like.",
     "Venga con cualquier pregunta sobre el formulario, el trabajo o el sueldo.", 3, 12),
    (EventKind.ADVOCATE_PANEL, Audience.APPLICANTS, "Three Client Advocates on their first year",
     "Tres Client Advocates cuentan su primer año",
     "What a week looks like, what was hard, and what they would ask an office.",
     "Cómo es una semana, qué fue difícil y qué preguntarían ellas a una oficina.", 8, 3),
)  # fmt: skip


def build_circle(program: Program, maya: Application) -> None:
    """Add two events with guests, recommendations, one accommodation request and one request for more time."""
    cycle = program.things["cycle"]
    assert isinstance(cycle, Cycle)  # noqa: S101  (what build_cycles made)
    now = program.calendar.now
    rows = Application.objects.filter(cycle=cycle).exclude(pk=maya.pk).select_related("person").order_by("reference")
    sent = list(rows.filter(stage__in=[Stage.SUBMITTED, Stage.IN_REVIEW])[:5])
    _events(program, cycle, [maya, *sent], now)
    if program.name == "applications_open":
        drafts = list(rows.filter(stage=Stage.DRAFT)[:4])
        for application in (maya, *drafts[:2]):
            _ask(application, 0, now - timedelta(days=2))
        _write(_ask(drafts[0], 1, now - timedelta(days=3)), 1, now - timedelta(days=1))
        _write(_ask(sent[1], 2, now - timedelta(days=6)), 2, now - timedelta(days=2))
        _ask(drafts[3], 2, now - timedelta(days=1))
        more_time.ask_for_time(
            actor=drafts[1].person, application_id=drafts[1].pk, at=now - timedelta(hours=5),
            reason="My mother is in the hospital this week. Four more days would let me finish.",
        )  # fmt: skip
    else:
        _received(sent, now)
    asking = sent[0]
    accommodations.ask_for_accommodation(
        actor=asking.person, application_id=asking.pk, at=now - timedelta(hours=20),
        need="Video calls give me migraines. A phone call, or an interview in person, would let me take part.",
    )  # fmt: skip


def _events(program: Program, cycle: Cycle, applications: list[Application], now: datetime) -> None:
    for kind, audience, title, title_es, about, about_es, days, capacity in EVENTS:
        event = events.make_event(
            actor=program.people["ines"], cycle_id=cycle.pk, at=now - timedelta(days=2),
            terms={
                "kind": kind, "audience": audience, "title": title, "title_es": title_es, "about": about,
                "about_es": about_es, "starts_at": now + timedelta(days=days, hours=6), "minutes": 60,
                "place": "https://meet.example/fellowship", "capacity": capacity,
            },
        )  # fmt: skip
        for number, application in enumerate(applications):
            events.sign_up(actor=application.person, event_id=event.pk, at=now - timedelta(hours=30 - number))


def _ask(application: Application, who: int, at: datetime) -> Recommendation:
    name, email, relation, language, _text = WRITERS[who]
    return recommendations.ask_for_recommendation(
        actor=application.person, application_id=application.pk, name=name, email=email, relation=relation,
        language=language, at=at,
    )  # fmt: skip


def _write(row: Recommendation, who: int, at: datetime) -> None:
    recommendations.send_recommendation(
        recommendation_id=row.pk, nonce=row.nonce, text=WRITERS[who][-1], seen=0, at=at
    )


def _received(applications: list[Application], now: datetime) -> None:
    """Recommendations that came in while applications were open."""
    asked, came = now - timedelta(days=30), now - timedelta(days=20)
    writers = [WRITERS[index % len(WRITERS)] for index, _row in enumerate(applications)]
    insert(
        [
            Recommendation(
                application=application, name=name, email=email, relation=relation, language=language,
                stage=RecommendationStage.RECEIVED, nonce="0" * 16, text=text, revision=1, invited_at=asked,
                last_sent_at=asked, saved_at=came, answered_at=came, expires_at=now,
            )
            for application, (name, email, relation, language, text) in zip(applications, writers, strict=True)
        ]
    )  # fmt: skip
