"""Tagged PDF, business calendars of real places, and keys that can be changed."""

import io
from datetime import date
from time import perf_counter

import pypdf
import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django_q.models import Schedule
from wagtail.models import Site

from fellowship.models import Jurisdiction, OfficeClosure, OrganizationSettings
from fellowship.models.encrypted import EncryptedTextField
from fellowship.queries import calendars
from fellowship.services import documents, keys
from hardship_fund.models import Fund
from tests.factories.people import make_office

LETTER = {
    "subject": "We offer you a place", "to": "Maya", "date": "2027-03-09",
    "body": "Dear Maya,\n\nSee https://us.example/offer. #panic() $x$ *plain*\nSecond line.\n\nDana",
}  # fmt: skip


def pages(content):
    return pypdf.PdfReader(io.BytesIO(content))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "day", "foot"), [("en", "9 March 2027", "Page 1 of 1"), ("es", "9 de marzo de 2027", "Página 1 de 1")]
)
def test_a_letter_is_tagged_titled_and_in_its_language(language, day, foot):
    content = documents.render_pdf(template="letter", data=LETTER, language=language)
    sheet = pages(content)
    root = sheet.trailer["/Root"]
    assert (sheet.metadata.title, root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == (
        LETTER["subject"],
        language,
        True,
    )
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    words = sheet.pages[0].extract_text()
    for part in (day, foot, "Dear Maya,", "#panic() $x$ *plain*", "Second line."):
        assert part in words
    assert sheet.pages[0]["/Annots"][0].get_object()["/A"]["/URI"] == "https://us.example/offer"
    fonts = {str(font.get_object()["/BaseFont"]) for font in sheet.pages[0]["/Resources"]["/Font"].values()}
    assert any("SourceSerif" in font for font in fonts)


@pytest.mark.django_db
def test_the_sheet_bears_the_organizations_name():
    kept = OrganizationSettings.for_site(Site.objects.get(is_default_site=True))
    kept.name, kept.legal_name, kept.postal_address = "Calder", "Calder Inc.", "1 Alder Street\nPortland"
    kept.save()
    sheet = pages(documents.render_pdf(template="letter", data=LETTER, language="en"))
    words = sheet.pages[0].extract_text()
    assert [part in words for part in ("Calder", "Calder Inc.", "1 Alder Street")] == [True] * 3
    assert sheet.metadata.author == "Calder Inc."


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["nothing", "../fellowship/job", "/etc/passwd", ""])
def test_only_our_documents_are_set(name):
    with pytest.raises(documents.NoSuchDocument):
        documents.render_pdf(template=name, data={}, language="en")


@pytest.mark.django_db
def test_a_letter_is_set_in_less_than_half_a_second():
    documents.render_pdf(template="letter", data=LETTER, language="en")
    start = perf_counter()
    documents.render_pdf(template="letter", data=LETTER, language="en")
    assert perf_counter() - start < 0.5


# --- Calendars ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "day", "is_open"),
    [
        ("CA", date(2026, 3, 31), False),  # Cesar Chavez Day
        ("OR", date(2026, 3, 31), True),
        ("CA", date(2026, 11, 27), False),  # the day after Thanksgiving
        ("IL", date(2027, 2, 12), False),  # Lincoln's birthday
        ("TX", date(2027, 2, 12), True),
        ("", date(2026, 7, 3), False),  # observed: the Fourth is a Saturday
        ("", date(2027, 6, 18), False),
        ("", date(2027, 7, 5), False),
        ("", date(2027, 12, 24), False),
        ("XX", date(2027, 12, 24), False),
        ("", date(2026, 11, 23), True),
    ],
)
def test_days_off_by_state(state, day, is_open):
    assert calendars.calendar_for(state=state, years=[day.year]).is_business_day(day) is is_open


def test_new_years_day_observed_in_the_year_before():
    assert not calendars.federal_calendar([2027]).is_business_day(date(2027, 12, 31))


