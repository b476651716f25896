"""From a finalist's list to money that arrived."""

import re
from datetime import timedelta

from playwright.sync_api import Locator, expect

from tests.journeys.recruiting import NAME
from tests.journeys.walking import PATIENCE, Walker


def rank(walk: Walker) -> None:
    """The fellow puts two offices in order, with the mouse too, and submits the list."""
    walk.go("/my/ranking/")
    for office in ("Alameda Defenders", "King County Defenders"):
        add(walk, "Add to my list", office)
    if walk.scripts:
        reorder(walk)
    walk.look().press("Submit my list")


def reorder(walk: Walker) -> None:
    """The second office is dragged to the top, and a key brings it back; both are kept without a further press."""
    rows = walk.page.locator("[data-row]")
    walk.page.set_viewport_size({"width": 1280, "height": 1600})
    expect(rows.nth(1)).to_contain_text("King County Defenders", timeout=PATIENCE)
    drag(walk, rows.nth(1).locator("h3"), rows.nth(0))
    is_kept(walk, "King County Defenders", "Alameda Defenders")
    rows.nth(0).get_by_role("button", name="Down").press("Enter")
    is_kept(walk, "Alameda Defenders", "King County Defenders")


def drag(walk: Walker, what: Locator, where: Locator) -> None:
    """Take something by the mouse and let it go at the upper edge of something else, in small steps as a hand does."""
    walk.page.evaluate("scrollTo(0, 0)")
    held, over = what.bounding_box(), where.bounding_box()
    assert held is not None
    assert over is not None
    mouse = walk.page.mouse
    mouse.move(held["x"] + 9, held["y"] + 9)
    mouse.down()
    mouse.move(held["x"] + 9, held["y"] + 3, steps=3)
    mouse.move(over["x"] + 99, over["y"] + 9, steps=9)
    mouse.up()


def is_kept(walk: Walker, *offices: str) -> None:
    """The list begins with these offices, at once and when the page is opened again."""
    rows = walk.page.locator("[data-row]")
    for _ in range(2):
        for place, office in enumerate(offices):
            expect(rows.nth(place)).to_contain_text(office, timeout=PATIENCE)
            expect(rows.nth(place).locator("input")).to_have_value(str(place + 1))
        walk.page.reload()


def rank_back(walk: Walker) -> None:
    """The office's supervisor says whom they met, and does the same."""
    walk.sign_in("evelyn").go("/my/office/ranking/")
    folded = walk.page.locator("details.fold:not([open]) > summary")
    if folded.count():
        folded.first.click()
    add(walk, "We met", NAME)
    add(walk, "Add to the list", NAME)
    walk.press("Submit the list")


def add(walk: Walker, words: str, name: str) -> None:
    """Press the button that stands beside a name."""
    walk.page.get_by_role("button").filter(has_text=words).filter(has_text=name).first.click()
    walk.page.wait_for_load_state()


def match(walk: Walker) -> None:
    """The program manager runs the matching, reads the board and publishes."""
    walk.sign_in("dana").go("/staff/placement/").link("Run the matching").press("Run the matching")
    walk.wait_for("Check and publish", "/staff/placement/")
    walk.look().sees(NAME).link("Check and publish").choose("When are people told", "At once")
    walk.press("Publish the placements")
    walk.go("/staff/placement/").sees("Published")


def see_one_another(walk: Walker) -> None:
    """The advocate sees the supervisor, and the supervisor the advocate."""
    walk.go("/my/placement/").sees("Evelyn Adair").link("Why you were placed here").sees("Alameda")


def supervisor_sees(walk: Walker) -> None:
    """The other side of it."""
    walk.sign_in("evelyn").go("/my/advocates/").sees(NAME)


