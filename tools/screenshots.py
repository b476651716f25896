"""``make screenshots``: pictures of every screen that a demo person reaches by links; narrow and wide, light and dark.

For each stage of the program that is worth seeing, the demonstration is started on a free port with a
database of its own. Each person starts at home and follows links; every kind of page is taken once.
All pictures go to ``var/screenshots``; those that the README shows also go to ``docs/screenshots``, made
small. A page that answers with an error is reported, and the command then ends with one.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "var" / "screenshots"
README_TARGET = ROOT / "docs" / "screenshots"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--no-first-run"]
WIDTHS = {"390": 844, "1280": 900}
SCHEMES = ("light", "dark")
START_SECONDS = 240
PAGES_PER_PERSON = 60
# Wagtail's editor is not ours; files are downloads; signing out ends the walk.
LEFT_OUT = ("/cms/", "/documents/", "/media/", "/static/", "/files/", "/accounts/logout", "/language/")
# Who shows something worth seeing at which stage; None is a stranger.
WALKS: dict[str, tuple[str | None, ...]] = {
    "applications_open": (None, "maya", "ines"),
    "reviewing": ("rosa", "ines", "imani", "ada", "abe"),
    "interviews": ("ivan",),
    "offers": ("farah", "ines", "maya"),
    "matching_day": ("evelyn", "dana"),
    "mid_term": ("keisha", "dana", "evelyn", "theo", "samuel", "tomas"),
}
# Scenario, person, name of the view, width: the pictures of the README.
README: dict[tuple[str, str | None, str, str], str] = {
    ("applications_open", None, "/", "1280"): "home",
    ("applications_open", "maya", "recruitment_tasks", "390"): "task-list",
    ("reviewing", "ines", "recruitment_pipeline", "1280"): "pipeline",
    ("matching_day", "dana", "cohorts_board", "1280"): "placement-board",
}


@dataclass
class Report:
    """What was taken, what kinds of page were seen, and what went wrong on the way."""

    taken: int = 0
    seen: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    only_readme: bool = False


@dataclass(frozen=True)
class Stand:
    """Where a walk takes place: the address of the program, its stage, and who walks."""

    base: str
    scenario: str
    person: str | None

    @property
    def name(self) -> str:
        """The walker, for folders and messages."""
        return self.person or "stranger"

    @property
    def for_readme(self) -> set[str]:
        """The pages here of which the README shows a picture."""
        return {
            kind for scenario, person, kind, _width in README if (scenario, person) == (self.scenario, self.person)
        }


def settings_with(database: Path) -> dict[str, str]:
    """The environment of a demonstration that uses this database."""
    named = {"DATABASE_URL": f"sqlite:///{database}", "DJANGO_SETTINGS_MODULE": "fellowship.settings.demo"}
    return {**os.environ, **named}


@contextmanager
def demonstration(scenario: str, migrated: Path) -> Iterator[str]:
    """The demonstration at one stage, in a copy of a migrated database; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="fellowship-shots-") as folder:
        environment = settings_with(Path(folder) / "demo.sqlite3")
        shutil.copyfile(migrated, Path(folder) / "demo.sqlite3")
        command = [sys.executable, "manage.py", "serve", "--demo", "--scenario", scenario, "--port", str(port)]
        with (Path(folder) / "log").open("w") as log:
            running = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            deadline = time.monotonic() + START_SECONDS
            while running.poll() is None and time.monotonic() < deadline:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    time.sleep(0.2)
            else:
                message = f"The scenario {scenario} did not start:\n{(Path(folder) / 'log').read_text()[-1500:]}"
                raise RuntimeError(message)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(30)


def kind_of(path: str) -> str:
    """The name of the view behind an address, so that a hundred applications count as one kind of page."""
    from django.urls import Resolver404, resolve  # noqa: PLC0415  (Django is set up by main)

    try:
        match = resolve(path)
    except Resolver404:
        return path
    return match.url_name if match.url_name and not match.url_name.startswith("wagtail") else path


def links(page: Any, base: str) -> list[str]:
    """Paths of ours that the page links to."""
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    paths = [urlsplit(link) for link in found if link.startswith(base)]
    return [part.path for part in paths if not part.path.startswith(LEFT_OUT)]


