"""What notices say: every kind for every jurisdiction, in both languages, proven item by item."""

import json
from dataclasses import replace
from datetime import date

import pytest

from fellowship.scenarios.places import OFFICES
from recruitment.queries.fair_chance_notices import shipped_forms
from recruitment.queries.law import FOLDER, shipped_book, shipped_words
from recruitment.rules.fair_chance_case import missing_contents
from recruitment.rules.fair_chance_checklist import checklist, enclosures_of, held, missing
from recruitment.rules.fair_chance_notice_letters import ATTACHED, WAITS, is_attached, kind_for
from recruitment.rules.fair_chance_notice_values import Company, Weighed
from recruitment.rules.fair_chance_notices import agencies_for, asked_of, build, kinds_with
from recruitment.rules.fair_chance_stack import REASSESSMENT, Stack
from tests.factories import law as make_law
from tests.factories import notices as make

LANGUAGES = ("en", "es")
STACKS = [(code,) for code in shipped_book().codes] + [office.codes for office in OFFICES]
COUNTY = "us-ca-los-angeles-county-uninc"


def lacking(kind: str, stack: Stack, language: str = "en", **changes) -> dict[str, tuple[str, ...]]:
    notice = make.notice_of(kind, stack, language, **changes)
    return {item.code: item.lacks for item in missing(checklist(notice, stack, shipped_forms()))}


@pytest.mark.parametrize("codes", STACKS, ids="+".join)
def test_every_notice_of_every_jurisdiction_says_all_it_must_in_both_languages(codes: tuple[str, ...]):
    stack = make.stack(*codes)
    for kind in {notice.kind for notice in stack.notices}:
        for language in LANGUAGES:
            notice = make.notice_of(kind, stack, language)
            items = checklist(notice, stack, shipped_forms())
            assert [(kind, language, item.code, item.lacks) for item in missing(items)] == []
            assert missing_contents(stack, kind, held(items)) == ()
            assert notice.sections
            assert "{" not in notice.text


def test_there_are_sentences_for_every_kind_and_a_proof_for_every_item():
    forms = shipped_forms()
    kinds = {notice.kind for code in shipped_book().codes for notice in make.stack(code).notices}
    items = {code for section, code in shipped_words() if section == "content"}
    claimed = {code for section in forms.notices["sections"].values() for code in section["codes"]}
    assert kinds | {REASSESSMENT} <= set(forms.kinds)
    assert set(forms.proofs["codes"]) == claimed == items


def test_both_languages_have_all_sentences_and_marks():
    def leaves(node, path=()):
        if isinstance(node, dict) and {"en", "es"} & set(node):
            yield path, node
        elif isinstance(node, dict | list):
            for key, inner in node.items() if isinstance(node, dict) else enumerate(node):
                yield from leaves(inner, (*path, key))

    for name in ("notices.json", "proofs.json"):
        for path, texts in leaves(json.loads((FOLDER / name).read_text())):
            if "values" in texts and "en" not in texts:
                continue
            assert sorted(name for name in LANGUAGES if texts.get(name)) == ["en", "es"], path


def test_los_angeles_county_preliminary_notice_holds_what_the_county_wants():
    stack = make.stack(COUNTY)
    notice = make.notice_of("preliminary_adverse", stack)
    text = " ".join(notice.text.replace("\N{NO-BREAK SPACE}", " ").split())
    # 5 business days after receipt of the mail (Saturday 5 December): Friday 11; 10 more without Christmas: Monday 28.
    assert "Your answer must reach us by Friday 11 December 2026, 11:59 pm Pacific time." in text
    assert "we decide nothing before Monday 14 December 2026 (Pacific time)." in text
    assert (
        "write to us by Friday 11 December 2026, 11:59 pm Pacific time that you need time to gather evidence. Then "
        "you have until Monday 28 December 2026, 11:59 pm Pacific time." in text
    )
    assert "in person, by video or by phone. The talk takes place by Monday 28 December 2026" in text
    # 30 calendar days after the last day to answer is Sunday 10 January: back to Friday.
    assert "if you answer on the last day, that is by Friday 8 January 2027" in text
    parts = (
        "800-593-8222", "FairChance@dcba.lacounty.gov", "https://dcba.lacounty.gov/fairchance/", "800-884-1684",
        "Theft, a misdemeanor, convicted on 4 May 2023 in county court", "Keep clients' documents safe",
        "fairchance@fellowship.example", "500 Main Street, Oakland",
    )  # fmt: skip
    assert [part for part in parts if part not in text] == []
    where = {item.code: item.sections for item in checklist(notice, stack, shipped_forms())}
    assert where["three_ways_to_respond"] == (
        "How to answer, and by when", "If you need more time or want to talk with us",
    )  # fmt: skip
    assert set(where) >= {"initial_assessment_copy", "final_without_response", "second_assessment_in_30_days",
                          "convictions_or_open_arrests", "other_material_copy", "fcra_summary"}  # fmt: skip


