"""Opening every address that a person's rules allow, and looking for words that must not be there.

The addresses come from the resolver, so one added tomorrow is opened tomorrow.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from fellowship.access import PUBLIC, SIGNED_IN, can
from fellowship.models import Person

Found = tuple[str, URLPattern]
SHUT = ("accounts/logout", "demo/", "static/", "cms/")


def patterns(entries: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[Found]:
    """Every address below, with what leads to it."""
    for entry in entries:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns, where)
        else:
            yield where, entry


def open_to(person: Person) -> list[Found]:
    """The addresses whose rule this person passes, as far as the rule alone can tell."""
    found = []
    for where, pattern in patterns(get_resolver().url_patterns):
        rule = getattr(pattern.callback, "access_rule", None)
        if rule in (PUBLIC, SIGNED_IN) or (rule is not None and can(person, rule)):
            found.append((where, pattern))
    return found


def keyed(where: str, keys: Collection[UUID]) -> set[str]:
    """The address with every key that a curious person could put into it."""
    fills = {"slug": "experience", "str": "x", "int": "1", "path": "x"}

    def filled(key: UUID) -> str:
        return re.sub(r"<(?:(\w+):)?\w+>", lambda hit: fills.get(hit[1] or "str", str(key)), where)

    return {"/" + filled(key) for key in keys}


def texts_of(response: Any) -> Iterator[str]:
    """The page, and its headers, which name files offered and where a redirect leads."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    yield content.decode(errors="ignore")
    yield from (f"{key}: {value}" for key, value in response.headers.items())


def assert_silent(response: Any, where: str, words: re.Pattern[str]) -> None:
    """Neither the page nor its headers say the words."""
    for text in texts_of(response):
        hit = words.search(text)
        assert not hit, f"{where} says {hit[0]}"


def open_every_door(
    client: Client, person: Person, keys: Collection[UUID], words: re.Pattern[str], methods: tuple[str, ...] = ("get",)
) -> dict[str, set[int]]:
    """Open every address that the person's rules allow; what it answered, by address."""
    answered: dict[str, set[int]] = {}
    for method in methods:
        for where, _pattern in open_to(person):
            if where.startswith(SHUT):
                continue
            for address in sorted(keyed(where, keys)):
                response = getattr(client, method)(re.sub(r"[\^$\\]", "", address))
                assert_silent(response, f"{method} {address}", words)
                answered.setdefault(address, set()).add(response.status_code)
    return answered
