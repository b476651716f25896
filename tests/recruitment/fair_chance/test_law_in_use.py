"""The laws in use: loaded by a command, followed by postings with what was amended."""

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from fellowship.models import HostOffice, Jurisdiction
from recruitment.models import LawText
from recruitment.queries import postings
from recruitment.queries.law import book_in_use, shipped_book
from recruitment.rules.fair_chance_reading import version_of
from recruitment.services import fair_chance_law as services
from tests.factories import law as make_law
from tests.factories import recruitment as base

pytestmark = pytest.mark.django_db
AT = base.AT
AMENDED, LATER = AT + timedelta(days=1), AT + timedelta(days=30)
OURS = {"en": "Everybody is welcome here.", "es": "Aquí se recibe a todas las personas."}


def amended(code: str, **changes: Any) -> LawText:
    """An amendment of ours in the place of the shipped text."""
    old = LawText.objects.get(code=code, retired_at__isnull=True)
    LawText.objects.filter(pk=old.pk).update(retired_at=AMENDED)
    data = {**old.data, "revision": 90, **changes}
    return LawText.objects.create(
        code=code, version=version_of(data), effective_from=data["effective_from"], data=data, added_at=AMENDED,
        is_shipped=False, reason="Counsel read it anew",
    )  # fmt: skip


def office_at(code: str) -> HostOffice:
    """An office in one jurisdiction."""
    office = base.office()
    office.jurisdictions.add(
        Jurisdiction.objects.get_or_create(code=code, defaults={"level": "state", "name": code})[0]
    )
    office.save()
    return office


def said_by_command() -> str:
    """What the command prints."""
    out = StringIO()
    call_command("load_law", stdout=out)
    return out.getvalue()


def test_the_command_loads_once_and_names_what_waits_until_somebody_compares(monkeypatch: Any, clock: Any) -> None:
    assert said_by_command() == "49 texts in use: 49 added, 0 retired.\n"
    assert said_by_command() == "49 texts in use: 0 added, 0 retired.\n"
    ours = amended("us-tx", channels=["mail"])
    clock.move_to(LATER)
    files = services.read_files(services.FOLDER)
    news = {**files, "us-tx": {**files["us-tx"], "revision": 2}, "us-ny": {**files["us-ny"], "revision": 2}}
    monkeypatch.setattr(services, "read_files", lambda _folder: news)
    waiting = f"us-tx {version_of(news['us-tx'])} waits: this organization's own amendment stays in use."
    for counts in ("49 texts in use: 2 added, 1 retired.", "49 texts in use: 0 added, 0 retired."):
        first, second = said_by_command().splitlines()
        assert (first, second) == (counts, f"{waiting} Compare the two.")
    assert LawText.objects.get(code="us-tx", retired_at__isnull=True) == ours


def test_a_law_to_come_is_used_beside_an_amendment_of_todays(monkeypatch: Any) -> None:
    services.load_law(actor=None, at=AT)
    amended("us-tx", channels=["mail"])
    files = services.read_files(services.FOLDER)
    coming = {**files["us-tx"], "revision": 2, "effective_from": "2031-01-01"}
    monkeypatch.setattr(services, "read_files", lambda _folder: {**files, "us-tx@2031-01-01": coming})
    done = services.load_law(actor=None, at=LATER)
    assert (done.waiting, LawText.objects.filter(code="us-tx", retired_at__isnull=True).count()) == ((), 2)


def test_a_file_that_is_not_in_order_is_named_and_the_code_is_2(monkeypatch: Any, tmp_path: Any) -> None:
    (tmp_path / "jurisdictions").mkdir()
    (tmp_path / "jurisdictions" / "us-xx.json").write_text("{", encoding="utf-8")
    shipped_book.cache_clear()
    monkeypatch.setattr("recruitment.queries.law.FOLDER", tmp_path)
    with pytest.raises(CommandError, match=r"us-xx\.json: is not JSON") as caught:
        call_command("load_law")
    assert caught.value.returncode == 2
    assert not LawText.objects.exists()


def test_postings_follow_an_amendment_and_a_text_is_read_once(
    client: Client, clock: Any, django_assert_num_queries: Any
) -> None:
    opening = base.opening(base.cycle(), office_at("us-tx"))
    address = f"/openings/{opening.slug}/"
    assert OURS["en"] not in client.get(address).text
    services.load_law(actor=None, at=AT)
    amended("us-tx", posting=make_law.posting(statement=OURS))
    amended("us-pa", posting=make_law.posting(prohibitions=["no_mention_of_check"]))
    assert OURS["en"] in client.get(address).text
    assert OURS["es"] in client.get(f"/es{address}").text
    assert len(postings.check_blurb("Background checks are run.", ["us-pa"], AT.date())) == 1
    with django_assert_num_queries(1):
        assert book_in_use().texts("us-tx")[0].version.startswith("90-")
    LawText.objects.filter(code="us-tx", is_shipped=False).update(retired_at=LATER)
    with django_assert_num_queries(2):
        assert "us-tx" not in book_in_use()


def test_dates_are_worked_out_by_the_shipped_law_unless_the_one_in_use_is_asked_for(tmp_path: Any) -> None:
    services.load_law(actor=None, at=AT)
    notices = LawText.objects.get(code="us-ca-los-angeles-city").data["notices"]
    amended("us-ca-los-angeles-city", notices=[{**notices[0], "wait": {**notices[0]["wait"], "days": 60}}, notices[1]])
    events = {"preliminary_sent": "2026-06-01", "channels": ["email"], "address": "in_state"}
    case = {"id": "x", "jurisdictions": ["us-ca-los-angeles-city"], "events": events}
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"vectors": [case]}), encoding="utf-8")
    days = []
    for options in ({}, {"in_use": True}):
        out = StringIO()
        call_command("fair_chance_dates", str(file), stdout=out, stderr=StringIO(), **options)
        days.append(json.loads(out.getvalue())["vectors"][0]["computed"]["response_deadline"])
    assert days[0].startswith("2026-06")
    assert days[1].startswith("2026-08")
