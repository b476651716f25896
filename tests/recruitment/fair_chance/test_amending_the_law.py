"""The pages on which a law is amended: the form, the whole text, and old and new side by side."""

import html
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fellowship.models import Person
from recruitment.forms.law_amending import AmendForm
from recruitment.models import LawText, law_wording
from recruitment.queries.law_amending import amend_subject, change_lines, faults_in
from recruitment.rules import fair_chance_schema as schema
from recruitment.rules.law_changes import changes_between
from recruitment.services.fair_chance_law import load_law
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
CODE, WHY = "us-ca-los-angeles-city", "Counsel read the new ordinance."
Typed = list[tuple[str, str]]


@pytest.fixture
def farah(client: Client, clock: Any) -> Person:
    """The officer, signed in, with the shipped laws in use."""
    load_law(actor=None, at=make.AT)
    farah = make.officer()
    sign_in(client, farah)
    return farah


def text_of(code: str = CODE) -> LawText:
    """The text in use."""
    return LawText.objects.get(code=code, retired_at__isnull=True)


def address(name: str, text: LawText | None = None) -> str:
    """A page of the law."""
    text = text or text_of()
    return reverse(f"recruitment_law_{name}", args=[text.code, text.version])


def as_shown(person: Person, text: LawText | None = None) -> dict[str, Any]:
    """What a browser sends when nobody changes the form."""
    text = text or text_of()
    form = AmendForm(subject=amend_subject(person, text.code, text.version))
    typed: dict[str, Any] = {}
    for bound in form:
        value = bound.initial
        if bound.name == "effective_from":
            parts = ("_month", value.month), ("_day", value.day), ("_year", value.year)
            typed.update({f"{bound.name}{part}": str(number) for part, number in parts})
        elif value not in (None, False, ""):
            typed[bound.name] = "on" if value is True else value
    return typed


