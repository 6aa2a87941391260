"""Reading certificates."""

import hashlib

from asn1crypto import x509

from assembly.documents.signing.verdicts import Certificate


def certificate_of(found: x509.Certificate) -> Certificate:
    """Return what a certificate says of its holder."""
    subject = found.subject.native
    serial_number = str(subject.get("serial_number", ""))
    return Certificate(
        name=common_name(found),
        serial=f"{found.serial_number:x}",
        sha256=hashlib.sha256(found.dump()).hexdigest(),
        issuer=str(found.issuer.native.get("common_name") or found.issuer.human_friendly),
        valid_from=found.not_valid_before,
        valid_until=found.not_valid_after,
        iin=serial_number.removeprefix("IIN") if serial_number.startswith("IIN") else "",
    )


def common_name(found: x509.Certificate) -> str:
    """Return the name by which people know the holder of a certificate."""
    return str(found.subject.native.get("common_name") or found.subject.human_friendly)
