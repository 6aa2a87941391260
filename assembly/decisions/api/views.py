"""The views of the open data of decisions and addresses."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from assembly.bodies.enums import PUBLIC_ORGANS
from assembly.common.api.filters import DayFilter, Filters, TextFilter, YearFilter, YesNoFilter
from assembly.common.api.views import PublicList, PublicView, answers
from assembly.decisions.api import examples
from assembly.decisions.api.serializers import (
    STATES,
    AddressOut,
    AddressWholeOut,
    DecisionOut,
    DecisionWholeOut,
)
from assembly.decisions.models import Decision
from assembly.decisions.public import matching, public_decisions

CODE = OpenApiParameter(
    "code", str, OpenApiParameter.PATH, description="code of the decision, as in its permanent address /d/"
)


class AddressFilter(Filters):
    """Which addresses."""

    q = TextFilter(method="of_words", help_text="words of the title, or the number")
    year = YearFilter(field_name="act__signed_on__year", help_text="year of adoption")
    since = DayFilter(field_name="act__signed_on", lookup_expr="gte", help_text="first day of adoption")
    until = DayFilter(field_name="act__signed_on", lookup_expr="lte", help_text="last day of adoption")
    state = django_filters.ChoiceFilter(
        field_name="public_state", choices=[(state, state) for state in STATES], help_text="what became of it"
    )

    def of_words(self, rows: Any, name: str, value: str) -> Any:
        """Keep the decisions whose number or title holds each word."""
        return matching(rows, value)


class DecisionFilter(AddressFilter):
    """Which decisions."""

    organ = django_filters.ChoiceFilter(
        choices=PUBLIC_ORGANS, field_name="body__kind", help_text="who decided"
    )
    is_address = YesNoFilter(method="of_form", help_text="only addresses, or only other decisions")

    def of_form(self, rows: Any, name: str, value: str) -> Any:
        """Keep the decisions that have, or have not, the form of an address."""
        return rows.filter(address__isnull=value != "true")


class DecisionListView(PublicList):
    """Adopted decisions, the latest first."""

    serializer_class = DecisionOut
    filterset_class = DecisionFilter
    queryset = Decision.objects.none()

    def get_queryset(self) -> QuerySet[Decision]:
        """Return the adopted decisions."""
        return public_decisions(on=timezone.localdate())

    @extend_schema(
        operation_id="decisions_list",
        tags=["decisions"],
        responses=answers(DecisionOut(many=True), lists=True),
        examples=[examples.DECISION_LINE],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List the decisions."""
        return self.list(request, *args, **kwargs)


class DecisionView(PublicView):
    """One decision with its text, its vote and what became of it."""

    serializer_class = DecisionWholeOut

    @extend_schema(
        operation_id="decisions_retrieve",
        tags=["decisions"],
        parameters=[CODE],
        responses=answers(DecisionWholeOut),
        examples=[examples.DECISION_WHOLE],
    )
    def get(self, request: Request, code: str) -> Response:
        """Tell one decision."""
        rows = public_decisions(on=timezone.localdate()).select_related("version", "poll")
        return Response(self.get_serializer(generics.get_object_or_404(rows, act__code=code)).data)


def public_addresses() -> Any:
    """Return the decisions that are addresses, with their publications, the latest first."""
    rows = public_decisions(on=timezone.localdate()).filter(address__isnull=False)
    return rows.prefetch_related("address__publications")


class AddressListView(PublicList):
    """Addresses of the Assembly, the latest first."""

    serializer_class = AddressOut
    filterset_class = AddressFilter
    queryset = Decision.objects.none()

    def get_queryset(self) -> QuerySet[Decision]:
        """Return the addresses."""
        return public_addresses()

    @extend_schema(
        operation_id="addresses_list",
        tags=["addresses"],
        responses=answers(AddressOut(many=True), lists=True),
        examples=[examples.ADDRESS_LINE],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List the addresses."""
        return self.list(request, *args, **kwargs)


class AddressView(PublicView):
    """One address with its text and where it was printed."""

    serializer_class = AddressWholeOut

    @extend_schema(
        operation_id="addresses_retrieve",
        tags=["addresses"],
        parameters=[CODE],
        responses=answers(AddressWholeOut),
        examples=[examples.ADDRESS_WHOLE],
    )
    def get(self, request: Request, code: str) -> Response:
        """Tell one address."""
        rows = public_addresses().select_related("version")
        return Response(self.get_serializer(generics.get_object_or_404(rows, act__code=code)).data)