def hidden_in(page: str) -> dict[str, list[str]]:
    """What the check page sends along."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(html.unescape(value))
    return found


def test_the_form_changes_what_was_typed_and_nothing_else(client: Client, farah: Person) -> None:
    before = text_of()
    unchanged = client.post(address("amend"), {**as_shown(farah), "reason": WHY})
    assert unchanged.status_code == 422
    assert "Nothing is changed yet." in unchanged.text
    typed = {
        **as_shown(farah), "notice_0_days": "12", "felony": "7", "excluded": ["arrest_only"], "reason": WHY,
        "channels": ["mail"], "statement_en": "Welcome.", "statement_es": "Bienvenida.", "cite": "Ordinance 7",
    }  # fmt: skip
    check = client.post(address("amend"), typed)
    assert check.status_code == 200
    assert text_of() == before
    page = " ".join(check.text.split())
    for words in ("Days to respond", "<b>12</b>", "Arrests that did not lead to a conviction", "Ordinance 7", WHY):
        assert words in page
    back = client.post(address("amend"), {**hidden_in(check.text), "change": "1"})
    assert (back.status_code, 'value="12"' in back.text) == (200, True)
    done = client.post(address("amend"), {**hidden_in(check.text), "confirm": "1"}, follow=True)
    assert "Open cases keep the text with which they were opened." in done.text
    again = client.post(address("amend", before), {**hidden_in(check.text), "confirm": "1"})
    assert again.status_code == 302
    after = text_of()
    changed = {change.field for change in changes_between(before.data, after.data)}
    assert changed == {
        "notices.wait.days", "lookback.felony", "excluded", "channels", "posting.statement.en",
        "posting.statement.es", "sources",
    }  # fmt: skip
    assert (after.data["lookback"]["felony"], after.data["revision"], after.reason) == (7, 2, WHY)


def test_what_does_not_fit_together_is_said_at_the_field(client: Client, farah: Person) -> None:
    wrong = {
        "notice_0_contents": [], "most_years": "2", "statement_es": "", "effective_from_year": "1066", "felony": "x",
        "reason": " ",
    }  # fmt: skip
    for name, value in wrong.items():
        answer = client.post(address("amend"), {**as_shown(farah), "channels": ["mail"], "reason": WHY, name: value})
        assert answer.status_code == 422, name
        assert f'id="id_{name.removesuffix("_year")}_error"' in answer.text, name
        assert f"\n{WHY}</textarea>" in answer.text or name == "reason"
    statement = {**as_shown(farah), "statement_en": "", "statement_es": "Bienvenida.", "reason": WHY}
    assert 'id="id_statement_en_error"' in client.post(address("amend"), statement).text
    county = text_of("us-ca-los-angeles-county-uninc")
    number = next(place for place, notice in enumerate(county.data["notices"]) if notice["extension"])
    extended = {**as_shown(farah, county), "reason": WHY, f"notice_{number}_days": ""}
    page = client.post(address("amend", county), extended).text
    assert "This notice has a wait that can get longer." in page


def test_the_whole_text_is_checked_line_by_line(client: Client, farah: Person) -> None:
    data = {**text_of().data, "revision": 2}
    shown = client.get(address("whole")).text
    assert json.loads(html.unescape(re.findall(r"<textarea[^>]*>(.*?)</textarea>", shown, re.DOTALL)[0])) == data
    wrong: list[tuple[Any, str]] = [
        ('{\n "id" 3}', "This is not JSON. Look at line 2, sign 7."),
        ("[]", "a group of fields in curly brackets"),
        (data, "Nothing is changed yet."),
        ({**data, "factors": ["luck"]}, "&#x27;luck&#x27; has no words in texts.json under factor"),
        ({**data, "lookback": {**data["lookback"], "felony": 1e9}}, "lookback.felony: must be at most 100"),
        ({**data, "factors": [], "revision": 7}, "revision: must be 2"),
        ({**data, "id": "us-tx", "factors": []}, "does not fit the name of the file"),
        ({**data, "complaint_window": {"en": "a\0", "es": "b"}}, "a sign that can’t be stored"),
        ('{"revision": NaN}', "This is not JSON"),
        ('{"id": "\\ud800"}', "This is not JSON"),
        ('{"a":' * 5000, "This is not JSON"),
    ]
    for typed, message in wrong:
        text = typed if isinstance(typed, str) else json.dumps(typed)
        answer = client.post(address("whole"), {"text": text, "reason": WHY})
        assert (answer.status_code, message in answer.text) == (422, True), message
        assert f"\n{WHY}</textarea>" in answer.text
    right = {"text": json.dumps({**data, "agency": None, "penalties": None, "level": "county"}), "reason": WHY}
    check = client.post(address("whole"), right)
    assert check.status_code == 200
    assert {"City", "<b>County</b>"} <= set(re.findall(r"City|<b>County</b>", check.text))
    old = text_of()
    assert client.post(address("whole"), {**right, "confirm": "1"}).status_code == 302
    assert text_of().data["agency"] is None
    other = {**right, "text": json.dumps({**data, "agency": None}), "confirm": "1"}
    late = client.post(address("whole", old), other)
    assert (late.status_code, "Somebody changed this law" in late.text) == (422, True)


def test_whatever_can_be_wrong_has_words_in_the_readers_language() -> None:
    constants = {name: text for name, text in vars(schema).items() if name.isupper() and isinstance(text, str)}
    assert set(map(str, law_wording.FAULTS.values())) == set(law_wording.FAULTS) == {
        text for name, text in constants.items() if not name.startswith("_")
    }  # fmt: skip
    assert set(map(str, law_wording.KINDS.values())) == set(law_wording.KINDS) == set(schema.NAMES.values())
    law = {"type": "object", "properties": {"days": {"type": "integer"}}, "required": ["to"]}
    said = [law_wording.fault_text(fault) for fault in schema.check({"days": "x"}, law)]
    assert said == ["to: is missing", "days: must be a whole number, not 'x'"]


@pytest.mark.deep
def test_the_form_of_every_law_changes_one_field_and_leaves_all_else(farah: Person) -> None:
    for text in LawText.objects.all():
        subject = amend_subject(farah, text.code, text.version)
        typed = {**as_shown(farah, text), "reason": WHY, "decide_days": "77"}
        form = AmendForm(typed, subject=subject)
        assert form.is_valid(), (text.code, form.errors)
        data = form.as_text()
        assert {change.field for change in changes_between(text.data, data)} <= {
            "decide_within.days", "decide_within.unit", "decide_within.from"
        }  # fmt: skip
        assert faults_in(text.code, text.data, data) == ()
        assert change_lines(subject, data)