def test_los_angeles_county_names_the_state_agency_although_the_state_law_does_not_reach_the_case():
    county = shipped_book().in_force(COUNTY, make.ON)
    assert county is not None
    stack = Stack(make.ON, (county,))
    assert "us-ca" in dict(agencies_for(stack, shipped_book()))
    assert lacking("final_adverse", stack) == {}
    assert lacking("final_adverse", stack, agencies=stack.agencies) == {"complain_crd": ("agency:us-ca",)}
    assert agencies_for(stack, make_law.book(county)) == stack.agencies


def test_new_york_city_holds_the_position_and_encloses_article_23a():
    stack = make.stack("us-ny-nyc")
    text = make.notice_of("preliminary_adverse", stack, zone="America/New_York").text
    assert "The position is held open for you, and we decide nothing before" in text
    assert "Eastern time" in text
    assert "Article 23-A of the New York Correction Law" in text
    assert lacking("preliminary_adverse", stack, enclosures=frozenset({"background_report", "fcra_summary"})) == {
        "article_23a_page": ("enclosure:article_23a",)
    }


def test_philadelphia_summarizes_its_chapter_and_gives_ten_business_days():
    stack = make.stack("us-pa-philadelphia")
    text = make.notice_of("preliminary_adverse", stack).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Chapter 9-3500 of the Philadelphia Code" in text
    assert "must reach us by Friday 18 December 2026" in text
    assert "215-686-4670" in text
    assert "Chapter 9-3500" not in make.notice_of("preliminary_adverse", make.stack("us-pa")).text


def test_illinois_final_notice_has_convictions_reasons_and_the_right_to_a_charge():
    stack = make.stack("us-il")
    text = make.notice_of("final_adverse", stack, has_response=False).text
    assert "Illinois Department of Human Rights: Website: https://dhr.illinois.gov/ · Phone: 312-814-6200" in text
    assert "No response came in that time." in text
    assert make.WORDS["en"]["found"] in text
    assert lacking("final_adverse", stack, has_response=False) == {}
    assert lacking("final_adverse", stack, assessment=Weighed(), has_response=False) == {
        "convictions_and_reasoning": ("reasoning",)
    }


def test_the_disclosure_before_a_check_stands_alone():
    stack = make.stack(COUNTY)
    notice = make.notice_of("pre_check_disclosure_and_authorization", stack)
    assert notice.text == (
        "Disclosure\n"
        "Fellowship may obtain a consumer report, also called a background report, about you for employment purposes."
        "\n\nAuthorization\n"
        "I authorize Fellowship to obtain a consumer report about me for employment purposes.\n"
        "Full name: Maya Rivera\nSignature: Signature and date: ____________________"
    )
    assert (notice.greeting, notice.about, notice.address, notice.signer) == ("", (), (), "")
    signed = make.notice_of(
        "pre_check_disclosure_and_authorization", stack, signed_name="Maya Rivera", signed_on=date(2026, 11, 20)
    )
    assert "Maya Rivera. Signed by typing the name on Friday" in signed.text


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"records": ()}, {"convictions_or_open_arrests", "basis_convictions", "items_of_concern"}),
        ({"duties": (" ",)}, set()),
        ({"dates": None}, {"three_ways_to_respond", "respond_by_five_days", "final_without_response",
                           "second_assessment_in_30_days", "respond_before_final"}),
        ({"reply": None}, {"response_address", "items_of_concern", "three_ways_to_respond"}),
        ({"assessment": Weighed((("nature_of_job", "Weighed."),), "So.")}, {"initial_assessment_copy"}),
        ({"enclosures": frozenset()}, {"background_report_copy", "any_report_copy", "fcra_summary"}),
        ({"has_other_material": None}, {"other_material_copy"}),
        ({"has_other_material": True}, {"other_material_copy"}),
        ({"is_company_used": False, "company": None, "enclosures": frozenset({"background_report"})}, set()),
    ],
)  # fmt: skip
def test_what_is_not_given_is_not_said_and_not_proven(changes, lacks):
    assert set(lacking("preliminary_adverse", make.stack(COUNTY), **changes)) == lacks


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"company": None}, {"cra_identity", "cra_did_not_decide", "free_report", "dispute_with_cra"}),
        ({"company": Company("Northline Screening", "", "800-555-0199")},
         {"cra_identity", "cra_did_not_decide", "free_report", "dispute_with_cra"}),
        ({"company": None, "is_company_used": False}, set()),
        ({"may_be_reconsidered": None}, {"reconsideration_or_none", "existing_challenge"}),
        ({"may_be_reconsidered": True, "reconsideration": " "}, {"reconsideration_or_none", "existing_challenge"}),
        ({"may_be_reconsidered": False}, set()),
        ({"has_response": None}, {"second_assessment_copy"}),
        ({"has_response": False}, set()),
        ({"second": Weighed()}, {"second_assessment_copy"}),
        ({"agencies": (("us-ca", None),)}, None),
    ],
)  # fmt: skip
def test_a_final_notice_says_what_is_so(changes, lacks):
    stack = make.stack(COUNTY)
    if lacks is None:
        state = shipped_book().texts("us-ca")[0].agency
        assert state is not None
        changes = {"agencies": (("us-ca", replace(state, phone=None)),)}
        lacks = {"complain_la_county"}
    assert set(lacking("final_adverse", stack, **changes)) == lacks


