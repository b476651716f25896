"""What the posting of each office says and leaves out, what may be saved, and who sees the preview."""

from datetime import date

import pytest
from django.urls import reverse

from fellowship.models import HostOffice, Jurisdiction
from fellowship.rules.roles import Role
from fellowship.scenarios.places import OFFICES
from fellowship.services.cms_groups import settle_groups
from fellowship.services.roles import grant_role
from recruitment.models import Opening
from recruitment.queries import postings
from recruitment.queries.law import shipped_book
from recruitment.rules.fair_chance_stack import stack_of
from recruitment.rules.posting_phrases import phrases_in
from tests.factories import law as make_law
from tests.factories import recruitment as make
from tests.factories import selection

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 30)
COUNTY = "us-ca-los-angeles-county-uninc"
DUTY = "Pay small costs for clients"
CHECK_WORDS = ("check is needed", "convictions before a conditional offer")
STATEMENTS = {
    "east-la": "Los Angeles County Fair Chance Ordinance for Employers and the California Fair Chance Act",
    "los-angeles-central": "Ordinance",
}


def office_at(*codes: str, name: str = "Calder County Public Defender", **fields) -> HostOffice:
    office = make.office(name, **fields)
    for code in codes:
        row, _new = Jurisdiction.objects.get_or_create(code=code, defaults={"level": "state", "name": code})
        office.jurisdictions.add(row)
    office.save()
    return office


def opening_at(*codes: str, **fields) -> Opening:
    return make.opening(make.cycle(), office_at(*codes), **{"material_duties": DUTY, **fields})


def page(client, opening: Opening, language: str = "") -> str:
    answer = client.get(f"{language}/openings/{opening.slug}/")
    assert answer.status_code == 200
    return " ".join(answer.text.split())


@pytest.fixture
def ines(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    settle_groups()
    ines = make.person("Inés Duarte")
    grant_role(actor=None, person=ines, role=Role.RECRUITMENT_MANAGER, starts_on=make.AT.date(), at=make.AT)
    client.force_login(ines)
    return ines


def test_los_angeles_county_gets_its_statement_its_duties_and_its_notice(client, clock):
    opening = opening_at(COUNTY, restricting_laws="Code 1 bars some hires.", material_duties_es="Pagar gastos")
    text = page(client, opening)
    assert "in accordance with the Los Angeles County Fair Chance Ordinance for Employers and the California" in text
    assert f"<li>{DUTY}</li>" in text
    assert "Code 1 bars some hires." in text
    assert 'href="https://dcba.lacounty.gov/fairchance/"' in text
    assert CHECK_WORDS[0] in text
    spanish = page(client, opening, "/es")
    assert "de acuerdo con la Ordenanza de Oportunidad Justa para Empleadores del Condado" in spanish
    assert "<li>Pagar gastos</li>" in spanish


def test_new_york_city_gets_a_welcome_and_no_word_of_a_check(client, clock):
    text = page(client, opening_at("us-ny-nyc", "us-ny", restricting_laws="Code 1 bars some hires."))
    assert "People with an arrest or conviction record are welcome to apply." in text
    prohibitions = frozenset({"no_mention_of_check"})
    inside = text[text.index('id="fair"') : text.index('id="fair"') + 3000]
    assert phrases_in(inside, prohibitions) == ()
    assert [word for word in (*CHECK_WORDS, DUTY, "Code 1 bars") if word in text] == []


def test_where_two_laws_pull_apart_nothing_is_said(client, clock):
    text = page(client, opening_at("us-ny-nyc", "us-ca-los-angeles-county-uninc"))
    assert [word for word in (*CHECK_WORDS, DUTY) if word in text] == []


def test_philadelphia_gets_the_promise_of_an_assessment(client, clock):
    promise = "Each record is looked at by itself, against the duties of this job."
    assert promise in page(client, opening_at("us-pa-philadelphia"))
    texas = page(client, make.opening(make.cycle(), office_at("us-tx", name="Other")))
    assert promise not in texas
    assert CHECK_WORDS[0] in texas
    assert DUTY not in texas


def test_all_duties_stand_in_for_those_that_nobody_wrote(client, clock):
    assert page(client, opening_at(COUNTY, material_duties="")).count("<li>Meet clients</li>") == 2


def test_an_office_in_a_place_that_the_book_does_not_know_is_shown_too(client, clock):
    assert CHECK_WORDS[0] in page(client, opening_at("us-zz"))


@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.slug)
def test_the_posting_of_every_office_says_what_its_laws_want(office):
    stack = stack_of(shipped_book(), office.codes, DAY)
    opening = Opening(duties="Meet clients", material_duties=DUTY, material_duties_es="Pagar")
    for language in ("en", "es"):
        posting = postings.posting_of(stack, opening, language)
        assert posting.statements == tuple(words.within(language) for words in stack.posting.statements)
        assert bool(posting.duties) == ("list_material_duties" in stack.posting.requirements)
        assert posting.tells_of_check == (office.slug != "new-york")
        assert posting.promises_assessment == (office.slug == "philadelphia")
        for statement in posting.statements:
            assert phrases_in(statement, stack.posting.prohibitions) == ()
    assert STATEMENTS.get(office.slug, "") in " ".join(postings.posting_of(stack, opening, "en").statements)


