"""Open data of the Sessions: convened ones and archive records; what is in preparation is nobody's yet."""

from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from assembly.common.api.fields import Words
from assembly.common.api.filters import Filters, YearFilter
from assembly.common.api.views import PublicList, PublicView, answers
from assembly.meetings.enums import MeetingState
from sessions.enums import SessionKind, SessionState
from sessions.models import AssemblySession, Sitting

PUBLIC_STATES = [
    one for one in SessionState.choices if one[0] in {SessionState.CONVENED, SessionState.ARCHIVED}
]
EXAMPLE = OpenApiExample(
    "a Session",
    response_only=True,
    value={
        "number": 36,
        "roman": "XXXVI",
        "kind": "ordinary",
        "state": "convened",
        "theme": {"kk": "Бірлік", "ru": "Единство", "en": None},
        "starts_at": "2026-11-23T10:00:00+05:00",
        "place": {"kk": "Астана", "ru": "Астана", "en": None},
        "voting_form": "open",
        "convened_by": {
            "code": "mfzwizltoqqho2dfmyqgc3tz",
            "number": "12",
            "signed_on": "2026-10-22",
            "title": {"kk": "Сессияны шақыру туралы", "ru": "О созыве Сессии", "en": None},
        },
        "sittings": [{"id": 7, "day": 1, "state": "closed", "starts_at": "2026-11-23T10:00:00+05:00"}],
    },
)


class ActOut(serializers.Serializer):
    """The act on which something rests; its code leads to the paper: ``/d/<code>``."""

    code = serializers.CharField()
    number = serializers.CharField()
    signed_on = serializers.DateField()
    title = Words("title")


class SittingOfSessionOut(serializers.Serializer):
    """A sitting of the Session."""

    id = serializers.IntegerField(source="meeting_id", help_text="key of the sitting")
    day = serializers.IntegerField(source="day_number")
    state = serializers.ChoiceField(choices=MeetingState.choices, source="meeting.state")
    starts_at = serializers.DateTimeField(source="meeting.starts_at")


class SessionOut(serializers.Serializer):
    """A Session, named by its number for good."""

    number = serializers.IntegerField()
    roman = serializers.CharField()
    kind = serializers.ChoiceField(choices=SessionKind.choices)
    state = serializers.ChoiceField(choices=PUBLIC_STATES)
    theme = Words("theme")
    starts_at = serializers.DateTimeField()
    place = Words("place")
    voting_form = serializers.CharField(help_text="fixed by the Session itself (п. 10)")
    convened_by = serializers.SerializerMethodField()
    sittings = SittingOfSessionOut(many=True)

    @extend_schema_field(ActOut(allow_null=True))
    def get_convened_by(self, assembly_session: AssemblySession) -> dict[str, Any] | None:
        """Return the Chairman's act of convening (п. 5(5)); null of an archive record without one."""
        act = assembly_session.convening_act
        return ActOut(act).data if act else None


class SessionFilter(Filters):
    """Which Sessions."""

    kind = django_filters.ChoiceFilter(choices=SessionKind.choices, help_text="ordinary or extraordinary")
    state = django_filters.ChoiceFilter(choices=PUBLIC_STATES, help_text="convened, or an archive record")
    year = YearFilter(field_name="starts_at__year", help_text="year of the Session")


def public_sessions() -> QuerySet[AssemblySession]:
    """Return the Sessions that everybody may read, with their sittings, the latest first."""
    sittings = Sitting.objects.select_related("meeting").order_by("day_number")
    return (
        AssemblySession.objects.convened()
        .select_related("convening_act")
        .prefetch_related(Prefetch("sittings", sittings))
        .order_by("-number")
    )


class SessionListView(PublicList):
    """Sessions of the Assembly, the latest first."""

    serializer_class = SessionOut
    filterset_class = SessionFilter
    queryset = AssemblySession.objects.none()

    def get_queryset(self) -> QuerySet[AssemblySession]:
        """Return the public Sessions."""
        return public_sessions()

    @extend_schema(
        operation_id="sessions_list",
        tags=["sessions"],
        responses=answers(SessionOut(many=True), lists=True),
        examples=[EXAMPLE],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List the Sessions."""
        return self.list(request, *args, **kwargs)


class SessionView(PublicView):
    """One Session."""

    serializer_class = SessionOut

    @extend_schema(
        operation_id="sessions_retrieve", tags=["sessions"], responses=answers(SessionOut), examples=[EXAMPLE]
    )
    def get(self, request: Request, number: int) -> Response:
        """Tell one Session with its sittings."""
        return Response(
            self.get_serializer(generics.get_object_or_404(public_sessions(), number=number)).data
        )
