"""A certification authority of the tests: roots, people's certificates and lists of revoked ones. Invented."""

from datetime import UTC, datetime, timedelta

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAY = timedelta(days=1)
PASSPHRASE = b"a passphrase of the tests"
SIGNING = {"digital_signature": True, "content_commitment": True, "key_encipherment": False}
SIGNING_IN = {"digital_signature": True, "content_commitment": False, "key_encipherment": True}
OTHERS = dict.fromkeys(
    ("data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
    False,
)


def key_of(kind):
    """Make a key: ``rsa`` or ``ec``."""
    return rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())


def name_of(common_name, **more):
    """Make a name as the national authority writes them."""
    parts = [(NameOID.COMMON_NAME, common_name), (NameOID.COUNTRY_NAME, "KZ")]
    parts += [(getattr(NameOID, key.upper()), value) for key, value in more.items()]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


class Holder:
    """A key with its certificate."""

    def __init__(self, key, certificate, issuer):
        self.key, self.certificate, self.issuer = key, certificate, issuer

    @property
    def der(self):
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def serial(self):
        return f"{self.certificate.serial_number:x}"

    def pkcs12(self, path, passphrase=PASSPHRASE):
        """Write the key and the certificate as the portal's seal."""
        protection = serialization.BestAvailableEncryption(passphrase)
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                b"seal", self.key, self.certificate, [self.issuer.certificate], protection
            )
        )
        return path

    def cms(self, content, *, detached=True, also=()):
        """Sign bytes as NCALayer does: CMS, DER, by default without the content."""
        builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
        for holder in (self, *also):
            builder = builder.add_signer(holder.certificate, holder.key, hashes.SHA256())
        options = [pkcs7.PKCS7Options.Binary]
        if detached:
            options.append(pkcs7.PKCS7Options.DetachedSignature)
        return builder.sign(serialization.Encoding.DER, options)

    def asn1(self):
        """Return the certificate and the key as pyHanko takes them."""
        key = self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return asn1_x509.Certificate.load(self.der), asn1_keys.PrivateKeyInfo.load(key)


class Authority:
    """A root that issues certificates and revokes them."""

    def __init__(self, name="Root of the tests", *, since=None):
        self.since = since or datetime.now(UTC) - 30 * DAY
        self.key = key_of("ec")
        self.name = name_of(name)
        self.revoked = []
        public = self.key.public_key()
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(self.name)
            .issuer_name(self.name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(self.since)
            .not_valid_after(self.since + 3650 * DAY)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(
                x509.KeyUsage(
                    **{**OTHERS, "key_cert_sign": True, "crl_sign": True}, **dict.fromkeys(SIGNING, False)
                ),
                critical=True,
            )
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .sign(self.key, hashes.SHA256())
        )

    def issue(self, common_name, *, kind="rsa", since=None, until=None, usage=None, purpose=None, **more):
        """Issue a certificate; by default one for signing, in force now."""
        key = key_of(kind)
        since = since or self.since
        builder = (
            x509.CertificateBuilder()
            .subject_name(name_of(common_name, **more))
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(until or since + 365 * DAY)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(**{**OTHERS, **(usage or SIGNING)}), critical=True)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
            )
        )
        if purpose:
            builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
        return Holder(key, builder.sign(self.key, hashes.SHA256()), self)

    def issue_time_stamper(self):
        """Issue the certificate of a time stamp authority."""
        return self.issue("Time of the tests", kind="rsa", purpose=ExtendedKeyUsageOID.TIME_STAMPING)

    def revoke(self, holder, *, at):
        """Revoke a certificate from a moment on."""
        self.revoked.append((holder.certificate.serial_number, at))

    def list_of_revoked(self):
        """Return the list of revoked certificates, PEM."""
        now = datetime.now(UTC)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.name)
            .last_update(now - timedelta(minutes=5))
            .next_update(now + 7 * DAY)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
            )
        )
        for serial, at in self.revoked:
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build()
            )
        return builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    def trusted_in(self, folder, *, with_list=False):
        """Lay the root, and the list where asked for, into a folder of trusted authorities."""
        folder.mkdir(exist_ok=True)
        (folder / "root.pem").write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        if with_list:
            (folder / "revoked.crl").write_bytes(self.list_of_revoked())
        return folder