def take(page: Any, stand: Stand, kind: str, report: Report) -> None:
    """All pictures of the page that is open."""
    name = kind.strip("/").replace("/", "-") or "home"
    folder = TARGET / stand.scenario / stand.name
    folder.mkdir(parents=True, exist_ok=True)
    for width, height in WIDTHS.items():
        if report.only_readme and (stand.scenario, stand.person, kind, width) not in README:
            continue
        page.set_viewport_size({"width": int(width), "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            picture = folder / f"{name}-{width}-{scheme}.png"
            page.screenshot(path=picture, full_page=True)
            report.taken += 1
            wanted = README.get((stand.scenario, stand.person, kind, width))
            if wanted and scheme == "light":
                page.screenshot(path=TARGET / f"{wanted}.png", full_page=False)
                make_small(TARGET / f"{wanted}.png", README_TARGET / f"{wanted}.png")
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        if wide:
            report.problems.append(f"{stand.name} {kind}: scrolls sideways at {width} px")


def make_small(source: Path, target: Path) -> None:
    """The same picture with 128 colors, which is what a screen of ours has."""
    from PIL import Image  # noqa: PLC0415  (comes with Wagtail)

    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(source) as picture:
        few = picture.convert("RGB").quantize(colors=128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(target, optimize=True)


def sign_in(page: Any, base: str, person: str) -> None:
    """Press the person's button on the sign-in page."""
    page.goto(f"{base}/accounts/login/")
    page.locator(f"button[name='as'][value='{person}']").first.click()
    page.wait_for_load_state()


def open_page(page: Any, stand: Stand, path: str, report: Report) -> bool:
    """Go there; whether there is a page to take. What is no page, or not for this person, is passed by."""
    try:
        answer = page.goto(stand.base + path)
    except playwright_error() as problem:
        if "Download is starting" not in str(problem):
            report.problems.append(f"{stand.name} {path}: {problem}")
        return False
    status = answer.status if answer else 0
    if status == 403 and path == "/staff/":
        return False
    if status != 200:
        report.problems.append(f"{stand.name} {path}: answered {status}")
        return False
    return "text/html" in (answer.headers.get("content-type") or "")


def playwright_error() -> type[Exception]:
    """Playwright's own exception; importing it costs half a second, so only here."""
    from playwright.sync_api import Error  # noqa: PLC0415

    return Error


def walk(context: Any, stand: Stand, report: Report) -> None:
    """Follow links from home; every kind of page once for all people together, their home pages apart."""
    page = context.new_page()
    page.on("pageerror", lambda error: report.problems.append(f"{stand.name} {page.url}: {error}"))
    if stand.person:
        sign_in(page, stand.base, stand.person)
    waiting = ["/my/", "/staff/"] if stand.person else ["/", "/accounts/login/", "/accounts/signup/"]
    visited: set[str] = set()
    while waiting and len(visited) < PAGES_PER_PERSON:
        if report.only_readme and stand.for_readme <= {kind_of(path) for path in visited}:
            break
        path = waiting.pop(0)
        kind = kind_of(path)
        own = kind in {"home", "staff_today"} or kind in stand.for_readme
        mine = f"{stand.name} {kind}" if own else kind
        if mine in report.seen or path in visited:
            continue
        report.seen.add(mine)
        visited.add(path)
        if open_page(page, stand, path, report):
            arrived = urlsplit(page.url).path
            if arrived == path or kind_of(arrived) not in report.seen - {mine}:
                report.seen.add(kind_of(arrived))
                take(page, stand, kind_of(arrived), report)
            waiting += [link for link in links(page, stand.base) if link not in visited]
    page.close()


def main() -> int:
    """Walk the chosen scenarios; 1 when something answered with an error."""
    parser = argparse.ArgumentParser(description="Pictures of every screen.")
    parser.add_argument("--scenario", action="append", choices=list(WALKS), help="only this one; may be repeated")
    parser.add_argument("--readme", action="store_true", help="only the pictures that the README shows")
    options = parser.parse_args()
    if CHROMIUM is None:
        sys.stderr.write("The pictures need Chromium, and it is not installed (apt install chromium).\n")
        return 1
    os.environ["DJANGO_SETTINGS_MODULE"] = "fellowship.settings.demo"
    sys.path.insert(0, str(ROOT))
    import django  # noqa: PLC0415

    django.setup()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    report = Report(only_readme=options.readme)
    with tempfile.TemporaryDirectory(prefix="fellowship-shots-") as folder, sync_playwright() as playwright:
        migrated = Path(folder) / "migrated.sqlite3"
        prepare = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(prepare, cwd=ROOT, env=settings_with(migrated), check=True)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        shown = [key[:2] for key in README] if options.readme else [(key, one) for key in WALKS for one in WALKS[key]]
        for scenario in options.scenario or dict.fromkeys(scenario for scenario, _person in shown):
            with demonstration(scenario, migrated) as base:
                for person in [one for key, one in shown if key == scenario]:
                    context = browser.new_context(reduced_motion="reduce", locale="en-US")
                    walk(context, Stand(base, scenario, person), report)
                    context.close()
        browser.close()
    print(f"{report.taken} pictures in {TARGET.relative_to(ROOT)}.")  # noqa: T201
    print("\n".join(report.problems))  # noqa: T201
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