@pytest.mark.django_db
def test_an_office_has_its_own_days_off_too(django_assert_num_queries):
    office = make_office(state="CA", city="Los Angeles")
    county = Jurisdiction.objects.create(code="us-ca-los-angeles-county", level="county", name="Los Angeles County")
    office.jurisdictions.add(county)
    office.save()
    OfficeClosure.objects.create(office=office, on=date(2027, 5, 3), name="Moving")
    OfficeClosure.objects.create(office=make_office(), on=date(2027, 5, 4), name="Theirs")
    with django_assert_num_queries(3):
        calendar = calendars.calendar_of(office.pk, [2027, 2027])
    days = (date(2027, 3, 29), date(2027, 3, 31), date(2027, 5, 3), date(2027, 5, 4))
    assert [calendar.is_business_day(day) for day in days] == [False, False, False, True]


def test_a_year_is_worked_out_once():
    calendars.state_days.cache_clear()
    for _time in range(3):
        calendars.calendar_for(state="CA", years=[2027])
    assert calendars.state_days.cache_info().misses == 1


# --- Keys --------------------------------------------------------------------------------------------------------


OLD, NEW, LOST = (Fernet.generate_key().decode() for _number in range(3))


@pytest.fixture
def column(db, monkeypatch):
    """A column of the fund, taken for an encrypted one, with two values under the old key and one empty."""
    field = EncryptedTextField()
    field.set_attributes_from_name("resources")
    monkeypatch.setattr(keys, "encrypted_columns", lambda: iter([(Fund, field)]))
    monkeypatch.setattr(keys, "BATCH", 1)
    for number, word in enumerate(("one", "two", "")):
        token = Fernet(OLD).encrypt(word.encode()).decode() if word else ""
        Fund.objects.create(code=f"key-{number}", name="x", resources=token)
    return field


def opened_with(key):
    tokens = Fund.objects.filter(code__startswith="key-").order_by("code").values_list("resources", flat=True)
    return [Fernet(key).decrypt(token.encode()).decode() if token else "" for token in tokens]


def rotate():
    out = io.StringIO()
    call_command("rotate_keys", stdout=out)
    return out.getvalue()


def test_every_value_moves_to_the_first_key(column, settings):
    settings.FIELD_KEYS = [NEW, OLD]
    said = rotate()
    assert opened_with(NEW) == ["one", "two", ""]
    assert said.splitlines()[-1] == "Every value is encrypted with the first key."
    assert "2 rotated, 0 unreadable" in said
    settings.FIELD_KEYS = [NEW]
    assert "2 rotated, 0 unreadable" in rotate()


def test_a_value_that_no_key_opens_is_left_and_named(column, settings):
    settings.FIELD_KEYS = [NEW, LOST]
    with pytest.raises(CommandError, match="2 values open with none of the keys"):
        rotate()
    assert opened_with(OLD) == ["one", "two", ""]


def test_a_value_written_meanwhile_is_left_alone(column, settings):
    settings.FIELD_KEYS = [NEW, OLD]
    (row,) = keys._next_rows(Fund, column, None)
    fresh = Fernet(NEW).encrypt(b"newer").decode()
    Fund.objects.filter(pk=row[0]).update(resources=fresh)
    keys._rotate_batch(Fund, column, [row])
    assert Fund.objects.get(pk=row[0]).resources == fresh


def test_the_encrypted_columns_of_the_program_are_found():
    found = {f"{model._meta.label}.{field.name}" for model, field in keys.encrypted_columns()}
    assert {"hardship_fund.Request.story", "hardship_fund.Request.payee"} <= found


def test_the_timetable_command_says_what_it_changed(db):
    Schedule.objects.all().delete()
    out = io.StringIO()
    call_command("ensure_schedules", stdout=out)
    call_command("ensure_schedules", stdout=out)
    count = Schedule.objects.count()
    assert out.getvalue() == f"{count} rows of the timetable changed.\n0 rows of the timetable changed.\n"
