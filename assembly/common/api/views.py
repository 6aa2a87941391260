"""The base of the open data: everybody may read, nobody is asked who he is, caches may keep what they got."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiResponse
from rest_framework import generics, pagination, serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle

from assembly.common.api.fields import RefusalOut

SECONDS_KEPT = 60
ROWS, MOST_ROWS = 50, 100
NOT_FOUND = OpenApiResponse(RefusalOut, description="nothing public is there")
INVALID = OpenApiResponse(RefusalOut, description="a parameter has a value that it cannot take")
TOO_MANY = OpenApiResponse(RefusalOut, description="too many requests; `Retry-After` says when to come again")
NOT_MODIFIED = OpenApiResponse(description="what you have is still true (If-None-Match, If-Modified-Since)")
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match, If-Modified-Since",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Retry-After",
}


def answers(serializer: Any, *, lists: bool = False) -> dict[int, Any]:
    """Return what a view may answer, for the schema."""
    refused = {400: INVALID, 404: NOT_FOUND, 429: TOO_MANY} if lists else {404: NOT_FOUND, 429: TOO_MANY}
    return {200: serializer, 304: NOT_MODIFIED, **refused}


class Throttle(SimpleRateThrottle):
    """So many requests a minute from one address; ``API_RATE`` says how many, empty for no limit."""

    scope = "open_data"

    def get_rate(self) -> str | None:
        """Return the limit in force."""
        return settings.API_RATE or None

    def get_cache_key(self, request: Request, view: Any) -> str:
        """Return what is counted: requests of one address."""
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class Pages(pagination.PageNumberPagination):
    """Numbered pages of 50 rows; ``page_size`` may ask for up to 100."""

    page_size = ROWS
    max_page_size = MOST_ROWS
    page_size_query_param = "page_size"

    def get_page_size(self, request: Request) -> int:
        """Return how many rows the page holds.

        Raises:
            ValidationError: the number asked for is none, or out of bounds.
        """
        asked = request.query_params.get("page_size")
        if asked is None:
            return ROWS
        if not (asked.isascii() and asked.isdecimal() and 1 <= int(asked[:4]) <= MOST_ROWS):
            refused = _("A whole number from 1 to %(most)s is needed.") % {"most": MOST_ROWS}
            raise serializers.ValidationError({"page_size": [refused]})
        return int(asked)

    def get_page_number(self, request: Request, paginator: Any) -> str | int:
        """Return the number of the page.

        Raises:
            ValidationError: what was asked for is no number of a page.
        """
        asked = request.query_params.get("page", "1")
        if not (asked.isascii() and asked.isdecimal() and int(asked[:9])):
            raise serializers.ValidationError({"page": [_("A whole number from 1 on is needed.")]})
        return asked

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Return the parameters with their bounds."""
        bounds = {"page": {"minimum": 1}, "page_size": {"minimum": 1, "maximum": MOST_ROWS, "default": ROWS}}
        found = super().get_schema_operation_parameters(view)
        for parameter in found:
            parameter["schema"] |= bounds[parameter["name"]]
        return found


class PublicView(generics.GenericAPIView):
    """Base of every address of the open data.

    The answer carries an ETag of its content, so that who comes again pays nothing for what has not
    changed; it may be read by any page on the web. No cookie is read or set.
    """

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (Throttle,)
    pagination_class: type[Pages] | None = None

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        """Return the view: open to strangers, answering conditional requests."""
        return login_not_required(conditional_page(super().as_view(**initkwargs)))

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Say how long caches may keep the answer and who may read it."""
        done = super().finalize_response(request, response, *args, **kwargs)
        kept = f"public, max-age={SECONDS_KEPT}" if done.status_code < 400 else "no-store"  # noqa: PLR2004 -- HTTP
        for name, value in {"Cache-Control": kept, **CORS}.items():
            done.headers[name] = value
        return done

    def get_serializer_context(self) -> dict[str, Any]:
        """Give serializers the day on which lateness is told."""
        return {**super().get_serializer_context(), "on": timezone.localdate()}


class PublicList(PublicView, generics.ListAPIView):
    """Base of the lists: in pages, filtered by what the view's ``filterset_class`` knows."""

    pagination_class = Pages
    filter_backends = (DjangoFilterBackend,)


class NothingHere(PublicView):
    """Any address of the API that no other view answers."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Say that nothing is there, in the manner of all refusals.

        Raises:
            Http404: always.
        """
        raise Http404
