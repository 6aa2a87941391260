"""Pages of signatures, and the command that checks all of them anew."""

import base64
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from openpyxl import load_workbook

from assembly.audit.verifiers import VERIFIERS
from assembly.chairman.services.acts import sign_matter, sign_matter_by_key
from assembly.documents.enums import SignatureReason
from assembly.documents.models import Signature, SignatureCheck
from assembly.documents.services.checking import check_again, check_signature, stands
from assembly.documents.services.sealing import seal_waiting
from assembly.documents.signature_lines import lines_of as said_of
from assembly.documents.signing.configuration import seal
from assembly.documents.signing.content import bytes_of
from assembly.documents.signing.pades import seal_pdf
from assembly.documents.verification import FILES
from assembly.people.models import Person
from sessions.services.assembly_sessions import put_session
from tests.chairman.making import make_draft, make_matter
from tests.documents.authority import PASSPHRASE, Authority
from tests.documents.test_cms import NAME
from tests.documents.test_seal import make_issued
from tests.factories import make_secretary, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_files", "forgotten_papers")]
NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


@pytest.fixture
def staff(client):
    client.force_login(make_secretary())
    return client


@pytest.fixture
def recorded():
    """A recorded act of the Chairman; returns its signature."""
    matter, chairman, _ = make_matter()
    sign_matter(matter_id=matter.pk, actor=chairman, at=NOW)
    return Signature.objects.get(method="none")


@pytest.fixture
def by_key(authority, node):
    """The Chairman's signature by his key; returns it."""
    matter, chairman, _ = make_matter()
    Person.objects.filter(user=chairman).update(family_name="Әлімжанов", given_name="Дархан")
    content = authority.issue(NAME).cms(bytes_of(matter.draft.latest))
    sign_matter_by_key(
        matter_id=matter.pk,
        version_id=matter.draft.latest.pk,
        cms=base64.b64encode(content).decode(),
        actor=type(chairman).objects.get(pk=chairman.pk),
        at=datetime.now(UTC),
    )
    return Signature.objects.get(method="cms")


@pytest.fixture
def sealed(authority, tmp_path, settings):
    """A sealed paper; returns its signature. ``sealed.holder`` holds the seal."""
    holder = authority.issue("Seal of the tests")
    settings.SEAL_PKCS12 = str(holder.pkcs12(tmp_path / "seal.p12"))
    (tmp_path / "passphrase").write_bytes(PASSPHRASE)
    settings.SEAL_PASSPHRASE_FILE = str(tmp_path / "passphrase")
    settings.SIGNATURE_TRUST = str(authority.trusted_in(tmp_path / "trust"))
    make_issued()
    assert seal_waiting(at=NOW) == 1
    signature = Signature.objects.get(method="pades")
    signature.holder = holder
    return signature


def page_of(signature):
    return reverse("documents:signature", args=[signature.pk])


# -- pages ------------------------------------------------------------------------------------------


def test_signatures_are_the_secretariats(client, recorded):
    assert client.get(page_of(recorded)).status_code == 302
    client.force_login(make_user())
    for address in (page_of(recorded), reverse("documents:signature_list"), reverse("documents:signed_pdf")):
        assert client.get(address).status_code == 403
    client.post(reverse("documents:signature_check", args=[recorded.pk]))
    assert SignatureCheck.objects.count() == 1


def test_page_of_a_recorded_act_says_that_it_is_no_electronic_signature(staff, recorded):
    text = staff.get(page_of(recorded)).content.decode()

    assert "Записанное действие вошедшего лица" in text
    assert "а не электронная цифровая подпись" in text
    assert recorded.person.full_name in text
    assert "Кем выдан" not in text


def test_page_of_a_personal_signature_shows_signer_chain_and_state(staff, by_key):
    text = staff.get(page_of(by_key)).content.decode()

    for words in (
        NAME,
        "Root of the tests → " + NAME,
        by_key.certificate_serial,
        "Действительна",
        "signature-1.p7s",
    ):
        assert words in text


def test_page_and_list_show_a_seal_that_no_person_made(staff, sealed):
    text = staff.get(page_of(sealed)).content.decode()

    for words in (
        "Печать в PDF",
        "Seal of the tests",
        "не проверен: список не задан",
        "decision.pdf",
    ):
        assert words in text
    assert "Вошёл в портал" not in text
    assert "Seal of the tests" in staff.get(reverse("documents:signature_list")).content.decode()