def form_data(opening: Opening, **changes) -> dict[str, object]:
    plain = {
        "cycle": opening.cycle_id, "office": opening.office_id, "slug": opening.slug, "seats": "2",
        "starts_on": "2027-09-07", "spanish": "valued", "pay_low_cents": "60,000", "pay_high_cents": "61,200",
        "extra_pay_spanish_cents": "", "relocation_cents": "", "is_published": "on", "material_duties": DUTY,
    }  # fmt: skip
    return {**plain, **changes}


@pytest.mark.parametrize(
    ("code", "changes", "said"),
    [
        (
            "us-tx",
            {"summary": "No criminal record."},
            "It says or hints that people with a record are not considered.",
        ),
        (
            "us-tx",
            {"duties_es": "Debe aprobar la verificación de antecedentes"},
            "It says that a check must be passed",
        ),
        ("us-ny-nyc", {"benefits": "Paid background check"}, "may not mention a background check at all."),
        (COUNTY, {"material_duties": " "}, "wants these duties in the posting."),
    ],
)
def test_what_a_posting_may_not_say_is_not_saved(client, ines, code: str, changes, said: str):
    opening = opening_at(code)
    answer = client.post(reverse("opening:edit", args=[opening.pk]), form_data(opening, **changes))
    assert answer.status_code == 200
    assert said in answer.text
    assert str(next(iter(changes.values()))).strip() in answer.text
    opening.refresh_from_db()
    assert opening.pay_low_cents == 6_120_000


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("us-tx", {"summary": "Background check required.", "material_duties": ""}),
        (COUNTY, {"summary": "Background check required."}),
        (COUNTY, {"material_duties": "", "is_published": ""}),
        ("us-ny-nyc", {"summary": "Meet people after an arrest."}),
    ],
)
def test_what_the_law_of_the_place_allows_is_saved(client, ines, code: str, changes):
    opening = opening_at(code)
    data = form_data(opening, **changes)
    answer = client.post(reverse("opening:edit", args=[opening.pk]), {k: v for k, v in data.items() if v != ""})
    assert answer.status_code == 302


def test_the_text_about_an_office_is_part_of_its_postings():
    (sentence,) = postings.check_blurb("Clean record, please.", ["us-zz"], DAY)
    assert sentence == (
        "“Clean record” can’t stand in a posting. It says or hints that people with a record are not considered. Say"
        " what the work is instead. (2 CCR 11017.1; RCW 49.94.010; N.J.S.A. 34:6B-14; NYC Admin. Code 8-107(11-a))"
    )
    assert postings.check_blurb("Background checks are run.", ["us-tx"], DAY) == []
    assert len(postings.check_blurb("Background checks are run.", ["us-ny-nyc"], DAY)) == 1


