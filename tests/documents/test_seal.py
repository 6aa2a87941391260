"""The portal's seal in PDFs: what it proves, what breaks it, who makes it."""

import hashlib
import io
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from asn1crypto import tsp
from django.db import connection
from pyhanko.sign.timestamps import DummyTimeStamper
from pypdf import PdfReader

from assembly.audit.models import AuditEvent
from assembly.documents.enums import RenditionState, SignatureReason, SignatureState
from assembly.documents.models import Rendition, Signature, SignatureCheck, StoredFile
from assembly.documents.renderers import RENDERERS, Paper, register_renderer
from assembly.documents.sealing import SEALED, register_sealed_paper
from assembly.documents.services.checking import examine
from assembly.documents.services.renditions import order_rendition, render
from assembly.documents.services.sealing import seal_waiting, unsealed
from assembly.documents.services.signed_bytes import verify_signatures
from assembly.documents.signing.configuration import Misconfigured, safe_address, seal, trust
from assembly.documents.signing.pades import seal_pdf, verdicts_of
from tests.documents.authority import PASSPHRASE, Authority
from tests.documents.test_paper import decision_like

pytestmark = pytest.mark.usefixtures("own_files", "forgotten_papers")
NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def sealing(authority, tmp_path, settings):
    """Return a function that configures the seal and the trust of the portal."""

    def configure(*, kind="rsa", trusted=authority, with_list=False, **term):
        holder = authority.issue("Seal of the tests", kind=kind, **term)
        holder.pkcs12(tmp_path / "seal.p12")
        (tmp_path / "passphrase").write_bytes(PASSPHRASE + b"\n")
        settings.SEAL_PKCS12 = str(tmp_path / "seal.p12")
        settings.SEAL_PASSPHRASE_FILE = str(tmp_path / "passphrase")
        if trusted:
            settings.SIGNATURE_TRUST = str(trusted.trusted_in(tmp_path / "trust", with_list=with_list))
        return holder

    return configure


def only_verdict(content, *, moment=None):
    [found] = verdicts_of(content, trust=trust(), moment=moment or datetime.now(UTC))
    return found


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_seal_is_valid_and_names_its_certificate(paper, sealing, kind):
    holder = sealing(kind=kind)

    found = only_verdict(seal_pdf(paper, seal()))

    assert (found.state, found.reason) == (SignatureState.VALID, SignatureReason.GOOD)
    assert (found.certificate.name, found.certificate.serial) == ("Seal of the tests", holder.serial)
    assert found.certificate.sha256 == hashlib.sha256(holder.der).hexdigest()
    assert found.chain == ("Root of the tests", "Seal of the tests")
    assert not found.is_revocation_checked


def test_seal_leaves_each_byte_of_the_paper_and_what_it_claims(paper, sealing):
    sealing()

    sealed = seal_pdf(paper, seal())

    assert sealed[: len(paper)] == paper
    read = PdfReader(io.BytesIO(sealed))
    metadata = read.trailer["/Root"]["/Metadata"].get_object().get_data()
    assert b"pdfaid:part" in metadata
    assert read.attachments == {"a.txt": [b"abc"]}
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    [field] = read.trailer["/Root"]["/AcroForm"]["/Fields"]
    widget = field.get_object()
    # PDF/A: printed, not hidden; a field without a place on the page needs no appearance.
    assert widget["/F"] & 0b111 == 0b100
    assert widget["/V"]["/SubFilter"] == "/ETSI.CAdES.detached"


