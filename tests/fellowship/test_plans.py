"""PostgreSQL keeps the plans of queries that come again."""

import pytest
from django.db import connection

from fellowship.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def kept_plans() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", ["%pronouns%LIKE%"])
        return int(cursor.fetchone()[0])


def test_a_query_asked_again_and_again_is_planned_once():
    before = kept_plans()
    for number in range(6):
        assert not Person.objects.filter(pronouns__startswith=f"nobody {number}").first()
    assert kept_plans() == before + 1
    assert connection.connection.prepared_max == 1000
