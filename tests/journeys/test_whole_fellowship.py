"""One person's whole fellowship in a browser, from the public page to money that arrived, with and without scripts."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from fellowship.scenarios.dates import DAYS, STANDS_AT
from tests.journeys import recruiting, serving
from tests.journeys.walking import Site, walker

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("scripts", "axe"),
    [(True, False), (True, True), (False, False)],
    ids=["with-scripts", "with-axe", "without-scripts"],
)
def test_one_persons_whole_fellowship(site: Site, browser: Browser, scripts: bool, axe: bool) -> None:
    began = site.today() - timedelta(days=STANDS_AT["applications_open"])
    how = {"scripts": scripts, "axe": axe}
    with walker(browser, site, **how) as me, walker(browser, site, **how) as others:
        recruiting.read_the_website(me)
        recruiting.check_whether_it_fits(me)
        recruiting.make_an_account(me)
        recruiting.apply(me)
        reference = recruiting.reference_of(me)
        recruiting.send_it_twice(me)
        recruiting.read_blind(others, reference)
        recruiting.invite(others, reference)
        recruiting.book(me)
        recruiting.meet(others)
        recruiting.offer(others, reference)
        recruiting.accept(me)
        recruiting.clear(others, reference)
        recruiting.is_finalist(me)
        site.go_to(began + timedelta(days=DAYS["ranking_opens"] + 2))
        serving.rank(me)
        serving.rank_back(others)
        site.go_to(began + timedelta(days=DAYS["ranking_closes"] + 3))
        serving.match(others)
        serving.see_one_another(me)
        serving.supervisor_sees(others)
        site.go_to(began + timedelta(days=DAYS["day_one"] + 5))
        serving.learn(me)
        serving.talk(others)
        serving.answer_back(me)
        serving.ask_for_money(me)
        serving.approve_twice(others)
        serving.pay(others)
        serving.got_it(me)
