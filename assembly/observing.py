"""How the portal tells of itself: one line of JSON an event, numbers, reports of errors; no person in any of them."""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

import sentry_sdk
import structlog
from sentry_sdk.utils import BadDsn, Dsn

# A person is never named in a log; these are how one could slip in, by the message of an error.
PERSONAL = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "<e-mail>"),
    (re.compile(r"(?<!\d)\d{12}(?!\d)"), "<iin>"),
    (
        re.compile(r"(?<![\w.:-])(?:\+7|8)[\s(-]*7\d{2}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)"),
        "<telephone>",
    ),
    # PostgreSQL repeats the row that broke a constraint.
    (re.compile(r"(DETAIL:\s+(?:Key|Failing row contains) ).*"), r"\1<row>"),
)
# What a report of an error may not take along at all.
NEVER_SENT = ("request", "user", "breadcrumbs", "server_name", "extra")


def scrubbed(value: Any) -> Any:
    """Return a value with every address, number or row of a person in it replaced by what it was."""
    if isinstance(value, str):
        for pattern, word in PERSONAL:
            value = pattern.sub(word, value)
        return value
    if isinstance(value, Mapping):
        return {key: scrubbed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [scrubbed(inner) for inner in value]
    return value


def scrub(logger: Any, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Scrub one event, the last thing before it is written."""
    return {key: scrubbed(value) for key, value in event.items()}


def report_without_persons(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any]:
    """Return what of an error is reported: where and what, never who, never what was sent."""
    return scrubbed({key: value for key, value in event.items() if key not in NEVER_SENT})


def is_address_of_reports(address: str) -> bool:
    """Say whether reports of errors can be sent there: https, with a key."""
    try:
        return Dsn(address).scheme == "https"
    except BadDsn:
        return False


def report_errors_to(address: str) -> None:
    """Report errors to a Sentry; without an address, or with one that ``check --deploy`` refuses, to nobody."""
    if not is_address_of_reports(address):
        return
    sentry_sdk.init(
        dsn=address,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        before_send=report_without_persons,  # type: ignore[arg-type]
    )


def logging_of(*, form: str, level: str) -> dict[str, Any]:
    """Return Django's description of logging.

    Args:
        form: ``plain`` for people, ``json`` for machines: one object a line, scrubbed.
        level: from which level on.
    """
    before: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,
        scrub,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": last,
                "foreign_pre_chain": [*before, structlog.stdlib.PositionalArgumentsFormatter()],
            },
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Libraries that tell each of their steps, or whose traces a state in the portal says better.
            **{name: {"level": "ERROR"} for name in ("fontTools", "weasyprint", "pyhanko")},
            # Each request has a line of its own, without what was asked for.
            **({"django.request": {"level": "CRITICAL"}} if form == "json" else {}),
        },
    }
