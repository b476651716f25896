"""Every address carries an access rule, and none gives away a number."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path, resolve, reverse

from fellowship import access
from tests.architecture.source import assert_none

Found = tuple[str, URLPattern]
DUMMIES = {"uuid": str(uuid4()), "slug": "x", "str": "x", "int": "1", "path": "x", "date": "2026-11-22"}


def patterns(entries: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[Found]:
    """Every address below, with what leads to it; includes that are guarded as a whole are left out."""
    for entry in entries:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if not hasattr(entry, "access_rule"):
                yield from patterns(entry.url_patterns, where)
        else:
            yield where, entry


def without_rule(entries: list[URLPattern | URLResolver]) -> list[str]:
    """Addresses whose view says nothing about who may see it, or names a permission that nobody declared."""
    codes = {permission.code for permission in access.table()}
    complaints = []
    for where, pattern in patterns(entries):
        rule = getattr(pattern.callback, "access_rule", None)
        if rule is None:
            complaints.append(f"/{where} has no access rule")
        elif rule not in {access.PUBLIC, access.SIGNED_IN} | codes:
            complaints.append(f"/{where} asks for {rule}, which is not in the access table")
    return complaints


def counting(entries: list[URLPattern | URLResolver]) -> list[str]:
    """Addresses that name a record by a number that can be counted up."""
    return [where for where, _ in patterns(entries) if re.search(r"<int:\w*(id|pk)>", where)]


def address(where: str) -> str:
    """An address that fits a pattern, naming records that don't exist."""
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: DUMMIES.get(found[1] or "str", "x"), where)


def own_patterns() -> list[Found]:
    """The addresses of our own views."""
    return list(patterns(get_resolver().url_patterns))


def test_every_address_has_a_rule():
    assert_none(without_rule(get_resolver().url_patterns))


def test_an_address_without_a_rule_is_found_however_deep():
    def open_door(request):
        return HttpResponse()

    typo = access.allow("recruitment.no_such_permission")(open_door)
    deep = [path("a/", include([path("b/", include([path("c/", open_door), path("d/", typo)]))]))]
    assert without_rule(deep) == [
        "/a/b/c/ has no access rule",
        "/a/b/d/ asks for recruitment.no_such_permission, which is not in the access table",
    ]


def test_no_address_counts():
    assert counting(get_resolver().url_patterns) == []
    assert counting([path("x/<int:application_id>/", HttpResponse)]) == ["x/<int:application_id>/"]


def test_names_are_unique():
    names = [pattern.name for _, pattern in own_patterns() if pattern.name]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_address_of_ours_has_a_name():
    assert [where for where, pattern in own_patterns() if not pattern.name and not where.startswith("cms/")] == []


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in_before_anything_is_looked_up(client, django_assert_max_num_queries):
    sign_in = reverse(settings.LOGIN_URL)
    wrong = []
    for where, pattern in own_patterns():
        if pattern.callback.access_rule == access.PUBLIC:
            continue
        assert resolve(address(where))
        for method in (client.get, client.post):
            answer = method(address(where))
            if answer.status_code != 302 or not answer["Location"].startswith(f"{sign_in}?next="):
                wrong.append(f"{method.__name__} {where}: {answer.status_code}")
    assert_none(wrong)