def test_the_office_form_refuses_such_a_text(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    settle_groups()
    ada = make.person("Ada Flores")
    grant_role(actor=None, person=ada, role=Role.ADMINISTRATOR, starts_on=make.AT.date(), at=make.AT)
    client.force_login(ada)
    office = office_at("us-tx")
    data = {
        "name": office.name, "slug": office.slug, "city": "Austin", "state": "TX", "region": office.region_id,
        "time_zone": office.time_zone, "employer_kind": "county", "is_active": "on", "blurb": "Clean record wanted.",
        "jurisdictions": [row.pk for row in office.jurisdictions.all()], "closures-TOTAL_FORMS": 0,
        "closures-INITIAL_FORMS": 0, "closures-MIN_NUM_FORMS": 0, "closures-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
    answer = client.post(reverse("hostoffice:edit", args=[office.pk]), data)
    assert "“Clean record” can’t stand in a posting." in answer.text
    assert (
        client.post(reverse("hostoffice:edit", args=[office.pk]), {**data, "blurb": "Good buses."}).status_code == 302
    )
    office.refresh_from_db()
    assert office.blurb == "Good buses."


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_postings_takes_the_same_queries_for_any_number(
    client, ines, count: int, django_assert_num_queries
):
    cycle = make.cycle()
    for number in range(count):
        make.opening(cycle, office_at("us-ny-nyc", name=f"Office {number}"), summary="Background check required.")
    with django_assert_num_queries(5):
        rows = postings.office_rows(ines, make.AT)
    assert [(row.forbids_check, row.faults) for row in rows] == [(True, 1)] * count
    assert client.get("/staff/postings/").status_code == 200


def test_the_preview_shows_both_languages_the_laws_and_what_to_change(client, ines):
    opening = opening_at(COUNTY, material_duties="", summary="Must pass background check.")
    text = " ".join(client.get(f"/staff/postings/{opening.office.slug}/").text.split())
    assert "Los Angeles County Fair Chance Ordinance for Employers and the California Fair Chance Act." in text
    assert "Ordenanza de Oportunidad Justa para Empleadores del Condado de Los Ángeles" in text
    assert "It says that a check must be passed" in text
    assert "Nobody wrote them yet" in text
    assert "LA County Code 8.300.050(A)-(D),(G); 8.300.130 (Ord. 2024-0012)" in text
    assert "Seen in the law’s own text" in text
    assert "Not yet approved by counsel" in text
    assert "Every workplace in unincorporated areas" in text
    assert f'/openings/{opening.slug}/">Client Advocate, {opening.cycle.name}, {opening.seats} seats</a>' in text
    city = office_at("us-ny-nyc", COUNTY, name="Two Rivers Defenders")
    torn = " ".join(client.get(f"/staff/postings/{city.slug}/").text.split())
    assert "Left out, because another law of this place forbids it" in torn
    assert "Only the welcome, no word of a check" in torn


def test_an_empty_program_and_a_place_without_law(client, ines):
    assert "No offices yet" in client.get("/staff/postings/").text
    quiet = office_at("us-zz")
    text = client.get(f"/staff/postings/{quiet.slug}/").text
    assert "No law of this place asks for anything." in text
    assert client.get("/staff/postings/nowhere/").status_code == 404


def test_only_those_who_write_postings_or_answer_for_fair_chance_see_the_preview(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    office = office_at(COUNTY)
    for who, status in ((selection.officer(), 200), (selection.reviewer(), 403), (make.person("Maya Rivera"), 403)):
        client.force_login(who)
        assert client.get("/staff/postings/").status_code == status
        assert client.get(f"/staff/postings/{office.slug}/").status_code == status


def test_a_law_without_an_agency_gives_no_link_to_its_poster():
    poster = {"where": [make_law.TEXT], "languages": None}
    stack = stack_of(make_law.book(make_law.law("us-xx", posting=make_law.posting(poster=poster))), ["us-xx"], DAY)
    assert postings.posting_of(stack, None, "en").posters == ()
