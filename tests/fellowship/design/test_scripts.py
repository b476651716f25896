"""The small scripts in a real browser, under the strict policy, with answers made up here and no server."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytestmark = [
    pytest.mark.browser,
    # pytest-playwright's own base_url fixture is of the kind that the next pytest drops.
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures:pytest.PytestRemovedIn10Warning"),
]
STATIC = Path(__file__).resolve().parents[3] / "site" / "static"
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'"
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
SHELL = """<!doctype html><html lang="en"><head><title>T</title><meta charset="utf-8">
<link rel="stylesheet" href="/static/css/tokens.css"><link rel="stylesheet" href="/static/css/site.css">
<script type="module" src="/static/js/main.js"></script></head><body><main>{}</main></body></html>"""


class Site:
    """Answers for every address of http://site.test; other addresses give 404."""

    def __init__(self, page):
        self.page, self.answers, self.posts, self.complaints = page, {}, [], []
        page.route("http://site.test/**", self.answer)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def answer(self, route):
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            return route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        if route.request.method == "POST":
            self.posts.append((path, route.request.post_data or ""))
        reply = self.answers.get((route.request.method, path))
        reply = reply() if callable(reply) else reply
        if reply == "abort":
            return route.abort()
        body, options = reply if isinstance(reply, tuple) else (reply, {})
        if body is None:
            return route.fulfill(status=404, body="nothing")
        headers = {"Content-Security-Policy": POLICY}
        return route.fulfill(**{"body": body, "content_type": "text/html", "headers": headers, **options})

    def show(self, html, path="/"):
        self.answers["GET", path] = SHELL.format(html)
        self.page.goto(f"http://site.test{path}")


@pytest.fixture
def site(page):
    return Site(page)


def test_focus_stands_on_the_summary_and_its_link_leads_to_the_control(site, page):
    site.show(
        '<div tabindex="-1" data-focus-summary><a href="#a">Fill in “A”.</a></div>'
        '<div class="field"><label for="a">A</label><input id="a"></div>'
    )
    page.wait_for_selector("[data-focus-summary]:focus")
    page.click("text=Fill in")
    assert page.evaluate("document.activeElement.id") == "a"
    assert site.complaints == []


def test_words_are_counted_while_typing(site, page):
    site.show(
        '<textarea id="w" data-count-words="3"></textarea>'
        '<p id="w_count" data-fits="{count} of {limit}." data-over="{count} of {limit}, remove {over}.">Up to 3.</p>'
    )
    page.wait_for_selector("#w_count[aria-live]")
    page.fill("#w", "one two")
    assert page.inner_text("#w_count") == "2 of 3."
    page.fill("#w", "one  two\nthree four")
    assert page.inner_text("#w_count") == "4 of 3, remove 1."


FORM = (
    '<form method="post" data-autosave="/save/"><input type="hidden" name="revision" value="1">'
    '<textarea name="why"></textarea><p class="saved" data-saved data-offline="You are offline."></p>'
    "<button>Go</button></form>"
)


def ready(page):
    page.wait_for_load_state("networkidle")


def saved_line(page, words):
    page.wait_for_selector(f".saved:has-text('{words}')", timeout=6000)


def test_words_are_saved_with_the_revision_and_the_answer_is_shown(site, page):
    site.answers["POST", "/save/"] = (
        '{"message": "Saved at 4:12 pm", "revision": 2}', {"content_type": "application/json"},
    )  # fmt: skip
    site.show(FORM)
    ready(page)
    page.fill("[name=why]", "Because")
    saved_line(page, "Saved at 4:12 pm")
    assert len(site.posts) == 1
    assert "Because" in site.posts[0][1]
    assert page.input_value("[name=revision]") == "2"
    assert page.evaluate("sessionStorage.length") == 0


def test_a_conflict_shows_the_servers_words_and_stops_saving(site, page):
    site.answers["POST", "/save/"] = ('Another window was faster. <a href="/new/">See it</a>', {"status": 409})
    site.show(FORM)
    ready(page)
    page.fill("[name=why]", "Mine")
    saved_line(page, "Another window was faster. See it")
    page.fill("[name=why]", "Mine still")
    page.wait_for_timeout(2000)
    assert len(site.posts) == 1
    assert page.input_value("[name=why]") == "Mine still"


def test_nothing_is_lost_while_offline(site, page):
    site.answers["POST", "/save/"] = "abort"
    site.show(FORM)
    ready(page)
    page.fill("[name=why]", "Typed in a tunnel")
    saved_line(page, "You are offline.")
    page.reload()
    ready(page)
    assert page.input_value("[name=why]") == "Typed in a tunnel"


