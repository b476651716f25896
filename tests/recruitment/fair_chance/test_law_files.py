"""The files of the law: all there, all in order, and what is wrong with a file is said in plain words."""

import json
from pathlib import Path
from typing import Any

import pytest

from recruitment.queries.law import FOLDER, BadLaw, read_book, read_files, shipped_book, shipped_words
from recruitment.rules.fair_chance_law import LawBook, UnknownJurisdiction
from recruitment.rules.fair_chance_reading import version_of
from recruitment.rules.fair_chance_schema import check, check_files, codes_in
from recruitment.rules.fair_chance_stack import REASSESSMENT
from tests.factories import law as make

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = json.loads((FOLDER / "schema.json").read_text())
TEXTS = json.loads((FOLDER / "texts.json").read_text())
STATES = "ca co dc de hi il ky la ma md mn nc ne nj ny or pa tx va wa"
PLACES = (
    "ca-alameda-county ca-contra-costa-county ca-los-angeles-city ca-los-angeles-county-uninc "
    "ca-san-diego-county-uninc ca-san-francisco ca-santa-clara-county il-chicago il-cook-county la-orleans-parish "
    "md-baltimore-city md-montgomery md-prince-georges nc-mecklenburg-county ny-nyc or-multnomah-county or-portland "
    "pa-philadelphia pa-pittsburgh tx-austin tx-dallas-county tx-harris-county tx-travis-county wa-king-county "
    "wa-pre-2027-small wa-seattle"
)
EVERY = {
    "us-federal", "us-federal-contractor", "policy-default-strict", *(f"us-{code}" for code in STATES.split()),
    *(f"us-{code}" for code in PLACES.split()),
}  # fmt: skip


def texts_in(value: Any) -> list[dict[str, str]]:
    """Every English and Spanish pair in a file."""
    if isinstance(value, list):
        return [text for part in value for text in texts_in(part)]
    if not isinstance(value, dict):
        return []
    return [value] if set(value) == {"en", "es"} else [text for part in value.values() for text in texts_in(part)]


def test_all_forty_nine_jurisdictions_are_there_and_in_order():
    assert len(EVERY) == 49
    files = read_files(FOLDER)
    assert set(files) == EVERY
    assert check_files(files, SCHEMA, TEXTS) == ()
    assert set(shipped_book().codes) == EVERY
    assert {code for code in EVERY if len(shipped_book().texts(code)) != 1} == set()


def test_the_folder_holds_json_and_nothing_else():
    assert {path.suffix for path in FOLDER.rglob("*") if path.is_file()} == {".json"}


def test_every_law_says_where_it_is_from_and_how_well_that_is_known():
    for code in EVERY:
        law = shipped_book().texts(code)[0]
        assert law.sources, code
        assert {source.evidence for source in law.sources} <= {"primary", "secondary", "memory"}
        assert law.confidence in {"high", "medium", "low", "policy"}


def test_every_code_with_words_is_used_and_spanish_is_there():
    used = {(section, code) for data in read_files(FOLDER).values() for _, section, code in codes_in(data)}
    assert used | {("notice", REASSESSMENT)} == set(shipped_words())
    # Names of agencies and places stay as they are.
    texts = texts_in([{**data, "agency": None} for data in read_files(FOLDER).values()]) + texts_in(TEXTS)
    assert len(texts) > 400
    sentences = [text for text in texts if len(text["en"].split()) > 8]
    assert [text["en"] for text in sentences if text["en"] == text["es"]] == []


def test_a_version_names_a_text_for_good():
    data = make.file_of()
    assert version_of(data) == version_of(dict(reversed(data.items())))
    assert version_of(data) != version_of({**data, "channels": ["mail"]})
    assert version_of({**data, "revision": 2}).startswith("2-")
    assert make.law().version == version_of(data)


def test_of_several_texts_the_one_in_force_counts():
    old = make.law("us-xx", effective_from="2020-01-01", effective_to="2026-06-30")
    new = make.law("us-xx", effective_from="2026-07-01", effective_to=None)
    book = LawBook([old, new])
    assert book.texts("us-xx") == (new, old)
    assert book.in_force("us-xx", old.effective_to) == old
    assert book.in_force("us-xx", new.effective_from) == new
    assert book.in_force("us-xx", make.law("y", effective_from="2019-12-31").effective_from) is None
    assert "us-xx" in book
    assert "us-yy" not in book
    with pytest.raises(UnknownJurisdiction, match="us-yy"):
        book.texts("us-yy")


