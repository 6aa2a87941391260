"""Verifying a paper: what a code and a checksum find, and what a restricted paper keeps to itself."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import translation

from assembly.documents.checking import Query, understood, verified
from assembly.documents.models import Act, Correction, Rendition, StoredFile
from assembly.documents.services.acts import new_code
from assembly.documents.services.files import store_file
from assembly.documents.services.versions import freeze_version, next_version
from assembly.documents.verification import (
    LINES,
    VerificationLine,
    register_verification_lines,
)
from tests.documents.test_acts import make_act
from tests.documents.test_files import PDF, files_folder  # noqa: F401
from tests.documents.test_versions import make_document
from tests.factories import NOON, make_secretary

CODE = "abcdefghijklmnopqrstuvwx23"
CORRECTED = {"text_kk": "1. Түзетілсін.", "text_ru": "1. Исправить.", "text_en": ""}
CHECKSUM = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (CODE, Query(code=CODE)),
        (f"  {CODE.upper()} ", Query(code=CODE)),
        (f"https://portal.example/d/{CODE}", Query(code=CODE)),
        (f"portal.example/d/{CODE}/", Query(code=CODE)),
        ("abcd-efgh ijkl-mnop qrst-uvwx 23", Query(code=CODE)),
        ("аbсdеfghijklmnopqrstuvwx23", Query(code=CODE)),  # three letters of a Russian keyboard
        (CHECKSUM.upper(), Query(checksum=CHECKSUM)),
        (" ".join(CHECKSUM[start : start + 8] for start in range(0, 64, 8)), Query(checksum=CHECKSUM)),
        (CODE[:-1], Query()),
        (CODE + "2", Query()),
        (CHECKSUM + "0", Query()),
        ("36/1", Query()),
        ("", Query()),
        ("%00" * 200, Query()),
        ("x" * 100_000, Query()),
    ],
)
def test_a_query_is_a_code_or_a_checksum_or_nothing(typed, meant):
    assert understood(typed) == meant


def test_codes_carry_128_bits_and_do_not_repeat():
    codes = {new_code() for _ in range(1_000)}
    assert len(codes) == 1_000
    assert all(len(code) == 26 and Query(code=code) == understood(code) for code in codes)


def issued_act(access="public", **fields):
    secretary = make_secretary()
    version = freeze_version(version_id=make_document(secretary).latest.pk, at=NOON)
    return make_act(version=version, access=access, **fields)


def issued_paper(act, content=PDF, **fields):
    order = Rendition.objects.create(
        template="decisions.decision", subject="decision:1", revision=fields.pop("revision", "1"),
        act=act, version=act.version, ordered_at=NOON,
    )  # fmt: skip
    order.stored_file = store_file(
        upload=SimpleUploadedFile("a.pdf", content), subject=f"rendition:{order.pk}", actor=None, at=NOON
    )
    order.state = "ready"
    order.save()
    return order.stored_file


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_a_code_finds_its_act_and_no_other():
    act = issued_act()
    issued_act(number="13")

    (paper,) = verified(Query(code=act.code))

    assert (paper.act, paper.state.word, paper.asked, paper.outdated) == (act, "In force", [], [])
    assert [(file.language, file.sha256) for file in paper.files] == [
        ("kk", act.version.sha256_kk),
        ("ru", act.version.sha256_ru),
    ]
    assert verified(Query(code="a" * 26)) == verified(Query()) == []


def test_an_issued_pdf_is_found_by_its_checksum_and_a_changed_byte_is_not(files_folder):  # noqa: F811
    act = issued_act()
    stored = issued_paper(act)

    with stored.file.open("rb") as stream:
        content = stream.read()
    (paper,) = verified(Query(checksum=hashlib.sha256(content).hexdigest()))
    assert (paper.act, paper.asked[0].label) == (act, "PDF of the decision")

    for place in range(len(content)):
        tampered = bytearray(content)
        tampered[place] ^= 1
        assert verified(Query(checksum=hashlib.sha256(tampered).hexdigest())) == []


def test_a_text_and_a_scan_are_found_by_their_checksums(files_folder):  # noqa: F811
    act = issued_act()
    scan = store_file(upload=SimpleUploadedFile("s.pdf", PDF + b"1"), subject=act, actor=None, at=NOON)
    Act.objects.filter(pk=act.pk).update(scan=scan)

    assert verified(Query(checksum=act.version.sha256_kk))[0].asked[0].language == "kk"
    assert verified(Query(checksum=act.version.sha256_ru))[0].asked[0].language == "ru"
    assert verified(Query(checksum=scan.sha256))[0].act == act


def test_what_was_not_issued_is_not_found(files_folder):  # noqa: F811
    draft = make_document(make_secretary()).latest
    freeze_version(version_id=draft.pk, at=NOON)
    draft.refresh_from_db()
    attachment = store_file(
        upload=SimpleUploadedFile("a.pdf", PDF), subject="execution_report:1", actor=None, at=NOON
    )

    assert verified(Query(checksum=draft.sha256_kk)) == []
    assert verified(Query(checksum=attachment.sha256)) == []


def test_of_a_restricted_paper_other_rooms_say_only_what_names_nobody():
    register_verification_lines(
        "tests.lines",
        lambda _act: [
            VerificationLine("Signed by", "A. Person"),
            VerificationLine("Signatures", "1", for_restricted=True),
        ],
    )
    try:
        (opened,) = verified(Query(code=issued_act().code))
        (closed,) = verified(Query(code=issued_act("restricted", number="13").code))
    finally:
        del LINES["tests.lines"]

    assert [line.label for line in opened.lines] == ["Signed by", "Signatures"]
    assert [line.label for line in closed.lines] == ["Signatures"]
    assert closed.page == ""


def test_an_older_paper_of_a_corrected_act_says_so(files_folder):  # noqa: F811
    act = issued_act()
    older = issued_paper(act)
    secretary = make_secretary()
    version = next_version(act.version.document, texts=CORRECTED, reason="", actor=secretary, at=NOON)
    correction = Correction.objects.create(
        act=act, number=1, version=freeze_version(version_id=version.pk, at=NOON), replaces=act.version,
        reason_kk="Қате", reason_ru="Описка", made_at=NOON, made_by=secretary,
    )  # fmt: skip
    version.refresh_from_db()

    (by_old,) = verified(Query(checksum=older.sha256))
    (by_new,) = verified(Query(checksum=version.sha256_ru))
    (by_code,) = verified(Query(code=act.code))

    assert {paper.state.word for paper in (by_old, by_new, by_code)} == {"In force, corrected"}
    assert (by_old.outdated, by_new.outdated, by_code.outdated) == ([correction], [], [])
    assert by_old.current == version
    assert [file.version.number for file in by_code.files] == [1, 1, 2, 2, 1]


@pytest.mark.parametrize("field", ["number", "title_ru", "code", "organ"])
def test_the_database_refuses_to_change_what_an_act_says(field):
    act = issued_act()

    with pytest.raises(DatabaseError), transaction.atomic():
        Act.objects.filter(pk=act.pk).update(**{field: "x"})
    with pytest.raises(DatabaseError), transaction.atomic():
        Act.objects.filter(pk=act.pk).delete()

    assert Act.objects.filter(pk=act.pk).update(access="restricted") == 1


def test_the_database_refuses_to_change_what_a_file_is(files_folder):  # noqa: F811
    stored = issued_paper(issued_act())

    with pytest.raises(DatabaseError), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(sha256="0" * 64)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason_ru": ""},
        {"version": "replaces"},
        {"version": "draft"},
        {"version": "foreign"},
    ],
)
def test_the_database_holds_what_a_correction_is(wrong):
    act, secretary = issued_act(), make_secretary()
    drafted = next_version(act.version.document, texts=CORRECTED, reason="", actor=secretary, at=NOON)
    versions = {
        "replaces": act.version,
        "draft": drafted,
        "foreign": freeze_version(version_id=make_document(secretary).latest.pk, at=NOON),
    }
    facts = {"reason_kk": "Қате", "reason_ru": "Описка", **wrong}
    if "version" in facts:
        facts["version"] = versions[facts["version"]]
    else:
        facts["version"] = freeze_version(version_id=drafted.pk, at=NOON)

    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.create(
            act=act, number=1, replaces=act.version, made_at=NOON, made_by=secretary, **facts
        )

    assert Correction.objects.count() == 0
