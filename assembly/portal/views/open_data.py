"""The page of the open data: what there is, as a page, as JSON, as a table."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assembly.common.navigation import address_of
from assembly.law.acts import regulation
from assembly.law.refs import LegalRef
from assembly.portal.public_page import public_page


@dataclass(frozen=True, slots=True)
class Dataset:
    """One list of the open data: its words, where its JSON and its table are, the paragraph it rests on."""

    name: str | Promise
    text: str | Promise
    icon: str
    url_name: str
    table: str
    of: tuple[str, ...] = ()
    legal_ref: LegalRef | None = None

    @property
    def json_url(self) -> str:
        """Return where programs read it."""
        return address_of(self.url_name, *self.of)

    @property
    def table_url(self) -> str:
        """Return where the file for a spreadsheet is."""
        return address_of("api:table", self.table)


DATASETS = (
    Dataset(_("Sessions"), _("Convened Sessions and archive records: theme, day, place, the act of convening."),
            "landmark", "api:session_list", "sessions", legal_ref=regulation("7")),
    Dataset(_("Sittings"), _("Quorum at the opening with its arithmetic, how it changed, the agenda."),
            "calendar", "api:sitting_list", "sittings", legal_ref=regulation("9")),
    Dataset(_("Polls"), _("Closed polls: the frozen rule, the figures, what was needed; names in a roll call alone."),
            "vote", "api:poll_list", "polls", legal_ref=regulation("10")),
    Dataset(_("Decisions"), _("The text that was voted on, who has to do what until when, what was done."),
            "scroll-text", "api:decision_list", "decisions", legal_ref=regulation("11")),
    Dataset(_("Addresses of the Assembly"), _("Where they were printed, which state bodies have considered them."),
            "megaphone", "api:address_list", "addresses", legal_ref=regulation("11")),
    Dataset(_("Members of the Assembly"), _("Name and on whose behalf, on any day."),
            "users-round", "api:members", "assembly", ("assembly",)),
    Dataset(_("Members of the Council"), _("Name and on whose behalf, on any day."),
            "users-round", "api:members", "council", ("council",), regulation("12")),
    Dataset(_("Regional assemblies"), _("The twenty regions with their assemblies and chairs."),
            "map", "api:region_list", "regions", legal_ref=regulation("18")),
    Dataset(_("Expert opinions"), _("On which version of which text, what the experts say, every dissent."),
            "file-search", "api:opinion_list", "opinions", legal_ref=regulation("21", "2")),
)  # fmt: skip


@public_page
def open_data(request: HttpRequest) -> HttpResponse:
    """List the open data with their addresses."""
    return render(request, "portal/open_data.html", {"datasets": DATASETS})
