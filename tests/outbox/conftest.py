"""A kind of letters that only tests know, and a real mail server on the loopback."""

import copy
import socket
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from assembly.outbox.kinds import KINDS, register_kind
from assembly.outbox.services.messages import enqueue
from tests.factories import NOON

KIND = "tests.letter"


class Sink:
    """Keeps what a mail server was given; refuses recipients that are told to it."""

    def __init__(self):
        self.letters = []
        self.refused = set()

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address in self.refused:
            return "550 no such box"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(envelope.content.decode())
        return "250 OK"

    @property
    def message_ids(self):
        return [
            line.partition(": ")[2].strip()
            for letter in self.letters
            for line in letter.splitlines()
            if line.lower().startswith("message-id:")
        ]


@pytest.fixture
def smtp(settings):
    sink = Sink()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield sink
    controller.stop()


@pytest.fixture
def letters(settings):
    """Register the test's kind; its secret counts how often it was made."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    settings.TEMPLATES = templates
    made = []

    def make_link(context, language):
        made.append(language)
        return f"https://portal.example/{language}/{len(made)}/"

    def compose(context, language):
        if context.get("is_broken"):
            raise RuntimeError("the template stumbled")
        return None if context.get("is_stale") else context

    register_kind(KIND, "Letter of tests", compose, secrets={"url": make_link})
    yield made
    del KINDS[KIND]


@pytest.fixture
def put(letters):
    """Put a letter down."""

    def write(number=1, at=NOON, **context):
        return enqueue(
            kind=KIND,
            address=f"reader{number}@portal.example",
            language=context.pop("language", "ru"),
            dedup_key=f"letter:{number}",
            context={"title": f"Letter {number}", **context},
            at=at,
        )

    return write
