"""Five packets read and scored without a mouse."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.walking import Site, Walker, walker

pytestmark = pytest.mark.browser
MANY_TABS = 60
MARKS = ("3", "4", "2")


@pytest.fixture
def scenario() -> str:
    """Where readers have packets."""
    return "reviewing"


def focused(page: Page) -> str:
    """What the focused element says."""
    return str(page.evaluate("document.activeElement.innerText || ''")).strip()


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the element with these words has the focus."""
    for _ in range(MANY_TABS):
        page.keyboard.press("Tab")
        if focused(page).startswith(words):
            return
    pytest.fail(f"no key leads to {words!r}")


def read_one(walk: Walker) -> str:
    """Give each criterion its mark, leave a note, and go to the next packet; returns what this one is called."""
    page = walk.page
    title, before = page.locator("h1").inner_text(), page.url
    for mark in MARKS:
        page.keyboard.press(mark)
    chosen = page.locator("fieldset.crit input:checked")
    expect(chosen).to_have_count(len(MARKS))
    assert [radio.input_value() for radio in chosen.all()] == list(MARKS)
    page.keyboard.press("c")
    page.keyboard.type("Stays with people. 1 2 3 n ?")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != before)
    walk.look()
    return title


def test_five_packets_are_read_by_keyboard_alone(site: Site, browser: Browser) -> None:
    with walker(browser, site, scripts=True) as rosa:
        page = rosa.page
        page.set_viewport_size({"width": 1280, "height": 900})
        rosa.go("/accounts/login/?switch=1")
        page.locator("button[name=as][value=rosa]").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/accounts/login/" not in url)
        rosa.go("/staff/reading/")
        tab_to(page, "Read the next packet")
        page.keyboard.press("Enter")
        page.wait_for_url("**/staff/reading/*-*/")
        read = [read_one(rosa) for _ in range(5)]
        assert len(set(read)) == len(read)
        rosa.go("/staff/reading/")
        for title in read:
            expect(page.get_by_role("link", name=f"Compare scores of {title.lower()}", exact=True)).to_have_count(1)


def marks(page: Page) -> list[str]:
    """What is chosen, criterion by criterion."""
    return [radio.input_value() for radio in page.locator("fieldset.crit input:checked").all()]


def here(page: Page) -> int:
    """The place of the criterion that has the focus, from 0; -1 elsewhere."""
    script = "[...document.querySelectorAll('fieldset.crit')].indexOf(document.activeElement.closest('fieldset.crit'))"
    return int(page.evaluate(script))


def test_abstaining_moving_help_and_the_switch(site: Site, browser: Browser) -> None:
    """0 abstains, j and k move without marking, ? opens the help, and keys that are switched off stay off."""
    with walker(browser, site, scripts=True) as rosa:
        page = rosa.page
        page.set_viewport_size({"width": 1280, "height": 900})
        rosa.sign_in("rosa").go("/staff/reading/").link("Read the next packet")
        page.keyboard.press("0")
        assert (marks(page), here(page)) == (["0"], 1)
        page.keyboard.press("k")
        assert here(page) == 0
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert (marks(page), here(page)) == (["0"], 2)
        help_ = page.locator("[data-keys-help]")
        page.keyboard.press("?")
        expect(help_).to_have_attribute("open", "")
        switch = page.locator("[data-keys-off]")
        switch.focus()
        page.keyboard.press("Space")
        expect(switch).to_be_checked()
        for key in ("3", "j", "k", "0", "n"):
            page.keyboard.press(key)
        assert marks(page) == ["0"]
        page.reload()
        page.keyboard.press("4")
        assert "4" not in marks(page)
        page.locator("[data-keys-help] summary").click()
        page.locator("[data-keys-off]").uncheck()
        page.keyboard.press("4")
        expect(page.locator("fieldset.crit input:checked[value='4']")).to_have_count(1)