def test_one_changed_byte_of_the_paper_breaks_the_seal(paper, sealing):
    sealing()
    sealed = bytearray(seal_pdf(paper, seal()))
    sealed[len(paper) // 2] ^= 1

    found = only_verdict(bytes(sealed))

    assert (found.state, found.reason) == (SignatureState.INVALID, SignatureReason.CHANGED)


def test_what_is_appended_after_the_seal_is_told(paper, sealing):
    sealing()
    sealed = seal_pdf(paper, seal())

    found = only_verdict(sealed + b"\n% more\n")

    assert (found.state, found.reason) == (SignatureState.INVALID, SignatureReason.CHANGED)


def test_certificate_that_had_run_out_is_not_valid(paper, sealing):
    sealing(since=NOW - 20 * 24 * HOUR, until=NOW - HOUR)

    sealed = seal_pdf(paper, seal())

    assert only_verdict(sealed).reason == SignatureReason.OUT_OF_TERM
    assert only_verdict(sealed).state == SignatureState.INVALID
    # While it was in force the portal had the paper already: that moment counts.
    assert only_verdict(sealed, moment=NOW - 2 * HOUR).reason == SignatureReason.GOOD


def test_certificate_of_a_stranger_is_not_trusted(paper, sealing):
    sealing(trusted=Authority("Another root"))

    found = only_verdict(seal_pdf(paper, seal()))

    assert (found.state, found.reason) == (SignatureState.INVALID, SignatureReason.UNTRUSTED)


def test_without_trusted_authorities_nothing_is_said(paper, sealing):
    sealing(trusted=None)

    found = only_verdict(seal_pdf(paper, seal()))

    assert (found.state, found.reason) == (SignatureState.UNKNOWN, SignatureReason.NO_TRUST)


@pytest.mark.parametrize(
    "case",
    [
        (None, SignatureReason.GOOD),
        (-2 * HOUR, SignatureReason.REVOKED),  # before the moment that is asked about
        (+1 * HOUR, SignatureReason.GOOD),  # after it: the seal was good when it was made
    ],
)
def test_revocation_counts_from_its_moment(paper, sealing, authority, tmp_path, case):
    revoked_at, reason = case
    holder = sealing(with_list=True)
    if revoked_at is not None:
        authority.revoke(holder, at=NOW + revoked_at)
    authority.trusted_in(tmp_path / "trust", with_list=True)

    found = only_verdict(seal_pdf(paper, seal()), moment=NOW)

    assert found.reason == reason
    assert found.is_revocation_checked


def test_file_without_a_signature_has_no_verdict_and_no_pdf_is_unreadable(paper):
    assert verdicts_of(paper, trust=trust(), moment=NOW) == []
    [found] = verdicts_of(b"not a PDF", trust=trust(), moment=NOW)
    assert found.reason == SignatureReason.UNREADABLE


# -- time stamps ------------------------------------------------------------------------------------


@pytest.fixture
def time_stamps(authority):
    """A time stamp authority on this machine; returns its address."""
    certificate, key = authority.issue_time_stamper().asn1()
    stamper = DummyTimeStamper(certificate, key)

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = stamper.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_time_stamp_is_in_the_seal_where_one_is_configured(paper, sealing, settings, time_stamps):
    sealing()
    settings.SEAL_TSA_URL = time_stamps

    found = only_verdict(seal_pdf(paper, seal()), moment=datetime.now(UTC) + HOUR)

    assert found.reason == SignatureReason.GOOD
    assert abs(found.stamped_at - datetime.now(UTC)) < HOUR


def test_time_stamps_are_not_asked_for_in_the_open(paper, sealing, settings):
    sealing()
    settings.SEAL_TSA_URL = "http://tsa.example/"

    with pytest.raises(Misconfigured) as told:
        seal_pdf(paper, seal())

    assert str(told.value) == "SEAL_TSA_URL: 'http://tsa.example/' must be https, or http on this machine"


@pytest.mark.parametrize(
    "url", ["", "ftp://127.0.0.1/", "https:///path", "http://10.0.0.1:14579", "127.0.0.1:1"]
)
def test_unsafe_addresses_are_refused(url):
    with pytest.raises(Misconfigured):
        safe_address("NAME", url)


@pytest.mark.parametrize(
    "url", ["https://node.example/", "http://127.0.0.1:14579", "http://[::1]:1/", "http://localhost"]
)
def test_safe_addresses_are_taken(url):
    assert safe_address("NAME", url) == url.rstrip("/")


# -- configuration ----------------------------------------------------------------------------------


def test_configuration_that_cannot_be_used_is_told_in_words(sealing, settings, tmp_path, paper):
    sealing()
    (tmp_path / "passphrase").write_bytes(b"another")
    with pytest.raises(Misconfigured) as told:
        seal_pdf(paper, seal())
    assert str(told.value) == "SEAL_PKCS12 cannot be opened: check the file and its passphrase"

    settings.SEAL_PKCS12 = "/nowhere/seal.p12"
    with pytest.raises(Misconfigured):
        seal()

    (tmp_path / "trust" / "broken.pem").write_bytes(
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    )
    with pytest.raises(Misconfigured) as told:
        trust()
    assert str(told.value).startswith("SIGNATURE_TRUST: broken.pem cannot be read")


# -- the worker -------------------------------------------------------------------------------------


@pytest.fixture
def issued(db):
    """A ready paper of a kind that bears the seal."""
    return make_issued()


def make_issued(subject="thing:1", *, act=None):
    """Make the PDF of a paper of the tests."""
    if "tests.sealed" not in RENDERERS:
        register_renderer("tests.sealed", lambda _: small_paper(), lambda *_: True)
    register_sealed_paper("tests.sealed")
    order = order_rendition(template="tests.sealed", subject=subject, revision="a", act=act, at=NOW)
    render(order, at=NOW)
    order.refresh_from_db()
    assert order.state == RenditionState.READY
    return order


def small_paper():
    whole = decision_like()
    return Paper(whole.html_template, whole.context, "decision.pdf")


def test_worker_seals_a_paper_once_and_keeps_what_it_was_made_from(issued, sealing):
    holder = sealing()
    before = issued.stored_file

    assert seal_waiting(at=NOW) == 1
    assert seal_waiting(at=NOW + HOUR) == 0

    issued.refresh_from_db()
    signature = Signature.objects.get()
    assert issued.stored_file == signature.file != before
    assert issued.stored_file.name == before.name
    assert (signature.content_sha256, signature.content_size) == (before.sha256, before.size)
    assert (signature.method, signature.person, signature.received_at) == ("pades", None, NOW)
    assert (signature.signer_name, signature.certificate_serial) == ("Seal of the tests", holder.serial)
    assert signature.issuer_name == "Root of the tests"
    check = SignatureCheck.objects.get()
    assert (check.state, check.chain) == ("valid", ["Root of the tests", "Seal of the tests"])
    event = AuditEvent.objects.get(kind="documents.signature_made")
    assert event.stream == f"rendition:{issued.pk}"
    assert event.payload == {
        "signature": signature.pk,
        "method": "pades",
        "content_sha256": before.sha256,
        "certificate_sha256": hashlib.sha256(holder.der).hexdigest(),
        "file_sha256": signature.file.sha256,
    }


def test_without_a_seal_papers_stay_as_they_are(issued, settings):
    settings.SEAL_PKCS12 = ""

    assert seal_waiting(at=NOW) == 0
    assert Signature.objects.count() == 0


def test_paper_waits_while_the_seal_cannot_be_used(issued, sealing, tmp_path, caplog):
    sealing()
    (tmp_path / "passphrase").write_bytes(b"another")

    assert seal_waiting(at=NOW) == 0
    assert list(unsealed()) == [issued]
    assert StoredFile.objects.count() == 1
    assert f"Paper {issued.pk} was not sealed and waits" in caplog.text

    (tmp_path / "passphrase").write_bytes(PASSPHRASE)
    assert seal_waiting(at=NOW) == 1


def test_expired_seal_seals_nothing(issued, sealing):
    sealing(since=NOW - 20 * 24 * HOUR, until=NOW - HOUR)

    assert seal_waiting(at=NOW) == 0
    assert Signature.objects.count() == 0


def test_papers_of_other_kinds_are_not_sealed(issued, sealing):
    sealing()
    SEALED.discard("tests.sealed")

    assert seal_waiting(at=NOW) == 0


def test_seal_of_another_put_in_place_of_the_kept_one_is_found(issued, sealing, authority, tmp_path):
    sealing()
    assert seal_waiting(at=NOW) == 1
    signature = Signature.objects.get()
    with signature.file.file.open("rb") as stream:
        content = stream.read()[: signature.content_size]
    sealing()  # another certificate of the same authority
    other = seal_pdf(content, seal())
    Path(signature.file.file.path).write_bytes(other)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE documents_storedfile SET sha256 = %s, size = %s WHERE id = %s",
            [hashlib.sha256(other).hexdigest(), len(other), signature.file_id],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("SET ROLE portal_app")
    signature = Signature.objects.get()

    assert examine(signature, at=NOW).reason == SignatureReason.OTHER_SIGNER
    assert [problem.what for problem in verify_signatures()] == ["the chain tells of another signature"]


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_seals(sealing):
    order = make_issued()
    sealing()
    gate, made = threading.Barrier(2), []

    def work():
        gate.wait()
        try:
            made.append(seal_waiting(at=NOW))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(made) == [0, 1]
    assert Signature.objects.filter(rendition=order).count() == 1
    assert Rendition.objects.get(pk=order.pk).stored_file == Signature.objects.get().file
