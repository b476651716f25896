"""Addresses of the board, and ids in them."""

from uuid import UUID

from django.http import QueryDict
from django.urls import reverse


def id_in(query: QueryDict, key: str) -> UUID | None:
    """An id from the address or a form; anything else counts as none."""
    try:
        return UUID(query.get(key, ""))
    except ValueError:
        return None


def board_url(cohort_id: UUID, **query: object) -> str:
    """The board of a cohort: of a run, with somebody's choices beside it."""
    pairs = "".join(f"&{key}={value}" for key, value in query.items() if value)
    return f"{reverse('cohorts_board')}?cohort={cohort_id}{pairs}"
