"""A line of the log for each request: which page, how it ended; not who asked, from where, for what."""

import uuid

import structlog
from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware


class RequestLogMiddleware(RequestMiddleware):
    """As django-structlog's, but it names the kind of page: an address may hold a code, a search or a key."""

    def prepare(self, request: HttpRequest) -> None:
        """Give the request a number that all its lines bear; its end says the rest."""
        structlog.contextvars.bind_contextvars(request_id=str(uuid.uuid4()))

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Return the method and the pattern of the address."""
        match = request.resolver_match
        return f"{request.method} {match.route if match else '-'}"

    @staticmethod
    def bind_user_id(request: HttpRequest) -> None:
        """Name nobody: who did what is the audit's to keep."""
