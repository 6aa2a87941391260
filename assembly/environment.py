"""Every variable of the environment that the portal reads: what it means, what holds without it, where it is required.

``python -m assembly.environment`` prints the table of the manual. ``settings.py`` reads them, ``check --deploy`` asks for those that production cannot do without, ``deploy/env.example``
and ``docs/operations.md`` name them; tests compare all four with this list.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Source(Enum):
    """Who gives the variable on a server."""

    OPERATOR = "in .env"
    COMPOSE = "by docker-compose.yml"
    NOBODY = "only for development and tests"


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable.

    Attributes:
        name: as it is written.
        meaning: one sentence for whoever fills it in.
        default: what holds without it, as it would be written; empty for none.
        source: who gives it on a server.
        is_required: production does not start without it.
        is_read_by_settings: the portal reads it; otherwise only the containers around it do.
    """

    name: str
    meaning: str
    default: str = ""
    source: Source = Source.OPERATOR
    is_required: bool = False
    is_read_by_settings: bool = True


BY_COMPOSE = Source.COMPOSE
NOBODY = Source.NOBODY
VARIABLES = (
    Variable("ALLOWED_HOSTS", "The name under which readers reach the portal.", "localhost,127.0.0.1,[::1]", is_required=True),
    Variable("SECRET_KEY", "Signs sign-ins and links; 50 characters or more, known to nobody.", "", is_required=True),
    Variable("PERSONAL_KEYS", "Keys that seal personal values, `id:64 hexadecimal digits`, the newest first.", "", is_required=True),
    Variable("PERSONAL_HASH_KEYS", "Keys by which personal values are matched, written the same way.", "", is_required=True),
    Variable("EMAIL_URL", "The mail server: `smtp+tls://user:password@host:587`.", "dummymail://", is_required=True),
    Variable("DEFAULT_FROM_EMAIL", "The sender of letters.", "portal@assembly.example", is_required=True),
    Variable("HALL_NETWORKS", "Networks of the halls, separated by commas: limits of sign-in by address are lifted for them.", ""),
    Variable("SEAL_PKCS12", "The key of the seal, as the worker sees it; empty: papers bear no seal."),
    Variable("SEAL_PASSPHRASE_FILE", "The file with the passphrase of that key."),
    Variable("SEAL_TSA_URL", "Time stamps by RFC 3161, https; empty: none."),
    Variable("SIGNATURE_FETCHES", "1: lists and OCSP answers that certificates name are fetched."),
    Variable("NCANODE_URL", "NCANode run by yourself, https; empty: none."),
    Variable("TRUST", "Folder of trusted certificates.", "./deploy/trust", is_read_by_settings=False),
    Variable("SEAL", "Folder with the key of the seal, seen by the worker alone.", "./deploy/seal", is_read_by_settings=False),
    Variable("API_RATE", "Requests of one address to the open data, as `300/min`; empty: no limit.", "300/min"),
    Variable("METRICS_NETWORKS", "Networks that may read `/metrics` directly from `web`; empty: nobody.", ""),
    Variable("SENTRY_DSN", "Where errors are reported, without personal data; empty: nowhere.", ""),
    Variable("LOG_LEVEL", "DEBUG, INFO, WARNING or ERROR.", "INFO"),
    Variable("POSTGRES_PASSWORD", "Password of the database's administrator.", "", is_required=True, is_read_by_settings=False),
    Variable("PORTAL_OWNER_PASSWORD", "Password of the role that migrates.", "", is_required=True, is_read_by_settings=False),
    Variable("PORTAL_APP_PASSWORD", "Password of the role of the running portal.", "", is_required=True, is_read_by_settings=False),
    Variable("CERTIFICATES", "Folder with `fullchain.pem` and `privkey.pem`.", "./deploy/certificates", is_read_by_settings=False),
    Variable("BACKUPS", "Folder that receives backups, owned by user 10001.", "./backups", is_read_by_settings=False),
    Variable("PORTAL_VERSION", "The tag of the images.", "latest", is_read_by_settings=False),
    Variable("DATABASE_URL", "The database and the login.", "postgres://portal@localhost/portal", BY_COMPOSE, is_required=True),
    Variable("DATABASE_ROLE", "The role that a process works under.", "portal_app", BY_COMPOSE),
    Variable("REDIS_URL", "The queue and cache.", "redis://localhost:6379/0", BY_COMPOSE, is_required=True),
    Variable("PORTAL_ADDRESS", "The address that letters and papers name.", "http://localhost:8000", BY_COMPOSE, is_required=True),
    Variable("CSRF_TRUSTED_ORIGINS", "Addresses whose forms are accepted.", "", BY_COMPOSE, is_required=True),
    Variable("HTTPS", "1: pages are served by https alone.", "0", BY_COMPOSE, is_required=True),
    Variable("BEHIND_FRONT", "1: the front says who asks and how.", "0", BY_COMPOSE, is_required=True),
    Variable("FRONT_ADDRESSES", "Addresses or networks of the front, separated by commas: it is believed from there alone.", "127.0.0.1,::1", BY_COMPOSE),
    Variable("FRONT_COUNT", "How many fronts a visitor passes, each of which adds an address.", "1", BY_COMPOSE),
    Variable("X_ACCEL", "1: the front sends files that the portal has permitted.", "0", BY_COMPOSE),
    Variable("LIVE_ADDRESS", "Where pages find the live process; empty: they ask for themselves.", "", BY_COMPOSE),
    Variable("LOG_FORMAT", "`json` for machines, `plain` for people.", "plain", BY_COMPOSE),
    Variable("PROMETHEUS_MULTIPROC_DIR", "Where the web processes add up their numbers.", "", BY_COMPOSE),
    Variable("STATIC_STORAGE", "How static files are named.", "django.contrib.staticfiles.storage.StaticFilesStorage", BY_COMPOSE),
    Variable("SIGNATURE_TRUST", "Where the trusted certificates are seen.", "", BY_COMPOSE),
    Variable("PORTAL_DATA", "Folder of files and of what is built.", ".data", BY_COMPOSE),
    Variable("STATEMENT_TIMEOUT_MS", "The longest statement, milliseconds; 0 for none.", "30000", BY_COMPOSE),
    Variable("LOCK_TIMEOUT_MS", "The longest wait for a lock, milliseconds.", "10000", BY_COMPOSE),
    Variable("NCANODE_TIMEOUT_SECONDS", "How long an answer of NCANode is waited for.", "15", NOBODY),
    Variable("NCALAYER_URL", "Where a signer's own machine runs NCALayer.", "wss://127.0.0.1:13579/", NOBODY),
    Variable("PORTAL_PDF", "`off` where the libraries of papers are missing.", "on", NOBODY),
    Variable("DEBUG", "1: pages of errors tell all.", "0", NOBODY),
    Variable("DEMO", "1: demonstration data and sign-ins, on this machine alone.", "0", NOBODY),
    Variable("PORTAL_TEST_DB", "Name of the database of tests.", "test_portal", NOBODY),
)  # fmt: skip


def required() -> Iterator[Variable]:
    """Yield what production does not start without, of what the portal itself reads."""
    return (variable for variable in VARIABLES if variable.is_required and variable.is_read_by_settings)


def table() -> str:
    """Return the list as the table of ``docs/operations.md``."""
    lines = ["| variable | what it is | without it | given | |", "| --- | --- | --- | --- | --- |"]
    for variable in VARIABLES:
        default = f"`{variable.default}`" if variable.default else "–"
        is_required = "required" if variable.is_required else ""
        lines.append(
            f"| `{variable.name}` | {variable.meaning} | {default} | {variable.source.value} | {is_required} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(f"{table()}\n")