def test_list_narrows_by_method_and_asks_as_often_for_three_as_for_one(staff, recorded):
    chairman = recorded.person.user
    url = reverse("documents:signature_list")
    staff.get(url)
    with CaptureQueriesContext(
        connection,
    ) as one:
        staff.get(url)
    secretary = make_secretary()
    for number in (37, 38):
        matter = put_session(
            assembly_session_id=make_draft(secretary, number=number).pk, actor=secretary, at=NOW
        )
        sign_matter(matter_id=matter.pk, actor=chairman, at=NOW)

    with CaptureQueriesContext(connection) as three:
        text = staff.get(url).content.decode()

    assert len(three) == len(one)
    assert text.count('data-label="Подписант"') == 3
    assert "Пока ничего не подписано" in staff.get(url, {"method": "pades"}).content.decode()


def test_list_is_downloaded_as_it_is_shown(staff, by_key):
    sheet = load_workbook(
        BytesIO(staff.get(reverse("documents:signature_export"), {"method": "cms"}).content)
    ).active

    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:3] == ["Что подписано", "Подписант", "Как оформлено"]
    assert rows[1][1:3] == [NAME, "Личная электронная цифровая подпись"]
    assert rows[1][-2:] == [by_key.certificate_serial, by_key.content_sha256]
    assert len(rows) == 2


def test_checking_again_writes_one_more_check(staff, recorded):
    response = staff.post(reverse("documents:signature_check", args=[recorded.pk]), follow=True)

    assert "Подпись проверена заново" in response.content.decode()
    assert SignatureCheck.objects.filter(signature=recorded).count() == 2


def upload(content):
    return {"upload": SimpleUploadedFile("brought.pdf", content, "application/pdf")}


def test_signed_pdf_that_somebody_brought_is_checked_and_not_kept(staff, sealed, paper, settings, tmp_path):
    url = reverse("documents:signed_pdf")
    good = seal_pdf(paper, seal())

    text = staff.post(url, upload(good)).content.decode()
    assert "Действительна" in text
    assert "Root of the tests → Seal of the tests" in text

    spoiled = good[:500] + bytes([good[500] ^ 1]) + good[501:]
    assert "После подписания содержимое изменилось." in staff.post(url, upload(spoiled)).content.decode()
    assert "В этом файле нет подписи." in staff.post(url, upload(paper)).content.decode()
    assert "Подпись не читается." in staff.post(url, upload(b"%PDF-1.7 but no more")).content.decode()
    settings.SIGNATURE_TRUST = str(Authority("Another").trusted_in(tmp_path / "others"))
    assert "Сертификат выдан не тем удостоверяющим центром" in staff.post(url, upload(good)).content.decode()
    assert staff.post(url, {}).status_code == 422
    assert Signature.objects.count() == 1


# -- checking anew ----------------------------------------------------------------------------------


