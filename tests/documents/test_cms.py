"""Personal signatures made by NCALayer: taken only when they are over this text, by this person, and good."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import cms as asn1_cms

from assembly.audit.models import AuditEvent
from assembly.audit.verifiers import VERIFIERS
from assembly.chairman.models import ChairmanAct
from assembly.chairman.services.acts import sign_matter, sign_matter_by_key
from assembly.common.errors import NotAllowed
from assembly.documents.enums import SignatureReason, SignatureState
from assembly.documents.models import Act, Signature, SignatureCheck, StoredFile
from assembly.documents.refusals import (
    PersonalSignatureMissing,
    SignatureNotValid,
    SignatureUnreadable,
    SignedTextDiffers,
    SignerIsAnother,
    VerificationUnavailable,
    WrongKeyKind,
)
from assembly.documents.services.portal_settings import change_setting
from assembly.documents.services.signatures import KEY_IS_REQUIRED, receive_cms, record_signature
from assembly.documents.services.versions import add_version, create_document
from assembly.documents.signing.content import bytes_of
from assembly.people.models import Person
from tests.chairman.making import make_matter
from tests.documents.authority import SIGNING_IN, Authority
from tests.documents.test_acts import make_head
from tests.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_files")]
NOW = datetime.now(UTC)
DAY = timedelta(days=1)
NAME = "ӘЛІМЖАНОВ ДАРХАН"


@pytest.fixture
def matter():
    """A matter that waits; the Chairman has a name as certificates write it."""
    matter, chairman, _ = make_matter()
    Person.objects.filter(user=chairman).update(family_name="Әлімжанов", given_name="Дархан")
    matter.chairman = type(chairman).objects.get(pk=chairman.pk)
    return matter


def by_key(matter, content, *, at=None, version=None):
    """Sign the matter with what NCALayer would give."""
    return sign_matter_by_key(
        matter_id=matter.pk,
        version_id=version or matter.draft.latest.pk,
        cms=content if isinstance(content, str) else base64.b64encode(content).decode(),
        actor=matter.chairman,
        at=at or datetime.now(UTC),
    )


def text_of(matter):
    return bytes_of(matter.draft.latest)


def require_nothing_written(matter):
    matter.refresh_from_db()
    assert matter.state == "waiting"
    assert Act.objects.count() == Signature.objects.count() == StoredFile.objects.count() == 0
    assert not matter.draft.latest.is_frozen


def test_what_is_signed_is_both_texts_with_their_titles(matter):
    version, document = matter.draft.latest, matter.draft
    assert text_of(matter).decode() == (
        f"[Қазақша]\n{document.title_kk}\n\n{version.text_kk}\n"
        f"\n[Русский]\n{document.title_ru}\n\n{version.text_ru}\n"
    )


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_good_signature_is_written_with_the_act(matter, node, authority, kind):
    holder = authority.issue(NAME, kind=kind, serial_number="IIN850101300123")
    made = holder.cms(text_of(matter))

    signed = by_key(matter, made)

    signature = Signature.objects.get()
    assert (signature.method, signature.act, signature.version) == ("cms", signed.act, signed.act.version)
    assert signature.person == matter.chairman.person
    assert (signature.signer_name, signature.issuer_name) == (NAME, "Root of the tests")
    assert signature.certificate_serial == holder.serial
    assert signature.certificate_sha256 == hashlib.sha256(holder.der).hexdigest()
    assert signature.content_sha256 == hashlib.sha256(text_of(matter)).hexdigest()
    with signature.file.file.open("rb") as kept:
        assert kept.read() == made
    assert (signature.file.subject, signature.file.content_type) == (
        f"act:{signed.act_id}",
        "application/pkcs7-signature",
    )
    check = SignatureCheck.objects.get()
    assert (check.state, check.reason, check.is_revocation_checked) == ("valid", "good", True)
    assert check.chain == ["Root of the tests", NAME]
    [(path, question)] = node.asked
    assert path == "/cms/verify"
    assert question["revocationCheck"] == ["OCSP", "CRL"]
    assert base64.b64decode(question["data"]) == text_of(matter)
    assert "850101300123" not in str(AuditEvent.objects.values_list("payload", flat=True))


def test_signature_between_lines_of_pem_is_taken(matter, node, authority):
    body = base64.encodebytes(authority.issue(NAME).cms(text_of(matter))).decode()

    by_key(matter, f"-----BEGIN CMS-----\n{body}-----END CMS-----\n")

    assert Signature.objects.get().method == "cms"


def test_signature_that_carries_the_very_text_is_taken(matter, node, authority):
    by_key(matter, authority.issue(NAME).cms(text_of(matter), detached=False))

    assert Signature.objects.get().method == "cms"


@pytest.mark.parametrize("detached", [True, False])
def test_signature_over_another_text_is_refused_and_writes_nothing(matter, node, authority, detached):
    # The service itself would find the second one good: it passes over the text that it is given.
    with pytest.raises(SignedTextDiffers):
        by_key(matter, authority.issue(NAME).cms(b"another text", detached=detached))

    require_nothing_written(matter)
    assert node.asked == []


@pytest.mark.parametrize(
    "text", ["", "no base64!", base64.b64encode(b"not a signature").decode(), "A" * 4_000_000, "-----BEGIN"]
)
def test_what_is_no_signature_is_refused_and_writes_nothing(matter, node, text):
    with pytest.raises(SignatureUnreadable):
        by_key(matter, text)

    require_nothing_written(matter)


def without(content, part):
    """Take the signers, or the certificates, out of a signature."""
    info = asn1_cms.ContentInfo.load(content)
    signed = info["content"].copy()
    signed[part] = type(signed[part])([])
    return asn1_cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump(force=True)


@pytest.mark.parametrize("part", ["signer_infos", "certificates"])
def test_signature_without_a_signer_or_his_certificate_is_refused(matter, node, authority, part):
    # The service would call it valid: it finds nothing wrong with nobody.
    with pytest.raises(SignatureUnreadable):
        by_key(matter, without(authority.issue(NAME).cms(text_of(matter)), part))

    require_nothing_written(matter)


def test_signature_of_two_is_refused(matter, node, authority):
    another = authority.issue("СЕРІКОВ АЙДОС")

    with pytest.raises(SignatureUnreadable):
        by_key(matter, authority.issue(NAME).cms(text_of(matter), also=[another]))

    require_nothing_written(matter)


def test_key_of_another_person_is_refused(matter, node, authority):
    with pytest.raises(SignerIsAnother) as refusal:
        by_key(matter, authority.issue("СЕРІКОВ АЙДОС").cms(text_of(matter)))

    assert (refusal.value.person, refusal.value.signer) == ("Әлімжанов Дархан", "СЕРІКОВ АЙДОС")
    require_nothing_written(matter)


@pytest.mark.parametrize(
    ("number", "is_taken"),
    [("IIN850101300016", True), ("IIN900101400017", False), (None, False)],
)
def test_where_the_number_is_recorded_it_decides_and_no_name(matter, node, authority, number, is_taken):
    person = matter.chairman.person
    person.put_iin("850101300016")
    person.save()
    more = {"serial_number": number} if number else {}
    # The name on the certificate is written otherwise, or is that of a namesake.
    holder = authority.issue("ALIMZHANOV DARKHAN" if is_taken else NAME, **more)

    if is_taken:
        by_key(matter, holder.cms(text_of(matter)))
        assert Signature.objects.get().signer_name == "ALIMZHANOV DARKHAN"
    else:
        with pytest.raises(SignerIsAnother):
            by_key(matter, holder.cms(text_of(matter)))
        require_nothing_written(matter)


def test_key_for_signing_in_is_refused(matter, node, authority):
    with pytest.raises(WrongKeyKind):
        by_key(matter, authority.issue(NAME, usage=SIGNING_IN).cms(text_of(matter)))

    require_nothing_written(matter)


def bad_holders(authority):
    revoked = authority.issue(NAME)
    authority.revoke(revoked, at=NOW - DAY)
    return {
        SignatureReason.UNTRUSTED: Authority("Root of the tests").issue(NAME),
        SignatureReason.OUT_OF_TERM: authority.issue(NAME, since=NOW - 20 * DAY, until=NOW - DAY),
        SignatureReason.REVOKED: revoked,
    }


@pytest.mark.parametrize("reason", ["untrusted", "out_of_term", "revoked"])
def test_signature_that_is_not_good_is_refused_in_words(matter, node, authority, reason):
    with pytest.raises(SignatureNotValid) as refusal:
        by_key(matter, bad_holders(authority)[SignatureReason(reason)].cms(text_of(matter)))

    assert refusal.value.reason == SignatureReason(reason).label
    require_nothing_written(matter)


def test_forged_signature_is_refused(matter, node, authority):
    made = authority.issue(NAME).cms(text_of(matter))
    forged = made[:-5] + bytes([made[-5] ^ 1]) + made[-4:]

    with pytest.raises(SignatureNotValid):
        by_key(matter, forged)

    require_nothing_written(matter)


SPOILED = {
    "an error of its own": lambda _: (500, {"status": 500, "message": "boom"}),
    "no JSON": lambda _: (200, b"<html>"),
    "another answer": lambda _: (200, {"valid": True}),
    "nobody": lambda _: (200, {"valid": True, "signers": []}),
    "somebody without a certificate": lambda _: (200, {"valid": True, "signers": [{"certificates": []}]}),
    "another address": lambda _: (302, {}),
    "too much": lambda _: (200, b"[" + b"0," * 600_000 + b"0]"),
}


@pytest.mark.parametrize("how", SPOILED)
def test_service_that_does_not_answer_by_its_protocol_is_a_refusal(matter, node, authority, how):
    node.spoil = SPOILED[how]

    with pytest.raises(VerificationUnavailable) as refusal:
        by_key(matter, authority.issue(NAME).cms(text_of(matter)))

    assert refusal.value.status == 503
    require_nothing_written(matter)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://node.example:14579"])
def test_service_that_cannot_be_asked_is_a_refusal(matter, authority, settings, url):
    settings.NCANODE_URL = url

    with pytest.raises(VerificationUnavailable):
        by_key(matter, authority.issue(NAME).cms(text_of(matter)))

    require_nothing_written(matter)


def test_service_that_is_too_slow_is_a_refusal(matter, node, authority, settings):
    import time

    settings.NCANODE_TIMEOUT_SECONDS = 0.2
    node.spoil = lambda _: (time.sleep(0.6), (200, {}))[1]

    with pytest.raises(VerificationUnavailable):
        by_key(matter, authority.issue(NAME).cms(text_of(matter)))

    require_nothing_written(matter)


def test_only_the_chairman_signs_and_nobody_is_asked(matter, node, authority):
    matter.chairman = make_person().user

    with pytest.raises(NotAllowed):
        by_key(matter, authority.issue(NAME).cms(text_of(matter)))

    assert node.asked == []


def test_text_that_changed_after_the_key_was_used_is_refused(matter, node, authority):
    person = matter.chairman.person
    made = base64.b64encode(authority.issue(NAME).cms(text_of(matter))).decode()
    evidence = receive_cms(version=matter.draft.latest, text=made, person=person, at=datetime.now(UTC))
    add_version(
        document_id=matter.draft_id,
        text_kk="Басқа",
        text_ru="Другой",
        actor=matter.put_by,
        at=datetime.now(UTC),
    )

    with pytest.raises(SignedTextDiffers):
        sign_matter(matter_id=matter.pk, actor=matter.chairman, at=datetime.now(UTC), evidence=evidence)

    require_nothing_written(matter)


# -- a recorded act ---------------------------------------------------------------------------------


def test_signing_without_a_key_is_a_recorded_act_and_is_called_so(matter):
    signed = sign_matter(matter_id=matter.pk, actor=matter.chairman, at=NOW)

    signature = Signature.objects.get()
    assert (signature.method, signature.act, signature.person) == ("none", signed.act, matter.chairman.person)
    assert (signature.signer_name, signature.certificate_sha256, signature.file) == ("", "", None)
    assert (signature.signed_at, signature.received_at) == (NOW, NOW)
    check = SignatureCheck.objects.get()
    assert (check.state, check.reason) == (SignatureState.VALID, SignatureReason.RECORDED)


def test_by_setting_a_key_is_needed_where_keys_can_be_used(matter, node, settings):
    change_setting(
        key=KEY_IS_REQUIRED, value=True, from_on=NOW.date(), basis_id=None, actor=make_head(), at=NOW
    )

    with pytest.raises(PersonalSignatureMissing):
        sign_matter(matter_id=matter.pk, actor=matter.chairman, at=datetime.now(UTC) + DAY)
    require_nothing_written(matter)

    settings.NCANODE_URL = ""
    sign_matter(matter_id=matter.pk, actor=matter.chairman, at=datetime.now(UTC) + DAY)
    assert ChairmanAct.objects.count() == 1


def test_bytes_of_good_signatures_verify_and_the_record_agrees(matter, node, authority):
    by_key(matter, authority.issue(NAME).cms(text_of(matter)))

    assert list(VERIFIERS["signatures"]()) == []


def test_evidence_is_over_the_frozen_text_of_its_act(matter, node, authority):
    signed = sign_matter(matter_id=matter.pk, actor=matter.chairman, at=NOW)
    other = make_matter_text(matter)
    evidence = receive_cms(
        version=other,
        text=base64.b64encode(authority.issue(NAME).cms(bytes_of(other))).decode(),
        person=matter.chairman.person,
        at=datetime.now(UTC),
    )

    with pytest.raises(SignedTextDiffers):
        record_signature(act=signed.act, actor=matter.chairman, at=NOW, evidence=evidence)


def make_matter_text(matter):
    """Return another text: that of a document of its own, since an issued text takes no more drafts."""
    document = create_document(
        kind="draft", title_kk="Басқа", title_ru="Другой", text_kk="Басқа", text_ru="Другой",
        actor=matter.put_by, at=NOW,
    )  # fmt: skip
    return document.latest
