"""From the public page to a cleared finalist."""

import re
from datetime import timedelta

from tests.journeys.walking import Walker

NAME = "Juniper Vale"
ADDRESS = "juniper.vale@people.example"
STORY = "A neighbor lost her benefits over a letter. We read the rule together and called until somebody answered. "


def read_the_website(walk: Walker) -> None:
    """The front page leads to the openings and to one opening with its pay."""
    walk.go("/").sees("Nobody should walk this alone.").link("See the openings")
    walk.link("Alameda Defenders").sees("$58,000")


def check_whether_it_fits(walk: Walker) -> None:
    """Six questions before an account, and an answer with its reason."""
    walk.go("/check/")
    for question in ("Are you early", "May you work", "Can you stay", "Do you have a reliable way"):
        walk.choose(question, "Yes")
    for question in ("Are you a licensed", "Do you hold a law degree"):
        walk.choose(question, "No")
    walk.choose("Which languages", "Spanish")
    walk.page.locator("main form button").last.click()
    walk.look().sees("You can apply")


def make_an_account(walk: Walker) -> None:
    """An account with a code that comes by mail, and back to the application."""
    walk.link("Begin your application")
    walk.link("Make an account")
    walk.write("Your name", NAME)
    walk.page.locator("input[name=email]").fill(ADDRESS)
    walk.page.locator("input[name=password1]").fill("a long and quiet password")
    walk.page.locator("main form button").last.click()
    walk.page.wait_for_load_state()
    walk.look()
    walk.page.locator("input[name=code]").fill(code_from_mail(walk))
    walk.page.locator("main form button").first.click()
    walk.page.wait_for_load_state()
    walk.look()


def code_from_mail(walk: Walker) -> str:
    """Read the newest message on the demonstration's own mail page."""
    mail = walk.context.new_page()
    mail.goto("/demo/mail/")
    mail.get_by_role("link").filter(has_text=re.compile("code|confirm", re.IGNORECASE)).first.click()
    found = re.search(r"\b([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\b\s*$", mail.locator("main").inner_text(), re.MULTILINE)
    assert found, mail.locator("main").inner_text()
    mail.close()
    return found.group(1)


def apply(walk: Walker) -> None:
    """Every page of the form, the check of all answers, and one submission."""
    walk.go("/my/application/start/").press("Begin")
    walk.link("Continue")
    walk.write("Phone number", "404-555-0188").choose("How should we reach you", "E-mail").press("Save and continue")
    walk.write("What have you done", "Front desk at a clinic for two years.")
    walk.page.get_by_label("Language 1").first.select_option(label="Spanish")
    walk.page.get_by_label(re.compile("How well, language 1")).first.select_option(index=2)
    walk.press("Save and continue")
    walk.write("Why do you want this work", STORY * 2)
    walk.write("Tell us about a time", STORY)
    walk.press("Save and continue")
    walk.write("Alameda Defenders", "1").write("King County Defenders", "2").press("Save and continue")
    walk.link("Check your answers").sees(STORY[:40])
    walk.page.get_by_role("checkbox").first.check()
    walk.press("Submit application")
    walk.sees("FEL-")


def reference_of(walk: Walker) -> str:
    """The reference that the confirmation names."""
    found = re.search(r"FEL-\d\d-\d{4}", walk.page.locator("main").inner_text())
    assert found
    return found.group(0)


def send_it_twice(walk: Walker) -> None:
    """Going back and sending again leads to the same confirmation."""
    walk.page.go_back()
    button = walk.page.get_by_role("button", name="Submit application")
    if button.count():
        walk.page.get_by_role("checkbox").first.check()
        button.first.click()
        walk.page.wait_for_load_state()
    walk.sees("FEL-")


