"""The lists of the open data as tables: all rows at once, by the same filters."""

from typing import Any

from django.http import Http404
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from assembly.bodies.api import MemberListView, RegionListView
from assembly.common.api.tables import TableRenderer
from assembly.common.api.views import PublicList, PublicView
from assembly.decisions.api.views import AddressListView, DecisionListView
from assembly.meetings.api import SittingListView
from assembly.voting.api import PollListView
from expert_council.api import OpinionListView
from sessions.api import SessionListView

TABLES: dict[str, tuple[type[PublicList], dict[str, str]]] = {
    "sessions": (SessionListView, {}),
    "sittings": (SittingListView, {}),
    "polls": (PollListView, {}),
    "decisions": (DecisionListView, {}),
    "addresses": (AddressListView, {}),
    "assembly": (MemberListView, {"organ": "assembly"}),
    "council": (MemberListView, {"organ": "council"}),
    "regions": (RegionListView, {}),
    "opinions": (OpinionListView, {}),
}


class TableView(PublicView):
    """One list as a file for a spreadsheet."""

    schema = None
    renderer_classes = (TableRenderer, JSONRenderer)

    def get(self, request: Request, name: str) -> Response:
        """Give the table.

        Raises:
            Http404: there is no list of this name.
        """
        if name not in TABLES:
            raise Http404
        kind, names = TABLES[name]
        listed: Any = kind()
        listed.setup(request._request, **names)  # noqa: SLF001 -- a view takes Django's own request
        listed.request, listed.format_kwarg = request, None
        rows = listed.get_serializer(listed.filter_queryset(listed.get_queryset()), many=True).data
        return Response(rows, headers={"Content-Disposition": f'attachment; filename="{name}.csv"'})