def run_command():
    out = StringIO()
    try:
        call_command("verify_signatures", stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_command_checks_each_signature_anew(by_key, sealed):
    said, failed = run_command()

    assert failed == ""
    assert said == "valid: 2\ninvalid: 0\nrevoked: 0\nunknown: 0\n"
    assert SignatureCheck.objects.count() == 4


def test_command_fails_for_a_seal_revoked_before_it_was_made(sealed, authority, tmp_path):
    authority.revoke(sealed.holder, at=NOW - DAY)
    authority.trusted_in(tmp_path / "trust", with_list=True)

    said, failed = run_command()

    assert failed == "1 signatures do not stand"
    assert said.splitlines()[-1] == f"  signature {sealed.pk}: revoked, revoked"
    assert sealed.checks.first().state == "revoked"
    assert sealed.checks.last().state == "valid"


def overwrite(signature, change):
    """Change the kept file behind the portal's back."""
    path = Path(signature.file.file.path)
    content = bytearray(path.read_bytes())
    change(content)
    path.write_bytes(content)


def flip(content):
    content[1000] ^= 1


@pytest.mark.parametrize("which", ["sealed", "by_key"])
def test_one_byte_changed_in_the_kept_file_is_found(which, request):
    signature = request.getfixturevalue(which)
    overwrite(signature, flip)

    assert check_signature(signature, at=NOW).state == "invalid"
    assert [problem.where for problem in VERIFIERS["signatures"]()] == [f"signature:{signature.pk}"]
    assert [problem.what for problem in VERIFIERS["documents"]()] == [
        "the file is not the one that was stored"
    ]


def test_file_that_is_gone_is_found(sealed):
    sealed.file.file.storage.delete(sealed.file.file.name)

    assert check_signature(sealed, at=NOW).reason == SignatureReason.UNREADABLE
    assert run_command()[1] == "1 signatures do not stand"


def test_another_signature_put_in_place_of_the_kept_one_is_found(by_key, authority):
    other = authority.issue("СЕРІКОВ АЙДОС").cms(bytes_of(by_key.version))
    overwrite(by_key, lambda content: content.__setitem__(slice(None), other))

    assert check_signature(by_key, at=NOW).reason == SignatureReason.OTHER_SIGNER


def test_silent_service_leaves_the_state_unknown_and_the_command_fails(by_key, settings):
    settings.NCANODE_URL = "http://127.0.0.1:9"

    assert run_command() == (
        f"valid: 0\ninvalid: 0\nrevoked: 0\nunknown: 1\n  signature {by_key.pk}: unknown, no_answer\n",
        "1 signatures do not stand",
    )


def test_certificate_revoked_after_the_signature_was_received_does_not_undo_it(by_key, authority):
    [(serial, at)] = [(int(by_key.certificate_serial, 16), datetime.now(UTC) + timedelta(hours=1))]
    authority.revoked.append((serial, at))

    check = check_signature(by_key, at=datetime.now(UTC) + DAY)

    assert (check.state, check.reason) == ("unknown", SignatureReason.ENDED_SINCE)
    assert stands(check)


def test_check_by_a_clerk_needs_his_right(recorded):
    from assembly.common.errors import NotAllowed

    with pytest.raises(NotAllowed):
        check_again(signature_id=recorded.pk, actor=make_user(), at=NOW)
    assert recorded.checks.count() == 1


@pytest.mark.parametrize("model", [Signature, SignatureCheck])
def test_what_was_written_is_never_rewritten(recorded, model):
    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        model.objects.update(**({"signer_name": "x"} if model is Signature else {"state": "invalid"}))
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        try:
            with pytest.raises(Error, match="Cannot update or delete rows"), transaction.atomic():
                model.objects.all()._raw_delete(model.objects.db)
        finally:
            cursor.execute("SET ROLE portal_app")


def test_row_rewritten_past_the_triggers_is_found_by_its_event(recorded):
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE documents_signature SET method = 'none', content_size = 1, certificate_sha256 = ''"
        )
        cursor.execute("UPDATE documents_signature SET content_sha256 = %s", ["0" * 64])
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("SET ROLE portal_app")

    assert [problem.what for problem in VERIFIERS["signatures"]()] == [
        "changed: it does not fit the bytes it was made over",
        "the chain tells of another signature",
    ]


# -- the verification page --------------------------------------------------------------------------


def lines_of(act):
    return [(str(line.label), str(line.value), line.tone) for line in said_of(act)]


def test_verification_says_of_a_recorded_act_what_it_is(recorded):
    moment = date_format(localtime(NOW), "DATETIME_FORMAT")

    assert lines_of(recorded.act) == [
        (
            "Подписано в портале",
            (
                f"{recorded.person.full_name} · {moment} · "
                "записанное действие вошедшего лица, не электронная цифровая подпись"
            ),
            "",
        ),
        (
            "Состояние подписи",
            (
                "Действительна. Текст тот самый, что был подписан; кто подписал, подтверждает запись о входе в портал."
                f" Проверено: {moment}"
            ),
            "ok",
        ),
    ]


def test_verification_names_signer_chain_and_the_newest_state(by_key, settings):
    settings.NCANODE_URL = "http://127.0.0.1:9"
    _signed, state, issued = lines_of(by_key.act)
    assert state[2] == "ok"
    assert issued == ("Сертификаты", f"Root of the tests → {NAME}", "")
    check_signature(by_key, at=NOW + DAY)

    [signed, state] = lines_of(by_key.act)

    assert signed[:2] == (
        "Электронная цифровая подпись",
        f"{NAME} · {date_format(localtime(by_key.signed_at), 'DATETIME_FORMAT')}",
    )
    assert state[1].startswith("Не удалось проверить. Служба проверки не ответила. Проверено: ")
    assert state[2] == "warn"


def test_paper_as_it_was_before_the_seal_is_known_by_its_checksum(sealed, recorded):
    order = sealed.rendition
    assert order.act is None
    _files_of, files_by = FILES["unsealed_papers"]
    assert list(files_by(sealed.content_sha256)) == []
    other = make_issued("thing:2", act=recorded.act)
    assert seal_waiting(at=NOW) == 1

    [file] = files_by(Signature.objects.get(rendition=other).content_sha256)

    assert (file.act, str(file.label)) == (recorded.act, "PDF до наложения печати")
    assert next(line for line in lines_of(recorded.act) if line[0] == "Печать в PDF")[1].startswith(
        "Seal of the tests · "
    )
