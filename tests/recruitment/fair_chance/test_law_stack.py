"""Laws on top of one another: the strictest outcome of each dimension, exemptions only where switched on."""

from datetime import date

import pytest

from recruitment.queries.law import shipped_book
from recruitment.rules.fair_chance_law import InquiryStage, Pending, UnknownJurisdiction, When, Words
from recruitment.rules.fair_chance_stack import (
    REASSESSMENT,
    Employer,
    LeftOut,
    Retention,
    Stack,
    Why,
    covers,
    stack_of,
)
from tests.factories import law as make

DAY = date(2026, 11, 2)


def laws_of(*codes: str, day: date = DAY, **more) -> list[str]:
    return [law.id for law in stack_of(shipped_book(), codes, day, **more).laws]


def test_a_stack_is_the_lineage_and_nothing_is_added():
    assert laws_of("us-wa-seattle") == ["us-wa-seattle", "us-wa-king-county", "us-wa", "us-federal"]
    assert laws_of("policy-default-strict", "us-ky") == ["us-ky", "us-federal", "policy-default-strict"]
    assert laws_of("us-ca", "us-ca-alameda-county", "us-ca") == ["us-ca-alameda-county", "us-ca", "us-federal"]
    with pytest.raises(UnknownJurisdiction):
        laws_of("us-atlantis")


def test_a_law_that_is_not_in_force_is_named_and_its_ancestors_count():
    stack = stack_of(shipped_book(), ["us-wa-seattle"], date(2026, 6, 30))
    assert [law.id for law in stack.laws] == ["us-wa-seattle", "us-wa-king-county", "us-federal"]
    assert stack.left_out == (LeftOut("us-wa", Why.NOT_IN_FORCE),)
    assert laws_of("us-wa-pre-2027-small", day=date(2026, 12, 31)) == ["us-wa-pre-2027-small", "us-federal"]
    assert laws_of("us-wa-pre-2027-small", day=date(2027, 1, 1)) == ["us-federal"]


@pytest.mark.parametrize(
    ("employer", "reached"),
    [
        (Employer(), True),
        (Employer(frozenset({"nonprofit"}), 10), True),
        (Employer(frozenset({"nonprofit"}), 9), False),
        (Employer(frozenset({"nonprofit"}), 20), True),
        (Employer(frozenset({"nonprofit"}), 21), False),
        (Employer(frozenset({"public"}), 15), False),
        (Employer(frozenset({"public", "nonprofit"}), 15), True),
        (Employer(frozenset({"staffing"}), 15), True),
        (Employer(frozenset({"federal_agency"}), 15), False),
        (Employer(employees=9), False),
        (Employer(frozenset({"private"})), True),
    ],
)
def test_coverage_is_tested_as_far_as_the_employer_is_known(employer: Employer, reached: bool):
    law = make.law(coverage=make.covering(min_employees=10, max_employees=20, employer_types=["private", "nonprofit"]))
    assert covers(law, employer) is reached
    assert covers(make.law(level="policy", coverage=make.covering(min_employees=100)), employer) is True
    assert covers(make.law(coverage=make.covering()), employer) is True


def test_coverage_counts_only_where_an_employer_is_named_and_one_of_them_is_enough():
    host, program = Employer(frozenset({"public"}), 900), Employer(frozenset({"nonprofit"}), 40)
    assert laws_of("us-ca-los-angeles-city") == ["us-ca-los-angeles-city", "us-ca", "us-federal"]
    assert laws_of("us-ca-los-angeles-city", employers=[host]) == ["us-ca", "us-federal"]
    assert laws_of("us-ca-los-angeles-city", employers=[host, program])[0] == "us-ca-los-angeles-city"
    stack = stack_of(shipped_book(), ["us-ca-los-angeles-city"], DAY, employers=[host])
    assert stack.left_out == (LeftOut("us-ca-los-angeles-city", Why.NOT_COVERED),)


def test_an_exemption_is_off_until_it_is_switched_on():
    codes = ["us-ca", "us-pa-philadelphia"]
    on = frozenset({"criminal_justice_agency"})
    plain = stack_of(shipped_book(), codes, DAY)
    assert plain.inquiry_stage == InquiryStage.CONDITIONAL_OFFER
    lifted = stack_of(shipped_book(), codes, DAY, exempting={"us-pa-philadelphia": on, "us-ca": on})
    # Philadelphia's is lifted wholly, California's loses its timing and keeps assessment and notices.
    assert lifted.left_out == (LeftOut("us-pa-philadelphia", Why.EXEMPT),)
    assert lifted.inquiry_stage == InquiryStage.APPLICATION
    assert lifted.needs_reassessment is True
    assert "preliminary_adverse" in {notice.kind for notice in lifted.notices}
    unknown = stack_of(shipped_book(), codes, DAY, exempting={"us-ca": frozenset({"holiday"})})
    assert unknown.laws == plain.laws


