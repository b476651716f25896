"""What managers keep for themselves in a scenario: saved views."""

from fellowship.scenarios.world import Program
from recruitment.services.saved_views import save_view

VIEWS = (
    ("ines", "Waiting two weeks or more", "waiting=14&sort=-waiting_days", True),
    ("ines", "Spanish, still being read", "stage=in_review&language=es&reads=open", False),
    ("dana", "Nobody looks after them", "owner=none&stage=in_review", True),
)


def build_views(program: Program) -> None:
    """Save a few views, some of them shared."""
    for key, name, query, shared in VIEWS:
        save_view(actor=program.people[key], name=name, query=query, shared=shared, at=program.calendar.at(70))