WAIT = {"days": 0, "unit": "weeks", "from": "receipt", "is_statutory": 1}


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"level": "village"}, "level: 'village' is not one of federal, state, county, city, policy"),
        ({"name": {"en": "A"}}, "name.es: is missing"),
        ({"name": {"en": "A", "es": " "}}, "name.es: must not be empty"),
        ({"name": {"en": "A", "es": "A", "fr": "A"}}, "name.fr: no such field"),
        ({"parents": "us-federal"}, "parents: must be a list, not 'us-federal'"),
        ({"parents": ["us-aa", "us-aa"]}, "parents[1]: is there twice"),
        ({"parents": ["US"]}, "parents[0]: 'US' does not have the right form"),
        ({"revision": True}, "revision: must be a whole number, not True"),
        ({"revision": 0}, "revision: must be at least 1, not 0"),
        ({"revision": 1_000_001}, "revision: must be at most 1000000, not 1000001"),
        ({"effective_from": "2026-02-30"}, "effective_from: '2026-02-30' is no day of the calendar"),
        ({"effective_from": "soon"}, "effective_from: 'soon' does not have the right form"),
        ({"adds_nothing": "no"}, "adds_nothing: must be true or false, not 'no'"),
        ({"sources": []}, "sources: needs at least 1"),
        ({"notices": [make.preliminary(wait=WAIT)]}, "notices[0].wait.days: must be at least 1, not 0"),
        ({"notices": [make.preliminary(wait=WAIT)]}, "notices[0].wait.unit: 'weeks' is not one of business, calendar"),
        ({"notices": [make.preliminary(wait=WAIT)]}, "notices[0].wait.is_statutory: must be true or false, not 1"),
        ({"retention": None}, "retention: must be a group of fields, not None"),
        ({"confidence": "sure"}, "confidence: 'sure' is not one of high, medium, low, policy"),
    ],
)
def test_a_fault_in_a_file_is_named(changes: dict[str, Any], complaint: str):
    files = {"us-xx": make.file_of(**changes)}
    assert f"us-xx: {complaint}" in check_files(files, SCHEMA, TEXTS)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"id": "us-yy"}, "id: 'us-yy' does not fit the name of the file"),
        ({"parents": ["us-nowhere"]}, "parents: no law 'us-nowhere'"),
        ({"excluded": ["gossip"]}, "excluded[0]: 'gossip' has no words in texts.json under excluded"),
        ({"factors": ["mood"]}, "factors[0]: 'mood' has no words in texts.json under factor"),
        ({"posting": make.posting(requirements=["ask"])}, "posting.requirements[0]: 'ask' has no words in texts.json"),
        ({"effective_to": "2019-01-01"}, "effective_to: is before effective_from"),
        (
            {"coverage": make.covering(min_employees=5, max_employees=4)},
            "coverage.max_employees: is less than coverage.min_employees",
        ),
        (
            {"retention": {"years": 4, "most_years": 3, "note": None}},
            "retention.most_years: is less than retention.years",
        ),
        (
            {"notices": [make.preliminary(None, pauses_for_dispute=True)]},
            "notices[0].wait: is missing, but its time can be extended",
        ),
    ],
)
def test_a_file_that_does_not_fit_the_others_is_named(changes: dict[str, Any], complaint: str):
    found = check_files({"us-xx": make.file_of(**changes)}, SCHEMA, TEXTS)
    assert len(found) == 1
    assert found[0].startswith(f"us-xx: {complaint}")


def test_a_later_text_of_a_law_carries_its_day_in_its_name():
    files = {"us-xx": make.file_of(), "us-xx@2027-01-01": make.file_of(effective_from="2027-01-01")}
    assert check_files(files, SCHEMA, TEXTS) == ()


def test_a_file_that_is_no_object_is_named():
    assert check_files({"us-xx": []}, SCHEMA, TEXTS) == ("us-xx: file: must be a group of fields, not []",)
    assert list(check(1.5, {"type": "number"}, at="age")) == []


def test_a_folder_with_a_fault_is_refused(tmp_path: Path):
    (tmp_path / "jurisdictions").mkdir()
    for name in ("schema.json", "texts.json"):
        (tmp_path / name).write_text((FOLDER / name).read_text())
    place = tmp_path / "jurisdictions" / "us-xx.json"
    place.write_text(json.dumps(make.file_of(level="village")))
    with pytest.raises(BadLaw, match="us-xx: level: 'village'"):
        read_book(tmp_path)
    place.write_text("{")
    with pytest.raises(BadLaw, match=r"us-xx\.json: is not JSON"):
        read_book(tmp_path)
    place.write_text(json.dumps(make.file_of()))
    assert read_book(tmp_path).codes == ("us-xx",)


def shared(name: str) -> Path | None:
    """The file of facts that the laws were compiled from, where it lies beside the project."""
    return next((path for root in ROOT.parents if (path := root / "shared" / "data" / name).is_file()), None)


def test_the_numbers_are_those_of_the_table_that_was_compiled():
    path = shared("fair_chance_rules.json")
    if path is None:
        pytest.skip("the table is not here")
    files = read_files(FOLDER)
    for row in json.loads(path.read_text())["jurisdictions"]:
        ours = files[row["id"]]
        assert (ours["effective_from"], ours["effective_to"]) == (row["effective_from"], row["effective_to"])
        assert ours["parents"] == row["parent_ids"]
        assert ours["inquiry"]["stage"] == row["inquiry_stage"]
        assert ours["coverage"]["min_employees"] == row["coverage"]["min_employees"]
        assert ours["coverage"]["employer_types"] == row["coverage"]["employer_types"]
        assert [ours["lookback"][name] for name in ("felony", "misdemeanor")] == [
            row["lookback_years"][name] for name in ("felony", "misdemeanor")
        ]
        assert len(ours["excluded"]) == len(row["excluded_records"])
        assert ours["channels"] == row["delivery_channels_required"]
        assert ours["retention"]["years"] == row["retention_years"]
        waits = [(n["kind"], n["wait"] and (n["wait"]["days"], n["wait"]["unit"])) for n in ours["notices"]]
        assert waits == [
            (n["kind"], (n["wait_days"], n["day_kind"]) if n["wait_days"] else None) for n in row["notices"]
        ]
        assert [source["evidence"] for source in ours["sources"]] == [cite["confirmed"] for cite in row["citations"]]
        assert ours["confidence"] == row["confidence"]
