"""How the API refuses: always ``{code, message, legal_ref}``, whatever the reason."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from assembly.common.errors import DomainError

WORDS: dict[type[exceptions.APIException], tuple[str, str | Promise]] = {
    exceptions.NotFound: ("not_found", _("There is nothing public at this address.")),
    exceptions.ValidationError: ("invalid_value", _("A parameter has a value that it cannot take.")),
    exceptions.ParseError: ("invalid_request", _("The request cannot be read.")),
    exceptions.MethodNotAllowed: ("method_not_allowed", _("Open data can only be read.")),
    exceptions.NotAcceptable: ("not_acceptable", _("The data are given as JSON only.")),
    exceptions.Throttled: ("too_many_requests", _("Too many requests. Try again a little later.")),
    exceptions.NotAuthenticated: ("not_allowed", _("This act is not among your rights.")),
    exceptions.PermissionDenied: ("not_allowed", _("This act is not among your rights.")),
}


def refuse(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return the answer to an error; ``None`` for one that nobody foresaw."""
    if isinstance(error, DomainError):
        set_rollback()
        code, message = error.code, error.message()
        ref = error.legal_ref.code if error.legal_ref else None
        return Response({"code": code, "message": message, "legal_ref": ref}, status=error.status)
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        return None
    set_rollback()
    code, words = WORDS.get(type(error), ("refused", _("This cannot be done")))
    answer: dict[str, Any] = {"code": code, "message": str(words), "legal_ref": None}
    if isinstance(error, exceptions.ValidationError) and isinstance(error.detail, dict):
        answer["fields"] = {name: [str(one) for one in said] for name, said in error.detail.items()}
    return Response(answer, status=error.status_code, headers=_headers_of(error))


def _headers_of(error: exceptions.APIException) -> dict[str, str]:
    wait = getattr(error, "wait", None)
    return {"Retry-After": str(int(wait) + 1)} if wait else {}