def test_an_exemption_can_lift_the_notices_alone():
    stack = stack_of(shipped_book(), ["us-tx"], DAY, exempting={"us-federal": frozenset({"no_consumer_report"})})
    assert stack.notices == ()
    assert stack.factors != ()


def test_the_strictest_outcome_of_each_dimension():
    mild = make.law(
        "mild", inquiry={"stage": "first_interview", "note": None}, excluded=["sealed"], channels=["email"],
        pending_charges={"rule": "may_consider", "note": None}, factors=["nature_of_job"],
        visibility=["officers_only"], retention={"years": 4, "most_years": None, "note": None}, standard=make.TEXT,
    )  # fmt: skip
    strict = make.law(
        "strict", inquiry={"stage": "conditional_offer", "note": None}, excluded=["juvenile"], channels=["mail"],
        pending_charges={"rule": "only_out_on_bail", "note": None}, factors=["rehabilitation", "nature_of_job"],
        retention={"years": None, "most_years": 3, "note": None}, needs_written_assessment=True,
        agency={"name": make.TEXT, "url": None, "phone": "555-0100", "email": None},
    )  # fmt: skip
    stack = Stack(DAY, (mild, strict))
    assert stack.inquiry_stage == InquiryStage.CONDITIONAL_OFFER
    assert stack.excluded == {"sealed", "juvenile"}
    assert stack.pending == Pending.ONLY_OUT_ON_BAIL
    assert stack.channels == {"email", "mail"}
    assert stack.factors == ("nature_of_job", "rehabilitation")
    assert stack.standards == (("mild", Words(**make.TEXT)),)
    assert stack.needs_written_assessment is True
    assert stack.needs_reassessment is False
    assert stack.visibility == ("officers_only",)
    assert stack.retention == Retention(4, 3)
    assert stack.retention.is_torn is True
    assert [code for code, _ in stack.agencies] == ["strict"]
    assert stack.versions == (("mild", mild.version), ("strict", strict.version))


def test_a_stack_without_laws_says_the_least():
    empty = Stack(DAY, ())
    assert empty.inquiry_stage == InquiryStage.APPLICATION
    assert empty.pending == Pending.NOT_ADDRESSED
    assert empty.retention == Retention(0, None)
    assert empty.retention.is_torn is False
    assert empty.notices == ()
    assert empty.excluded == frozenset()


def test_notices_are_put_together_by_kind_in_the_order_of_a_case():
    one = make.law(
        "one", needs_reassessment=True,
        notices=[make.notice("final_adverse", "final", "final_decision"), make.preliminary(contents=["not_final"])],
    )  # fmt: skip
    two = make.law(
        "two",
        notices=[
            make.notice("conditional_offer", "offer", "written_offer", is_required=False),
            make.preliminary(contents=["how_to_respond", "not_final"], is_required=False),
        ],
    )
    notices = Stack(DAY, (one, two)).notices
    assert [notice.kind for notice in notices] == [
        "conditional_offer", "preliminary_adverse", REASSESSMENT, "final_adverse",
    ]  # fmt: skip
    offer, preliminary, second, _ = notices
    assert preliminary.contents == (("not_final", ("one", "two")), ("how_to_respond", ("two",)))
    assert (offer.is_required, preliminary.is_required) == (False, True)
    assert preliminary.laws == ("one", "two")
    assert (second.when, second.laws) == (When.RESPONSE, ("one",))


def test_what_one_law_asks_for_and_another_forbids_is_left_out_of_a_posting():
    asking = make.law(
        "asking",
        posting=make.posting(
            requirements=["list_material_duties", "consider_under_ordinance"], statement=make.TEXT,
            poster={"where": [make.TEXT], "languages": None},
        ),
    )  # fmt: skip
    forbidding = make.law("forbidding", posting=make.posting(prohibitions=["no_mention_of_check"]))
    alone = Stack(DAY, (asking,)).posting
    assert alone.requirements == ("list_material_duties", "consider_under_ordinance")
    assert alone.left_out == ()
    assert [code for code, _ in alone.posters] == ["asking"]
    both = Stack(DAY, (asking, forbidding)).posting
    assert both.requirements == ("consider_under_ordinance",)
    assert both.left_out == ("list_material_duties",)
    assert both.prohibitions == {"no_mention_of_check"}
    assert both.statements == (Words(**make.TEXT),)


def test_new_york_city_forbids_what_los_angeles_county_asks_for():
    stack = stack_of(shipped_book(), ["us-ny-nyc", "us-ca-los-angeles-county-uninc"], DAY)
    assert "list_material_duties" in stack.posting.left_out
    assert stack.inquiry_stage == InquiryStage.CONDITIONAL_OFFER_AFTER_NONCRIMINAL


def test_words_come_in_the_language_that_is_asked_for():
    words = Words("One", "Uno")
    assert (words.within("es"), words.within("es-mx"), words.within("en"), words.within("fr")) == (
        "Uno", "Uno", "One", "One",
    )  # fmt: skip
