"""How a person's browser is led: by what they see, never by what the program is made of."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import Error as PlaywrightError

SERVER_ERROR = 500
# A busy machine may stand still for half a minute; a page that never comes is still found.
PATIENCE = 60_000


class Site:
    """A running demonstration and its clock."""

    def __init__(self, url: str, clock_file: Path) -> None:
        self.url = url
        self.clock_file = clock_file

    def ahead(self) -> timedelta:
        """How far the demonstration runs ahead of the real time."""
        return timedelta(seconds=float(self.clock_file.read_text())) if self.clock_file.exists() else timedelta()

    def now(self) -> datetime:
        """The moment at which the demonstration stands."""
        return datetime.now(UTC) + self.ahead()

    def today(self) -> date:
        """The day there."""
        return self.now().date()

    def go_to(self, day: date, hour: int = 18) -> None:
        """Take everybody, web and worker, to a later day (hour in UTC)."""
        moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        self.clock_file.write_text(str((moment - datetime.now(UTC)).total_seconds()))


class Walker:
    """One person's browser. It checks every page it comes to and remembers what was wrong."""

    def __init__(
        self, browser: Browser, site: Site, *, scripts: bool, axe: bool = True, locale: str = "en-US"
    ) -> None:
        self.site, self.scripts, self.axe = site, scripts, axe
        self.context = browser.new_context(
            base_url=site.url, java_script_enabled=scripts, viewport={"width": 390, "height": 844}, locale=locale
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.seen: set[str] = set()
        self.page.on("console", self._note)
        self.page.on("response", self._answered)

    def _note(self, message: Any) -> None:
        # A form that was refused answers 422 or 409 on purpose, and the browser says so on its console.
        if message.type == "error" and not re.search("status of (422|409)", message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _answered(self, response: Any) -> None:
        if response.status >= SERVER_ERROR:
            self.complaints.append(f"{response.url} answered {response.status}")

    # --- going about ------------------------------------------------------------------------------------------

    def go(self, path: str) -> "Walker":
        """Open a page."""
        self.page.goto(path)
        return self.look()

    def sign_in(self, key: str) -> "Walker":
        """Become one of the cast with a click."""
        self.page.goto("/accounts/login/?switch=1")
        self.page.click(f"button[name=as][value={key}]")
        self.page.wait_for_load_state()
        return self.look()

    def link(self, name: str) -> "Walker":
        """Follow the first link with these words."""
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()
        return self.look()

    def press(self, name: str, inside: Locator | None = None) -> "Walker":
        """Press a button with these words."""
        (inside or self.page).get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()
        return self.look()

    def confirm(self, link: str, button: str) -> "Walker":
        """Follow a link to a check page, or to the dialog that scripts make of it, and press its button."""
        self.page.get_by_role("link", name=link).first.click()
        dialog = self.page.get_by_role("dialog")
        if self.scripts:
            dialog.or_(self.page.get_by_role("button", name=button).first).first.wait_for()
        inside = dialog if self.scripts and dialog.count() else None
        return self.press(button, inside)

    def fill(self, **fields: str) -> "Walker":
        """Write into fields by their labels; an underscore stands for a space."""
        for label, value in fields.items():
            self.write(label.replace("_", " "), value)
        return self

    def write(self, label: str, value: str) -> "Walker":
        """Write into the field with this label."""
        self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}", re.IGNORECASE)).first.fill(value)
        return self

    def choose(self, group: str, choice: str) -> "Walker":
        """Choose one of a group of choices by the group's question."""
        fieldset = self.page.get_by_role("group", name=re.compile(re.escape(group), re.IGNORECASE)).first
        fieldset.get_by_label(re.compile(rf"^\s*{re.escape(choice)}", re.IGNORECASE)).first.check()
        return self

    def date(self, name: str, day: date) -> "Walker":
        """Fill a date in three parts, by the name of the field."""
        for part, value in (("month", day.month), ("day", day.day), ("year", day.year)):
            self.page.locator(f"[name={name}_{part}]").fill(str(value))
        return self

    def sees(self, text: str) -> "Walker":
        """The page says so."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=PATIENCE)
        return self

    def wait_for(self, text: str, path: str, tries: int = 30) -> "Walker":
        """Open the page again until the worker has done its part."""
        for _ in range(tries):
            self._open(path)
            if self.page.get_by_text(text).count():
                return self
            self.page.wait_for_timeout(1000)
        return self.sees(text)

    def _open(self, path: str) -> None:
        """Open a page, though the one before may be loading itself again at that very moment."""
        try:
            self.page.goto(path)
        except PlaywrightError as fault:
            if "ERR_ABORTED" not in str(fault):
                raise
            self.page.wait_for_load_state()

    # --- looking ----------------------------------------------------------------------------------------------

    def look(self) -> "Walker":
        """Check the page once for each kind of address: no sideways scroll at 320 px, nothing for axe."""
        kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "*", self.page.url.split("?")[0])
        if kind not in self.seen and self.page.url.startswith(self.site.url):
            self.seen.add(kind)
            self.page.set_viewport_size({"width": 320, "height": 700})
            if self.scripts:
                self._check_layout()
            self.page.set_viewport_size({"width": 390, "height": 844})
        return self

    def _check_layout(self, tries: int = 5) -> None:
        """Nothing wider than the window, nothing for axe; a page that moves on meanwhile is looked at anew."""
        try:
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            found = Axe().run(self.page).response["violations"] if self.axe else []
        except PlaywrightError as fault:
            if tries == 0 or "navigation" not in str(fault):
                raise
            self.page.wait_for_load_state()
            self._check_layout(tries - 1)
            return
        if wide > 320:
            self.complaints.append(f"{self.page.url} is {wide} px wide at 320")
        self.complaints += [f"{self.page.url}: axe {row['id']}: {row['nodes'][0]['html'][:160]}" for row in found]

    def has_no_complaint(self) -> None:
        """Fail with everything that was wrong on the way."""
        assert self.complaints == [], "\n".join(self.complaints)


@contextmanager
def walker(
    browser: Browser, site: Site, *, scripts: bool, axe: bool = True, locale: str = "en-US"
) -> Iterator[Walker]:
    """A browser for one person after another; what was wrong anywhere fails at the end."""
    someone = Walker(browser, site, scripts=scripts, axe=axe, locale=locale)
    try:
        yield someone
    except BaseException as fault:
        fault.add_note(f"at {someone.page.url}:\n{someone.page.locator('body').inner_text()[:3000]}")
        fault.add_note("\n".join(someone.complaints))
        raise
    someone.has_no_complaint()
    someone.context.close()
