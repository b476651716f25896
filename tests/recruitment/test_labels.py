"""Labels on applications, many at once, filtered and saved; and undoing right from the notice."""

from datetime import timedelta

import pytest
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import AuditEntry
from recruitment.models import Application, ApplicationLabel, BulkChange, Label, SavedView
from recruitment.rules.labels import MOST_LABELS, UNDO_FOR, tidy_name
from recruitment.rules.view_queries import view_query
from recruitment.services import labels, pipeline, undoing
from recruitment.services.retention import forget_due
from tests.factories import recruitment as make
from tests.factories import selection

pytestmark = pytest.mark.django_db
AT = make.AT
BULK = "/staff/applications/bulk/"


@pytest.fixture
def ines(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    ines = make.manager()
    client.force_login(ines)
    return ines


@pytest.fixture
def three(ines):
    cycle = make.cycle()
    return [make.submitted(make.person(name), cycle) for name in ("Ana Sol", "Ben Ode", "Cleo Park")]


def post(client, act, rows, query="", **fields):
    return client.post(f"{BULK}?{query}", {"act": act, "pick": [str(row.pk) for row in rows], **fields})


def names_on(row):
    return sorted(row.labels.values_list("name", flat=True))


@pytest.mark.parametrize(("typed", "kept"), [("  two \n words ", "two words"), ("x" * 50, "x" * 40), (" ", "")])
def test_a_name_is_tidied(typed, kept):
    assert tidy_name(typed) == kept


def test_a_label_is_added_seen_filtered_and_taken_off(client, ines, three):
    ana, ben, cleo = three
    check = post(client, "label", [ana, ben])
    assert check.status_code == 200
    assert "New label" in check.text
    assert not Label.objects.exists()
    empty = post(client, "label", [ana, ben], confirm="1", new="  ")
    assert empty.status_code == 422
    assert "Write a name for the label" in empty.text
    done = post(client, "label", [ana, ben], confirm="1", new="Second look")
    assert done.status_code == 302
    assert (names_on(ana), names_on(cleo)) == (["Second look"], [])
    page = client.get("/staff/applications/")
    assert "Done for 2 applications." in page.text
    assert page.text.count('<span class="chip">Second look</span>') == 2
    label = Label.objects.get()
    narrowed = client.get(f"/staff/applications/?label={label.pk}").text
    assert ("Ana Sol" in narrowed, "Cleo Park" in narrowed) == (True, False)
    assert "Second look" in client.get(reverse("recruitment_application", args=[ana.pk])).text
    again = post(client, "label", [cleo], confirm="1", known="Second look")
    assert again.status_code == 302
    assert names_on(cleo) == ["Second look"]
    off = post(client, "unlabel", three, confirm="1", label=str(label.pk))
    assert off.status_code == 302
    assert not ApplicationLabel.objects.exists()
    assert "None of these has a label" in post(client, "unlabel", three).text


def test_a_view_keeps_the_label(client, ines, three):
    labels.add_label(actor=ines, application_ids=[three[0].pk], name="Later", at=AT)
    query = f"label={Label.objects.get().pk}&stage=open"
    assert "label=" in view_query(query)
    client.post(f"/staff/applications/views/new/?{query}", {"name": "Later ones"})
    assert f"label={Label.objects.get().pk}" in SavedView.objects.get().query
    assert "Cleo Park" not in client.get(f"/staff/applications/?{SavedView.objects.get().query}").text


def test_the_same_name_is_the_same_label_in_one_cycle_and_another_in_the_next(ines, three):
    other = make.submitted(make.person("Dee Lin"), make.cycle())
    for name in ("Later", "LATER", " later "):
        labels.add_label(actor=ines, application_ids=[three[0].pk, other.pk], name=name, at=AT)
    assert list(Label.objects.values_list("name", flat=True)) == ["Later", "Later"]
    assert ApplicationLabel.objects.count() == 2


def test_a_cycle_has_sixty_labels_at_most(client, ines, three):
    Label.objects.bulk_create(Label(cycle=three[0].cycle, name=f"Label {n}") for n in range(MOST_LABELS))
    with pytest.raises(labels.TooManyLabels):
        labels.add_label(actor=ines, application_ids=[three[0].pk], name="One more", at=AT)
    labels.add_label(actor=ines, application_ids=[three[0].pk], name="label 3", at=AT)
    assert post(client, "label", [three[0]], confirm="1", new="One more").status_code == 409


def test_whoever_manages_nothing_labels_nothing(three):
    stranger = selection.reviewer()
    for call in (
        lambda: labels.add_label(actor=stranger, application_ids=[three[0].pk], name="Later", at=AT),
        lambda: undoing.undo_change(actor=stranger, change_id=change(three).pk, at=AT),
    ):
        with pytest.raises(Refused):
            call()


def change(three):
    pipeline.assign_owner(actor=make.manager("Noa Fox"), application_ids=[three[0].pk], owner_id=None, at=AT)
    other = make.manager("Eli Reed")
    pipeline.assign_owner(actor=other, application_ids=[three[0].pk], owner_id=other.pk, at=AT)
    return BulkChange.objects.latest("made_at")


def test_a_new_owner_is_undone_from_the_notice(client, ines, three):
    ana, _ben, cleo = three
    noa = make.manager("Noa Fox")
    pipeline.assign_owner(actor=ines, application_ids=[ana.pk], owner_id=noa.pk, at=AT)
    post(client, "owner", three, query="stage=open", confirm="1", owner=str(ines.pk))
    page = client.get("/staff/applications/")
    latest = BulkChange.objects.get(subject=str(ines.pk))
    undo = f"{reverse('recruitment_undo_change', args=[latest.pk])}?stage=open"
    assert f'action="{undo}"' in page.text
    pipeline.assign_owner(actor=noa, application_ids=[cleo.pk], owner_id=noa.pk, at=AT)
    answer = client.post(undo)
    assert answer["Location"] == "/staff/applications/?stage=open"
    told = client.get("/staff/applications/").text
    assert "Undone for 2 applications." in told
    assert f"Changed again since, and left as they are: {cleo.reference}" in told
    owners = dict(Application.objects.values_list("person__name", "owner__name"))
    assert owners == {"Ana Sol": "Noa Fox", "Ben Ode": None, "Cleo Park": "Noa Fox"}
    client.post(undo)
    assert dict(Application.objects.values_list("person__name", "owner__name")) == owners
    assert AuditEntry.objects.filter(action="recruitment.undo_change").count() == 2


def test_labels_are_undone_both_ways_and_only_what_changed(ines, three):
    ana, ben, _cleo = three
    labels.add_label(actor=ines, application_ids=[ana.pk], name="Later", at=AT)
    both = labels.add_label(actor=ines, application_ids=[ana.pk, ben.pk], name="Later", at=AT)
    assert both.count == 1
    undoing.undo_change(actor=ines, change_id=both.undo_id, at=AT)
    assert (names_on(ana), names_on(ben)) == (["Later"], [])
    off = labels.remove_label(actor=ines, application_ids=[ana.pk, ben.pk], label_id=Label.objects.get().pk, at=AT)
    assert names_on(ana) == []
    assert undoing.undo_change(actor=ines, change_id=off.undo_id, at=AT).count == 1
    assert (names_on(ana), names_on(ben)) == (["Later"], [])


def test_nothing_changed_leaves_nothing_to_undo(ines, three):
    assert labels.remove_label(
        actor=ines, application_ids=[three[0].pk],
        label_id=Label.objects.create(cycle=three[0].cycle, name="Later").pk, at=AT,
    ).undo_id is None  # fmt: skip
    assert pipeline.assign_owner(actor=ines, application_ids=[three[0].pk], owner_id=None, at=AT).undo_id is None


def test_after_an_hour_it_is_too_late_and_after_a_night_forgotten(client, ines, three):
    done = labels.add_label(actor=ines, application_ids=[three[0].pk], name="Later", at=AT)
    with pytest.raises(undoing.TooLate):
        undoing.undo_change(actor=ines, change_id=done.undo_id, at=AT + UNDO_FOR + timedelta(seconds=1))
    assert names_on(three[0]) == ["Later"]
    forget_due(at=AT + timedelta(days=1))
    assert not BulkChange.objects.exists()


def test_somebody_elses_change_is_refused(client, ines, three):
    assert client.post(reverse("recruitment_undo_change", args=[change(three).pk])).status_code == 403
