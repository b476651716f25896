"""Repeating entries such as jobs: written by the builder one part a line, filled in without a script."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from fellowship.rules.roles import Role
from recruitment.forms.groups import EntriesField, as_kept, as_shown
from recruitment.models import Answer, Question
from recruitment.queries.answer_texts import said
from recruitment.queries.clearing import clearing_page, terms_of
from recruitment.queries.packets import packet_of
from recruitment.rules.answers import Lack, QuestionSpec, lack_of
from recruitment.rules.form_checks import FaultKind, part_faults
from recruitment.rules.groups import (
    MOST_ENTRIES,
    Part,
    PartKind,
    as_text,
    entries_in,
    gap_in,
    is_readable,
    parts_in,
    words_in,
)
from recruitment.rules.questions import QuestionKind
from recruitment.services.applications import submit_application
from tests.factories import recruitment as make

PARTS = parts_in("Employer | short text\nWhat you did | long text | optional\nMonths | number | optional")
MONTH, DAY = Part("from", "From", PartKind.MONTH), Part("on", "On", PartKind.DATE)


def plainly(_part, kept):
    """What was kept, as it is."""
    return kept


def test_parts_are_written_one_a_line_in_either_language():
    assert (
        Part("employer", "Employer"),
        Part("what-you-did", "What you did", PartKind.LONG_TEXT, required=False),
        Part("months", "Months", PartKind.NUMBER, required=False),
    ) == PARTS
    assert parts_in("Paid? | Sí o no")[0].kind is PartKind.YES_NO
    assert parts_in("Employer")[0].kind is PartKind.SHORT_TEXT
    spanish = parts_in("Employer\nMonths | number", "Empleador\nMeses", spanish=True)
    assert [(part.key, part.label) for part in spanish] == [("employer", "Empleador"), ("months", "Meses")]
    assert [part.label for part in parts_in("Employer", "Uno\nDos", spanish=True)] == ["Employer"]


@pytest.mark.parametrize(
    ("parts", "parts_es", "fault"),
    [
        ("Employer | short text", "", None),
        ("Employer\nMonths | number", "Empleador\nMeses", None),
        ("", "", FaultKind.NO_PARTS),
        ("Employer | picture", "", FaultKind.PARTS_UNREADABLE),
        ("Employer | short text | sometimes", "", FaultKind.PARTS_UNREADABLE),
        (" | short text", "", FaultKind.PARTS_UNREADABLE),
        ("Employer\nemployer | number", "", FaultKind.SAME_PART),
        ("Employer\nMonths | number", "Empleador", FaultKind.PARTS_DIFFER),
    ],
)
def test_parts_that_cannot_be_read_are_named_before_publishing(parts, parts_es, fault):
    row = {"kind": "group", "parts": parts, "parts_es": parts_es}
    assert part_faults(row) == ([fault] if fault else [])


def test_parts_belong_to_repeating_entries_only():
    assert part_faults({"kind": "short_text", "parts": "Employer"}) == [FaultKind.NOT_A_GROUP]
    assert part_faults({"kind": "short_text", "parts": ""}) == []


@pytest.mark.parametrize(
    ("value", "gap"),
    [
        (None, None),
        ([{"employer": "A clinic"}], None),
        ([{"employer": "A clinic", "months": "3.5"}], None),
        ([{"months": "3"}], (1, "employer")),
        ([{"employer": "A"}, {"employer": "B", "months": "three"}], (2, "months")),
        ([{}, {"employer": "A"}], None),
        ("nonsense", None),
    ],
)
def test_an_entry_is_whole_when_its_parts_are_there_and_can_be_read(value, gap):
    found = gap_in(PARTS, value)
    assert (found and (found[0], found[1].key)) == gap


def test_a_required_list_of_entries_lacks_what_any_answer_lacks():
    spec = QuestionSpec("jobs", QuestionKind.GROUP, "Jobs", "one", parts=PARTS)
    assert lack_of(spec, []) is Lack.MISSING
    assert lack_of(spec, [{"months": "2"}]) is Lack.GAP
    assert lack_of(spec, [{"employer": "A clinic"}]) is None


def test_yes_or_no_and_long_texts_have_their_bounds():
    paid = Part("paid", "Paid?", PartKind.YES_NO)
    assert [is_readable(paid, text) for text in ("yes", "no", "maybe")] == [True, True, False]
    assert not is_readable(Part("a", "A"), "x" * 3001)


def test_entries_as_text():
    value = [{"employer": "A clinic", "months": "3"}, {"employer": "A shelter"}]
    assert as_text(PARTS, value, plainly) == "Employer: A clinic\nMonths: 3\n\nEmployer: A shelter"
    assert words_in(value) == ("A clinic", "3", "A shelter")
    assert words_in(None) == ()


@pytest.mark.parametrize(
    ("part", "kept", "fits"),
    [
        (MONTH, "2024-05", True), (MONTH, "2024-13", False), (MONTH, "2024-5", False), (MONTH, "May 2024", False),
        (MONTH, "2024-05-14", False), (DAY, "2024-05-14", True), (DAY, "2023-02-29", False), (DAY, "2024-05", False),
        (DAY, "20240514", False),
    ],
)  # fmt: skip
def test_a_kept_date_is_a_day_there_was(part, kept, fits):
    assert is_readable(part, kept) is fits


@pytest.mark.parametrize(
    ("part", "language", "typed", "kept"),
    [
        (MONTH, "en", "May 2024", "2024-05"), (MONTH, "en", "5/2024", "2024-05"), (MONTH, "en", "2024-05", "2024-05"),
        (MONTH, "es", "mayo de 2024", "2024-05"), (MONTH, "en", "5/14/2024", "2024-05"),
        (MONTH, "en", "last spring", "last spring"), (MONTH, "en", "13/2024", "13/2024"), (MONTH, "en", " ", " "),
        (DAY, "en", "5/14/2024", "2024-05-14"), (DAY, "es", "14/5/2024", "2024-05-14"),
        (DAY, "en", "14 May 2024", "2024-05-14"), (DAY, "en", "May 14, 2024", "2024-05-14"),
        (DAY, "es", "14 de mayo de 2024", "2024-05-14"), (DAY, "es", "2024-05-14", "2024-05-14"),
        (DAY, "en", "5/2024", "5/2024"), (DAY, "en", "5/14/24", "5/14/24"), (PARTS[0], "en", "5/2024", "5/2024"),
    ],
)  # fmt: skip
def test_dates_are_kept_one_way_however_they_were_typed(part, language, typed, kept):
    with override(language):
        assert as_kept(part, typed) == kept
        assert as_kept(part, as_shown(part, kept)) == kept


def test_dates_are_shown_in_words_of_the_language():
    with override("en"):
        assert (said(MONTH, "2024-05"), said(DAY, "2024-05-14")) == ("May 2024", "14\N{NO-BREAK SPACE}May 2024")
        assert said(Part("paid", "Paid?", PartKind.YES_NO), "yes") == "Yes"
    with override("es"):
        assert (said(MONTH, "2024-05"), said(DAY, "2024-05-14")) == ("mayo de 2024", "14 de mayo de 2024")
        assert said(Part("paid", "Paid?", PartKind.YES_NO), "no") == "No"
        assert said(Part("paid", "Paid?", PartKind.YES_NO), "yes") == "Sí"
    assert (said(MONTH, "spring"), said(PARTS[0], "yes")) == ("spring", "yes")


def test_a_date_that_can_t_be_read_is_told_with_an_example():
    field = EntriesField(parts=(MONTH,))
    with pytest.raises(ValidationError, match="Entry 1: write “From” like this: May 2024"):
        field.clean([{"from": "last spring"}])
    assert field.clean([{"from": "2024-05"}]) == [{"from": "2024-05"}]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["employer", "x", "months"]), inner),
    max_leaves=12,
)


@given(anything)
def test_whatever_is_kept_only_known_texts_come_out(value):
    entries = entries_in(PARTS, value)
    assert len(entries) <= MOST_ENTRIES
    for entry in entries:
        assert entry
        assert set(entry) <= {"employer", "what-you-did", "months"}
        assert all(isinstance(text, str) and text.strip() == text for text in entry.values())
    assert entries_in(PARTS, entries) == entries
    assert isinstance(as_text(PARTS, value, plainly), str)


# --- Pages ------------------------------------------------------------------------------------------------------


@pytest.fixture
def draft(client, clock, db):
    draft = make.draft()
    client.force_login(draft.person)
    return draft


def send(client, draft, name="step", **entries):
    page = reverse("recruitment_step", args=[draft.pk, "experience"])
    token = client.get(page).context["token"]
    typed = {key.replace("__", "-"): value for key, value in entries.items()}
    data = {"revision": token, "experience": "Ten years of care.", **typed}
    return client.post(reverse(f"recruitment_{name}", args=[draft.pk, "experience"]), data)


def jobs(draft):
    return Answer.objects.get(application=draft, question__key="jobs").value


FIRST = {"jobs_0_where-or-for-whom": "Front desk of a clinic", "jobs_0_what-you-did": "Answered the phone"}


def test_entries_are_added_one_by_one_and_removed_again(client, draft):
    page = reverse("recruitment_step", args=[draft.pk, "experience"])
    shown = client.get(page).text
    assert "New entry" in shown
    assert 'id="id_jobs"' in shown
    answer = send(client, draft, more="jobs", **FIRST)
    assert answer["Location"] == f"{page}#id_jobs_1_entry"
    shown = client.get(page).text
    assert "Remove entry 1" in shown
    assert 'id="id_jobs_1_entry"' in shown
    second = {"jobs_1_where-or-for-whom": "A shelter", "jobs_1_what-you-did": "Nights"}
    assert send(client, draft, **FIRST, **second).status_code == 302
    assert [entry["where-or-for-whom"] for entry in jobs(draft)] == ["Front desk of a clinic", "A shelter"]
    send(client, draft, **FIRST, **second, jobs_0_remove="1")
    assert [entry["where-or-for-whom"] for entry in jobs(draft)] == ["A shelter"]
    send(client, draft)
    assert jobs(draft) is None


def test_half_an_entry_is_kept_and_named(client, draft):
    half = {"jobs_0_where-or-for-whom": "Front desk of a clinic"}
    answer = send(client, draft, **half)
    assert answer.status_code == 422
    assert "Entry 1: fill in “What you did”, or remove the entry." in answer.text
    assert 'href="#id_jobs"' in answer.text
    assert jobs(draft) == [{"where-or-for-whom": "Front desk of a clinic"}]
    assert "Front desk of a clinic" in answer.text
    tasks = client.get(reverse("recruitment_answers", args=[draft.pk])).text
    assert "Fill in every part of each entry" in tasks
    assert send(client, draft, name="autosave", **half).status_code == 200


@pytest.mark.parametrize("typed", ["three", "1e9", "１２", "\x00"])
def test_a_number_that_is_none_is_named_and_breaks_nothing(client, draft, typed):
    answer = send(client, draft, **FIRST, **{"jobs_0_about-how-many-months": typed})
    assert answer.status_code == (302 if typed == "\x00" else 422)
    assert jobs(draft)[0]["where-or-for-whom"] == "Front desk of a clinic"


def test_no_more_entries_than_there_is_room_for(client, draft):
    many = {f"jobs_{number}_{part}": "x" for number in range(MOST_ENTRIES + 5) for part in ("where-or-for-whom",
            "what-you-did")}  # fmt: skip
    assert send(client, draft, more="jobs", **many).status_code == 302
    assert len(jobs(draft)) == MOST_ENTRIES
    assert client.get(reverse("recruitment_step", args=[draft.pk, "experience"])).status_code == 200


def test_an_older_tab_is_refused_with_both_lists_shown(client, draft):
    page = reverse("recruitment_step", args=[draft.pk, "experience"])
    old = client.get(page).context["token"]
    data = {"revision": old, "experience": "Ten years."}
    client.post(page, {**data, **FIRST})
    refused = client.post(page, {**data, "jobs_0_where-or-for-whom": "A shelter", "jobs_0_what-you-did": "Nights"})
    assert refused.status_code == 409
    assert "Front desk of a clinic" in refused.text
    assert "A shelter" in refused.text
    assert jobs(draft)[0]["where-or-for-whom"] == "Front desk of a clinic"


def test_readers_get_entries_only_as_cleared_text(client, draft):
    Question.objects.filter(key="jobs").update(visible_to_reviewers=True)
    sent = submit_application(actor=draft.person, application_id=make.fill(draft).pk, at=make.AT)
    Answer.objects.filter(application=sent, question__key="jobs").update(
        value=[{"where-or-for-whom": "Clinic of Maya Okafor", "what-you-did": "Called 404-555-0177"}]
    )
    (shown,) = [each for each in packet_of(sent, 1).answers if each.question.startswith("Work you have done")]
    assert shown.is_withheld
    desk = clearing_page(make.person("Inés Duarte", role=Role.RECRUITMENT_MANAGER), sent.pk)
    (row,) = [each for each in desk.answers if each.question.startswith("Work you have done")]
    assert row.original.startswith("Where or for whom: Clinic of Maya Okafor\nWhat you did: Called")
    assert "Okafor" not in row.suggestion
    assert "404-555-0177" not in row.suggestion


def test_entries_that_identify_are_looked_for_in_other_answers(client, draft):
    Question.objects.filter(key="jobs").update(identifies=True)
    send(client, draft, **FIRST)
    assert "Front desk of a clinic" in [term.text for term in terms_of(draft)]


def test_a_month_is_typed_kept_and_shown(client, draft):
    parts = "Where or for whom | short text\nFrom | month\nPaid | yes or no"
    Question.objects.filter(key="jobs").update(parts=parts, parts_es="Dónde\nDesde\nCon sueldo")
    page = reverse("recruitment_step", args=[draft.pk, "experience"])
    shown = client.get(page).text
    assert "For example: May 2024" in shown
    answer = send(client, draft, **{"jobs_0_where-or-for-whom": "A shelter", "jobs_0_from": "when I was 20"})
    assert answer.status_code == 422
    assert "Entry 1: write “From” like this: May 2024." in answer.text
    assert 'value="when I was 20"' in answer.text
    typed = {"jobs_0_where-or-for-whom": "A shelter", "jobs_0_from": "5/2024", "jobs_0_paid": "yes"}
    send(client, draft, **typed)
    assert jobs(draft) == [{"where-or-for-whom": "A shelter", "from": "2024-05", "paid": "yes"}]
    assert 'value="May 2024"' in client.get(page).text
    assert "From: May 2024" in client.get(reverse("recruitment_answers", args=[draft.pk])).text


def test_the_desk_writes_what_was_picked_in_the_applicants_language(draft):
    parts = "Where | short text\nFrom | month\nPaid | yes or no"
    Question.objects.filter(key="jobs").update(
        parts=parts, parts_es="Dónde\nDesde\nCon sueldo", visible_to_reviewers=True
    )
    draft.person.language = "es"
    draft.person.save(update_fields=["language"])
    make.fill(draft)
    Answer.objects.filter(application=draft, question__key="jobs").update(
        value=[{"where": "Un comedor", "from": "2024-05", "paid": "yes"}]
    )
    submit_application(actor=draft.person, application_id=draft.pk, at=make.AT)
    page = clearing_page(make.manager(), draft.pk)
    (entry,) = [row for row in page.answers if "Dónde" in row.original]
    assert entry.original == "Dónde: Un comedor\nDesde: mayo de 2024\nCon sueldo: Sí"
