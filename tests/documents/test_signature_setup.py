"""What the environment says of signatures is checked, and the demonstration makes a seal that says what it is."""

import stat
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assembly.documents.checks import check_signatures
from assembly.documents.enums import SignatureState
from assembly.documents.signing.configuration import methods_on, seal, trust
from assembly.documents.signing.demonstration import ROOT_NAME, SEAL_NAME, make_demonstration_seal
from assembly.documents.signing.pades import seal_pdf, verdicts_of

NOW = datetime.now(UTC)


def ids():
    return [message.id for message in check_signatures()]


def test_nothing_configured_is_nothing_wrong_and_signing_is_a_recorded_act():
    assert ids() == []
    assert methods_on() == {"none"}


def test_configured_methods_are_on(settings):
    settings.SEAL_PKCS12, settings.NCANODE_URL = "/srv/seal/seal.p12", "https://node.example"

    assert methods_on() == {"none", "pades", "cms"}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SIGNATURE_TRUST", "/nowhere", ["documents.E001"]),
        ("NCANODE_URL", "http://node.example:14579", ["documents.E002"]),
        ("NCANODE_URL", "http://127.0.0.1:14579", []),
        ("SEAL_TSA_URL", "http://tsa.example", ["documents.E003"]),
        ("NCALAYER_URL", "ws://127.0.0.1:13579", ["documents.E004"]),
        ("NCALAYER_URL", "wss://layer.example:13579", ["documents.E004"]),
        ("SEAL_PKCS12", "/srv/seal/seal.p12", ["documents.W001"]),
    ],
)
def test_what_cannot_be_used_or_is_not_safe_is_said_before_the_start(settings, name, value, expected):
    setattr(settings, name, value)

    assert ids() == expected


def test_demonstration_seal_is_valid_names_itself_and_is_made_once(tmp_path, settings, paper):
    assert make_demonstration_seal(tmp_path, at=NOW)
    before = (tmp_path / "seal.p12").read_bytes()
    assert not make_demonstration_seal(tmp_path, at=NOW)
    assert (tmp_path / "seal.p12").read_bytes() == before
    for name in ("seal.p12", "passphrase"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    settings.SEAL_PKCS12 = str(tmp_path / "seal.p12")
    settings.SEAL_PASSPHRASE_FILE = str(tmp_path / "passphrase")
    settings.SIGNATURE_TRUST = str(tmp_path / "trust")

    [found] = verdicts_of(seal_pdf(paper, seal()), trust=trust(), moment=datetime.now(UTC))

    assert found.state == SignatureState.VALID
    assert found.chain == (ROOT_NAME, SEAL_NAME)
    assert all("DEMONSTRATION" in name and "proves nothing" in name for name in found.chain)


def test_command_makes_it_under_demo_alone(tmp_path, settings):
    settings.DEMONSTRATION_SEAL = tmp_path / "seal"
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("make_demonstration_seal")
    assert not (tmp_path / "seal").exists()

    settings.DEMO = True
    out = StringIO()
    call_command("make_demonstration_seal", stdout=out)
    call_command("make_demonstration_seal", stdout=out)
    assert out.getvalue() == "The seal is made.\nThe seal stands already.\n"
