"""Counsel's decisions about the law, written down: approvals, amendments, exceptions, and who may write them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import AuditEntry, Person
from fellowship.rules.roles import Role
from fellowship.services.cms_groups import settle_groups
from fellowship.services.roles import grant_role
from recruitment.models import LawExemption, LawStep, LawText
from recruitment.queries.law_amending import NotInOrder
from recruitment.services import law_exemptions as exemptions
from recruitment.services import law_texts as texts
from recruitment.services.fair_chance_law import load_law
from tests.factories import cases as make_case
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT
LATER = AT + timedelta(days=30)
CODE = "us-ca"
WHY = "Counsel read the new ordinance."


@pytest.fixture
def farah(clock: Any) -> Person:
    """The officer, with the shipped laws in use."""
    load_law(actor=None, at=AT)
    return make.officer()


def text_of(code: str = CODE) -> LawText:
    """The text in use."""
    return LawText.objects.get(code=code, retired_at__isnull=True)


def amended(farah: Person, code: str = CODE, at: Any = LATER, **changes: Any) -> LawText:
    """An amendment by the service."""
    before = text_of(code)
    data = {**before.data, "revision": before.data["revision"] + 1, **changes}
    return texts.amend_law(actor=farah, text_id=before.pk, data=data, reason=WHY, at=at)


def waiting_longer(code: str = CODE, days: int = 40) -> list[dict[str, Any]]:
    """The notices of a law with a longer wait for the preliminary one."""
    notices = text_of(code).data["notices"]
    return [
        {**notice, "wait": {**notice["wait"], "days": days}} if notice["kind"] == "preliminary_adverse" else notice
        for notice in notices
    ]


def address(name: str, version: str = "", *more: str) -> str:
    """A page of the law."""
    return reverse(f"recruitment_law_{name}", args=[CODE, *([version] if version else []), *more])


def actions() -> list[str]:
    """What the audit says, in order."""
    rows = AuditEntry.objects.filter(action__startswith="recruitment.law_").order_by("pk")
    return [action.removeprefix("recruitment.law_") for action in rows.values_list("action", flat=True)]


@pytest.mark.parametrize("role", [None, Role.RECRUITMENT_MANAGER, Role.PROGRAM_MANAGER, Role.AUDITOR])
def test_who_has_seats_to_fill_reads_and_changes_nothing(client: Client, farah: Person, role: Role | None) -> None:
    who = base.person("Sam Lake", role=role)
    sign_in(client, who)
    version = text_of().version
    for name, args in (
        ("amend", [version]), ("whole", [version]), ("approve", [version]), ("undo", [version]), ("use", [version]),
        ("switch_on", ["farm_labor"]), ("switch_off", ["farm_labor", "an-office"]),
    ):  # fmt: skip
        assert client.post(reverse(f"recruitment_law_{name}", args=[CODE, *args]), {}).status_code == 403, name
    page = client.get(address("history"))
    assert page.status_code == (200 if role else 403)
    assert "Amend" not in page.text
    with pytest.raises(Refused):
        amended(who, channels=["mail"])
    with pytest.raises(Refused):
        texts.approve_text(actor=who, text_id=text_of().pk, counsel="A. Counsel", on=AT.date(), at=AT)
    with pytest.raises(Refused):
        exemptions.switch_off(actor=who, exemption_id=1, reason="x", at=AT)
    assert (LawStep.objects.count(), actions()) == (0, [])


def test_an_approval_names_counsel_and_can_be_taken_back(client: Client, farah: Person) -> None:
    sign_in(client, farah)
    version = text_of().version
    approve, undo = address("approve", version), address("undo", version)
    typed = {"counsel": "Ana Counsel", "on_month": "12", "on_day": "1", "on_year": "2026"}
    refused = client.post(approve, typed)
    assert refused.status_code == 422
    assert "Enter a date on or before" in refused.text
    assert 'value="Ana Counsel"' in refused.text
    typed = {**typed, "on_month": "11"}
    for _twice in range(2):
        assert client.post(approve, typed).status_code == 302
    assert (text_of().approved_by, LawStep.objects.get().counsel_on) == ("Ana Counsel", date(2026, 11, 1))
    for page in (address("history"), reverse("recruitment_law", args=[CODE]), reverse("recruitment_laws")):
        assert "Ana Counsel" in client.get(page).text
    assert client.post(undo, {"reason": " "}).status_code == 422
    assert client.post(undo, {"reason": "It was about another text."}).status_code == 302
    assert client.post(undo, {"reason": "Again"}).status_code == 409
    assert (text_of().approved_at, actions()) == (None, ["approve", "undo"])
    page = client.get(address("history")).text
    for words in ("Ana Counsel", "It was about another text.", "Farah Nassif", "Not approved by counsel"):
        assert words in page


def test_an_amendment_is_for_new_cases_and_touches_no_open_one(farah: Person) -> None:
    case = make_case.notified(farah)
    dates = case.respond_by, case.earliest_final
    new = amended(farah, notices=waiting_longer())
    assert (new.is_shipped, new.reason, new.added_by, new.version[:2]) == (False, WHY, farah, "2-")
    case.refresh_from_db()
    path = make_case.path
    path.open_dispute(actor=farah, case_id=case.pk, at=make_case.LATER)
    path.close_dispute(actor=farah, case_id=case.pk, at=make_case.LATER)
    case.refresh_from_db()
    assert (case.respond_by, case.earliest_final) == dates
    assert new not in case.laws.all()
    later = make_case.notified(farah, name="Ana Ruiz")
    assert new in later.laws.all()
    assert later.respond_by > case.respond_by + timedelta(days=20)
    assert actions() == ["retire", "amend"]


def test_an_amendment_to_come_leaves_todays_text_until_its_day(client: Client, farah: Person) -> None:
    today = text_of()
    new = amended(farah, effective_from="2027-06-01", channels=["mail"])
    today.refresh_from_db()
    assert today.retired_at is None
    sign_in(client, farah)
    page = client.get(reverse("recruitment_law", args=[CODE])).text
    assert today.version in page
    assert "Another text is in force from 1 June 2027." in " ".join(page.replace("\xa0", " ").split())
    with pytest.raises(texts.DayTaken):
        texts.amend_law(actor=farah, text_id=today.pk, reason=WHY, at=LATER,
                        data={**today.data, "revision": 2, "effective_from": "2027-06-01"})  # fmt: skip
    rows = client.get(reverse("recruitment_laws")).text
    assert rows.count(f"/fair-chance-law/{CODE}/") == 2
    texts.use_text(actor=farah, text_id=new.pk, reason=WHY, at=LATER)
    assert actions() == ["amend"]


def test_two_who_amend_at_once_do_not_overwrite_each_other(farah: Person) -> None:
    before = text_of()
    data = {**before.data, "revision": 2, "channels": ["mail"]}
    again = [texts.amend_law(actor=farah, text_id=before.pk, data=data, reason=WHY, at=LATER) for _twice in range(2)]
    assert again[0] == again[1]
    other = {**data, "channels": ["email"]}
    with pytest.raises(texts.TextChanged):
        texts.amend_law(actor=farah, text_id=before.pk, data=other, reason=WHY, at=LATER)
    with pytest.raises(NotInOrder) as caught:
        amended(farah, channels=["pigeon"], id="us-tx")
    assert any("channels[0]" in fault for fault in caught.value.faults)
    assert LawText.objects.filter(code=CODE).count() == 2


def test_an_older_text_can_be_put_in_force_again(client: Client, farah: Person) -> None:
    first = text_of()
    second = amended(farah, effective_from="2026-01-01", channels=["mail"])
    sign_in(client, farah)
    assert client.post(address("use", first.version), {"reason": ""}).status_code == 422
    assert client.post(address("use", first.version), {"reason": "The court stayed it."}).status_code == 302
    assert text_of() == first
    second.refresh_from_db()
    assert second.retired_at is not None
    assert actions() == ["retire", "amend", "retire", "use"]
    assert client.get(address("amend", second.version)).status_code == 302
    assert client.get(address("amend", "9-nothing")).status_code == 404


def test_history_counts_the_open_cases_that_keep_each_text(
    client: Client, farah: Person, django_assert_num_queries: Any
) -> None:
    amended(farah, notices=waiting_longer(days=40))
    case = make_case.located(make_case.COUNTY)
    sign_in(client, farah)
    client.get(address("history"))
    with django_assert_num_queries(HISTORY_QUERIES):
        assert "1 open case keeps it" in client.get(address("history")).text
    for days in (41, 42):
        amended(farah, notices=waiting_longer(days=days))
    case.stage, case.closed_at = "withdrawn", LATER
    case.save()
    with django_assert_num_queries(HISTORY_QUERIES):
        page = client.get(address("history")).text
    assert page.count("In force from") == 4
    assert "keeps it" not in page
    assert "keep it" not in page
    assert page.count(WHY) == 6


def test_an_exception_counts_for_cases_of_its_office_that_open_while_it_is_on(
    client: Client, clock: Any, farah: Person
) -> None:
    office, elsewhere = (
        make_case.office_in(code, name=name) for code, name in ((CODE, "Here"), ("us-tx", "Elsewhere"))
    )
    opening = base.opening(make.cycle(), office)
    amended(farah, notices=waiting_longer())
    before = make_case.notified(farah, opening=opening)
    before.opened_at = AT - timedelta(days=1)
    before.save()
    sign_in(client, farah)
    switch_on, switch_off = address("switch_on", "employer_size"), address("switch_off", "employer_size", office.slug)
    typed = {"office": office.slug, "counsel": "Ana Counsel", "reason": WHY}
    refused = client.post(switch_on, {**typed, "office": elsewhere.slug})
    assert (refused.status_code, "Elsewhere" in refused.text) == (422, False)
    assert 'value="Ana Counsel"' in refused.text
    for status in (302, 422):  # the second time the office is no choice any more
        assert client.post(switch_on, typed).status_code == status
    assert CODE in [law.id for law in make_case.stack(before).laws]
    row = LawExemption.objects.get()
    assert (row.code, row.switched_on_by, row.counsel) == ("employer_size", farah, "Ana Counsel")
    after = make_case.notified(farah, name="Ana Ruiz", opening=opening)
    assert [law.id for law in make_case.stack(after).laws] == ["us-federal"]
    assert after.respond_by < before.respond_by
    assert "Ana Counsel" in client.get(reverse("recruitment_case", args=[after.pk])).text
    assert "Ana Counsel" not in client.get(reverse("recruitment_case", args=[before.pk])).text
    assert WHY in client.get(reverse("recruitment_law", args=[CODE])).text
    clock.move_to(make_case.LATER)
    for reason, status in (("", 422), ("The office has grown.", 302), ("Again", 404)):
        assert client.post(switch_off, {"reason": reason}).status_code == status
    assert "The office has grown." in client.get(address("history")).text
    assert CODE not in [law.id for law in make_case.stack(after).laws]
    assert actions()[2:] == ["switch_on", "switch_off"]


def test_an_exception_that_the_law_does_not_have_is_refused(client: Client, farah: Person) -> None:
    office = make_case.office_in(CODE, name="Here")
    for law, code in ((CODE, "holiday"), ("us-tx", "employer_size"), ("us-zz", "employer_size")):
        with pytest.raises(exemptions.NoSuchException):
            exemptions.switch_on(
                actor=farah, law=law, code=code, office=office, counsel="Ana Counsel", reason=WHY, at=AT
            )
    sign_in(client, farah)
    assert client.get(address("switch_on", "holiday")).status_code == 404


def test_the_content_screens_show_the_laws_in_use_and_let_nobody_write(client: Client, farah: Person) -> None:
    settle_groups()
    old = text_of()
    new = amended(farah, channels=["mail"])
    for role in (Role.RECRUITMENT_MANAGER, Role.ADMINISTRATOR, Role.TRAINER):
        who = base.person("Sam Lake")
        grant_role(actor=None, person=who, role=role, starts_on=AT.date(), at=AT)
        who.is_superuser = role == Role.ADMINISTRATOR
        who.save()
        sign_in(client, who)
        page = client.get("/cms/fair-chance-laws/")
        assert page.status_code == (302 if role == Role.TRAINER else 200)
        for part in ("new/", f"edit/{new.pk}/", f"delete/{new.pk}/"):
            assert client.post(f"/cms/fair-chance-laws/{part}", {"code": "us-zz"}).status_code == 302
        if role != Role.TRAINER:
            assert (new.version in page.text, old.version in page.text) == (True, False)
            assert f'href="/staff/fair-chance-law/{CODE}/"' in page.text
            assert "/cms/fair-chance-laws/new/" not in page.text
    assert LawText.objects.filter(code="us-zz").count() == 0
    assert LawText.objects.filter(pk=new.pk, code=CODE).exists()


HISTORY_QUERIES = 9