def test_a_kept_copy_never_replaces_what_the_server_has_newer(site, page):
    site.answers["POST", "/save/"] = "abort"
    site.show(FORM)
    ready(page)
    page.fill("[name=why]", "Old words")
    saved_line(page, "You are offline.")
    site.answers["GET", "/"] = SHELL.format(
        FORM.replace('value="1"', 'value="2"').replace("></textarea>", ">New words</textarea>")
    )
    page.reload()
    ready(page)
    assert page.input_value("[name=why]") == "New words"


def test_a_double_click_sends_one_form(site, page):
    def slow():
        page.wait_for_timeout(300)
        return SHELL.format("done")

    site.answers["POST", "/send/"] = slow
    site.show('<form method="post" action="/send/" data-submit-once><button>Send</button></form>')
    ready(page)
    page.dblclick("button", no_wait_after=True)
    page.wait_for_url("**/send/")
    assert [path for path, _ in site.posts] == ["/send/"]


def test_reviewer_scores_by_keys_and_text_stays_text(site, page):
    marks = "".join(
        f"<fieldset><legend>C{group}</legend>"
        + "".join(f'<label><input type="radio" name="c{group}" value="{mark}">{mark}</label>' for mark in range(1, 5))
        + "</fieldset>"
        for group in (1, 2)
    )
    site.answers["POST", "/"] = SHELL.format("saved")
    site.show(
        f'<form method="post" data-keys="scores">{marks}<textarea name="note"></textarea><button>Save</button></form>'
    )
    ready(page)
    page.focus("[name=c1] >> nth=0")
    page.keyboard.press("3")
    page.keyboard.press("4")
    page.focus("textarea")
    page.keyboard.type("12")
    assert page.evaluate("[...document.querySelectorAll(':checked')].map(r => r.name + r.value)") == ["c13", "c24"]
    assert page.input_value("textarea") == "12"
    page.keyboard.press("Alt+s")
    page.wait_for_selector("text=saved")


CHECK = (
    '<div data-dialog-body><h1>Withdraw?</h1><form method="post"><div class="actions"><button>Withdraw</button>'
    '<a class="button--plain" href="/">Keep it</a></div></form></div>'
)


def test_check_page_opens_as_a_dialog_and_gives_the_focus_back(site, page):
    site.answers["GET", "/check/"] = SHELL.format(CHECK)
    site.answers["POST", "/check/"] = SHELL.format("withdrawn")
    site.show('<a id="w" href="/check/" data-dialog>Withdraw</a>')
    ready(page)
    page.click("#w")
    page.wait_for_selector("dialog[open] h2:has-text('Withdraw?')")
    page.click("text=Keep it")
    assert page.locator("dialog").count() == 0
    assert page.evaluate("document.activeElement.id") == "w"
    page.click("#w")
    page.click("dialog button")
    page.wait_for_selector("text=withdrawn")
    assert [path for path, _ in site.posts] == ["/check/"]


def test_without_a_check_page_the_link_is_followed(site, page):
    site.answers["GET", "/other/"] = SHELL.format("another page")
    site.show('<a id="w" href="/other/" data-dialog>Go</a>')
    ready(page)
    page.click("#w")
    page.wait_for_selector("text=another page")


def bar(end):
    return (
        f'<div data-poll="/job/"><p aria-live="polite">{end} done</p><svg aria-label="{end}">'
        f'<rect class="you" width="{end}%"/></svg></div>'
    )


def test_bar_follows_the_job_and_the_page_loads_again_at_its_end(site, page):
    steps = iter([bar(20), bar(60), bar(60)])
    site.answers["GET", "/job/"] = lambda: SHELL.format(next(steps, "Finished"))
    page.goto("http://site.test/job/")
    page.wait_for_selector('.you[width="60%"]', state="attached")
    assert page.inner_text("[aria-live]") == "60 done"
    page.wait_for_selector("text=Finished", timeout=8000)


def test_leaving_with_changes_asks_first(site, page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    site.show('<form data-confirm-leave><input name="a"></form>')
    ready(page)
    page.type("input", "x")
    page.goto("http://site.test/elsewhere/")
    assert asked == ["beforeunload"]


def test_ticks_are_counted(site, page):
    site.show(
        "<form><table><tbody><tr><td><input type=checkbox></td></tr>"
        "<tr><td><input type=checkbox></td></tr></tbody></table>"
        '<b data-picked data-words="{count} selected."></b></form>'
    )
    ready(page)
    page.check("input >> nth=1")
    assert page.inner_text("[data-picked]") == "1 selected."
    page.uncheck("input >> nth=1")
    assert page.inner_text("[data-picked]") == ""
