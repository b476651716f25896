"""What may be kept: judged by bytes, drawn anew, opened only by those who may."""

import hashlib
import io
import struct
import zipfile
import zlib

import pytest
import rules as rules_library
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from fellowship import access
from fellowship.models import AuditEntry, StoredFile
from fellowship.models.files import private_storage
from fellowship.rules import files as file_rules
from fellowship.rules import sniff
from fellowship.rules.sniff import Fault, Unfit
from fellowship.services import files, pictures
from tests.factories.core import AT, image_bytes, office_bytes, pdf_bytes
from tests.factories.people import make_person

MEGABYTE = 1024 * 1024


def store(content, name="x.bin", purpose="tests.paper", owner=None, announced="application/octet-stream"):
    owner = owner or make_person()
    upload = SimpleUploadedFile(name, content, announced)
    return files.store_file(actor=owner, owner=owner, upload=upload, purpose=purpose, at=AT)


def read(file):
    with file.content.open("rb") as content:
        return content.read()


def refused(content, **terms):
    with pytest.raises(files.FileRefused) as caught:
        store(content, **terms)
    assert str(caught.value.sentence)
    return caught.value.fault


def exif_photo():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "SecretCamera"
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "JPEG", exif=exif, comment=b"SecretComment")
    return out.getvalue()


