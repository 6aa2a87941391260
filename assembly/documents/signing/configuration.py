"""Which methods of signature are on, by the environment; nothing here is kept between two calls."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from asn1crypto import crl, pem, x509
from django.conf import settings

from assembly.documents.enums import SignatureMethod

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PASSPHRASE_BYTES = 1024


class Misconfigured(Exception):
    """What the environment names cannot be used; the text says what to mend."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The portal's own certificate: where its key lies, and who stamps the time."""

    pkcs12: Path
    passphrase: bytes | None
    tsa_url: str


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom the portal believes: roots, certificates between, and what they revoked."""

    roots: tuple[x509.Certificate, ...]
    between: tuple[x509.Certificate, ...]
    lists: tuple[crl.CertificateList, ...]
    fetches: bool

    def has_list_of(self, certificate: x509.Certificate) -> bool:
        """Say whether the authority of a certificate gave a list of revoked ones."""
        return any(one.issuer == certificate.issuer for one in self.lists)


def methods_on() -> frozenset[SignatureMethod]:
    """Return the methods that are configured; the recorded act always is."""
    found = {SignatureMethod.NONE}
    if settings.SEAL_PKCS12:
        found.add(SignatureMethod.PADES)
    if settings.NCANODE_URL:
        found.add(SignatureMethod.CMS)
    return frozenset(found)


def is_on(method: SignatureMethod) -> bool:
    """Say whether a method is configured."""
    return method in methods_on()


def seal() -> Seal | None:
    """Return the portal's seal; ``None`` where none is configured.

    Raises:
        Misconfigured: a named file is missing, or the address of the time stamps is not safe.
    """
    if not settings.SEAL_PKCS12:
        return None
    path = Path(settings.SEAL_PKCS12)
    if not path.is_file():
        raise Misconfigured(f"SEAL_PKCS12: there is no file {path}")
    passphrase = None
    if settings.SEAL_PASSPHRASE_FILE:
        secret = Path(settings.SEAL_PASSPHRASE_FILE)
        if not secret.is_file():
            raise Misconfigured(f"SEAL_PASSPHRASE_FILE: there is no file {secret}")
        passphrase = secret.read_bytes()[:PASSPHRASE_BYTES].strip()
    return Seal(path, passphrase, settings.SEAL_TSA_URL)


def trust() -> Trust:
    """Return the trusted authorities and their lists; empty where none are configured.

    A self-signed certificate of the folder is a root, any other stands between.

    Raises:
        Misconfigured: a file of the folder is neither a certificate nor a list.
    """
    roots: list[x509.Certificate] = []
    between: list[x509.Certificate] = []
    lists: list[crl.CertificateList] = []
    for kind, der in _objects(settings.SIGNATURE_TRUST):
        if kind == "X509 CRL":
            lists.append(crl.CertificateList.load(der))
            continue
        certificate = x509.Certificate.load(der)
        (roots if certificate.self_issued else between).append(certificate)
    return Trust(tuple(roots), tuple(between), tuple(lists), settings.SIGNATURE_FETCHES)


def node_url() -> str:
    """Return the address of NCANode without a slash at its end.

    Raises:
        Misconfigured: it is not configured, or is plain http beyond this machine.
    """
    return safe_address("NCANODE_URL", settings.NCANODE_URL)


def safe_address(name: str, url: str) -> str:
    """Return an address that may be asked: https, or plain http on this very machine.

    Raises:
        Misconfigured: it is neither.
    """
    parts = urlsplit(url)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not is_safe or not parts.hostname:
        raise Misconfigured(f"{name}: {url!r} must be https, or http on this machine")
    return url.rstrip("/")


def _objects(folder: str) -> list[tuple[str, bytes]]:
    if not folder:
        return []
    if not Path(folder).is_dir():
        raise Misconfigured(f"SIGNATURE_TRUST: there is no folder {folder}")
    found = []
    for path in sorted(Path(folder).iterdir()):
        if path.suffix not in {".pem", ".cer", ".crt", ".der", ".crl"}:
            continue
        content = path.read_bytes()
        kind = "X509 CRL" if path.suffix == ".crl" else "CERTIFICATE"
        try:
            parts = (
                [(name, der) for name, _, der in pem.unarmor(content, multiple=True)]
                if pem.detect(content)
                else [(kind, content)]
            )
            for name, der in parts:
                (crl.CertificateList if name == "X509 CRL" else x509.Certificate).load(der).native  # noqa: B018 -- parsed whole here, so that a broken file is told at once
                found.append((name, der))
        except (ValueError, TypeError) as error:
            raise Misconfigured(f"SIGNATURE_TRUST: {path.name} cannot be read ({error})") from error
    return found
