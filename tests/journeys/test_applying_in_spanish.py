"""Applying on a screen of 390 px, in Spanish, without a single script."""

import pytest
from playwright.sync_api import Browser

from tests.journeys import applying
from tests.journeys.walking import Site, walker

pytestmark = pytest.mark.browser


def test_applying_in_spanish_on_a_phone_without_scripts(site: Site, browser: Browser) -> None:
    with walker(browser, site, scripts=False, locale="es-US") as me:
        applying.read_the_openings(me)
        applying.be_turned_away_and_ask(me)
        applying.make_an_account(me)
        tasks = applying.begin(me)
        applying.say_who_you_are(me, tasks)
        applying.list_two_jobs(me)
        applying.stop_and_come_back(me, tasks)
        applying.write_on_two_devices(me)
        applying.choose_offices(me, tasks)
        assert applying.check_and_send(me, tasks).startswith("FEL-")
        applying.looks_right(me)
