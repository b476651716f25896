"""An application on a small phone in Spanish without scripts: by the names of fields, since the words are Spanish."""

import re
import struct

from playwright.sync_api import expect

from tests.journeys.walking import Walker

NAME = "Araceli Montes"
ADDRESS = "araceli.montes@people.example"
STORY = "A mi vecina le quitaron la ayuda por una carta. La leímos juntas y llamamos hasta que alguien contestó. "
TWO_DEVICES = "Esto lo escribí en otro teléfono."
WIDTH = 390


def path(walk: Walker) -> str:
    """The address without the place on the page, which browsers carry on through a redirect."""
    return walk.page.url.partition("#")[0]


def looks_right(walk: Walker) -> None:
    """The page is in Spanish and no wider than the phone. Without scripts a picture of the page tells its width."""
    expect(walk.page.locator("html")).to_have_attribute("lang", "es")
    (width,) = struct.unpack(">I", walk.page.screenshot(full_page=True)[16:20])
    assert width == WIDTH, f"{walk.page.url} is {width} px wide"


def submit(walk: Walker, last: bool = False) -> None:
    """Press the form's filled button, or its last one."""
    buttons = walk.page.locator("main form button.button:not(.button--quiet)")
    (buttons.last if last else buttons.first).click()
    walk.page.wait_for_load_state()
    looks_right(walk)


def read_the_openings(walk: Walker) -> None:
    """From the Spanish front page to the openings."""
    walk.go("/es/")
    looks_right(walk)
    walk.go("/es/openings/")
    looks_right(walk)


def be_turned_away_and_ask(walk: Walker) -> None:
    """A license stands in the way; a person can be asked; a mended answer lets one apply."""
    walk.go("/check/")
    looks_right(walk)
    for name in ("early_career", "work_authorization", "two_years", "travel", "social_worker"):
        walk.page.check(f"input[name={name}][value=yes]")
    walk.page.check("input[name=law_degree][value=no]")
    submit(walk)
    walk.page.locator("main a[href='/check/ask/']").click()
    looks_right(walk)
    walk.page.fill("input[name=contact]", ADDRESS)
    walk.page.fill("textarea[name=message]", "Mi licencia venció en primavera.")
    submit(walk)
    assert path(walk).endswith("/check/answer/")
    walk.go("/check/")
    assert walk.page.is_checked("input[name=travel][value=yes]")
    walk.page.check("input[name=social_worker][value=no]")
    walk.page.check("input[name=languages][value=es]")
    submit(walk)


def make_an_account(walk: Walker) -> None:
    """An account made in Spanish stays in Spanish."""
    walk.page.locator("main a[href='/my/application/start/']").click()
    walk.page.wait_for_load_state()
    walk.page.locator("main a[href*='/signup/']").first.click()
    looks_right(walk)
    walk.page.fill("input[name=name]", NAME)
    walk.page.fill("input[name=email]", ADDRESS)
    walk.page.fill("input[name=password1]", "una frase larga y tranquila")
    submit(walk, last=True)
    walk.page.fill("input[name=code]", _code(walk))
    submit(walk)


def _code(walk: Walker) -> str:
    mail = walk.context.new_page()
    mail.goto("/demo/mail/")
    mail.get_by_role("link").filter(has_text=re.compile("c[oó]di?g?o?|confirm", re.IGNORECASE)).first.click()
    found = re.search(r"\b([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\b\s*$", mail.locator("main").inner_text(), re.MULTILINE)
    assert found, mail.locator("main").inner_text()
    mail.close()
    return found.group(1)


def begin(walk: Walker) -> str:
    """Begin, and return the address of the task list."""
    walk.go("/my/application/start/")
    submit(walk)
    assert re.fullmatch(r".*/my/application/[0-9a-f-]{36}/", path(walk))
    return path(walk)