def png_of(width, height):
    """A PNG that says it is huge and holds almost nothing."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "kept_as", "content_type"),
    [
        (pdf_bytes(), "Lease 2026.PDF", "Lease 2026.pdf", "application/pdf"),
        (pdf_bytes(), "lease.exe", "lease.pdf", "application/pdf"),
        (pdf_bytes(), "../../etc/passwd", "passwd.pdf", "application/pdf"),
        (pdf_bytes(), "C:\\me\\a\x00b\u202efdp.html", "abfdp.pdf", "application/pdf"),
        (pdf_bytes(), "....", "file.pdf", "application/pdf"),
        (image_bytes(), "photo.png", "photo.jpg", "image/jpeg"),
        (image_bytes("PNG"), "photo", "photo.png", "image/png"),
        (image_bytes("WEBP"), "photo.webp", "photo.jpg", "image/jpeg"),
        (office_bytes(), "cv.docx", "cv.docx", sniff.CONTENT_TYPES[sniff.FileKind.DOCX][0]),
        ("Señora, hi\n".encode(), "note.md", "note.txt", "text/plain; charset=utf-8"),
        (b"\xef\xbb\xbfhello", "note", "note.txt", "text/plain; charset=utf-8"),
    ],
)  # fmt: skip
def test_what_is_kept_is_named_by_its_bytes(content, name, kept_as, content_type):
    upload = SimpleUploadedFile("x", content)
    upload._name = name
    file = files.store_file(actor=None, owner=make_person(), upload=upload, purpose="tests.paper", at=AT)
    assert (file.name, file.content_type) == (kept_as, content_type)


@pytest.mark.django_db
def test_the_row_tells_size_hash_and_a_random_place():
    maya = make_person()
    file = store(pdf_bytes(), name="maya lease.pdf", owner=maya)
    assert (file.size, file.sha256) == (len(pdf_bytes()), hashlib.sha256(pdf_bytes()).hexdigest())
    assert read(file) == pdf_bytes()
    assert "maya" not in file.content.name
    assert store(pdf_bytes()).content.name != file.content.name
    row = AuditEntry.objects.get(action="fellowship.store_file", about_id=maya.pk)
    assert (row.actor_id, row.data) == (maya.pk, {"purpose": "tests.paper"})


HOSTILE = {
    "nothing": (b"", Fault.EMPTY),
    "a page named pdf": (b"<!doctype html><script>alert(1)</script>", Fault.UNKNOWN),
    "a page after blanks": (b"\n\n  <HTML>", Fault.UNKNOWN),
    "a drawing with a script": (b'<?xml version="1.0"?><svg onload="x()"/>', Fault.UNKNOWN),
    "a bare drawing": (b"<svg/>", Fault.UNKNOWN),
    "a program": (b"MZ\x90\x00" + b"\0" * 100, Fault.UNKNOWN),
    "a unix program": (b"\x7fELF" + b"\0" * 100, Fault.UNKNOWN),
    "latin-1 text": ("señor".encode("latin-1"), Fault.UNKNOWN),
    "text with a nul": (b"abc\0def", Fault.UNKNOWN),
    "half a pdf": (pdf_bytes()[:60], Fault.BROKEN),
    "a pdf of version nine": (pdf_bytes().replace(b"%PDF-1.4", b"%PDF-9.4"), Fault.BROKEN),
    "a pdf that ends as a page": (pdf_bytes() + b"<script>alert(1)</script>" + b" " * 3000, Fault.BROKEN),
    "a picture cut off": (image_bytes(size=(400, 400))[:200], Fault.BROKEN),
    "a picture in name only": (b"\xff\xd8\xff\xe0" + b"junk" * 50, Fault.BROKEN),
    "a png in name only": (b"\x89PNG\r\n\x1a\n" + b"junk" * 50, Fault.BROKEN),
    "a gif": (image_bytes("GIF"), Fault.UNKNOWN),
    "a bmp": (image_bytes("BMP"), Fault.UNKNOWN),
    "an iphone picture": (b"\0\0\0\x18ftypheic" + b"\0" * 40, Fault.HEIC),
    "another iphone picture": (b"\0\0\0\x18ftypmif1" + b"\0" * 40, Fault.HEIC),
    "an old office file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, Fault.LOCKED),
    "a bare zip": (office_bytes(part="evil.txt"), Fault.UNKNOWN),
    "a broken zip": (office_bytes()[:60], Fault.BROKEN),
    "a sheet where none is taken": (office_bytes("xl/workbook.xml"), Fault.NOT_WANTED),
    "a text with macros": (office_bytes(more={"word/vbaProject.bin": b"x"}), Fault.UNKNOWN),
    "a way out of the folder": (office_bytes(more={"../../evil": b"x"}), Fault.BROKEN),
    "an absolute way": (office_bytes(more={"/etc/evil": b"x"}), Fault.BROKEN),
    "a bomb": (office_bytes(more={"word/media/a": b"\0" * (30 * MEGABYTE)}), Fault.BOMB),
    "a picture of 10^10 dots": (png_of(100_000, 100_000), Fault.TOO_MANY_PIXELS),
    "a picture of 60 million dots": (png_of(10_000, 6_000), Fault.TOO_MANY_PIXELS),
    "twenty megabytes": (pdf_bytes() + b"\0" * (20 * MEGABYTE), Fault.TOO_LARGE),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_bytes_are_refused_with_words(case):
    content, fault = HOSTILE[case]
    assert refused(content, name="lease.pdf", announced="application/pdf") is fault
    assert StoredFile.objects.count() == 0


def unheard(_content):
    raise files.puremagic.PureError("unheard of")


@pytest.mark.parametrize("second_judge", [unheard, lambda _content: ".html", lambda _content: ".exe"])
@pytest.mark.parametrize("content", [pdf_bytes(), image_bytes()])
def test_where_two_judges_of_bytes_differ_the_file_is_not_taken(monkeypatch, second_judge, content):
    purpose = file_rules.FilePurpose(key="x")
    assert files._inspect(content, purpose).extension in {".pdf", ".jpg"}
    monkeypatch.setattr(files.puremagic, "from_string", second_judge)
    with pytest.raises(Unfit) as caught:
        files._inspect(content, purpose)
    assert caught.value.fault is Fault.UNKNOWN


def test_a_zip_with_too_many_members_a_password_or_a_lying_size():
    many = office_bytes(more={f"word/{number}": b"" for number in range(5001)})
    with pytest.raises(Unfit) as caught:
        sniff.check_package(many)
    assert caught.value.fault is Fault.BOMB
    locked = office_bytes().replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    with pytest.raises(Unfit) as caught:
        sniff.check_package(locked)
    assert caught.value.fault is Fault.LOCKED


def test_a_member_whose_bytes_do_not_match_its_sum_is_broken():
    content = bytearray(office_bytes(more={"word/x": b"A" * 4000}))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as package:
        start = package.getinfo("word/x").header_offset + 30 + len("word/x")
    content[start] ^= 0xFF
    with pytest.raises(Unfit) as caught:
        sniff.check_package(bytes(content))
    assert caught.value.fault is Fault.BROKEN


def test_unpacking_stops_at_the_cap_whatever_the_sizes_say(monkeypatch):
    content = office_bytes(more={"word/x": bytes(range(256)) * 40})
    monkeypatch.setattr(sniff, "_unpack", sniff._unpack)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        monkeypatch.setattr(sniff, "UNPACKED_CAP", 5000)
        with pytest.raises(Unfit) as caught:
            sniff._unpack(package, package.infolist())
    assert caught.value.fault is Fault.BOMB


@pytest.mark.django_db
def test_the_cap_of_the_purpose_and_of_the_site_both_hold(settings):
    assert refused(b"a" * (MEGABYTE + 1), purpose="tests.small") is Fault.TOO_LARGE
    assert store(b"a" * MEGABYTE, purpose="tests.small").size == MEGABYTE
    settings.FILE_SIZE_CAP = 10
    assert refused(b"a" * 11, purpose="tests.small") is Fault.TOO_LARGE


@pytest.mark.django_db
def test_the_words_name_what_can_be_sent():
    with pytest.raises(files.FileRefused) as caught:
        store(b"\0\0", purpose="tests.secret")
    assert str(caught.value.sentence) == (
        "This kind of file can't be used here. Send one of these: PDF, a picture (JPEG, PNG or WebP)."
    )


@pytest.mark.django_db
def test_a_polyglot_picture_loses_everything_but_the_picture():
    mixed = image_bytes("PNG") + b"<script>alert(1)</script>PK\x03\x04%PDF-1.4"
    kept = read(store(mixed, name="x.png"))
    assert b"script" not in kept
    assert b"PDF" not in kept
    assert Image.open(io.BytesIO(kept)).size == (40, 20)


@pytest.mark.django_db
def test_a_photograph_tells_nothing_of_place_and_camera_and_stands_upright():
    photo = exif_photo()
    assert b"SecretCamera" in photo
    kept = read(store(photo))
    picture = Image.open(io.BytesIO(kept))
    assert (dict(picture.getexif()), picture.size) == ({}, (20, 40))
    assert b"Secret" not in kept


def test_pictures_keep_transparency_and_lose_size():
    content, kind, ending = pictures.redraw(image_bytes("PNG", mode="RGBA"))
    assert (kind, ending, Image.open(io.BytesIO(content)).mode) == ("image/png", ".png", "RGBA")
    content, _kind, _ending = pictures.redraw(image_bytes(size=(7000, 70)))
    assert Image.open(io.BytesIO(content)).size == (6000, 60)
    content, kind, _ending = pictures.redraw(image_bytes(mode="CMYK"))
    assert (kind, Image.open(io.BytesIO(content)).mode) == ("image/jpeg", "RGB")
    content, kind, _ending = pictures.redraw(image_bytes("PNG", mode="P"))
    assert (kind, Image.open(io.BytesIO(content)).mode) == ("image/png", "RGB")


@given(st.binary(max_size=400))
def test_no_bytes_break_the_judge(content):
    purpose = file_rules.FilePurpose(key="x", kinds=frozenset(sniff.FileKind))
    try:
        fit = files._inspect(content, purpose)
    except Unfit as unfit:
        faults = set(Fault)
        assert {unfit.fault} <= faults  # noqa: PT017  (either outcome is right)
    else:
        assert fit.extension


@given(st.text(max_size=300))
def test_no_name_leaves_its_folder_or_grows(name):
    safe = sniff.safe_name(name, ".pdf")
    assert safe.endswith(".pdf")
    assert len(safe) <= 140
    assert not set(safe) & set('/\\<>:"|?*\r\n\0')
    assert not safe.startswith(".")


def test_a_purpose_is_declared_once():
    known = file_rules.purpose("tests.paper")
    file_rules.register(known)
    assert known in file_rules.purposes()
    with pytest.raises(ValueError, match="twice"):
        file_rules.register(file_rules.FilePurpose(key="tests.paper"))
    with pytest.raises(KeyError):
        file_rules.purpose("tests.unheard")


@pytest.mark.django_db
def test_our_own_files_keep_their_name_and_type():
    sheet = files.store_bytes(owner=None, purpose="tests.sheet", name="export.xlsx", content=b"PK", at=AT)
    other = files.store_bytes(owner=None, purpose="tests.sheet", name="data", content=b"x", at=AT)
    assert (sheet.name, sheet.content_type) == ("export.xlsx", sniff.CONTENT_TYPES[sniff.FileKind.XLSX][0])
    assert other.content_type == "application/octet-stream"
    with pytest.raises(KeyError):
        files.store_bytes(owner=None, purpose="tests.unheard", name="x", content=b"", at=AT)


@pytest.mark.django_db
def test_bytes_without_a_row_are_removed(monkeypatch):
    kept = []
    monkeypatch.setattr(files.audit, "record", lambda **terms: kept.append(terms["subject"]) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store(pdf_bytes())
    assert not kept[0].content
    assert StoredFile.objects.count() == 0


@pytest.fixture
def readers(monkeypatch):
    """Permissions that exist only here: whoever is called "Reader" reads the secrets."""

    @rules_library.predicate
    def is_reader(person, file=None):
        return person.name == "Reader"

    for code, staff in (("tests.read_papers", False), ("tests.read_secrets", True)):
        row = access.Permission(
            code, "x", is_reader, staff=staff,
            twin=lambda person: StoredFile.objects.all() if is_reader(person) else StoredFile.objects.none(),
        )  # fmt: skip
        monkeypatch.setitem(access._table, code, row)
        if not rules_library.perm_exists(code):
            rules_library.add_perm(code, is_reader)


@pytest.mark.django_db
def test_only_those_named_open_a_file(readers, django_capture_on_commit_callbacks):
    maya, stranger, reader = make_person(), make_person(), make_person(name="Reader")
    paper = store(pdf_bytes(), owner=maya)
    secret = store(pdf_bytes(), owner=maya, purpose="tests.secret")
    opened = {
        (person.name == "Reader", person == maya, file == secret): _opens(person, file)
        for person in (maya, stranger, reader)
        for file in (paper, secret)
    }
    assert opened == {
        (False, True, False): True, (False, True, True): False, (False, False, False): False,
        (False, False, True): False, (True, False, False): True, (True, False, True): True,
    }  # fmt: skip
    looks = AuditEntry.objects.filter(action="fellowship.read_file")
    assert [(look.actor_id, look.about_id, look.subject_id) for look in looks] == [
        (reader.pk, maya.pk, str(secret.pk))
    ]


def _opens(person, file):
    try:
        return files.open_file(person=person, file_id=file.pk, at=AT) == file
    except Http404:
        return False


@pytest.mark.django_db
def test_a_removed_file_is_gone_after_the_commit_only(django_capture_on_commit_callbacks):
    file = store(pdf_bytes())
    place = file.content.name
    with django_capture_on_commit_callbacks() as callbacks:
        files.delete_file(actor=None, file_id=file.pk, at=AT)
        assert private_storage().exists(place)
    callbacks[-1]()
    assert not private_storage().exists(place)
    assert StoredFile.objects.count() == 0
    assert AuditEntry.objects.get(action="fellowship.delete_file").data["sha256"] == file.sha256
