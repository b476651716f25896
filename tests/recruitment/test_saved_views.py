"""Saved views: what is kept of an address, whose they are, and that they lead nowhere but to the list."""

import pytest
from django.urls import reverse

from fellowship.models import AuditEntry
from recruitment.models import SavedView
from recruitment.rules.stages import Action
from recruitment.rules.view_queries import LONGEST_QUERY, view_query
from recruitment.services import saved_views as services
from tests.factories import recruitment as make

pytestmark = pytest.mark.django_db
NEW = "/staff/applications/views/new/"
LIST = "/staff/applications/views/"
PIPELINE = "/staff/applications/"


@pytest.fixture
def ines(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    ines = make.manager()
    client.force_login(ines)
    return ines


def saved(person, name="Waiting", query="stage=submitted&waiting=14", *, shared=False):
    return services.save_view(actor=person, name=name, query=query, shared=shared, at=make.AT)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("stage=submitted&waiting=14", "stage=submitted&waiting=14"),
        ("waiting=14&stage=submitted&page=3&q=Ana+Sol", "stage=submitted&waiting=14"),
        ("next=//evil.example&cycle=a&cycle=b", "cycle=b"),
        ("words=%22housing+first%22&empty=&office=", "words=%22housing+first%22"),
        ("//evil.example", ""),
        ("stage=a%0d%0aSet-Cookie:x", "stage=a%0D%0ASet-Cookie%3Ax"),
        ("", ""),
    ],
)
def test_only_known_filters_are_kept(typed, kept):
    assert view_query(typed) == kept


def test_a_query_never_outgrows_its_column():
    assert len(view_query("&".join(f"{key}={'é' * 120}" for key in ("cycle", "words", "office")))) <= LONGEST_QUERY


def test_a_view_is_saved_opened_renamed_shared_and_deleted(client, ines):
    cycle = make.cycle()
    make.moved(make.submitted(make.person("Eve Olafs"), cycle), Action.START_REVIEW)
    make.submitted(make.person("Ana Sol"), cycle)
    assert f"{NEW}?stage=in_review" in client.get(f"{PIPELINE}?stage=in_review&q=ana").text
    assert client.get(f"{NEW}?stage=in_review").status_code == 200
    answer = client.post(f"{NEW}?stage=in_review&q=ana&next=//evil.example", {"name": "In review"})
    assert answer["Location"] == f"{PIPELINE}?stage=in_review"
    view = SavedView.objects.get()
    page = client.get(answer["Location"])
    assert [link.current for link in page.context["pipeline"].views] == [True]
    assert [row.name for row in page.context["pipeline"].page.object_list] == ["Eve Olafs"]

    change = reverse("recruitment_change_view", args=[view.pk])
    assert client.get(change).context["form"].initial["name"] == "In review"
    assert client.post(change, {"name": "Being read", "shared": "on"}).status_code == 302
    assert "Yours, shared with every manager" in client.get(LIST).text
    assert client.post(reverse("recruitment_delete_view", args=[view.pk])).status_code == 302
    assert not SavedView.objects.exists()
    actions = AuditEntry.objects.filter(subject_id=str(view.pk)).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["recruitment.save_view", "recruitment.change_view", "recruitment.delete_view"]


def test_a_name_is_needed_and_is_given_once(client, ines):
    saved(ines)
    answer = client.post(NEW, {"name": " "})
    assert answer.status_code == 422
    assert "Write a name for the view." in answer.text
    answer = client.post(NEW, {"name": "Waiting"})
    assert answer.status_code == 422
    assert "You have a view of that name" in answer.text
    saved(make.manager("Other Manager"))
    other = saved(ines, "Other")
    change = reverse("recruitment_change_view", args=[other.pk])
    assert client.post(change, {"name": "Waiting"}).status_code == 422


def test_shared_views_are_seen_and_not_changed_by_others(client, ines):
    colleague = make.manager("Other Manager")
    shared, own = saved(colleague, "Shared", shared=True), saved(colleague, "Private canary")
    text = client.get(LIST).text
    assert "Shared by Other Manager" in text
    assert "Private canary" not in text + client.get(PIPELINE).text
    for view in (shared, own):
        assert client.get(reverse("recruitment_change_view", args=[view.pk])).status_code == 404
        assert client.post(reverse("recruitment_delete_view", args=[view.pk])).status_code == 404
    assert SavedView.objects.count() == 2


def test_nobody_keeps_views_without_end(ines, monkeypatch):
    monkeypatch.setattr(services, "MOST_VIEWS", 1)
    saved(ines)
    with pytest.raises(services.TooManyViews):
        saved(ines, "Second")


def test_deleting_twice_is_no_matter(ines):
    view = saved(ines)
    for _time in range(2):
        services.delete_view(actor=ines, view_id=view.pk, at=make.AT)
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_views_costs_the_same_for_any_number(client, ines, rows, django_assert_num_queries):
    for number in range(rows):
        saved(ines, f"View {number}")
    client.get(LIST)
    with django_assert_num_queries(5):
        client.get(LIST)