def test_a_claim_without_the_words_proves_nothing():
    stack, forms = make.stack("us-il"), shipped_forms()
    notice = make.notice_of("final_adverse", stack)
    emptied = replace(notice, sections=tuple(replace(section, blocks=()) for section in notice.sections))
    assert {item.code for item in missing(checklist(emptied, stack, forms))} == {
        code for code, _ in asked_of(stack, "final_adverse")
    }
    unclaimed = replace(notice, sections=tuple(replace(row, codes=frozenset()) for row in notice.sections))
    assert held(checklist(unclaimed, stack, forms)) == frozenset()
    assert {item.lacks for item in checklist(notice, stack, forms, text="Other words.") if item.lacks} != set()


def test_a_value_that_holds_braces_or_markup_stays_text():
    text = make.notice_of("conditional_offer", make.stack(COUNTY), good_cause="{duties} #panic() *x* $y$").text
    assert "{duties} #panic() *x* $y$" in text


def test_a_sentence_that_leads_to_nothing_is_left_out():
    stack = make.stack(COUNTY)
    notice = make.notice_of("conditional_offer", stack, good_cause="")
    assert "is:" not in notice.text
    assert "offer_why" not in {section.key for section in notice.sections}
    assert lacking("conditional_offer", stack, good_cause="") == {"good_cause": ("text", "good_cause")}


def test_the_data_for_print_is_plain_text():
    data = make.notice_of("conditional_offer", make.stack(COUNTY)).data
    assert json.loads(json.dumps(data)) == data
    assert data["address"] == ["Maya Rivera", "12 Alder Street", "Oakland, CA 94607"]
    assert data["sections"][0]["title"] == "Our offer"


def test_offer_and_its_notice_about_the_check_are_one_paper():
    stack = make.stack(COUNTY)
    assert kinds_with("conditional_offer") == {"conditional_offer", "conditional_offer_background_notice"}
    assert asked_of(stack, "conditional_offer") == asked_of(stack, "conditional_offer_background_notice")
    assert {code for code, _ in asked_of(stack, "conditional_offer")} == {
        "written_offer", "offer_depends_on_review", "good_cause", "complete_list",
    }  # fmt: skip
    assert dict(asked_of(make.stack("us-il-chicago"), "final_adverse"))["convictions_and_reasoning"] == (
        "us-il-chicago", "us-il",
    )  # fmt: skip


def test_another_language_is_answered_in_english_and_an_unknown_kind_is_an_error():
    stack = make.stack("us-il")
    case = make.case_for(stack)
    assert build("final_adverse", stack, case, shipped_forms(), "fr").language == "en"
    assert build("final_adverse", stack, case, shipped_forms(), "es-mx").language == "es"
    with pytest.raises(KeyError):
        build("apology", stack, case, shipped_forms(), "en")


def test_a_law_that_sets_no_time_promises_none():
    silent = Stack(make.ON, (make_law.law(),))
    notice = make.notice_of("preliminary_adverse", silent)
    assert "must reach us by" not in notice.text
    assert "more time" not in notice.text
    assert notice.kind == "preliminary_adverse"


def test_house_policy_alone_sends_no_paper_by_email():
    asked = {codes: make.stack(*codes) for codes in ((COUNTY,), ("policy-default-strict",), ("us-il",))}
    assert [is_attached(stack) for stack in asked.values()] == [True, False, False]
    assert [kind_for(stack) for stack in asked.values()] == [ATTACHED, WAITS, WAITS]


def test_the_papers_that_go_along_are_those_of_the_laws_and_of_the_kind():
    forms = shipped_forms()
    assert enclosures_of(make.stack("us-ny-nyc"), "preliminary_adverse", forms) >= {"article_23a", "background_report"}
    assert enclosures_of(make.stack("us-ny-nyc"), "conditional_offer", forms) == frozenset()
    assert "article_23a" not in enclosures_of(make.stack(COUNTY), "preliminary_adverse", forms)
