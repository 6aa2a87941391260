"""The seal of the demonstration: its own authority, its own certificate, both saying plainly what they are."""

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

ROOT_NAME = "DEMONSTRATION authority, proves nothing"
SEAL_NAME = "DEMONSTRATION seal of the portal, proves nothing"
TERM = timedelta(days=3650)
USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def make_demonstration_seal(folder: Path, *, at: datetime) -> bool:
    """Make key, certificate and trusted authority of the demonstration; ``False`` where they stand already.

    Args:
        folder: gets ``seal.p12``, ``passphrase`` and ``trust/``, readable by their owner alone.
        at: the certificates are in force from here on.
    """
    if (folder / "seal.p12").exists():
        return False
    (folder / "trust").mkdir(parents=True, exist_ok=True, mode=0o700)
    since = at - timedelta(days=1)
    root_key, seal_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name = _name(ROOT_NAME)
    root = _builder(root_name, root_name, root_key, since, is_authority=True).sign(root_key, hashes.SHA256())
    own = _builder(_name(SEAL_NAME), root_name, seal_key, since, is_authority=False).sign(
        root_key, hashes.SHA256()
    )
    passphrase = secrets.token_urlsafe(32)
    _write(folder / "trust" / "demonstration.pem", root.public_bytes(serialization.Encoding.PEM))
    _write(folder / "passphrase", passphrase.encode())
    protection = serialization.BestAvailableEncryption(passphrase.encode())
    _write(
        folder / "seal.p12",
        pkcs12.serialize_key_and_certificates(b"seal", seal_key, own, [root], protection),
    )
    return True


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
            x509.NameAttribute(NameOID.COUNTRY_NAME, "KZ"),
        ]
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    since: datetime,
    *,
    is_authority: bool,
) -> x509.CertificateBuilder:
    allowed = {"key_cert_sign", "crl_sign"} if is_authority else {"digital_signature", "content_commitment"}
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + TERM)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**{usage: usage in allowed for usage in USAGES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _write(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)