def read_blind(walk: Walker, reference: str) -> None:
    """Clear the text, give it to two readers, and let both score without knowing who it is."""
    walk.sign_in("ines").go(f"/staff/applications/?q={reference}").link(NAME)
    application = walk.page.url.rstrip("/").rsplit("/", 1)[1]
    walk.confirm("Start the review", "Start the review")
    walk.go(f"/staff/clearing/{application}/").press("Clear these answers")
    walk.go(f"/staff/readers/?application={application}").sees(reference).press("Give out")
    for key in ("rosa", "ellis"):
        walk.sign_in(key)
        score(walk)
    walk.sees("is saved")


def score(walk: Walker) -> None:
    """Read one packet, which names nobody, and give every criterion a mark."""
    walk.go("/staff/reading/").link("Read the next packet")
    text = walk.page.content()
    assert "Juniper" not in text
    assert "0188" not in text
    assert STORY[:30] in text
    for group in walk.page.locator("fieldset.crit").all():
        group.locator("input[type=radio]").nth(2).check(force=True)
    walk.press("Save scores")


def invite(walk: Walker, reference: str) -> None:
    """Invite to an interview, let the held letter go, and open times with an interviewer."""
    walk.sign_in("ines").go(f"/staff/applications/?q={reference}").link(NAME)
    application = walk.page.url.rstrip("/").rsplit("/", 1)[1]
    walk.go(f"/staff/decide/{application}/").confirm("Invite to interview", "Invite to interview")
    walk.go("/staff/letters/?stage=held").link(NAME).confirm("Send", "Send")
    walk.go("/staff/interview-times/new/").date("day", walk.site.today() + timedelta(days=3))
    walk.write("First interview begins", "3:00 pm").write("How many interviews", "2").write(
        "Place or link", "By video"
    )
    walk.page.get_by_label("Ivan Brooks").check()
    walk.press("Open these times")


def book(walk: Walker) -> None:
    """The applicant takes the first free time, in their own time zone."""
    walk.go("/my/interview/")
    walk.page.locator("input[name=slot]").first.check()
    walk.press("Book this time").sees("Put it in your calendar")


def meet(walk: Walker) -> None:
    """After the interview its interviewer writes a scorecard."""
    walk.site.go_to(walk.site.today() + timedelta(days=4))
    walk.sign_in("ivan").go("/staff/interviews/").link(NAME)
    walk.choose("Should we offer a place", "Yes, without doubt")
    walk.write("What you saw and heard", "Asked good questions back, and was exact about limits.")
    walk.press("Save scorecard").go("/staff/interviews/").sees("Scorecard saved")


def offer(walk: Walker, reference: str) -> None:
    """A conditional offer, seen whole before it is sent."""
    walk.sign_in("ines").go(f"/staff/applications/?q={reference}").link(NAME)
    application = walk.page.url.rstrip("/").rsplit("/", 1)[1]
    walk.go(f"/staff/decide/{application}/offer/")
    day = walk.site.today()
    walk.write("Pay a year", "58,000").write("Benefits", "Health insurance and paid leave.")
    walk.date("starts_on", day + timedelta(days=240)).date("last_day", day + timedelta(days=10))
    walk.press("See the offer").press("Send the offer")


def accept(walk: Walker) -> None:
    """The applicant reads the offer, signs, and agrees to the check on a page of its own."""
    walk.go("/my/offer/").link("Accept").write("Type your full name", NAME).press("Accept the offer")
    walk.go("/my/fair-chance/").write("Type your full name", NAME).press("I agree to the check")
    walk.sees("You agreed on")


def clear(walk: Walker, reference: str) -> None:
    """The fair-chance officer takes the case and sends the notice due before a report; there is nothing to review."""
    walk.sign_in("farah").go("/staff/fair-chance/").link(reference).press("Take this case")
    walk.link("Prepare and send").link("Write the notice as a PDF").press("Write the notice")
    walk.link("Save the proof of sending").write("Handed over", "The applicant and Farah Nassif")
    walk.press("Save the proof of sending")
    walk.press("Nothing to review")


def is_finalist(walk: Walker) -> None:
    """The applicant learns it, and can make a list of offices when lists open."""
    walk.go("/my/fair-chance/").sees("Your offer stands")