def learn(walk: Walker) -> None:
    """Three lessons and a quiz, then the certificate."""
    for _ in range(6):
        walk.go("/my/training/")
        if walk.page.get_by_role("link", name="See the certificate").count():
            break
        walk.page.locator("a.button--ink").first.click()
        walk.page.wait_for_load_state()
        walk.look()
        if walk.page.get_by_role("button", name=re.compile("quiz|Try again")).count():
            take_quiz(walk)
        else:
            agree = walk.page.locator("main input[type=checkbox]")
            if agree.count():
                agree.first.check()
            walk.press("Mark as finished")
    walk.go("/my/training/").link("See the certificate")
    with walk.page.expect_download() as download:
        walk.page.get_by_role("link", name="Download the certificate").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def take_quiz(walk: Walker) -> None:
    """Try every answer in turn until the quiz is passed: the feedback says what fits."""
    right: dict[int, int] = {}
    for attempt in range(4):
        walk.page.get_by_role("button", name=re.compile("quiz|Try again|Carry on")).first.click()
        walk.page.wait_for_load_state()
        walk.look()
        groups = walk.page.locator("main form fieldset").all()
        chosen = {number: right.get(number, attempt) for number in range(len(groups))}
        for number, group in enumerate(groups):
            group.locator("input[type=radio]").nth(chosen[number]).check()
        walk.press("Hand in")
        for number, row in enumerate(walk.page.locator("ol.lines > li").all()):
            if "It fits" in row.inner_text():
                right[number] = chosen[number]
        if walk.page.get_by_text("You passed").count():
            return
    raise AssertionError("no answer of the quiz fits")


def talk(walk: Walker) -> None:
    """The coach sets a time, writes a private note and a promise; the advocate has seen neither the note."""
    walk.sign_in("dana").go("/staff/coaching/").link(NAME)
    walk.link("Set a time")
    walk.date("day", walk.site.today() + timedelta(days=1))
    walk.page.locator("main form input[type=text]").nth(3).fill("10:00 am")
    walk.press("Set the time")
    walk.page.get_by_text("Write a note").click()
    note = walk.page.locator("form:has(input[name=do][value=note])")
    note.get_by_label(re.compile("only you|Only you|Only me", re.IGNORECASE)).first.check()
    note.locator("textarea").fill("Ask about the bus before anything else.")
    walk.press("Save the note", note).sees("Ask about the bus")


def answer_back(walk: Walker) -> None:
    """The advocate puts a topic on the shared agenda and does not see the private note."""
    walk.go("/my/coaching/")
    assert walk.page.get_by_text("Ask about the bus").count() == 0
    walk.page.get_by_text("Add a topic").click()
    topic = walk.page.locator("form:has(input[name=do][value=topic])")
    topic.locator("textarea, input[type=text]").first.fill("How to end a long call kindly")
    walk.press("Put it on the agenda", topic).sees("How to end a long call kindly")


def ask_for_money(walk: Walker) -> None:
    """A request from a phone in four short pages."""
    walk.go("/my/money-help/").press("Ask for money help")
    walk.page.locator("input[name=category]").first.check()
    today = walk.site.today()
    walk.page.locator("input[name=amount]").fill("740.00")
    walk.date("needed_by", today + timedelta(days=3)).date("event_on", today - timedelta(days=2))
    walk.press("Save and continue")
    walk.page.locator("textarea[name=story]").fill("The transmission failed on the way to court.")
    walk.press("Save and continue")
    walk.page.locator("textarea[name=note]").fill("I have the bill from the shop.")
    walk.press("Save and continue")
    walk.page.locator("input[name=to]").first.check()
    walk.write("Name on the check", NAME).write("Street and number", "12 Example Street").write("City", "Oakland")
    walk.write("State", "CA").write("ZIP code", "94601").press("Save and continue")
    walk.press("Send your request").sees("HF-")


def approve_twice(walk: Walker) -> None:
    """Two members of the committee approve, one after the other, without a name."""
    for key in ("samuel", "grace"):
        walk.sign_in(key).go("/staff/fund/requests/")
        walk.page.locator("main a[href*='/staff/fund/requests/']").first.click()
        walk.page.wait_for_load_state()
        walk.look()
        assert "Juniper" not in walk.page.content()
        for box in walk.page.locator("input[name=criteria]").all():
            box.check()
        walk.press("Approve").press("Approve this request")


def pay(walk: Walker) -> None:
    """The treasurer, a third person, sends it."""
    walk.sign_in("tomas").go("/staff/fund/payments/")
    walk.page.locator("main a[href*='/staff/fund/payments/']").first.click()
    walk.page.wait_for_load_state()
    walk.look().sees("$740.00").link("Pay this").press("Begin the payment")
    walk.write("Check or transfer number", "1042").press("Mark as sent")


def got_it(walk: Walker) -> None:
    """The advocate says that the money arrived."""
    walk.go("/my/money-help/")
    walk.page.locator("ul.tasks a").first.click()
    walk.page.wait_for_load_state()
    walk.look().press("The money arrived")
