"""Every kind of page of placement, for each who sees it: nothing for axe, nothing wider than 320 px, no error."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser

from tests.journeys.walking import Site, Walker, walker

pytestmark = pytest.mark.browser
PAGES = 80
FILES = re.compile(r"\.(xlsx|csv|json)$|/export/$")


def kind_of(path: str) -> str:
    """The name of the view of placement behind an address; nothing for other rooms and for files."""
    try:
        name = resolve(path).url_name or ""
    except Resolver404:
        return ""
    return name if name.startswith("cohorts_") and not FILES.search(path) else ""


def links(walk: Walker) -> list[str]:
    """Addresses of ours that the page links to."""
    found = walk.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    return [urlsplit(link).path for link in found if link.startswith(walk.site.url)]


def look_at_all(walk: Walker, starts: list[str]) -> set[str]:
    """Follow links; open each kind of page once. Returns the kinds seen."""
    waiting, seen = [*starts], set[str]()
    while waiting and len(seen) < PAGES:
        path = waiting.pop(0)
        kind = kind_of(path)
        if not kind or kind in seen:
            continue
        seen.add(kind)
        answer = walk.page.goto(path)
        if answer is None or answer.status != 200:
            walk.complaints.append(f"{path} answered {answer and answer.status}")
            continue
        walk.look()
        waiting += links(walk)
    return seen


class TestOnMatchingDay:
    """Lists are closed, and a plan is made."""

    @pytest.fixture
    def scenario(self) -> str:
        return "matching_day"

    def test_the_manager_and_the_supervisor(self, site: Site, browser: Browser) -> None:
        with walker(browser, site, scripts=True) as walk:
            walk.sign_in("dana")
            seen = look_at_all(walk, ["/staff/placement/"])
            assert {
                "cohorts_board", "cohorts_run", "cohorts_why", "cohorts_why_fellow", "cohorts_why_office",
                "cohorts_what_if", "cohorts_prices", "cohorts_pictures", "cohorts_publish", "cohorts_seats",
                "cohorts_seat_edit", "cohorts_team", "cohorts_caps", "cohorts_conflicts", "cohorts_locks",
                "cohorts_refusals", "cohorts_compare", "cohorts_offices_rank",
            } <= seen  # fmt: skip
            walk.sign_in("evelyn")
            assert {"cohorts_host", "cohorts_host_office"} <= look_at_all(walk, ["/my/office/", "/my/office/ranking/"])
            walk.has_no_complaint()


class TestAfterDayOne:
    """Advocates serve; places change."""

    @pytest.fixture
    def scenario(self) -> str:
        return "mid_term"

    def test_all_three_sides(self, site: Site, browser: Browser) -> None:
        with walker(browser, site, scripts=True) as walk:
            walk.sign_in("dana")
            seen = look_at_all(walk, ["/staff/placement/placements/", "/staff/placement/vacancies/"])
            assert {"cohorts_placements", "cohorts_placement", "cohorts_change", "cohorts_vacancies"} <= seen
            walk.sign_in("evelyn")
            seen = look_at_all(walk, ["/my/office/", "/my/advocates/"])
            assert {"cohorts_host", "cohorts_host_office", "cohorts_my_advocates", "cohorts_ask"} <= seen
            walk.sign_in("keisha")
            assert {"cohorts_my_placement", "cohorts_ask"} <= look_at_all(walk, ["/my/placement/"])
            walk.has_no_complaint()