def say_who_you_are(walk: Walker, tasks: str) -> None:
    """A mistake is named beside the field and what was typed stays; then it is mended."""
    walk.go(f"{tasks}part/about_you/")
    looks_right(walk)
    walk.page.fill("input[name=phone]", "404-555-0188")
    submit(walk)
    expect(walk.page.locator("[data-focus-summary], .summary-box, .error").first).to_be_visible()
    assert walk.page.input_value("input[name=phone]") == "404-555-0188"
    walk.page.check("input[name=reach_by][value=e-mail]")
    submit(walk)
    assert path(walk).endswith("/part/experience/")


def list_two_jobs(walk: Walker) -> None:
    """Entries are added one by one, each with a press of a button."""
    walk.page.fill("textarea[name=experience]", "Recepción de una clínica, dos años.")
    jobs = ("Recepción de una clínica", "Cuidado de mi hermano")
    for number, job in enumerate(jobs):
        walk.page.fill(f"input[name=jobs_{number}_where-or-for-whom]", job)
        walk.page.fill(f"textarea[name=jobs_{number}_what-you-did]", "Escuchar, llamar, acompañar.")
        walk.page.locator("button[name=more][value=jobs]").click()
        walk.page.wait_for_load_state()
        looks_right(walk)
        assert walk.page.url.endswith(f"#id_jobs_{number + 1}_entry")
    walk.page.select_option("select[name=languages_language1]", "es")
    walk.page.select_option("select[name=languages_level1]", "fluent")
    submit(walk, last=True)
    assert path(walk).endswith("/part/your_words/")


def stop_and_come_back(walk: Walker, tasks: str) -> None:
    """Half a page is kept, and the task list leads straight back to it."""
    walk.page.fill("textarea[name=why_this_work]", STORY)
    walk.page.locator("button[name=later]").click()
    walk.page.wait_for_load_state()
    assert path(walk) == tasks
    looks_right(walk)
    walk.page.locator("main .actions a.button").first.click()
    walk.page.wait_for_load_state()
    assert path(walk).endswith("/part/your_words/")
    assert walk.page.input_value("textarea[name=why_this_work]") == STORY.strip()


def write_on_two_devices(walk: Walker) -> None:
    """Another window saves meanwhile: both texts are shown and nothing is lost."""
    other = walk.context.new_page()
    other.goto(walk.page.url)
    other.fill("textarea[name=why_this_work]", TWO_DEVICES)
    other.locator("button[name=later]").click()
    other.close()
    walk.page.fill("textarea[name=why_this_work]", STORY * 2)
    walk.page.fill("textarea[name=stood_up]", STORY)
    submit(walk)
    assert TWO_DEVICES in walk.page.locator("main").inner_text()
    assert walk.page.input_value("textarea[name=why_this_work]") == STORY * 2
    submit(walk)
    assert path(walk).endswith("/part/the_work/")


def choose_offices(walk: Walker, tasks: str) -> None:
    """Offices by number; a question that comes up from an answer is asked on saving."""
    numbers = walk.page.locator("main input[name^=offices_]")
    numbers.nth(0).fill("2")
    numbers.nth(1).fill("1")
    walk.page.check("input[name=moving_help][value=yes]")
    expect(walk.page.locator("input[name=moving_from]")).to_be_hidden()
    submit(walk)
    assert walk.page.url.endswith("/part/the_work/#id_moving_from")
    walk.page.fill("input[name=moving_from]", "Toledo, Ohio")
    submit(walk)
    assert path(walk) == tasks


def check_and_send(walk: Walker, tasks: str) -> str:
    """Everything on one page, one statement, one submission; the confirmation names the reference."""
    walk.go(f"{tasks}answers/")
    looks_right(walk)
    text = walk.page.locator("main").inner_text()
    for said in ("404-555-0188", "Cuidado de mi hermano", STORY.strip(), "Toledo, Ohio"):
        assert said in text
    walk.page.locator("main input[type=checkbox]").first.check()
    submit(walk, last=True)
    found = re.search(r"FEL-\d\d-\d{4}", walk.page.locator("main").inner_text())
    assert found
    return found.group(0)
